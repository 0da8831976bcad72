#include "ui/widgets/MethodBadge.h"

namespace tessera::ui {

using namespace Qt::StringLiterals;

Token methodToken(const QString &method)
{
    if (method == "GET"_L1)
        return Token::OkText;
    if (method == "POST"_L1)
        return Token::WarnText;
    if (method == "PUT"_L1)
        return Token::AccentText;
    if (method == "PATCH"_L1)
        return Token::Violet;
    if (method == "DELETE"_L1)
        return Token::BadText;
    return Token::Dim;
}

QString shortMethod(const QString &method)
{
    if (method == "DELETE"_L1)
        return u"DEL"_s;
    if (method == "OPTIONS"_L1)
        return u"OPT"_s;
    return method.size() <= 5 ? method : method.left(4) + u'…';
}

MethodBadge::MethodBadge(const Theme &theme, const QString &method, QWidget *parent)
    : TextLabel(theme, TextRole::MonoSmall, methodToken(method), shortMethod(method), parent)
{
    setAccessibleName(method);
}

void MethodBadge::setMethod(const QString &method)
{
    setColor(methodToken(method));
    setText(shortMethod(method));
    setAccessibleName(method);
}

}
