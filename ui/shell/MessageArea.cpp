#include "ui/shell/MessageArea.h"

#include "ui/theme/Surface.h"

#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

MessageArea::MessageArea(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSurface(this, Surface::Panel);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(8);
    hide();
}

ErrorBanner *MessageArea::banner(const QString &topic)
{
    ErrorBanner *&banner = m_banners[topic];
    if (!banner) {
        banner = new ErrorBanner(m_theme, this);
        banner->setObjectName(u"message:"_s + topic);
        connect(banner, &ErrorBanner::dismissed, this, &MessageArea::fit);
        layout()->addWidget(banner);
    }
    return banner;
}

void MessageArea::say(const QString &topic, ErrorBanner::Kind kind, const QString &message, const QString &detail,
    const QList<ErrorBanner::Action> &actions)
{
    banner(topic)->say(kind, message, detail, actions);
    fit();
}

void MessageArea::sayError(const QString &topic, const Error &error, const QList<ErrorBanner::Action> &actions)
{
    banner(topic)->sayError(error, actions);
    fit();
}

void MessageArea::clear(const QString &topic)
{
    if (ErrorBanner *said = m_banners.value(topic))
        said->clear();
    fit();
}

QString MessageArea::message(const QString &topic) const
{
    const ErrorBanner *said = m_banners.value(topic);
    return said && !said->isHidden() ? said->message() : QString();
}

void MessageArea::fit()
{
    setVisible(
        std::any_of(m_banners.cbegin(), m_banners.cend(), [](const ErrorBanner *banner) { return !banner->isHidden(); }));
}

}
