#include "ui/credentials/SecretClipboard.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QMimeData>
#include <QtGui/QClipboard>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

QByteArray digestOf(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

}

SecretClipboard::SecretClipboard(QClipboard &clipboard, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clipboard(clipboard)
    , m_clock(clock)
{
}

SecretClipboard::~SecretClipboard()
{
    if (m_timer != 0)
        m_clock.cancel(m_timer);
    clear();
}

void SecretClipboard::copy(const Secret &secret)
{
    auto *data = new QMimeData; // the clipboard takes it
    data->setText(secret.reveal());
    data->setData(u"x-kde-passwordManagerHint"_s, QByteArrayLiteral("secret"));
    m_clipboard.setMimeData(data);
    m_digest = digestOf(secret.revealUtf8());

    if (m_timer != 0)
        m_clock.cancel(m_timer);
    m_timer = m_clock.after(keptFor, this, [this] {
        m_timer = 0;
        clear();
    });
}

bool SecretClipboard::isStillThere() const
{
    return !m_digest.isEmpty() && m_clipboard.ownsClipboard() && digestOf(m_clipboard.text().toUtf8()) == m_digest;
}

void SecretClipboard::clear()
{
    if (isStillThere())
        m_clipboard.clear();
    m_digest.clear();
}

}
