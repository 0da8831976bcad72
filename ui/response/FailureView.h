#pragma once

#include "app/base/Error.h"

#include <QtWidgets/QWidget>

class QLabel;
class QPushButton;

namespace tessera::ui {

class TextLabel;
class Theme;

// Why there is no answer: what happened, what it means, what to try, and the buttons to try it.
class FailureView : public QWidget {
    Q_OBJECT
public:
    explicit FailureView(const Theme &theme, QWidget *parent = nullptr);
    void setError(const Error &error);

    [[nodiscard]] static QString title(ErrorKind kind); // in a few words

Q_SIGNALS:
    void retryRequested();
    void signInRequested();

private:
    void paintIcon();

    const Theme &m_theme;
    ErrorKind m_kind = ErrorKind::Network;
    QLabel *m_icon;
    TextLabel *m_title;
    TextLabel *m_message;
    TextLabel *m_detail;
    QPushButton *m_retry, *m_signIn;
};

}
