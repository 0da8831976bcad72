#pragma once

#include "app/json/JsonReader.h"
#include "app/template/Template.h"

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <functional>
#include <variant>

namespace tessera {

// Name and template, in order: headers, query items, form fields, cookies. Query items and form fields are percent-encoded
// when they are sent; the value of a header loses the blanks at both ends ("{{prefix}} {{access}}" with an empty prefix).
struct NamedTemplate {
    QString name;
    Template value;
    bool isOptional = false; // left out where the value renders empty
    Template nameTemplate; // where the user chooses the name ("{{header}}"): what credentials add alone may have one
    bool operator==(const NamedTemplate &) const = default;
};

// A request of the profile, before its templates are filled in.
struct RequestTemplate {
    struct NoBody {
        bool operator==(const NoBody &) const = default;
    };
    struct JsonBody {
        // Templates in its strings. A member whose whole text is {{name}} of an empty optional field is left out; of a
        // confirmation it becomes true or false.
        Json json;
        bool operator==(const JsonBody &) const = default;
    };
    struct FormBody {
        QList<NamedTemplate> fields; // application/x-www-form-urlencoded
        bool operator==(const FormBody &) const = default;
    };
    struct TextBody {
        Template text;
        QString contentType;
        bool operator==(const TextBody &) const = default;
    };

    QString method;
    Template path; // joined to the base URL as text; or absolute (http:// or https://), then its origin is bound too
    QList<NamedTemplate> headers;
    QList<NamedTemplate> query;
    std::variant<NoBody, JsonBody, FormBody, TextBody> body;
    bool isSignedIn = false; // carries the credential as `apply` says (a sign-out, say)
    bool operator==(const RequestTemplate &) const = default;

    [[nodiscard]] QStringList names() const; // that its templates mention
    // The headers, query items, form fields and JSON members that mention one of the names that `isChosen` picks.
    [[nodiscard]] QStringList partsThatMention(const std::function<bool(const QString &)> &isChosen) const;
};

}
