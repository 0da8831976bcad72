#pragma once

#include <QtCore/QStringList>
#include <QtWidgets/QWidget>

namespace tessera::bench {

// Paints lines of text, in one colour, and knows nothing else: the least that a screen of text costs.
class PlainScreen : public QWidget {
    Q_OBJECT
public:
    PlainScreen(const QFont &font, int rowHeight, QWidget *parent = nullptr);
    void setLines(const QStringList &lines);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const int m_rowHeight;
    QStringList m_lines;
};

}
