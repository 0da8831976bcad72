#include "ui/token/TokenWindow.h"

#include "ui/theme/Surface.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/DialogPlace.h"

#include <QtGui/QHideEvent>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;

TokenWindow::TokenWindow(const TokenInspector::Parts &parts, QWidget *parent)
    : QDialog(parent)
    , m_theme(parts.theme)
    , m_inspector(new TokenInspector(parts, TokenInspector::Shape::Wide))
{
    setObjectName(u"tokenWindow"_s);
    setSurface(this, Surface::Window);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_inspector);
    connect(m_inspector, &TokenInspector::tokenChanged, this, &TokenWindow::sayWhich);
    sayWhich();
    // Return belongs to the field that one types in: a dialog would press the first button that it finds.
    for (QPushButton *button : findChildren<QPushButton *>())
        button->setAutoDefault(false);
}

void TokenWindow::inspect(const InspectedToken &token, bool isSuccessor)
{
    m_inspector->inspect(token, isSuccessor);
}

void TokenWindow::sayWhich()
{
    const InspectedToken &token = m_inspector->token();
    setWindowTitle(token.isEmpty()     ? tr("Token")
            : token.owner.isEmpty() ? tr("Token: %1").arg(token.name)
                                    : tr("Token: %1, %2").arg(token.name, token.whose()));
}

void TokenWindow::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    if (!event->spontaneous())
        placeDialog(*this, {m_theme.px(1180), m_theme.px(720)});
}

// What was typed is not lost by one key: the window would forget it.
void TokenWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape || !m_inspector->leavePaste())
        QDialog::keyPressEvent(event);
}

void TokenWindow::hideEvent(QHideEvent *event)
{
    QDialog::hideEvent(event);
    if (!event->spontaneous())
        m_inspector->clear();
}

}
