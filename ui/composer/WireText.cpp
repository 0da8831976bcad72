#include "ui/composer/WireText.h"

#include "app/base/Redactor.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Quantity.h"

#include <QtGui/QPainter>
#include <QtGui/QTextBlock>
#include <QtWidgets/QScrollBar>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

using From = WirePreview::Span::From;

constexpr int gutterWidth = 176;

bool isText(const QByteArray &bytes)
{
    if (bytes.contains('\0'))
        return false;
    // A body that is cut inside of a letter is text all the same.
    const QString text = QString::fromUtf8(bytes.size() > 4 ? bytes.chopped(4) : bytes);
    return !text.contains(QChar::ReplacementCharacter);
}

}

class WireText::Gutter final : public QWidget {
public:
    explicit Gutter(WireText &text)
        : QWidget(&text)
        , m_text(text)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
    }

protected:
    void paintEvent(QPaintEvent *event) override { m_text.paintGutter(event); }

private:
    WireText &m_text;
};

WireText::WireText(const Theme &theme, const Redactor &redactor, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_theme(theme)
    , m_redactor(redactor)
    , m_gutter(new Gutter(*this))
{
    setObjectName(u"wire"_s);
    setAccessibleName(tr("The request as it is sent"));
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setFrameShape(QFrame::NoFrame);
    setWordWrapMode(QTextOption::WrapAnywhere);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    connect(this, &QPlainTextEdit::updateRequest, this, [this] { m_gutter->update(); });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &WireText::tint);
    connect(&theme, &Theme::changed, this, &WireText::dress);
    dress();
}

void WireText::dress()
{
    setFont(m_theme.font(TextRole::Mono));
    document()->setDocumentMargin(m_theme.px(6));
    setViewportMargins(0, 0, m_theme.px(gutterWidth), 0);
    placeGutter();
    render();
}

void WireText::placeGutter()
{
    const QRect room = viewport()->geometry();
    m_gutter->setGeometry(room.right() + 1, room.top(), m_theme.px(gutterWidth), room.height());
}

void WireText::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    placeGutter();
    tint();
}

void WireText::setWire(const WirePreview &preview, const QByteArray &body, const QString &who)
{
    if (preview == m_preview && body == m_body && who == m_who)
        return;
    m_preview = preview;
    m_body = body;
    m_who = who;
    render();
}

void WireText::setRevealed(bool isRevealed)
{
    m_isAllRevealed = isRevealed;
    m_revealed.clear();
    render();
    Q_EMIT revealedChanged();
}

bool WireText::hasSecrets() const
{
    return std::any_of(m_marks.begin(), m_marks.end(), [](const Mark &mark) { return mark.isSecret; });
}

// The spans of the preview, and the secrets that stand in what was composed: in the path, say.
QList<WireText::Span> WireText::spansOfHead() const
{
    QList<Span> spans = m_preview.spans; // in order, like the secrets
    auto next = m_preview.spans.cbegin();
    for (const ByteSpan &secret : m_redactor.secretsInText(m_preview.head)) {
        while (next != m_preview.spans.cend() && next->begin + next->size <= secret.begin)
            ++next;
        const bool isCovered = next != m_preview.spans.cend() && next->begin < secret.end;
        if (!isCovered)
            spans.append({secret.begin, secret.end - secret.begin, From::Composed, true, false});
    }
    std::sort(spans.begin(), spans.end(), [](const Span &a, const Span &b) { return a.begin < b.begin; });
    return spans;
}

void WireText::append(QString &text, const QByteArray &bytes, const QList<Span> &spans)
{
    const auto write = [&text](const QByteArray &part) { text += QString::fromUtf8(part).remove(u'\r'); };
    qsizetype at = 0;
    for (const Span &span : spans) {
        write(bytes.mid(at, span.begin - at));
        at = span.begin + span.size;
        const QByteArray value = bytes.mid(span.begin, span.size);
        Mark mark{int(text.size()), 0, span.from, span.isSecret, span.isPlaceholder, span.isSecret ? value : QByteArray()};
        if (span.isSecret && !m_isAllRevealed && !m_revealed.contains(value))
            text += Redactor::mask();
        else
            write(value);
        mark.length = int(text.size()) - mark.start;
        m_marks.append(mark);
    }
    write(bytes.mid(at));
}

void WireText::appendBody(QString &text)
{
    const auto remark = [this, &text](const QString &words) {
        m_marks.append({int(text.size()), int(words.size()), From::Composed, false, true, {}});
        text += words;
    };
    if (!isText(m_body))
        return remark(tr("%1 that are no text: %2 …").arg(Quantity::size(m_preview.body.size()), QString::fromLatin1(m_body.left(64).toHex(' '))));
    QList<Span> secrets;
    for (const ByteSpan &secret : m_redactor.secretsInBody(m_body))
        secrets.append({secret.begin, secret.end - secret.begin, From::Composed, true, false});
    append(text, m_body, secrets);
    if (const qint64 rest = m_preview.body.size() - m_body.size(); rest > 0)
        remark(tr("\n… and %1 more").arg(Quantity::size(rest)));
}

void WireText::render()
{
    QString text;
    m_marks.clear();
    append(text, m_preview.head, spansOfHead());
    if (m_preview.hasBody)
        appendBody(text);
    if (text != toPlainText()) { // what is selected, and the place, stay as long as they can
        const int position = textCursor().position(), scrolled = int(verticalScrollBar()->value());
        setPlainText(text);
        QTextCursor cursor = textCursor();
        cursor.setPosition(qMin(position, int(text.size())));
        setTextCursor(cursor);
        verticalScrollBar()->setValue(scrolled);
    }
    tint();
    setAccessibleDescription(annotations().join(u' ').simplified());
    m_gutter->update();
}

