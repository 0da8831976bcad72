#pragma once

#include <QtCore/QList>
#include <QtCore/QString>

#include <optional>

namespace tessera::ui {

// Find and replace in a text that is being edited. Takes as long as the text: of a large one not for the window's thread.
namespace TextSearch {

struct Query {
    QString text;
    bool isRegex = false; // as PCRE has them, ^ and $ at lines, classes of Unicode
    bool matchesCase = false;
    bool operator==(const Query &) const = default;
};

struct Hit {
    long at = 0, size = 0; // bytes of the text as UTF-8; never empty
    bool operator==(const Hit &) const = default;
};

struct Found {
    static constexpr qsizetype most = 1'000'000; // hits that are kept
    QList<Hit> hits; // ascending, none overlaps another
    bool isCut = false; // there are more
    QString trouble; // a sentence about the regex; empty where all is well
};
[[nodiscard]] Found find(const QString &text, const Query &query);

// In what takes the place of a regex's hit, $1 to $9 stand for its groups, $0 for all of it, $$ for a dollar, \n and \t for
// what they always do. Of a literal's hit it is taken as it is.
struct Replaced {
    QString text;
    qsizetype count = 0;
};
[[nodiscard]] Replaced replacedAll(const QString &text, const Query &query, const QString &replacement);
// What replacedAll() would put for the hit that begins at this byte; nullopt where none does.
[[nodiscard]] std::optional<QString> replacementAt(const QString &text, long byte, const Query &query, const QString &replacement);

}

}
