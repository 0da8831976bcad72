#include "ui/response/HeaderGuide.h"

#include "app/json/DataFile.h"

namespace tessera::ui {

using namespace Qt::StringLiterals;

void HeaderGuide::read() const
{
    if (!m_sentences.isEmpty())
        return;
    const QString path = u":/resources/guide/headers.json"_s;
    const auto json = parseJson(bundledBytes(path), path);
    Q_ASSERT(json); // it is ours, and tested
    for (const auto &[name, sentence] : json->items())
        m_sentences.insert(QByteArray::fromStdString(name).toLower(), toQString(sentence.get<std::string>()));
}

QString HeaderGuide::sentence(const QByteArray &name) const
{
    read();
    return m_sentences.value(name.toLower());
}

qsizetype HeaderGuide::count() const
{
    read();
    return m_sentences.size();
}

}
