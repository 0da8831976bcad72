#include "app/auth/profile/ProfileReader.h"

#include "tests/support/ProfileFaults.h"

#include <QtTest/QTest>

#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <QtCore/QDirIterator>
#include <QtCore/QRandomGenerator>

using namespace tessera;
using namespace Qt::StringLiterals;

namespace {

using PlainJson = nlohmann::json; // what the validator knows
using Adapter = valijson::adapters::NlohmannJsonAdapter;

// The published schema, as those who write a profile meet it in their editor.
class Schema {
public:
    Schema()
    {
        const QByteArray text = profileFile(u"resources/profiles/profile.schema.json"_s);
        const auto json = PlainJson::parse(text.begin(), text.end());
        valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(Adapter(json), m_schema);
    }

    [[nodiscard]] bool accepts(const QByteArray &profile) const { return complaint(profile).isEmpty(); }
    [[nodiscard]] QString complaint(const QByteArray &profile) const
    {
        const auto json = PlainJson::parse(profile.begin(), profile.end());
        valijson::Validator validator(valijson::Validator::kStrongTypes);
        valijson::ValidationResults results;
        if (validator.validate(m_schema, Adapter(json), &results))
            return {};
        valijson::ValidationResults::Error error;
        results.popError(error);
        QString place;
        for (const auto &part : error.context)
            place += QString::fromStdString(part);
        return place + u": "_s + QString::fromStdString(error.description);
    }

private:
    valijson::Schema m_schema;
};

// What a schema is there to say: types, keys, what has to be there.
bool isAboutShape(const QString &message)
{
    static const QStringList shapes{u"must be text"_s, u"must be an object"_s, u"must be a list"_s,
        u"must be true or false"_s, u"must be a whole number"_s, u"is not known here"_s, u"is missing"_s,
        u"must not be empty"_s, u"must be one of"_s};
    return std::any_of(shapes.begin(), shapes.end(), [&](const QString &shape) { return message.contains(shape); });
}

// Pointers to everything in the document but its root.
void collect(const Json &json, const Json::json_pointer &at, std::vector<Json::json_pointer> &places)
{
    if (json.is_object()) {
        for (const auto &[key, value] : json.items()) {
            places.push_back(at / key);
            collect(value, at / key, places);
        }
    }
    for (std::size_t i = 0; json.is_array() && i < json.size(); ++i) {
        places.push_back(at / i);
        collect(json[i], at / i, places);
    }
}

const std::vector<Json> strangers{nullptr, true, false, 0, 401, -1, 1.5, "", "x", "4xx", "GET /x", "{{user}}",
    "$response.body", "signIn", Json::array(), Json::array({"x"}), Json::array({1}), Json::object(),
    Json::object({{"comment", "c"}}), Json::object({{"value", "x"}}), Json::object({{"x", 1}})};

// One random change: something goes, becomes something else, or gets a neighbour that it should not have.
std::string disturb(Json &json, QRandomGenerator &random)
{
    std::vector<Json::json_pointer> places;
    collect(json, Json::json_pointer(), places);
    const auto &place = places[random.bounded(quint32(places.size()))];
    const Json stranger = strangers[random.bounded(quint32(strangers.size()))];
    switch (random.bounded(3)) {
    case 0:
        json = json.patch(Json::array({{{"op", "remove"}, {"path", place.to_string()}}}));
        return "removed " + place.to_string();
    case 1:
        json[place] = stranger;
        return place.to_string() + " = " + stranger.dump();
    default:
        if (!json[place].is_object())
            return disturb(json, random);
        json[place]["stranger"] = stranger;
        return place.to_string() + "/stranger = " + stranger.dump();
    }
}

}

class tst_ProfileSchema : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goodProfilesAreGoodInBoth_data();
    void goodProfilesAreGoodInBoth();
    void faultsAreRefusedByBoth_data();
    void faultsAreRefusedByBoth();
    void enoughFaultsAreInTheSchema();
    void agreeOnDisturbedProfiles_data();
    void agreeOnDisturbedProfiles();
    void everyKeyIsDescribed();

private:
    const Schema m_schema;
};

