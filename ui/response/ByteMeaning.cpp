#include "ui/response/ByteMeaning.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>
#include <QtCore/QStringList>
#include <QtCore/QtEndian>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text, int n = -1)
{
    return QCoreApplication::translate("ByteMeaning", text, nullptr, n);
}

template <typename T> QString both(QLatin1StringView name, QByteArrayView bytes)
{
    const T little = qFromLittleEndian<T>(bytes.data()), big = qFromBigEndian<T>(bytes.data());
    return name + u' ' + QString::number(little) + (little == big ? QString() : u" / "_s + QString::number(big));
}

}

QString ByteMeaning::place(qint64 offset, qint64 selected, qint64 size)
{
    const QLocale locale(QLocale::English);
    QString text = tr("0x%1  (%2 of %3)").arg(QString::number(offset, 16), locale.toString(offset), locale.toString(size));
    if (selected > 1)
        text += u"   "_s + tr("%1 bytes selected").arg(locale.toString(selected));
    return text;
}

QString ByteMeaning::numbers(QByteArrayView bytes)
{
    QStringList texts;
    if (bytes.size() >= 1) {
        const auto byte = uchar(bytes[0]);
        texts += u"u8 %1"_s.arg(byte) + (byte > 0x7f ? u"  i8 %1"_s.arg(qint8(byte)) : QString());
    }
    if (bytes.size() >= 2)
        texts += both<quint16>("u16"_L1, bytes);
    if (bytes.size() >= 4)
        texts += both<quint32>("u32"_L1, bytes);
    if (bytes.size() >= 8)
        texts += both<quint64>("u64"_L1, bytes);
    return texts.join(u"   "_s);
}

}
