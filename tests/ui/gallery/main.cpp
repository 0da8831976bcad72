#include "ui/theme/ButtonRole.h"
#include "ui/theme/ControlLook.h"
#include "ui/theme/Icon.h"
#include "ui/theme/Surface.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Badge.h"
#include "ui/widgets/BodyEditor.h"
#include "ui/widgets/Card.h"
#include "ui/widgets/CodeView.h"
#include "ui/widgets/CountdownRing.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/KeyValueTable.h"
#include "ui/widgets/MethodBadge.h"
#include "ui/widgets/SecretField.h"
#include "ui/widgets/SectionHeader.h"
#include "ui/widgets/SegmentedControl.h"
#include "ui/widgets/StatusBadge.h"
#include "ui/widgets/TabStrip.h"
#include "ui/widgets/Ticker.h"

#include "app/base/SystemClock.h"

#include <QtCore/QMetaEnum>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QTreeWidget>
#include <QtWidgets/QVBoxLayout>

// Every widget of the house on one sheet, in both themes: for looking at, not a test.
// usage: gallery [--dark] [--save FILE]

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QWidget *buttons(const Theme &theme)
{
    auto *box = new QWidget;
    auto *grid = new QGridLayout(box);
    int column = 0;
    for (const auto &[role, text] : {std::pair(ButtonRole::Primary, u"Send"_s), {ButtonRole::Secondary, u"Cancel"_s},
             {ButtonRole::Quiet, u"Quiet"_s}, {ButtonRole::Link, u"+ Sign in"_s}, {ButtonRole::Danger, u"Forget"_s}}) {
        for (int row = 0; row < 3; ++row) {
            auto *button = new QPushButton(text);
            setButtonRole(button, role);
            setTall(button, row == 1);
            button->setEnabled(row != 2);
            grid->addWidget(button, row, column);
        }
        ++column;
    }
    auto *withIcon = new QPushButton(u"Refresh now"_s);
    withIcon->setIcon(themedIcon(theme, Icon::Refresh));
    grid->addWidget(withIcon, 0, column);
    auto *tool = new QToolButton;
    tool->setIcon(themedIcon(theme, Icon::More));
    grid->addWidget(tool, 1, column);
    auto *toolText = new QToolButton;
    toolText->setIcon(themedIcon(theme, Icon::Code));
    toolText->setText(u"Code"_s);
    toolText->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    grid->addWidget(toolText, 2, column);
    return box;
}

QWidget *fields(const Theme &theme)
{
    auto *box = new QWidget;
    auto *layout = new QGridLayout(box);
    auto *edit = new QLineEdit(u"http://127.0.0.1:40213"_s);
    edit->setFont(theme.font(TextRole::Mono));
    setTall(edit);
    layout->addWidget(edit, 0, 0);
    auto *empty = new QLineEdit;
    empty->setPlaceholderText(u"Filter"_s);
    layout->addWidget(empty, 0, 1);
    auto *secret = new SecretField(theme);
    secret->setText(u"password"_s);
    setTall(secret);
    layout->addWidget(secret, 1, 0);
    auto *wrong = new QLineEdit(u"ftp://nowhere"_s);
    setInvalid(wrong, true);
    layout->addWidget(wrong, 1, 1);
    auto *combo = new QComboBox;
    combo->addItems({u"Sandbox"_s, u"Production"_s});
    layout->addWidget(combo, 2, 0);
    auto *spin = new QSpinBox;
    layout->addWidget(spin, 2, 1);
    auto *check = new QCheckBox(u"Remember the password"_s);
    check->setChecked(true);
    layout->addWidget(check, 3, 0);
    layout->addWidget(new QCheckBox(u"Not this one"_s), 3, 1);
    auto *radio = new QRadioButton(u"As a header"_s);
    radio->setChecked(true);
    layout->addWidget(radio, 4, 0);
    layout->addWidget(new QRadioButton(u"As a query item"_s), 4, 1);
    auto *segments = new SegmentedControl(theme);
    setTall(segments);
    segments->setSegments({u"User name and password"_s, u"Auth0 token"_s});
    layout->addWidget(segments, 5, 0, 1, 2);
    auto *progress = new QProgressBar;
    progress->setTextVisible(false);
    progress->setValue(40);
    layout->addWidget(progress, 6, 0, 1, 2);
    return box;
}

