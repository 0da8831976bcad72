#include "app/run/BodyResolver.h"

#include "app/http/MultipartForm.h"
#include "app/json/JsonReader.h"
#include "app/json/JsonText.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>
#include <QtCore/QRegularExpression>
#include <QtCore/QUrl>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("BodyResolver", text);
}

using Body = RequestDocument::Body;

// A JSON string: quotes and all.
QByteArray jsonText(const QString &text)
{
    return QByteArray::fromStdString(Json(text.toStdString()).dump(-1, ' ', false, Json::error_handler_t::replace));
}

class Resolver {
public:
    Resolver(const Body &body, const VariableScope &scope, HttpRequest &request)
        : m_body(body)
        , m_scope(scope)
        , m_request(request)
    {
    }

    Resolved<Done> run()
    {
        if (m_body.kind == Body::Kind::None)
            return Done{};
        const auto type = filledIn(m_body.type(), m_scope, u"body"_s);
        if (!type)
            return tl::make_unexpected(type.error());
        m_contentType = type->toUtf8();
        m_request.hasBody = true;
        if (const auto done = content(); !done)
            return done;
        if (!m_request.headers.contains("Content-Type"))
            m_request.headers.append("Content-Type", m_contentType);
        return Done{};
    }

private:
    Resolved<Done> content()
    {
        switch (m_body.kind) {
        case Body::Kind::None:
            break;
        case Body::Kind::Json:
        case Body::Kind::Text:
        case Body::Kind::Xml:
            return text();
        case Body::Kind::Form:
            return form();
        case Body::Kind::File:
            return file();
        case Body::Kind::Multipart:
            return multipart();
        case Body::Kind::GraphQl:
            return graphQl();
        }
        return Done{};
    }

    Resolved<Done> text()
    {
        const auto filled = filledIn(m_body.text, m_scope, u"body"_s);
        if (!filled)
            return tl::make_unexpected(filled.error());
        m_request.body = filled->toUtf8();
        return Done{};
    }

    Resolved<Done> form()
    {
        QByteArray bytes;
        for (qsizetype i = 0; i < m_body.form.size(); ++i) {
            const RequestDocument::Row &row = m_body.form.at(i);
            if (!row.isOn || (row.name.isEmpty() && row.value.isEmpty()))
                continue;
            const QString field = u"form:%1"_s.arg(i);
            const auto name = filledIn(row.name, m_scope, field);
            const auto value = filledIn(row.value, m_scope, field);
            if (!name || !value)
                return tl::make_unexpected(name ? value.error() : name.error());
            bytes += (bytes.isEmpty() ? "" : "&") + QUrl::toPercentEncoding(*name) + '=' + QUrl::toPercentEncoding(*value);
        }
        m_request.body = bytes;
        return Done{};
    }

    Resolved<Done> file()
    {
        const auto path = filledIn(m_body.file, m_scope, u"body"_s);
        if (!path)
            return tl::make_unexpected(path.error());
        BodySource source;
        if (const auto taken = source.appendFile(*path); !taken)
            return tl::make_unexpected(ResolveError{taken.error(), u"body"_s});
        m_request.body = source;
        return Done{};
    }

    Resolved<MultipartForm::Part> part(const RequestDocument::Part &composed, const QString &field) const
    {
        MultipartForm::Part part;
        QStringList texts;
        for (const QString &text : {composed.name, composed.isFile ? composed.file : composed.text, composed.fileName, composed.contentType}) {
            const auto filled = filledIn(text, m_scope, field);
            if (!filled)
                return tl::make_unexpected(filled.error());
            texts += *filled;
        }
        part.name = texts.at(0).toUtf8();
        if (!texts.at(2).isEmpty())
            part.fileName = texts.at(2).toUtf8();
        part.contentType = texts.at(3).toUtf8();
        if (const auto checked = HttpHeaders{{"Content-Type", part.contentType}}.check(); !checked)
            return tl::make_unexpected(ResolveError{checked.error(), field});
        if (!composed.isFile) {
            part.content = texts.at(1).toUtf8();
            return part;
        }
        if (const auto taken = part.content.appendFile(texts.at(1)); !taken)
            return tl::make_unexpected(ResolveError{taken.error(), field});
        if (!part.fileName)
            part.fileName = QFileInfo(texts.at(1)).fileName().toUtf8();
        if (part.contentType.isEmpty())
            part.contentType = "application/octet-stream";
        return part;
    }

