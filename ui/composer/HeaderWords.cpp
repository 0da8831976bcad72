#include "ui/composer/HeaderWords.h"

#include "app/json/DataFile.h"

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

struct Guide {
    QStringList names;
    QHash<QString, QStringList> values; // by name in lower case
};

const Guide &guide()
{
    static const Guide read = [] {
        Guide guide;
        const QString path = u":/resources/guide/request-headers.json"_s;
        const auto json = parseJson(bundledBytes(path), path);
        Q_ASSERT(json); // it is ours, and tested
        for (const auto &[name, values] : json->items()) {
            guide.names += QString::fromStdString(name);
            QStringList &those = guide.values[guide.names.constLast().toLower()];
            for (const auto &value : values)
                those += toQString(value.get<std::string>());
        }
        return guide;
    }();
    return read;
}

QList<TypeAhead::Word> asWords(const QStringList &texts)
{
    QList<TypeAhead::Word> words;
    for (const QString &text : texts)
        words.append({text, {}});
    return words;
}

}

const QStringList &HeaderWords::names()
{
    return guide().names;
}

QStringList HeaderWords::values(const QString &name)
{
    return guide().values.value(name.trimmed().toLower());
}

TypeAhead::Offer HeaderWords::forName(const QString &typed, bool isAsked)
{
    if ((typed.isEmpty() && !isAsked) || typed.contains("{{"_L1))
        return {};
    return {typed.size(), TypeAhead::matching(asWords(names()), typed), {}, false};
}

TypeAhead::Offer HeaderWords::forValue(const QString &name, const QString &typed, bool isAsked)
{
    const QStringList usual = values(name);
    if (usual.isEmpty() || typed.contains("{{"_L1))
        return {};
    // Behind a comma the next of several begins.
    const QString last = typed.mid(typed.lastIndexOf(u',') + 1);
    const auto blanks = last.size() - QStringView(last).trimmed().size();
    const QString word = last.mid(blanks);
    if (word.isEmpty() && !isAsked && !typed.isEmpty())
        return {};
    return {word.size(), TypeAhead::matching(asWords(usual), word), {}, false};
}

TypeAhead::Offer HeaderWords::inLine(const QString &before, bool isAsked)
{
    QString line = before;
    if (QStringView(line).trimmed().startsWith(u"//"))
        line = line.mid(line.indexOf("//"_L1) + 2);
    const auto colon = line.indexOf(u':', 1);
    if (colon < 0) {
        const auto blanks = std::distance(line.cbegin(), std::find_if(line.cbegin(), line.cend(), [](QChar c) { return !c.isSpace(); }));
        TypeAhead::Offer offer = forName(line.mid(blanks), isAsked);
        offer.closing = u": "_s;
        return offer;
    }
    const QString value = line.mid(colon + 1);
    return forValue(line.left(colon), value.startsWith(u' ') ? value.mid(1) : value, isAsked || value == " "_L1);
}

}