QWidget *badges(const Theme &theme)
{
    auto *box = new QWidget;
    auto *layout = new QHBoxLayout(box);
    for (int status : {101, 200, 302, 403, 500}) {
        auto *badge = new StatusBadge(theme);
        badge->setStatus(status, {});
        layout->addWidget(badge);
    }
    layout->addWidget(new Badge(theme, Badge::Tone::Warning, u"not checked"_s));
    layout->addWidget(new Badge(theme, Badge::Tone::Neutral, u"public"_s));
    for (const QString &method : {u"GET"_s, u"POST"_s, u"PUT"_s, u"PATCH"_s, u"DELETE"_s, u"OPTIONS"_s, u"PROPFIND"_s})
        layout->addWidget(new MethodBadge(theme, method));
    layout->addStretch();
    return box;
}

QWidget *rings(const Theme &theme, Ticker &ticker)
{
    auto *box = new QWidget;
    auto *layout = new QHBoxLayout(box);
    const UtcTime now = ticker.clock().now();
    const auto until = [&](Milliseconds left, Milliseconds life) {
        return Countdown{Countdown::Kind::Until, now + left, life};
    };
    int color = 0;
    for (const Countdown &countdown : {until(42s, 60s), until(29 * 24h, 30 * 24h), until(42min, 1h), until(-1s, 1h),
             until(9min, 10min), until(3s, 60s), Countdown{Countdown::Kind::Never}, Countdown{Countdown::Kind::Unknown},
             until(800 * 24h, 900 * 24h), until(5h, 24h)}) {
        auto *ring = new CountdownRing(theme, ticker);
        ring->setCredentialColor(color++);
        ring->setCountdown(countdown);
        ring->setTone(color == 4 ? CountdownRing::Tone::Failure
                : color == 5     ? CountdownRing::Tone::Warning
                                 : CountdownRing::Tone::Own);
        layout->addWidget(ring);
    }
    layout->addStretch();
    return box;
}

QWidget *icons(const Theme &theme)
{
    auto *box = new QWidget;
    auto *grid = new QGridLayout(box);
    grid->setSpacing(2);
    const auto names = QMetaEnum::fromType<Icon>();
    for (int i = 0; i < names.keyCount(); ++i) {
        auto *button = new QToolButton;
        button->setIcon(themedIcon(theme, Icon(names.value(i)), Token::Text));
        button->setToolTip(QString::fromLatin1(names.key(i)).toHtmlEscaped());
        grid->addWidget(button, i / 17, i % 17);
    }
    return box;
}

QWidget *banners(const Theme &theme)
{
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    auto *error = new ErrorBanner(theme);
    error->say(ErrorBanner::Kind::Error, u"The server at 127.0.0.1:40213 refused the connection."_s,
        u"Is it running? Check the address, and the port in it."_s,
        {{u"Try again"_s, [] {}}, {u"Edit the address"_s, [] {}}});
    auto *warning = new ErrorBanner(theme);
    warning->say(ErrorBanner::Kind::Warning,
        u"This request goes without admin: https://elsewhere.example is not a place that admin was signed in to. <b>Nothing</b> of it was sent."_s,
        {}, {{u"Bind admin to it too"_s, [] {}}});
    auto *info = new ErrorBanner(theme);
    info->say(ErrorBanner::Kind::Info, u"The token was refreshed before this request was sent."_s);
    layout->addWidget(error);
    layout->addWidget(warning);
    layout->addWidget(info);
    return box;
}

QWidget *cards(const Theme &theme, Ticker &ticker)
{
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    auto *header = new SectionHeader(theme, u"Credentials"_s);
    header->setNote(u"two of them, and a note that is longer than its place"_s);
    auto *signIn = new QPushButton(u"+ Sign in"_s);
    setButtonRole(signIn, ButtonRole::Link);
    header->addWidget(signIn);
    layout->addWidget(header);
    for (int i = 0; i < 3; ++i) {
        auto *card = new Card(theme);
        card->setClickable(true);
        card->setSelected(i == 0);
        if (i == 2)
            card->setStripe(3);
        auto *row = new QHBoxLayout(card);
        auto *ring = new CountdownRing(theme, ticker);
        ring->setCredentialColor(i);
        ring->setCountdown({Countdown::Kind::Until, ticker.clock().now() + 45s, 60s});
        row->addWidget(ring);
        auto *words = new QVBoxLayout;
        words->setSpacing(2);
        words->addWidget(new TextLabel(theme, TextRole::Strong, Token::Text, u"admin"_s));
        words->addWidget(new ElidedLabel(
            theme, TextRole::Small, Token::Dim, u"active, refreshes in 0:31, and then goes on for a while"_s));
        row->addLayout(words, 1);
        auto *more = new QToolButton;
        more->setIcon(themedIcon(theme, Icon::More));
        row->addWidget(more);
        layout->addWidget(card);
    }
    layout->addWidget(new EmptyState(theme, Icon::Key, u"Nobody is signed in yet"_s,
        u"Sign in to an API and its token appears here, with the time it has left."_s, u"Sign in"_s));
    return box;
}

