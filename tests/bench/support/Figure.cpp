#include "tests/bench/support/Figure.h"

#include <QtCore/QFile>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace tessera::bench {

using namespace Qt::StringLiterals;

namespace {

QString number(double value)
{
    return QString::number(value, 'f', value < 10 ? 3 : 1);
}

}

void report(const Figure &figure)
{
    demand(figure.base > 0, "there is nothing to measure against");
    const double ratio = figure.ours / figure.base;
    const bool isGood = ratio <= figure.bar;
    std::printf("bench %s ours=%s%s base=%s%s ratio=%.3f bar=%g %s\n", qPrintable(figure.name), qPrintable(number(figure.ours)),
        qPrintable(figure.unit), qPrintable(number(figure.base)), qPrintable(figure.unit), ratio, figure.bar, isGood ? "ok" : "short");
    std::fflush(stdout);
    QFile file(qEnvironmentVariable("TESSERA_BENCH_JSON"));
    if (file.fileName().isEmpty())
        return;
    demand(file.open(QIODevice::WriteOnly | QIODevice::Append), "the figures can't be written");
    file.write(uR"({"name":"%1","ours":%2,"base":%3,"unit":"%4","ratio":%5,"bar":%6,"ok":%7})"_s
                   .arg(figure.name, QString::number(figure.ours), QString::number(figure.base), figure.unit,
                       QString::number(ratio), QString::number(figure.bar), isGood ? u"true"_s : u"false"_s)
                   .toUtf8()
        + '\n');
}

Medians inTurn(int rounds, const std::function<double()> &ours, const std::function<double()> &base)
{
    std::vector<double> own, other;
    for (int i = 0; i <= rounds; ++i) {
        const double one = ours(), two = base();
        if (i > 0) {
            own.push_back(one);
            other.push_back(two);
        }
    }
    return {quantile(std::move(own), 0.5), quantile(std::move(other), 0.5)};
}

double quantile(std::vector<double> values, double part)
{
    const auto at = values.begin() + std::min(std::ptrdiff_t(double(values.size()) * part), std::ptrdiff_t(values.size()) - 1);
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

void demand(bool isRight, const char *what)
{
    if (isRight)
        return;
    std::fprintf(stderr, "%s\n", what);
    std::_Exit(1); // threads may be at work
}

}
