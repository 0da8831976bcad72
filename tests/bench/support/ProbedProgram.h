#pragma once

#include <QtCore/QProcess>
#include <QtCore/QString>

namespace tessera::bench {

// A program with a PaintProbe in it, under way. Ends with this object.
class ProbedProgram {
public:
    // `widget`: whose first paint counts. `data`: its folder for data. `isIdle`: it is to tell of its memory, too.
    ProbedProgram(const QString &name, const QString &widget, const QString &data, bool isIdle = false);
    ~ProbedProgram();
    ProbedProgram(const ProbedProgram &) = delete;
    ProbedProgram &operator=(const ProbedProgram &) = delete;

    [[nodiscard]] double untilPainted(); // ms since it was started
    [[nodiscard]] double memory(); // bytes; waits the five seconds
    [[nodiscard]] qint64 wakeUps() const; // of all its threads so far

private:
    [[nodiscard]] qint64 told(const QByteArray &word);

    QProcess m_process;
    qint64 m_started; // ns
};

}
