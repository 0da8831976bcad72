#include "app/auth/profile/ProfileReader.h"

#include "app/auth/profile/DiscoveryReader.h"
#include "app/auth/profile/FieldReader.h"
#include "app/auth/profile/MatchReader.h"
#include "app/auth/profile/RequestReader.h"
#include "app/auth/profile/TemplateReader.h"
#include "app/auth/profile/WayReader.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace tessera {

using namespace Qt::StringLiterals;
using TemplateReader::finish;

namespace {

constexpr qint64 newestSchema = 1;
constexpr qint64 hundredYears = 100LL * 366 * 24 * 3600;

QString tr(const char *text)
{
    return QCoreApplication::translate("ProfileReader", text);
}

void readIdentity(JsonReader &reader, AuthProfile &profile)
{
    QStringList taken;
    profile.id = FieldReader::readId(reader, "id", taken);
    profile.name = reader.requiredString("name");
    profile.description = reader.string("description");
    profile.documentation = reader.string("documentation");
    if (!profile.documentation.isEmpty() && !profile.documentation.startsWith("https://"_L1)
        && !profile.documentation.startsWith("http://"_L1))
        reader.fail("documentation", tr("must begin with https:// or http://"));
    JsonReader baseUrl = reader.object("baseUrl");
    profile.baseUrlHelp = baseUrl.string("help");
    profile.baseUrlPlaceholder = baseUrl.string("placeholder");
    finish(baseUrl);
    profile.maskedNames = reader.strings("masked");
    if (profile.maskedNames.contains(QString()))
        reader.fail("masked", tr("must not hold an empty text"));
}

// An expression that may look into one of the tokens' JWT, where that token is read from the answer itself.
Capture readTokenCapture(JsonReader &reader, const char *key, const QMap<QString, Capture> &tokens, const NameScope &scope)
{
    const auto capture = Capture::parse(reader.requiredString(key));
    if (!capture) {
        QString why = capture.error().message;
        why.chop(why.endsWith(u'.') ? 1 : 0);
        reader.fail(key, tr("is no expression (%1)").arg(why));
        return {};
    }
    if (const QString input = capture->inputName(); !input.isEmpty()) {
        scope.noteUse(input);
        if (!scope.isUsable(input))
            reader.fail(key, tr("takes what was typed into \"%1\", which is none of the profile's fields").arg(input));
    }
    const QString jwt = capture->jwtName();
    if (!jwt.isEmpty() && (!tokens.contains(jwt) || !tokens.value(jwt).jwtName().isEmpty()))
        reader.fail(key, tr("looks into \"%1\", which is no token that stands in the answer itself").arg(jwt));
    return *capture;
}

void readTokens(JsonReader &reader, AuthProfile &profile, NameScope &scope)
{
    if (!reader.object("tokens").has("access"))
        reader.failBelow(u"/tokens/access"_s, tr("is missing: it is the token that requests carry"));
    // Twice: those that look into another one's JWT may stand before it.
    for (const auto &[name, value] : reader.object("tokens").json().items()) {
        const Json *text = value.is_object() && value.contains("from") ? &value.at("from") : &value;
        if (const auto capture
            = Capture::parse(text->is_string() ? toQString(text->get_ref<const std::string &>()) : QString()))
            profile.tokens.insert(toQString(name), *capture);
    }
    for (auto &[name, entry] : TemplateReader::readEntries(reader, "tokens", "from")) {
        profile.tokens.insert(name, readTokenCapture(entry, "from", profile.tokens, scope));
        if (!entry.boolean("secret", true))
            profile.plainCaptures += name;
        if (profile.plainCaptures.contains(name) && (name == "access"_L1 || name == "refresh"_L1))
            entry.fail("secret", tr("must be true for \"access\" and \"refresh\""));
        if (const QString complaint = scope.declare(name, NameScope::Kind::Later); !complaint.isEmpty())
            entry.fail(complaint);
        finish(entry);
    }
    profile.tokens.remove(u"comment"_s);
}

void readAccount(JsonReader &profileReader, AuthProfile &profile, const NameScope &scope)
{
    JsonReader reader = profileReader.object("account");
    if (reader.string("name").startsWith(u'$')) {
        profile.account.name = readTokenCapture(reader, "name", profile.tokens, scope);
    } else if (reader.has("name")) {
        profile.account.nameTemplate = TemplateReader::readTemplate(reader, "name", scope);
        for (const QString &mentioned : profile.account.nameTemplate.names()) {
            if (scope.isSecret(mentioned))
                reader.fail("name", tr("mentions {{%1}}, which is secret").arg(mentioned));
        }
    }
    if (reader.has("role"))
        profile.account.role = readTokenCapture(reader, "role", profile.tokens, scope);
    finish(reader);
}

ExpirySource readExpirySource(JsonReader &reader, const AuthProfile &profile)
{
    ExpirySource source;
    const QStringList kinds{u"capture"_s, u"jwt"_s, u"seconds"_s, u"never"_s};
    const auto said = std::count_if(
        kinds.begin(), kinds.end(), [&](const QString &kind) { return reader.has(kind.toUtf8().constData()); });
    if (said != 1)
        reader.fail(tr("must hold one of capture, jwt, seconds and never"));
    if (reader.has("capture") || reader.has("jwt")) {
        const char *key = reader.has("capture") ? "capture" : "jwt";
        source.kind = reader.has("capture") ? ExpirySource::Kind::Capture : ExpirySource::Kind::JwtClaim;
        source.capture = reader.requiredString(key);
        if (!profile.tokens.contains(source.capture))
            reader.fail(key,
                tr("names \"%1\", which is none of the tokens: %2")
                    .arg(source.capture, profile.tokens.keys().join(", "_L1)));
        source.as = ExpirySource::As(
            1 + reader.choice("as", {u"date"_s, u"seconds"_s, u"epochSeconds"_s, u"epochMilliseconds"_s}, -1));
    }
    if (source.kind == ExpirySource::Kind::JwtClaim) {
        source.claim = reader.requiredString("claim");
        if (source.claim.startsWith(u'/') && !JsonPointer::parse(source.claim))
            reader.fail("claim", tr("is no JSON Pointer: \"~\" is written \"~0\" and \"/\" is written \"~1\""));
    }
    if (reader.has("seconds")) {
        source.kind = ExpirySource::Kind::Fixed;
        source.seconds = reader.integer("seconds", 1, 1, hundredYears);
    }
    if (reader.has("never") && !reader.boolean("never"))
        reader.fail("never", tr("can only be true"));
    finish(reader);
    return source;
}

void readExpiry(JsonReader &profileReader, AuthProfile &profile)
{
    JsonReader reader = profileReader.object("expiry");
    for (const char *key : {"access", "refresh"}) {
        const QString name = QString::fromLatin1(key);
        if (reader.has(key) && !profile.tokens.contains(name))
            reader.fail(key, tr("is not among the tokens"));
        for (JsonReader &source : reader.objects(key))
            profile.expiry[name] += readExpirySource(source, profile);
    }
    finish(reader);
}

void readSignOut(JsonReader &profileReader, AuthProfile &profile, const NameScope &scope)
{
    JsonReader reader = profileReader.object("signOut");
    profile.signOutNote = reader.string("note");
    if (reader.has("request") || reader.has("steps"))
        profile.signOut = WayReader::readSilentSteps(reader, scope);
    finish(reader);
}

// What has a value once somebody is signed in.
NameScope signedInScope(const AuthProfile &profile, NameScope scope)
{
    for (const QString &token : profile.tokens.keys())
        scope.allow(token, profile.plainCaptures.contains(token) ? NameScope::Kind::Capture : NameScope::Kind::Token);
    return scope;
}

// Examples are sent as requests of the user, whose variables hold no secrets.
NameScope exampleScope(const AuthProfile &profile)
{
    NameScope scope;
    for (const Field &field : profile.fields)
        scope.allow(field.name, field.isSecret ? NameScope::Kind::Later : NameScope::Kind::Field);
    for (const QString &token : profile.tokens.keys())
        scope.allow(token, profile.plainCaptures.contains(token) ? NameScope::Kind::Capture : NameScope::Kind::Later);
    return scope;
}

void checkUses(JsonReader &reader, const AuthProfile &profile, const NameScope &scope)
{
    for (qsizetype i = 0; i < profile.fields.size(); ++i) {
        if (!scope.isUsed(profile.fields.at(i).name))
            reader.failBelow(u"/fields/%1"_s.arg(i), tr("is used nowhere"));
    }
    const bool isRepeatable
        = std::any_of(profile.ways.begin(), profile.ways.end(), [](const Way &way) { return way.isRepeatable; });
    if (profile.refresh.kind == RefreshRule::Kind::SignIn && !isRepeatable)
        reader.fail("refresh", tr("is \"signIn\", and no way can be repeated without asking"));
}

void checkCarries(JsonReader &reader, const AuthProfile &profile)
{
    if (!reader.has("apply") && profile.choices.isEmpty())
        return reader.fail("apply", tr("is missing: nothing says how requests carry the credential"));
    QStringList names = profile.apply.names();
    for (const ApplyChoice &choice : profile.choices) {
        for (const ApplyChoice::Option &option : choice.options)
            names += option.apply.names();
    }
    if (std::none_of(names.begin(), names.end(), [&](const QString &name) { return profile.tokens.contains(name); }))
        reader.fail(reader.has("apply") ? "apply" : "choices",
            tr("mentions none of the tokens: requests would go without what signing in gave"));
}

// A way without a request gives what was typed, so the token must be that.
void checkTyped(JsonReader &reader, const AuthProfile &profile)
{
    const bool isTyped = !profile.tokens.value(u"access"_s).inputName().isEmpty();
    for (qsizetype i = 0; i < profile.ways.size(); ++i) {
        if (profile.ways.at(i).steps.isEmpty() && !isTyped)
            reader.failBelow(u"/signIn/%1/request"_s.arg(i), tr("is missing: a way has one \"request\", or \"steps\", unless the access token is one of $inputs"));
    }
}

AuthProfile readAll(JsonReader &reader)
{
    AuthProfile profile;
    NameScope scope;
    (void)reader.string("$schema");
    reader.ignore("schema");
    readIdentity(reader, profile);
    profile.fields = FieldReader::readFields(reader, scope);
    readTokens(reader, profile, scope);
    readAccount(reader, profile, scope);
    readExpiry(reader, profile);
    if (reader.has("always")) {
        profile.always = RequestReader::readApplication(reader.object("always"), scope);
        if (profile.always.login || profile.always.awsSigV4 || profile.always.clientCertificate)
            reader.fail("always", tr("goes along with sign-in requests, too, which know headers, query, cookies and basic only"));
    }
    profile.discoveries = DiscoveryReader::readDiscoveries(reader, scope);
    profile.ways = WayReader::readWays(reader, scope);
    checkTyped(reader, profile);

    const NameScope signedIn = signedInScope(profile, scope);
    if (reader.has("apply"))
        profile.apply = RequestReader::readApplication(reader.object("apply"), signedIn);
    profile.choices = RequestReader::readChoices(reader, signedIn);
    checkCarries(reader, profile);
    profile.refresh = WayReader::readRefresh(reader, signedIn);
    profile.refreshOn = MatchReader::readRefreshOn(reader);
    readSignOut(reader, profile, signedIn);
    profile.publicRules = MatchReader::readPublicRules(reader);
    profile.errors = MatchReader::readErrors(reader);
    profile.hints = MatchReader::readHints(reader);
    profile.examples = RequestReader::readExamples(reader, exampleScope(profile));
    finish(reader);
    checkUses(reader, profile, scope);
    return profile;
}

}

Result<AuthProfile> readProfile(const QByteArray &bytes, const QString &source)
{
    const auto json = parseJson(bytes, source);
    if (!json)
        return failure(ErrorKind::Profile, json.error().message);
    JsonReader reader(*json, source);
    const Json *schema = reader.any("schema");
    if (schema && schema->is_number_integer() && *schema > newestSchema)
        return failure(ErrorKind::Profile,
            tr("%1 was written by a newer Tessera (/schema is %2, this one reads %3), so it is left alone.")
                .arg(source, toQString(schema->dump()))
                .arg(newestSchema),
            tr("Update Tessera to use this profile."));
    if (!schema || *schema != newestSchema)
        reader.fail("schema", tr("must be %1").arg(newestSchema));
    AuthProfile profile = readAll(reader);
    if (reader.error())
        return failure(ErrorKind::Profile, reader.error()->message, reader.error()->detail);
    profile.source = source;
    return profile;
}

}
