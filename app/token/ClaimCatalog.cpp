#include "app/token/ClaimCatalog.h"

#include "app/json/DataFile.h"

#include <QtCore/QCoreApplication>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ClaimCatalog", text);
}

QHash<QString, ClaimMeaning> readMeanings(JsonReader &reader, const char *key)
{
    QHash<QString, ClaimMeaning> meanings;
    for (JsonReader &each : reader.objects(key)) {
        each.ignore("comment");
        ClaimMeaning meaning;
        meaning.name = each.requiredString("name");
        meaning.title = each.requiredString("title");
        meaning.text = each.requiredString("text");
        meaning.source = each.requiredString("source");
        meaning.form = ClaimMeaning::Form(each.choice("form", {u"text"_s, u"date"_s, u"duration"_s, u"list"_s}, 0));
        meaning.decides = ClaimMeaning::Decides(each.choice("decides",
            {u"nothing"_s, u"rights"_s, u"issuer"_s, u"audience"_s, u"tenant"_s, u"subject"_s, u"client"_s, u"signIn"_s, u"binding"_s}, 0));
        each.finish();
        if (meanings.contains(meaning.name))
            each.fail("name", tr("stands there twice"));
        meanings.insert(meaning.name, meaning);
    }
    return meanings;
}

}

Result<ClaimCatalog> ClaimCatalog::read(const QByteArray &json, const QString &source)
{
    ClaimCatalog catalog;
    return readDataFile(json, source, [&catalog](JsonReader &reader) {
        reader.require({"prefixes", "header", "payload"});
        catalog.m_header = readMeanings(reader, "header");
        catalog.m_payload = readMeanings(reader, "payload");
        for (JsonReader &each : reader.objects("prefixes")) {
            catalog.m_prefixes.append({each.requiredString("prefix"), each.requiredString("text")});
            each.finish();
        }
    }).map([&catalog](Done) { return std::move(catalog); });
}

const ClaimCatalog &ClaimCatalog::bundled()
{
    static const ClaimCatalog catalog = bundledData<ClaimCatalog>(u":/resources/tokens/claims.json"_s);
    return catalog;
}

const ClaimMeaning *ClaimCatalog::find(TokenPart part, const QString &name) const
{
    const auto &meanings = part == TokenPart::Header ? m_header : m_payload;
    const auto found = meanings.constFind(name);
    return found == meanings.cend() ? nullptr : &*found;
}

QString ClaimCatalog::whose(const QString &token) const
{
    for (const auto &[prefix, text] : m_prefixes)
        if (token.startsWith(prefix))
            return text;
    return {};
}

}