QWidget *editors(const Theme &theme)
{
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setSpacing(0);
    auto *documents = new TabStrip(theme);
    documents->setTabsClosable(true);
    documents->setMovable(true);
    for (const auto &[method, name] : {std::pair(u"GET"_s, u"List processes"_s), {u"POST"_s, u"Add process"_s},
             {u"PATCH"_s, u"Change my <b>e-mail</b> & more of it"_s}}) {
        const int index = documents->addTab(QString());
        documents->setLabel(index, name);
        documents->setLook(index, {shortMethod(method), methodToken(method), -1, index == 1, {}});
    }
    layout->addWidget(documents);
    auto *sections = new TabStrip(theme);
    for (const QString &name : {u"Params"_s, u"Headers"_s, u"Body"_s, u"Why 403?"_s})
        sections->addTab(name);
    sections->setCount(0, 2);
    sections->setCurrentIndex(1);
    sections->setLook(3, {{}, Token::Dim, -1, false, Token::BadText});
    layout->addWidget(sections);
    auto *table = new KeyValueTable(theme);
    table->setRows(
        {{true, u"Accept"_s, u"application/json"_s}, {false, u"X-Trace"_s, u"{{$uuid}}"_s}, {true, u"Bad"_s, u"x"_s}});
    table->setPlaceholders(u"Add a header"_s, {});
    table->setFixedRows({{u"Authorization"_s, u"Bearer ••••••••••••"_s, u"from admin, datarhei Core"_s, false}});
    table->showError(2, u"why"_s);
    layout->addWidget(table);
    auto *editor = new BodyEditor(theme);
    editor->setLanguage(BodyEditor::Language::Json);
    editor->setText(u"{\n  \"id\": \"ingest\",\n  \"limits\": {\n    \"cpu\": 12.50,\n    \"on\": true\n  }\n}"_s);
    layout->addWidget(editor);
    auto *view = new CodeView(theme);
    view->setText(
        u"[\n  {\n    \"id\": \"ingest-lobby\",\n    \"created_at\": 1795322206,\n    \"state\": { \"exec\": \"running\", \"ok\": true, \"none\": null }\n  }\n]"_s,
        Syntax::Json);
    view->select({{2, 4}, {2, 26}});
    layout->addWidget(view);
    box->setFixedWidth(420);
    return box;
}

QWidget *views()
{
    auto *tabs = new QTabWidget;
    tabs->setDocumentMode(true);
    auto *tree = new QTreeWidget;
    tree->setFrameShape(QFrame::NoFrame);
    tree->setHeaderHidden(true);
    for (const QString &api : {u"datarhei Core"_s, u"Kent Hack Enough"_s, u"Telenor MIC"_s}) {
        auto *parent = new QTreeWidgetItem(tree, {api});
        for (int i = 0; i < 6; ++i)
            new QTreeWidgetItem(parent, {u"Request %1"_s.arg(i)});
    }
    tree->expandAll();
    tree->setCurrentItem(tree->topLevelItem(0)->child(1));
    tabs->addTab(tree, u"Requests"_s);
    tabs->addTab(new QWidget, u"History"_s);
    tabs->setFixedHeight(220);
    return tabs;
}

}

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    SystemClock clock;
    Ticker ticker(clock);
    Theme theme;
    const QStringList arguments = QApplication::arguments();
    theme.setChoice(arguments.contains(u"--dark"_s) ? SchemeChoice::Dark : SchemeChoice::Light);
    theme.applyTo(application);

    QWidget sheet;
    setSurface(&sheet, Surface::Panel);
    auto *columns = new QHBoxLayout(&sheet);
    auto *left = new QVBoxLayout;
    left->addWidget(buttons(theme));
    left->addWidget(fields(theme));
    left->addWidget(badges(theme));
    left->addWidget(rings(theme, ticker));
    left->addWidget(icons(theme));
    left->addStretch();
    auto *right = new QVBoxLayout;
    right->addWidget(banners(theme));
    right->addWidget(cards(theme, ticker));
    right->addWidget(views());
    columns->addLayout(left);
    columns->addLayout(right);
    columns->addWidget(editors(theme));
    sheet.resize(1280, 800);
    sheet.show();
    if (const qsizetype at = arguments.indexOf(u"--save"_s); at > 0 && at + 1 < arguments.size()) {
        clock.after(300ms, &sheet, [&sheet, file = arguments.at(at + 1)] {
            sheet.grab().save(file);
            QApplication::quit();
        });
    }
    return QApplication::exec();
}
