#pragma once

#include "app/workspace/RequestDocument.h"

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

class QStackedWidget;

namespace tessera {
class Redactor;
}

namespace tessera::ui {

class BodyPanel;
class ErrorBanner;
class HeadersPanel;
class ParamsPanel;
class RequestContext;
class RequestLine;
class SettingsPanel;
class TabStrip;
class TextLabel;
class Theme;

// Where a request is composed: the line with identity, method, URL and Send, and below it params, headers, body and settings.
// Keeps them in step with one another and tells what will go along.
class Composer : public QWidget {
    Q_OBJECT
public:
    enum class Section { Params, Headers, Body, Settings };

    Composer(const Theme &theme, const RequestContext &context, const Redactor &redactor, QWidget *parent = nullptr);

    [[nodiscard]] RequestDocument document() const;
    void setDocument(const RequestDocument &document); // another request: nothing to undo, says nothing
    void setCredential(const CredentialId &id); // says nothing
    void setMissing(const QStringList &places); // what was not kept when this request was written to a file
    void commit(); // what stands in open cell editors counts
    void setRunning(bool isRunning);
    // An Input error at its place: "url", "method", "header:NAME", "body"; see RunResult.
    void showError(const QString &field, const Error &error);
    void clearErrors();
    void showSection(Section section);
    void focusUrl();
    [[nodiscard]] RequestLine &line() const { return *m_line; }

Q_SIGNALS:
    void edited(); // by the person
    void sendRequested();
    void cancelRequested();

private:
    void takeUrl(const QString &url);
    void takeParams(const QString &url);
    void change();
    void tellGoing();
    void tellKept();

    const Theme &m_theme;
    const RequestContext &m_context;
    const Redactor &m_redactor;
    RequestDocument m_rest; // what no widget holds: the name, the identity
    QStringList m_missing;
    RequestLine *m_line;
    ErrorBanner *m_banner;
    TextLabel *m_urlNote;
    TabStrip *m_tabs;
    QStackedWidget *m_pages;
    ParamsPanel *m_params;
    HeadersPanel *m_headers;
    BodyPanel *m_body;
    SettingsPanel *m_settings;
    QTimer m_keptTimer;
};

}