// Only what is in sight: each tint is looked for in each line that is drawn, and of a long query every item may have one.
void WireText::tint()
{
    const int first = cursorForPosition({0, 0}).position();
    const int last = cursorForPosition({viewport()->width(), viewport()->height()}).position();
    auto mark = std::partition_point(m_marks.cbegin(), m_marks.cend(), [first](const Mark &each) { return each.start + each.length < first; });
    QList<QTextEdit::ExtraSelection> tints;
    for (; mark != m_marks.cend() && mark->start <= last; ++mark) {
        QTextEdit::ExtraSelection tint;
        tint.cursor = QTextCursor(document());
        tint.cursor.setPosition(mark->start);
        tint.cursor.setPosition(mark->start + mark->length, QTextCursor::KeepAnchor);
        if (mark->isPlaceholder)
            tint.format.setForeground(m_theme.color(Token::Dim));
        else if (mark->isSecret)
            tint.format.setForeground(m_theme.color(Token::AccentText));
        if (mark->from == From::Credential)
            tint.format.setBackground(m_theme.color(Token::AccentGround));
        else if (mark->from == From::Jar)
            tint.format.setBackground(m_theme.color(Token::OkGround));
        else if (mark->from == From::Program)
            tint.format.setBackground(m_theme.color(Token::Hairline));
        tints.append(tint);
    }
    setExtraSelections(tints);
}

QString WireText::originOf(Span::From from) const
{
    switch (from) {
    case From::Program:
        return tr("added by Tessera");
    case From::Jar:
        return tr("from the cookie jar");
    case From::Credential:
        return m_who.isEmpty() ? tr("from the credential") : tr("from %1").arg(m_who);
    case From::Composed:
        break;
    }
    return {};
}

QStringList WireText::annotations() const
{
    QStringList lines(document()->blockCount(), QString());
    for (const Mark &mark : m_marks) {
        const QString origin = originOf(mark.from);
        if (origin.isEmpty())
            continue;
        const int last = document()->findBlock(qMax(mark.start, mark.start + mark.length - 2)).blockNumber();
        for (int line = document()->findBlock(mark.start).blockNumber(); line <= last && line < lines.size(); ++line) {
            if (line >= 0 && !lines.at(line).contains(origin))
                lines[line] += (lines.at(line).isEmpty() ? QString() : u", "_s) + origin;
        }
    }
    return lines;
}

void WireText::paintGutter(QPaintEvent *)
{
    QPainter painter(m_gutter);
    painter.setFont(m_theme.font(TextRole::Tiny));
    painter.setPen(m_theme.color(Token::Dim));
    const QStringList lines = annotations();
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF place = blockBoundingGeometry(block).translated(contentOffset());
        if (place.top() > m_gutter->height())
            break;
        const QString line = lines.value(block.blockNumber());
        if (line.isEmpty())
            continue;
        const QRectF room(m_theme.px(8), place.top(), m_gutter->width() - m_theme.px(12), fontMetrics().lineSpacing());
        painter.drawText(room, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine,
            painter.fontMetrics().elidedText(line, Qt::ElideRight, int(room.width())));
    }
}

const WireText::Mark *WireText::secretAt(int position) const
{
    for (const Mark &mark : m_marks) {
        if (mark.isSecret && position >= mark.start && position <= mark.start + mark.length)
            return &mark;
    }
    return nullptr;
}

void WireText::toggle(const Mark &mark)
{
    const QByteArray value = mark.value;
    if (m_isAllRevealed) {
        m_isAllRevealed = false;
        for (const Mark &other : std::as_const(m_marks)) {
            if (other.isSecret)
                m_revealed.insert(other.value);
        }
    }
    if (!m_revealed.remove(value))
        m_revealed.insert(value);
    render();
    Q_EMIT revealedChanged();
}

void WireText::mousePressEvent(QMouseEvent *event)
{
    m_pressed = event->pos();
    QPlainTextEdit::mousePressEvent(event);
}

void WireText::mouseReleaseEvent(QMouseEvent *event)
{
    QPlainTextEdit::mouseReleaseEvent(event);
    const bool isClick = event->button() == Qt::LeftButton && (event->pos() - m_pressed).manhattanLength() < 4;
    const QTextCursor at = cursorForPosition(event->pos());
    const Mark *secret = isClick && cursorRect(at).adjusted(-m_theme.px(10), 0, m_theme.px(10), 0).contains(event->pos()) ? secretAt(at.position()) : nullptr;
    if (secret)
        toggle(*secret);
}

void WireText::mouseMoveEvent(QMouseEvent *event)
{
    QPlainTextEdit::mouseMoveEvent(event);
    viewport()->setCursor(secretAt(cursorForPosition(event->pos()).position()) ? Qt::PointingHandCursor : Qt::IBeamCursor);
}

void WireText::keyPressEvent(QKeyEvent *event)
{
    const bool isReveal = event->modifiers() == Qt::NoModifier
        && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space);
    if (const Mark *secret = isReveal ? secretAt(textCursor().position()) : nullptr)
        return toggle(*secret);
    QPlainTextEdit::keyPressEvent(event);
}

}
