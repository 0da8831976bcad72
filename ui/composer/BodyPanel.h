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
class FileField;
class KeptNote;
class KeyValueTable;
class TextLabel;
class Theme;

// The body of a request: none, JSON, text, form fields, or a file as it is. Each kind keeps what was written in it while
// another one is chosen.
class BodyPanel : public QWidget {
    Q_OBJECT
public:
    using Body = RequestDocument::Body;
    explicit BodyPanel(const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] Body body() const;
    void setBody(const Body &body); // says nothing
    void setScope(const VariableScope &scope); // what {{names}} in it mean
    void setNotKept(const QStringList &withheld, const QStringList &missing);
    void focusBody();
    void commit();

Q_SIGNALS:
    void edited(); // by the person

private:
    void showKind();
    void showFault();

    Body::Kind m_kind = Body::Kind::None;
    QComboBox *m_kinds;
    QLineEdit *m_contentType;
    QStackedWidget *m_pages;
    BodyEditor *m_editor;
    KeyValueTable *m_form;
    FileField *m_file;
    QPushButton *m_format, *m_minify;
    QWidget *m_faultRow;
    TextLabel *m_fault;
    KeptNote *m_note;
    bool m_isSetting = false;
};

}
