#include "tests/support/SchemaCheck.h"

#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <QtCore/QFile>

namespace tessera {

using namespace Qt::StringLiterals;

QString schemaComplaint(const QString &schema, const QByteArray &document)
{
    using Plain = nlohmann::json;
    using Adapter = valijson::adapters::NlohmannJsonAdapter;
    QFile file(QStringLiteral(TESSERA_SOURCE_DIR "/") + schema);
    if (!file.open(QIODevice::ReadOnly))
        return u"no such schema: "_s + schema;
    const Plain rules = Plain::parse(file.readAll().toStdString(), nullptr, false);
    const Plain json = Plain::parse(document.toStdString(), nullptr, false);
    if (rules.is_discarded() || json.is_discarded())
        return u"no JSON: "_s + QString::fromUtf8(document.left(200));
    valijson::Schema parsed;
    valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(Adapter(rules), parsed);
    valijson::Validator validator(valijson::Validator::kStrongTypes);
    valijson::ValidationResults results;
    if (validator.validate(parsed, Adapter(json), &results))
        return {};
    QStringList complaints;
    for (valijson::ValidationResults::Error error; results.popError(error);) {
        QString place;
        for (const std::string &part : error.context)
            place += QString::fromStdString(part);
        complaints += place + u": "_s + QString::fromStdString(error.description);
    }
    return complaints.join(u'\n');
}

}
