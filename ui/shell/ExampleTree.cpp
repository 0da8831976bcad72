#include "ui/shell/ExampleTree.h"

#include "app/auth/profile/ProfileCatalog.h"
#include "app/workspace/ExampleRequest.h"
#include "ui/shell/ExampleDelegate.h"
#include "ui/theme/Surface.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/ToolTip.h"

#include <QtGui/QContextMenuEvent>
#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QStandardItemModel>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>

#include <algorithm>
#include <utility>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

bool holdsAll(const QString &text, const QStringList &words)
{
    return std::all_of(
        words.cbegin(), words.cend(), [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

}

ExampleTree::ExampleTree(const Theme &theme, const ProfileCatalog &profiles, QWidget *parent)
    : QTreeView(parent)
    , m_profiles(profiles)
    , m_model(new QStandardItemModel(this))
{
    setObjectName(u"exampleTree"_s);
    setAccessibleName(tr("Example requests"));
    setFrameShape(QFrame::NoFrame);
    setSurface(viewport(), Surface::Panel);
    setHeaderHidden(true);
    setUniformRowHeights(true);
    setIndentation(theme.px(16));
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setModel(m_model);
    setItemDelegate(new ExampleDelegate(theme, this));
    header()->setStretchLastSection(true);
    connect(&profiles, &ProfileCatalog::changed, this, &ExampleTree::build);
    connect(&theme, &Theme::changed, this, [this, &theme] {
        setIndentation(theme.px(16));
        scheduleDelayedItemsLayout();
    });
    const auto keep = [this](bool isOpen) {
        return [this, isOpen](const QModelIndex &index) {
            if (!m_isBuilding && m_filter.isEmpty())
                m_isOpen.insert(index.data(ExampleDelegate::ProfileRole).toString(), isOpen);
        };
    };
    connect(this, &QTreeView::expanded, this, keep(true));
    connect(this, &QTreeView::collapsed, this, keep(false));
    build();
}

void ExampleTree::setFilter(const QString &text)
{
    m_filter = text.trimmed();
    build();
}

void ExampleTree::setSignedIn(const QSet<QString> &profileIds)
{
    if (profileIds == m_signedIn)
        return;
    m_signedIn = profileIds;
    build();
}

void ExampleTree::build()
{
    const QModelIndex before = currentIndex();
    const QString profileBefore = before.data(ExampleDelegate::ProfileRole).toString();
    const QVariant exampleBefore = before.data(ExampleDelegate::ExampleRole);

    m_isBuilding = true;
    m_model->clear();
    QList<const AuthProfile *> profiles = m_profiles.profiles();
    std::stable_sort(profiles.begin(), profiles.end(), [this](const AuthProfile *one, const AuthProfile *other) {
        return m_signedIn.contains(one->id) && !m_signedIn.contains(other->id);
    });
    profiles.removeIf([](const AuthProfile *profile) { return profile->isStandard(); }); // of any API: no examples
    const QStringList words = m_filter.split(u' ', Qt::SkipEmptyParts);
    for (const AuthProfile *profile : std::as_const(profiles)) {
        auto *group = new QStandardItem(profile->name);
        group->setData(profile->id, ExampleDelegate::ProfileRole);
        for (qsizetype i = 0; i < profile->examples.size(); ++i) {
            const Example &example = profile->examples.at(i);
            if (!holdsAll(profile->name + u' ' + example.method + u' ' + example.name + u' ' + example.path, words))
                continue;
            auto *item = new QStandardItem(example.name);
            item->setData(example.method, ExampleDelegate::MethodRole);
            item->setData(profile->id, ExampleDelegate::ProfileRole);
            item->setData(int(i), ExampleDelegate::ExampleRole);
            item->setData(example.method + u' ' + example.path + u". "_s + example.help, Qt::AccessibleDescriptionRole);
            item->setToolTip(plainToolTip(example.method + u' ' + example.path + u'\n' + example.help));
            group->appendRow(item);
        }
        group->setData(group->rowCount(), ExampleDelegate::CountRole);
        if (!words.isEmpty() && group->rowCount() == 0) {
            delete group;
            continue;
        }
        m_model->appendRow(group);
        setExpanded(group->index(), !words.isEmpty() || m_isOpen.value(profile->id, m_signedIn.contains(profile->id)));
    }
    mark(profileBefore, exampleBefore);
    m_isBuilding = false;
}

void ExampleTree::mark(const QString &profileId, const QVariant &example)
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QStandardItem *group = m_model->item(row);
        if (group->data(ExampleDelegate::ProfileRole).toString() != profileId)
            continue;
        for (int i = 0; i < group->rowCount(); ++i) {
            if (group->child(i)->data(ExampleDelegate::ExampleRole) == example)
                setCurrentIndex(group->child(i)->index());
        }
    }
}

