#include "ui/widgets/VariableMark.h"

#include "app/template/Template.h"

#include <QtCore/QCoreApplication>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("VariableMark", text);
}

constexpr qsizetype longestValue = 300; // of a tool tip
constexpr qsizetype mostMarks = 1000; // behind them the text is as it is

}

QList<VariableMark> VariableMark::in(const QString &text, const VariableScope &scope)
{
    QList<VariableMark> marks;
    qsizetype end = 0, lineStart = 0, lineEnd = -1; // go on with the text, so that none of it is read twice
    for (auto at = text.indexOf("{{"_L1); at >= 0 && marks.size() < mostMarks; at = text.indexOf("{{"_L1, at)) {
        if (at > 0 && text.at(at - 1) == u'\\') {
            at += 2;
            continue;
        }
        if (end >= 0 && end < at + 2)
            end = text.indexOf("}}"_L1, at + 2);
        while (lineEnd < at) {
            lineStart = lineEnd + 1;
            const auto next = text.indexOf(u'\n', lineStart);
            lineEnd = next < 0 ? text.size() : next;
        }
        const auto length = (end >= 0 && end < lineEnd ? end + 2 : lineEnd) - at;
        VariableMark mark{VariableMark::Kind::Broken, at, length, {}, {}};
        const auto parsed = Template::parse(text.mid(at, length), at - lineStart + 1);
        if (!parsed) {
            mark.explanation = parsed.error().message;
        } else {
            mark.name = parsed->names().value(0);
            if (const auto value = scope.value(mark.name)) {
                mark.kind = VariableMark::Kind::Known;
                const QString shown = value->size() > longestValue ? value->left(longestValue) + u'…' : *value;
                mark.explanation = tr("%1\nfrom %2").arg(shown.isEmpty() ? tr("empty") : shown, scope.sourceOf(mark.name));
            } else {
                mark.kind = VariableMark::Kind::Unknown;
                mark.explanation = tr("{{%1}} has no value here. Choose an identity that gives it one, sign in with one, or write the value itself. "
                                      "To send the braces as they stand, write \\{{%1}}.").arg(mark.name);
            }
        }
        marks.append(mark);
        at += length;
    }
    return marks;
}

}
