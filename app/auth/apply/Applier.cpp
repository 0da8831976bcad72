#include "app/auth/apply/Applier.h"

#include "app/http/UrlText.h"

#include <QtCore/QCoreApplication>

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
            if (!value->isEmpty() || !header.isOptional)
                addHeader(header.name, value->trimmed().toUtf8());
        }
        return Done{};
    }

    [[nodiscard]] Result<Done> basic(const Application::Basic &basic)
    {
        const auto user = basic.user.render(m_lookup);
        const auto password = basic.password.render(m_lookup);
        if (!user || !password)
            return failure(user ? password.error() : user.error());
        addHeader(u"Authorization"_s, "Basic " + (*user + u':' + *password).toUtf8().toBase64());
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
            m_request.url = UrlText::withQueryItem(m_request.url, item.name, *value);
            m_request.secretQueryItems += item.name.toUtf8();
            outcome.additions += {Addition::Place::Query, item.name};
        }
        return Done{};
    }

    [[nodiscard]] Result<Done> cookies(const QList<NamedTemplate> &cookies)
    {
        QByteArray line = m_request.headers.value("Cookie");
        for (const NamedTemplate &cookie : cookies) {
            const auto value = rendered(cookie);
            if (!value)
                return failure(value.error());
            if (value->isEmpty() && cookie.isOptional)
                continue;
            line += (line.isEmpty() ? "" : "; ") + cookie.name.toUtf8() + '=' + value->toUtf8();
            outcome.additions += {Addition::Place::Cookie, cookie.name};
        }
        if (!cookies.isEmpty()) {
            m_request.headers.set("Cookie", line);
            m_request.secretHeaders += "Cookie";
        }
        return Done{};
    }

    Outcome outcome;

private:
    [[nodiscard]] Result<QString> rendered(const NamedTemplate &item) const { return item.value.render(m_lookup); }

    void addHeader(const QString &name, const QByteArray &value)
    {
        const QByteArray key = name.toUtf8();
        m_request.secretHeaders += key;
        if (m_request.headers.contains(key)) {
            outcome.composed += name;
            return;
        }
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
             run.query(application.query), run.cookies(application.cookies)}) {
        if (!done)
            return failure(done.error());
    }
    if (auto checked = request.headers.check(); !checked)
        return failure(checked.error());
    return run.outcome;
}

}
