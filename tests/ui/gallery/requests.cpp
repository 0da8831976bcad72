#include "app/auth/profile/ProfileCatalog.h"
#include "app/base/Redactor.h"
#include "app/base/SystemClock.h"
#include "app/http/BodyStore.h"
#include "tests/support/SampleRun.h"
#include "tests/ui/RequestFakes.h"
#include "ui/composer/Composer.h"
#include "ui/composer/RequestLine.h"
#include "ui/composer/RequestTabs.h"
#include "ui/response/BodyView.h"
#include "ui/response/FailureView.h"
#include "ui/response/HexView.h"
#include "ui/response/ResponseView.h"
#include "ui/widgets/CodeView.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Rule.h"
#include "ui/widgets/SegmentedControl.h"
#include "ui/widgets/Ticker.h"
#include "ui/shell/ExampleTree.h"

#include <QtCore/QTemporaryDir>
#include <QtCore/QBuffer>
#include <QtCore/QDateTime>
#include <QtGui/QImage>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtGui/QScreen>
#include <QtWidgets/QApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTreeView>

#include <functional>

// Composer, response and example tree in every state, for looking at, not a test.
// usage: gallery_requests [--dark] [--only STATE] [--size WxH] --save FOLDER

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArray sampleBytes()
{
    QByteArray bytes("\x1f\x8b\x08\0Tessera", 11);
    for (int i = 0; i < 4000; ++i)
        bytes += char(i % 7 == 0 ? 0 : i * 37 + i / 256);
    return bytes;
}

QByteArray samplePicture()
{
    QImage image(640, 400, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(QColor(59, 110, 245));
    painter.drawEllipse(80, 60, 300, 280);
    painter.setBrush(QColor(207, 61, 61, 160));
    painter.drawEllipse(280, 60, 280, 280);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    image.save(&buffer, "png");
    return bytes;
}

QByteArray sampleDrawing()
{
    return "<svg xmlns='http://www.w3.org/2000/svg' width='320' height='200'><rect width='320' height='200' rx='20' fill='#3b6ef5'/>"
           "<circle cx='160' cy='100' r='70' fill='#e5b567'/></svg>";
}

QByteArray sampleHints()
{
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    const auto part = [](const QByteArray &json) { return json.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals); };
    const QByteArray token = part(R"({"alg":"HS256","typ":"JWT"})") + '.' + part("{\"sub\":\"admin\",\"exp\":" + QByteArray::number(now + 42) + '}') + ".c2lnbmF0dXJl";
    return R"({"id":"ingest-lobby","created_at":)" + QByteArray::number(now - 8 * 3600) + R"(,"updated":)" + QByteArray::number((now - 90) * 1000)
        + R"(,"expires":"2026-12-24T18:00:00+01:00","state":{"exec":"running","exec":"failed","runtime_seconds":18446744073709551615,"memory_bytes":52428800,"cpu_usage":12.50},"token":")"
        + token + R"(","metadata":{"a":1,"b":[1,2,3]}})";
}

QByteArray sampleXml()
{
    return "<?xml version=\"1.0\"?><!-- what was ordered --><orders page=\"1\"><order id=\"42\"><customer>Ada &amp; Sons</customer><items><item count=\"2\">Tea</item>"
           "<item count=\"1\">Milk</item></items><paid/></order><order id=\"43\"><customer>Bo</customer><items/></order></orders>";
}

QByteArray sampleLines()
{
    QByteArray lines;
    for (int i = 0; i < 6; ++i)
        lines += "{\"time\":" + QByteArray::number(QDateTime::currentSecsSinceEpoch() - 60 * i) + ",\"level\":\"info\",\"process\":{\"id\":\"ingest-" + QByteArray::number(i) + "\",\"cpu\":12.50}}\n";
    return lines;
}

