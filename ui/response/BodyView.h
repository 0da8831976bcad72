#pragma once

#include "app/http/HttpExchange.h"
#include "ui/response/BodyText.h"
#include "ui/response/TextSearch.h"

#include <QtWidgets/QWidget>

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

    explicit BodyView(const Theme &theme, QWidget *parent = nullptr);

    void setExchange(const HttpExchange &exchange);
    void openFind();
    [[nodiscard]] bool isPretty() const;

Q_SIGNALS:
    void saveRequested();

private:
    void showText();
    void search(qsizetype from);
    void showHit();
    void closeFind();
    void tellAbout(qint64 size, bool isWhole, const QByteArray &type);

    const Theme &m_theme;
    BodyText m_body;
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
