#pragma once

#include "app/base/Result.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QList>

#include <optional>

// URLs as text (RFC 3986): what was composed is kept byte for byte. QUrl recodes and tidies, so it is not used for what
// goes on the wire.
namespace tessera::UrlText {

// The components of a URL or of a relative reference, nothing decoded, nothing checked; nullopt is "not there", which
// differs from empty (RFC 3986 appendix B).
struct Parts {
    std::optional<QByteArray> scheme, authority;
    QByteArray path;
    std::optional<QByteArray> query, fragment;
    bool operator==(const Parts &) const = default;
};
[[nodiscard]] Parts split(const QByteArray &url);
[[nodiscard]] QByteArray compose(const Parts &parts);

struct QueryItem {
    QByteArray name, value; // percent-decoded; "+" stays "+"
    bool operator==(const QueryItem &) const = default;
};

// `path` behind `base` as text: no slash is added or dropped, so a base with a path keeps it. A path that is itself an
// http or https URL stands alone. Characters that no URL may hold (spaces, quotes, what is not ASCII) are
// percent-encoded; what is encoded already stays as it is. Errors: Input, where the base is no URL, has a query or a
// fragment, or the path would change its host or port.
[[nodiscard]] Result<QByteArray> join(const QString &base, const QString &path);
// Percent-encodes what can't stand in a URL and nothing else; "%" stays "%". Control characters stay, to be refused.
[[nodiscard]] QByteArray encoded(const QString &text);
[[nodiscard]] QByteArray encoded(const QByteArray &bytes);

// One more item at the end of the query, name and value percent-encoded but for letters, digits and -._~
[[nodiscard]] QByteArray withQueryItem(const QByteArray &url, const QString &name, const QString &value);
[[nodiscard]] QList<QueryItem> queryItems(const QByteArray &url);
[[nodiscard]] QByteArray withoutQueryItems(const QByteArray &url, const QList<QueryItem> &items);

// A reference as a Location header holds one, against the URL it came from (RFC 3986 section 5.2.2). A reference with a
// scheme of its own is left as it is.
[[nodiscard]] QByteArray resolved(const QByteArray &base, const QByteArray &reference);
// What stands between "//" and the path, without copying; empty where there is none.
[[nodiscard]] QByteArrayView authority(QByteArrayView url);
// Path and query as they stand in a request line; never empty.
[[nodiscard]] QByteArray target(const QByteArray &url);

}
