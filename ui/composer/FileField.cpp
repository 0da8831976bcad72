#include "ui/composer/FileField.h"

#include "ui/widgets/Quantity.h"
#include "ui/theme/ControlLook.h"
#include "ui/widgets/TextLabel.h"

#include <QtCore/QFileInfo>
#include <QtCore/QMimeData>
#include <QtCore/QUrl>
#include <QtGui/QDropEvent>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;

FileField::FileField(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_path(new QLineEdit)
    , m_about(new TextLabel(theme, TextRole::Small, Token::Dim))
{
    setAcceptDrops(true);
    setFocusProxy(m_path);
    m_path->setAcceptDrops(false); // it would take a dropped file as a text
    m_path->setObjectName(u"bodyFile"_s);
    m_path->setAccessibleName(tr("File to send"));
    m_path->setPlaceholderText(tr("Path of a file, or drop one here"));
    m_path->setFont(theme.font(TextRole::Mono));
    m_about->setWordWrap(true);
    auto *button = new QPushButton(tr("Choose…"));
    button->setObjectName(u"chooseBodyFile"_s);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme.px(8));
    row->addWidget(m_path, 1);
    row->addWidget(button);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(row);
    layout->addWidget(m_about);
    layout->addStretch(1);
    connect(button, &QPushButton::clicked, this, &FileField::choose);
    connect(m_path, &QLineEdit::textEdited, this, [this] {
        describe();
        Q_EMIT edited();
    });
    describe();
}

QString FileField::path() const
{
    return m_path->text();
}

void FileField::setPath(const QString &path)
{
    if (path != m_path->text())
        m_path->setText(path);
    describe();
}

void FileField::choose()
{
    auto *dialog = new QFileDialog(this, tr("File to send"), QFileInfo(path()).absolutePath());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &FileField::take);
    dialog->open();
}

void FileField::take(const QString &path)
{
    m_path->setText(path);
    describe();
    Q_EMIT edited();
}

void FileField::describe()
{
    const QFileInfo file(path());
    QString about, wrong;
    if (path().isEmpty())
        about = tr("The file is sent as it is. It is read when you press Send.");
    else if (!file.exists())
        wrong = tr("There is no such file.");
    else if (!file.isFile())
        wrong = tr("This is not a file.");
    else if (!file.isReadable())
        wrong = tr("This file can't be read.");
    else
        about = Quantity::size(file.size());
    m_about->setText(wrong.isEmpty() ? about : wrong);
    m_about->setColor(wrong.isEmpty() ? Token::Dim : Token::BadText);
    setInvalid(m_path, !wrong.isEmpty());
}

void FileField::dragEnterEvent(QDragEnterEvent *event)
{
    const auto urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.first().isLocalFile())
        event->acceptProposedAction();
}

void FileField::dropEvent(QDropEvent *event)
{
    take(event->mimeData()->urls().first().toLocalFile());
    event->acceptProposedAction();
}

void FileField::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    describe(); // it may have come or gone in the meantime
}

}
