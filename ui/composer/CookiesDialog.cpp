#include "ui/composer/CookiesDialog.h"

#include "ui/composer/JarModel.h"
#include "ui/composer/RequestContext.h"
#include "ui/theme/ButtonRole.h"
#include "ui/theme/Surface.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/TextLabel.h"

#include <QtGui/QShortcut>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <iterator>

namespace tessera::ui {

using namespace Qt::StringLiterals;

CookiesDialog *CookiesDialog::open(const Theme &theme, const Subject &subject, UtcTime now, QWidget *parent)
{
    auto *dialog = new CookiesDialog(theme, subject, now, parent);
    dialog->open();
    return dialog;
}

CookiesDialog *CookiesDialog::openFor(
    const Theme &theme, const RequestContext &context, const CredentialId &id, const QString &who, QWidget *parent)
{
    const auto jar = context.cookies(id);
    if (!jar)
        return nullptr;
    const auto isKept = id.isEmpty() ? std::nullopt : std::optional(context.keepsCookies(id));
    auto *dialog = open(theme, {who.isEmpty() ? tr("requests as nobody") : who, jar, isKept}, context.now(), parent);
    connect(dialog, &CookiesDialog::keepRequested, dialog, [&context, dialog, id](bool isWanted) {
        context.keepCookies(id, isWanted, {dialog, [&context, dialog, id](const Result<Done> &outcome) {
                                               dialog->sayKept(context.keepsCookies(id), outcome);
                                           }});
    });
    connect(dialog, &QDialog::finished, dialog, [&context, id] { context.noteCookies(id); });
    return dialog;
}

CookiesDialog::CookiesDialog(const Theme &theme, const Subject &subject, UtcTime now, QWidget *parent)
    : QDialog(parent)
    , m_model(new JarModel(subject.jar, now, this))
    , m_table(new QTableView)
    , m_note(new TextLabel(theme, TextRole::Small, Token::Dim))
    , m_keep(new QCheckBox(tr("Keep them in the keychain when Tessera closes")))
    , m_remove(new QPushButton(tr("Delete")))
    , m_clear(new QPushButton(tr("Delete all")))
{
    setObjectName(u"cookiesDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Cookies"));
    setSurface(this, Surface::Raised);
    auto *title = new TextLabel(theme, TextRole::Heading, Token::Text, tr("Cookies of %1").arg(subject.who));
    m_note->setObjectName(u"cookiesNote"_s);
    m_note->setWordWrap(true);
    m_table->setObjectName(u"cookies"_s);
    m_table->setAccessibleName(tr("Cookies"));
    m_table->setModel(m_model);
    m_table->setFont(theme.font(TextRole::Mono));
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setTabKeyNavigation(false);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTextElideMode(Qt::ElideRight);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(theme.px(27));
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    const int widths[]{130, 170, 140, 80, 148};
    for (int column = 0; column < int(std::size(widths)); ++column)
        m_table->setColumnWidth(column, theme.px(widths[column]));
    m_remove->setObjectName(u"removeCookie"_s);
    m_clear->setObjectName(u"clearCookies"_s);
    setButtonRole(m_clear, ButtonRole::Danger);
    auto *reveal = new QCheckBox(tr("Show values"));
    reveal->setObjectName(u"revealCookies"_s);
    m_keep->setObjectName(u"keepCookies"_s);
    m_keep->setToolTip(tr("Those that have an end. Session cookies are never kept. Signing out deletes what is kept."));
    m_keep->setChecked(subject.isKept.value_or(false));
    m_keep->setVisible(subject.isKept.has_value());
    auto *close = new QPushButton(tr("Close"));
    close->setDefault(true);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme.px(8));
    buttons->addWidget(reveal);
    buttons->addStretch(1);
    buttons->addWidget(m_remove);
    buttons->addWidget(m_clear);
    buttons->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16));
    layout->setSpacing(theme.px(10));
    layout->addWidget(title);
    layout->addWidget(m_note);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_keep);
    layout->addLayout(buttons);
    resize(theme.px(820), theme.px(380));

    connect(reveal, &QCheckBox::toggled, m_model, &JarModel::setRevealed);
    connect(m_keep, &QCheckBox::clicked, this, &CookiesDialog::keepRequested);
    connect(m_remove, &QPushButton::clicked, this, &CookiesDialog::removeSelected);
    // A view takes the key for a search.
    auto *del = new QShortcut(QKeySequence(QKeySequence::Delete), m_table);
    del->setContext(Qt::WidgetShortcut);
    connect(del, &QShortcut::activated, this, &CookiesDialog::removeSelected);
    connect(m_clear, &QPushButton::clicked, m_model, &JarModel::clear);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_model, &QAbstractItemModel::modelReset, this, &CookiesDialog::render);
    connect(m_model, &JarModel::refused, this, [this](const QString &why) {
        render();
        if (!why.isEmpty())
            refuse(why);
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &CookiesDialog::render);
    render();
    if (!m_model->isEmpty())
        m_table->setCurrentIndex(m_model->index(0, JarModel::ValueColumn));
    m_table->setFocus();
}

void CookiesDialog::sayKept(bool isKept, const Result<Done> &outcome)
{
    m_keep->setChecked(isKept);
    render();
    if (!outcome)
        refuse(outcome.error().message);
}

void CookiesDialog::refuse(const QString &why)
{
    m_note->setText(why);
    m_note->setColor(Token::BadText);
}

void CookiesDialog::render()
{
    const QString kept = m_keep->isChecked() ? tr("They go along with requests to where they came from, as this credential only. Those “with the session” are gone when Tessera closes. F2 or a double click edits.")
                                             : tr("They go along with requests to where they came from, as this credential only, and are gone when Tessera closes. F2 or a double click edits.");
    m_note->setText(m_model->isEmpty() ? tr("The jar is empty. What servers set comes in here.") : kept);
    m_note->setColor(Token::Dim);
    m_remove->setEnabled(m_table->selectionModel()->hasSelection());
    m_clear->setEnabled(!m_model->isEmpty());
}

void CookiesDialog::removeSelected()
{
    QList<int> rows;
    const auto chosen = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &index : chosen)
        rows += index.row();
    const int first = rows.isEmpty() ? 0 : *std::min_element(rows.begin(), rows.end());
    m_model->remove(rows);
    if (!m_model->isEmpty())
        m_table->setCurrentIndex(m_model->index(qMin(first, m_model->rowCount() - 1), JarModel::ValueColumn));
    m_table->setFocus();
}

}
