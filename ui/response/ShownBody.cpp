#include "ui/response/ShownBody.h"

#include "app/http/BodyIndexer.h"
#include "app/http/BodyStore.h"
#include "app/http/LineIndex.h"
#include "app/json/JsonIndex.h"
#include "ui/response/Background.h"
#include "ui/response/BodyRewrite.h"
#include "ui/response/JsonRows.h"
#include "ui/response/MarkupRows.h"
#include "ui/response/RawRows.h"
#include "ui/response/Utf8Copy.h"
#include "ui/widgets/HiddenCharacters.h"

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 notedPart = 4 * 1024 * 1024; // bytes that are looked through for what can deceive

BodyIndexer::Json jsonOf(const BodyProbe &probe)
{
    switch (probe.kind) {
    case BodyProbe::Kind::Json:
        return BodyIndexer::Json::Document;
    case BodyProbe::Kind::JsonLines:
        return BodyIndexer::Json::Sequence;
    default:
        return BodyIndexer::Json::No;
    }
}

RawRows::Syntax syntaxOf(const BodyProbe &probe)
{
    if (jsonOf(probe) != BodyIndexer::Json::No)
        return RawRows::Syntax::Json;
    const bool isMarkup = probe.kind == BodyProbe::Kind::Xml || probe.kind == BodyProbe::Kind::Html;
    return isMarkup ? RawRows::Syntax::Markup : RawRows::Syntax::Plain;
}

// Lines of a sequence that are no JSON.
QStringList brokenNotes(const JsonIndex &index)
{
    const qint64 count = index.brokenCount();
    if (count == 0)
        return {};
    QString note = count == 1 ? ShownBody::tr("One line is no JSON; it stands here as it came.") : ShownBody::tr("%1 lines are no JSON; they stand here as they came.").arg(count);
    if (const auto fault = index.faultOf(index.broken(0, 1).constFirst()))
        note += ShownBody::tr(" The first is line %1, column %2: %3").arg(fault->line).arg(fault->column).arg(fault->message);
    return {note};
}

}