static void addProfiles()
{
    QTest::addColumn<QString>("path");
    for (const char *folder : {"resources/profiles", "tests/data/profiles"}) {
        QDirIterator files(QStringLiteral(TESSERA_SOURCE_DIR "/") + QString::fromLatin1(folder), {u"*.json"_s}, QDir::Files);
        while (files.hasNext()) {
            const QString name = QFileInfo(files.next()).fileName();
            if (name != "profile.schema.json"_L1)
                QTest::newRow(qPrintable(name)) << QString::fromLatin1(folder) + u'/' + name;
        }
    }
}

void tst_ProfileSchema::goodProfilesAreGoodInBoth_data()
{
    addProfiles();
}

void tst_ProfileSchema::goodProfilesAreGoodInBoth()
{
    QFETCH(QString, path);
    const QByteArray profile = profileFile(path);
    QCOMPARE(m_schema.complaint(profile), QString());
    const auto read = readProfile(profile, path);
    QVERIFY2(read.has_value(), qPrintable(read ? QString() : read.error().message));
}

void tst_ProfileSchema::faultsAreRefusedByBoth_data()
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < profileFaults().size(); ++i)
        QTest::newRow(profileFaults().at(i).name) << i;
}

void tst_ProfileSchema::faultsAreRefusedByBoth()
{
    QFETCH(int, index);
    const ProfileFault &fault = profileFaults().at(index);
    const QByteArray profile = patched(profileFile(u"tests/data/profiles/everything.json"_s), fault);
    QVERIFY(!readProfile(profile, u"x"_s));
    // A fault that is listed as the reader's alone and that the schema does refuse is listed wrongly.
    QVERIFY2(m_schema.accepts(profile) != fault.isInSchema, qPrintable(m_schema.complaint(profile)));
}

void tst_ProfileSchema::enoughFaultsAreInTheSchema()
{
    const auto known = std::count_if(
        profileFaults().begin(), profileFaults().end(), [](const ProfileFault &fault) { return fault.isInSchema; });
    QVERIFY2(known >= 60, qPrintable(QString::number(known)));
}

void tst_ProfileSchema::agreeOnDisturbedProfiles_data()
{
    addProfiles();
}

void tst_ProfileSchema::agreeOnDisturbedProfiles()
{
    QFETCH(QString, path);
    const QByteArray text = profileFile(path);
    const Json original = Json::parse(text.begin(), text.end());
    QRandomGenerator random(20260101); // the same changes in every run
    const int asked = qEnvironmentVariableIntValue("TESSERA_ROUNDS");
    for (int round = 0; round < (asked > 0 ? asked : 60); ++round) { // the validator takes 50 ms for each
        Json json = original;
        const std::string change = disturb(json, random);
        const QByteArray profile = toBytes(json);
        const auto read = readProfile(profile, u"x"_s);
        const QString said = read ? u"good"_s : read.error().message;
        const QString complaint = m_schema.complaint(profile);
        const auto report = u"%1\nreader: %2\nschema: %3"_s.arg(QString::fromStdString(change), said, complaint);
        if (read)
            QVERIFY2(complaint.isEmpty(), qPrintable(report));
        else if (isAboutShape(said))
            QVERIFY2(!complaint.isEmpty(), qPrintable(report));
    }
}

// The schema is the documentation for those who write a profile.
void tst_ProfileSchema::everyKeyIsDescribed()
{
    const QByteArray text = profileFile(u"resources/profiles/profile.schema.json"_s);
    const Json schema = Json::parse(text.begin(), text.end());
    const auto isDescribed = [&](const Json &part) {
        if (part.contains("description"))
            return true;
        if (!part.contains("$ref"))
            return false;
        const std::string target = part["$ref"].get<std::string>().substr(1);
        return schema[Json::json_pointer(target)].contains("description") || target == "/definitions/id";
    };
    std::vector<Json::json_pointer> places;
    collect(schema, Json::json_pointer(), places);
    QStringList bare;
    for (const auto &place : places) {
        if (place.empty() || place.back() != "properties" || !schema[place].is_object())
            continue;
        const bool isCondition
            = place.to_string().find("/if/") != std::string::npos || place.to_string().find("/then/") != std::string::npos;
        for (const auto &[key, part] : schema[place].items()) {
            if (!isCondition && !isDescribed(part))
                bare += QString::fromStdString((place / key).to_string());
        }
    }
    QVERIFY2(bare.isEmpty(), qPrintable(bare.join(u'\n')));
}

QTEST_GUILESS_MAIN(tst_ProfileSchema)
#include "tst_ProfileSchema.moc"
