#pragma once

#include <QtCore/QByteArray>

#include <simdjson.h>

#include <string_view>
#include <utility>
#include <vector>

namespace tessera::bench {

// A token by Qt's base64url and simdjson: its three parts decoded, the claims of header and payload as pieces of them.
class BareJwt {
public:
    struct Claim {
        std::string_view name, json;
    };
    // False: it is none.
    [[nodiscard]] bool decode(const QByteArray &token);
    [[nodiscard]] const std::vector<Claim> &claims() const { return m_claims; }

private:
    [[nodiscard]] bool read(QByteArray &part, simdjson::ondemand::parser &parser);

    QByteArray m_header, m_payload, m_signature;
    simdjson::ondemand::parser m_headerParser, m_payloadParser;
    std::vector<Claim> m_claims;
};

}
