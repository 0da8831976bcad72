#include "app/workspace/KeptRequest.h"

#include "app/base/Redactor.h"
#include "app/workspace/UrlQuery.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QSet>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

class Keeper {
public:
    explicit Keeper(const Redactor &redactor)
        : m_redactor(redactor)
    {
    }

    QStringList withheld;

    [[nodiscard]] bool isSecret(const QString &text) const { return m_redactor.text(text) != text; }

    void withhold(const QString &place)
    {
        if (m_isWithheld.contains(place))
            return;
        m_isWithheld.insert(place);
        withheld.append(place);
    }
    void clear(QString &text, const QString &place)
    {
        text.clear();
        withhold(place);
    }
    void keep(QString &text, const QString &place)
    {
        if (isSecret(text))
            clear(text, place);
    }
    void keep(QList<RequestDocument::Row> &rows, const QString &kind)
    {
        for (auto &row : rows) {
            keep(row.name, kind);
            if (isSecret(row.value) || m_redactor.headerValue(row.name, row.value) != row.value)
                clear(row.value, kind + u':' + row.name);
        }
    }
    void keepItem(QString &text)
    {
        const UrlQuery::Item item{text};
        const QString name = item.name(), value = item.value();
        const bool isEncoded = text.contains(u'%'); // else the value stands in the text as it is
        const bool isKept = !isSecret(text) && !(isEncoded && isSecret(value)) && m_redactor.headerValue(name, value) == value;
        if (isKept)
            return;
        clear(text, isSecret(name) ? u"query"_s : u"query:"_s + name);
        if (!isSecret(name))
            text = UrlQuery::Item::of(name, {}).text;
    }
    void keepUrl(QString &url)
    {
        static const QRegularExpression userInfo(u"^([A-Za-z][A-Za-z0-9+.-]*://)[^/?#@]*@"_s);
        UrlQuery query(url);
        if (const auto match = userInfo.match(query.before); match.hasMatch()) {
            query.before.replace(0, match.capturedLength(), match.captured(1));
            withhold(u"url"_s);
        }
        keep(query.before, u"url"_s);
        keep(query.fragment, u"url"_s);
        for (auto &item : query.items)
            keepItem(item.text);
        url = query.url();
    }
    void keepBody(QString &text, const QString &place = u"body"_s)
    {
        if (text.size() > KeptRequest::largestBody)
            return clear(text, u"body:large"_s);
        const QByteArray bytes = text.toUtf8();
        if (m_redactor.body(bytes) != bytes)
            clear(text, place);
    }
    // A file is named, not held; what it is called may be anything.
    void keep(QList<RequestDocument::Part> &parts)
    {
        for (auto &part : parts) {
            keep(part.name, u"part"_s);
            const QString place = u"part:"_s + part.name;
            if (m_redactor.headerValue(part.name, part.text) != part.text)
                clear(part.text, place);
            keepBody(part.text, place);
            for (QString *text : {&part.file, &part.fileName, &part.contentType})
                keep(*text, place);
        }
    }
    void keepUnknown(QByteArray &json)
    {
        if (m_redactor.body(json) == json && !isSecret(QString::fromUtf8(json)))
            return;
        json.clear();
        withhold(u"other"_s);
    }

private:
    const Redactor &m_redactor;
    QSet<QString> m_isWithheld;
};

}

KeptRequest KeptRequest::of(const RequestDocument &document, const Redactor &redactor)
{
    KeptRequest kept{document, {}};
    Keeper keeper(redactor);
    keeper.keep(kept.document.name, u"name"_s);
    keeper.keep(kept.document.method, u"method"_s);
    keeper.keepUrl(kept.document.url);
    for (auto &item : kept.document.parkedQuery)
        keeper.keepItem(item.text);
    keeper.keep(kept.document.headers, u"header"_s);
    keeper.keepBody(kept.document.body.text);
    keeper.keep(kept.document.body.form, u"form"_s);
    keeper.keep(kept.document.body.contentType, u"body"_s);
    keeper.keep(kept.document.pathVariables, u"path"_s);
    keeper.keep(kept.document.body.file, u"body"_s);
    keeper.keep(kept.document.body.parts);
    keeper.keepBody(kept.document.body.graphQl.query, u"graphqlQuery"_s);
    keeper.keepBody(kept.document.body.graphQl.variables, u"graphqlVariables"_s);
    keeper.keep(kept.document.body.graphQl.operationName, u"graphqlQuery"_s);
    keeper.keep(kept.document.proxy.host, u"setting:proxy"_s);
    keeper.keepUnknown(kept.document.unknown);
    kept.withheld = keeper.withheld;
    return kept;
}

}
