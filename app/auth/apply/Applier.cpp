#include "app/auth/apply/Applier.h"

#include "app/http/UrlText.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace tessera::Applier {

using namespace Qt::StringLiterals;

namespace {

// One application under way.
class Run {
public:
    Run(const Template::Lookup &lookup, HttpRequest &request)
        : m_lookup(lookup)
        , m_request(request)
    {
    }

    [[nodiscard]] Result<Done> headers(const QList<NamedTemplate> &headers)
    {
        for (const NamedTemplate &header : headers) {
            const auto value = rendered(header);
            if (!value)
                return failure(value.error());
            if (value->isEmpty() && header.isOptional)
                continue;
            const auto name = nameOf(header);
            if (!name)
                return failure(name.error());
            addHeader(*name, value->trimmed().toUtf8(), {&header.value});
        }
        return Done{};
    }

    [[nodiscard]] Result<Done> basic(const Application::Basic &basic)
    {
        const auto user = basic.user.render(m_lookup);
        const auto password = basic.password.render(m_lookup);
        if (!user || !password)
            return failure(user ? password.error() : user.error());
        if (const QString complaint = Application::Basic::complaint(*user); !complaint.isEmpty())
            return failure(ErrorKind::Input, complaint, QCoreApplication::translate("Applier", "Sign in again with the right one."));
        addHeader(u"Authorization"_s, "Basic " + (*user + u':' + *password).toUtf8().toBase64(), {&basic.user, &basic.password});
        return Done{};
    }

    [[nodiscard]] Result<Done> login(const Application::Login &login)
    {
        const auto user = login.user.render(m_lookup);
        const auto password = login.password.render(m_lookup);
        if (!user || !password)
            return failure(user ? password.error() : user.error());
        m_request.secretHeaders += "Authorization";
        if (m_request.headers.contains("Authorization")) {
            leaveOut(u"Authorization"_s, {&login.user, &login.password});
            return Done{};
        }
        putIn({&login.user, &login.password});
        m_request.login = HttpLogin{login.scheme, *user, Secret(*password)};
        outcome.additions += {Addition::Place::Header, u"Authorization"_s};
        return Done{};
    }

    [[nodiscard]] Result<Done> awsSigV4(const Application::AwsSigV4 &aws)
    {
        QStringList values;
        for (const Template &each : {aws.accessKeyId, aws.secretAccessKey, aws.sessionToken, aws.region, aws.service}) {
            const auto value = each.render(m_lookup);
            if (!value)
                return failure(value.error());
            values += value->trimmed();
        }
        m_request.secretHeaders += "Authorization";
        if (m_request.headers.contains("Authorization")) {
            leaveOut(u"Authorization"_s, {&aws.secretAccessKey, &aws.sessionToken});
            return Done{};
        }
        putIn({&aws.secretAccessKey, &aws.sessionToken});
        outcome.aws = AwsCredential{
            values.at(0), Secret(values.at(1)), Secret(values.at(2)), values.at(3), values.at(4), aws.isInQuery, aws.signsBody};
        const auto place = aws.isInQuery ? Addition::Place::Query : Addition::Place::Header;
        outcome.additions += {place, aws.isInQuery ? u"X-Amz-Signature"_s : u"Authorization"_s};
        outcome.additions += {place, u"X-Amz-Date"_s};
        if (!outcome.aws->sessionToken.isEmpty())
            outcome.additions += {place, u"X-Amz-Security-Token"_s};
        return Done{};
    }

    [[nodiscard]] Result<Done> certificate(const Application::Certificate &certificate)
    {
        const auto file = certificate.certificateFile.render(m_lookup);
        const auto key = certificate.keyFile.render(m_lookup);
        const auto passphrase = certificate.passphrase.render(m_lookup);
        for (const auto &each : {file, key, passphrase}) {
            if (!each)
                return failure(each.error());
        }
        putIn({&certificate.certificateFile, &certificate.keyFile, &certificate.passphrase});
        outcome.certificate = ClientCertificate{file->trimmed(), key->trimmed(), Secret(*passphrase)};
        outcome.additions += {Addition::Place::Connection, u"client certificate"_s};
        return Done{};
    }

