#include "tests/support/SentRun.h"

#include <QtTest/QTest>

namespace tessera {

RunResult sentRun(RequestRunner &runner, const RequestDocument &document)
{
    std::optional<RunResult> result;
    const std::unique_ptr<RequestRun> run(runner.run(document, nullptr));
    QObject::connect(run.get(), &RequestRun::finished, run.get(), [&result](const RunResult &finished) { result = finished; });
    if (QTest::qWaitFor([&result] { return result.has_value(); }, 20'000))
        return *result;
    RunResult none;
    none.error = Error{ErrorKind::Timeout, QStringLiteral("the test waited in vain"), {}};
    return none;
}

}
