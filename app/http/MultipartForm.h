#pragma once

#include "app/http/BodySource.h"

#include <QtCore/QList>

#include <optional>

namespace tessera {

// A multipart/form-data body (RFC 7578). Names and file names are written as browsers write them (HTML, "multipart form
// data"): UTF-8 as it is, and %22, %0D and %0A for a quote and line breaks.
class MultipartForm {
public:
    struct Part {
        QByteArray name;
        std::optional<QByteArray> fileName;
        QByteArray contentType; // empty: no Content-Type of its own
        BodySource content;
    };

    // The boundary is random from run to run of the program, the same for the same parts within one, so that what was shown
    // before is what is sent. A `boundary` of one's own is taken as it is.
    explicit MultipartForm(const QList<Part> &parts, const QByteArray &boundary = {});

    [[nodiscard]] const QByteArray &boundary() const { return m_boundary; }
    [[nodiscard]] const BodySource &body() const { return m_body; }
    [[nodiscard]] bool isUnambiguous() const { return m_isUnambiguous; } // a boundary of one's own may stand in a part

private:
    QByteArray m_boundary;
    bool m_isUnambiguous;
    BodySource m_body;
};

}
