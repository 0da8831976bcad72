#include "app/cli/Terminal.h"

#include <QtCore/QCoreApplication>

#include <cstdio>
#include <string>

#ifdef Q_OS_WIN
#include <io.h>
#include <windows.h>
#else
#include <termios.h>
#include <unistd.h>
#endif

namespace tessera::Terminal {

using namespace Qt::StringLiterals;

namespace {

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

void question(const QString &text)
{
    std::fputs(qUtf8Printable(text + u": "_s), stderr);
    std::fflush(stderr);
}

}

void out(const QString &line)
{
    outBytes(line.toUtf8() + '\n');
}

void outBytes(const QByteArray &bytes)
{
    std::fwrite(bytes.constData(), 1, std::size_t(bytes.size()), stdout);
    std::fflush(stdout);
}

void err(const QString &line)
{
    const QByteArray bytes = line.toUtf8() + '\n';
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
    std::string line;
    for (int c = std::fgetc(stdin); c != '\n'; c = std::fgetc(stdin)) {
        if (c == EOF && line.empty())
            return failure(ErrorKind::Input,
                QCoreApplication::translate("Terminal", "Standard input ended before every value was read."),
                QCoreApplication::translate("Terminal", "Give one line for each \"name=-\", in order."));
        if (c == EOF)
            break;
        line += char(c);
    }
    if (!line.empty() && line.back() == '\r')
        line.pop_back();
    return QByteArray::fromStdString(line);
}

QByteArray input(qint64 limit)
{
    QByteArray bytes(limit, Qt::Uninitialized);
    bytes.resize(qsizetype(std::fread(bytes.data(), 1, std::size_t(limit), stdin)));
    return bytes;
}

QString ask(const QString &text)
{
    question(text);
    return QString::fromUtf8(inputLine().value_or(QByteArray()));
}

Secret askSecret(const QString &text)
{
    question(text);
    const Hidden hidden;
    return Secret(inputLine().value_or(QByteArray()));
}

}
