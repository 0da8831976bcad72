#include "app/sandbox/RequestNames.h"

#include "app/sandbox/SandboxScope.h"

#include <QtCore/QByteArray>

#include <algorithm>

namespace tessera {

namespace {

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    return text;
}

// What an Authorization header may be read as; a server takes what it understands.
Json authorizationOf(const std::string &header)
{
    Json json = Json::object();
    if (header.empty())
        return json;
    json["raw"] = header;
    const auto space = header.find(' ');
    if (space != std::string::npos) {
        json["scheme"] = lower(header.substr(0, space));
        if (json["scheme"] == "bearer")
            json["bearer"] = header.substr(space + 1);
    }
    const std::string word = header.substr(header.rfind(' ') + 1);
    const QByteArray pair = QByteArray::fromBase64(QByteArray::fromStdString(word));
    const auto colon = pair.indexOf(':');
    if (colon >= 0) {
        json["user"] = QString::fromUtf8(pair.left(colon)).toStdString();
        json["password"] = QString::fromUtf8(pair.mid(colon + 1)).toStdString();
    }
    return json;
}

}

Json namesOf(const LoopbackRequest &request)
{
    const std::string path = request.path();
    const auto question = request.target.find('?');
    Json headers = Json::object();
    for (const auto &[name, value] : request.headers) {
        if (!headers.contains(lower(name)))
            headers[lower(name)] = value;
    }
    const std::string type = request.header("Content-Type");
    return Json{{"method", request.method}, {"path", path}, {"pathHtml", toQString(path).toHtmlEscaped().toStdString()},
        {"type", lower(toQString(type.substr(0, type.find(';'))).trimmed().toStdString())},
        {"hasBody", !request.body.empty()},
        {"query",
            question == std::string::npos ? Json::object() : SandboxScope::formFields(request.target.substr(question + 1))},
        {"headers", std::move(headers)}, {"authorization", authorizationOf(request.header("Authorization"))}};
}

}
