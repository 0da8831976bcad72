#pragma once

#include "app/base/Error.h"

#include <QtCore/QList>
#include <QtWidgets/QFrame>

#include <functional>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace tessera::ui {

class TextLabel;
class Theme;

// Says in place what happened and what to try, and offers it as buttons. Hidden while it has nothing to say. Its words
// may be selected, and are read out when they appear.
class ErrorBanner : public QFrame {
    Q_OBJECT
public:
    enum class Kind { Error, Warning, Info };
    struct Action {
        QString text;
        std::function<void()> run;
    };
    explicit ErrorBanner(const Theme &theme, QWidget *parent = nullptr);

    void say(Kind kind, const QString &message, const QString &detail = {}, const QList<Action> &actions = {});
    void sayError(const Error &error, const QList<Action> &actions = {}); // a cancelled thing is said as information
    void clear();
    void setDismissable(bool isDismissable); // it is, unless told otherwise
    [[nodiscard]] QString message() const;

Q_SIGNALS:
    void dismissed(); // by the user

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintIcon();

    const Theme &m_theme;
    Kind m_kind = Kind::Error;
    QLabel *m_icon;
    TextLabel *m_message;
    TextLabel *m_detail;
    QWidget *m_actionRow;
    QHBoxLayout *m_actions;
    QToolButton *m_close;
};

}
