#include "ui/widgets/Quantity.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

#include <array>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Quantity", text);
}

// One decimal below 100; none from there on, and none that rounds up to the next unit.
QString scaled(double number)
{
    return QString::number(number, 'f', number < 99.95 ? 1 : 0);
}

}

QString Quantity::size(qint64 bytes)
{
    if (bytes < 0)
        return u"?"_s;
    if (bytes < 1000)
        return u"%1 B"_s.arg(bytes);
    static const std::array units{u"kB"_s, u"MB"_s, u"GB"_s, u"TB"_s};
    double number = double(bytes) / 1000;
    std::size_t unit = 0;
    while (number >= 999.5 && unit + 1 < units.size()) {
        number /= 1000;
        ++unit;
    }
    return scaled(number) + u' ' + units[unit];
}

QString Quantity::exactSize(qint64 bytes)
{
    return bytes == 1 ? tr("1 byte") : tr("%1 bytes").arg(QLocale(QLocale::English).toString(bytes));
}

QString Quantity::time(std::chrono::microseconds duration)
{
    const double ms = double(duration.count()) / 1000;
    if (ms < 0.05)
        return u"0 ms"_s;
    if (ms < 9.95)
        return QString::number(ms, 'f', 1) + " ms"_L1;
    if (ms < 999.5)
        return QString::number(ms, 'f', 0) + " ms"_L1;
    if (ms < 9'995)
        return QString::number(ms / 1000, 'f', 2) + " s"_L1;
    if (ms < 59'950)
        return QString::number(ms / 1000, 'f', 1) + " s"_L1;
    const auto seconds = qint64(ms / 1000 + 0.5);
    if (seconds < 3600)
        return tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
    return tr("%1 h %2 min").arg(seconds / 3600).arg(seconds / 60 % 60);
}

QString Quantity::speed(qint64 bytes, std::chrono::milliseconds duration)
{
    if (bytes <= 0 || duration.count() < 100)
        return {};
    return size(qint64(double(bytes) * 1000 / double(duration.count()))) + "/s"_L1;
}

}
