#pragma once

#include "app/base/Result.h"
#include "app/diagnosis/Finding.h"
#include "app/template/Template.h"

#include <QtCore/QMap>

#include <functional>

namespace tessera {

// What clears a cause (resources/diagnosis/alibis.json, by alibis.schema.json).
class AlibiBook {
public:
    // Errors: Parse, with the place in the file.
    [[nodiscard]] static Result<AlibiBook> read(const QByteArray &json, const QString &source);
    [[nodiscard]] static const AlibiBook &bundled();

    // Those that the proofs clear and that nothing speaks against, in the order of the book.
    [[nodiscard]] QList<RuledOut> ruledOut(const QMap<QString, QString> &proofs, const std::function<bool(RefusalCause)> &isSuspect) const;

private:
    struct Entry {
        RefusalCause cause = RefusalCause::Unknown;
        Template suspicion;
        QList<Template> texts;
    };
    QList<Entry> m_entries;
};

}
