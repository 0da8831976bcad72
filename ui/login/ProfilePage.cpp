#include "ui/login/ProfilePage.h"

#include "ui/theme/ButtonRole.h"
#include "ui/theme/ControlLook.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Badge.h"
#include "ui/widgets/Card.h"
#include "ui/widgets/ErrorBanner.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostProblems = 5;

void clearLayout(QLayout &layout)
{
    while (QLayoutItem *item = layout.takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
}

}

ProfilePage::ProfilePage(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_filter(new QLineEdit(this))
    , m_list(new QWidget(this))
    , m_rows(new QVBoxLayout(m_list))
    , m_none(new TextLabel(theme, TextRole::Small, Token::Dim, tr("No profile matches."), this))
    , m_own(new TextLabel(theme, TextRole::Small, Token::Dim, {}, this))
    , m_problems(new QVBoxLayout)
{
    setObjectName(u"profilePage"_s);
    m_filter->setObjectName(u"profileFilter"_s);
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setAccessibleName(tr("Filter the profiles"));
    m_filter->setClearButtonEnabled(true);
    setTall(m_filter);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(theme.px(8));
    m_own->setWordWrap(true);
    m_own->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto *open = new QPushButton(tr("Open the folder"), this);
    open->setObjectName(u"profileFolder"_s);
    auto *own = new QHBoxLayout;
    own->setSpacing(theme.px(12));
    own->addWidget(m_own, 1);
    own->addWidget(open, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.px(12));
    column->addWidget(m_filter);
    column->addWidget(m_list);
    column->addWidget(m_none);
    column->addWidget(new TextLabel(theme, TextRole::Strong, Token::Text, tr("Your own API"), this));
    column->addLayout(own);
    column->addLayout(m_problems);
    column->addStretch();
    m_none->hide();
    setFocusProxy(m_filter);

    connect(m_filter, &QLineEdit::textChanged, this, &ProfilePage::showMatching);
    connect(open, &QPushButton::clicked, this, &ProfilePage::folderRequested);
}

QList<ProfilePage::Entry> ProfilePage::matching(const QList<Entry> &entries, const QString &text)
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    QList<Entry> found;
    std::copy_if(entries.begin(), entries.end(), std::back_inserter(found), [&](const Entry &entry) {
        return std::all_of(words.begin(), words.end(), [&](const QString &word) {
            return entry.name.contains(word, Qt::CaseInsensitive) || entry.description.contains(word, Qt::CaseInsensitive)
                || entry.id.contains(word, Qt::CaseInsensitive);
        });
    });
    // Who types a name means it more than what only speaks of it.
    std::stable_partition(found.begin(), found.end(), [&](const Entry &entry) { return entry.name.contains(text.trimmed(), Qt::CaseInsensitive); });
    return found;
}

void ProfilePage::setProfiles(const QList<Entry> &entries, const QList<Error> &problems, const QString &folder)
{
    m_entries = entries;
    m_own->setText(tr("How an API signs in is described in one JSON file. Put yours into %1 and it appears here at once; "
                      "the files of the four above and their schema show how.")
                       .arg(folder));
    showMatching();
    clearLayout(*m_problems);
    for (qsizetype i = 0; i < std::min(problems.size(), mostProblems); ++i) {
        auto *banner = new ErrorBanner(m_theme, this);
        banner->setDismissable(false);
        banner->say(ErrorBanner::Kind::Warning, problems.at(i).message, problems.at(i).detail);
        m_problems->addWidget(banner);
    }
    if (problems.size() > mostProblems)
        m_problems->addWidget(new TextLabel(m_theme, TextRole::Small, Token::Dim,
            tr("%1 more files can't be used.").arg(problems.size() - mostProblems), this));
}

void ProfilePage::showMatching()
{
    clearLayout(*m_rows);
    m_cards.clear();
    const QList<Entry> shown = matching(m_entries, m_filter->text());
    for (const Entry &entry : shown) {
        auto *card = new Card(m_theme, m_list);
        card->setObjectName(u"profile_"_s + entry.id);
        card->setClickable(true);
        card->setAccessibleName(entry.name);
        card->setAccessibleDescription(entry.description);
        auto *lines = new QVBoxLayout(card);
        lines->setContentsMargins(m_theme.px(14), m_theme.px(10), m_theme.px(14), m_theme.px(10));
        lines->setSpacing(m_theme.px(3));
        auto *head = new QHBoxLayout;
        head->addWidget(new TextLabel(m_theme, TextRole::Strong, Token::Text, entry.name, card));
        head->addStretch();
        if (entry.isOwn)
            head->addWidget(new Badge(m_theme, Badge::Tone::Neutral, tr("yours"), card));
        lines->addLayout(head);
        auto *description = new TextLabel(m_theme, TextRole::Small, Token::Dim, entry.description, card);
        description->setWordWrap(true);
        description->setVisible(!entry.description.isEmpty());
        lines->addWidget(description);
        connect(card, &Card::clicked, this, [this, id = entry.id] { Q_EMIT chosen(id); });
        card->installEventFilter(this);
        m_rows->addWidget(card);
        m_cards.append(card);
    }
    m_none->setVisible(shown.isEmpty());
    mark(0);
}

void ProfilePage::mark(int row, bool takesFocus)
{
    m_marked = m_cards.isEmpty() ? 0 : std::clamp(row, 0, int(m_cards.size()) - 1);
    for (int i = 0; i < m_cards.size(); ++i)
        m_cards.at(i)->setSelected(i == m_marked);
    if (m_cards.isEmpty())
        return m_filter->setAccessibleDescription({});
    Card *card = m_cards.at(m_marked);
    m_filter->setAccessibleDescription(card->accessibleName()); // it keeps the focus: what is marked is told through it
    if (takesFocus)
        card->setFocus(Qt::OtherFocusReason);
    Q_EMIT marked(card);
}

bool ProfilePage::moveMark(int key)
{
    const bool isInList = !m_filter->hasFocus();
    switch (key) {
    case Qt::Key_Down:
        mark(m_marked + 1, isInList);
        return true;
    case Qt::Key_Up:
        mark(m_marked - 1, isInList);
        return true;
    case Qt::Key_PageDown:
        mark(int(m_cards.size()) - 1, isInList);
        return true;
    case Qt::Key_PageUp:
        mark(0, isInList);
        return true;
    default:
        return false;
    }
}

bool ProfilePage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn) {
        if (const qsizetype row = m_cards.indexOf(static_cast<Card *>(watched)); row >= 0)
            mark(int(row));
    }
    return QWidget::eventFilter(watched, event);
}

void ProfilePage::focusFirst()
{
    m_filter->setFocus(Qt::OtherFocusReason);
}

void ProfilePage::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && m_filter->hasFocus()) {
        if (!m_cards.isEmpty())
            Q_EMIT m_cards.at(m_marked)->clicked();
    } else if (!isEnter && !moveMark(event->key())) {
        QWidget::keyPressEvent(event);
    }
}

}
