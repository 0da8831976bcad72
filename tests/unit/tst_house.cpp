#include <QtTest/QTest>

#include <QtCore/QDirIterator>
#include <QtCore/QFile>
#include <QtCore/QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

// `base < json < template, http, secrets < ...`: a room includes itself and the rooms of earlier lines.
const QList<QStringList> roomOrder{
    {u"base"_s},
    {u"json"_s},
    {u"template"_s, u"http"_s, u"secrets"_s},
    {u"token"_s},
    {u"auth"_s},
    {u"diagnosis"_s, u"timeline"_s, u"workspace"_s, u"history"_s},
    {u"sandbox"_s, u"tours"_s, u"interchange"_s, u"codegen"_s},
    {u"run"_s},
    {u"cli"_s},
};

constexpr int longestSource = 400;
constexpr int longestTest = 1000; // tables of cases are long
constexpr int longestMainWindow = 250;

// Headers whose types none has the name of the file, each with the reason.
const QStringList headersOfManyTypes{
    u"app/http/curl/CurlHandle.h"_s, // the two owners of what libcurl allocates
    u"app/sandbox/SandboxTypes.h"_s, // the values that Sandbox takes and gives: none of them is the main one
};

// What nothing of ours does, with the reason. Matched line by line, comments and the insides of string literals left out.
struct Forbidden {
    const char *name;
    const char *pattern;
    const char *why;
    QStringList except;
};
const QList<Forbidden> forbidden{
    {"insecure keychain fallback", R"(setInsecureFallback)", "secrets would be written in clear", {}},
    {"all TLS errors ignored", R"(ignoreSslErrors\(\s*\))", "an exception is for one host and one certificate", {}},
    {"TLS verification off", R"(SSL_VERIFY(PEER|HOST)\s*,\s*(0|false))", "an exception is for one host and one certificate",
        {u"app/http/"_s}},
    {"nested event loop", R"(\bQEventLoop\b|\bprocessEvents\b)", "what runs inside may delete what waits outside", {}},
    {"blocking wait", R"(\bwaitFor[A-Z]\w*\s*\()", "the thread stands still",
        {u"app/sandbox/Loopback"_s}}, // a thread for each client, as cpp-httplib has it
    {"string connect", R"(\b(SIGNAL|SLOT)\s*\()", "a wrong name is found only when it runs", {}},
    {"wall clock", R"(\bcurrentDateTime(Utc)?\b|\bcurrentM?SecsSinceEpoch\b|\b(QTime|QDate)::current|\bsystem_clock::now\b)",
        "time comes from Clock, so that tests can own it",
        {u"app/base/SystemClock."_s, u"app/sandbox/SandboxPlay."_s}}, // Clock lives in the main thread, a sandbox in its own
    {"left for later", R"(\b(TODO|FIXME|XXX|HACK)\b)", "an issue is the place for it", {}},
    {"singleton", R"(static\s+\w+\s*[&*]\s*(instance|self|globalInstance)\s*\()", "Services builds objects once", {}},
    {"other people's rich text", R"(\b(setHtml|insertHtml|appendHtml|QTextBrowser)\b)", "foreign text could bring markup",
        {}},
    {"message box", R"(\bQMessageBox\b)", "errors appear in place, and its text would be read as markup", {}},
};

struct SourceFile {
    QString path; // from the top: "app/base/Clock.h"
    QStringList lines; // as written
    QStringList code; // without comments and the insides of string literals, one for each line

    [[nodiscard]] bool isHeader() const { return path.endsWith(".h"_L1); }
    [[nodiscard]] QString baseName() const { return path.section(u'/', -1).section(u'.', 0, 0); }
    [[nodiscard]] QString room() const { return path.count(u'/') > 1 ? path.section(u'/', 1, 1) : QString(); }
};

QString fromTop(const QString &path)
{
    return QStringLiteral(TESSERA_SOURCE_DIR "/") + path;
}

