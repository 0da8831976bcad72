#include "ui/token/TokenPage.h"

#include "ui/theme/Theme.h"
#include "ui/token/ClaimList.h"
#include "ui/token/JsonPart.h"
#include "ui/token/LifeLine.h"
#include "ui/token/OddityList.h"
#include "ui/token/SignatureBox.h"
#include "ui/token/TokenPanels.h"
#include "ui/token/TokenText.h"
#include "ui/widgets/Rule.h"
#include "ui/widgets/SegmentedControl.h"
#include "ui/widgets/TextLabel.h"

#include <QtCore/QCoreApplication>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostRows = 60; // of JSON on a wide page

QString tr(const char *text)
{
    return QCoreApplication::translate("TokenPage", text);
}

// Long contents scroll, and never sideways.
QScrollArea *scrolling(QWidget *contents)
{
    auto *area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    contents->resize(area->size()); // or it would be asked what it likes, which counts for nothing
    area->setWidget(contents);
    area->viewport()->setAutoFillBackground(false);
    contents->setAutoFillBackground(false);
    return area;
}

QVBoxLayout *columnOf(QWidget *widget, int spacing, const QMargins &margins = {})
{
    auto *column = new QVBoxLayout(widget);
    column->setContentsMargins(margins);
    column->setSpacing(spacing);
    return column;
}

}

QWidget *TokenPage::narrow(const Theme &theme, const TokenPanels &panels, QWidget *corner)
{
    const int side = theme.px(12), gap = theme.px(8);
    auto *claims = new QWidget;
    auto *claimColumn = columnOf(claims, gap, {theme.px(6), 0, theme.px(6), gap});
    auto *graveInset = columnOf(nullptr, 0, {theme.px(6), theme.px(2), theme.px(6), 0});
    graveInset->addWidget(panels.grave);
    auto *noteInset = columnOf(nullptr, theme.px(6), {theme.px(6), 0, theme.px(6), 0});
    noteInset->addWidget(panels.notes);
    noteInset->addWidget(panels.kind);
    claimColumn->addLayout(graveInset);
    claimColumn->addWidget(panels.claims);
    claimColumn->addLayout(noteInset);
    claimColumn->addStretch();
    auto *json = new QWidget;
    auto *jsonColumn = columnOf(json, gap, {side, 0, side, gap});
    jsonColumn->addWidget(panels.headerJson);
    jsonColumn->addWidget(panels.unprotectedJson);
    jsonColumn->addWidget(panels.payloadJson);
    jsonColumn->addStretch();
    auto *signature = new QWidget;
    columnOf(signature, 0, {side, 0, side, gap})->addWidget(panels.signature);

    auto *pages = new QStackedWidget;
    for (QWidget *page : {claims, json, signature})
        pages->addWidget(scrolling(page));
    auto *sections = new SegmentedControl(theme);
    sections->setObjectName(u"tokenSections"_s);
    sections->setAccessibleName(tr("What is shown of the token"));
    sections->setSegments({tr("Claims"), tr("JSON"), tr("Signature")});
    QObject::connect(sections, &SegmentedControl::currentIndexChanged, pages, &QStackedWidget::setCurrentIndex);

    panels.text->setMostLines(3);
    auto *page = new QWidget;
    auto *column = columnOf(page, gap);
    auto *top = columnOf(nullptr, gap, {side, 0, side, 0});
    top->addWidget(panels.text);
    top->addWidget(panels.life);
    auto *switcher = new QHBoxLayout;
    switcher->setSpacing(theme.px(6));
    switcher->addWidget(sections, 1);
    switcher->addWidget(corner);
    top->addLayout(switcher);
    column->addLayout(top);
    column->addWidget(pages, 1);
    return page;
}

QWidget *TokenPage::wide(const Theme &theme, const TokenPanels &panels)
{
    const int side = theme.px(16), gap = theme.px(12);
    const QMargins around(side, theme.px(4), side, side);
    const auto title = [&](const QString &text, Token color = Token::Dim) { return new TextLabel(theme, TextRole::TinyStrong, color, text); };

    auto *token = new QWidget;
    auto *tokenColumn = columnOf(token, gap, around);
    auto *kindLine = new QHBoxLayout;
    kindLine->addWidget(title(tr("As it is sent")), 0, Qt::AlignTop);
    kindLine->addWidget(panels.kind, 1);
    panels.kind->setAlignment(Qt::AlignRight | Qt::AlignTop);
    tokenColumn->addLayout(kindLine);
    tokenColumn->addWidget(panels.text);
    tokenColumn->addWidget(panels.life);
    tokenColumn->addWidget(panels.grave);
    tokenColumn->addWidget(panels.notes);
    tokenColumn->addWidget(new Rule(theme));
    tokenColumn->addWidget(panels.signature);
    tokenColumn->addStretch();

    auto *json = new QWidget;
    auto *jsonColumn = columnOf(json, gap, around);
    jsonColumn->addWidget(title(tr("As it is written")));
    jsonColumn->addWidget(panels.headerJson);
    jsonColumn->addWidget(panels.unprotectedJson);
    jsonColumn->addWidget(panels.payloadJson);
    jsonColumn->addStretch();

    auto *claims = new QWidget;
    const int inset = theme.px(6); // of a row
    auto *claimColumn = columnOf(claims, inset, around - QMargins(inset, 0, inset, 0));
    auto *claimTitle = title(tr("What it says"));
    claimTitle->setContentsMargins(inset, 0, 0, 0);
    claimColumn->addWidget(claimTitle);
    claimColumn->addWidget(panels.claims);
    claimColumn->addStretch();

    panels.text->setMostLines(0);
    panels.claims->setAllOpen(true);
    for (JsonPart *part : {panels.headerJson, panels.unprotectedJson, panels.payloadJson})
        part->setMostRows(mostRows);
    auto *page = new QSplitter(Qt::Horizontal);
    page->setHandleWidth(1);
    page->setChildrenCollapsible(false);
    for (QWidget *part : {token, json, claims}) {
        auto *area = scrolling(part);
        area->setObjectName(part == token ? u"tokenColumn"_s : part == json ? u"tokenJsonColumn"_s : u"tokenClaimColumn"_s);
        area->setMinimumWidth(theme.px(290)); // the key form in a wide font, and a scroll bar
        page->addWidget(area);
    }
    page->setSizes({theme.px(350), theme.px(410), theme.px(420)});
    return page;
}

void TokenPage::showSection(QWidget *page, Section section)
{
    if (auto *sections = page->findChild<SegmentedControl *>(u"tokenSections"_s))
        sections->setCurrentIndex(int(section));
}

void TokenPage::setSectionEnabled(QWidget *page, Section section, bool isEnabled)
{
    auto *sections = page->findChild<SegmentedControl *>(u"tokenSections"_s);
    if (!sections && section == Section::Json) { // a wide page has no column for what is not there
        page->findChild<QWidget *>(u"tokenJsonColumn"_s)->setVisible(isEnabled);
        page->findChild<QWidget *>(u"tokenClaimColumn"_s)->setVisible(isEnabled);
    }
    if (!sections)
        return;
    if (!isEnabled && sections->currentIndex() == int(section))
        sections->setCurrentIndex(int(Section::Claims));
    sections->findChild<QWidget *>(u"segment%1"_s.arg(int(section)))->setEnabled(isEnabled);
}

}
