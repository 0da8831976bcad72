#pragma once

#include "app/http/NetworkSettings.h"
#include "app/token/IssuerKeys.h"
#include "app/token/TokenFacts.h"

#include <QtWidgets/QWidget>

#include <functional>

class QCheckBox;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace tessera::ui {

class ReadOnlyText;
class SecretField;
class SegmentedControl;
class TextField;
class TextLabel;
class Theme;

// Where the key for a signature comes from: the token's issuer, an address, a key that is pasted or in a file, a shared
// secret. Says what it will fetch, and fetches nothing before the button is pressed. Keeps nothing but what stands in its
// fields, until forget().
class KeyForm : public QWidget {
    Q_OBJECT
public:
    enum class Source { Issuer, Address, Key, Secret };
    using Network = std::function<NetworkSettings()>; // asked for when something is fetched

    KeyForm(const Theme &theme, CurlTransport &transport, QWidget *parent = nullptr);

    void setNetwork(Network network) { m_network = std::move(network); }
    // Where the key may be: the issuer, and the kind of key that the algorithm needs.
    void setToken(const TokenFacts &facts);
    void setSource(Source source);
    [[nodiscard]] Source source() const;
    void forget();

Q_SIGNALS:
    void keysGiven(const QList<tessera::VerificationKey> &keys, const QStringList &leftOut);
    void failed(const tessera::Error &error);
    void changed(); // what was said about the fields before does not hold any more

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    [[nodiscard]] QWidget *makeIssuer();
    [[nodiscard]] QWidget *makeAddress();
    [[nodiscard]] QWidget *makeKey();
    [[nodiscard]] QWidget *makeSecret();
    void press();
    void askIssuer();
    void takeAddress(const QString &url);
    void fetch(const QString &url);
    void takeKeys(const Result<Jwks> &keys);
    void takeText();
    void takeSecret();
    void chooseFile();
    void readFile(const QString &path);
    void stop();
    void setBusy(bool isBusy);
    void showPlan();

    const Theme &m_theme;
    IssuerKeys m_fetcher;
    Network m_network;
    QString m_issuer;
    QString m_keySet; // where the issuer says that its keys are, on another server: to be confirmed
    bool m_isBusy = false;
    quint64 m_turn = 0; // of what was asked for last: earlier answers are nobody's
    SegmentedControl *m_sources;
    QStackedWidget *m_pages;
    ReadOnlyText *m_plan;
    TextLabel *m_planWords;
    QLineEdit *m_address;
    TextField *m_key;
    SecretField *m_secret;
    QCheckBox *m_isBase64;
    QPushButton *m_go;
    TextLabel *m_progress;
};

}
