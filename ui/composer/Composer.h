#pragma once

#include "app/base/Error.h"
#include "app/workspace/RequestDocument.h"
#include "ui/composer/RequestContext.h"

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

#include <optional>
#include <utility>

namespace tessera {
class Redactor;
struct RunResult;
}

namespace tessera::ui {

class AsSentPanel;
class AuthPanel;
class BodyPanel;
class ComposerHead;
class ErrorBanner;
class HeadersPanel;
template <typename Part> class OnDemand;
class PageStack;
class ParamsPanel;
class RequestLine;
class SettingsPanel;
class TabStrip;
class Theme;

// Where a request is composed: the line with identity, method, URL and Send, and below it params, headers, credential, body,
// settings, and what all that makes on the wire. Keeps them in step with one another and tells what will go along.
class Composer : public QWidget {
    Q_OBJECT
public:
    enum class Section { Params, Headers, Auth, Body, Settings, AsSent };

    Composer(const Theme &theme, const RequestContext &context, const Redactor &redactor, QWidget *parent = nullptr);

    [[nodiscard]] RequestDocument document() const;
    void setDocument(const RequestDocument &document); // another request: nothing to undo, says nothing
    void setCredential(const CredentialId &id); // says nothing
    void followRename(const CredentialId &from, const CredentialId &to);
    void setMissing(const QStringList &places); // what was not kept when this request was written to a file
    void commit(); // what stands in open cell editors counts
    void setRunning(bool isRunning);
    // An Input error at its place: "url", "method", "header:NAME", "part:N"...; see ResolveError.
    void showError(const QString &field, const Error &error);
    void clearErrors();
    void showSection(Section section);
    void focusUrl();
    // The line, and what is said of it. Stands above the rest, or, while it is lent, wherever it was put.
    [[nodiscard]] QWidget &head() const;
    void takeHeadBack();
    // As if the person had done it. A header that is there but off is switched on; one that the credential can fill in names
    // it; else its value is ready to be written.
    void addHeader(const QString &name);
    void switchOffHeader(const QString &name);
    void setSent(const RunResult &result); // as it went
    [[nodiscard]] RequestLine &line() const { return *m_line; }
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] int neededHeight() const; // of all that is seen; less, and the page gives way

Q_SIGNALS:
    void edited(); // by the person
    void sendRequested();
    void cancelRequested();
    // About the identity.
    void chooseRequested();
    void nobodyRequested();
    void signInRequested(const tessera::CredentialId &id, const QString &server); // see AuthPanel
    void bindRequested(const QString &origin);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void takeUrl(const QString &url);
    void takeParams(const QString &url);
    void change();
    void tellGoing();
    void tellKept();
    [[nodiscard]] AuthPanel *makeAuth();
    [[nodiscard]] BodyPanel *makeBody();
    [[nodiscard]] SettingsPanel *makeSettings();
    void tellAuth(AuthPanel &panel, const RequestContext::Going &going);
    void previewSoon();
    void preview();
    void openCookies();

    const Theme &m_theme;
    const RequestContext &m_context;
    const Redactor &m_redactor;
    RequestDocument m_rest; // what no widget holds: the name, the identity, the body and settings before their panels are there
    QStringList m_missing;
    ComposerHead *m_head;
    RequestLine *m_line;
    ErrorBanner *m_banner;
    TabStrip *m_tabs;
    PageStack *m_pages;
    ParamsPanel *m_params;
    HeadersPanel *m_headers;
    OnDemand<AuthPanel> *m_auth;
    OnDemand<BodyPanel> *m_body;
    OnDemand<SettingsPanel> *m_settings;
    AsSentPanel *m_asSent;
    VariableScope m_scope; // what {{names}} mean now
    QString m_who; // the identity's name
    std::pair<QString, CredentialId> m_sent; // the URL and identity of the last request; both may be changed while it is under way
    bool m_isTold = false; // that this identity stayed behind there: its answer says so
    QTimer m_keptTimer{this}, m_previewTimer{this};
};

}
