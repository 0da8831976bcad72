#include "app/auth/AuthManager.h"
#include "app/auth/profile/ProfileCatalog.h"
#include "app/auth/session/Accounts.h"
#include "app/base/Redactor.h"
#include "app/http/QnamTransport.h"
#include "tests/bench/support/Figure.h"
#include "tests/support/FakeClock.h"
#include "tests/support/FakeSecretStore.h"
#include "tests/support/RawServer.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

#include <algorithm>

using namespace tessera;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int many = 1000;
constexpr auto tokenTime = 50ms;

constexpr char profileText[] = R"({ "schema": 1, "id": "bench-api", "name": "Bench API",
  "fields": [ { "name": "password", "label": "Password", "secret": true } ],
  "signIn": [ { "way": "password", "label": "Password",
    "request": { "method": "POST", "path": "/login", "json": { "password": "{{password}}" } } } ],
  "tokens": { "access": "$response.body#/access", "refresh": "$response.body#/refresh", "life": "$response.body#/expires_in" },
  "expiry": { "access": [ { "capture": "life", "as": "seconds" } ] },
  "apply": { "headers": { "Authorization": "Bearer {{access}}" } },
  "refresh": { "rotates": true, "request": { "method": "POST", "path": "/refresh", "json": { "refresh": "{{refresh}}" } } } })";

// Gives out tokens, at its leisure.
class TokenEndpoint {
public:
    [[nodiscard]] QString url() const { return QString::fromLatin1(m_server.url("")); }
    [[nodiscard]] int calls() const { return m_calls; }

private:
    void serve(RawConnection &connection)
    {
        if (connection.readRequest().isEmpty())
            return;
        const QByteArray number = QByteArray::number(++m_calls);
        connection.pause(tokenTime);
        connection.send(RawServer::ok(
            R"({"access":"fake-access-)" + number + R"(","refresh":"fake-refresh-)" + number + R"(","expires_in":3600})", "Connection: close\r\n"));
        connection.close();
    }

    std::atomic<int> m_calls = 0;
    RawServer m_server{[this](RawConnection &connection) { serve(connection); }}; // last: its threads use the others
};

struct World {
    World()
    {
        QDir(folder.path()).mkpath(u"profiles"_s);
        QFile file(folder.filePath(u"profiles/bench-api.json"_s));
        bench::demand(file.open(QIODevice::WriteOnly) && file.write(profileText) > 0, "the profile can't be written");
        file.close();
        profiles.reload();
    }

    void signIn(const QString &baseUrl)
    {
        SignInRequest request;
        request.id = id;
        request.baseUrl = baseUrl;
        request.fields = {{u"password"_s, Secret(u"fake-password"_s)}};
        const SignIn *attempt = auth.signIn(request, &auth);
        QObject::connect(attempt, &SignIn::finished, &auth, [](const Result<SignInOutcome> &result) {
            bench::demand(result.has_value(), "signing in failed");
            QCoreApplication::quit();
        });
        QCoreApplication::exec();
    }

    // p99 of the time that a request waits, in ms.
    double authoriseMany(const QString &url, const QByteArray &token)
    {
        HttpRequest request;
        request.url = url.toUtf8() + "/data";
        std::vector<double> times;
        clock.suspend(2h); // the token's time is over
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < many; ++i) {
            auth.authorise(request, id, {&auth, [&](const Result<AuthorisedRequest> &result) {
                                             times.push_back(double(timer.nsecsElapsed()) / 1e6);
                                             bench::demand(result && result->request.headers.value("Authorization") == "Bearer " + token, "another token");
                                             if (times.size() == many)
                                                 QCoreApplication::quit();
                                         }});
        }
        QCoreApplication::exec();
        return bench::quantile(times, 0.99);
    }

    const CredentialId id{u"bench-api"_s, u"home"_s, u"ada"_s};
    QTemporaryDir folder;
    FakeClock clock;
    FakeSecretStore secrets;
    Redactor redactor;
    ProfileCatalog profiles{folder.filePath(u"profiles"_s)};
    Accounts accounts{folder.path()};
    QnamTransport transport{clock};
    AuthManager auth{{clock, profiles, accounts, secrets, transport, redactor, folder.filePath(u"locks"_s)}};
};

}

// A thousand requests ask for the same credential whose token is over, against a token endpoint that takes 50 ms. Wall time.
int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    TokenEndpoint endpoint;
    World world;
    world.signIn(endpoint.url());
    int most = 0;
    const auto ours = [&] {
        const int before = endpoint.calls();
        const double time = world.authoriseMany(endpoint.url(), "fake-access-" + QByteArray::number(before + 1));
        most = std::max(most, endpoint.calls() - before);
        return time;
    };
    const auto medians = bench::inTurn(9, ours, [] { return double(tokenTime.count()); });
    bench::report({u"single-flight/token-calls"_s, double(most), 1, {}, 1});
    bench::report({u"single-flight/p99"_s, medians.ours, medians.base, u"ms"_s, 1.1 + 1 / medians.base});
}
