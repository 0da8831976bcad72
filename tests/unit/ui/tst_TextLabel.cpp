#include "ui/widgets/TextLabel.h"

#include <QtTest/QtTest>

using namespace tessera::ui;
using namespace Qt::StringLiterals;

// What it remembers of its heights is about the text, the face and the margins that it has.
class tst_TextLabel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void heightFollowsWhatItDependsOn();
};

void tst_TextLabel::heightFollowsWhatItDependsOn()
{
    constexpr int width = 160;
    const QString sentence = u"A sentence that takes several lines where there is little room for it, and one where there is much."_s;
    Theme theme;
    TextLabel label(theme, sentence);
    label.setWordWrap(true);
    const int usual = label.heightForWidth(width);
    QVERIFY(usual > label.heightForWidth(20 * width));
    QCOMPARE(label.heightForWidth(width), usual);

    label.setText(u"A word"_s);
    QVERIFY(label.heightForWidth(width) < usual);
    label.setText(sentence);
    QCOMPARE(label.heightForWidth(width), usual);
    label.setRole(TextRole::Title);
    QVERIFY(label.heightForWidth(width) > usual);
    label.setRole(TextRole::Body);
    label.setContentsMargins(0, 40, 0, 0);
    QCOMPARE(label.heightForWidth(width), usual + 40);
    label.setContentsMargins({});
    theme.setTextSize(20); // the person's choice
    QVERIFY(label.heightForWidth(width) > usual);
}

QTEST_MAIN(tst_TextLabel)
#include "tst_TextLabel.moc"
