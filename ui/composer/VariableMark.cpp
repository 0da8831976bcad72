#include "ui/composer/VariableMark.h"

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

}

QList<VariableMark> VariableMark::in(const QString &text, const VariableScope &scope)
{
    QList<VariableMark> marks;
    for (auto at = text.indexOf("{{"_L1); at >= 0; at = text.indexOf("{{"_L1, at)) {
        if (at > 0 && text.at(at - 1) == u'\\') {
            at += 2;
            continue;
        }
        const auto end = text.indexOf("}}"_L1, at + 2);
        const auto length = (end < 0 ? text.size() : end + 2) - at;
        VariableMark mark{VariableMark::Kind::Broken, at, length, {}, {}};
        // In front of it as many blanks as there is text, so that the column in the message is the right one.
        const auto parsed = Template::parse(QString(at, u' ') + text.mid(at, length));
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
