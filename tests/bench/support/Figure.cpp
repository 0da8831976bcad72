#include "tests/bench/support/Figure.h"

#include <QtCore/QFile>
#include <QtCore/QList>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace tessera::bench {

using namespace Qt::StringLiterals;

namespace {

QString number(double value)
{
    return QString::number(value, 'f', value < 10 ? 3 : 1);
}

double median(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 2);
}

}

void report(const Figure &figure)
{
    const double ratio = figure.base > 0 ? figure.ours / figure.base : 0;
    const bool isGood = ratio <= figure.bar;
    std::printf("bench %s ours=%s%s base=%s%s ratio=%.3f bar=%g %s\n", qPrintable(figure.name), qPrintable(number(figure.ours)),
        qPrintable(figure.unit), qPrintable(number(figure.base)), qPrintable(figure.unit), ratio, figure.bar, isGood ? "ok" : "short");
    std::fflush(stdout);
    QFile file(qEnvironmentVariable("TESSERA_BENCH_JSON"));
    if (file.fileName().isEmpty() || !file.open(QIODevice::WriteOnly | QIODevice::Append))
        return;
    file.write(uR"({"name":"%1","ours":%2,"base":%3,"unit":"%4","ratio":%5,"bar":%6,"ok":%7})"_s
                   .arg(figure.name, QString::number(figure.ours), QString::number(figure.base), figure.unit,
                       QString::number(ratio), QString::number(figure.bar), isGood ? u"true"_s : u"false"_s)
                   .toUtf8()
        + '\n');
}

double milliseconds(const std::function<void()> &work)
{
    const auto began = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
}

Medians inTurn(int rounds, const std::function<double()> &ours, const std::function<double()> &base)
{
    QList<double> own, other;
    for (int i = 0; i <= rounds; ++i) {
        const double one = ours(), two = base();
        if (i > 0) {
            own.append(one);
            other.append(two);
        }
    }
    return {median(own), median(other)};
}

void demand(bool isRight, const char *what)
{
    if (isRight)
        return;
    std::fprintf(stderr, "%s\n", what);
    std::exit(1);
}

}
