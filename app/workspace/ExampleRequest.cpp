#include "app/workspace/ExampleRequest.h"

#include <algorithm>

namespace tessera {

using namespace Qt::StringLiterals;

RequestDocument exampleRequest(const Example &example, const CredentialId &credential)
{
    RequestDocument document;
    document.name = example.name;
    document.method = example.method;
    document.url = u"{{baseUrl}}"_s + example.path;
    for (const auto &[name, value] : example.headers)
        document.headers += RequestDocument::Row{true, name, value};
    if (!example.body.isEmpty()) {
        const bool isJson = example.contentType.isEmpty() || example.contentType.contains("json"_L1);
        document.body.kind = isJson ? RequestDocument::Body::Kind::Json : RequestDocument::Body::Kind::Text;
        document.body.text = example.body;
        document.body.contentType = example.contentType;
    }
    document.credential = credential;
    return document;
}

const Example &firstToTry(const AuthProfile &profile)
{
    const auto reads = std::find_if(profile.examples.begin(), profile.examples.end(), [](const Example &example) { return example.method == "GET"_L1; });
    return reads == profile.examples.end() ? profile.examples.constFirst() : *reads;
}

}
