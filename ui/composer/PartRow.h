#pragma once

#include "app/workspace/RequestDocument.h"

#include <QtWidgets/QWidget>

class QCheckBox;
class QComboBox;
class QHBoxLayout;
class QLineEdit;
class QToolButton;

namespace tessera::ui {

class TextLabel;
class Theme;

// One part of a multipart body: a text, or a file that is read from disk when it is sent, with its size or what is wrong
// with it.
class PartRow : public QWidget {
    Q_OBJECT
public:
    explicit PartRow(const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] RequestDocument::Part part() const;
    void setPart(const RequestDocument::Part &part); // says nothing
    [[nodiscard]] bool isEmpty() const; // nothing is written in it
    void showError(const QString &message); // until something is changed; takes the focus

Q_SIGNALS:
    void edited(); // by the person
    void removeRequested();

private:
    void choose();
    void showKind();
    void describe();
    void change();

    QCheckBox *m_on;
    QLineEdit *m_name;
    QComboBox *m_kind;
    QLineEdit *m_text, *m_file, *m_fileName, *m_contentType;
    QToolButton *m_choose, *m_remove;
    TextLabel *m_about;
    QString m_error;
};

}
