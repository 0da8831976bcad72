#include "app/cli/Terminal.h"

#include "app/cli/Interrupt.h"
#include "app/http/VisibleText.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <array>
#include <cstdio>

#ifdef Q_OS_WIN
#include <io.h>
#include <windows.h>
#else
#include <cerrno>
#include <poll.h>
#include <termios.h>
#include <unistd.h>
#endif

namespace tessera::Terminal {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestPiece = 64 * 1024;

// What is typed is not shown while this lives.
class Hidden {
public:
    Hidden()
    {
#ifdef Q_OS_WIN
        m_handle = GetStdHandle(STD_INPUT_HANDLE);
        GetConsoleMode(m_handle, &m_before);
        SetConsoleMode(m_handle, m_before & ~DWORD(ENABLE_ECHO_INPUT));
#else
        tcgetattr(STDIN_FILENO, &m_before);
        termios silent = m_before;
        silent.c_lflag &= ~tcflag_t(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
#endif
    }
    ~Hidden()
    {
#ifdef Q_OS_WIN
        SetConsoleMode(m_handle, m_before);
#else
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
#endif
        std::fputc('\n', stderr);
    }
    Q_DISABLE_COPY_MOVE(Hidden)

private:
#ifdef Q_OS_WIN
    HANDLE m_handle{};
    DWORD m_before{};
#else
    termios m_before{};
#endif
};

QString tr(const char *text)
{
    return QCoreApplication::translate("Terminal", text);
}

// What there is of standard input; waits for the first byte of it. Zero at its end. Errors: Cancelled.
Result<qsizetype> readSome(char *buffer, qsizetype size)
{
#ifdef Q_OS_WIN
    return qsizetype(std::fread(buffer, 1, std::size_t(size), stdin));
#else
    std::array<pollfd, 2> sources{{{STDIN_FILENO, POLLIN, 0}, {Interrupt::descriptor(), POLLIN, 0}}};
    for (;;) {
        if (poll(sources.data(), sources.size(), -1) < 0) {
            if (errno == EINTR)
                continue;
            return 0;
        }
        if (sources[1].revents != 0)
            return failure(ErrorKind::Cancelled, tr("Cancelled."));
        const auto count = read(STDIN_FILENO, buffer, std::size_t(size));
        if (count >= 0 || errno != EINTR)
            return std::max<qsizetype>(count, 0);
    }
#endif
}

void question(const QString &text)
{
    std::fputs(qUtf8Printable(VisibleText::inLines(text) + u": "_s), stderr);
    std::fflush(stderr);
}

}

void out(const QString &line)
{
    outBytes(VisibleText::inLines(line).toUtf8() + '\n');
}

bool outBytes(const QByteArray &bytes)
{
    std::fwrite(bytes.constData(), 1, std::size_t(bytes.size()), stdout);
    std::fflush(stdout);
    return std::ferror(stdout) == 0;
}

Result<Done> written()
{
    if (std::ferror(stdout) == 0)
        return Done{};
    return failure(ErrorKind::Storage, tr("Not all of the output could be written."),
        tr("Is the disk full, or has the program that reads it ended?"));
}

void err(const QString &line)
{
    const QByteArray bytes = VisibleText::inLines(line).toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, std::size_t(bytes.size()), stderr);
    std::fflush(stderr);
}

void err(const Error &error)
{
    err(u"tessera: %1 %2"_s.arg(error.message, error.detail).trimmed());
}

bool canAsk()
{
#ifdef Q_OS_WIN
    return _isatty(_fileno(stdin)) != 0;
#else
    return isatty(STDIN_FILENO) != 0;
#endif
}

Result<QByteArray> inputLine()
{
    QByteArray line;
    for (;;) {
        char byte = 0; // one at a time: the rest is not of this line
        const auto count = readSome(&byte, 1);
        if (!count)
            return failure(count.error());
        if (*count == 0 && line.isEmpty())
            return failure(ErrorKind::Input, tr("Standard input ended before every value was read."),
                canAsk() ? QString() : tr("Give one line for each \"name=-\", in order."));
        if (*count == 0 || byte == '\n')
            break;
        line += byte;
    }
    if (line.endsWith('\r'))
        line.chop(1);
    return line;
}

Result<QByteArray> input(qint64 limit)
{
    QByteArray bytes;
    while (bytes.size() < limit) {
        QByteArray piece(qsizetype(std::min(limit - bytes.size(), largestPiece)), Qt::Uninitialized);
        const auto count = readSome(piece.data(), piece.size());
        if (!count)
            return failure(count.error());
        if (*count == 0)
            break;
        bytes += piece.first(*count);
    }
    return bytes;
}

Result<QString> ask(const QString &text)
{
    question(text);
    return inputLine().map([](const QByteArray &line) { return QString::fromUtf8(line); });
}

Result<Secret> askSecret(const QString &text)
{
    question(text);
    const Hidden hidden;
    return inputLine().map([](const QByteArray &line) { return Secret(line); });
}

}
