#include "app/json/JsonPath.h"

#include "app/json/path/JsonPathParser.h"
#include "app/json/path/JsonPathRun.h"

namespace tessera {

tl::expected<JsonPath, JsonPathFault> JsonPath::parse(const QString &text)
{
    auto query = JsonPathParser(text).run();
    if (!query)
        return tl::make_unexpected(query.error());
    JsonPath path;
    path.m_query = std::make_shared<const JsonPathQuery>(*std::move(query)); // shared: see there
    return path;
}

JsonPath::Found JsonPath::evaluate(const JsonIndex &index, std::stop_token stop, qsizetype most) const
{
    return JsonPathRun(index, std::move(stop), most).run(*m_query);
}

QStringList JsonPath::notes() const
{
    return m_query->notes;
}

}
