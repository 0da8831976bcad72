#include "ui/widgets/EditorFind.h"

#include "ui/response/Background.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/BodyEditor.h"
#include "ui/widgets/EditorFindBar.h"
#include "ui/widgets/EditorLook.h"
#include "ui/widgets/Scintilla.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QBoxLayout>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Base = QsciScintillaBase;

constexpr qsizetype searchedAtOnce = 64 * 1024; // characters
constexpr qsizetype longestWanted = 200; // of what is selected

}

EditorFind::EditorFind(const Theme &theme, BodyEditor &owner, QsciScintilla &editor, QBoxLayout &place)
    : QObject(&owner)
    , m_theme(theme)
    , m_owner(owner)
    , m_editor(editor)
    , m_place(place)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &EditorFind::search);
    connect(&owner, &BodyEditor::textChanged, this, [this] {
        if (!m_bar || !m_bar->isVisible())
            return;
        m_found = {}; // places that are no more
        m_replaced = 0;
        mark();
        m_timer.start(150ms); // not while one types
    });
}

long EditorFind::send(unsigned int message, unsigned long first, long second) const
{
    return m_editor.SendScintilla(message, first, second);
}

bool EditorFind::isWanted(const QKeyEvent &key)
{
    const auto modifiers = key.modifiers();
    return (modifiers == Qt::ControlModifier && (key.key() == Qt::Key_F || key.key() == Qt::Key_H))
        || ((modifiers == Qt::NoModifier || modifiers == Qt::ShiftModifier) && key.key() == Qt::Key_F3);
}

void EditorFind::take(const QKeyEvent &key)
{
    if (key.key() != Qt::Key_F3)
        return open(key.key() == Qt::Key_H);
    if (m_bar && m_bar->isVisible())
        goOn(key.modifiers() != Qt::ShiftModifier);
    else
        open(false);
}

void EditorFind::open(bool withReplace)
{
    if (!m_bar) {
        m_bar = new EditorFindBar(m_theme);
        m_place.insertWidget(0, m_bar);
        const auto searchAnew = [this] {
            m_from = send(Base::SCI_GETSELECTIONSTART);
            m_outcome.clear();
            m_replaced = 0;
            search();
        };
        connect(m_bar, &EditorFindBar::queryChanged, this, searchAnew);
        connect(m_bar, &EditorFindBar::nextRequested, this, [this] { goOn(true); });
        connect(m_bar, &EditorFindBar::previousRequested, this, [this] { goOn(false); });
        connect(m_bar, &EditorFindBar::replaceRequested, this, &EditorFind::replace);
        connect(m_bar, &EditorFindBar::replaceAllRequested, this, &EditorFind::replaceAll);
        connect(m_bar, &EditorFindBar::closed, this, &EditorFind::close);
        connect(&m_editor, &QsciScintillaBase::SCN_UPDATEUI, this, [this] {
            if (m_bar->isVisible()) {
                mark();
                tell();
            }
        });
        connect(&m_theme, &Theme::changed, this, &EditorFind::dress);
        dress();
    }
    m_outcome.clear();
    m_replaced = 0;
    const QString selected = send(Base::SCI_GETSELECTIONEND) - send(Base::SCI_GETSELECTIONSTART) <= longestWanted ? m_editor.selectedText() : QString();
    m_bar->open(selected, withReplace);
    search();
}

void EditorFind::close()
{
    ++m_turn;
    m_timer.stop();
    m_found = {};
    mark();
    m_bar->hide();
    m_owner.setFocus();
}

void EditorFind::dress()
{
    m_editor.SendScintilla(Base::SCI_INDICSETSTYLE, EditorLook::foundMark, Base::INDIC_STRAIGHTBOX);
    m_editor.SendScintilla(Base::SCI_INDICSETFORE, static_cast<unsigned long>(EditorLook::foundMark), m_theme.color(Token::Warn));
    m_editor.SendScintilla(Base::SCI_INDICSETALPHA, EditorLook::foundMark, 60);
    m_editor.SendScintilla(Base::SCI_INDICSETOUTLINEALPHA, EditorLook::foundMark, 150);
    m_editor.SendScintilla(Base::SCI_INDICSETUNDER, EditorLook::foundMark, 1);
}

void EditorFind::search()
{
    const auto work = [text = m_owner.text(), query = m_bar->query()] { return TextSearch::find(text, query); };
    const quint64 turn = ++m_turn;
    if (m_owner.text().size() <= searchedAtOnce)
        return show(work());
    runInBackground<TextSearch::Found>(work, {this, [this, turn](const TextSearch::Found &found) {
                                                  if (turn == m_turn)
                                                      show(found);
                                              }});
}

void EditorFind::show(const TextSearch::Found &found)
{
    m_found = found;
    if (const auto from = std::exchange(m_from, std::nullopt); from && !found.hits.isEmpty())
        select(found.hits.at(firstFrom(*from) % found.hits.size()));
    mark();
    tell();
}