// Rather simple: raw strings over several lines are code to it.
QStringList withoutCommentsAndStrings(QStringList lines)
{
    static const QRegularExpression strings(uR"("(\\.|[^"\\])*")"_s), lineComment(u"//.*$"_s),
        blockComment(uR"(/\*.*?\*/)"_s);
    for (QString &line : lines) {
        if (line.startsWith("#include"_L1))
            continue;
        line.replace(strings, u"\"\""_s).remove(lineComment).remove(blockComment);
    }
    return lines;
}

QList<SourceFile> sourcesIn(const QString &folder)
{
    QList<SourceFile> files;
    QDirIterator entries(fromTop(folder), {u"*.h"_s, u"*.cpp"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        QFile file(entries.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        SourceFile source;
        source.path = QDir(fromTop(QString())).relativeFilePath(file.fileName());
        source.lines = QString::fromUtf8(file.readAll()).split(u'\n');
        source.code = withoutCommentsAndStrings(source.lines);
        files << source;
    }
    std::sort(files.begin(), files.end(), [](const auto &a, const auto &b) { return a.path < b.path; });
    return files;
}

struct Include {
    int line;
    QString target;
    bool isQuoted;
};

QList<Include> includesOf(const SourceFile &file)
{
    static const QRegularExpression directive(uR"(^\s*#\s*include\s*(["<])([^">]+)[">])"_s);
    QList<Include> includes;
    for (int i = 0; i < file.lines.size(); ++i)
        if (const auto match = directive.match(file.lines.at(i)); match.hasMatch())
            includes << Include{i + 1, match.captured(2), match.captured(1) == "\""_L1};
    return includes;
}

int rankOf(const QString &room)
{
    for (int i = 0; i < roomOrder.size(); ++i)
        if (roomOrder.at(i).contains(room))
            return i;
    return -1;
}

bool startsWithAny(const QString &path, const QStringList &beginnings)
{
    return std::any_of(
        beginnings.begin(), beginnings.end(), [&](const QString &beginning) { return path.startsWith(beginning); });
}

}

// The house rules that can be read from the sources: what may include what, and what nobody does.
class tst_house : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyFolderOfTheCoreIsARoomWithAPlace();
    void aRoomIncludesOnlyEarlierRooms();
    void theCoreKnowsNoWindows();
    void includesNameRootOrModule();
    void quotedIncludesExist();
    void ownHeaderComesFirst();
    void headersAreGuardedByPragmaOnce();
    void fileNameIsTypeName();
    void filesAreShort();
    void nobodyDoes_data();
    void nobodyDoes();
    void labelsSayHowTheirTextIsRead();
    void toolTipsShowNoForeignMarkup();
    void testsDoNotSleep();
    void testsReadNothingOutside();
    void testsAssertSomething();
    void rulesNoticeABreach();

private:
    QList<SourceFile> m_app, m_ui, m_tests;
    [[nodiscard]] QList<SourceFile> product() const { return m_app + m_ui; }
};

#define NO_BREACH(breaches) QVERIFY2((breaches).isEmpty(), qPrintable(u'\n' + (breaches).join(u'\n')))

static QString at(const SourceFile &file, int line, const QString &what)
{
    return u"%1:%2: %3"_s.arg(file.path).arg(line).arg(what);
}

void tst_house::initTestCase()
{
    m_app = sourcesIn(u"app"_s);
    m_ui = sourcesIn(u"ui"_s);
    m_tests = sourcesIn(u"tests"_s);
    QVERIFY2(m_app.size() > 10, "no sources under " TESSERA_SOURCE_DIR);
}

void tst_house::everyFolderOfTheCoreIsARoomWithAPlace()
{
    QStringList breaches;
    for (const SourceFile &file : m_app)
        if (file.path != "app/main.cpp"_L1 && rankOf(file.room()) < 0)
            breaches << file.path + u": its folder has no place in the order of rooms"_s;
    NO_BREACH(breaches);
}

static QStringList roomBreaches(const SourceFile &file)
{
    QStringList breaches;
    const int own = rankOf(file.room());
    for (const Include &include : includesOf(file)) {
        if (!include.isQuoted || !include.target.startsWith("app/"_L1))
            continue;
        const QString room = include.target.section(u'/', 1, 1);
        const int rank = rankOf(room);
        if (room != file.room() && (rank < 0 || rank >= own))
            breaches << at(file, include.line, u"%1 may not know %2"_s.arg(file.room(), room));
    }
    return breaches;
}

void tst_house::aRoomIncludesOnlyEarlierRooms()
{
    QStringList breaches;
    for (const SourceFile &file : m_app)
        if (file.path != "app/main.cpp"_L1)
            breaches << roomBreaches(file);
    NO_BREACH(breaches);
}

void tst_house::theCoreKnowsNoWindows()
{
    static const QRegularExpression allowed(u"^Qt(Core|Network|Sql|DBus)/"_s);
    QStringList breaches;
    for (const SourceFile &file : m_app) {
        if (file.path == "app/main.cpp"_L1)
            continue;
        for (const Include &include : includesOf(file)) {
            if (include.isQuoted && include.target.startsWith("ui/"_L1))
                breaches << at(file, include.line, u"the core does not know ui/"_s);
            if (include.target.startsWith("Qt"_L1) && include.target != "QtGlobal"_L1
                && !include.target.startsWith("QtTest/"_L1) && !allowed.match(include.target).hasMatch())
                breaches << at(file, include.line, include.target + u" is not for the core"_s);
        }
    }
    NO_BREACH(breaches);
}

void tst_house::includesNameRootOrModule()
{
    static const QRegularExpression bareQt(u"^Q[A-Za-z]+$"_s);
    QStringList breaches;
    for (const SourceFile &file : product() + m_tests) {
        for (const Include &include : includesOf(file)) {
            const bool isMoc = include.target.endsWith(".moc"_L1);
            if (include.isQuoted && !isMoc && !startsWithAny(include.target, {u"app/"_s, u"ui/"_s, u"tests/"_s}))
                breaches << at(file, include.line, u"a path from the top, please: "_s + include.target);
            if (include.isQuoted && include.target.startsWith("tests/"_L1) && !file.path.startsWith("tests/"_L1))
                breaches << at(file, include.line, u"the product does not know its tests"_s);
            if (!include.isQuoted && bareQt.match(include.target).hasMatch())
                breaches << at(file, include.line, u"with its module, please: "_s + include.target);
        }
    }
    NO_BREACH(breaches);
}

void tst_house::quotedIncludesExist()
{
    QStringList breaches;
    for (const SourceFile &file : product() + m_tests)
        for (const Include &include : includesOf(file))
            if (include.isQuoted && !include.target.endsWith(".moc"_L1) && !QFile::exists(fromTop(include.target)))
                breaches << at(file, include.line, include.target + u" is not there"_s);
    NO_BREACH(breaches);
}

void tst_house::ownHeaderComesFirst()
{
    QStringList breaches;
    for (const SourceFile &file : product()) {
        const QString header = file.path.chopped(file.path.section(u'.', -1).size()) + u"h"_s;
        const QList<Include> includes = includesOf(file);
        if (file.isHeader() || !QFile::exists(fromTop(header)))
            continue;
        if (includes.isEmpty() || includes.constFirst().target != header)
            breaches << at(file, 1, u"begins with its own header, which so proves to stand for itself"_s);
    }
    NO_BREACH(breaches);
}

void tst_house::headersAreGuardedByPragmaOnce()
{
    QStringList breaches;
    for (const SourceFile &file : product() + m_tests)
        if (file.isHeader() && file.lines.value(0) != "#pragma once"_L1)
            breaches << at(file, 1, u"begins with #pragma once"_s);
    NO_BREACH(breaches);
}

// A header of free functions is named for what they are about.
void tst_house::fileNameIsTypeName()
{
    static const QRegularExpression pascalCase(u"^[A-Z][A-Za-z0-9]*$"_s);
    static const QRegularExpression definesType(
        uR"(^(class|struct|enum class|enum) (\w+)( final)?( : [^;]*)?\s*\{)"_s, QRegularExpression::MultilineOption);
    static const QRegularExpression declaresFunction(
        uR"(^(\[\[nodiscard\]\] )?[A-Za-z].* \**&*\w+\([^;{]*\)( noexcept)?;)"_s, QRegularExpression::MultilineOption);
    QStringList breaches;
    for (const SourceFile &file : product()) {
        if (file.path == "app/main.cpp"_L1)
            continue;
        const QString name = file.baseName();
        if (!pascalCase.match(name).hasMatch())
            breaches << at(file, 1, u"is not the name of a type"_s);
        const QString code = file.code.join(u'\n');
        if (!file.isHeader() || !definesType.match(code).hasMatch() || declaresFunction.match(code).hasMatch()
            || headersOfManyTypes.contains(file.path))
            continue;
        const QRegularExpression declaration(
            uR"(\b(class|struct|enum|enum class|using|namespace|concept)\s+(\w+::)*%1\b)"_s.arg(name));
        if (!declaration.match(code).hasMatch())
            breaches << at(file, 1, u"declares no %1"_s.arg(name));
    }
    NO_BREACH(breaches);
}

void tst_house::filesAreShort()
{
    QStringList breaches;
    for (const SourceFile &file : product() + m_tests) {
        int most = file.path.startsWith("tests/"_L1) ? longestTest : longestSource;
        if (file.path == "ui/shell/MainWindow.cpp"_L1)
            most = longestMainWindow;
        if (file.lines.size() > most)
            breaches << at(file, int(file.lines.size()), u"is over %1 lines: what is its second concern?"_s.arg(most));
    }
    NO_BREACH(breaches);
}

static QStringList breachesOf(const Forbidden &rule, const SourceFile &file)
{
    QStringList breaches;
    const QRegularExpression pattern(QString::fromLatin1(rule.pattern));
    const bool inComments = QByteArray(rule.name) == "left for later";
    const QStringList &lines = inComments ? file.lines : file.code;
    for (int i = 0; i < lines.size(); ++i)
        if (!startsWithAny(file.path, rule.except) && pattern.match(lines.at(i)).hasMatch())
            breaches << at(file, i + 1, QString::fromLatin1(rule.why));
    return breaches;
}

void tst_house::nobodyDoes_data()
{
    QTest::addColumn<int>("rule");
    for (int i = 0; i < forbidden.size(); ++i)
        QTest::newRow(forbidden.at(i).name) << i;
}

void tst_house::nobodyDoes()
{
    QFETCH(int, rule);
    QStringList breaches;
    for (const SourceFile &file : product())
        breaches << breachesOf(forbidden.at(rule), file);
    NO_BREACH(breaches);
}

// Qt guesses the format of a label's text: whoever makes labels says which it is.
void tst_house::labelsSayHowTheirTextIsRead()
{
    static const QRegularExpression makes(uR"(\bnew\s+QLabel\b|:\s*public\s+QLabel\b|\bQLabel\s+m?_?\w+\s*[;({])"_s);
    QStringList breaches;
    for (const SourceFile &file : m_ui) {
        const QString code = file.code.join(u'\n');
        if (!file.isHeader() && makes.match(code).hasMatch() && !code.contains("setTextFormat("_L1))
            breaches << at(file, 1, u"makes a QLabel and never says setTextFormat(Qt::PlainText)"_s);
    }
    NO_BREACH(breaches);
}

// A tool tip is a sentence of ours (or one of two), or its text is escaped first.
void tst_house::toolTipsShowNoForeignMarkup()
{
    static const QRegularExpression sets(uR"(\bsetToolTip\((.*)|Qt::ToolTipRole)"_s);
    static const QRegularExpression sentences(uR"((\b\w+::)*(tr|translate)\((""[, ]*)+\)|\bQString\(\))"_s);
    static const QRegularExpression ours(uR"(^([\w.()!&|=<> -]+\?\s*:\s*)*\);?)"_s);
    static const QRegularExpression escapes(u"toHtmlEscaped|convertFromPlainText|[pP]lainToolTip"_s);
    QStringList breaches;
    for (const SourceFile &file : m_ui) {
        const bool isEscaping = escapes.match(file.code.join(u'\n')).hasMatch();
        for (int i = 0; i < file.code.size(); ++i) {
            const auto match = sets.match(file.code.at(i));
            if (match.hasMatch() && !isEscaping && !ours.match(match.captured(1).remove(sentences)).hasMatch())
                breaches << at(file, i + 1, u"a tool tip that is not a tr() sentence alone is escaped (toHtmlEscaped)"_s);
        }
    }
    NO_BREACH(breaches);
}

// That nothing happens can only be seen by looking for a moment: up to 50 ms of that are fine.
void tst_house::testsDoNotSleep()
{
    static const QRegularExpression sleeps(
        uR"(\b(qSleep|usleep|msleep|QThread::sleep)\s*\(|\bqWait\((5[1-9]|[6-9]\d|\d{3,})\))"_s);
    QStringList breaches;
    for (const SourceFile &file : m_tests)
        for (int i = 0; i < file.code.size(); ++i)
            if (sleeps.match(file.code.at(i)).hasMatch())
                breaches << at(file, i + 1, u"waits for time, not for what it expects (QTRY_*, FakeClock)"_s);
    NO_BREACH(breaches);
}

// Everything a test needs is here; large vectors of others are found by Corpus alone, and may be missing.
void tst_house::testsReadNothingOutside()
{
    static const QRegularExpression outside(uR"(TESSERA_SOURCE_DIR\s*"/\.\.)"_s);
    QStringList breaches;
    for (const SourceFile &file : m_tests)
        for (int i = 0; i < file.lines.size(); ++i)
            if (file.path != "tests/support/Corpus.cpp"_L1 && outside.match(file.lines.at(i)).hasMatch())
                breaches << at(file, i + 1, u"a path outside the project"_s);
    NO_BREACH(breaches);
}

void tst_house::testsAssertSomething()
{
    static const QRegularExpression asserts(u"\\b(QVERIFY|QCOMPARE|QTEST|QTRY_|QFAIL|NO_BREACH)"_s);
    QStringList breaches;
    for (const SourceFile &file : m_tests)
        if (file.baseName().startsWith("tst_"_L1) && !asserts.match(file.code.join(u'\n')).hasMatch())
            breaches << file.path + u" can't fail"_s;
    NO_BREACH(breaches);
}

// The rules themselves can fail: a file that breaks them is noticed.
void tst_house::rulesNoticeABreach()
{
    SourceFile file;
    file.path = u"app/token/Jwt.cpp"_s;
    file.lines = QStringList{u"#include \"app/auth/AuthManager.h\""_s, u"connect(a, SIGNAL(x()), b, SLOT(y()));"_s,
        u"reply->ignoreSslErrors(); // why"_s, u"// QEventLoop is not for us"_s, u"text(\"processEvents\");"_s};
    file.code = withoutCommentsAndStrings(file.lines);
    QCOMPARE(roomBreaches(file), QStringList{u"app/token/Jwt.cpp:1: token may not know auth"_s});
    int found = 0;
    for (const Forbidden &rule : forbidden)
        found += int(breachesOf(rule, file).size());
    QCOMPARE(found, 2);
}

QTEST_GUILESS_MAIN(tst_house)
#include "tst_house.moc"
