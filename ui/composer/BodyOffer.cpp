#include "ui/composer/BodyOffer.h"

#include "app/json/JsonIndex.h"
#include "app/json/JsonPointer.h"
#include "app/json/JsonReader.h"
#include "app/json/JsonText.h"
#include "ui/theme/ButtonRole.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/TextLabel.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

using GraphQl = RequestDocument::GraphQl;
using Kind = RequestDocument::Body::Kind;

bool isBlank(const QString &text)
{
    return QStringView(text).trimmed().isEmpty();
}

bool isText(Kind kind)
{
    return kind == Kind::Json || kind == Kind::Xml || kind == Kind::Text;
}

QString laidOut(const QByteArray &json)
{
    return QString::fromUtf8(JsonText::indented(json).value_or(json));
}

// A request as GraphQL servers take it, {"query": ..., "variables": ...}; any other text is the query itself.
GraphQl graphQlOf(const QString &text)
{
    const QByteArray json = text.toUtf8();
    const auto query = JsonPointer({u"query"_s}).textIn(json);
    if (!query)
        return {text, {}, {}};
    GraphQl request{*query, {}, JsonPointer({u"operationName"_s}).textIn(json).value_or(QString())};
    const auto index = JsonIndex::of(json);
    if (const auto variables = index->find({u"variables"_s}); variables && variables->isContainer())
        request.variables = laidOut(index->value(*variables).toByteArray());
    return request;
}

QByteArray quoted(const QString &text)
{
    return QByteArray::fromStdString(Json(text.toStdString()).dump(-1, ' ', false, Json::error_handler_t::replace));
}

QString jsonOf(const GraphQl &request)
{
    QByteArray json = "{\"query\":" + quoted(request.query);
    if (!isBlank(request.variables))
        json += ",\"variables\":" + request.variables.toUtf8();
    if (!isBlank(request.operationName))
        json += ",\"operationName\":" + quoted(request.operationName);
    return laidOut(json + '}');
}

}

BodyOffer::BodyOffer(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_words(new TextLabel(theme, TextRole::Small, Token::Dim))
    , m_take(new QPushButton)
{
    setObjectName(u"bodyOffer"_s);
    m_words->setObjectName(u"bodyOfferWords"_s);
    m_words->setWordWrap(true);
    m_take->setObjectName(u"takeBody"_s);
    setButtonRole(m_take, ButtonRole::Link);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme.px(8));
    row->addWidget(m_words, 1);
    row->addWidget(m_take, 0, Qt::AlignTop);
    connect(m_take, &QPushButton::clicked, this, [this] {
        if (m_offered)
            Q_EMIT taken(Body(*m_offered));
    });
    hide();
}

void BodyOffer::follow(const Body &body)
{
    m_offered = of(body);
    if (m_offered && body.kind == Kind::GraphQl) {
        m_words->setText(tr("What you wrote before is kept, and is there again when you choose its kind of body."));
        m_take->setText(tr("Use it here"));
    } else if (m_offered) {
        m_words->setText(tr("The GraphQL request is kept, and is there again when you choose GraphQL."));
        m_take->setText(tr("Use it here as JSON"));
    }
    setVisible(m_offered.has_value());
}

std::optional<BodyOffer::Body> BodyOffer::of(const Body &body)
{
    const bool hasText = !isBlank(body.text), hasQuery = !isBlank(body.graphQl.query);
    Body offered = body;
    if (body.kind == Kind::GraphQl && hasText && !hasQuery && isBlank(body.graphQl.variables))
        offered.graphQl = graphQlOf(body.text);
    else if (isText(body.kind) && !hasText && hasQuery)
        offered.text = jsonOf(body.graphQl);
    else
        return std::nullopt;
    return offered;
}

}
