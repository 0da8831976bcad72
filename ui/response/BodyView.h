#pragma once

#include "app/http/HttpExchange.h"
#include "ui/response/PreparedBody.h"
#include "ui/response/TextSearch.h"

#include <QtCore/QMap>
#include <QtWidgets/QWidget>

#include <functional>

class QStackedWidget;
class QToolButton;

namespace tessera::ui {

class CodeView;
struct CodePlace;
class EmptyState;
class EventPane;
class FindBar;
class HexPane;
class ImageView;
class SegmentedControl;
class TextLabel;
class Theme;

// The body of an answer in the forms that make sense for it, with find and save. Of a large text the first part is shown at
// once, and said so.
class BodyView : public QWidget {
    Q_OBJECT
public:
    static constexpr qint64 largestWhole = 5 * 1000 * 1000; // bytes; of larger texts...
    static constexpr qint64 shownPart = 1000 * 1000; // ...this much is shown
    static constexpr qint64 quickSize = 150 * 1000; // up to this the body is shown at once, above a moment later

    BodyView(const Theme &theme, const Clock &clock, QWidget *parent = nullptr);

    void setExchange(const HttpExchange &exchange); // its body may still grow
    void advance(); // it has grown
    void showForm(BodyForm form); // where the body has it
    [[nodiscard]] BodyForm form() const { return m_form; }
    void openFind();

Q_SIGNALS:
    void saveRequested();

private:
    QWidget *makeBar();
    void showForms();
    void setBody(const HttpExchange &exchange);
    void prepare();
    void take(const PreparedBody &prepared);
    void showEmpty(const QString &title, const QString &sentence);
    void search(qsizetype from);
    void showHit();
    [[nodiscard]] CodePlace placeOf(qsizetype position) const;
    void closeFind();
    void tellAbout();

    const Theme &m_theme;
    std::shared_ptr<BodyStore> m_body; // shared: with the exchange, which may go first
    BodyProbe m_probe;
    BodyForm m_form = BodyForm::Raw;
    QMap<BodyProbe::Kind, BodyForm> m_chosen; // kept from answer to answer, for bodies of the same kind
    QList<BodyForm> m_forms;
    QStringList m_preparedNotes;
    QByteArray m_type;
    bool m_isGrowing = false;
    qint64 m_preparedSize = 0; // bytes of it that are shown as text
    int m_turn = 0; // what is prepared for an earlier one comes too late
    TextSearch m_search;
    CodeLines m_lines;
    SegmentedControl *m_switch;
    TextLabel *m_about;
    TextLabel *m_notes;
    QToolButton *m_find, *m_copy, *m_save;
    QStackedWidget *m_pages;
    CodeView *m_code;
    HexPane *m_hex;
    EventPane *m_events;
    ImageView *m_image;
    EmptyState *m_none;
    FindBar *m_findBar;
};

}
