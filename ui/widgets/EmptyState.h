#pragma once

#include "ui/theme/Icon.h"

#include <QtWidgets/QWidget>

class QLabel;
class QPushButton;

namespace tessera::ui {

class TextLabel;
class Theme;

// What stands where nothing is yet: what belongs here, and the one thing to do.
class EmptyState : public QWidget {
    Q_OBJECT
public:
    EmptyState(const Theme &theme, Icon icon, const QString &title, const QString &sentence, const QString &action = {},
        QWidget *parent = nullptr);

    void setText(const QString &title, const QString &sentence);

Q_SIGNALS:
    void actionTriggered();

private:
    void paintIcon();

    const Theme &m_theme;
    Icon m_icon;
    QLabel *m_drawing;
    TextLabel *m_title;
    TextLabel *m_sentence;
};

}
