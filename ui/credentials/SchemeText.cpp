#include "ui/credentials/SchemeText.h"

namespace tessera::ui {

using namespace Qt::StringLiterals;
using Kind = CredentialScheme::Kind;
using Place = Applier::Addition::Place;

SchemeText SchemeText::of(const CredentialItem &item)
{
    SchemeText text;
    text.setWords(item.scheme.kind);
    if (text.title.isEmpty())
        return text;
    text.facts = item.given;
    QStringList places;
    for (const Applier::Addition &each : item.scheme.places)
        places += place(each);
    text.facts.append({tr("Goes in"), places.join(u", "_s)});
    text.facts.append({tr("Goes to"), item.status.origins.join(u'\n')});
    if (!item.isAccessPlain)
        text.facts.append({item.accessLabel, item.status.isInMemoryOnly ? tr("in memory, until Tessera is closed") : tr("in the keychain")});
    text.note += u' ' + tr("It has no end of its own and nothing refreshes it: it counts until the server says no.");
    return text;
}

void SchemeText::setWords(Kind kind)
{
    switch (kind) {
    case Kind::Token:
        break;
    case Kind::Key:
        title = tr("API key");
        note = tr("It goes along as it is with every request: whoever reads it can use it.");
        break;
    case Kind::Basic:
        title = tr("Basic: user name and password (RFC 7617)");
        note = tr("Both go along with every request in Base64, which anybody can read who sees it: only https:// keeps them from others.");
        break;
    case Kind::Digest:
        title = tr("Digest: user name and password (RFC 7616)");
        note = tr("The password does not go over the wire: each request answers what the server asks with a hash of it.");
        break;
    case Kind::Ntlm:
        title = tr("NTLM: a Windows account");
        note = tr("The password does not go over the wire: the connection is signed in by question and answer.");
        break;
    case Kind::AwsSigV4:
        title = tr("AWS Signature Version 4: an access key");
        note = tr("The secret half does not go over the wire: every request is signed with it.");
        break;
    case Kind::ClientCertificate:
        title = tr("Client certificate");
        note = tr("It is shown while an encrypted connection is made, to a server that asks for one; its key stays on this computer.");
        break;
    }
}

QString SchemeText::place(const Applier::Addition &addition)
{
    switch (addition.place) {
    case Place::Header:
        return tr("the header %1").arg(addition.name);
    case Place::Query:
        return tr("the query item %1").arg(addition.name);
    case Place::Cookie:
        return tr("the cookie %1").arg(addition.name);
    case Place::Connection:
        break;
    }
    return tr("the making of the connection");
}

}
