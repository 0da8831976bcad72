#include "app/json/JsonMistake.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace tessera {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("JsonText", text);
}

QString sentence(JsonMistake mistake)
{
    switch (mistake) {
    case JsonMistake::None: break;
    case JsonMistake::EndsEarly: return tr("The text ends before the value does.");
    case JsonMistake::MoreText: return tr("There is more text after the end of the value.");
    case JsonMistake::ColonMissing: return tr("A colon is missing after the name.");
    case JsonMistake::CommaOrBraceMissing: return tr("A comma or } is missing here.");
    case JsonMistake::CommaOrBracketMissing: return tr("A comma or ] is missing here.");
    case JsonMistake::NameMissing: return tr("A name in double quotes is missing here.");
    case JsonMistake::ValueMissing:
        return tr(
            "A value is missing here: an object, a list, a text in double quotes, a number, true, false or null.");
    case JsonMistake::DigitMissing: return tr("A digit is missing in the number.");
    case JsonMistake::LeadingZero: return tr("A number must not begin with 0 and another digit.");
    case JsonMistake::StringNeverClosed: return tr("The text in quotes that begins here is never closed.");
    case JsonMistake::LineInString: return tr("The text in quotes is not closed on its line.");
    case JsonMistake::ControlInString:
        return tr("A control character in quotes must be written as \\u and four digits.");
    case JsonMistake::BadEscape: return tr("After a backslash only one of \" \\ / b f n r t u may stand.");
    case JsonMistake::BadHexEscape: return tr("Four hexadecimal digits must follow \\u.");
    case JsonMistake::TooDeep: return tr("From here on objects and lists lie deeper in each other than can be shown.");
    case JsonMistake::TooLarge: return tr("Only the first 4 GiB of JSON can be shown as such.");
    }
    return {};
}

}

JsonFault jsonFault(QByteArrayView text, qsizetype at, JsonMistake mistake)
{
    const QByteArrayView before = text.first(at);
    const qsizetype lineBegin = before.lastIndexOf('\n') + 1;
    JsonFault fault{at, 1, 1, sentence(mistake)};
    fault.line += std::count(before.begin(), before.end(), '\n');
    // Not the inside of a UTF-8 sequence.
    fault.column += std::count_if(before.begin() + lineBegin, before.end(), [](char c) { return (uchar(c) & 0xc0) != 0x80; });
    if (fault.line == 1 && before.startsWith("\xef\xbb\xbf"))
        --fault.column;
    return fault;
}

}
