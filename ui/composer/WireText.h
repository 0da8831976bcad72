#pragma once

#include "app/run/WirePreview.h"

#include <QtCore/QSet>
#include <QtWidgets/QPlainTextEdit>

namespace tessera {
class Redactor;
}

namespace tessera::ui {

class Theme;

// A request as bytes on the wire, to read and copy: what nobody composed is tinted, and beside its line stands who adds it.
// Secrets are masked; a click on one, or Enter with the cursor in it, reveals it. What is copied is what is seen.
class WireText : public QPlainTextEdit {
    Q_OBJECT
public:
    WireText(const Theme &theme, const Redactor &redactor, QWidget *parent = nullptr);

    // `body`: its beginning, in which secrets are found by their names and looks, as in the path; `who`: what the credential is called. The same request keeps what was revealed.
    void setWire(const WirePreview &preview, const QByteArray &body, const QString &who);
    void setRevealed(bool isRevealed); // all of them
    [[nodiscard]] bool hasSecrets() const;
    [[nodiscard]] QStringList annotations() const; // of each line; empty: composed

Q_SIGNALS:
    void revealedChanged();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    using Span = WirePreview::Span;
    struct Mark {
        int start = 0, length = 0;
        Span::From from = Span::From::Program;
        bool isSecret = false, isPlaceholder = false;
        QByteArray value; // what was revealed is known by it
    };
    void render();
    void tint();
    [[nodiscard]] QList<Span> spansOfHead() const;
    void append(QString &text, const QByteArray &bytes, const QList<Span> &spans);
    void appendBody(QString &text);
    void dress();
    void placeGutter();
    void paintGutter(QPaintEvent *event);
    [[nodiscard]] QString originOf(Span::From from) const;
    [[nodiscard]] const Mark *secretAt(int position) const;
    void toggle(const Mark &mark);
    class Gutter;

    const Theme &m_theme;
    const Redactor &m_redactor;
    WirePreview m_preview;
    QByteArray m_body;
    QString m_who;
    QList<Mark> m_marks;
    QSet<QByteArray> m_revealed;
    bool m_isAllRevealed = false;
    QPoint m_pressed;
    Gutter *m_gutter;
};

}
