#include "ui/composer/BodyPanel.h"

#include "ui/composer/BodyOffer.h"
#include "ui/composer/FileField.h"
#include "ui/composer/GraphQlPanel.h"
#include "ui/composer/KeptNote.h"
#include "ui/composer/PartsPanel.h"
#include "ui/theme/ButtonRole.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/BodyEditor.h"
#include "ui/widgets/KeyValueTable.h"
#include "ui/widgets/TextLabel.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

using Kind = RequestDocument::Body::Kind;

enum Page { NonePage, EditorPage, FormPage, FilePage, PartsPage, GraphQlPage };

constexpr qsizetype largeText = 256 * 1024;

struct KindLook {
    Kind kind;
    QString label;
    Page page;
    BodyLanguage language = BodyLanguage::Text;
};

// In the order in which they are offered.
const QList<KindLook> &kindLooks()
{
    static const QList<KindLook> looks{{Kind::None, BodyPanel::tr("No body"), NonePage},
        {Kind::Json, u"JSON"_s, EditorPage, BodyLanguage::Json},
        {Kind::Xml, u"XML"_s, EditorPage, BodyLanguage::Xml},
        {Kind::Text, BodyPanel::tr("Text"), EditorPage},
        {Kind::GraphQl, u"GraphQL"_s, GraphQlPage, BodyLanguage::GraphQl},
        {Kind::Form, BodyPanel::tr("Form (urlencoded)"), FormPage},
        {Kind::Multipart, BodyPanel::tr("Form (multipart)"), PartsPage},
        {Kind::File, BodyPanel::tr("File"), FilePage}};
    return looks;
}

const KindLook &lookOf(Kind kind)
{
    const auto &looks = kindLooks();
    const auto found = std::find_if(looks.begin(), looks.end(), [kind](const KindLook &look) { return look.kind == kind; });
    return found == looks.end() ? looks.first() : *found;
}

}

BodyPanel::BodyPanel(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_kinds(new QComboBox)
    , m_contentType(new QLineEdit)
    , m_pages(new QStackedWidget)
    , m_editor(new BodyEditor(theme))
    , m_form(new KeyValueTable(theme))
    , m_file(new FileField(theme))
    , m_parts(new PartsPanel(theme))
    , m_graphQl(new GraphQlPanel(theme))
    , m_format(new QPushButton(tr("Format")))
    , m_minify(new QPushButton(tr("Minify")))
    , m_faultRow(new QWidget)
    , m_fault(new TextLabel(theme, TextRole::Small, Token::WarnText))
    , m_offer(new BodyOffer(theme))
    , m_note(new KeptNote(theme))
{
    m_kinds->setObjectName(u"bodyKind"_s);
    m_kinds->setAccessibleName(tr("Kind of body"));
    for (const KindLook &look : kindLooks())
        m_kinds->addItem(look.label, int(look.kind));
    m_kinds->setMaxVisibleItems(m_kinds->count());
    m_contentType->setObjectName(u"contentType"_s);
    m_contentType->setAccessibleName(tr("Content type"));
    m_contentType->setToolTip(tr("Content type; empty: the one of this kind of body"));
    m_contentType->setMaxLength(200);
    m_editor->setObjectName(u"bodyEditor"_s);
    m_form->setObjectName(u"form"_s);
    m_form->setAccessibleName(tr("Form fields"));
    m_form->setPlaceholders(tr("field"), tr("value"));
    m_fault->setObjectName(u"bodyFault"_s);
    m_fault->setWordWrap(true);

    m_format->setObjectName(u"formatBody"_s);
    m_format->setToolTip(tr("Indent it; no number, name or text changes (Shift+Alt+F)"));
    m_minify->setObjectName(u"minifyBody"_s);
    m_minify->setToolTip(tr("Leave out all white space that means nothing"));
    auto *there = new QPushButton(tr("Go there"));
    there->setObjectName(u"goToFault"_s);
    setButtonRole(there, ButtonRole::Link);
    for (QPushButton *button : {m_format, m_minify})
        setButtonRole(button, ButtonRole::Subtle);

    auto *top = new QHBoxLayout;
    top->setContentsMargins(0, theme.px(8), 0, theme.px(4));
    top->setSpacing(theme.px(8));
    m_contentType->setMinimumWidth(theme.px(90));
    m_contentType->setMaximumWidth(theme.px(300));
    top->addWidget(m_kinds);
    top->addWidget(m_contentType, 1);
    top->addStretch(0);
    top->addWidget(m_format);
    top->addWidget(m_minify);
    auto *fault = new QHBoxLayout(m_faultRow);
    fault->setContentsMargins(0, 0, 0, 0);
    fault->setSpacing(theme.px(8));
    fault->addWidget(m_fault, 1);
    fault->addWidget(there, 0, Qt::AlignTop);

    // A line, no picture: of all pages this one would ask for most of the answer's room.
    auto *none = new TextLabel(theme, TextRole::Small, Token::Dim, tr("No body goes along. Choose its kind above to send one."));
    none->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_pages->addWidget(none);
    m_pages->addWidget(m_editor);
    m_pages->addWidget(m_form);
    m_pages->addWidget(m_file);
    m_pages->addWidget(m_parts);
    m_pages->addWidget(m_graphQl);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme.px(4));
    layout->addLayout(top);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_offer);
    layout->addWidget(m_faultRow);
    layout->addWidget(m_note);

    const auto change = [this] {
        if (m_isSetting)
            return;
        if (m_kind == Kind::GraphQl || !m_offer->isHidden())
            showOffer();
        Q_EMIT edited();
    };
    connect(m_offer, &BodyOffer::taken, this, &BodyPanel::takeOver);
    connect(m_kinds, &QComboBox::currentIndexChanged, this, [this, change](int index) {
        m_kind = Kind(m_kinds->itemData(index).toInt());
        showKind();
        change();
    });
    connect(m_editor, &BodyEditor::textChanged, this, change);
    for (BodyEditor *editor : {m_editor, &m_graphQl->query(), &m_graphQl->variables()})
        connect(editor, &BodyEditor::judged, this, &BodyPanel::showFault);
    connect(m_format, &QPushButton::clicked, this, &BodyPanel::format);
    connect(m_minify, &QPushButton::clicked, m_editor, &BodyEditor::minify);
    connect(there, &QPushButton::clicked, this, [this] {
        if (BodyEditor *editor = faulty())
            editor->goToFault();
    });
    connect(m_parts, &PartsPanel::edited, this, change);
    connect(m_graphQl, &GraphQlPanel::edited, this, change);
    connect(m_form, &KeyValueTable::edited, this, change);
    connect(m_file, &FileField::edited, this, change);
    connect(m_contentType, &QLineEdit::textEdited, this, change);
    showKind();
}

