#pragma once

#include "ui/widgets/ErrorBanner.h"

#include <QtCore/QMap>
#include <QtWidgets/QWidget>

namespace tessera::ui {

class Theme;

// What concerns the whole window is said here, under the top bar: one banner for each topic, the newest word of it.
class MessageArea : public QWidget {
    Q_OBJECT
public:
    explicit MessageArea(const Theme &theme, QWidget *parent = nullptr);

    void say(const QString &topic, ErrorBanner::Kind kind, const QString &message, const QString &detail = {},
        const QList<ErrorBanner::Action> &actions = {});
    void sayError(const QString &topic, const Error &error, const QList<ErrorBanner::Action> &actions = {});
    void clear(const QString &topic);
    [[nodiscard]] QString message(const QString &topic) const; // empty: nothing is said

private:
    ErrorBanner *banner(const QString &topic);
    void fit();

    const Theme &m_theme;
    QMap<QString, ErrorBanner *> m_banners;
};

}
