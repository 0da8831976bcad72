#pragma once

#include "app/token/TokenMoment.h"
#include "ui/token/InspectedToken.h"
#include "ui/token/KeyForm.h"
#include "ui/token/TokenPage.h"

#include <QtWidgets/QWidget>

class QComboBox;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace tessera::ui {

class Badge;
class ElidedLabel;
class EmptyState;
template <typename Part> class OnDemand;
class PasteField;
class SchemeText;
class StandInPage;
class TextLabel;
class Ticker;
class TokenPanels;

// A token taken apart: its coloured parts, header and payload as JSON, every claim explained, its life, what is unusual, and
// its signature. Decodes what it is given and nothing else; text may be pasted or dropped on it. Counts while it is seen.
class TokenInspector : public QWidget {
    Q_OBJECT
public:
    struct Parts {
        const Theme &theme;
        Ticker &ticker;
        CurlTransport &transport; // for keys, when the person asks for them
        std::function<NetworkSettings(const CredentialId &)> network; // by which keys are fetched
    };
    enum class Shape { Narrow, Wide };
    TokenInspector(const Parts &parts, Shape shape, QWidget *parent = nullptr);
    ~TokenInspector() override;

    // `isSuccessor`: it is the one after the token that is shown, of the same credential or typed further.
    void inspect(const InspectedToken &token, bool isSuccessor = false);
    // There is none: what its owner signs in with instead.
    void showInstead(const QString &owner, const SchemeText &text);
    void clear(); // says what to do
    [[nodiscard]] const InspectedToken &token() const { return m_token; }
    // The tokens of this credential by name; the one that is shown is marked. Fewer than two offer no choice.
    void setChoices(const QStringList &names);
    void offerBefore(bool isThere); // to compare with the token before the refresh
    void showPaste(); // asks for another token: a wide one in a field of its own, with the focus in it
    bool leavePaste(); // false: it was not there
    void showSection(TokenPage::Section section);
    [[nodiscard]] TokenPanels &panels() const; // of the token that is shown

Q_SIGNALS:
    void tokenChosen(const QString &name);
    void tokenChanged(); // another one is shown, or none
    void pasted(const QString &text); // or dropped; what is typed shows itself, letter by letter
    void pasteRequested(); // a narrow one has no room for the field
    void compareRequested();
    void compareWithBeforeRequested();
    void largeRequested();
    void copyRequested(const tessera::Secret &text); // the token, or what it says

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    [[nodiscard]] QWidget *makeHead();
    [[nodiscard]] QWidget *makePaste();
    [[nodiscard]] QWidget *makePage();
    [[nodiscard]] TokenMoment moment() const;
    void start();
    void setPasteShown(bool isShown);
    void endPaste(); // nothing of it stays
    void showBadge();
    void openMenu();
    void take(const QString &text);
    void takeTyped(const QString &text);

    Parts m_parts;
    Shape m_shape;
    InspectedToken m_token;
    std::unique_ptr<TokenPanels> m_panels; // none before the page is made
    TextLabel *m_heading;
    ElidedLabel *m_owner;
    QComboBox *m_choice;
    Badge *m_badge;
    QToolButton *m_large;
    QToolButton *m_more;
    QPushButton *m_before;
    PasteField *m_paste = nullptr; // of a wide one
    bool m_isTyping = false; // what comes is what stands in the field
    EmptyState *m_empty;
    StandInPage *m_instead;
    QStackedWidget *m_pages;
    OnDemand<QWidget> *m_page; // of the panels
};

}
