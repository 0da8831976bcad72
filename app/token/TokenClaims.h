#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QHash>
#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringList>

namespace tessera {

// One member of a token's header or payload, as it was written.
struct TokenClaim {
    enum class Type { Text, Number, Boolean, Null, List, Object };
    QString name;
    QByteArray json; // its value: numbers with their digits, lists and objects with their white space
    qsizetype at = 0; // where the value begins, in bytes
    Type type = Type::Null;

    [[nodiscard]] QString text() const; // of a text, without its escapes; of anything else its JSON
    [[nodiscard]] QList<QByteArray> items() const; // of a list, each as it was written
    [[nodiscard]] QStringList texts() const; // the texts of a list, or the text alone (aud, scopes, roles)
    bool operator==(const TokenClaim &) const = default;
};

// The members of a JSON object in their order, duplicates included. Where the text is no JSON, those that can still be told
// apart are recovered by their looks: "name": value.
class TokenClaims {
public:
    static TokenClaims read(const QByteArray &json);
    static TokenClaims read(const QByteArray &json, bool isWellFormed); // where somebody has looked already

    [[nodiscard]] const QList<TokenClaim> &all() const { return m_claims; }
    [[nodiscard]] const TokenClaim *find(QStringView name) const; // the last one of the name; null where there is none
    // All at once, for those who ask for each of very many. Lives as long as this object stays as it is.
    [[nodiscard]] QHash<QString, const TokenClaim *> byName() const; // the last one of each name
    [[nodiscard]] QStringList duplicates() const;
    [[nodiscard]] bool isObject() const { return m_isObject; } // well-formed JSON, and an object
    [[nodiscard]] bool isRecovered() const { return m_isRecovered; } // read from broken text: there may be more

private:
    QList<TokenClaim> m_claims;
    bool m_isObject = false;
    bool m_isRecovered = false;
};

}
