#include "ui/response/BodyRewrite.h"

#include "app/base/Clock.h"
#include "app/http/BodyIndexer.h"
#include "app/http/BodyStore.h"
#include "app/http/XmlText.h"
#include "ui/response/Background.h"
#include "ui/response/BodyDocument.h"
#include "ui/response/HtmlText.h"
#include "ui/widgets/Quantity.h"

#include <algorithm>

namespace tessera::ui {

using namespace std::chrono_literals;

BodyRewrite::BodyRewrite(std::shared_ptr<const BodyStore> body, Write write, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
    const auto store = std::make_shared<BodyStore>();
    m_store = store;
    m_indexer = new BodyIndexer(m_store, BodyIndexer::Json::No, this);
    connect(m_indexer, &BodyIndexer::advanced, this, &BodyRewrite::advanced);
    connect(m_indexer, &BodyIndexer::finished, this, &BodyRewrite::finished);
    runInBackground<QStringList>([body = std::move(body), write = std::move(write), store, stop = m_stop.get_token()] { return write(body->bytes(), *store, stop); },
        {this, [this](const QStringList &notes) {
             m_isWritten = true;
             m_notes = notes;
             m_indexer->advance();
         }});
    lookAgain();
}

BodyRewrite::~BodyRewrite()
{
    m_stop.request_stop();
}

// Nothing tells how far the writing is.
void BodyRewrite::lookAgain()
{
    m_clock.after(50ms, this, [this] {
        if (m_isWritten)
            return;
        m_indexer->advance();
        lookAgain();
    });
}

std::shared_ptr<const LineIndex> BodyRewrite::lines() const
{
    return m_indexer->lines();
}

BodyRewrite::Write BodyRewrite::xml()
{
    return [](QByteArrayView in, BodyStore &out, const std::stop_token &stop) -> QStringList {
        const auto laid = XmlText::indent(in, out, stop);
        if (!laid)
            return {laid.error().message};
        if (!laid->fault)
            return {};
        return {tr("This stops being XML. Line %1, column %2: %3").arg(laid->fault->line).arg(laid->fault->column).arg(laid->fault->message)};
    };
}

BodyRewrite::Write BodyRewrite::html()
{
    return [](QByteArrayView in, BodyStore &out, const std::stop_token &) {
        QStringList notes;
        if (in.size() > mostHtml)
            notes += tr("These are the words of the first %1. Raw shows all of it.").arg(Quantity::size(mostHtml));
        const QByteArray words = htmlText(BodyDocument::decoded(in.first(std::min<qsizetype>(in.size(), mostHtml)))).toUtf8();
        if (const auto written = out.append(words); !written)
            notes += written.error().message;
        out.finish();
        return notes;
    };
}

}
