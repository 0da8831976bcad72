#pragma once

#include "app/http/HttpExchange.h"
#include "ui/response/ShownBody.h"

#include <QtCore/QMap>
#include <QtWidgets/QWidget>

class QStackedWidget;

namespace tessera::ui {

class BodyActions;
class BodyBar;
class BodyFind;
class CodeView;
class EmptyState;
class EventPane;
class FindBar;
class HexPane;
class ImageView;
class JsonTreeView;
class PathFilter;
class TextLabel;
class Theme;

// The body of an answer in the forms that make sense for it, with find, JSONPath and save. Of any size, and while it
// comes.
class BodyView : public QWidget {
    Q_OBJECT
public:
    BodyView(const Theme &theme, Clock &clock, QWidget *parent = nullptr);

    void setExchange(const HttpExchange &exchange); // its body may still grow
    void advance(); // it has grown
    void showForm(BodyForm form); // where the body has it
    [[nodiscard]] BodyForm form() const { return m_form; }
    void openFind();
    void setEarlier(const QStringList &answers); // that this one can be compared with, the newest first
    void compareWithLast(); // says what to do where there is none
    void focusBody();

Q_SIGNALS:
    void saveRequested();
    void compareRequested(int earlier);
    void inspectTokenRequested(const QString &token);

private:
    void connectParts();
    void showForms();
    void showText();
    void showDocument();
    void showRows();
    void showTree();
    void drawPicture();
    void applyFilter();
    void showFilter();
    [[nodiscard]] bool canFilter() const;
    [[nodiscard]] bool isFiltered() const;
    void showEmpty(const QString &title, const QString &sentence);
    void showGrowth();
    void setTarget();
    void copy();
    void refuseCopy();
    void tellAbout();

    const Theme &m_theme;
    Clock &m_clock;
    std::unique_ptr<ShownBody> m_body; // none: the answer has no body
    ShownBody::Text m_text; // what the text view shows
    bool m_isWhole = true; // the answer, as far as is known
    BodyForm m_form = BodyForm::Raw;
    QMap<BodyProbe::Kind, BodyForm> m_chosen; // kept from answer to answer, for bodies of the same kind
    QByteArray m_type;
    int m_turn = 0; // what is drawn for an earlier one comes too late
    QString m_remark; // about what was just tried
    int m_earlier = 0; // answers to compare with
    PathFilter *m_filter;
    BodyBar *m_bar;
    FindBar *m_findBar;
    TextLabel *m_notes;
    QStackedWidget *m_pages;
    CodeView *m_code;
    JsonTreeView *m_tree;
    HexPane *m_hex;
    ImageView *m_image;
    EventPane *m_events;
    EmptyState *m_none;
    BodyFind *m_find;
    BodyActions *m_actions;
};

}
