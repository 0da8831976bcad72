#include "ui/widgets/HeaderLexer.h"

namespace tessera::ui {

using namespace Qt::StringLiterals;

QString HeaderLexer::description(int style) const
{
    static const QStringList names{u"Value"_s, u"Name"_s, u"Off"_s};
    return names.value(style);
}

void HeaderLexer::styleText(int start, int end)
{
    if (!editor())
        return;
    const QByteArray text = editor()->bytes(start, end).left(end - start);
    startStyling(start);
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype found = text.indexOf('\n', at);
        const qsizetype next = found < 0 ? text.size() : found + 1;
        const QByteArray line = text.mid(at, next - at);
        if (line.trimmed().startsWith("//")) {
            setStyling(int(line.size()), Off);
        } else {
            const qsizetype colon = qMax<qsizetype>(0, line.indexOf(':', 1));
            setStyling(int(colon), Name);
            setStyling(int(line.size() - colon), Value);
        }
        at = next;
    }
}

}
