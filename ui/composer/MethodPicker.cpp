#include "ui/composer/MethodPicker.h"

#include "ui/theme/ControlLook.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/MethodBadge.h"
#include "ui/widgets/TypeAhead.h"

#include <QtCore/QRegularExpression>
#include <QtGui/QKeyEvent>
#include <QtGui/QRegularExpressionValidator>
#include <QtWidgets/QLineEdit>

#include <utility>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

const QStringList &knownMethods()
{
    static const QStringList methods{u"GET"_s, u"POST"_s, u"PUT"_s, u"PATCH"_s, u"DELETE"_s, u"HEAD"_s, u"OPTIONS"_s};
    return methods;
}

}

QString MethodPicker::knownAs(const QString &method)
{
    const QString upper = method.toUpper();
    return knownMethods().contains(upper) ? upper : QString();
}

MethodPicker::MethodPicker(const Theme &theme, QWidget *parent)
    : QComboBox(parent)
    , m_theme(theme)
{
    setObjectName(u"method"_s);
    setAccessibleName(tr("Method"));
    setTall(this);
    setEditable(true);
    setInsertPolicy(QComboBox::NoInsert);
    addItems(knownMethods());
    setMaxVisibleItems(count());
    // RFC 9110 section 5.6.2: what a method may be made of.
    lineEdit()->setValidator(new QRegularExpressionValidator(QRegularExpression(u"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,40}"_s), this));
    lineEdit()->setAccessibleName(accessibleName());
    setCompleter(nullptr); // it would write what it knows in the place of what is typed, and so would Enter:
    setDuplicatesEnabled(true);
    lineEdit()->installEventFilter(this);
    auto *ahead = new TypeAhead(theme, lineEdit());
    ahead->setSource([this](const QString &before, bool) {
        QList<TypeAhead::Word> words;
        for (const QString &method : knownMethods())
            words.append({method, {}});
        return TypeAhead::Offer{before.size(), before == currentText() ? TypeAhead::matching(words, before) : QList<TypeAhead::Word>(), {}, false};
    });
    m_method = knownMethods().first();
    connect(this, &QComboBox::textActivated, this, &MethodPicker::take);
    connect(lineEdit(), &QLineEdit::textEdited, this, &MethodPicker::updateGeometry);
    connect(lineEdit(), &QLineEdit::editingFinished, this, [this] { take(currentText()); });
    connect(&theme, &Theme::changed, this, &MethodPicker::dress);
    dress();
}

QString MethodPicker::method() const
{
    const QString typed = currentText();
    return typed.isEmpty() ? m_method : typed;
}

void MethodPicker::setMethod(const QString &method)
{
    m_method = method;
    const QSignalBlocker quiet(this);
    setCurrentIndex(knownMethods().indexOf(method));
    setEditText(method);
    lineEdit()->setCursorPosition(0);
    dress();
}

void MethodPicker::take(const QString &method)
{
    const QString old = m_method;
    setMethod(method.isEmpty() ? old : method);
    if (m_method != old)
        Q_EMIT methodChanged(m_method);
}

void MethodPicker::dress()
{
    setFont(m_theme.font(TextRole::MonoStrong));
    QPalette own = lineEdit()->palette();
    own.setColor(QPalette::Text, m_theme.color(methodToken(m_method)));
    lineEdit()->setPalette(own);
    updateGeometry();
}

QSize MethodPicker::sizeHint() const
{
    const int width = QFontMetrics(m_theme.font(TextRole::MonoStrong)).horizontalAdvance(currentText().left(16));
    return {qMax(width, m_theme.px(26)) + m_theme.px(7 + 26 + 8), m_theme.px(34)};
}

void MethodPicker::keyPressEvent(QKeyEvent *event)
{
    // The line edit hands its keys on to the combo box.
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!isEnter || (event->modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier)
        return QComboBox::keyPressEvent(event);
    take(currentText()); // a word of its own: sending has its keys
    lineEdit()->selectAll();
}

// A click into it is for another method, as in an address bar: what is typed next replaces the one there.
bool MethodPicker::eventFilter(QObject *watched, QEvent *event)
{
    const bool isHandled = QComboBox::eventFilter(watched, event);
    if (watched == lineEdit() && event->type() == QEvent::MouseButtonRelease && std::exchange(m_isEntered, false)
        && !lineEdit()->hasSelectedText())
        lineEdit()->selectAll();
    return isHandled;
}

void MethodPicker::focusInEvent(QFocusEvent *event)
{
    QComboBox::focusInEvent(event);
    m_isEntered = event->reason() == Qt::MouseFocusReason;
}

void MethodPicker::mousePressEvent(QMouseEvent *event)
{
    m_isEntered = false; // on the arrow
    QComboBox::mousePressEvent(event);
}

void MethodPicker::wheelEvent(QWheelEvent *event)
{
    event->ignore(); // a method is not changed by scrolling past it
}

}
