#include "ui/composer/BodyPanel.h"

#include "app/json/JsonText.h"
#include "ui/composer/FileField.h"
#include "ui/composer/KeptNote.h"
#include "ui/widgets/BodyEditor.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/KeyValueTable.h"
#include "ui/widgets/SegmentedControl.h"

#include <QtCore/QRegularExpression>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

enum Page { NonePage, EditorPage, FormPage, FilePage };

constexpr qsizetype longestJudged = 1024 * 1024; // characters: more is judged by the server

}

BodyPanel::BodyPanel(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_kinds(new SegmentedControl(theme))
    , m_contentType(new QLineEdit)
    , m_pages(new QStackedWidget)
    , m_editor(new BodyEditor(theme))
    , m_form(new KeyValueTable(theme))
    , m_file(new FileField(theme))
    , m_fault(new TextLabel(theme, TextRole::Small, Token::WarnText))
    , m_note(new KeptNote(theme))
{
    m_kinds->setObjectName(u"bodyKind"_s);
    m_kinds->setAccessibleName(tr("Kind of body"));
    m_kinds->setSegments({tr("None"), u"JSON"_s, tr("Text"), tr("Form"), tr("File")});
    m_contentType->setObjectName(u"contentType"_s);
    m_contentType->setAccessibleName(tr("Content type"));
    m_contentType->setMaxLength(200);
    m_editor->setObjectName(u"bodyEditor"_s);
    m_form->setObjectName(u"form"_s);
    m_form->setAccessibleName(tr("Form fields"));
    m_form->setPlaceholders(tr("field"), tr("value"));
    m_fault->setObjectName(u"bodyFault"_s);
    m_fault->setWordWrap(true);

    auto *top = new QHBoxLayout;
    top->setContentsMargins(0, theme.px(8), 0, theme.px(8));
    top->setSpacing(theme.px(12));
    top->addWidget(m_kinds);
    top->addStretch(1);
    auto *label = new TextLabel(theme, TextRole::Small, Token::Dim, tr("Content type"));
    label->setBuddy(m_contentType);
    m_contentType->setMinimumWidth(theme.px(260));
    top->addWidget(label);
    top->addWidget(m_contentType);

    m_pages->addWidget(new EmptyState(theme, Icon::File, tr("No body"), tr("Choose a kind above to send one along.")));
    m_pages->addWidget(m_editor);
    m_pages->addWidget(m_form);
    m_pages->addWidget(m_file);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme.px(4));
    layout->addLayout(top);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_fault);
    layout->addWidget(m_note);

    const auto change = [this] {
        if (m_isSetting)
            return;
        judge();
        Q_EMIT edited();
    };
    connect(m_kinds, &SegmentedControl::currentIndexChanged, this, [this, change](int index) {
        m_kind = Body::Kind(index);
        showKind();
        change();
    });
    connect(m_editor, &BodyEditor::textChanged, this, change);
    connect(m_form, &KeyValueTable::edited, this, change);
    connect(m_file, &FileField::edited, this, change);
    connect(m_contentType, &QLineEdit::textEdited, this, change);
    showKind();
}

BodyPanel::Body BodyPanel::body() const
{
    return {m_kind, m_editor->text(), m_form->rows(), m_file->path(), m_contentType->text().trimmed()};
}

void BodyPanel::setBody(const Body &body)
{
    m_isSetting = true;
    m_kind = body.kind;
    m_kinds->setCurrentIndex(int(body.kind));
    m_editor->setText(body.text);
    m_form->setRows(body.form);
    m_file->setPath(body.file);
    if (m_contentType->text() != body.contentType)
        m_contentType->setText(body.contentType);
    showKind();
    judge();
    m_isSetting = false;
}

void BodyPanel::showKind()
{
    static const QMap<Body::Kind, Page> pages{{Body::Kind::None, NonePage}, {Body::Kind::Json, EditorPage}, {Body::Kind::Text, EditorPage},
        {Body::Kind::Form, FormPage}, {Body::Kind::File, FilePage}};
    m_pages->setCurrentIndex(pages.value(m_kind));
    m_editor->setLanguage(m_kind == Body::Kind::Json ? BodyEditor::Language::Json : BodyEditor::Language::Text);
    m_contentType->setEnabled(m_kind != Body::Kind::None);
    m_contentType->setPlaceholderText(Body{m_kind, {}, {}, {}, {}}.type());
}

void BodyPanel::judge()
{
    const QString text = m_kind == Body::Kind::Json ? m_editor->text() : QString();
    const QString fault = text.trimmed().isEmpty() ? QString() : faultText(text);
    m_fault->setText(fault);
    m_fault->setVisible(!fault.isEmpty());
}

QString BodyPanel::faultText(const QString &json)
{
    if (json.size() > longestJudged)
        return {};
    // A variable may stand for a whole value or for a part of a text: digits are good in both places, and keep the columns.
    static const QRegularExpression variable(uR"(\{\{.*?\}\})"_s);
    QString judged = json;
    for (auto match = variable.match(judged); match.hasMatch(); match = variable.match(judged, match.capturedEnd()))
        judged.replace(match.capturedStart(), match.capturedLength(), QString(match.capturedLength(), u'1'));
    const auto fault = JsonText::faultIn(judged.toUtf8());
    return fault ? tr("Line %1, column %2: %3").arg(fault->line).arg(fault->column).arg(fault->message) : QString();
}

void BodyPanel::setNotKept(const QStringList &withheld, const QStringList &missing)
{
    m_note->setPlaces(withheld, missing, m_kind == Body::Kind::Form ? u"form"_s : u"body"_s);
}

void BodyPanel::focusBody()
{
    if (QWidget *page = m_pages->currentWidget(); m_kind != Body::Kind::None)
        page->setFocus();
    else
        m_kinds->setFocus();
}

void BodyPanel::commit()
{
    m_form->commit();
}

}
