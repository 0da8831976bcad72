#pragma once

#include "app/base/Result.h"
#include "app/diagnosis/Finding.h"
#include "app/template/Template.h"

#include <QtCore/QHash>
#include <QtCore/QMap>

namespace tessera {

class JsonReader;

// How each cause is said and what can be done about it (resources/diagnosis/causes.json, by causes.schema.json).
class CauseBook {
public:
    // Every cause stands there once. Errors: Parse, with the place in the file.
    [[nodiscard]] static Result<CauseBook> read(const QByteArray &json, const QString &source);
    [[nodiscard]] static const CauseBook &bundled();

    // Fills in title, text and steps of a finding from the names and values of the case.
    void say(Finding &finding, const QMap<QString, QString> &values) const;

private:
    struct Entry {
        QString title;
        Template text;
        QString plain;
        QList<NextStep> steps; // argument: the name of a value
    };
    static Entry readEntry(JsonReader &reader);

    QHash<int, Entry> m_entries; // by cause
};

}
