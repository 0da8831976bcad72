#pragma once

#include "ui/widgets/TabWay.h"

#include <QtWidgets/QDialog>

#include <optional>

class QComboBox;
class QHBoxLayout;
class QPushButton;
class QStackedWidget;

namespace tessera {
class Services;
}

namespace tessera::ui {

class ErrorBanner;
class NetworkForm;
class SettingsStore;
class TabStrip;
class Theme;

// How the window looks and behaves, which applies at once, and how each environment reaches its servers, which is saved.
class SettingsDialog : public QDialog {
    Q_OBJECT
public:
    struct Parts {
        Services &services;
        Theme &theme;
        SettingsStore &settings;
    };
    // With an environment (one without a name is that of requests as nobody): opens at its network. Belongs to `parent`, and
    // deletes itself.
    static SettingsDialog *open(const Parts &parts, QWidget *parent, const std::optional<QString> &environment = {});

protected:
    bool focusNextPrevChild(bool isNext) override { return moveFocus(*this, isNext); }
    void showEvent(QShowEvent *event) override;

private:
    SettingsDialog(const Parts &parts, QWidget *parent);
    using QDialog::open;

    [[nodiscard]] QWidget *makeGeneral();
    [[nodiscard]] QWidget *makeNetwork();
    [[nodiscard]] QHBoxLayout *makeFoot();
    void showEnvironment(const QString &name);
    void save();
    void fit();

    Parts m_parts;
    TabStrip *m_tabs;
    QStackedWidget *m_pages;
    QPushButton *m_save;
    QComboBox *m_environment = nullptr;
    NetworkForm *m_network = nullptr;
    ErrorBanner *m_banner = nullptr;
};

}
