#pragma once

#include "app/workspace/RequestDocument.h"

#include <QtWidgets/QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLineEdit;
class QSpinBox;

namespace tessera::ui {

class SegmentedControl;
class Theme;

// How this one request is sent: time-outs, redirects, HTTP version, TLS, proxy.
class SettingsPanel : public QWidget {
    Q_OBJECT
public:
    explicit SettingsPanel(const Theme &theme, QWidget *parent = nullptr);

    void setRequest(const RequestDocument &document); // says nothing
    void store(RequestDocument &document) const;
    void showError(const QString &setting); // goes to "connect", "proxy"...
    [[nodiscard]] QSize sizeHint() const override { return minimumSizeHint(); } // it scrolls: no sentence in it is asked for its size

Q_SIGNALS:
    void edited(); // by the person

private:
    [[nodiscard]] RequestDocument::Proxy proxy() const;
    void showProxy();

    QDoubleSpinBox *m_connect, *m_firstByte, *m_idle, *m_total;
    QCheckBox *m_redirects;
    QSpinBox *m_maxRedirects;
    QCheckBox *m_tlsExceptions;
    QComboBox *m_proxy;
    QLineEdit *m_proxyPlace;
    SegmentedControl *m_version;
};

}
