#include "ui/theme/Contrast.h"
#include "ui/theme/CredentialColors.h"
#include "ui/theme/Token.h"

#include <QtTest/QtTest>

using namespace tessera::ui;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(QList<Token>)

class tst_Token : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contrastIsWcag();
    void textIsReadable_data();
    void textIsReadable();
    void marksAreSeen_data();
    void marksAreSeen();
    void credentialColorsCanBeReadAndToldApart();
    void credentialKeepsItsColor();
    void newCredentialTakesTheLeastUsedColor();
};

namespace {

constexpr Scheme schemes[]{Scheme::Light, Scheme::Dark};
const QList<Token> surfaces{Token::Window, Token::Panel, Token::Raised, Token::Field};

void expectContrast(const QList<Token> &inks, const QList<Token> &grounds, double least)
{
    for (Scheme scheme : schemes) {
        for (Token ink : inks) {
            for (Token ground : grounds) {
                const double ratio = contrastRatio(tokenColor(ink, scheme), tokenColor(ground, scheme));
                QVERIFY2(ratio >= least,
                    qPrintable(u"token %1 on %2, %3: %4"_s.arg(int(ink))
                                   .arg(int(ground))
                                   .arg(scheme == Scheme::Light ? u"light"_s : u"dark"_s)
                                   .arg(ratio)));
            }
        }
    }
}

}

void tst_Token::contrastIsWcag()
{
    QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
    QCOMPARE(contrastRatio(Qt::white, Qt::white), 1.0);
    QCOMPARE(qRound(contrastRatio(QColor(0x77, 0x77, 0x77), Qt::white) * 100), 448); // the well-known near miss
}

void tst_Token::textIsReadable_data()
{
    QTest::addColumn<QList<Token>>("inks");
    QTest::addColumn<QList<Token>>("grounds");
    QTest::newRow("text, dim") << QList<Token>{Token::Text, Token::Dim} << surfaces;
    QTest::newRow("text on a chosen row")
        << QList<Token>{Token::Text, Token::AccentText} << QList<Token>{Token::AccentGround, Token::Hover};
    QTest::newRow("selected text") << QList<Token>{Token::Text} << QList<Token>{Token::Selection};
    QTest::newRow("primary button") << QList<Token>{Token::OnAccent}
                                    << QList<Token>{Token::AccentFill, Token::AccentFillHover};
    QTest::newRow("status words") << QList<Token>{Token::OkText, Token::WarnText, Token::BadText, Token::AccentText,
        Token::Violet} << surfaces;
    QTest::newRow("good badge") << QList<Token>{Token::OkText, Token::Text} << QList<Token>{Token::OkGround};
    QTest::newRow("warning badge") << QList<Token>{Token::WarnText, Token::Text} << QList<Token>{Token::WarnGround};
    QTest::newRow("bad badge") << QList<Token>{Token::BadText, Token::Text} << QList<Token>{Token::BadGround};
    QTest::newRow("code") << QList<Token>{Token::JsonKey, Token::JsonString, Token::JsonNumber, Token::JwtHeader,
        Token::JwtPayload, Token::JwtSignature}
                          << surfaces;
}

void tst_Token::textIsReadable()
{
    QFETCH(QList<Token>, inks);
    QFETCH(QList<Token>, grounds);
    expectContrast(inks, grounds, 4.5);
}

void tst_Token::marksAreSeen_data()
{
    QTest::addColumn<QList<Token>>("inks");
    QTest::newRow("rings, dots, focus") << QList<Token>{Token::Accent, Token::Ok, Token::Warn, Token::Bad};
}

void tst_Token::marksAreSeen()
{
    QFETCH(QList<Token>, inks);
    expectContrast(inks, surfaces, 3);
}

void tst_Token::credentialColorsCanBeReadAndToldApart()
{
    for (Scheme scheme : schemes) {
        for (int i = 0; i < credentialColorCount(); ++i) {
            const QColor color = credentialColor(i, scheme);
            for (Token surface : surfaces) {
                const double ratio = contrastRatio(color, tokenColor(surface, scheme));
                QVERIFY2(ratio >= 4.5, qPrintable(u"colour %1: %2"_s.arg(i).arg(ratio)));
            }
            for (int other = 0; other < i; ++other) {
                const QColor before = credentialColor(other, scheme);
                const int apart = std::abs(color.red() - before.red()) + std::abs(color.green() - before.green())
                    + std::abs(color.blue() - before.blue());
                QVERIFY2(apart > 60, qPrintable(u"colours %1 and %2: %3"_s.arg(other).arg(i).arg(apart)));
            }
        }
    }
}

void tst_Token::credentialKeepsItsColor()
{
    CredentialColors colors;
    const int first = colors.colorOf(u"a"_s, 2);
    QCOMPARE(first, 2);
    colors.colorOf(u"b"_s, 2);
    QCOMPARE(colors.colorOf(u"a"_s, 5), first);

    CredentialColors later;
    later.restore(colors.assigned());
    QCOMPARE(later.colorOf(u"a"_s), first);

    later.restore({{u"a"_s, -1}, {u"b"_s, credentialColorCount()}, {u"c"_s, 1}});
    QCOMPARE(later.assigned(), (QHash<QString, int>{{u"c"_s, 1}}));
}

void tst_Token::newCredentialTakesTheLeastUsedColor()
{
    CredentialColors colors;
    QSet<int> seen;
    for (int i = 0; i < credentialColorCount(); ++i)
        seen.insert(colors.colorOf(QString::number(i), 0));
    QCOMPARE(seen.size(), credentialColorCount());
    colors.forget(u"4"_s);
    const int freed = colors.colorOf(u"new"_s, 0);
    QCOMPARE(colors.assigned().values().count(freed), 1);
}

QTEST_GUILESS_MAIN(tst_Token)
#include "tst_Token.moc"
