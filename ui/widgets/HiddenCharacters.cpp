#include "ui/widgets/HiddenCharacters.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <array>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text, int n = -1)
{
    return QCoreApplication::translate("HiddenCharacters", text, nullptr, n);
}

struct Deceiver {
    char16_t code;
    const char *name;
    bool turns; // the direction of what follows
};
constexpr std::array deceivers{
    Deceiver{0x061c, QT_TRANSLATE_NOOP("HiddenCharacters", "Arabic letter mark"), true},
    Deceiver{0x200e, QT_TRANSLATE_NOOP("HiddenCharacters", "left-to-right mark"), true},
    Deceiver{0x200f, QT_TRANSLATE_NOOP("HiddenCharacters", "right-to-left mark"), true},
    Deceiver{0x202a, QT_TRANSLATE_NOOP("HiddenCharacters", "left-to-right embedding"), true},
    Deceiver{0x202b, QT_TRANSLATE_NOOP("HiddenCharacters", "right-to-left embedding"), true},
    Deceiver{0x202c, QT_TRANSLATE_NOOP("HiddenCharacters", "end of a direction"), true},
    Deceiver{0x202d, QT_TRANSLATE_NOOP("HiddenCharacters", "left-to-right override"), true},
    Deceiver{0x202e, QT_TRANSLATE_NOOP("HiddenCharacters", "right-to-left override"), true},
    Deceiver{0x2066, QT_TRANSLATE_NOOP("HiddenCharacters", "left-to-right isolate"), true},
    Deceiver{0x2067, QT_TRANSLATE_NOOP("HiddenCharacters", "right-to-left isolate"), true},
    Deceiver{0x2068, QT_TRANSLATE_NOOP("HiddenCharacters", "isolate of its own direction"), true},
    Deceiver{0x2069, QT_TRANSLATE_NOOP("HiddenCharacters", "end of an isolate"), true},
    Deceiver{0x00ad, QT_TRANSLATE_NOOP("HiddenCharacters", "soft hyphen"), false},
    Deceiver{0x200b, QT_TRANSLATE_NOOP("HiddenCharacters", "space without width"), false},
    Deceiver{0x2060, QT_TRANSLATE_NOOP("HiddenCharacters", "word joiner"), false},
    Deceiver{0xfeff, QT_TRANSLATE_NOOP("HiddenCharacters", "byte order mark, or no-break space without width"), false},
};

const Deceiver *deceiver(QChar c)
{
    if (c.unicode() < 0xad)
        return nullptr;
    const auto found = std::find_if(deceivers.begin(), deceivers.end(), [c](const Deceiver &one) { return one.code == c.unicode(); });
    return found == deceivers.end() ? nullptr : &*found;
}

bool isControl(QChar c)
{
    return (c.unicode() < 0x20 && c != u'\t') || c == u'\x7f';
}

bool breaksLines(QChar c)
{
    return c == u'\u2028' || c == u'\u2029' || c == u'\u0085';
}

}

bool HiddenCharacters::isOne(QChar c)
{
    return isControl(c) || breaksLines(c) || deceiver(c) != nullptr;
}

QString HiddenCharacters::shown(QString text)
{
    for (QChar &c : text) {
        if (c.unicode() >= 0x20 && c.unicode() < 0x7f)
            continue;
        if (c == u'\x7f')
            c = u'␡';
        else if (isControl(c))
            c = QChar(char16_t(0x2400 + c.unicode()));
        else if (breaksLines(c))
            c = u'␤';
        else if (deceiver(c))
            c = u'◌';
    }
    return text;
}

QString HiddenCharacters::name(QChar c)
{
    const QString code = u"U+%1"_s.arg(c.unicode(), 4, 16, QChar(u'0')).toUpper();
    if (const Deceiver *found = deceiver(c))
        return code + u", "_s + tr(found->name);
    if (breaksLines(c))
        return code + u", "_s + tr("a line break");
    return isControl(c) ? code + u", "_s + tr("a control character") : QString();
}

QStringList HiddenCharacters::note(const QString &text)
{
    int turning = 0, narrow = 0;
    for (const QChar c : text) {
        if (c.unicode() < 0xad)
            continue;
        if (const Deceiver *found = deceiver(c))
            ++(found->turns ? turning : narrow);
    }
    QStringList notes;
    if (turning > 0)
        notes += tr("This text holds characters that turn the direction of writing (%1); each is shown as ◌, and nothing is turned.").arg(turning);
    if (narrow > 0)
        notes += tr("This text holds characters without width (%1); each is shown as ◌.").arg(narrow);
    return notes;
}

}
