#pragma once

#include <QtCore/QList>
#include <QtCore/QString>

namespace tessera {

// The query of a URL as it was typed, cut into its items. What is not touched comes back character for character: nothing is
// decoded, encoded, reordered or tidied by cutting and joining. {{variables}} are never cut, whatever is in them.
class UrlQuery {
public:
    struct Item {
        QString text; // as it stands in the URL: "name=value", "name"; may be empty ("a=1&&b=2")

        // As a person reads them: percent-encoded UTF-8 decoded where that can be undone; "+" stays "+".
        [[nodiscard]] QString name() const;
        [[nodiscard]] QString value() const;
        [[nodiscard]] bool hasValue() const; // "name=" has one, "name" has none
        // What was typed in a table, percent-encoded where a URL needs it; {{variables}} are left as they are.
        [[nodiscard]] static Item of(const QString &name, const QString &value);
        bool operator==(const Item &) const = default;
    };

    UrlQuery() = default;
    explicit UrlQuery(const QString &url);
    [[nodiscard]] static QString beforeOf(const QString &url); // of the whole: no item is cut for it
    [[nodiscard]] QString url() const; // without items there is no question mark, but for one that was typed

    QString before; // scheme to path
    QList<Item> items;
    QString fragment; // with its "#"; usually empty

private:
    bool m_isBare = false; // a question mark and nothing behind it
};

}
