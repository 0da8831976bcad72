#pragma once

#include "app/http/HttpExchange.h"
#include "ui/response/PreparedBody.h"
#include "ui/response/ShownBody.h"

#include <QtCore/QMap>
#include <QtWidgets/QWidget>

class QMenu;
class QStackedWidget;

namespace tessera::ui {

class BodyBar;
class BodyFind;
class CodeView;
class EmptyState;
class EventPane;
class FindBar;
class HexPane;
class ImageView;
class JsonTreeView;
class TextLabel;
class Theme;
enum class NodePart;

// The body of an answer in the forms that make sense for it, with find and save. Of any size, and while it comes.
class BodyView : public QWidget {
    Q_OBJECT
public:
    BodyView(const Theme &theme, const Clock &clock, QWidget *parent = nullptr);

    void setExchange(const HttpExchange &exchange); // its body may still grow
    void advance(); // it has grown
    void showForm(BodyForm form); // where the body has it
    [[nodiscard]] BodyForm form() const { return m_form; }
    void openFind();

Q_SIGNALS:
    void saveRequested();

private:
    void connectParts();
    void showForms();
    void showText();
    void showDocument();
    void showRows();
    void showTree();
    void prepare();
    void take(const PreparedBody &prepared);
    void showEmpty(const QString &title, const QString &sentence);
    void showGrowth();
    void setTarget();
    void copy();
    void refuseCopy();
    void copyNode(NodePart part);
    void addToMenu(QMenu *menu);
    void tellAbout();

    const Theme &m_theme;
    std::unique_ptr<ShownBody> m_body; // none: the answer has no body
    ShownBody::Text m_text; // what the text view shows
    bool m_isStandIn = false; // it is Raw in place of Pretty
    BodyForm m_form = BodyForm::Raw;
    QMap<BodyProbe::Kind, BodyForm> m_chosen; // kept from answer to answer, for bodies of the same kind
    QByteArray m_type;
    int m_turn = 0; // what is prepared for an earlier one comes too late
    QString m_remark; // about what was just tried
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
};

}
