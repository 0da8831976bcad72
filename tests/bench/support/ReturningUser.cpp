#include "tests/bench/support/ReturningUser.h"

#include "app/base/Redactor.h"
#include "app/workspace/DraftStore.h"
#include "tests/bench/support/Figure.h"

#include <QtCore/QDir>

namespace tessera::bench {

using namespace Qt::StringLiterals;

namespace {

Draft draftOf(const QString &url)
{
    Draft draft;
    draft.document.url = url;
    draft.document.headers = {{true, u"Accept"_s, u"application/json"_s}, {false, u"X-Trace"_s, u"1"_s}};
    draft.origin = draft.document;
    return draft;
}

}

ReturningUser::ReturningUser(const QString &url)
{
    demand(QDir().mkpath(programFolder()), "no room for a data folder");
    const Redactor redactor;
    DraftStore store(programFolder() + "/drafts.json"_L1, redactor);
    Drafts drafts;
    drafts.drafts = {draftOf(url), draftOf(u"https://api.example.com/v1/users/7"_s)};
    demand(store.load() && store.save(drafts), "the requests can't be written");
}

}
