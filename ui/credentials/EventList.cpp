#include "ui/credentials/EventList.h"

#include "ui/credentials/CredentialText.h"
#include "ui/credentials/LifeText.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/ToolTip.h"

#include <QtWidgets/QGridLayout>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

EventList::EventList(const Theme &theme, QWidget *parent)
    : QWidget(parent)
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(theme.px(8));
    grid->setVerticalSpacing(theme.px(2));
    grid->setColumnStretch(0, 1);
    for (int row = 0; row < most; ++row) {
        m_rows.append({new ElidedLabel(theme, TextRole::Small, Token::Text, {}, this),
            new TextLabel(theme, TextRole::Small, Token::Dim, {}, this)});
        grid->addWidget(m_rows.last().what, row, 0);
        grid->addWidget(m_rows.last().when, row, 1, Qt::AlignRight);
    }
}

QList<EventList::Fold> EventList::folded(const QList<CredentialEvent> &events)
{
    QList<Fold> folds;
    for (const CredentialEvent &event : events) {
        const QString words = CredentialText::event(event).text;
        const auto same = std::find_if(folds.begin(), folds.end(),
            [&words](const Fold &fold) { return CredentialText::event(fold.last).text == words; });
        if (same == folds.end())
            folds.append({event, 1});
        else
            ++same->times;
    }
    return folds;
}

void EventList::setEvents(const QList<CredentialEvent> &events, UtcTime now)
{
    const QList<Fold> folds = folded(events);
    for (int i = 0; i < most; ++i) {
        const bool isThere = i < folds.size();
        m_rows.at(i).what->setVisible(isThere);
        m_rows.at(i).when->setVisible(isThere);
        if (!isThere)
            continue;
        const CredentialEvent &event = folds.at(i).last;
        const CredentialText::Line line = CredentialText::event(event);
        const int times = folds.at(i).times;
        m_rows.at(i).what->setText(times > 1 ? tr("%1, %2 times").arg(line.text).arg(times) : line.text);
        m_rows.at(i).what->setColor(line.tone == CredentialText::Tone::Bad ? Token::BadText
                : line.tone == CredentialText::Tone::Warn                  ? Token::WarnText
                                                                           : Token::Text);
        m_rows.at(i).what->setAccessibleDescription(event.text);
        m_rows.at(i).when->setText(LifeText::ago(now - event.at));
        m_rows.at(i).when->setToolTip(
            plainToolTip(LifeText::exactMoment(event.at) + (event.text.isEmpty() ? QString() : u"\n"_s + event.text)));
    }
}

}
