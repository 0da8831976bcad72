#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QHash>
#include <QtCore/QString>

namespace tessera::ui {

// What header fields are for, a sentence each: resources/guide/headers.json, after the registry of RFC 9110 section 18.4.
class HeaderGuide {
public:
    [[nodiscard]] QString sentence(const QByteArray &name) const; // in any case; empty where it is not known
    [[nodiscard]] qsizetype count() const;

private:
    void read() const;
    mutable QHash<QByteArray, QString> m_sentences; // read when first asked for
};

}
