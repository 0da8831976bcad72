#include "app/base/SystemClock.h"
#include "app/http/CurlTransport.h"
#include "tests/support/SampleToken.h"
#include "ui/theme/Surface.h"
#include "ui/theme/Theme.h"
#include "ui/token/CompareWindow.h"
#include "ui/token/SignatureBox.h"
#include "ui/token/TokenInspector.h"
#include "ui/token/TokenPanels.h"
#include "ui/token/TokenText.h"
#include "ui/widgets/Ticker.h"

#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

// The token inspector, narrow and large, with each kind of token: for looking at, not a test.
// usage: gallery_tokens [--dark] [--only NAME,...] --save FOLDER

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString corrupt = u"eyJhbGciOiJIUzM4NCIsInR5cCI6IkpXVCJ9.eyB1aWQiOiI2NWQwZjVjOS03ZmIwLTQ1NWMtOTAzNi05ZTcyZjBhOGQwZjYiLCJhciI6WyJQYXJ0bmVyIiwiUGFydG5lckFkbWluIl0sInJlYWxtIjoiUGFydG5lciIsImlhdCI6MTY5MTE1MTI1NywiZXhwIjoxNjkxMTU0ODU3fS4.wBdfxnNYap0_M-omZUmnor7lB6c3ooVK2AENYtsIcfLzofW5bvkYgQzhaVABtJsU"_s;

InspectedToken inspected(const QString &value, const QString &name = u"access"_s, const QString &owner = u"admin"_s, const QString &api = u"datarhei Core"_s)
{
    return {Secret(value), name, owner, api, {u"datarhei-core"_s, u"Sandbox"_s, u"admin"_s}, 0ms, 0};
}

