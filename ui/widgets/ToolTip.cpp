#include "ui/widgets/ToolTip.h"

namespace tessera::ui {

using namespace Qt::StringLiterals;

QString plainToolTip(const QString &text)
{
    constexpr qsizetype longest = 2000;
    if (text.isEmpty())
        return {};
    const QString shown = text.size() > longest ? text.left(longest) + u'…' : text;
    return u"<p style='white-space:pre-wrap'>%1</p>"_s.arg(shown.toHtmlEscaped());
}

}
