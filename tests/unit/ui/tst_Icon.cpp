#include "ui/theme/Icon.h"
#include "ui/theme/Theme.h"

#include <QtCore/QDir>
#include <QtCore/QMetaEnum>
#include <QtGui/QImage>
#include <QtTest/QtTest>

using namespace tessera::ui;
using namespace Qt::StringLiterals;

class tst_Icon : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyIconHasADrawing();
    void everyDrawingIsAnIcon();
    void followsTheTheme();
};

namespace {

QList<Icon> allIcons()
{
    QList<Icon> icons;
    const auto names = QMetaEnum::fromType<Icon>();
    for (int i = 0; i < names.keyCount(); ++i)
        icons << Icon(names.value(i));
    return icons;
}

// Of the strongest pixel: lines are thinner than a pixel here and there.
QColor inkOf(const QPixmap &pixmap)
{
    const QImage image = pixmap.toImage().convertToFormat(QImage::Format_ARGB32);
    QRgb strongest = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            strongest = qAlpha(image.pixel(x, y)) > qAlpha(strongest) ? image.pixel(x, y) : strongest;
    }
    return QColor::fromRgb(strongest);
}

}

void tst_Icon::everyIconHasADrawing()
{
    for (Icon icon : allIcons()) {
        QVERIFY2(QFile::exists(iconFile(icon)), qPrintable(iconFile(icon)));
        const QPixmap pixmap = iconPixmap(icon, Qt::red, 16, 2);
        QCOMPARE(pixmap.size(), QSize(32, 32));
        QVERIFY2(inkOf(pixmap) == QColor(Qt::red), qPrintable(iconFile(icon)));
    }
}

void tst_Icon::everyDrawingIsAnIcon()
{
    QStringList wanted{u"tessera.svg"_s}; // the program's own, in the desktop's menu
    for (Icon icon : allIcons())
        wanted << iconFile(icon).section(u'/', -1);
    wanted.sort();
    QCOMPARE(QDir(u":/resources/icons"_s).entryList({u"*.svg"_s}, QDir::Files, QDir::Name), wanted);
}

void tst_Icon::followsTheTheme()
{
    Theme theme;
    theme.setChoice(SchemeChoice::Light);
    const QIcon icon = themedIcon(theme, Icon::Stop, Token::Text);
    QCOMPARE(inkOf(icon.pixmap(32)), tokenColor(Token::Text, Scheme::Light));
    theme.setChoice(SchemeChoice::Dark);
    QCOMPARE(inkOf(icon.pixmap(32)), tokenColor(Token::Text, Scheme::Dark));
    QCOMPARE(inkOf(icon.pixmap(QSize(32, 32), QIcon::Disabled)), tokenColor(Token::Faint, Scheme::Dark));
}

QTEST_MAIN(tst_Icon)
#include "tst_Icon.moc"
