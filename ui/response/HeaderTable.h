#pragma once

#include "ui/response/SecretTable.h"

namespace tessera {
class HttpHeaders;
class Redactor;
}

namespace tessera::ui {

class HeaderModel;

// The headers of an answer.
class HeaderTable : public SecretTable {
    Q_OBJECT
public:
    HeaderTable(const Theme &theme, const Redactor &redactor, QWidget *parent = nullptr);
    void setHeaders(const HttpHeaders &headers, const HttpHeaders &trailers);

protected:
    void fitColumns() override;

private:
    HeaderTable(const Theme &theme, HeaderModel *model, QWidget *parent);

    HeaderModel *m_model;
};

}
