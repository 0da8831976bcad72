#pragma once

#include "app/base/Result.h"

#include <QtCore/QHash>
#include <QtCore/QList>
#include <QtCore/QString>

#include <utility>

namespace tessera {

// Which of a token's two JSON parts a member stands in.
enum class TokenPart { Header, Payload };

// What a member of a token means, for people.
struct ClaimMeaning {
    enum class Form { Text, Date, Duration, List };
    enum class Decides { Nothing, Rights, Issuer, Audience, Tenant, Subject, Client, SignIn, Binding }; // what APIs go by
    QString name; // as it stands in the token
    QString title; // "Expires"
    QString text; // a sentence
    QString source; // "RFC 7519 4.1.4", or whose it is
    Form form = Form::Text;
    Decides decides = Decides::Nothing;
    bool operator==(const ClaimMeaning &) const = default;
};

// The meanings of the members that are known, registered ones and those of vendors, and whose opaque tokens are
// (resources/tokens/claims.json, which resources/schemas/claims.schema.json describes).
class ClaimCatalog {
public:
    // Errors: Parse, with the place in the file.
    [[nodiscard]] static Result<ClaimCatalog> read(const QByteArray &json, const QString &source);
    [[nodiscard]] static const ClaimCatalog &bundled();

    [[nodiscard]] const ClaimMeaning *find(TokenPart part, const QString &name) const; // null for an unknown one
    [[nodiscard]] QString whose(const QString &token) const; // a sentence; empty where its beginning tells nothing
    [[nodiscard]] qsizetype size() const { return m_header.size() + m_payload.size(); }

private:
    QHash<QString, ClaimMeaning> m_header, m_payload;
    QList<std::pair<QString, QString>> m_prefixes;
};

}
