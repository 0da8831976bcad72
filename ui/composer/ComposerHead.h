#pragma once

#include <QtWidgets/QWidget>

namespace tessera::ui {

class ErrorBanner;
class RequestLine;
class TextLabel;
class Theme;

// What stands above the parts of a request: method, URL and Send, what keeps it from being sent, and what is to be known of it.
class ComposerHead : public QWidget {
    Q_OBJECT
public:
    explicit ComposerHead(const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] RequestLine &line() const { return *m_line; }
    [[nodiscard]] ErrorBanner &banner() const { return *m_banner; }
    void setNotes(const QStringList &notes, bool isWarning);

private:
    RequestLine *m_line;
    ErrorBanner *m_banner;
    TextLabel *m_notes;
};

}
