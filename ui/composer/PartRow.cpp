#include "ui/composer/PartRow.h"

#include "ui/theme/ControlLook.h"
#include "ui/theme/Icon.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Quantity.h"
#include "ui/widgets/TextLabel.h"
#include "ui/widgets/ToolTip.h"

#include <QtCore/QFileInfo>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QToolButton>

namespace tessera::ui {

using namespace Qt::StringLiterals;

PartRow::PartRow(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_on(new QCheckBox)
    , m_name(new QLineEdit)
    , m_kind(new QComboBox)
    , m_text(new QLineEdit)
    , m_file(new QLineEdit)
    , m_fileName(new QLineEdit)
    , m_contentType(new QLineEdit)
    , m_choose(new QToolButton)
    , m_remove(new QToolButton)
    , m_about(new TextLabel(theme, TextRole::Tiny, Token::Dim))
{
    const auto dress = [&theme](QLineEdit *field, const QString &name, const QString &label, const QString &hint) {
        field->setObjectName(name);
        field->setAccessibleName(label);
        field->setPlaceholderText(hint);
        field->setFont(theme.font(TextRole::Mono));
        field->setMinimumWidth(theme.px(56));
        field->setAcceptDrops(false); // a file that is dropped is a part, not a text
    };
    m_on->setObjectName(u"partOn"_s);
    m_on->setAccessibleName(tr("Send this part"));
    dress(m_name, u"partName"_s, tr("Name of the part"), tr("name"));
    dress(m_text, u"partText"_s, tr("Value"), tr("value"));
    dress(m_file, u"partFile"_s, tr("File"), tr("path of a file, or drop one here"));
    dress(m_fileName, u"partFileName"_s, tr("File name that is sent"), tr("its own name"));
    dress(m_contentType, u"partType"_s, tr("Content type of the part"), tr("content type"));
    m_kind->setObjectName(u"partKind"_s);
    m_kind->setAccessibleName(tr("Kind of part"));
    m_kind->addItems({tr("Text"), tr("File")});
    m_choose->setObjectName(u"partChoose"_s);
    m_choose->setIcon(themedIcon(theme, Icon::Folder));
    m_choose->setAccessibleName(tr("Choose a file"));
    m_choose->setToolTip(tr("Choose a file"));
    m_remove->setObjectName(u"partRemove"_s);
    m_remove->setIcon(themedIcon(theme, Icon::Close));
    m_remove->setAccessibleName(tr("Take this part away"));
    m_remove->setToolTip(tr("Take this part away"));

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme.px(6));
    // What a file has more stands in the place of a text's value, so that the columns of all rows are the same.
    auto *value = new QHBoxLayout;
    value->setSpacing(theme.px(6));
    value->addWidget(m_text, 1);
    value->addWidget(m_file, 3);
    value->addWidget(m_choose);
    value->addWidget(m_about);
    value->addWidget(m_fileName, 2);
    row->addWidget(m_on);
    row->addWidget(m_name, 3);
    row->addWidget(m_kind);
    row->addLayout(value, 7);
    row->addWidget(m_contentType, 3);
    row->addWidget(m_remove);
    for (QLineEdit *field : {m_name, m_contentType}) // by their shares alone, whatever the value asks for
        field->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);

    for (QLineEdit *field : {m_name, m_text, m_file, m_fileName, m_contentType})
        connect(field, &QLineEdit::textEdited, this, &PartRow::change);
    connect(m_on, &QCheckBox::toggled, this, &PartRow::change);
    connect(m_kind, &QComboBox::activated, this, [this] {
        showKind();
        change();
        (m_kind->currentIndex() == 1 ? m_file : m_text)->setFocus();
    });
    connect(m_choose, &QToolButton::clicked, this, &PartRow::choose);
    connect(m_remove, &QToolButton::clicked, this, &PartRow::removeRequested);
    setPart({});
}

RequestDocument::Part PartRow::part() const
{
    RequestDocument::Part part;
    part.isOn = m_on->isChecked();
    part.name = m_name->text();
    part.isFile = m_kind->currentIndex() == 1;
    part.text = m_text->text();
    part.file = m_file->text();
    part.fileName = m_fileName->text();
    part.contentType = m_contentType->text();
    return part;
}

void PartRow::setPart(const RequestDocument::Part &part)
{
    const QSignalBlocker quiet(this);
    m_on->setChecked(part.isOn);
    m_kind->setCurrentIndex(part.isFile ? 1 : 0);
    for (const auto &[field, text] : {std::pair(m_name, part.name), {m_text, part.text}, {m_file, part.file},
             {m_fileName, part.fileName}, {m_contentType, part.contentType}}) {
        if (field->text() != text)
            field->setText(text);
    }
    m_error.clear();
    showKind();
}

bool PartRow::isEmpty() const
{
    const RequestDocument::Part written = part();
    return written.name.isEmpty() && written.text.isEmpty() && written.file.isEmpty() && written.fileName.isEmpty()
        && written.contentType.isEmpty();
}

void PartRow::showKind()
{
    const bool isFile = m_kind->currentIndex() == 1;
    m_text->setVisible(!isFile);
    for (QWidget *of : {static_cast<QWidget *>(m_file), static_cast<QWidget *>(m_choose), static_cast<QWidget *>(m_fileName)})
        of->setVisible(isFile);
    describe();
}

void PartRow::describe()
{
    const RequestDocument::Part written = part();
    QString about, wrong = m_error;
    if (written.isFile && !written.file.isEmpty() && !written.file.contains("{{"_L1)) {
        const QFileInfo file(written.file);
        if (!file.exists())
            wrong = tr("There is no such file.");
        else if (!file.isFile() || !file.isReadable())
            wrong = tr("This can't be read as a file.");
        else
            about = Quantity::size(file.size());
    }
    m_about->setText(wrong.isEmpty() ? about : tr("not found"));
    m_about->setColor(wrong.isEmpty() ? Token::Dim : Token::BadText);
    m_about->setVisible(written.isFile && !(about.isEmpty() && wrong.isEmpty()));
    QLineEdit *value = written.isFile ? m_file : m_text;
    for (QLineEdit *field : {m_file, m_text, m_name})
        setInvalid(field, field == value && !wrong.isEmpty() && written.isOn);
    value->setToolTip(plainToolTip(wrong));
    value->setAccessibleDescription(wrong);
    m_contentType->setPlaceholderText(written.isFile ? u"application/octet-stream"_s : tr("content type"));
    m_remove->setEnabled(!isEmpty());
    m_on->setEnabled(!isEmpty()); // nothing would be sent of an empty one
}

void PartRow::showError(const QString &message)
{
    m_error = message;
    describe();
    (m_kind->currentIndex() == 1 ? m_file : m_text)->setFocus();
}

void PartRow::change()
{
    m_error.clear();
    describe();
    Q_EMIT edited();
}

void PartRow::choose()
{
    auto *dialog = new QFileDialog(this, tr("File to send"), QFileInfo(m_file->text()).absolutePath());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_file->setText(path);
        change();
    });
    dialog->open();
}

}
