#include "ui/shell/FlowChips.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("FlowChips", text);
}

bool isJwt(const AuthProfile &profile, const QString &capture)
{
    const QList<ExpirySource> sources = profile.expiry.value(capture);
    return std::any_of(sources.cbegin(), sources.cend(),
        [](const ExpirySource &source) { return source.kind == ExpirySource::Kind::JwtClaim; });
}

QString whatIsSent(const AuthProfile &profile)
{
    if (profile.ways.isEmpty() || profile.ways.constFirst().steps.isEmpty())
        return {};
    const Way &way = profile.ways.constFirst();
    const RequestTemplate &request = way.steps.constFirst().request;
    const QString first = request.method + u' ' + request.path.text();
    return way.steps.size() > 1 ? tr("%1 and %2 more").arg(first).arg(way.steps.size() - 1) : first;
}

QString whatComesBack(const AuthProfile &profile)
{
    const bool hasRefresh = profile.tokens.contains(u"refresh"_s);
    QStringList names;
    if (isJwt(profile, u"access"_s) && hasRefresh && isJwt(profile, u"refresh"_s)) {
        names << tr("access + refresh JWT");
    } else {
        QString access = isJwt(profile, u"access"_s) ? tr("JWT") : tr("token");
        if (profile.tokens.value(u"access"_s).expression() == "$response.body"_L1)
            access = tr("%1 as text").arg(access);
        names << access;
        if (hasRefresh)
            names << tr("refresh");
    }
    for (auto it = profile.tokens.cbegin(); it != profile.tokens.cend(); ++it) {
        if (it.key() != "access"_L1 && it.key() != "refresh"_L1 && !profile.plainCaptures.contains(it.key()))
            names << it.key();
    }
    return names.join(u" + "_s);
}

// "Bearer {{access}}": its scheme; a bare token has none.
QString schemeOf(const QString &value)
{
    const qsizetype brace = value.indexOf("{{"_L1);
    const QString before = value.left(std::max<qsizetype>(brace, 0)).trimmed();
    return before.isEmpty() ? tr("raw token") : before;
}

QString howItGoes(const AuthProfile &profile)
{
    QStringList parts;
    const auto add = [&parts](const Application &apply) {
        if (apply.basic)
            parts << tr("Basic");
        for (const NamedTemplate &header : apply.headers)
            parts << (header.name.compare("Authorization"_L1, Qt::CaseInsensitive) == 0 ? schemeOf(header.value.text())
                                                                                        : header.name);
        for (const NamedTemplate &item : apply.query)
            parts << u"?%1="_s.arg(item.name);
        for (const NamedTemplate &cookie : apply.cookies)
            parts << tr("cookie %1").arg(cookie.name);
    };
    add(profile.apply);
    for (const ApplyChoice &choice : profile.choices) {
        if (!choice.options.isEmpty())
            add(choice.options.constFirst().apply);
    }
    add(profile.always);
    return parts.join(u" + "_s);
}

QString howItIsRefreshed(const AuthProfile &profile)
{
    switch (profile.refresh.kind) {
    case RefreshRule::Kind::None:
        return tr("no refresh");
    case RefreshRule::Kind::SignIn:
        return tr("sign in again");
    case RefreshRule::Kind::Steps:
        break;
    }
    if (profile.refresh.steps.isEmpty())
        return {};
    const QString request = tr("%1 refresh").arg(profile.refresh.steps.constFirst().request.method);
    return profile.refresh.rotates == RefreshRule::Rotates::Yes ? tr("%1, rotates").arg(request) : request;
}

}

QStringList flowChips(const AuthProfile &profile)
{
    QStringList chips{whatIsSent(profile), whatComesBack(profile), howItGoes(profile), howItIsRefreshed(profile)};
    chips.removeAll(QString());
    return chips;
}

}
