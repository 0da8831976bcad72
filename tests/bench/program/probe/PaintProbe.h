#pragma once

#include <QtCore/QObject>

namespace tessera::bench {

// Compiled into a program with windows, tells on its standard output what bench/program asks: "painted <ns>" on the monotonic
// clock when the widget that TESSERA_BENCH_WIDGET names has been painted for the first time, and, where TESSERA_BENCH_IDLE is
// set, "memory <bytes>" five seconds later: its proportional share; 0 where the window has the focus.
class PaintProbe : public QObject {
    Q_OBJECT
public:
    explicit PaintProbe(QObject *parent = nullptr);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void tellPainted();
    void tellMemory();

    const QString m_widget;
    bool m_isPainted = false;
};

}
