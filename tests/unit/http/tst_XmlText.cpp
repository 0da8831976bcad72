#include "app/http/XmlText.h"

#include "app/http/BodyStore.h"

#include <QtCore/QXmlStreamReader>
#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;

class tst_XmlText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void laysOut_data();
    void laysOut();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void showsBrokenTextAsFarAsItGoes_data();
    void showsBrokenTextAsFarAsItGoes();
    void changesNothingThatIsRead_data();
    void changesNothingThatIsRead();
    void expandsAndFetchesNothing();
    void goesAnyDepth();
    void staysInProportion();
    void isStopped();
    void tellsThatTheStoreIsFull();
};

namespace {

QByteArray laidOut(const QByteArray &xml, std::optional<XmlFault> *fault = nullptr)
{
    BodyStore out;
    const auto laid = XmlText::indent(xml, out);
    if (!laid || !out.isFinished())
        return "failed";
    if (fault)
        *fault = laid->fault;
    return out.bytes().toByteArray();
}

// All that a reader sees but white space between elements.
QStringList eventsOf(const QByteArray &xml)
{
    QXmlStreamReader reader(xml);
    QStringList events;
    while (!reader.atEnd()) {
        const auto token = reader.readNext();
        if (reader.isWhitespace() && !reader.isCDATA())
            continue;
        QString event = u"%1 %2 %3"_s.arg(reader.tokenString(), reader.qualifiedName(), reader.text());
        for (const auto &attribute : reader.attributes())
            event += u" %1=%2"_s.arg(attribute.qualifiedName(), attribute.value());
        if (token != QXmlStreamReader::NoToken)
            events += event;
    }
    if (reader.hasError())
        events += reader.errorString();
    return events;
}

}

void tst_XmlText::laysOut_data()
{
    QTest::addColumn<QByteArray>("xml");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const QByteArray &xml, const QByteArray &text) { QTest::newRow(name) << xml << text; };
    row("elements", "<a><b><c/></b><d/></a>", "<a>\n  <b>\n    <c/>\n  </b>\n  <d/>\n</a>");
    row("laid out otherwise", "<a>\r\n\t<b>\n\n</b>  <c  x = '1'/></a>\n", "<a>\n  <b>\n\n</b>\n  <c  x = '1'/>\n</a>\n");
    row("text stays on its line", "<a><b> two words </b><c></c></a>", "<a>\n  <b> two words </b>\n  <c></c>\n</a>");
    row("mixed content is kept", "<p>\n some <b>bold</b>\n<i> <u/> </i> words</p>", "<p>\n some <b>bold</b>\n<i> <u/> </i> words</p>");
    row("mixed only at its end", "<d><p> <b/> tail</p><q/></d>", "<d>\n  <p> <b/> tail</p>\n  <q/>\n</d>");
    row("a reference is text", "<a> &#10; <b/></a>", "<a> &#10; <b/></a>");
    row("so is CDATA", "<a><b><![CDATA[ <x> ]]></b></a>", "<a>\n  <b><![CDATA[ <x> ]]></b>\n</a>");
    row("kept by wish", "<a><b xml:space=\"preserve\"> <c/> </b></a>", "<a>\n  <b xml:space=\"preserve\"> <c/> </b>\n</a>");
    row("declaration, comments, instructions", "<?xml version=\"1.0\"?><!-- x --><a><!-- y --><?go on?></a><!-- z -->",
        "<?xml version=\"1.0\"?>\n<!-- x -->\n<a>\n  <!-- y -->\n  <?go on?>\n</a>\n<!-- z -->");
    row("document type", "<!DOCTYPE a [<!ENTITY e \"]>\"> <!-- ]> \" --> ]><a>&e;</a>", "<!DOCTYPE a [<!ENTITY e \"]>\"> <!-- ]> \" --> ]>\n<a>&e;</a>");
    row("a > in a value", "<a x=\"1>2\" y='\"'><b/></a>", "<a x=\"1>2\" y='\"'>\n  <b/>\n</a>");
    row("a mark at the begin", "\xef\xbb\xbf<?xml version='1.0'?><a/>", "\xef\xbb\xbf<?xml version='1.0'?>\n<a/>");
    row("bytes of any charset", "<\xe4 \xf6='\xff'><\xdf/></\xe4>", "<\xe4 \xf6='\xff'>\n  <\xdf/>\n</\xe4>");
}

