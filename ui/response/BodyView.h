#pragma once

#include "app/http/HttpExchange.h"
#include "ui/response/PreparedBody.h"
#include "ui/response/TextSearch.h"

#include <QtWidgets/QWidget>

#include <functional>

class QStackedWidget;
class QToolButton;

namespace tessera::ui {

class CodeView;
class EmptyState;
class FindBar;
class SegmentedControl;
class TextLabel;
class Theme;

// The body of an answer: laid out (JSON) or as it came, with find and save. Of a large one the first part is shown at once,
// and said so.
class BodyView : public QWidget {
    Q_OBJECT
public:
    static constexpr qint64 largestWhole = 5 * 1000 * 1000; // bytes; of larger ones...
    static constexpr qint64 shownPart = 1000 * 1000; // ...this much is shown
    static constexpr qint64 quickSize = 150 * 1000; // up to this the body is shown at once, above a moment later

    explicit BodyView(const Theme &theme, QWidget *parent = nullptr);

    void setExchange(const HttpExchange &exchange);
    void openFind();

Q_SIGNALS:
    void saveRequested();

private:
    void prepare(qint64 size, std::function<PreparedBody()> make);
    void take(const PreparedBody &prepared);
    void search(qsizetype from);
    void showHit();
    void closeFind();
    void tellAbout();

    const Theme &m_theme;
    BodyText m_body;
    qint64 m_size = 0; // of the whole body
    QByteArray m_type;
    int m_turn = 0; // what is prepared for an earlier one comes too late
    TextSearch m_search;
    SegmentedControl *m_form;
    TextLabel *m_about;
    TextLabel *m_notes;
    QToolButton *m_find, *m_save;
    QStackedWidget *m_pages;
    CodeView *m_code;
    EmptyState *m_none;
    FindBar *m_findBar;
    bool m_wantsPretty = true; // as chosen; kept from answer to answer
};

}
