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
constexpr qsizetype longestLine = 10'000; // whose columns anybody counts
constexpr qsizetype mostMarks = 5000; // behind them the text is as it is

}

QList<VariableMark> VariableMark::in(const QString &text, const VariableScope &scope)
{
    QList<VariableMark> marks;
    for (auto at = text.indexOf("{{"_L1); at >= 0 && marks.size() < mostMarks; at = text.indexOf("{{"_L1, at)) {
        if (at > 0 && text.at(at - 1) == u'\\') {
            at += 2;
            continue;
        }
        const auto end = text.indexOf("}}"_L1, at + 2);
        const auto lineStart = text.lastIndexOf(u'\n', at) + 1, lineEnd = text.indexOf(u'\n', at);
        const auto lastOfLine = lineEnd < 0 ? text.size() : lineEnd;
        const auto length = (end >= 0 && end < lastOfLine ? end + 2 : lastOfLine) - at;
        VariableMark mark{VariableMark::Kind::Broken, at, length, {}, {}};
        auto parsed = Template::parse(text.mid(at, length));
        if (!parsed && at - lineStart < longestLine) // in front of it as many blanks as there is text: the column is in the message
            parsed = Template::parse(QString(at - lineStart, u' ') + text.mid(at, length));
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
                mark.explanation = tr("{{%1}} has no value here. Choose an identity that gives it one, or write the value itself.").arg(mark.name);
            }
        }
        marks.append(mark);
        at += length;
    }
    return marks;
}

}
