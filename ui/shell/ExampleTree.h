#pragma once

#include "app/workspace/RequestDocument.h"

#include <QtCore/QSet>
#include <QtWidgets/QTreeView>

class QStandardItemModel;

namespace tessera {
class ProfileCatalog;
}

namespace tessera::ui {

class Theme;

// The requests worth trying of every API, from its profile. Enter or a click opens one.
class ExampleTree : public QTreeView {
    Q_OBJECT
public:
    ExampleTree(const Theme &theme, const ProfileCatalog &profiles, QWidget *parent = nullptr);

    void setFilter(const QString &text); // every word must occur in the API's or the request's name, method or path
    void goToFirst(); // request, where it is seen
    void setSignedIn(const QSet<QString> &profileIds); // these come first and are open
    // What the window is about now: its API is open, and the example that `request` was, if it was one, is marked.
    void follow(const RequestDocument &request);

Q_SIGNALS:
    void exampleChosen(const QString &profileId, int example);
    void signInRequested(const QString &profileId);

protected:
    void drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void build();
    void choose(const QModelIndex &index);
    void mark(const QString &profileId, const QVariant &example); // nothing where there is no such row

    const ProfileCatalog &m_profiles;
    QStandardItemModel *m_model;
    QString m_filter;
    QSet<QString> m_signedIn;
    RequestDocument m_followed; // what the page in front was opened with
    QHash<QString, bool> m_isOpen; // as the person left it
    bool m_isBuilding = false;
};

}
