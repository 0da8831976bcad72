#include "app/run/RequestResolver.h"

#include "app/http/UrlText.h"
#include "app/template/Template.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QUrl>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestFileBody = 256 * 1024 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("RequestResolver", text);
}

class Resolver {
public:
    Resolver(const RequestDocument &document, const VariableScope &scope)
        : m_document(document)
        , m_scope(scope)
    {
    }

    tl::expected<HttpRequest, ResolveError> run()
    {
        m_request.method = m_document.method.trimmed().toUtf8();
        m_request.timeouts = m_document.timeouts;
        m_request.followRedirects = m_document.followRedirects;
        m_request.version = m_document.version;
        for (const auto step : {&Resolver::url, &Resolver::headers, &Resolver::body}) {
            if (const auto done = (this->*step)(); !done)
                return tl::make_unexpected(done.error());
        }
        if (const auto checked = m_request.check(); !checked)
            return tl::make_unexpected(ResolveError{checked.error(), fieldOf(checked.error())});
        return m_request;
    }

private:
    using Step = tl::expected<Done, ResolveError>;

    tl::expected<QString, ResolveError> filled(const QString &text, const QString &field) const
    {
        const auto parsed = Template::parse(text);
        const auto value = parsed ? parsed->render([&](const QString &name) { return m_scope.value(name); })
                                  : Result<QString>(failure(parsed.error()));
        if (value)
            return *value;
        return tl::make_unexpected(ResolveError{value.error(), field});
    }

    Step url()
    {
        if (m_document.url.trimmed().isEmpty())
            return tl::make_unexpected(
                ResolveError{{ErrorKind::Input, tr("There is no URL to send to."),
                                 tr("Type one, or begin with {{baseUrl}} and choose who it is sent as.")},
                    u"url"_s});
        const auto text = filled(m_document.url.trimmed(), u"url"_s);
        if (!text)
            return tl::make_unexpected(text.error());
        m_request.url = UrlText::encoded(*text);
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
            const auto name = filled(row.name, field);
            const auto value = filled(row.value, field);
            if (!name || !value)
                return tl::make_unexpected(name ? value.error() : name.error());
            const HttpHeader header{name->trimmed().toUtf8(), value->trimmed().toUtf8()};
            if (const auto checked = HttpHeaders{header}.check(); !checked)
                return tl::make_unexpected(ResolveError{checked.error(), field});
            m_request.headers.append(header.name, header.value);
        }
        return Done{};
    }

    Step body()
    {
        using Kind = RequestDocument::Body::Kind;
        QByteArray contentType;
        switch (m_document.body.kind) {
        case Kind::None:
            return Done{};
        case Kind::Json:
        case Kind::Text: {
            const auto text = filled(m_document.body.text, u"body"_s);
            if (!text)
                return tl::make_unexpected(text.error());
            m_request.body = text->toUtf8();
            contentType = m_document.body.kind == Kind::Json ? "application/json" : "text/plain; charset=utf-8";
            break;
        }
        case Kind::Form: {
            for (const RequestDocument::Row &row : m_document.body.form) {
                if (!row.isOn || (row.name.isEmpty() && row.value.isEmpty()))
                    continue;
                const auto name = filled(row.name, u"body"_s);
                const auto value = filled(row.value, u"body"_s);
                if (!name || !value)
                    return tl::make_unexpected(name ? value.error() : name.error());
                m_request.body += (m_request.body.isEmpty() ? "" : "&") + QUrl::toPercentEncoding(*name) + '='
                    + QUrl::toPercentEncoding(*value);
            }
            contentType = "application/x-www-form-urlencoded";
            break;
        }
        case Kind::File: {
            QFile file(m_document.body.file);
            if (!file.open(QIODevice::ReadOnly))
                return tl::make_unexpected(ResolveError{
                    {ErrorKind::Input, tr("The file %1 can't be read: %2.").arg(m_document.body.file, file.errorString()),
                        tr("Choose another file.")},
                    u"body"_s});
            if (file.size() > largestFileBody)
                return tl::make_unexpected(ResolveError{{ErrorKind::Input,
                                                            tr("The file %1 has %2 bytes; the largest body is %3.")
                                                                .arg(m_document.body.file)
                                                                .arg(file.size())
                                                                .arg(largestFileBody),
                                                            {}},
                    u"body"_s});
            m_request.body = file.readAll();
            contentType = "application/octet-stream";
            break;
        }
        }
        m_request.hasBody = true;
        if (!m_document.body.contentType.isEmpty())
            contentType = m_document.body.contentType.toUtf8();
        if (!m_request.headers.contains("Content-Type"))
            m_request.headers.append("Content-Type", contentType);
        return Done{};
    }

    [[nodiscard]] QString fieldOf(const Error &) const
    {
        HttpRequest probe = m_request;
        probe.method = "GET";
        return probe.check() ? u"method"_s : u"url"_s; // headers were checked before
    }

    const RequestDocument &m_document;
    const VariableScope &m_scope;
    HttpRequest m_request;
};

}

tl::expected<HttpRequest, ResolveError> resolveRequest(const RequestDocument &document, const VariableScope &scope)
{
    return Resolver(document, scope).run();
}

}
