#include "tests/bench/base/BareJwt.h"

namespace tessera::bench {

bool BareJwt::decode(const QByteArray &token)
{
    const auto bytesOf = [&](qsizetype from, qsizetype to) {
        return QByteArray::fromBase64(token.sliced(from, to - from), QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    };
    const qsizetype first = token.indexOf('.'), second = token.indexOf('.', first + 1);
    if (first < 0 || second < 0)
        return false;
    m_claims.clear();
    m_header = bytesOf(0, first);
    m_payload = bytesOf(first + 1, second);
    m_signature = bytesOf(second + 1, token.size());
    return read(m_header, m_headerParser) && read(m_payload, m_payloadParser);
}

bool BareJwt::read(QByteArray &part, simdjson::ondemand::parser &parser)
{
    part.reserve(part.size() + qsizetype(simdjson::SIMDJSON_PADDING));
    simdjson::ondemand::document document;
    simdjson::ondemand::object object;
    if (parser.iterate(part.constData(), std::size_t(part.size()), std::size_t(part.capacity())).get(document) != simdjson::SUCCESS
        || document.get_object().get(object) != simdjson::SUCCESS)
        return false;
    for (auto field : object) {
        Claim claim;
        simdjson::ondemand::value value;
        if (field.unescaped_key().get(claim.name) != simdjson::SUCCESS || field.value().get(value) != simdjson::SUCCESS)
            return false;
        const auto type = value.type();
        if (type.error() != simdjson::SUCCESS)
            return false;
        const bool isLarge = type.value_unsafe() == simdjson::ondemand::json_type::array
            || type.value_unsafe() == simdjson::ondemand::json_type::object;
        if (!isLarge)
            claim.json = value.raw_json_token();
        else if (simdjson::to_json_string(value).get(claim.json) != simdjson::SUCCESS)
            return false;
        m_claims.push_back(claim);
    }
    return true;
}

}