void ExampleTree::follow(const RequestDocument &request)
{
    if (request == m_followed)
        return; // somebody may have gone on in the tree meanwhile
    const QString profileId = request.credential.profile;
    const bool isOther = std::exchange(m_followed, request).credential.profile != profileId;
    for (int row = 0; isOther && m_filter.isEmpty() && row < m_model->rowCount(); ++row) {
        if (m_model->item(row)->data(ExampleDelegate::ProfileRole).toString() == profileId)
            setExpanded(m_model->item(row)->index(), true);
    }
    const AuthProfile *profile = m_profiles.find(profileId);
    const QList<Example> examples = profile ? profile->examples : QList<Example>();
    const auto found = std::find_if(examples.begin(), examples.end(), [&](const Example &example) { return exampleRequest(example, request.credential) == request; });
    setCurrentIndex({});
    if (found != examples.end())
        mark(profileId, int(found - examples.begin()));
}

void ExampleTree::goToFirst()
{
    const QModelIndex group = m_model->index(0, 0);
    setCurrentIndex(isExpanded(group) && m_model->hasChildren(group) ? m_model->index(0, 0, group) : group);
}

void ExampleTree::choose(const QModelIndex &index)
{
    const QVariant example = index.data(ExampleDelegate::ExampleRole);
    if (example.isValid())
        Q_EMIT exampleChosen(index.data(ExampleDelegate::ProfileRole).toString(), example.toInt());
}

void ExampleTree::drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const
{
    QTreeView::drawBranches(painter, rect.translated(ExampleDelegate::inset, 0), index);
}

void ExampleTree::mousePressEvent(QMouseEvent *event)
{
    QTreeView::mousePressEvent(event);
    const QModelIndex index = indexAt(event->position().toPoint());
    // The whole row of an API opens it, not only the arrow.
    if (event->button() == Qt::LeftButton && index.isValid() && !index.parent().isValid()
        && event->position().x() >= visualRect(index).left())
        setExpanded(index, !isExpanded(index));
}

void ExampleTree::mouseReleaseEvent(QMouseEvent *event)
{
    QTreeView::mouseReleaseEvent(event);
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && index == currentIndex())
        choose(index);
}

void ExampleTree::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const auto modifiers = event->modifiers() & ~Qt::KeypadModifier;
    if (isEnter && modifiers == Qt::NoModifier) {
        if (currentIndex().parent().isValid())
            choose(currentIndex());
        else
            setExpanded(currentIndex(), !isExpanded(currentIndex()));
        return;
    }
    QTreeView::keyPressEvent(event);
}

void ExampleTree::contextMenuEvent(QContextMenuEvent *event)
{
    const QModelIndex index = event->reason() == QContextMenuEvent::Keyboard ? currentIndex() : indexAt(event->pos());
    if (!index.isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QPersistentModelIndex chosen(index);
    if (index.parent().isValid()) {
        connect(menu->addAction(tr("Open")), &QAction::triggered, this, [this, chosen] { choose(chosen); });
        menu->addSeparator();
    }
    const QString profile = index.data(ExampleDelegate::ProfileRole).toString();
    const AuthProfile *known = m_profiles.find(profile);
    const QString name = QString(known ? known->name : profile).replace(u'&', u"&&"_s);
    connect(menu->addAction(tr("Sign in to %1…").arg(name)), &QAction::triggered, this,
        [this, profile] { Q_EMIT signInRequested(profile); });
    menu->popup(event->reason() == QContextMenuEvent::Keyboard ? viewport()->mapToGlobal(visualRect(index).bottomLeft())
                                                               : event->globalPos());
}

}
