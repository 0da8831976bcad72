#include "ui/credentials/IdentityPopup.h"

#include "ui/credentials/CardColumn.h"
#include "ui/credentials/CredentialFilter.h"
#include "ui/credentials/CredentialSource.h"
#include "ui/credentials/IdentityRow.h"
#include "ui/theme/ButtonRole.h"
#include "ui/theme/Icon.h"
#include "ui/theme/Theme.h"
#include "ui/theme/style/Shapes.h"
#include "ui/widgets/TextLabel.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtGui/QScreen>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int widthOfList = 380, mostRows = 9, shortestWord = 2; // characters by which nobody is meant

}

IdentityPopup::IdentityPopup(const Theme &theme, Ticker &ticker, CredentialSource &source, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_theme(theme)
    , m_ticker(ticker)
    , m_source(source)
    , m_filter(new QLineEdit(this))
    , m_column(new CardColumn(
          [this](QWidget *viewport) {
              auto *row = new IdentityRow(m_theme, m_ticker, viewport);
              connect(row, &IdentityRow::clicked, this, [this, row] { choose(row->id()); });
              connect(row, &IdentityRow::entered, this, [this, row] {
                  markNobody(false);
                  m_column->setCurrent(row->id());
              });
              return row;
          },
          [this](QWidget *row, const CredentialId &id) { bind(*static_cast<IdentityRow *>(row), id); }, this))
    , m_nothing(new TextLabel(theme, TextRole::Small, Token::Dim, tr("No identity matches."), this))
    , m_nobody(new QPushButton(tr("Nobody"), this))
{
    setObjectName(u"identityPopup"_s);
    setAccessibleName(tr("Send as"));
    m_filter->setObjectName(u"identityFilter"_s);
    m_filter->setPlaceholderText(tr("Send as…"));
    m_filter->setAccessibleName(tr("Filter the identities"));
    m_filter->installEventFilter(this);
    m_column->setObjectName(u"identityColumn"_s);
    m_nobody->setObjectName(u"identityNobody"_s);
    m_nobody->setCheckable(true); // marked, as a row is
    m_nobody->setIcon(themedIcon(theme, Icon::User));
    m_nobody->setToolTip(tr("Send without a credential"));
    auto *signIn = new QPushButton(tr("Sign in…"), this);
    signIn->setObjectName(u"identitySignIn"_s);
    signIn->setIcon(themedIcon(theme, Icon::SignIn));
    for (QPushButton *button : {m_nobody, signIn})
        setButtonRole(button, ButtonRole::Quiet);

    auto *last = new QHBoxLayout;
    last->addWidget(m_nobody);
    last->addStretch();
    last->addWidget(signIn);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(8), theme.px(8), theme.px(8), theme.px(6));
    column->setSpacing(theme.px(6));
    column->addWidget(m_filter);
    column->addWidget(m_column, 1);
    column->addWidget(m_nothing);
    column->addLayout(last);

    connect(m_filter, &QLineEdit::textChanged, this, &IdentityPopup::takeIds);
    connect(m_column, &CardColumn::currentChanged, this, [this](const CredentialId &id) {
        markNobody(false);
        if (QWidget *row = m_column->cardOf(id)) // the filter keeps the focus: what is marked is told through it
            m_filter->setAccessibleDescription(row->accessibleName());
    });
    connect(&source, &CredentialSource::idsChanged, this, [this] {
        if (isVisible())
            takeIds();
    });
    connect(&source, &CredentialSource::itemChanged, m_column, &CardColumn::rebind);
    connect(m_nobody, &QPushButton::clicked, this, [this] { choose({}); });
    connect(signIn, &QPushButton::clicked, this, [this] {
        close();
        Q_EMIT signInRequested();
    });
}

void IdentityPopup::bind(IdentityRow &row, const CredentialId &id)
{
    if (const auto item = m_source.item(id))
        row.setItem(*item, id == m_column->current() && !m_nobody->isChecked(), id == m_chosen);
}

void IdentityPopup::open(const CredentialId &chosen, const QRect &below)
{
    m_chosen = chosen;
    m_below = below;
    m_filter->clear();
    takeIds();
    if (!chosen.isEmpty())
        m_column->setCurrent(chosen);
    show();
    m_column->scrollTo(chosen);
    m_filter->setFocus(Qt::PopupFocusReason);
}

void IdentityPopup::takeIds()
{
    const QString typed = m_filter->text().trimmed();
    const QList<CredentialId> shown = matchingCredentials(m_source, typed);
    m_column->setMeasures(IdentityRow::heightIn(m_theme), 0, {});
    m_column->setIds(shown);
    if (m_column->current().isEmpty() && !shown.isEmpty())
        m_column->setCurrent(shown.constFirst());
    const bool isNobodyMeant = typed.isEmpty() || (typed.size() >= shortestWord && m_nobody->text().startsWith(typed, Qt::CaseInsensitive));
    markNobody(shown.isEmpty() && isNobodyMeant);
    m_column->setVisible(!shown.isEmpty());
    m_nothing->setVisible(shown.isEmpty() && !isNobodyMeant);
    fit();
}

void IdentityPopup::markNobody(bool isMarked)
{
    m_nobody->setChecked(isMarked);
    m_column->rebindAll();
    if (isMarked)
        m_filter->setAccessibleDescription(m_nobody->text());
}

void IdentityPopup::fit()
{
    const int rows = std::clamp(int(m_column->ids().size()), 1, mostRows);
    m_column->setFixedHeight(rows * IdentityRow::heightIn(m_theme));
    setFixedWidth(std::max(m_theme.px(widthOfList), m_below.width()));
    adjustSize();
    QPoint place = m_below.bottomLeft() + QPoint(0, m_theme.px(4));
    if (const QScreen *screen = parentWidget() ? parentWidget()->screen() : nullptr) {
        const QRect room = screen->availableGeometry();
        if (place.y() + height() > room.bottom())
            place.setY(std::max(room.top(), m_below.top() - height() - m_theme.px(4)));
        place.setX(std::clamp(place.x(), room.left(), std::max(room.left(), room.right() - width())));
    }
    move(place);
}

void IdentityPopup::choose(const CredentialId &id)
{
    close();
    Q_EMIT chosen(id);
}

bool IdentityPopup::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_filter || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const QList<CredentialId> &ids = m_column->ids();
    const bool isNobody = m_nobody->isChecked();
    const qsizetype at = isNobody ? ids.size() : ids.indexOf(m_column->current());
    const auto go = [&](qsizetype to) {
        to = std::clamp<qsizetype>(to, 0, ids.size());
        markNobody(to == ids.size());
        if (to < ids.size()) {
            m_column->setCurrent(ids.at(to));
            m_column->scrollTo(m_column->current());
        }
        return true;
    };
    switch (key->key()) {
    case Qt::Key_Down:
        return go(at + 1);
    case Qt::Key_Up:
        return go(at - 1);
    case Qt::Key_PageDown:
        return go(at + mostRows - 1);
    case Qt::Key_PageUp:
        return go(at - mostRows + 1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (isNobody)
            choose({});
        else if (at >= 0)
            choose(ids.at(at));
        return true;
    default:
        return false;
    }
}

void IdentityPopup::hideEvent(QHideEvent *event)
{
    QFrame::hideEvent(event);
    Q_EMIT closed();
}

void IdentityPopup::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::Panel));
    drawBox(painter, rect(), 0, {}, m_theme.color(Token::Line));
}

}
