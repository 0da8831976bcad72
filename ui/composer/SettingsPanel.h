#pragma once

#include "app/workspace/RequestDocument.h"

#include <QtWidgets/QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QGridLayout;
class QLineEdit;
class QSpinBox;

namespace tessera::ui {

class SegmentedControl;
class TextLabel;
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

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Row {
        TextLabel *name;
        QWidget *control;
        TextLabel *about;
    };
    void arrange();
    void placeRows(bool isBelow);
    [[nodiscard]] RequestDocument::Proxy proxy() const;
    [[nodiscard]] RequestDocument::Proxy typedProxy() const; // also where its field is not seen
    void showProxy();

    const Theme &m_theme;
    QGridLayout *m_grid;
    QList<Row> m_rows;
    bool m_isBelow = false;
    RequestDocument::Proxy m_given; // with the request
    QDoubleSpinBox *m_connect, *m_firstByte, *m_idle, *m_total;
    QCheckBox *m_redirects;
    QSpinBox *m_maxRedirects;
    QCheckBox *m_tlsExceptions;
    QComboBox *m_proxy;
    QLineEdit *m_proxyPlace;
    SegmentedControl *m_version;
};

}
