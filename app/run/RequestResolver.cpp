#include "app/run/RequestResolver.h"

#include "app/http/UrlText.h"
#include "app/run/BodyResolver.h"
#include "app/workspace/PathVariables.h"
#include "app/workspace/UrlQuery.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QHash>

#include <array>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("RequestResolver", text);
}

QByteArray withoutBlanks(const QByteArray &text)
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\t'; };
    const auto begin = std::find_if_not(text.cbegin(), text.cend(), isBlank);
    const auto end = std::find_if_not(text.crbegin(), std::make_reverse_iterator(begin), isBlank).base();
    return QByteArray(begin, end - begin);
}

class Resolver {
public:
    Resolver(const RequestDocument &document, const VariableScope &scope)
        : m_document(document)
        , m_scope(scope)
    {
    }

    Resolved<HttpRequest> run()
    {
        m_request.method = m_document.method.trimmed().toUtf8();
        for (const auto step : {&Resolver::settings, &Resolver::url, &Resolver::headers, &Resolver::body, &Resolver::check}) {
            if (const auto done = (this->*step)(); !done)
                return tl::make_unexpected(done.error());
        }
        return m_request;
    }

private:
    using Step = Resolved<Done>;

    Step settings()
    {
        m_request.timeouts = m_document.timeouts;
        m_request.followRedirects = m_document.followRedirects;
        m_request.maxRedirects = m_document.maxRedirects;
        m_request.version = m_document.version;
        const auto &times = m_document.timeouts;
        const std::array<std::pair<const char *, Milliseconds>, 4> all{
            {{"connect", times.connect}, {"firstByte", times.firstByte}, {"idle", times.idle}, {"total", times.total}}};
        for (const auto &[name, time] : all) {
            if (time < Milliseconds(0))
                return unresolved(u"setting:"_s + QLatin1StringView(name), tr("A time-out can't be less than nothing."),
                    tr("Zero stands for no limit."));
        }
        if (m_document.maxRedirects < 0 || m_document.maxRedirects > RequestDocument::mostRedirects)
            return unresolved(u"setting:maxRedirects"_s,
                tr("The number of redirects must be from 0 to %1.").arg(RequestDocument::mostRedirects));
        return Done{};
    }

    // Path variables and query items are filled in by themselves: an error then says which one it is in, and nothing in a
    // value can end the path or the query.
    Step url()
    {
        const QString typed = m_document.url.trimmed();
        if (typed.isEmpty())
            return unresolved(u"url"_s, tr("There is no URL to send to."),
                tr("Type one, or begin with {{baseUrl}} and choose who it is sent as."));
        if (const auto asTyped = filledIn(UrlQuery(typed).before, m_scope, u"url"_s); !asTyped) // columns are those that one sees
            return tl::make_unexpected(asTyped.error());
        QHash<QString, QString> written; // the first row of a name counts
        for (const RequestDocument::Row &row : m_document.pathVariables) {
            if (!written.contains(row.name))
                written.insert(row.name, row.value);
        }
        QMap<QString, QString> values;
        for (const QString &name : PathVariables::names(typed)) {
            const auto row = written.constFind(name);
            if (row == written.cend())
                continue;
            const QString field = u"path:"_s + name;
            const auto value = filledIn(*row, m_scope, field);
            if (!value)
                return tl::make_unexpected(value.error());
            if (value->isEmpty())
                return unresolved(field, tr("The path variable %1 has no value.").arg(name), tr("Type one under Params."));
            values.insert(name, *value);
        }
        UrlQuery query(PathVariables::filled(typed, values));
        const auto before = filledIn(query.before, m_scope, u"url"_s);
        if (!before)
            return tl::make_unexpected(before.error());
        query.before = *before;
        for (UrlQuery::Item &item : query.items) {
            auto text = filledIn(item.text, m_scope, u"query:"_s + item.name());
            if (!text)
                return tl::make_unexpected(text.error());
            item.text = text->replace(u'#', "%23"_L1);
        }
        query.fragment.clear();
        m_request.url = UrlText::encoded(query.url());
        if (const auto fragment = m_request.url.indexOf('#'); fragment >= 0)
            m_request.url.truncate(fragment);
        return Done{};
    }