void tst_XmlText::laysOut()
{
    QFETCH(QByteArray, xml);
    QFETCH(QByteArray, text);
    QCOMPARE(XmlText::indented(xml).value(), text);
    QCOMPARE(XmlText::indented(text).value(), text);
    QCOMPARE(laidOut(xml), text);
    QVERIFY(!XmlText::faultIn(xml));
}

void tst_XmlText::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("xml");
    QTest::addColumn<QString>("place"); // line:column
    QTest::addColumn<QString>("says");
    const auto row = [](const QByteArray &xml, const QString &place, const QString &says) { QTest::newRow(xml.constData()) << xml << place << says; };
    row("", u"1:1"_s, u"no element"_s);
    row("hello", u"1:1"_s, u"before the root"_s);
    row("<a>", u"1:4"_s, u"ends inside the element a, which begins in line 1"_s);
    row("<a>\n<b>\n</a>", u"3:1"_s, u"</a> stands where </b> should: b begins in line 2"_s);
    row("<a/></b>", u"1:5"_s, u"closes nothing"_s);
    row("<a/><b/>", u"1:5"_s, u"second root"_s);
    row("<a/> x", u"1:6"_s, u"more text"_s);
    row("<a>1 < 2</a>", u"1:6"_s, u"&lt;"_s);
    row("<a>\n a & b</a>", u"2:4"_s, u"&amp;"_s);
    row("<a>&#x;</a>", u"1:4"_s, u"&amp;"_s);
    row("<a b></a>", u"1:4"_s, u"attribute b has no value"_s);
    row("<a b=c></a>", u"1:4"_s, u"in quotes"_s);
    row("<a b='1' b='2'/>", u"1:10"_s, u"twice"_s);
    row("<a b='1'c='2'/>", u"1:9"_s, u"blank"_s);
    row("<a b='<'/>", u"1:7"_s, u"&lt;"_s);
    row("<a b='x", u"1:6"_s, u"never closed"_s);
    row("<a", u"1:1"_s, u"never closed"_s);
    row("<!-- a", u"1:1"_s, u"comment"_s);
    row("<a><![CDATA[ ]]</a>", u"1:4"_s, u"CDATA"_s);
    row("<!DOCTYPE a [ <!ENTITY b 'c> ]><a/>", u"1:1"_s, u"document type"_s);
    row("<a/><!DOCTYPE a>", u"1:5"_s, u"before the root"_s);
    row("\n<?xml version='1.0'?><a/>", u"2:1"_s, u"very first"_s);
    row("<a></a", u"1:4"_s, u"</name>"_s);
    row("\xef\xbb\xbf\xc3\xa4", u"1:1"_s, u"before the root"_s);
}

void tst_XmlText::saysWhatIsWrong()
{
    QFETCH(QByteArray, xml);
    QFETCH(QString, says);
    const auto fault = XmlText::faultIn(xml);
    QVERIFY(fault);
    QVERIFY2(fault->message.contains(says) && fault->message.endsWith(u'.'), qPrintable(fault->message));
    QTEST(u"%1:%2"_s.arg(fault->line).arg(fault->column), "place");
    QCOMPARE(XmlText::indented(xml).error(), *fault);
    std::optional<XmlFault> shown;
    QVERIFY(laidOut(xml, &shown) != "failed");
    QCOMPARE(shown, fault);
}

void tst_XmlText::showsBrokenTextAsFarAsItGoes_data()
{
    QTest::addColumn<QByteArray>("xml");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("wrong end") << "<a><b><c/></a> <d/>\n"_ba << "<a>\n  <b>\n    <c/>\n</a> <d/>\n"_ba;
    QTest::newRow("cut off") << "<a><b/><c x='1"_ba << "<a>\n  <b/>\n<c x='1"_ba;
    QTest::newRow("no XML") << "Not found & gone"_ba << "\nNot found & gone"_ba;
}