qsizetype EditorFind::firstFrom(long byte) const
{
    const auto first = std::lower_bound(m_found.hits.cbegin(), m_found.hits.cend(), byte, [](const Hit &hit, long at) { return hit.at < at; });
    return first - m_found.hits.cbegin();
}

qsizetype EditorFind::chosen() const
{
    const long from = send(Base::SCI_GETSELECTIONSTART), to = send(Base::SCI_GETSELECTIONEND);
    const qsizetype number = firstFrom(from);
    return number < m_found.hits.size() && m_found.hits.at(number) == Hit{from, to - from} ? number : -1;
}

void EditorFind::goOn(bool isForward)
{
    const qsizetype count = m_found.hits.size();
    if (count == 0)
        return;
    const qsizetype here = firstFrom(send(isForward ? Base::SCI_GETSELECTIONEND : Base::SCI_GETSELECTIONSTART));
    m_outcome.clear();
    select(m_found.hits.at((isForward ? here : here - 1 + count) % count)); // round and round
}

void EditorFind::select(const Hit &hit)
{
    const long line = send(Base::SCI_LINEFROMPOSITION, static_cast<unsigned long>(hit.at));
    send(Base::SCI_ENSUREVISIBLEENFORCEPOLICY, static_cast<unsigned long>(line)); // it may be folded away
    send(Base::SCI_SETSEL, static_cast<unsigned long>(hit.at), hit.at + hit.size);
    mark();
    tell();
}

void EditorFind::replace()
{
    const qsizetype number = chosen();
    if (number < 0)
        return goOn(true);
    const Hit hit = m_found.hits.at(number);
    const auto replacement = TextSearch::replacementAt(m_owner.text(), hit.at, m_bar->query(), m_bar->replacement());
    if (!replacement)
        return;
    const int replaced = m_replaced + 1;
    m_owner.insert(*replacement);
    m_replaced = replaced;
    m_from = hit.at + long(replacement->toUtf8().size());
    m_timer.stop();
    search();
}

void EditorFind::replaceAll()
{
    const auto replaced = [text = m_owner.text(), query = m_bar->query(), replacement = m_bar->replacement()] {
        return TextSearch::replacedAll(text, query, replacement);
    };
    const auto take = [this](const TextSearch::Replaced &result) {
        if (result.count == 0)
            return;
        m_owner.replaceText(result.text);
        m_outcome = tr("%n replaced", nullptr, int(result.count));
        search();
    };
    if (m_owner.text().size() <= searchedAtOnce)
        return take(replaced());
    runInBackground<TextSearch::Replaced>(replaced, {this, [this, take, turn = ++m_turn](const TextSearch::Replaced &result) {
                                                         if (turn == m_turn) // else the person went on
                                                             take(result);
                                                     }});
}

// Those on the screen: of a large text all of them would take long to mark.
void EditorFind::mark()
{
    m_editor.SendScintilla(Base::SCI_SETINDICATORCURRENT, EditorLook::foundMark);
    m_editor.SendScintilla(Base::SCI_INDICATORCLEARRANGE, 0UL, long(m_editor.length()));
    const long first = send(Base::SCI_DOCLINEFROMVISIBLE, static_cast<unsigned long>(send(Base::SCI_GETFIRSTVISIBLELINE)));
    const long rows = send(Base::SCI_LINESONSCREEN);
    const long last = send(Base::SCI_DOCLINEFROMVISIBLE, static_cast<unsigned long>(send(Base::SCI_GETFIRSTVISIBLELINE) + rows + 1));
    const long end = send(Base::SCI_GETLINEENDPOSITION, static_cast<unsigned long>(last));
    constexpr int mostMarks = 2000;
    qsizetype number = firstFrom(send(Base::SCI_POSITIONFROMLINE, static_cast<unsigned long>(first)));
    for (int marks = 0; marks < mostMarks && number < m_found.hits.size() && m_found.hits.at(number).at <= end; ++marks, ++number)
        m_editor.SendScintilla(Base::SCI_INDICATORFILLRANGE, static_cast<unsigned long>(m_found.hits.at(number).at), m_found.hits.at(number).size);
}

void EditorFind::tell()
{
    const bool isFruitless = !m_found.trouble.isEmpty() || (m_outcome.isEmpty() && m_replaced == 0 && m_found.hits.isEmpty() && !m_bar->query().text.isEmpty() && !m_timer.isActive());
    m_bar->setSummary(summary(), isFruitless, !m_found.hits.isEmpty());
}

QString EditorFind::summary() const
{
    if (!m_found.trouble.isEmpty())
        return m_found.trouble;
    if (!m_outcome.isEmpty())
        return m_outcome;
    if (m_bar->query().text.isEmpty() || m_timer.isActive())
        return {};
    if (m_found.hits.isEmpty())
        return m_replaced > 0 ? tr("%n replaced, no more found", nullptr, m_replaced) : tr("nothing found");
    const QString count = m_found.isCut ? tr("more than %1").arg(TextSearch::Found::most) : QString::number(m_found.hits.size());
    const qsizetype number = chosen();
    return number < 0 ? tr("%1 found").arg(count) : tr("%1 of %2").arg(number + 1).arg(count);
}

}
