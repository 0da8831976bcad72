#pragma once

#include "app/base/Secret.h"
#include "app/token/TokenFacts.h"
#include "ui/theme/Token.h"

#include <QtWidgets/QFrame>

class QToolButton;

namespace tessera::ui {

class ReadOnlyText;
class Theme;

// A token as it is sent, its parts in their colours. The part that makes it valid, and in JSON what is secret by its name
// or its shape, is masked until the eye is pressed, and masked again when another token comes or this is hidden; copying
// needs no showing.
class TokenText : public QFrame {
    Q_OBJECT
public:
    explicit TokenText(const Theme &theme, QWidget *parent = nullptr);

    void setToken(const Secret &token, const TokenFacts &facts);
    void setMostLines(int lines); // while masked, the payload is cut to these; 0: nothing is cut
    [[nodiscard]] bool isRevealed() const { return m_isRevealed; }
    void setRevealed(bool isRevealed);
    [[nodiscard]] QString shown() const;

    struct Piece {
        QString text;
        Token color = Token::Text;
        bool operator==(const Piece &) const = default;
    };
    // What stands on the screen; `room`: characters, 0 for any number. Pure.
    [[nodiscard]] static QList<Piece> masked(const QString &token, const TokenFacts &facts, qsizetype room);
    [[nodiscard]] static QList<Piece> revealed(const QString &token, const TokenFacts &facts);

Q_SIGNALS:
    void copyRequested(const tessera::Secret &token);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void render();

    const Theme &m_theme;
    Secret m_token;
    TokenFacts m_facts;
    int m_mostLines = 4;
    bool m_isRevealed = false;
    bool m_isMasked = false; // while it is not revealed, something of it is hidden
    QList<Piece> m_pieces; // as they are shown
    ReadOnlyText *m_text;
    QToolButton *m_eye;
    QToolButton *m_copy;
};

}
