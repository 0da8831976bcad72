#pragma once

#include <QtWidgets/QWidget>

class QLineEdit;

namespace tessera::ui {

class TextLabel;
class Theme;

// A file of the user's to send: typed, chosen or dropped, with what it is or what is wrong with it.
class FileField : public QWidget {
    Q_OBJECT
public:
    explicit FileField(const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] QString path() const;
    void setPath(const QString &path); // says nothing

Q_SIGNALS:
    void edited(); // by the person

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void choose();
    void take(const QString &path);
    void describe();

    QLineEdit *m_path;
    TextLabel *m_about;
};

}