void tst_XmlText::showsBrokenTextAsFarAsItGoes()
{
    QFETCH(QByteArray, xml);
    QTEST(laidOut(xml), "text");
}

void tst_XmlText::changesNothingThatIsRead_data()
{
    QTest::addColumn<QByteArray>("xml");
    QTest::newRow("soap") << "<?xml version=\"1.0\"?><s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><m:Price xmlns:m=\"urn:x\" >"
                             "<m:Item>Apples &amp; pears</m:Item><m:Note>a<b/>c</m:Note></m:Price></s:Body></s:Envelope>"_ba;
    QTest::newRow("feed") << "<feed><entry><title type=\"html\">&lt;b&gt;x&lt;/b&gt;</title><content><![CDATA[<p> a </p>]]></content></entry><entry/></feed>"_ba;
    QTest::newRow("mixed") << "<r><p>one <b>two</b> <i>three</i></p>\n<p> <b>x</b> </p></r>"_ba;
}

void tst_XmlText::changesNothingThatIsRead()
{
    QFETCH(QByteArray, xml);
    const QByteArray text = XmlText::indented(xml, 4).value();
    QCOMPARE(eventsOf(text), eventsOf(xml));
    QVERIFY(text.contains("\n    <"));
}

void tst_XmlText::expandsAndFetchesNothing()
{
    QByteArray xml = "<!DOCTYPE bomb [<!ENTITY a0 \"ha\"><!ENTITY file SYSTEM \"file:///etc/passwd\">";
    for (int i = 1; i < 30; ++i)
        xml += "<!ENTITY a" + QByteArray::number(i) + " \"" + ("&a" + QByteArray::number(i - 1) + ';').repeated(10) + "\">";
    xml += "]><bomb><x>&a29;</x><y>&file;</y></bomb>";
    const QByteArray text = laidOut(xml);
    QVERIFY(text.endsWith("<bomb>\n  <x>&a29;</x>\n  <y>&file;</y>\n</bomb>"));
    QVERIFY(text.size() < xml.size() + 100);
}

void tst_XmlText::goesAnyDepth()
{
    const int depth = 200'000;
    const QByteArray xml = QByteArray("<a>").repeated(depth) + QByteArray("</a>").repeated(depth);
    QVERIFY(!XmlText::faultIn(xml));
    QVERIFY(XmlText::indented(xml).has_value());
    const QByteArray endless = QByteArray("<a>").repeated(XmlText::deepest + 1);
    const auto fault = XmlText::faultIn(endless);
    QVERIFY(fault && fault->message.contains(u"deeper"));
}

void tst_XmlText::staysInProportion()
{
    const QByteArray xml = QByteArray("<a>").repeated(200) + QByteArray("<b/>").repeated(2'000'000) + QByteArray("</a>").repeated(200);
    BodyStore out;
    QVERIFY(XmlText::indent(xml, out));
    QVERIFY2(out.size() < 10 * xml.size(), qPrintable(QString::number(out.size())));
}

void tst_XmlText::isStopped()
{
    std::stop_source stop;
    stop.request_stop();
    BodyStore out;
    const auto laid = XmlText::indent(QByteArray("<a>") + QByteArray("<b/>").repeated(100'000) + "</a>", out, stop.get_token());
    QVERIFY(laid && laid->isStopped);
    QVERIFY(out.isFinished());
}

void tst_XmlText::tellsThatTheStoreIsFull()
{
    BodyStore::Options options;
    options.most = 1000;
    BodyStore out(options);
    const auto laid = XmlText::indent(QByteArray("<a>") + QByteArray("<b/>").repeated(100'000) + "</a>", out);
    QVERIFY(!laid);
    QCOMPARE(laid.error().kind, ErrorKind::Storage);
    QVERIFY(out.isFinished());
}

QTEST_APPLESS_MAIN(tst_XmlText)
#include "tst_XmlText.moc"
