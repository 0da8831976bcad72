#include "ui/login/FieldInput.h"

#include <QtCore/QRegularExpression>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

// A line edit turns a pasted line break into U+2028.
bool isLineEnd(QChar c)
{
    return c == u'\n' || c == u'\r' || c == QChar::LineSeparator || c == QChar::ParagraphSeparator;
}

}

QString FieldInput::cleaned(const QString &typed, bool isSecret)
{
    QString text = typed;
    while (!text.isEmpty() && isLineEnd(text.back()))
        text.chop(1);
    return isSecret ? text : text.trimmed();
}

QString FieldInput::address(const QString &typed)
{
    QString text = cleaned(typed);
    while (text.endsWith(u'/') && !text.endsWith("://"_L1))
        text.chop(1);
    return text;
}

bool FieldInput::hasControlCharacter(const QString &text)
{
    return std::any_of(
        text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7f || isLineEnd(c); });
}

QString FieldInput::problem(const Field &field, const QString &typed, bool mayBeEmpty)
{
    const QString value = cleaned(typed, field.isSecret);
    if (value.isEmpty()) {
        if (!field.isRequired || mayBeEmpty)
            return {};
        return field.isConfirmation ? tr("Nothing goes on without this.") : tr("%1 is needed.").arg(field.label);
    }
    if (hasControlCharacter(value))
        return tr("There is a line break or another invisible character in it. Paste it again without.");
    if (!field.choices.isEmpty() && !field.choices.contains(value))
        return tr("Choose one of the list.");
    return {};
}

QString FieldInput::insideSentence(const QString &label)
{
    static const QRegularExpression name(u"^\\w\\w*[\\dA-Z]"_s); // a digit or a second capital in the first word
    return name.match(label).hasMatch() ? label : label.left(1).toLower() + label.mid(1);
}

QString FieldInput::list(const QStringList &names)
{
    if (names.size() < 2)
        return names.join(QString());
    return tr("%1 and %2", "the last two of a list").arg(names.first(names.size() - 1).join(u", "_s), names.last());
}

QString FieldInput::sentenceEnd(const QString &note, const QString &other)
{
    if (note.isEmpty() || other.isEmpty())
        return note + other;
    // A whole sentence (what to try) stands by itself.
    return note.endsWith(u'.') ? tr("%1 (%2)").arg(note, other) : tr("%1, %2").arg(note, other);
}

QString FieldInput::shortName(const QString &text)
{
    static const QRegularExpression uuid(
        u"^([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"_s, QRegularExpression::CaseInsensitiveOption);
    if (const auto match = uuid.match(text); match.hasMatch())
        return match.captured(1);
    const qsizetype at = text.indexOf(u'@');
    return at > 0 ? text.left(at) : text;
}

}