    Step headers()
    {
        for (const RequestDocument::Row &row : m_document.headers) {
            if (!row.isOn || (row.name.isEmpty() && row.value.isEmpty()))
                continue;
            const QString field = u"header:"_s + row.name;
            const auto name = filledIn(row.name, m_scope, field);
            const auto value = filledIn(row.value, m_scope, field);
            if (!name || !value)
                return tl::make_unexpected(name ? value.error() : name.error());
            const HttpHeader header{withoutBlanks(name->toUtf8()), withoutBlanks(value->toUtf8())};
            if (const auto checked = HttpHeaders{header}.check(); !checked)
                return tl::make_unexpected(ResolveError{checked.error(), field});
            m_request.headers.append(header.name, header.value);
        }
        return Done{};
    }

    Step body() { return resolveBody(m_document.body, m_scope, m_request); }

    // Headers were checked one by one.
    Step check()
    {
        if (const auto checked = HttpRequest::checkMethod(m_request.method); !checked)
            return tl::make_unexpected(ResolveError{checked.error(), u"method"_s});
        if (const auto checked = HttpRequest::checkUrl(m_request.url); !checked)
            return tl::make_unexpected(ResolveError{checked.error(), u"url"_s});
        if (const auto checked = m_request.check(); !checked)
            return tl::make_unexpected(ResolveError{checked.error(), u"header:Content-Type"_s});
        return Done{};
    }

    const RequestDocument &m_document;
    const VariableScope &m_scope;
    HttpRequest m_request;
};

Resolved<Done> checkFile(const QString &path, const QString &field, const QString &message)
{
    QFile file(path);
    if (path.isEmpty() || (QFileInfo(path).isFile() && file.open(QIODevice::ReadOnly)))
        return Done{};
    return unresolved(field, message.arg(path), tr("Choose another one in the settings of the environment."));
}

}

Resolved<HttpRequest> resolveRequest(const RequestDocument &document, const VariableScope &scope)
{
    return Resolver(document, scope).run();
}

Resolved<NetworkSettings> resolveNetwork(const RequestDocument &document, const VariableScope &scope, NetworkSettings environment)
{
    using Kind = RequestDocument::Proxy::Kind;
    NetworkSettings network = std::move(environment);
    if (!document.usesTlsExceptions)
        network.tlsExceptions.clear();
    if (document.proxy.kind == Kind::None) {
        network.proxy = {ProxySettings::Kind::None, {}, 0, {}, {}};
    } else if (document.proxy.kind != Kind::Environment) {
        const QString field = u"setting:proxy"_s;
        const auto host = filledIn(document.proxy.host.trimmed(), scope, field);
        if (!host)
            return tl::make_unexpected(host.error());
        if (host->isEmpty() || document.proxy.port == 0)
            return unresolved(field, tr("The proxy of this request has no host or no port."),
                tr("Type both, or let the environment say how it goes."));
        network.proxy = {document.proxy.kind == Kind::Http ? ProxySettings::Kind::Http : ProxySettings::Kind::Socks5, *host,
            document.proxy.port, {}, {}};
    }
    const auto &own = network.clientCertificate;
    const QString certificate = u"setting:clientCertificate"_s;
    for (const auto &done : {checkFile(network.caFile, u"setting:caFile"_s, tr("The file of certificate authorities can't be read: %1.")),
             checkFile(own.certificateFile, certificate, tr("The client certificate can't be read: %1.")),
             checkFile(own.keyFile, certificate, tr("The key of the client certificate can't be read: %1."))}) {
        if (!done)
            return tl::make_unexpected(done.error());
    }
    return network;
}

}
