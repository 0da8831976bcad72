#pragma once

#include "app/template/VariableScope.h"

#include <QtWidgets/QWidget>

class QHBoxLayout;
class QPushButton;

namespace tessera::ui {

class MethodPicker;
class Theme;
class UrlEdit;

// [identity] [method] [URL] [Send]. Send turns into Cancel while a request is under way.
class RequestLine : public QWidget {
    Q_OBJECT
public:
    explicit RequestLine(const Theme &theme, QWidget *parent = nullptr);

    void setIdentityPicker(QWidget *picker); // stands first; owned from here on
    [[nodiscard]] MethodPicker &method() const { return *m_method; }
    [[nodiscard]] UrlEdit &url() const { return *m_url; }
    void setRunning(bool isRunning);
    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    enum class Field { Method, Url };
    void showError(Field field); // red border, focus
    void clearErrors();

Q_SIGNALS:
    void sendRequested();
    void cancelRequested();

private:
    void render();

    const Theme &m_theme;
    QHBoxLayout *m_layout;
    MethodPicker *m_method;
    UrlEdit *m_url;
    QPushButton *m_send;
    bool m_isRunning = false;
};

}