    [[nodiscard]] Result<Done> query(const QList<NamedTemplate> &items)
    {
        for (const NamedTemplate &item : items) {
            const auto value = rendered(item);
            if (!value)
                return failure(value.error());
            if (value->isEmpty() && item.isOptional)
                continue;
            const auto name = nameOf(item);
            if (!name)
                return failure(name.error());
            m_request.url = UrlText::withQueryItem(m_request.url, *name, *value);
            m_request.secretQueryItems += name->toUtf8();
            putIn({&item.value});
            outcome.additions += {Addition::Place::Query, *name};
        }
        return Done{};
    }

    [[nodiscard]] Result<Done> cookies(const QList<NamedTemplate> &cookies)
    {
        if (cookies.isEmpty())
            return Done{};
        QByteArray line = m_request.headers.value("Cookie");
        for (const NamedTemplate &cookie : cookies) {
            const auto value = rendered(cookie);
            if (!value)
                return failure(value.error());
            if (value->isEmpty() && cookie.isOptional)
                continue;
            const auto name = nameOf(cookie);
            if (!name)
                return failure(name.error());
            putIn({&cookie.value});
            line += (line.isEmpty() ? "" : "; ") + name->toUtf8() + '=' + value->toUtf8();
            outcome.additions += {Addition::Place::Cookie, *name};
        }
        m_request.headers.set("Cookie", line);
        m_request.secretHeaders += "Cookie";
        return Done{};
    }

    Outcome outcome;

private:
    [[nodiscard]] Result<QString> rendered(const NamedTemplate &item) const { return item.value.render(m_lookup); }

    [[nodiscard]] Result<QString> nameOf(const NamedTemplate &item) const
    {
        if (item.nameTemplate.isEmpty())
            return item.name;
        auto name = item.nameTemplate.render(m_lookup);
        if (name && name->trimmed().isEmpty())
            return failure(ErrorKind::Input, QCoreApplication::translate("Applier", "The credential does not say what its key is called."),
                QCoreApplication::translate("Applier", "Sign in again and type a name."));
        return name ? Result<QString>(name->trimmed()) : name;
    }

    using Parts = std::initializer_list<const Template *>; // that a value was made of

    static bool holdToken(Parts parts)
    {
        return std::any_of(parts.begin(), parts.end(), [](const Template *part) { return part->mentions(u"access"); });
    }

    void putIn(Parts parts) { outcome.isTokenIn = outcome.isTokenIn || holdToken(parts); }

    void leaveOut(const QString &name, Parts parts)
    {
        outcome.composed += name;
        outcome.isTokenLeftOut = outcome.isTokenLeftOut || holdToken(parts);
    }

    void addHeader(const QString &name, const QByteArray &value, Parts parts)
    {
        const QByteArray key = name.toUtf8();
        m_request.secretHeaders += key;
        if (m_request.headers.contains(key)) {
            leaveOut(name, parts);
            return;
        }
        putIn(parts);
        m_request.headers.append(key, value);
        outcome.additions += {Addition::Place::Header, name};
    }

    const Template::Lookup &m_lookup;
    HttpRequest &m_request;
};

}

Result<Outcome> apply(const Application &application, const Template::Lookup &lookup, HttpRequest &request)
{
    Run run(lookup, request);
    for (const auto &done : {run.headers(application.headers), application.basic ? run.basic(*application.basic) : Done{},
             run.query(application.query), run.cookies(application.cookies),
             application.login ? run.login(*application.login) : Done{},
             application.awsSigV4 ? run.awsSigV4(*application.awsSigV4) : Done{},
             application.clientCertificate ? run.certificate(*application.clientCertificate) : Done{}}) {
        if (!done)
            return failure(done.error());
    }
    if (auto checked = request.headers.check(); !checked)
        return failure(checked.error());
    return run.outcome;
}

}
