#pragma once

#include "app/workspace/RequestDocument.h"

#include <QtWidgets/QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace tessera {
class VariableScope;
}

namespace tessera::ui {

class BodyEditor;
class BodyOffer;
class FileField;
class GraphQlPanel;
class KeptNote;
class KeyValueTable;
class PartsPanel;
class TextLabel;
class Theme;

// The body of a request: none, JSON, XML, text, GraphQL, form fields, parts, or a file as it is. Each kind keeps what was
// written in it while another one is chosen.
class BodyPanel : public QWidget {
    Q_OBJECT
public:
    using Body = RequestDocument::Body;
    explicit BodyPanel(const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] Body body() const;
    void setBody(const Body &body); // says nothing
    void setScope(const VariableScope &scope); // what {{names}} in it mean
    void setNotKept(const QStringList &withheld, const QStringList &missing);
    [[nodiscard]] static bool isLarge(const Body &body); // to be looked at as a whole after every key
    void focusBody();
    void showError(const QString &field, const QString &message); // "body", "form:N", "part:N", "graphqlVariables"...
    void clearErrors();
    void commit();

Q_SIGNALS:
    void edited(); // by the person

private:
    void showKind();
    void showFault();
    void showOffer();
    void takeOver(const Body &body);
    void format();
    [[nodiscard]] BodyEditor *faulty() const; // of those that are seen

    Body::Kind m_kind = Body::Kind::None;
    QComboBox *m_kinds;
    QLineEdit *m_contentType;
    QStackedWidget *m_pages;
    BodyEditor *m_editor;
    KeyValueTable *m_form;
    FileField *m_file;
    PartsPanel *m_parts;
    GraphQlPanel *m_graphQl;
    QPushButton *m_format, *m_minify;
    QWidget *m_faultRow;
    TextLabel *m_fault;
    BodyOffer *m_offer;
    KeptNote *m_note;
    bool m_isSetting = false;
};

}
