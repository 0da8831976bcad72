#include "app/http/MultipartForm.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QRandomGenerator>

#include <algorithm>

namespace tessera {

namespace {

constexpr qsizetype boundaryDigits = 32; // 128 bits: no need to look for it in the parts

QByteArray quoted(const QByteArray &text)
{
    QByteArray result = text;
    result.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A");
    return '"' + result + '"';
}

QByteArray headOf(const MultipartForm::Part &part)
{
    QByteArray head = "Content-Disposition: form-data; name=" + quoted(part.name);
    if (part.fileName)
        head += "; filename=" + quoted(*part.fileName);
    head += "\r\n";
    if (!part.contentType.isEmpty())
        head += "Content-Type: " + part.contentType + "\r\n";
    return head + "\r\n";
}

QByteArray saltOfThisRun()
{
    QByteArray salt(32, Qt::Uninitialized);
    QRandomGenerator::system()->generate(salt.begin(), salt.end());
    return salt;
}

bool standsIn(const QList<MultipartForm::Part> &parts, const QByteArray &boundary)
{
    return std::any_of(parts.cbegin(), parts.cend(), [&](const MultipartForm::Part &part) {
        const auto &pieces = part.content.pieces();
        return headOf(part).contains(boundary)
            || std::any_of(pieces.cbegin(), pieces.cend(), [&](const auto &piece) { return piece.bytes.contains(boundary); });
    });
}

QByteArray chosenFor(const QList<MultipartForm::Part> &parts)
{
    static const QByteArray salt = saltOfThisRun();
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(salt);
    for (const auto &part : parts) {
        hash.addData(headOf(part));
        for (const auto &piece : part.content.pieces()) {
            hash.addData(piece.bytes);
            hash.addData(piece.file.toUtf8() + ' ' + QByteArray::number(piece.size) + ' '
                + QByteArray::number(piece.modified.toMSecsSinceEpoch()));
        }
    }
    return "----tessera" + hash.result().toHex().first(boundaryDigits);
}

}

MultipartForm::MultipartForm(const QList<Part> &parts, const QByteArray &boundary)
    : m_boundary(boundary.isEmpty() ? chosenFor(parts) : boundary)
    , m_isUnambiguous(boundary.isEmpty() || !standsIn(parts, boundary))
{
    for (const Part &part : parts) {
        m_body.append("--" + m_boundary + "\r\n" + headOf(part));
        m_body.append(part.content);
        m_body.append(QByteArray("\r\n"));
    }
    m_body.append("--" + m_boundary + "--\r\n");
}

}
