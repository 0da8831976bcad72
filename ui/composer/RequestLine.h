#pragma once

#include "app/template/VariableScope.h"
#include "ui/response/ConnectionLock.h"

#include <QtWidgets/QWidget>

class QHBoxLayout;
class QPushButton;
class QToolButton;

namespace tessera::ui {

class LockButton;
class MethodPicker;
class Theme;
class UrlEdit;

// [identity] [method] [URL] [Send][v]. Send turns into Cancel while a request is under way; beside it stand the other ways to send.
class RequestLine : public QWidget {
    Q_OBJECT
public:
    explicit RequestLine(const Theme &theme, QWidget *parent = nullptr);

    void setIdentityPicker(QWidget *picker); // stands first; owned from here on
    [[nodiscard]] MethodPicker &method() const { return *m_method; }
    [[nodiscard]] UrlEdit &url() const { return *m_url; }
    void setRunning(bool isRunning);
    // How the request that was sent last was protected; not shown while another host is written.
    void setLock(const std::optional<ConnectionLock> &lock);
    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    enum class Field { Method, Url };
    void showError(Field field); // red border, focus
    void clearErrors();

Q_SIGNALS:
    void sendRequested();
    void cancelRequested();
    void connectionRequested(); // to be looked at
    void breakRequested(); // to be sent broken on purpose

private:
    void render();
    void showLock();
    void openWays();

    const Theme &m_theme;
    QHBoxLayout *m_layout;
    MethodPicker *m_method;
    UrlEdit *m_url;
    LockButton *m_lock;
    QString m_askedPlace, m_sentPlace; // the URL up to its path, as it was sent: last, and when the answer came
    std::optional<ConnectionLock> m_known; // of m_sentPlace
    QPushButton *m_send;
    QToolButton *m_ways; // to send
    bool m_isRunning = false;
};

}