ShownBody::ShownBody(std::shared_ptr<const BodyStore> body, const QByteArray &contentType, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_body(std::move(body))
    , m_type(contentType)
    , m_clock(clock)
{
    probeAgain();
}

bool ShownBody::isFinished() const
{
    return m_body->isFinished() && (!m_indexer || m_indexer->isFinished());
}

std::shared_ptr<const JsonIndex> ShownBody::json() const
{
    return m_indexer ? m_indexer->json() : nullptr;
}

void ShownBody::advance()
{
    probeAgain();
    if (m_copy)
        m_copy->advance();
    if (m_indexer)
        m_indexer->advance();
    else
        Q_EMIT advanced();
    if (!m_indexer && m_body->isFinished())
        Q_EMIT finished();
}

// A few bytes may look like something else than the first page of them.
void ShownBody::probeAgain()
{
    if (m_probedSize >= BodyProbe::wanted || m_probedSize == m_body->size())
        return;
    const QByteArray first = m_body->read(0, BodyProbe::wanted);
    const bool isFirst = m_probedSize < 0;
    m_probedSize = first.size();
    const BodyProbe probe = BodyProbe::of(first, m_type);
    if (!isFirst && probe == m_probe)
        return;
    const bool isSame = !isFirst && probe.kind == m_probe.kind && probe.encoding == m_probe.encoding && probe.isSvg == m_probe.isSvg;
    m_probe = probe;
    if (isSame)
        return;
    start();
    Q_EMIT probed();
}

void ShownBody::start()
{
    delete m_indexer;
    delete m_copy;
    delete m_rewrite;
    m_indexer = nullptr;
    m_copy = nullptr;
    m_rewrite = nullptr;
    m_text = m_body;
    m_textNotes.clear();
    if (!m_probe.isText())
        return;
    if (!m_probe.encoding.isUtf8()) {
        m_copy = new Utf8Copy(m_body, m_probe.encoding, this);
        m_text = m_copy->store();
    }
    m_indexer = new BodyIndexer(m_text, jsonOf(m_probe), this);
    if (m_copy) {
        connect(m_copy, &Utf8Copy::advanced, m_indexer, &BodyIndexer::advance);
        m_copy->advance();
    }
    connect(m_indexer, &BodyIndexer::advanced, this, &ShownBody::advanced);
    connect(m_indexer, &BodyIndexer::finished, this, [this] {
        if (isJsonByMistake())
            return beginAsText();
        noteText();
        Q_EMIT advanced();
        Q_EMIT finished();
    });
    m_indexer->advance();
}

// "[INFO] started" begins like a list. Where nobody but a bracket said JSON, it is a text.
bool ShownBody::isJsonByMistake() const
{
    const bool isCalledJson = m_probe.type.isJson() || m_probe.type.isJsonLines();
    return !isCalledJson && json() && json()->fault();
}

void ShownBody::beginAsText()
{
    m_probe.kind = BodyProbe::Kind::Text;
    m_probedSize = BodyProbe::wanted;
    // Not now: this is the indexer's own signal.
    QMetaObject::invokeMethod(
        this,
        [this] {
            start();
            Q_EMIT probed();
        },
        Qt::QueuedConnection);
}

// Looks through the text for what it hides, where that holds nobody up.
void ShownBody::noteText()
{
    const auto look = [text = m_text, index = json(), encoding = m_probe.encoding, hadBad = m_copy && m_copy->hasBadBytes()] {
        const auto decoded = TextEncoding().decode(text->bytes().first(std::min<qint64>(text->size(), notedPart)), text->size() <= notedPart);
        QStringList notes;
        if (hadBad || decoded.hasBadBytes)
            notes += tr("Some bytes are not %1; they are shown as %2.").arg(encoding.name(), QString(QChar(QChar::ReplacementCharacter)));
        if (index)
            notes += brokenNotes(*index);
        return notes + HiddenCharacters::note(decoded.text);
    };
    runInBackground<QStringList>(look, {m_indexer, [this](const QStringList &notes) {
                                            m_textNotes = notes;
                                            if (!notes.isEmpty())
                                                Q_EMIT advanced();
                                        }});
}

QStringList ShownBody::notes() const
{
    QStringList notes = m_probe.notes + m_textNotes;
    if (m_copy && !m_copy->trouble().isEmpty())
        notes += m_copy->trouble();
    if (m_rewrite)
        notes += m_rewrite->notes();
    const auto index = json();
    if (!index || !index->isComplete())
        return notes;
    if (const auto fault = index->fault())
        notes += tr("This is not JSON, although the server says so. Line %1, column %2: %3").arg(fault->line).arg(fault->column).arg(fault->message);
    else if (!m_probe.type.type.isEmpty() && !m_probe.type.isJson() && !m_probe.type.isJsonLines())
        notes += tr("The server calls this %1; it is JSON.").arg(QString::fromUtf8(m_probe.type.type.left(80)));
    return notes;
}

ShownBody::Text ShownBody::text(BodyForm form)
{
    if (form == BodyForm::Pretty && json()) {
        const auto rows = std::make_shared<JsonRows>(json(), m_clock);
        // Of what has just begun to come there is nothing to lay out yet.
        if (!rows->isBlank() || m_body->isFinished())
            return {rows, m_text, false};
    } else if (form == BodyForm::Pretty || form == BodyForm::Text) {
        if (isFinished())
            return rewritten(form);
    }
    Text text = raw();
    text.isStandIn = form != BodyForm::Raw;
    return text;
}

ShownBody::Text ShownBody::raw() const
{
    const int markSize = m_probe.encoding.isUtf8() ? m_probe.encoding.markSize : 0; // a copy has none
    return {std::make_shared<RawRows>(RawRows::Source{m_indexer->lines(), json(), markSize}, syntaxOf(m_probe)), m_text, false};
}

ShownBody::Text ShownBody::rewritten(BodyForm form)
{
    if (!m_rewrite) {
        m_rewrite = new BodyRewrite(m_text, form == BodyForm::Pretty ? BodyRewrite::xml() : BodyRewrite::html(), m_clock, this);
        connect(m_rewrite, &BodyRewrite::advanced, this, &ShownBody::advanced);
        connect(m_rewrite, &BodyRewrite::finished, this, &ShownBody::advanced);
    }
    if (form == BodyForm::Pretty)
        return {std::make_shared<MarkupRows>(m_rewrite->lines()), m_rewrite->store(), false};
    return {std::make_shared<RawRows>(RawRows::Source{m_rewrite->lines(), nullptr, 0}, RawRows::Syntax::Plain), m_rewrite->store(), false};
}

}
