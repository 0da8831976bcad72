#include "ui/response/PreparedBody.h"

namespace tessera::ui {

PreparedBody PreparedBody::of(const QByteArray &bytes, const QByteArray &contentType, bool isWhole, bool wantsPretty)
{
    return of(BodyText::of(bytes, contentType, isWhole), wantsPretty);
}

PreparedBody PreparedBody::of(const BodyText &body, bool wantsPretty)
{
    const bool isPretty = wantsPretty && body.pretty;
    return {body, isPretty, CodeLines(isPretty ? *body.pretty : body.text, body.kind == BodyText::Kind::Json ? Syntax::Json : Syntax::Plain)};
}

}
