#include "app/http/HttpHeaders.h"

#include "app/http/VisibleText.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("HttpHeaders", text);
}

bool isNamed(const HttpHeader &field, const QByteArray &name)
{
    return field.name.compare(name, Qt::CaseInsensitive) == 0;
}

}

void HttpHeaders::set(const QByteArray &name, QByteArray value)
{
    const auto first = std::find_if(m_fields.begin(), m_fields.end(), [&](const auto &field) { return isNamed(field, name); });
    if (first == m_fields.end()) {
        append(name, std::move(value));
        return;
    }
    first->value = std::move(value);
    m_fields.erase(std::remove_if(first + 1, m_fields.end(), [&](const auto &field) { return isNamed(field, name); }),
        m_fields.end());
}

void HttpHeaders::remove(const QByteArray &name)
{
    m_fields.removeIf([&](const HttpHeader &field) { return isNamed(field, name); });
}

bool HttpHeaders::contains(const QByteArray &name) const
{
    return std::any_of(m_fields.cbegin(), m_fields.cend(), [&](const auto &field) { return isNamed(field, name); });
}

QByteArray HttpHeaders::value(const QByteArray &name) const
{
    const auto first = std::find_if(m_fields.cbegin(), m_fields.cend(), [&](const auto &field) { return isNamed(field, name); });
    return first == m_fields.cend() ? QByteArray() : first->value;
}

QList<QByteArray> HttpHeaders::values(const QByteArray &name) const
{
    QList<QByteArray> values;
    for (const HttpHeader &field : m_fields) {
        if (isNamed(field, name))
            values.append(field.value);
    }
    return values;
}

Result<Done> HttpHeaders::check() const
{
    for (const HttpHeader &field : m_fields) {
        if (field.name.isEmpty())
            return failure(ErrorKind::Input, tr("A header has no name."), tr("Give it a name, or remove the row."));
        const auto bad = std::find_if_not(field.name.cbegin(), field.name.cend(), isTokenCharacter);
        if (bad != field.name.cend())
            return failure(ErrorKind::Input,
                tr("The header name \"%1\" has a character that can't stand in one: %2.")
                    .arg(VisibleText::of(field.name, 40), VisibleText::ofCharacter(*bad)),
                tr("Names are made of letters, digits and !#$%&'*+-.^_`|~."));
        const auto unsendable = std::find_if(
            field.value.cbegin(), field.value.cend(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
        if (unsendable != field.value.cend())
            return failure(ErrorKind::Input,
                tr("The value of the header \"%1\" has a character that can't be sent: %2.")
                    .arg(QString::fromLatin1(field.name), VisibleText::ofCharacter(*unsendable)),
                tr("A line break there would begin another header. Look at the end of a pasted value or of a variable."));
    }
    return Done{};
}

bool isTokenCharacter(char c)
{
    const bool isLetterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return isLetterOrDigit || (c != '\0' && QByteArrayView("!#$%&'*+-.^_`|~").contains(c));
}

}
