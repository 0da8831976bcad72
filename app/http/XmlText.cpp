#include "app/http/XmlText.h"

#include "app/http/BodyStore.h"
#include "app/http/xml/XmlLayout.h"

namespace tessera {

namespace {

constexpr qsizetype firstPiece = 16 * 1024, piece = 1024 * 1024; // that are handed over at once

}

std::optional<XmlFault> XmlText::faultIn(QByteArrayView xml)
{
    XmlScan scan(xml);
    for (;;) {
        const XmlScan::Token token = scan.next();
        if (token == XmlScan::Token::Fault)
            return scan.fault();
        if (token == XmlScan::Token::Done)
            return std::nullopt;
    }
}

tl::expected<QByteArray, XmlFault> XmlText::indented(QByteArrayView xml, int indent)
{
    QByteArray text;
    text.reserve(xml.size() + xml.size() / 2);
    const auto fault = XmlLayout(xml, indent).run([&text](QByteArrayView bytes) {
        text.append(bytes);
        return true;
    });
    if (fault)
        return tl::make_unexpected(*fault);
    return text;
}

Result<XmlText::Laid> XmlText::indent(QByteArrayView xml, BodyStore &out, std::stop_token stop)
{
    QByteArray waiting;
    Result<Done> kept = Done();
    const auto handOver = [&] {
        kept = out.append(waiting);
        waiting.clear();
        return kept.has_value();
    };
    XmlLayout layout(xml);
    const auto fault = layout.run(
        [&](QByteArrayView bytes) {
            waiting.append(bytes);
            return waiting.size() < (out.size() == 0 ? firstPiece : piece) || handOver();
        },
        stop);
    if (fault && !layout.isStopped() && kept) {
        const QByteArrayView rest = xml.sliced(layout.writtenTo());
        if (!rest.isEmpty())
            waiting += '\n';
        if (handOver() && !rest.isEmpty())
            kept = out.append(rest);
    } else if (kept) {
        handOver();
    }
    out.finish();
    if (!kept)
        return failure(kept.error());
    return Laid{fault, layout.isStopped()};
}

}
