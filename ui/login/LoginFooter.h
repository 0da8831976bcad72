#pragma once

#include "app/base/Clock.h"

#include <QtWidgets/QWidget>

class QPushButton;

namespace tessera::ui {

class ElidedLabel;
class ReadOnlyText;
class TextLabel;
class Theme;
class Ticker;

// The foot of the login dialog: what will be sent, in a line and whole; while it is under way what is being done and for how
// long; the two buttons.
class LoginFooter : public QWidget {
    Q_OBJECT
public:
    LoginFooter(const Theme &theme, Ticker &ticker, QWidget *parent = nullptr);

    // Empty texts take the line and its request away.
    void setRequest(const QString &summary, const QString &whole);
    void setSubmit(const QString &label); // empty: there is nothing to send yet
    void startSending();
    void setProgress(const QString &text);
    void stopSending();
    // Since startSending(); zero where nothing is under way.
    [[nodiscard]] Milliseconds elapsed() const;

Q_SIGNALS:
    void submitted();
    void cancelled();

private:
    void render();
    void showRequest(bool isShown);

    Ticker &m_ticker;
    std::optional<BootTime> m_since;
    QString m_summary, m_progressText;
    bool m_hasRequest = false; // to show
    ElidedLabel *m_line;
    QPushButton *m_show;
    ReadOnlyText *m_request;
    TextLabel *m_patience;
    QPushButton *m_cancel;
    QPushButton *m_submit;
};

}
