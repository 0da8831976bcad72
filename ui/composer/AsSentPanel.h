#pragma once

#include "app/base/Result.h"
#include "app/http/HttpExchange.h"
#include "app/run/WirePreview.h"

#include <QtWidgets/QWidget>

#include <optional>

class QPushButton;

namespace tessera {
class Redactor;
}

namespace tessera::ui {

class SegmentedControl;
class TextLabel;
class Theme;
class WireText;

// "As sent": the request as it will go, kept up to date while one composes, and as it went when it was sent last.
class AsSentPanel : public QWidget {
    Q_OBJECT
public:
    explicit AsSentPanel(const Theme &theme, const Redactor &redactor, QWidget *parent = nullptr);

    // It is to go as `id`, whose name for people is `who`: two may have one name. An error says what keeps it from being sent,
    // `field` where.
    void setNext(const Result<WirePreview> &preview, const CredentialId &id, const QString &who, const QString &field = {});
    void setSent(const WirePreview &sent, const QString &who); // from now on both can be looked at
    void forgetSent(); // another request

Q_SIGNALS:
    void goToFaultRequested(const QString &field, const tessera::Error &error); // where the request can't be sent as it is

private:
    void render();
    void showText(const WirePreview &preview, const QString &who);

    struct Wire {
        WirePreview preview;
        QString who;
    };
    Wire m_next;
    CredentialId m_nextId;
    bool m_isAnother = false; // request than that one
    std::optional<Wire> m_sent;
    std::optional<Error> m_error;
    QString m_errorField;
    quint64 m_shown = 0; // counts what was shown: a body that is read from disk may come late
    SegmentedControl *m_which;
    QPushButton *m_reveal, *m_copy;
    TextLabel *m_fault, *m_notes;
    QPushButton *m_there;
    WireText *m_text;
};

}
