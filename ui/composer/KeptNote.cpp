#include "ui/composer/KeptNote.h"

#include <QtCore/QCoreApplication>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostNames = 6; // that are said

// "Authorization, X-Api-Key"; nothing for places without a name.
QString namesOf(const QStringList &places, const QString &prefix)
{
    QStringList names;
    qsizetype more = 0;
    for (const QString &place : places) {
        const QString name = place.mid(prefix.size() + 1);
        if (!place.startsWith(prefix + u':') || name.isEmpty() || name == "large"_L1)
            continue;
        if (names.size() < mostNames)
            names += name.left(60);
        else
            ++more;
    }
    const QString text = names.join(u", "_s);
    return more == 0 ? text : QCoreApplication::translate("KeptNote", "%1 and %2 more").arg(text).arg(more);
}

QStringList those(const QStringList &places, const QString &prefix)
{
    QStringList found;
    for (const QString &place : places) {
        if (place == prefix || place.startsWith(prefix + u':'))
            found += place;
    }
    return found;
}

}

KeptNote::KeptNote(const Theme &theme, QWidget *parent)
    : TextLabel(theme, TextRole::Small, Token::Dim, {}, parent)
{
    setObjectName(u"keptNote"_s);
    setWordWrap(true);
    setVisible(false);
}

void KeptNote::setPlaces(const QStringList &withheld, const QStringList &missing, const QStringList &prefixes)
{
    QString said;
    for (qsizetype i = 0; i < prefixes.size() && said.isEmpty(); ++i)
        said = text(withheld, missing, prefixes.at(i));
    setText(said);
    setVisible(!said.isEmpty());
}

QString KeptNote::text(const QStringList &withheld, const QStringList &missing, const QString &prefix)
{
    const QStringList now = those(withheld, prefix), before = those(missing, prefix);
    if (now.contains("body:large"_L1))
        return tr("This body is not kept when Tessera closes: it is larger than a megabyte.");
    if (!now.isEmpty()) {
        const QString names = namesOf(now, prefix);
        return names.isEmpty() ? tr("This is not kept when Tessera closes: it holds a secret.")
                               : tr("Not kept when Tessera closes, because it is a secret: %1. Write a {{variable}} in its place to keep it.").arg(names);
    }
    if (before.contains("body:large"_L1))
        return tr("The body was not kept when Tessera closed: it was larger than a megabyte.");
    if (!before.isEmpty()) {
        const QString names = namesOf(before, prefix);
        return names.isEmpty() ? tr("A part of this was not kept when Tessera closed: it held a secret. Write it again.")
                               : tr("Not kept when Tessera closed, because it was a secret: %1. Write it again.").arg(names);
    }
    return {};
}

}
