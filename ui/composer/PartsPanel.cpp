#include "ui/composer/PartsPanel.h"

#include "ui/composer/PartRow.h"
#include "ui/theme/Theme.h"

#include <QtCore/QMimeData>
#include <QtCore/QUrl>
#include <QtGui/QDropEvent>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

PartsPanel::PartsPanel(const Theme &theme, QWidget *parent)
    : QScrollArea(parent)
    , m_theme(theme)
{
    setObjectName(u"parts"_s);
    setAccessibleName(tr("Parts of the body"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    viewport()->setAcceptDrops(true);
    auto *content = new QWidget;
    m_layout = new QVBoxLayout(content);
    m_layout->setContentsMargins(theme.px(4), theme.px(2), theme.px(4), theme.px(4));
    m_layout->setSpacing(theme.px(4));
    m_layout->addStretch(1);
    setWidget(content);
    addRow();
}

PartRow *PartsPanel::addRow()
{
    auto *row = new PartRow(m_theme);
    m_layout->insertWidget(int(m_rows.size()), row);
    m_rows.append(row);
    setFocusProxy(m_rows.constFirst());
    connect(row, &PartRow::edited, this, [this] {
        keepLastEmpty();
        Q_EMIT edited();
    });
    connect(row, &PartRow::removeRequested, this, [this, row] {
        remove(row);
        keepLastEmpty();
        Q_EMIT edited();
    });
    return row;
}

void PartsPanel::remove(PartRow *row)
{
    const auto at = m_rows.indexOf(row);
    m_rows.removeAt(at);
    m_layout->removeWidget(row);
    row->hide();
    row->deleteLater();
    if (!m_rows.isEmpty() && row->isAncestorOf(focusWidget()))
        m_rows.at(std::min(at, m_rows.size() - 1))->setFocus();
}

void PartsPanel::keepLastEmpty()
{
    if (m_rows.isEmpty() || !m_rows.constLast()->isEmpty())
        addRow();
    setFocusProxy(m_rows.constFirst());
}

QList<RequestDocument::Part> PartsPanel::parts() const
{
    QList<RequestDocument::Part> parts;
    for (qsizetype i = 0; i + 1 < m_rows.size(); ++i)
        parts.append(m_rows.at(i)->part());
    return parts;
}

void PartsPanel::setParts(const QList<RequestDocument::Part> &parts)
{
    if (parts == this->parts())
        return;
    while (m_rows.size() > parts.size())
        remove(m_rows.constLast());
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (i == m_rows.size())
            addRow();
        m_rows.at(i)->setPart(parts.at(i));
    }
    addRow();
}

void PartsPanel::showError(int part, const QString &message)
{
    if (part < 0 || part >= m_rows.size())
        return;
    ensureWidgetVisible(m_rows.at(part));
    m_rows.at(part)->showError(message);
}

void PartsPanel::dragEnterEvent(QDragEnterEvent *event)
{
    const auto urls = event->mimeData()->urls();
    if (!urls.isEmpty() && std::all_of(urls.begin(), urls.end(), [](const QUrl &url) { return url.isLocalFile(); }))
        event->acceptProposedAction();
}

void PartsPanel::dropEvent(QDropEvent *event)
{
    QList<RequestDocument::Part> parts = this->parts();
    const auto urls = event->mimeData()->urls();
    for (const QUrl &url : urls) {
        RequestDocument::Part part;
        part.name = u"file"_s;
        part.isFile = true;
        part.file = url.toLocalFile();
        // A row that waits for its file gets it.
        const auto waiting = std::find_if(parts.begin(), parts.end(), [](const auto &row) { return row.isFile && row.file.isEmpty(); });
        if (waiting != parts.end())
            waiting->file = part.file;
        else
            parts.append(part);
    }
    setParts(parts);
    event->acceptProposedAction();
    Q_EMIT edited();
}

}
