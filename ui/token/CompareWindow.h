#pragma once

#include "app/token/TokenFacts.h"
#include "ui/token/InspectedToken.h"
#include "ui/widgets/TabWay.h"

#include <QtWidgets/QDialog>

#include <functional>

class QComboBox;

namespace tessera::ui {

class AccessBox;
class DiffModel;
class PasteField;
class TextLabel;
class Theme;
class Ticker;

// Why one of two tokens may and the other may not, and both claim by claim: before and after a refresh, of two identities, or
// pasted. Both sides may be chosen anew; what is pasted is forgotten with the window.
class CompareWindow : public QDialog {
    Q_OBJECT
public:
    // A token that may be chosen; it is asked for when it is, and is empty where its session is over.
    struct Offer {
        QString label;
        std::function<InspectedToken()> token;
    };
    CompareWindow(const Theme &theme, Ticker &ticker, const QList<Offer> &offers, QWidget *parent);

    void compare(const InspectedToken &first, const InspectedToken &second);
    void choose(int side, int offer); // side 0 or 1; by its place in the list
    void followRename(const CredentialId &from, const CredentialId &to, const QList<Offer> &offers); // offers: by the new name
    void forget(const std::function<bool(const CredentialId &)> &isOver); // the tokens of sessions that are

    [[nodiscard]] static QString labelOf(const InspectedToken &token);

Q_SIGNALS:
    void copyRequested(const tessera::Secret &text);

protected:
    bool focusNextPrevChild(bool isNext) override { return moveFocus(*this, isNext); }
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    struct Side {
        QComboBox *choice = nullptr;
        InspectedToken token;
        TokenFacts facts;
    };
    [[nodiscard]] QWidget *makeSide(int side);
    void fill(QComboBox &choice) const;
    void showChosen(const Side &side) const;
    void take(int side, int entry);
    void takePasted(const QString &text); // so far
    void set(int side, const InspectedToken &token);
    void empty(int side, const QString &why);
    void askFor(int side);
    void showDiff();
    Milliseconds answer(); // by the time it is now; how long that stays so
    void startTicking();

    const Theme &m_theme;
    Ticker &m_ticker;
    QList<Offer> m_offers;
    Side m_sides[2];
    int m_pasteSide = 1;
    PasteField *m_paste;
    AccessBox *m_answer;
    TextLabel *m_summary;
    DiffModel *m_model;
};

}
