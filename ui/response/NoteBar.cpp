#include "ui/response/NoteBar.h"

#include "app/run/RequestRunner.h"
#include "ui/theme/ButtonRole.h"
#include "ui/theme/Icon.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/TextLabel.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;

NoteBar::NoteBar(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_lines(new QVBoxLayout(this))
{
    setObjectName(u"responseNotes"_s);
    m_lines->setContentsMargins(theme.px(12), theme.px(5), theme.px(12), theme.px(5));
    m_lines->setSpacing(theme.px(3));
    hide();
}

void NoteBar::clear()
{
    qDeleteAll(findChildren<QWidget *>(Qt::FindDirectChildrenOnly));
    m_said.clear();
    m_withheld = nullptr;
    hide();
}

void NoteBar::setResult(const RunResult &result, int attempt, const QString &account)
{
    clear();
    const QString offer = result.withheldOrigin.isEmpty() ? QString() : tr("Let %1 go to %2").arg(account, result.withheldOrigin);
    for (const QString &note : result.notes) {
        if (result.isWithheld && note == result.whyWithheld)
            m_withheld = addLine(note, true, offer);
        else
            addNote(note);
    }
    setWithheldShown(m_isWithheldShown);
    if (attempt < 0 || attempt >= result.attempts.size())
        return;
    for (const QString &warning : result.attempts.at(attempt).exchange.warnings)
        addWarning(warning);
}

void NoteBar::addNote(const QString &sentence)
{
    addLine(sentence, false, {});
}

void NoteBar::addWarning(const QString &sentence)
{
    addLine(sentence, true, {});
}

void NoteBar::addOffer(const QString &sentence, const QString &button)
{
    addLine(sentence, true, button);
}

void NoteBar::setWithheldShown(bool isShown)
{
    m_isWithheldShown = isShown;
    if (m_withheld)
        m_withheld->setVisible(isShown);
    showIfNeeded();
}

void NoteBar::showIfNeeded()
{
    const qsizetype unseen = m_withheld && !m_isWithheldShown ? 1 : 0;
    setVisible(m_said.size() > unseen);
}

QWidget *NoteBar::addLine(const QString &sentence, bool isWarning, const QString &button)
{
    if (m_said.contains(sentence))
        return nullptr;
    m_said += sentence;
    auto *line = new QWidget;
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(m_theme.px(8));
    auto *icon = new QLabel;
    icon->setTextFormat(Qt::PlainText);
    const auto paint = [this, icon, isWarning] {
        icon->setPixmap(iconPixmap(isWarning ? Icon::Warning : Icon::Info, m_theme.color(isWarning ? Token::Warn : Token::Dim), m_theme.px(14), devicePixelRatioF()));
    };
    connect(&m_theme, &Theme::changed, icon, paint);
    paint();
    auto *words = new TextLabel(m_theme, TextRole::Small, isWarning ? Token::WarnText : Token::Dim, sentence);
    words->setWordWrap(true);
    words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(icon, 0, button.isEmpty() ? Qt::AlignTop : Qt::AlignVCenter);
    layout->addWidget(words, 1);
    if (!button.isEmpty()) {
        auto *offer = new QPushButton(button);
        offer->setObjectName(u"noteOffer"_s);
        // Queued: what follows may clear this bar, and the button with it.
        connect(offer, &QPushButton::clicked, this, &NoteBar::offerTaken, Qt::QueuedConnection);
        layout->addWidget(offer);
    }
    m_lines->addWidget(line);
    showIfNeeded();
    return line;
}

}
