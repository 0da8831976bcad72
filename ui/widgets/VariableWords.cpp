#include "ui/widgets/VariableWords.h"

#include <QtCore/QCoreApplication>

namespace tessera::ui {

using namespace Qt::StringLiterals;

TypeAhead::Offer variableWords(const VariableScope &scope, const QString &before, bool isAsked)
{
    const auto open = before.lastIndexOf("{{"_L1);
    const QString typed = open < 0 ? QString() : before.mid(open + 2);
    const bool isInside = open >= 0 && !(open > 0 && before.at(open - 1) == u'\\') && !typed.contains(u'}') && !typed.contains(u'|')
        && !typed.contains(u'"');
    if (!isInside && !isAsked)
        return {};
    QList<TypeAhead::Word> words;
    const QStringList names = scope.names();
    for (const QString &name : names) {
        const QString value = scope.value(name).value_or(QString()).left(60);
        const QString remark = QCoreApplication::translate("VariableWords", "%1 (%2)").arg(value, scope.sourceOf(name));
        words.append({isInside ? name : u"{{"_s + name, remark});
    }
    const QString start = isInside ? typed.trimmed() : QString();
    return {isInside ? typed.size() : 0, TypeAhead::matching(words, start), u"}}"_s, true};
}

}