void enterSecret(TokenInspector &inspector, const QString &secret)
{
    inspector.panels().signature->form().setSource(KeyForm::Source::Secret);
    inspector.findChild<QLineEdit *>(u"keySecret"_s)->setText(secret);
    inspector.findChild<QPushButton *>(u"keyGo"_s)->click();
}

}

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    SystemClock clock;
    Ticker ticker(clock);
    Theme theme;
    CurlTransport transport(clock);
    const QStringList arguments = QApplication::arguments();
    const auto option = [&](const QString &name) {
        const auto at = arguments.indexOf(name);
        return at < 0 ? QString() : arguments.value(at + 1);
    };
    theme.setChoice(arguments.contains(u"--dark"_s) ? SchemeChoice::Dark : SchemeChoice::Light);
    theme.applyTo(application);
    const TokenInspector::Parts parts{theme, ticker, transport, {}};
    TokenInspector narrow(parts, TokenInspector::Shape::Narrow), wide(parts, TokenInspector::Shape::Wide);
    for (TokenInspector *each : {&narrow, &wide})
        setSurface(each, Surface::Window);
    narrow.resize(theme.px(324), theme.px(430));
    wide.resize(theme.px(1180), theme.px(720));
    const qint64 now = std::chrono::duration_cast<std::chrono::seconds>(clock.now().time_since_epoch()).count();
    const QString core = SampleToken::core(now - 18, 60), rich = SampleToken::rich(now - 900, 3600);
    const auto both = [&](const InspectedToken &token) {
        narrow.inspect(token);
        wide.inspect(token);
    };

    const InspectedToken after = inspected(SampleToken::rich(now - 60, 3600, "openid profile orders:read admin"), u"access"_s, u"organiser"_s, u"Kent Hack Enough"_s);
    InspectedToken before = inspected(rich, u"access before the refresh"_s, u"organiser"_s, u"Kent Hack Enough"_s);
    CompareWindow comparison(theme, ticker, {{CompareWindow::labelOf(before), [&] { return before; }}, {CompareWindow::labelOf(after), [&] { return after; }}}, nullptr);
    comparison.setAttribute(Qt::WA_DeleteOnClose, false);
    comparison.compare(before, after);
    comparison.show();
    const InspectedToken ada = inspected(SampleToken::of("{\"iss\":\"https://login.example.org/\",\"sub\":\"ada\",\"aud\":[\"orders\",\"account\"],\"azp\":\"web\",\"scope\":\"openid orders:read orders:write\",\"realm_access\":{\"roles\":[\"staff\",\"admin\"]},\"amr\":[\"pwd\",\"otp\"],\"exp\":" + QByteArray::number(now + 500) + '}'),
        u"access"_s, u"ada"_s, u"Orders"_s);
    const InspectedToken grace = inspected(SampleToken::of("{\"iss\":\"https://login.example.org/\",\"sub\":\"grace\",\"aud\":\"account\",\"azp\":\"robot\",\"scope\":\"openid orders:read\",\"realm_access\":{\"roles\":[\"staff\"]},\"amr\":[\"pwd\"],\"exp\":" + QByteArray::number(now - 100) + '}'),
        u"access"_s, u"grace"_s, u"Orders"_s);
    CompareWindow people(theme, ticker, {{CompareWindow::labelOf(ada), [&] { return ada; }}, {CompareWindow::labelOf(grace), [&] { return grace; }}}, nullptr);
    people.setAttribute(Qt::WA_DeleteOnClose, false);
    people.compare(ada, grace);
    people.show();

    using State = std::pair<QString, std::function<void()>>;
    const QList<State> states{
        {u"empty"_s, [&] {}},
        {u"core"_s, [&] {
             for (TokenInspector *each : {&narrow, &wide})
                 each->setChoices({u"access"_s, u"refresh"_s});
             both(inspected(core));
         }},
        {u"core-json"_s, [&] { narrow.showSection(TokenPage::Section::Json); }},
        {u"core-signature"_s, [&] { narrow.showSection(TokenPage::Section::Signature); }},
        {u"core-valid"_s, [&] {
             enterSecret(narrow, QString::fromLatin1(SampleToken::secret));
             enterSecret(wide, QString::fromLatin1(SampleToken::secret));
         }},
        {u"core-invalid"_s, [&] {
             enterSecret(narrow, u"another secret"_s);
             enterSecret(wide, u"another secret"_s);
         }},
        {u"core-revealed"_s, [&] {
             narrow.showSection(TokenPage::Section::Claims);
             narrow.offerBefore(true);
             narrow.panels().text->setRevealed(true);
             wide.panels().text->setRevealed(true);
         }},
        {u"rich"_s, [&] {
             narrow.offerBefore(false);
             both(inspected(rich, u"access"_s, u"organiser"_s, u"Kent Hack Enough"_s));
         }},
        {u"rich-issuer"_s, [&] { narrow.showSection(TokenPage::Section::Signature); }},
        {u"rich-opened"_s, [&] {
             narrow.showSection(TokenPage::Section::Claims);
             narrow.panels().text->setRevealed(false);
         }},
        {u"expired"_s, [&] { both(inspected(SampleToken::core(now - 9000, 600))); }},
        {u"future"_s, [&] { both(inspected(SampleToken::of("{\"iat\":" + QByteArray::number(now) + ",\"nbf\":" + QByteArray::number(now + 300) + ",\"exp\":" + QByteArray::number(now + 900) + "}"))); }},
        {u"endless"_s, [&] { both(inspected(SampleToken::of("{\"iat\":" + QByteArray::number(now - 86400) + ",\"sub\":\"robot\",\"password\":\"hunter2\"}", R"({"alg":"none"})"))); }},
        {u"corrupt"_s, [&] { both(inspected(corrupt, u"access"_s, u"partner"_s, u"PagFast Partner"_s)); }},
        {u"uuid"_s, [&] { both(inspected(u"0b2f1a6c-53f3-4bb6-9e8a-1f2d3c4b5a69"_s, u"refresh"_s)); }},
        {u"jwe"_s, [&] { both(inspected(u"eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.OKOawDo13gRp2ojaHV7LFpZcgV7T6DVZKTyKOMTYUmKoTCVJRgckCL9kiMT03JGe.48V1_ALb6US04U3b.5eym8TW_c8SuK0ltJ3rpYIzOeDQz7TALvtu6UG9oMo4vpzs9tX_EFShS8iB7j6ji.XFBoMYUZodetZdvTiFvSkQ"_s)); }},
        {u"opaque"_s, [&] { both(inspected(u"ghp_16C7e42F292c6912E7710c838347Ae178B4a"_s, u"pasted token"_s, {}, {})); }},
        {u"words"_s, [&] { both(inspected(u"what on earth is this"_s, u"pasted token"_s, {}, {})); }},
        {u"paste"_s, [&] { narrow.showPaste(); wide.showPaste(); }},
    };
    const QString only = option(u"--only"_s), target = option(u"--save"_s);
    narrow.show();
    wide.show();
    std::function<void(qsizetype)> step = [&](qsizetype index) {
        if (index == states.size())
            return QApplication::quit();
        const auto &[name, run] = states.at(index);
        run();
        clock.after(250ms, &wide, [&, index, file = name] {
            const QString end = theme.isDark() ? u"-dark.png"_s : u"-light.png"_s;
            if (!target.isEmpty() && (only.isEmpty() || only.split(u',').contains(file))) {
                narrow.grab().save(target + u"/narrow-"_s + file + end);
                wide.grab().save(target + u"/wide-"_s + file + end);
                comparison.grab().save(target + u"/compare"_s + end);
                people.grab().save(target + u"/compare-people"_s + end);
            }
            step(index + 1);
        });
    };
    clock.after(400ms, &wide, [&] { step(0); });
    return QApplication::exec();
}