    Resolved<Done> multipart()
    {
        QList<MultipartForm::Part> parts;
        for (qsizetype i = 0; i < m_body.parts.size(); ++i) {
            const RequestDocument::Part &composed = m_body.parts.at(i);
            const bool isBlank = composed.name.isEmpty() && composed.text.isEmpty() && composed.file.isEmpty();
            if (!composed.isOn || isBlank)
                continue;
            const auto made = part(composed, u"part:%1"_s.arg(i));
            if (!made)
                return tl::make_unexpected(made.error());
            parts += *made;
        }
        if (parts.isEmpty())
            return unresolved(u"body"_s, tr("The body has no part that is switched on, and multipart needs one."),
                tr("Add a part, or choose another kind of body."));
        return chooseBoundary(parts);
    }

    // A Content-Type that was composed has the last word, if it names a boundary; else it gets ours.
    Resolved<Done> chooseBoundary(const QList<MultipartForm::Part> &parts)
    {
        // The whole parameter, a quoted text or a token (RFC 9110 section 5.6.6), and what of that RFC 2046 section 5.1.1 allows.
        static const QRegularExpression named(
            uR"re(;\s*boundary=(?:"((?:[^"\\]|\\.)*)"|([^;\s]*)))re"_s, QRegularExpression::CaseInsensitiveOption);
        static const QRegularExpression allowed(uR"re(\A[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]\z)re"_s);
        const bool isComposed = m_request.headers.contains("Content-Type");
        const QByteArray composed = isComposed ? m_request.headers.value("Content-Type") : m_contentType;
        const auto match = named.match(QString::fromUtf8(composed));
        const QString own = match.captured(1) + match.captured(2);
        if (match.hasMatch() && !allowed.match(own).hasMatch())
            return unresolved(u"header:Content-Type"_s, tr("“%1” can't be a boundary: it has from 1 to 70 letters, digits or '()+_,-./:=? and no other characters.").arg(own),
                tr("Leave the boundary out: one that fits is chosen."));
        const QByteArray wanted = own.toLatin1();
        const MultipartForm form(parts, wanted);
        if (!form.isUnambiguous())
            return unresolved(u"header:Content-Type"_s, tr("The boundary that Content-Type names stands in one of the parts."),
                tr("Leave the boundary out: one that fits is chosen."));
        m_request.body = form.body();
        m_contentType = wanted.isEmpty() ? composed + "; boundary=" + form.boundary() : composed;
        if (isComposed)
            m_request.headers.set("Content-Type", m_contentType);
        return Done{};
    }

    Resolved<Done> graphQl()
    {
        const auto query = filledIn(m_body.graphQl.query, m_scope, u"graphqlQuery"_s);
        const auto operation = filledIn(m_body.graphQl.operationName.trimmed(), m_scope, u"graphqlQuery"_s);
        const auto variables = filledIn(m_body.graphQl.variables, m_scope, u"graphqlVariables"_s);
        if (!query || !operation)
            return tl::make_unexpected(query ? operation.error() : query.error());
        if (!variables)
            return tl::make_unexpected(variables.error());
        if (query->trimmed().isEmpty())
            return unresolved(u"graphqlQuery"_s, tr("There is no GraphQL query."), tr("Type one, such as { __typename }."));
        QByteArray bytes = "{\"query\":" + jsonText(*query);
        if (!operation->isEmpty())
            bytes += ",\"operationName\":" + jsonText(*operation);
        if (const QByteArray json = variables->toUtf8().trimmed(); !json.isEmpty()) {
            if (const auto fault = JsonText::faultIn(json))
                return unresolved(u"graphqlVariables"_s, tr("The GraphQL variables are no JSON. %1").arg(fault->message),
                    tr("Look at line %1, column %2.").arg(fault->line).arg(fault->column));
            if (!json.startsWith('{'))
                return unresolved(u"graphqlVariables"_s, tr("The GraphQL variables must be a JSON object."),
                    tr("Write them like { \"id\": 1 }."));
            bytes += ",\"variables\":" + json; // as typed: no number or order of keys changes
        }
        m_request.body = bytes + '}';
        return Done{};
    }

    const Body &m_body;
    const VariableScope &m_scope;
    HttpRequest &m_request;
    QByteArray m_contentType;
};

}

Resolved<Done> resolveBody(const Body &body, const VariableScope &scope, HttpRequest &request)
{
    return Resolver(body, scope, request).run();
}

}