HttpExchange growing(const QByteArray &type, const QByteArray &bytes)
{
    HttpExchange exchange = SampleRun::exchange(200, "OK", type, {});
    exchange.body = std::make_shared<BodyStore>();
    if (!exchange.body->append(bytes))
        exchange.body->finish();
    return exchange;
}

QByteArray sampleEvents()
{
    QByteArray events = ": welcome\n\n";
    for (int i = 0; i < 30; ++i)
        events += "event: " + QByteArray(i % 3 ? "state" : "log") + "\nid: " + QByteArray::number(1000 + i) + "\ndata: {\"process\":\"ingest-lobby-" + QByteArray::number(i) + "\",\"exec\":\"running\",\"cpu\":12.50}\n\n";
    return events;
}

RunResult cookies()
{
    RunResult result = SampleRun::redirected();
    HttpHop &hop = result.attempts[0].exchange.hops[0];
    hop.headers.append("Set-Cookie", "csrf=ab12; Path=/; Secure; SameSite=Strict; Max-Age=864000");
    hop.headers.append("Set-Cookie", "track=1; Domain=ads.example; Max-Age=99999999");
    hop.headers.append("Set-Cookie", "old=; Max-Age=0");
    return result;
}

RequestDocument processes()
{
    RequestDocument document;
    document.name = u"List processes"_s;
    document.url = u"{{baseUrl}}/api/v3/process?filter=state&reference={{ref}}"_s;
    document.headers = {{true, u"Accept"_s, u"application/json"_s}, {false, u"X-Trace"_s, u"{{$uuid}}"_s}, {true, u"X-Base"_s, u"{{baseUrl}}/{{ref}}"_s}};
    document.credential = fakeAdmin;
    return document;
}

}

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    SystemClock clock;
    Ticker ticker(clock);
    Theme theme;
    const QStringList arguments = QApplication::arguments();
    const auto option = [&](const QString &name) {
        const auto at = arguments.indexOf(name);
        return at < 0 ? QString() : arguments.value(at + 1);
    };
    theme.setChoice(arguments.contains(u"--dark"_s) ? SchemeChoice::Dark : SchemeChoice::Light);
    theme.applyTo(application);
    QTemporaryDir folder;
    Redactor redactor;
    redactor.addName(u"Authorization"_s);
    redactor.addName(u"Set-Cookie"_s);
    FakeCredentials credentials(clock);
    FakeRequestContext context;
    const ProfileCatalog profiles(folder.filePath(u"profiles"_s));
    DraftStore store(folder.filePath(u"tabs.json"_s), redactor);

    QWidget sheet;
    auto *columns = new QHBoxLayout(&sheet);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(0);
    auto *tree = new ExampleTree(theme, profiles);
    tree->setSignedIn({u"datarhei-core"_s, u"kent-hack-enough"_s, u"telenor-mic"_s});
    tree->setFixedWidth(theme.px(246));
    auto *tabs = new RequestTabs({{theme, ticker, credentials, context, redactor}, clock, store, {}});
    columns->addWidget(tree);
    columns->addWidget(new Rule(theme, Qt::Vertical));
    columns->addWidget(tabs, 1);
    tabs->restore();
    tabs->open(processes());
    RequestDocument add = processes();
    add.name = u"Add process"_s;
    add.method = u"POST"_s;
    add.url = u"{{baseUrl}}/api/v3/process"_s;
    add.body.kind = RequestDocument::Body::Kind::Json;
    add.body.text = u"{\n  \"id\": \"ingest-lobby\",\n  \"options\": [\"-loglevel\", \"info\"],\n  \"limits\": { \"cpu_usage\": 12.50 \"memory\": 512 }\n}\n"_s;
    tabs->open(add, true);
    RequestDocument mail = processes();
    mail.name = u"Change my e-mail"_s;
    mail.method = u"PATCH"_s;
    mail.body.kind = RequestDocument::Body::Kind::Form;
    mail.body.form = {{true, u"email"_s, u"new@example.com"_s}, {true, u"password"_s, u"s3cr3t"_s}};
    tabs->open(mail, true);
    tabs->goTo(0);
    const QSize size(option(u"--size"_s).section(u'x', 0, 0).toInt(), option(u"--size"_s).section(u'x', 1).toInt());
    sheet.resize(size.isEmpty() ? QSize(1120, 720) : size);
    sheet.show();

    const auto response = [&]() -> ResponseView & { return tabs->currentPage()->response(); };
    const auto composer = [&]() -> Composer & { return tabs->currentPage()->composer(); };
    const auto show = [&](const RunResult &result) { tabs->currentPage()->showResult(result, fakeAdmin); };
    const auto showBody = [&](const QByteArray &type, const QByteArray &bytes) {
        RunResult result;
        result.attempts = {{SampleRun::exchange(200, "OK", type, bytes), {}, fakeAdmin}};
        show(result);
    };
    const auto field = [&](const char *name) { return response().findChild<QLineEdit *>(QString::fromLatin1(name)); };
    const auto press = [&](const char *name, Qt::Key key) {
        QKeyEvent event(QEvent::KeyPress, key, Qt::NoModifier);
        QApplication::sendEvent(field(name), &event);
    };
    const auto compare = [&](const QByteArray &type, const QByteArray &before, const QByteArray &after, int how) {
        showBody(type, before);
        showBody(type, after);
        response().findChild<BodyView *>()->showForm(BodyForm::Pretty);
        Q_EMIT response().findChild<BodyView *>()->compareRequested(0);
        clock.after(150ms, &sheet, [&response, how] {
            if (auto *way = response().findChild<SegmentedControl *>(u"compareHow"_s); way->isVisible())
                way->setCurrentIndex(how);
        });
    };
    using State = std::pair<QString, std::function<void()>>;
    QList<State> states{
        {u"empty"_s, [&] { composer().showSection(Composer::Section::Params); }},
        {u"headers"_s, [&] { composer().showSection(Composer::Section::Headers); show(SampleRun::answered()); }},
        {u"headers-text"_s, [&] { composer().findChild<QAbstractButton *>(u"headersForm"_s)->click(); }},
        {u"headers-table"_s, [&] { composer().findChild<QAbstractButton *>(u"headersForm"_s)->click(); }},
        {u"folded"_s, [&] { auto *code = response().findChild<CodeView *>(u"bodyText"_s); code->setFolded(6, true); code->setFolded(1, true); code->setFocus(); }},
        {u"tree"_s, [&] { response().findChild<BodyView *>()->showForm(BodyForm::Tree); }},
        {u"answer-raw"_s, [&] { response().findChild<BodyView *>()->showForm(BodyForm::Raw); }},
        {u"find"_s, [&] { response().findChild<BodyView *>()->showForm(BodyForm::Pretty); response().openFind(); response().findChild<QLineEdit *>(u"findField"_s)->setText(u"running"_s); }},
        {u"find-fault"_s, [&] { response().findChild<QAbstractButton *>(u"findRegex"_s)->setChecked(true); field("findField")->setText(u"lobby-([0-9"_s); }},
        {u"find-end"_s, [&] { response().findChild<QAbstractButton *>(u"findRegex"_s)->setChecked(false); response().findChild<QAbstractButton *>(u"findClose"_s)->click(); }},
        {u"filter"_s, [&] { field("pathFilter")->setText(u"$..state.exec"_s); }},
        {u"filter-tree"_s, [&] { response().findChild<BodyView *>()->showForm(BodyForm::Tree); }},
        {u"filter-fault"_s, [&] { response().findChild<BodyView *>()->showForm(BodyForm::Pretty); field("pathFilter")->setText(u"$..state["_s); field("pathFilter")->setFocus(); }},
        {u"filter-history"_s, [&] { field("pathFilter")->setText(u"$[*].id"_s); press("pathFilter", Qt::Key_Return); field("pathFilter")->setText(u"$..state.exec"_s); press("pathFilter", Qt::Key_Down); }},
        {u"hints"_s, [&] { if (QWidget *menu = QApplication::activePopupWidget()) menu->close(); field("pathFilter")->clear(); showBody("application/json", sampleHints()); }},
        {u"hints-tree"_s, [&] { response().findChild<BodyView *>()->showForm(BodyForm::Tree); auto *nodes = response().findChild<QTreeView *>(u"jsonTree"_s); nodes->expandRecursively(nodes->model()->index(0, 0), 3); }},
        {u"answer-xml"_s, [&] { showBody("application/xml", sampleXml()); }},
        {u"xml-folded"_s, [&] { auto *code = response().findChild<CodeView *>(u"bodyText"_s); code->setFolded(5, true); code->setFocus(); }},
        {u"ndjson"_s, [&] { showBody("application/x-ndjson", sampleLines()); }},
        {u"compare-json"_s, [&] { compare("application/json", SampleRun::processes(), SampleRun::processes().replace("\"ingest-lobby-3\"", "\"ingest-lobby-three\"").replace("12.50", "12.75"), 0); }},
        {u"compare-text"_s, [&] { response().findChild<SegmentedControl *>(u"compareHow"_s)->setCurrentIndex(1); }},
        {u"compare-xml"_s, [&] { compare("application/xml", sampleXml(), sampleXml().replace("Milk", "Mild").replace("<paid/>", "<paid/><sent on='monday'/>"), 1); }},
        {u"compare-same"_s, [&] { compare("application/json", "{\"a\":1}", "{ \"a\": 1 }", 0); }},
        {u"compare-end"_s, [&] { response().findChild<QAbstractButton *>(u"compareClose"_s)->click(); show(SampleRun::answered()); }},
        {u"response-headers"_s, [&] { response().showTab(ResponseView::Tab::Headers); }},
        {u"exchange"_s, [&] { response().showTab(ResponseView::Tab::Exchange); }},
        {u"redirected"_s, [&] { show(SampleRun::redirected()); }},
        {u"cookies"_s, [&] { response().showTab(ResponseView::Tab::Cookies); show(cookies()); }},
        {u"after-refresh"_s, [&] { response().showTab(ResponseView::Tab::Body); show(SampleRun::afterRefresh()); }},
        {u"withheld"_s, [&] { show(SampleRun::withheld()); }},
        {u"why-refused"_s, [&] { response().showTab(ResponseView::Tab::Why); show(SampleRun::refused()); }},
        {u"why-not-sent"_s, [&] { show(SampleRun::notSent()); }},
        {u"incomplete"_s, [&] { show(SampleRun::incomplete()); }},
        {u"binary"_s, [&] { showBody("application/octet-stream", sampleBytes()); response().findChild<HexView *>(u"hexView"_s)->select(16, 20); }},
        {u"picture"_s, [&] { showBody("image/png", samplePicture()); }},
        {u"broken-picture"_s, [&] { showBody("image/png", samplePicture().left(300)); }},
        {u"drawing"_s, [&] { showBody("image/svg+xml", sampleDrawing()); }},
        {u"deceiving"_s, [&] { showBody("text/plain; charset=utf-8", "user\xe2\x80\xaenimda ok\xe2\x80\x8b\nbad \xff byte\ttab\x1b[0m\n"); }},
        {u"html-text"_s, [&] { showBody("text/html", "<!doctype html><title>Signed out</title><h1>Good bye</h1><p>You are <b>signed out</b>. <a href='/in'>Sign in</a> again.<script>alert(1)</script><ul><li>one<li>two</ul>"); response().findChild<BodyView *>()->showForm(BodyForm::Text); }},
        {u"no-body"_s, [&] { RunResult none; none.attempts = {{SampleRun::exchange(204, "No Content", {}, {}), {}, fakeAdmin}}; show(none); }},
        {u"lying"_s, [&] { RunResult lying; lying.attempts = {{SampleRun::exchange(200, "OK", "application/json; charset=klingon", "{\"a\": 1,\n \"b\" 2}"), {}, fakeAdmin}}; show(lying); }},
        {u"large"_s, [&] { RunResult large; large.attempts = {{SampleRun::exchange(200, "OK", "application/json", QByteArray("[1,2,3,") + QByteArray(7'000'000, '4') + ']'), {}, fakeAdmin}}; show(large); }},
        {u"refused"_s, [&] { show(SampleRun::failed(ErrorKind::Network)); }},
        {u"timeout"_s, [&] { show(SampleRun::failed(ErrorKind::Timeout)); }},
        {u"tls"_s, [&] { show(SampleRun::failed(ErrorKind::Tls)); }},
        {u"distrusted"_s, [&] { show(SampleRun::distrusted(TlsTrust::Refused)); }},
        {u"trusted"_s, [&] { response().failure().showTrusted(); }},
        {u"replaced"_s, [&] { show(SampleRun::distrusted(TlsTrust::Replaced)); }},
        {u"lock-exception"_s, [&] { composer().line().setRunning(true); show(SampleRun::redirected()); composer().line().setRunning(false); }},
        {u"lock-facts"_s, [&] { response().showConnection(0); }},
        {u"lock-verified"_s, [&] { RunResult good = SampleRun::redirected(); good.attempts[0].exchange.hops[0].tls->trust = TlsTrust::Verified; good.attempts[0].exchange.hops[1] = good.attempts[0].exchange.hops[0]; response().showTab(ResponseView::Tab::Body); show(good); }},
        {u"lock-plain"_s, [&] { RunResult plain = SampleRun::answered(); plain.attempts[0].exchange.hops[0].url = "http://api.example/v3/process"; show(plain); }},
        {u"compare-nothing"_s, [&] { tabs->goTo(1); showBody("application/json", "{\"a\":1}"); response().findChild<BodyView *>()->compareWithLast(); }},
        {u"compare-back"_s, [&] { tabs->goTo(0); }},
        {u"sign-in-needed"_s, [&] { show(SampleRun::failed(ErrorKind::SignInNeeded)); }},
        {u"cancelled"_s, [&] { show(SampleRun::failed(ErrorKind::Cancelled)); }},
        {u"waiting"_s, [&] { tabs->currentPage()->showRunning(u"Receiving"_s); response().setProgress(12'345'678, 40'000'000); }},
        {u"uploading"_s, [&] { tabs->currentPage()->showRunning(u"Sending"_s); response().setUpload(62'345'678, 100'000'000); }},
        {u"arriving"_s, [&] { tabs->currentPage()->showRunning(u"Receiving"_s); response().showArriving(growing("application/json", SampleRun::processes().left(5000))); response().setProgress(5000, 9412); }},
        {u"events"_s, [&] { tabs->currentPage()->showRunning(u"Receiving"_s); response().showArriving(growing("text/event-stream", sampleEvents())); response().setProgress(5000, -1); }},
        {u"input-error"_s, [&] { RunResult wrong; wrong.error = Error{ErrorKind::Input, u"{{ref}} at column 47 has no value."_s, u"Choose an identity that gives it one, sign in with one, or write the value itself."_s}; wrong.errorField = u"url"_s; show(wrong); }},
        {u"body"_s, [&] { composer().clearErrors(); tabs->goTo(1); composer().showSection(Composer::Section::Body); }},
        {u"body-replace"_s, [&] { QKeyEvent keys(QEvent::KeyPress, Qt::Key_H, Qt::ControlModifier); QApplication::sendEvent(composer().findChild<QWidget *>(u"bodyEditor"_s)->findChild<QWidget *>(u"bodyText"_s), &keys); composer().findChild<QLineEdit *>(u"editorFindField"_s)->setText(u"in"_s); composer().findChild<QLineEdit *>(u"editorReplacement"_s)->setText(u"out"_s); }},
        {u"form"_s, [&] { tabs->goTo(2); composer().showSection(Composer::Section::Body); }},
        {u"xml"_s, [&] { RequestDocument d = tabs->currentPage()->document(); d.body.kind = RequestDocument::Body::Kind::Xml; d.body.text = u"<?xml version=\"1.0\"?>\n<order id=\"{{ref}}\">\n  <!-- two of them -->\n  <item count=\"2\">Tea</itm>\n</order>\n"_s; composer().setDocument(d); }},
        {u"graphql"_s, [&] { RequestDocument d = tabs->currentPage()->document(); d.body.kind = RequestDocument::Body::Kind::GraphQl; d.body.graphQl = {u"query Process($id: ID!) {\n  process(id: $id) { # one\n    id\n    state(verbose: true) { exec order }\n  }\n}\n"_s, u"{\n  \"id\": \"{{ref}}\",\n  \"limit\": 1.50\n}"_s, u"Process"_s}; composer().setDocument(d); }},
        {u"body-offer"_s, [&] { RequestDocument d = tabs->currentPage()->document(); d.body.kind = RequestDocument::Body::Kind::GraphQl; d.body.text = u"{ \"query\": \"{ me }\" }"_s; d.body.graphQl = {}; composer().setDocument(d); }},
        {u"multipart"_s, [&] { RequestDocument d = tabs->currentPage()->document(); d.body.kind = RequestDocument::Body::Kind::Multipart; RequestDocument::Part note, file, gone; note.name = u"note"_s; note.text = u"For {{ref}}"_s; note.contentType = u"text/markdown"_s; file.name = u"upload"_s; file.isFile = true; file.file = QCoreApplication::applicationFilePath(); file.fileName = u"program.bin"_s; gone = file; gone.name = u"scan"_s; gone.file = u"/no/such/scan.pdf"_s; d.body.parts = {note, file, gone}; composer().setDocument(d); }},
        {u"path"_s, [&] { RequestDocument d = processes(); d.url = u"{{baseUrl}}/api/v3/process/{id}/:part?filter=state"_s; d.pathVariables = {{true, u"id"_s, u"ingest/1"_s}}; composer().setDocument(d); composer().showSection(Composer::Section::Params); }},
        {u"auth"_s, [&] { composer().showSection(Composer::Section::Auth); }},
        {u"auth-withheld"_s, [&] { RequestDocument d = processes(); d.url = u"http://staging.example:8080/x"_s; composer().setDocument(d); }},
        {u"auth-nobody"_s, [&] { RequestDocument d = processes(); d.credential = {}; composer().setDocument(d); }},
        {u"as-sent"_s, [&] { RequestDocument d = processes(); d.body.kind = RequestDocument::Body::Kind::Json; d.body.text = u"{\n  \"id\": \"ingest-lobby\"\n}"_s; composer().setDocument(d); composer().showSection(Composer::Section::AsSent); }},
        {u"as-sent-wrong"_s, [&] { RequestDocument d = processes(); d.url.clear(); composer().setDocument(d); }},
        {u"settings"_s, [&] { composer().showSection(Composer::Section::Settings); }},
        {u"side-by-side"_s, [&] { tabs->goTo(0); show(SampleRun::answered()); tabs->flipSplit(); }},
        {u"none"_s, [&] { while (tabs->count() > 0) tabs->close(0); }},
    };
    const QString only = option(u"--only"_s), target = option(u"--save"_s);
    std::function<void(qsizetype)> step = [&](qsizetype index) {
        if (index == states.size())
            return QApplication::quit();
        const auto &[name, run] = states.at(index);
        run();
        clock.after(400ms, &sheet, [&, index, file = name] {
            if (!target.isEmpty() && (only.isEmpty() || only.split(u',').contains(file)))
                sheet.grab().save(target + u'/' + file + (theme.isDark() ? u"-dark"_s : u"-light"_s) + u".png"_s);
            step(index + 1);
        });
    };
    clock.after(400ms, &sheet, [&] { step(0); });
    return QApplication::exec();
}
