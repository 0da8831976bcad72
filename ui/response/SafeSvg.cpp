#include "ui/response/SafeSvg.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSet>
#include <QtCore/QStringList>
#include <QtCore/QXmlStreamReader>
#include <QtCore/QXmlStreamWriter>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostElements = 200'000, deepest = 200, mostUses = 2000;

QString tr(const char *text)
{
    return QCoreApplication::translate("SafeSvg", text);
}

class Filter {
public:
    explicit Filter(const QByteArray &svg)
        : m_in(svg)
        , m_out(&m_result)
    {
    }

    Result<QByteArray> run()
    {
        while (!m_in.atEnd()) {
            switch (m_in.readNext()) {
            case QXmlStreamReader::StartElement:
                if (++m_elements > mostElements || m_ids.size() > deepest)
                    return failure(ErrorKind::Parse, tr("This drawing has too many parts to be shown here."), tr("Look at its text, or save it."));
                if (isDropped())
                    m_in.skipCurrentElement();
                else
                    begin();
                break;
            case QXmlStreamReader::EndElement:
                m_ids.removeLast();
                m_out.writeEndElement();
                break;
            case QXmlStreamReader::Characters:
                if (!m_isInStyle || isHarmless(m_in.text()))
                    m_out.writeCharacters(m_in.text().toString());
                break;
            default: // a document type could declare entities; comments and instructions draw nothing
                break;
            }
        }
        if (m_in.hasError()) {
            return failure(ErrorKind::Parse, tr("This drawing can't be read: line %1, column %2: %3.").arg(m_in.lineNumber()).arg(m_in.columnNumber()).arg(m_in.errorString()),
                tr("Look at its text, or save it."));
        }
        // One use in what another uses, some levels deep, is more than any machine can draw.
        if (m_uses > mostUses || m_usedIds.intersects(m_idsWithUses))
            return failure(ErrorKind::Parse, tr("This drawing repeats its parts more often than can be shown here."), tr("Look at its text, or save it."));
        return m_result;
    }

private:
    static bool isHarmless(QStringView style)
    {
        return !style.contains(u"url("_s, Qt::CaseInsensitive) && !style.contains(u"@import"_s, Qt::CaseInsensitive)
            && !style.contains(u"dasharray"_s, Qt::CaseInsensitive);
    }

    [[nodiscard]] QString target() const
    {
        for (const QXmlStreamAttribute &attribute : m_in.attributes()) {
            if (attribute.name() == "href"_L1)
                return attribute.value().toString().trimmed();
        }
        return {};
    }

    [[nodiscard]] bool isDropped() const
    {
        const QStringView name = m_in.name();
        if (name == "script"_L1 || name == "foreignObject"_L1 || name == "video"_L1 || name == "audio"_L1 || name.startsWith("animate"_L1) || name == "set"_L1)
            return true;
        if (name == "image"_L1) // inside an SVG that is inside an SVG the same rules would have to hold again
            return !target().startsWith("data:image/"_L1, Qt::CaseInsensitive) || target().startsWith("data:image/svg"_L1, Qt::CaseInsensitive);
        return name == "use"_L1 && !target().startsWith(u'#');
    }

    void begin()
    {
        m_isInStyle = m_in.name() == "style"_L1;
        const QXmlStreamAttributes attributes = m_in.attributes();
        m_ids += attributes.value("id"_L1).toString();
        if (m_in.name() == "use"_L1) {
            ++m_uses;
            m_usedIds += target().mid(1);
            for (const QString &id : std::as_const(m_ids)) {
                if (!id.isEmpty())
                    m_idsWithUses += id;
            }
        }
        // As they are spelled: what draws them looks for the spelling.
        m_out.writeStartElement(m_in.qualifiedName().toString());
        for (const QXmlStreamNamespaceDeclaration &declared : m_in.namespaceDeclarations()) {
            const QString prefix = declared.prefix().toString();
            m_out.writeAttribute(prefix.isEmpty() ? u"xmlns"_s : u"xmlns:"_s + prefix, declared.namespaceUri().toString());
        }
        for (const QXmlStreamAttribute &attribute : attributes) {
            const QStringView name = attribute.name();
            if (name.startsWith("on"_L1) || name == "stroke-dasharray"_L1)
                continue;
            const bool isPaint = attribute.value().startsWith(u"url(#"_s) && attribute.value().count(u"url("_s) == 1;
            if (name == "href"_L1 || isPaint || isHarmless(attribute.value()))
                m_out.writeAttribute(attribute.qualifiedName().toString(), attribute.value().toString());
        }
    }

    QXmlStreamReader m_in;
    QByteArray m_result;
    QXmlStreamWriter m_out;
    QStringList m_ids; // of the elements that are open
    QSet<QString> m_usedIds, m_idsWithUses;
    int m_elements = 0, m_uses = 0;
    bool m_isInStyle = false;
};

}

Result<QByteArray> safeSvg(const QByteArray &svg)
{
    return Filter(svg).run();
}

}
