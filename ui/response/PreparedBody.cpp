#include "ui/response/PreparedBody.h"

#include "app/http/BodyStore.h"
#include "ui/response/HtmlText.h"

#include <algorithm>

namespace tessera::ui {

PreparedBody PreparedBody::of(const BodyStore &body, const BodyProbe &probe, BodyForm form)
{
    PreparedBody prepared;
    const QByteArrayView bytes = body.bytes();
    if (form == BodyForm::Image) {
        const QByteArray all = QByteArray::fromRawData(bytes.data(), bytes.size());
        prepared.image = probe.isSvg ? ImageFile::readSvg(all) : ImageFile::read(all);
    } else {
        const auto size = std::min<qint64>(bytes.size(), mostRead);
        const QString text = probe.encoding.decode(bytes.first(size), size == bytes.size()).text;
        prepared.lines = CodeLines(htmlText(text), Syntax::Plain);
    }
    return prepared;
}

}
