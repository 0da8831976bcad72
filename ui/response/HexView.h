#pragma once

#include <QtWidgets/QAbstractScrollArea>

#include <memory>

namespace tessera {
class BodyStore;
}

namespace tessera::ui {

class Theme;

// The bytes of a body: offsets, hexadecimal, and what of it is ASCII. Paints what is seen and nothing else, so any size
// will do, also one that still grows.
class HexView : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit HexView(const Theme &theme, QWidget *parent = nullptr);

    void setBody(std::shared_ptr<const BodyStore> body); // and scrolls to its beginning
    void refresh(); // more of it has come
    [[nodiscard]] qint64 cursor() const { return m_cursor; } // the byte that is looked at
    [[nodiscard]] qint64 selectionStart() const { return qMin(m_anchor, m_cursor); }
    [[nodiscard]] qint64 selectionSize() const; // at least the byte at the cursor; 0 without a body
    void select(qint64 start, qint64 size); // and shows it
    void selectAll();

    enum class CopyAs { Hex, Text, Base64, CArray };
    static constexpr qint64 mostCopied = 16 * 1024 * 1024;
    void copy(CopyAs as); // the selection, its first 16 MiB

    [[nodiscard]] static int bytesPerRowIn(int columns); // 8, 16 or 32: what fits into so many characters
    [[nodiscard]] static QString text(QByteArrayView bytes, CopyAs as);

Q_SIGNALS:
    void selectionChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Columns { // left edges
        double offset, hex, ascii, byte, character;
    };
    void measure();
    void moveTo(qint64 byte, bool extends);
    void showByte(qint64 byte);
    void paintRow(QPainter &painter, const Columns &columns, int row, int y) const;
    [[nodiscard]] Columns columns() const;
    [[nodiscard]] double byteLeft(const Columns &columns, int index) const;
    [[nodiscard]] int rowHeight() const;
    [[nodiscard]] qint64 byteAt(const QPoint &point) const;
    [[nodiscard]] qint64 size() const;

    const Theme &m_theme;
    std::shared_ptr<const BodyStore> m_body; // shared: with the exchange, which may go first
    int m_perRow = 16;
    qint64 m_anchor = 0, m_cursor = 0;
};

}
