#pragma once

#include <QtCore/QSet>
#include <QtWidgets/QScrollArea>

class QGridLayout;
class QPushButton;

namespace tessera {
class ProfileCatalog;
struct AuthProfile;
}

namespace tessera::ui {

class ErrorBanner;
class TextLabel;
class Theme;

// The first thing a newcomer sees: the APIs that can be tried on this computer, one click away, and the way to a server of
// one's own.
class WelcomePage : public QScrollArea {
    Q_OBJECT
public:
    WelcomePage(const Theme &theme, const ProfileCatalog &profiles, QWidget *parent = nullptr);

    // Those the sandbox plays, by profile id. Each gets a card where its profile is there.
    void setSandboxApis(const QStringList &profileIds);

    void setCanLeave(bool canLeave); // there is something to go back to

Q_SIGNALS:
    void left();
    void sandboxChosen(const QString &profileId);
    void ownServerChosen();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void arrange();
    [[nodiscard]] QWidget *makeCard(const AuthProfile &profile, int color);
    [[nodiscard]] QWidget *makeOwnServerCard();

    const Theme &m_theme;
    const ProfileCatalog &m_profiles;
    QSet<QString> m_ids;
    QWidget *m_content;
    TextLabel *m_subtitle;
    QPushButton *m_back;
    QGridLayout *m_grid;
    QList<QWidget *> m_cards;
};

}
