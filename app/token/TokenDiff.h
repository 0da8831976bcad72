#pragma once

#include "app/token/ClaimCatalog.h"
#include "app/token/TokenClaims.h"

#include <QtCore/QList>
#include <QtCore/QString>

namespace tessera {

// Two tokens claim by claim: before and after a refresh, or of two identities.
struct TokenDiff {
    enum class Change { Same, Changed, OnlyFirst, OnlySecond };
    struct Row {
        TokenPart part = TokenPart::Payload;
        QString name;
        QString title; // of a known claim
        Change change = Change::Same;
        QByteArray first, second; // JSON as it was written; empty where the claim is not there
        QString note; // how they differ: "10 min later", "the second also has: write"
        bool operator==(const Row &) const = default;
    };
    QList<Row> rows; // those of the header first, in the order of the first token; empty where neither is a JWT
    bool isSameToken = false; // character for character
    QString summary; // a sentence

    [[nodiscard]] QList<Row> differences() const;
    [[nodiscard]] static TokenDiff of(
        const QString &first, const QString &second, const ClaimCatalog &catalog = ClaimCatalog::bundled());
};

}
