// Drives a fuzzer where libFuzzer is not: changes its seeds by chance, the same for the same number. What breaks is found by
// the sanitizers and by the fuzzer's own questions; the input that broke it is left as fuzz-crash-<name>.
//
//     fuzz_X [--seconds N] [--from N] SEED-FOLDER | FILE...

#include <QtCore/QByteArray>
#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFileInfo>

#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <random>
#include <unistd.h>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, std::size_t size);

namespace {

QByteArray crashFile;
const char *current = nullptr;
std::size_t currentSize = 0;

// Only what may be done in a signal.
void keepInput(int signal)
{
    if (const int file = ::open(crashFile.constData(), O_WRONLY | O_CREAT | O_TRUNC, 0644); file >= 0) {
        if (::write(file, current, currentSize) < 0)
            ::_exit(3);
        ::close(file);
    }
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

QByteArrayList seedsOf(const QStringList &places)
{
    QByteArrayList seeds;
    for (const QString &place : places) {
        QStringList files{place};
        if (QFileInfo(place).isDir()) {
            files.clear();
            for (const QFileInfo &file : QDir(place).entryInfoList(QDir::Files, QDir::Name))
                files += file.filePath();
        }
        for (const QString &name : std::as_const(files)) {
            QFile file(name);
            if (file.open(QIODevice::ReadOnly))
                seeds += file.readAll();
        }
    }
    return seeds;
}

class Mutator {
public:
    Mutator(QByteArrayList seeds, unsigned number)
        : m_seeds(std::move(seeds))
        , m_random(number)
    {
    }
    QByteArray next()
    {
        QByteArray text = m_seeds.at(below(m_seeds.size()));
        for (auto changes = 1 + below(8); changes > 0; --changes)
            change(text);
        return text;
    }

private:
    qsizetype below(qsizetype limit) { return limit <= 0 ? 0 : qsizetype(m_random() % quint64(limit)); }
    void change(QByteArray &text)
    {
        const qsizetype at = below(text.size() + 1);
        const qsizetype size = below(qMin<qsizetype>(text.size() - at, 40) + 1);
        switch (below(7)) {
        case 0: text.insert(at, char(below(256))); break;
        case 1: text.remove(at, size); break;
        case 2: text.insert(at, text.mid(below(text.size()), size)); break; // doubled elsewhere
        case 3: text.truncate(at); break;
        case 4: text.insert(at, text.mid(at, size).repeated(below(300))); break; // deep and long
        case 5: { // two seeds become one
            const QByteArray &other = m_seeds.at(below(m_seeds.size()));
            text = text.left(at) + other.mid(below(other.size()));
            break;
        }
        default:
            if (at < text.size())
                text[at] = char(text[at] ^ (1 << below(8)));
        }
    }

    const QByteArrayList m_seeds;
    std::mt19937_64 m_random;
};

}

int main(int argc, char **argv)
{
    qint64 seconds = 10;
    unsigned from = 1;
    QStringList places;
    for (int i = 1; i < argc; ++i) {
        const QByteArray argument = argv[i];
        if (argument == "--seconds" && i + 1 < argc)
            seconds = QByteArray(argv[++i]).toLongLong();
        else if (argument == "--from" && i + 1 < argc)
            from = QByteArray(argv[++i]).toUInt();
        else
            places += QString::fromLocal8Bit(argument);
    }
    const QByteArrayList seeds = seedsOf(places);
    if (seeds.isEmpty()) {
        std::fprintf(stderr, "%s: there are no seeds; name a folder or files.\n", argv[0]);
        return 2;
    }
    crashFile = "fuzz-crash-" + QByteArray(argv[0]).split('/').constLast();
    for (const int signal : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL})
        std::signal(signal, keepInput);
    Mutator mutator(seeds, from);
    QElapsedTimer timer;
    timer.start();
    qint64 runs = 0, longest = 0;
    for (; timer.elapsed() < seconds * 1000; ++runs) {
        const QByteArray text = runs < seeds.size() ? seeds.at(runs) : mutator.next();
        current = text.constData();
        currentSize = std::size_t(text.size());
        const qint64 began = timer.elapsed();
        LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t *>(text.constData()), std::size_t(text.size()));
        longest = qMax(longest, timer.elapsed() - began);
    }
    std::printf("%s: %lld inputs, the slowest took %lld ms\n", argv[0], static_cast<long long>(runs), static_cast<long long>(longest));
    return 0;
}
