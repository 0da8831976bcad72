#pragma once

#include "ui/credentials/SchemeText.h"

#include <QtWidgets/QScrollArea>

namespace tessera::ui {

class FactList;
class TextLabel;
class Theme;

// What signs requests in where that is no token: a password, a key, a certificate. There is nothing to decode, and nothing
// secret is shown.
class StandInPage : public QScrollArea {
    Q_OBJECT
public:
    explicit StandInPage(const Theme &theme, int side, QWidget *parent = nullptr);

    void setText(const SchemeText &text);

private:
    SchemeText m_text;
    TextLabel *m_title;
    FactList *m_facts;
    TextLabel *m_note;
};

}