BodyPanel::Body BodyPanel::body() const
{
    Body body;
    body.kind = m_kind;
    body.text = m_editor->text();
    body.form = m_form->rows();
    body.file = m_file->path();
    body.parts = m_parts->parts();
    body.graphQl = m_graphQl->request();
    body.contentType = m_contentType->text().trimmed();
    return body;
}

void BodyPanel::setBody(const Body &body)
{
    m_isSetting = true;
    m_kind = body.kind;
    m_kinds->setCurrentIndex(m_kinds->findData(int(body.kind)));
    m_editor->setText(body.text);
    m_form->setRows(body.form);
    m_file->setPath(body.file);
    m_parts->setParts(body.parts);
    m_graphQl->setRequest(body.graphQl);
    if (m_contentType->text() != body.contentType)
        m_contentType->setText(body.contentType);
    showKind();
    m_isSetting = false;
}

void BodyPanel::showKind()
{
    const KindLook &look = lookOf(m_kind);
    m_pages->setCurrentIndex(look.page);
    if (look.page == EditorPage && m_editor->language() != look.language)
        m_editor->setLanguage(look.language);
    m_format->setVisible((look.page == EditorPage || look.page == GraphQlPage) && BodySyntax::canFormat(look.language));
    m_minify->setVisible(look.page == EditorPage && BodySyntax::canMinify(look.language));
    m_contentType->setVisible(m_kind != Kind::None);
    Body plain;
    plain.kind = m_kind;
    m_contentType->setPlaceholderText(plain.type());
    showFault();
    showOffer();
}

void BodyPanel::showOffer()
{
    m_offer->follow(body());
}

// As if it had been typed: one step back, and it is gone.
void BodyPanel::takeOver(const Body &body)
{
    if (m_kind == Kind::GraphQl)
        m_graphQl->replace(body.graphQl);
    else
        m_editor->replaceText(body.text);
    focusBody();
}

void BodyPanel::showFault()
{
    const BodyEditor *editor = faulty();
    const bool isShown = editor;
    m_fault->setText(isShown ? editor->fault()->sentence() : QString());
    m_faultRow->setVisible(isShown);
}

void BodyPanel::format()
{
    if (m_kind != Kind::GraphQl)
        return m_editor->format();
    m_graphQl->variables().format();
    m_graphQl->query().format(); // the last, so that of two faults one goes to the first
}

BodyEditor *BodyPanel::faulty() const
{
    const Page page = lookOf(m_kind).page;
    if (page == EditorPage)
        return m_editor->fault() ? m_editor : nullptr;
    if (page != GraphQlPage)
        return nullptr;
    for (BodyEditor *editor : {&m_graphQl->query(), &m_graphQl->variables()}) {
        if (editor->fault())
            return editor;
    }
    return nullptr;
}

void BodyPanel::showError(const QString &field, const QString &message)
{
    const int row = field.section(u':', 1).toInt();
    if (field.startsWith("part:"_L1)) {
        m_parts->showError(row, message);
    } else if (field.startsWith("form:"_L1)) {
        m_form->showError(row, message);
        m_form->setFocus();
    } else if (field == "graphqlVariables"_L1) {
        m_graphQl->variables().setFocus();
    } else {
        focusBody();
    }
}

void BodyPanel::clearErrors()
{
    m_form->clearErrors();
}

void BodyPanel::setScope(const VariableScope &scope)
{
    m_editor->setScope(scope);
    m_form->setScope(scope);
    m_graphQl->setScope(scope);
}

void BodyPanel::setNotKept(const QStringList &withheld, const QStringList &missing)
{
    static const QMap<Kind, QStringList> prefixes{{Kind::Form, {u"form"_s}}, {Kind::Multipart, {u"part"_s}},
        {Kind::GraphQl, {u"graphqlQuery"_s, u"graphqlVariables"_s}}};
    m_note->setPlaces(withheld, missing, prefixes.value(m_kind, {u"body"_s}));
}

bool BodyPanel::isLarge(const Body &body)
{
    return body.text.size() > largeText;
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
