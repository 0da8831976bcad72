#pragma once

#include <QtWidgets/QPushButton>

class QMenu;

namespace tessera::ui {

class Theme;

// Which environment the window is about: the one whose identities are offered first. Ctrl+E opens it.
class EnvironmentPicker : public QPushButton {
    Q_OBJECT
public:
    explicit EnvironmentPicker(const Theme &theme, QWidget *parent = nullptr);

    void setEnvironments(const QStringList &names); // one that was chosen and is gone stays shown
    void setEnvironment(const QString &name); // empty: all of them; without chosen()
    [[nodiscard]] QString environment() const { return m_environment; }

Q_SIGNALS:
    void chosen(const QString &environment);
    void networkRequested(const QString &environment); // its proxy, certificates and exceptions

protected:
    void paintEvent(QPaintEvent *event) override;
    [[nodiscard]] QSize sizeHint() const override;

private:
    void fillMenu();
    [[nodiscard]] QString shownName() const;

    const Theme &m_theme;
    QMenu *m_menu;
    QStringList m_names;
    QString m_environment;
};

}
