#pragma once

#include "ui/composer/RequestTab.h"

#include <functional>

class QStackedWidget;

namespace tessera::ui {

class EmptyState;
class ErrorBanner;
class TabNameEdit;
class TabStrip;

// The open requests. They and what is written in them come back after a restart, without anything secret; a closed one comes
// back by Ctrl+Shift+T. A tab's page is made when it is looked at first.
class RequestTabs : public QWidget {
    Q_OBJECT
public:
    struct Parts {
        RequestTab::Parts tab;
        Clock &clock;
        DraftStore &store;
        std::function<void(RequestTab &)> connectSender; // makes what sends for a page
    };
    explicit RequestTabs(const Parts &parts, QWidget *parent = nullptr);
    ~RequestTabs() override;

    void restore(); // what the store holds; call once
    void saveNow(); // before the program ends

    // Looks at the tab that holds it unchanged; else takes the place of one that was only looked at (opened, not edited, not
    // sent), unless a new tab is wanted.
    void open(const RequestDocument &document, bool inNewTab = false);
    void openNew();
    void close(int index);
    void reopen();
    [[nodiscard]] bool canReopen() const { return !m_closed.isEmpty(); }
    void closeOthers(int index);
    void duplicate(int index);
    void startRename(int index);
    void flipSplit();
    void goTo(int index);
    void goBy(int steps); // round and round

    [[nodiscard]] int count() const { return int(m_entries.size()); }
    [[nodiscard]] int current() const;
    [[nodiscard]] RequestTab *currentPage() const; // null where there is no tab
    [[nodiscard]] bool isModified(int index) const;
    void followRename(const CredentialId &from, const CredentialId &to); // of a credential
    void noteUse(const CredentialId &id); // remembered as the one used last of its profile
    [[nodiscard]] const QMap<QString, CredentialId> &lastUsed() const { return m_lastUsed; }

Q_SIGNALS:
    void currentPageChanged(tessera::ui::RequestTab *page);
    void signInRequested(const tessera::CredentialId &id, const QString &server); // see AuthPanel

private:
    struct Entry {
        Draft draft; // as long as there is no page
        RequestTab *page = nullptr;
    };
    struct Closed {
        int index = 0; // where it was
        Draft draft;
    };
    void insert(int index, const Draft &draft);
    void showCurrent();
    [[nodiscard]] RequestTab *makePage(const Draft &draft);
    [[nodiscard]] Draft draftAt(int index) const;
    void showLook(int index);
    void setSplit(const AnswerSplit &split); // of all pages
    void scheduleSave();
    [[nodiscard]] Drafts drafts() const; // as they are now
    void tellSaved(const Result<Done> &saved);

    Parts m_parts;
    QList<Entry> m_entries;
    QList<Closed> m_closed;
    QMap<QString, CredentialId> m_lastUsed;
    AnswerSplit m_split;
    bool m_isRestored = false;
    std::optional<quint64> m_saveTimer;
    TabStrip *m_strip;
    ErrorBanner *m_banner;
    QStackedWidget *m_pages;
    EmptyState *m_none;
    TabNameEdit *m_name;
};

}
