#include "app/base/SafeFileName.h"

#include <QtCore/QRegularExpression>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longest = 120;
constexpr qsizetype longestEnding = 12;

bool isHarmful(char32_t c)
{
    if (c < 0x80)
        return c < 0x20 || c == 0x7f || u"<>:\"/\\|?*"_s.contains(QChar(char16_t(c)));
    if (c == QChar::ReplacementCharacter)
        return true;
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format: // turns text around, or can't be seen
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}

bool isDevice(const QString &name)
{
    static const QRegularExpression device(u"^(con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[0-9\u00b9\u00b2\u00b3])$"_s,
        QRegularExpression::CaseInsensitiveOption);
    return device.match(name.section(u'.', 0, 0).trimmed()).hasMatch();
}

QString shortened(const QString &name)
{
    if (name.size() <= longest)
        return name;
    const auto dot = name.lastIndexOf(u'.');
    const QString ending = dot > 0 && name.size() - dot <= longestEnding ? name.mid(dot) : QString();
    QString start = name.left(longest - ending.size());
    if (start.back().isHighSurrogate())
        start.chop(1);
    return start.trimmed() + ending;
}

}

QString safeFileName(const QString &wanted, const QString &fallback)
{
    QString base = wanted;
    base = base.replace(u'\\', u'/').section(u'/', -1);
    QString name;
    for (const char32_t c : base.normalized(QString::NormalizationForm_C).toUcs4())
        name += isHarmful(c) ? u"_"_s : QString::fromUcs4(&c, 1);
    static const QRegularExpression ends(u"^[\\s.\\-~]+|[\\s.]+$"_s);
    name = shortened(name.remove(ends)).remove(ends);
    static const QRegularExpression nothing(u"^_*$"_s);
    if (nothing.match(name).hasMatch())
        return fallback;
    return isDevice(name) ? u'_' + name : name;
}

}
