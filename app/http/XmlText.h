#pragma once

#include "app/base/Result.h"

#include <tl/expected.hpp>

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

#include <optional>
#include <stop_token>

namespace tessera {

class BodyStore;

// Where XML text stops being XML.
struct XmlFault {
    qsizetype at = 0; // bytes from the start
    qsizetype line = 1, column = 1; // as an editor counts: from 1, in characters
    QString message; // a sentence without the place
    bool operator==(const XmlFault &) const = default;
};

// XML as text: an element a line, two spaces a level (at most 100 levels). Only white space between elements changes: an
// element that holds text, or has xml:space="preserve", stays as it is written, whatever is in it. Entities, CDATA, comments,
// the declaration and a document type stay as written too: nothing is expanded, fetched or defined. Any depth up to
// `deepest`: nothing recurses. Bytes in any charset that has ASCII in it.
namespace XmlText {

constexpr qsizetype deepest = 1'000'000;

// The first fault; nullopt where there is none. Names and namespaces are not checked against anything declared.
[[nodiscard]] std::optional<XmlFault> faultIn(QByteArrayView xml);

// For an editor: all or nothing.
[[nodiscard]] tl::expected<QByteArray, XmlFault> indented(QByteArrayView xml, int indent = 2);

// For looking at it: writes into `out` as it goes, so that a LineIndex over `out` shows the beginning at once, and finishes
// it. Where the text stops being XML the rest follows on a new line as it is, and the fault tells where that is in `xml`; so
// too where it was stopped. Errors: Storage (`out` keeps what it has). For a background thread.
struct Laid {
    std::optional<XmlFault> fault;
    bool isStopped = false;
};
[[nodiscard]] Result<Laid> indent(QByteArrayView xml, BodyStore &out, std::stop_token stop = {});

}

}
