#pragma once

#include "app/base/Error.h"
#include "ui/widgets/TrustQuestion.h"

#include <QtWidgets/QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace tessera {
struct RunResult;
}

namespace tessera::ui {

class FactTable;
class TextLabel;
class Theme;

// Why there is no answer: what happened, what it means, what to try, and the buttons to try it. Of a connection that was
// refused for its certificate, the certificate; where the person may decide about it, it asks.
class FailureView : public QWidget {
    Q_OBJECT
public:
    explicit FailureView(const Theme &theme, QWidget *parent = nullptr);
    // Of a result with an error, of a request in this environment (empty: that of requests as nobody).
    void setResult(const RunResult &result, const QString &environment);
    void showTrusted(); // what was asked for is kept

    [[nodiscard]] static QString title(ErrorKind kind); // in a few words

Q_SIGNALS:
    void retryRequested();
    void signInRequested();
    void trustRequested(const QString &environment, const tessera::TlsException &exception);
    void networkRequested(const QString &environment); // to look at what it trusts

private:
    void setError(const Error &error);
    void showRefusal(const HttpExchange &exchange, const QString &environment, bool countsExceptions);
    void setName(); // out of what is seen
    void paintIcon();

    const Theme &m_theme;
    ErrorKind m_kind = ErrorKind::Network;
    bool m_isTrusted = false; // the certificate, since it was shown
    QString m_environment;
    std::optional<TrustQuestion> m_question;
    QLabel *m_icon;
    TextLabel *m_title;
    TextLabel *m_message;
    TextLabel *m_detail;
    TextLabel *m_onward; // what led to another server than was asked
    QVBoxLayout *m_certificate;
    FactTable *m_facts = nullptr; // of the certificate
    TextLabel *m_advice;
    QPushButton *m_retry, *m_signIn, *m_trust, *m_network;
};

}
