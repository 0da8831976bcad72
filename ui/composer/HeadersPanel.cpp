#include "ui/composer/HeadersPanel.h"

#include "app/http/HttpHeaders.h"
#include "app/template/Template.h"
#include "ui/composer/HeaderLines.h"
#include "ui/composer/HeaderWords.h"
#include "ui/composer/KeptNote.h"
#include "ui/theme/ButtonRole.h"
#include "ui/widgets/BodyEditor.h"
#include "ui/widgets/KeyValueTable.h"

#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

HeadersPanel::HeadersPanel(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_table(new KeyValueTable(theme))
    , m_forms(new QStackedWidget)
    , m_switch(new QPushButton)
    , m_note(new KeptNote(theme))
{
    m_table->setObjectName(u"headers"_s);
    m_table->setAccessibleName(tr("Headers"));
    m_table->setPlaceholders(tr("name"), tr("value"));
    m_table->setWords([](const QString &name, bool isName, const QString &before, bool isAsked) {
        return isName ? HeaderWords::forName(before, isAsked) : HeaderWords::forValue(name, before, isAsked);
    });
    m_table->setCheck([this](const RequestDocument::Row &row) { return faultOf(row, m_scope); });
    m_switch->setObjectName(u"headersForm"_s);
    setButtonRole(m_switch, ButtonRole::Subtle);
    m_forms->addWidget(m_table);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_forms, 1);
    layout->addWidget(m_note);
    connect(m_table, &KeyValueTable::edited, this, &HeadersPanel::edited);
    connect(m_switch, &QPushButton::clicked, this, [this] { setTextShown(!m_isTextShown); });
    setTextShown(false);
}

BodyEditor *HeadersPanel::makeText()
{
    auto *text = new BodyEditor(m_theme);
    text->setObjectName(u"headersText"_s);
    text->setLanguage(BodyLanguage::Headers);
    text->setTitle(tr("Headers as text"));
    text->setContentsMargins(0, m_theme.px(4), 0, 0);
    text->setWords(&HeaderWords::inLine);
    text->setScope(m_scope);
    m_forms->addWidget(text);
    setTabOrder(m_table, text);
    connect(text, &BodyEditor::textChanged, this, [this, text] {
        if (!m_isSetting)
            m_table->writeRows(HeaderLines::rowsOf(text->text()));
    });
    return text;
}

const QList<RequestDocument::Row> &HeadersPanel::rows() const
{
    return m_table->rows();
}

void HeadersPanel::setRows(const QList<RequestDocument::Row> &rows)
{
    m_table->setRows(rows);
    if (m_isTextShown && HeaderLines::rowsOf(m_text->text()) != rows) {
        m_isSetting = true;
        m_text->setText(HeaderLines::textOf(rows));
        m_isSetting = false;
    }
}

void HeadersPanel::setTextShown(bool isTextShown)
{
    m_switch->setText(isTextShown ? tr("As table") : tr("As text"));
    m_switch->setToolTip(isTextShown ? tr("Show the headers as a table") : tr("Write the headers as a text, a line each"));
    if (isTextShown != m_isTextShown) {
        m_table->commit();
        if (!m_text)
            m_text = makeText();
        m_isTextShown = isTextShown;
        if (isTextShown)
            setRows(rows());
        m_table->startWriting();
        m_forms->setCurrentWidget(isTextShown ? static_cast<QWidget *>(m_text) : m_table);
        m_forms->currentWidget()->setFocus();
    }
}

void HeadersPanel::setScope(const VariableScope &scope)
{
    m_scope = scope;
    m_table->setScope(scope);
    if (m_text)
        m_text->setScope(scope);
}

QString HeadersPanel::faultOf(const RequestDocument::Row &row, const VariableScope &scope)
{
    if (!row.isOn || (row.name.isEmpty() && row.value.isEmpty()))
        return {};
    QByteArray texts[2];
    for (int i = 0; i < 2; ++i) {
        const auto parsed = Template::parse(i == 0 ? row.name : row.value);
        if (!parsed)
            return parsed.error().message;
        // What has no value yet is marked as such; here anything that is allowed stands for it.
        const auto text = parsed->render([&scope](const QString &name) { return scope.value(name).value_or(u"x"_s); });
        texts[i] = text ? text->trimmed().toUtf8() : QByteArray();
    }
    const auto checked = HttpHeaders{{texts[0], texts[1]}}.check();
    return checked ? QString() : checked.error().message;
}

int HeadersPanel::count() const
{
    return m_added + int(std::count_if(rows().begin(), rows().end(), [](const auto &row) { return row.isOn; }));
}

void HeadersPanel::setAdded(const QList<AddedRow> &added)
{
    QList<KeyValueTable::FixedRow> fixed;
    m_added = 0;
    for (const AddedRow &row : added) {
        if (row.place == AddedRow::Place::Query)
            continue;
        const bool isCookie = row.place == AddedRow::Place::Cookie;
        fixed.append({isCookie ? u"Cookie"_s : row.name, isCookie ? row.name + u'=' + row.value : row.value, row.origin, row.isReplaced});
        m_added += row.isReplaced ? 0 : 1;
    }
    m_table->setFixedRows(fixed);
}

void HeadersPanel::setNotKept(const QStringList &withheld, const QStringList &missing)
{
    m_note->setPlaces(withheld, missing, {u"header"_s});
}

void HeadersPanel::showError(const QString &name, const QString &message)
{
    setTextShown(false); // a row can be marked
    const auto found = std::find_if(rows().begin(), rows().end(), [&](const auto &row) { return row.isOn && row.name == name; });
    if (found != rows().end())
        m_table->showError(int(found - rows().begin()), message);
    m_table->setFocus();
}

void HeadersPanel::clearErrors()
{
    m_table->clearErrors();
}

void HeadersPanel::add(const QString &name, const QString &value)
{
    setTextShown(false); // a cell can be gone to
    QList<RequestDocument::Row> rows = m_table->rows();
    auto row = std::find_if(rows.begin(), rows.end(), [&](const auto &each) { return each.name.compare(name, Qt::CaseInsensitive) == 0; });
    if (row == rows.end())
        row = rows.insert(rows.end(), {true, name, QString()});
    row->isOn = true;
    if (row->value.isEmpty())
        row->value = value;
    const int at = int(row - rows.begin());
    m_table->startWriting();
    m_table->writeRows(rows);
    m_table->startWriting();
    m_table->setFocus();
    m_table->setCurrentIndex(m_table->model()->index(at, KeyValueModel::ValueColumn));
}

void HeadersPanel::switchOff(const QString &name)
{
    QList<RequestDocument::Row> rows = m_table->rows();
    for (RequestDocument::Row &row : rows)
        if (row.name.trimmed().compare(name, Qt::CaseInsensitive) == 0)
            row.isOn = false;
    m_table->startWriting();
    m_table->writeRows(rows);
    m_table->startWriting();
    setRows(m_table->rows()); // the text, too
}

void HeadersPanel::commit()
{
    m_table->commit();
}

}
