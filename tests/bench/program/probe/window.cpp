#include "tests/bench/ui/base/BareWindow.h"

#include <QtWidgets/QApplication>

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    tessera::bench::BareWindow window;
    window.show();
    return QApplication::exec();
}
