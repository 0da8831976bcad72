#include "ui/response/HexPane.h"

#include "app/http/BodyStore.h"
#include "ui/response/ByteMeaning.h"
#include "ui/response/HexView.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/Rule.h"
#include "ui/widgets/TextLabel.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;

HexPane::HexPane(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_view(new HexView(theme))
    , m_place(new TextLabel(theme, TextRole::Mono, Token::Dim))
    , m_numbers(new ElidedLabel(theme, TextRole::Mono, Token::Dim))
{
    m_place->setObjectName(u"hexPlace"_s);
    m_numbers->setObjectName(u"hexNumbers"_s);
    m_numbers->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_numbers->setToolTip(tr("As numbers from here on: little end first, then big end first where that differs"));
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(theme.px(14), theme.px(4), theme.px(14), theme.px(4));
    foot->setSpacing(theme.px(20));
    foot->addWidget(m_place);
    foot->addWidget(m_numbers, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_view, 1);
    layout->addWidget(new Rule(theme));
    layout->addLayout(foot);
    setFocusProxy(m_view);
    connect(m_view, &HexView::selectionChanged, this, &HexPane::tell);
}

void HexPane::setBody(std::shared_ptr<const BodyStore> body)
{
    m_body = std::move(body);
    m_view->setBody(m_body);
}

void HexPane::refresh()
{
    m_view->refresh();
    tell();
}

void HexPane::tell()
{
    const qint64 start = m_view->selectionStart();
    const qint64 size = m_body ? m_body->size() : 0;
    m_place->setText(size == 0 ? QString() : ByteMeaning::place(start, m_view->selectionSize(), size));
    m_numbers->setText(size == 0 ? QString() : ByteMeaning::numbers(m_body->read(start, 8)));
    m_view->setAccessibleDescription(m_place->text() + u", "_s + m_numbers->text());
}

}
