#pragma once

#include "app/run/RequestRunner.h"
#include "app/workspace/DraftStore.h"

#include <QtWidgets/QWidget>

class QShortcut;
class QSplitter;
class QVBoxLayout;

namespace tessera {
class Redactor;
}

namespace tessera::ui {

class Composer;
class CredentialSource;
class IdentityPicker;
class RequestContext;
class ResponseView;
class Theme;
class Ticker;

// One request: composed above, answered below, or beside it with the request line above both. Shows and asks; sending is another's job.
class RequestTab : public QWidget {
    Q_OBJECT
public:
    struct Parts {
        const Theme &theme;
        Ticker &ticker;
        CredentialSource &credentials;
        const RequestContext &context;
        const Redactor &redactor;
    };
    explicit RequestTab(const Parts &parts, QWidget *parent = nullptr);

    void setDraft(const Draft &draft);
    [[nodiscard]] Draft draft() const;
    [[nodiscard]] RequestDocument document() const;
    [[nodiscard]] const RequestDocument &origin() const { return m_origin; } // as it was before anything was written into it
    [[nodiscard]] bool isModified() const { return document() != m_origin; }
    // Its name, or what of the URL tells it apart; never empty.
    [[nodiscard]] QString title() const;
    void setName(const QString &name);
    void setIdentity(const CredentialId &id); // as if the person had chosen it
    void followRename(const CredentialId &from, const CredentialId &to); // of a credential
    void setSplit(const AnswerSplit &split); // beside where there is room for it
    void send(); // as if Send was pressed; nothing while a request is under way
    void cancel();
    void breakOnPurpose(); // asks for the window that does it

    [[nodiscard]] Composer &composer() const { return *m_composer; }
    [[nodiscard]] ResponseView &response() const { return *m_response; }
    [[nodiscard]] IdentityPicker &identity() const { return *m_identity; }

    // For whoever sends.
    void showRunning(const QString &phase);
    void showResult(const RunResult &result, const CredentialId &identity);

Q_SIGNALS:
    void edited(); // by the person: the request, or its identity
    void sendRequested(const tessera::RequestDocument &document);
    void cancelRequested();
    void signInRequested(const tessera::CredentialId &id, const QString &server = {}); // see AuthPanel
    void bindRequested(const tessera::CredentialId &id, const QString &origin);
    void inspectTokenRequested(const QString &token);
    void credentialRequested(const tessera::CredentialId &id); // to be looked at
    void tokenRequested(const tessera::CredentialId &id); // to be inspected
    void profileRequested(const QString &id); // its file is to be corrected
    void breakRequested(const tessera::RequestDocument &document);
    void splitMoved(const tessera::AnswerSplit &split); // by the person

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void setRunning(bool isRunning);
    void arrange();
    void divide();
    void noteDivision();

    const Theme &m_theme;
    Composer *m_composer;
    IdentityPicker *m_identity;
    ResponseView *m_response;
    QVBoxLayout *m_layout;
    QSplitter *m_split;
    QShortcut *m_escape;
    RequestDocument m_origin;
    QStringList m_missing;
    QString m_name;
    bool m_isRunning = false;
    AnswerSplit m_division;
};

}
