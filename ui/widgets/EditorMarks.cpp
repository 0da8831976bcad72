#include "ui/widgets/EditorMarks.h"

#include "ui/widgets/EditorLook.h"
#include "ui/widgets/Scintilla.h"

#include <algorithm>

namespace tessera::ui {

namespace {

using Base = QsciScintillaBase;

bool isWordEnd(QChar c)
{
    return c.isSpace() || c == u',' || c == u'}' || c == u']' || c == u')' || c == u'>';
}

// What is underlined: to the end of the word at the fault, at least one character that can be seen.
std::pair<qsizetype, qsizetype> stretch(const QString &text, qsizetype at)
{
    if (at >= text.size() || text.at(at).isSpace()) { // at an end: the last thing before it
        qsizetype from = std::min(at, text.size());
        while (from > 0 && text.at(from - 1).isSpace())
            --from;
        return {std::max<qsizetype>(0, from - 1), from};
    }
    qsizetype end = at + 1;
    while (end < text.size() && end - at < 200 && !isWordEnd(text.at(end)))
        ++end;
    return {at, end};
}

}

EditorMarks::EditorMarks(QsciScintilla &editor)
    : m_editor(editor)
{
}

void EditorMarks::fill(int mark, long begin, long end) const
{
    m_editor.SendScintilla(Base::SCI_SETINDICATORCURRENT, mark);
    m_editor.SendScintilla(Base::SCI_INDICATORFILLRANGE, static_cast<unsigned long>(begin), end - begin);
}

void EditorMarks::show(const QString &text, const QList<VariableMark> &variables, const std::optional<BodySyntax::Fault> &fault)
{
    m_spans.clear();
    for (const int mark : {EditorLook::variableMark, EditorLook::badVariableMark, EditorLook::badVariableLine, EditorLook::faultMark}) {
        m_editor.SendScintilla(Base::SCI_SETINDICATORCURRENT, mark);
        m_editor.SendScintilla(Base::SCI_INDICATORCLEARRANGE, 0UL, long(m_editor.length()));
    }
    qsizetype from = 0;
    long bytes = 0;
    const auto byteOf = [&](qsizetype character) { // in order: each stretch of the text is counted once
        bytes += long(QStringView(text).sliced(from, character - from).toUtf8().size());
        from = character;
        return bytes;
    };
    for (const VariableMark &mark : variables) {
        const long begin = byteOf(mark.start), end = byteOf(mark.start + mark.length);
        const bool isGood = mark.kind == VariableMark::Kind::Known;
        fill(isGood ? EditorLook::variableMark : EditorLook::badVariableMark, begin, end);
        if (!isGood)
            fill(EditorLook::badVariableLine, begin, end);
        m_spans.append({begin, end, mark.explanation});
    }
    if (fault) {
        const auto [first, last] = stretch(text, fault->at);
        const long begin = long(QStringView(text).first(first).toUtf8().size());
        const long end = begin + long(QStringView(text).sliced(first, last - first).toUtf8().size());
        fill(EditorLook::faultMark, begin, end);
        m_spans.prepend({begin, end, fault->message});
    }
}

QString EditorMarks::explanationAt(long byte) const
{
    for (const Span &span : m_spans) {
        if (byte >= span.begin && byte < span.end)
            return span.explanation;
    }
    return {};
}

}
