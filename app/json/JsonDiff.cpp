#include "app/json/JsonDiff.h"

#include "app/json/diff/JsonDiffRun.h"

namespace tessera {

JsonDiff JsonDiff::between(const JsonIndex &before, const JsonIndex &after, std::stop_token stop, qsizetype most)
{
    return JsonDiffRun(before, after, std::move(stop), most).run();
}

}
