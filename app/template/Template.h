#pragma once

#include "app/base/Result.h"

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <functional>

namespace tessera {

// Text with {{name}} and {{name | filter | filter}} in it. Plain replacement: no expressions, no recursion, no access to
// files, environment or programs. A value that holds braces is not looked at again. `\{{` stands for two braces.
// Filters: percent (RFC 3986 unreserved stay), base64, base64url, json (the inside of a JSON string), trim, lower, upper.
class Template {
public:
    // The value of a name; nullopt where it is not known.
    using Lookup = std::function<std::optional<QString>(const QString &name)>;

    Template() = default;
    // Errors: Input, with the column, for an unclosed brace, an empty name or an unknown filter.
    // `column`: of the line that the text is taken from, where it begins.
    [[nodiscard]] static Result<Template> parse(const QString &text, qsizetype column = 1);

    // Errors: Input, naming the unknown name and its column.
    [[nodiscard]] Result<QString> render(const Lookup &lookup) const;
    [[nodiscard]] QStringList names() const; // in order, without repeats
    [[nodiscard]] bool mentions(QStringView name) const;
    [[nodiscard]] const QString &text() const { return m_text; }
    [[nodiscard]] bool isEmpty() const { return m_text.isEmpty(); }

    bool operator==(const Template &other) const { return m_text == other.m_text; }

private:
    struct Part {
        QString text; // literal text, or the name
        bool isName = false;
        QList<int> filters;
        qsizetype column = 0;
    };
    QString m_text;
    QList<Part> m_parts;
};

}
