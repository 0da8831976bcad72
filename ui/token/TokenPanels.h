#pragma once

#include "app/token/TokenDetails.h"
#include "ui/token/InspectedToken.h"
#include "ui/token/KeyForm.h"

class QWidget;

namespace tessera::ui {

class ClaimList;
class JsonPart;
class LifeLine;
class OddityList;
class SignatureBox;
class TextLabel;
class TokenText;

// The panels that together show one token. Where they stand is the matter of who made them: a narrow column, or a large
// page.
class TokenPanels {
public:
    TokenPanels(const Theme &theme, CurlTransport &transport);

    TokenText *text;
    LifeLine *life;
    OddityList *grave; // dangers and warnings
    OddityList *notes; // and remarks
    TextLabel *kind; // "Signed token (JWT), 412 characters"
    ClaimList *claims;
    JsonPart *headerJson;
    JsonPart *unprotectedJson; // a header, or the part of it, that is not signed
    JsonPart *payloadJson;
    SignatureBox *signature;

    // `isSuccessor`: it takes the place of one that was refreshed.
    void show(const InspectedToken &token, const TokenMoment &moment, bool isSuccessor);
    // The same token a moment later: how long until something reads otherwise.
    Milliseconds tick(const TokenMoment &moment);
    void showOddities(const TokenMoment &moment); // of the token and its signature
    [[nodiscard]] const TokenDetails &details() const { return m_details; }
    [[nodiscard]] bool hasClaims() const { return m_details.facts.jwt.has_value(); }

private:
    TokenDetails m_details;
};

}
