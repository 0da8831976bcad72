#pragma once

#include <QtWidgets/QComboBox>

namespace tessera::ui {

class Theme;

// The method of a request: picked, or any other token typed, in the case it is typed in (RFC 9110 section 9.1); the known
// ones are offered meanwhile.
class MethodPicker : public QComboBox {
    Q_OBJECT
public:
    explicit MethodPicker(const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] QString method() const;
    void setMethod(const QString &method); // says nothing
    [[nodiscard]] static QString knownAs(const QString &method); // in any case; empty: it is not known
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void methodChanged(const QString &method); // by the person

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void take(const QString &method);
    void dress();

    const Theme &m_theme;
    QString m_method;
    bool m_isEntered = false; // by a click that is not yet over
};

}
