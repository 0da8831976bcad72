#include "ui/response/Comparison.h"

#include "app/http/BodyStore.h"
#include "app/http/LineIndex.h"
#include "app/http/XmlText.h"
#include "ui/response/BodyProbe.h"
#include "ui/response/JsonRows.h"
#include "ui/response/RawRows.h"
#include "ui/widgets/Quantity.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Comparison", text);
}

// The bytes as UTF-8: themselves, where they are.
Result<std::shared_ptr<const BodyStore>> inUtf8(const Comparison::Body &side, const BodyProbe &probe)
{
    if (probe.encoding.isUtf8())
        return side.body;
    auto copy = std::make_shared<BodyStore>();
    if (const auto written = copy->append(probe.encoding.decode(side.body->bytes()).text.toUtf8()); !written)
        return failure(written.error());
    copy->finish();
    return copy;
}

Result<Comparison::Side> read(const Comparison::Body &side, const std::stop_token &stop)
{
    const BodyProbe probe = BodyProbe::of(side.body->read(0, BodyProbe::wanted), side.contentType);
    if (side.body->size() > Comparison::mostBytes)
        return failure(ErrorKind::Input, tr("Answers of more than %1 are not compared here. Save both and compare the files.").arg(Quantity::size(Comparison::mostBytes)));
    if (!probe.isText() && probe.kind != BodyProbe::Kind::Empty)
        return failure(ErrorKind::Input, tr("One of the two is no text: there is nothing to put side by side."));
    const auto text = inUtf8(side, probe);
    if (!text)
        return failure(text.error());
    Comparison::Side made;
    made.text = *text;
    made.isMarkup = probe.kind == BodyProbe::Kind::Xml || probe.kind == BodyProbe::Kind::Html;
    if (probe.kind == BodyProbe::Kind::Json || probe.kind == BodyProbe::Kind::JsonLines) {
        const auto index = JsonIndex::of(made.text->bytes(), probe.kind == BodyProbe::Kind::Json ? JsonIndex::Form::Document : JsonIndex::Form::Sequence);
        if (!index->fault())
            made.json = index;
    }
    if (probe.kind == BodyProbe::Kind::Xml) {
        auto laid = std::make_shared<BodyStore>();
        const auto done = XmlText::indent(made.text->bytes(), *laid, stop);
        if (!done)
            return failure(done.error());
        made.text = laid;
    }
    auto lines = std::make_shared<LineIndex>();
    lines->extend(made.text->bytes(), true);
    made.lines = lines;
    return made;
}

ByteRange rangeOf(const JsonIndex &index, const JsonNode &node)
{
    return {node.keyAt >= 0 ? node.keyAt : node.at, node.at + index.value(node).size()};
}

void compareJson(Comparison *all, const std::stop_token &stop)
{
    const JsonDiff diff = JsonDiff::between(*all->before.json, *all->after.json, stop);
    all->changes = diff.changes;
    all->isCut = diff.isCut;
    all->isCoarse = diff.isCoarse;
    for (const JsonChange &change : diff.changes) {
        if (change.kind == JsonChange::Kind::Reordered) // all that is in it would stand out
            continue;
        if (change.before)
            all->before.changed.append(rangeOf(*all->before.json, *change.before));
        if (change.after)
            all->after.changed.append(rangeOf(*all->after.json, *change.after));
    }
    for (QList<ByteRange> *ranges : {&all->before.changed, &all->after.changed})
        std::sort(ranges->begin(), ranges->end(), [](const ByteRange &one, const ByteRange &other) { return one.from < other.from; });
}

void compareText(Comparison *all, const std::stop_token &stop)
{
    // JSON is compared as it is laid out: on the wire it often is one line.
    const LineDiff diff = all->canBeJson() ? LineDiff::between(all->before.json, all->after.json, stop) : LineDiff::between(*all->before.lines, *all->after.lines, stop);
    all->parts = diff.parts;
    all->isCoarse = diff.isCoarse;
}

}

std::shared_ptr<BodyDocument> Comparison::Side::document(const Clock &clock) const
{
    if (json)
        return std::make_shared<JsonRows>(json, clock);
    return std::make_shared<RawRows>(RawRows::Source{lines, nullptr, 0}, isMarkup ? RawRows::Syntax::Markup : RawRows::Syntax::Plain);
}

Result<std::shared_ptr<const Comparison>> Comparison::between(const Body &before, const Body &after, std::optional<How> wish, const std::stop_token &stop)
{
    const auto first = read(before, stop);
    const auto second = first ? read(after, stop) : first;
    if (!second)
        return failure(second.error());
    const auto all = std::make_shared<Comparison>();
    all->before = *first;
    all->after = *second;
    if (!all->canBeJson()) // two texts of one kind
        all->before.json = all->after.json = nullptr;
    all->how = all->canBeJson() ? wish.value_or(How::Json) : How::Text;
    if (all->how == How::Json)
        compareJson(all.get(), stop);
    else
        compareText(all.get(), stop);
    return all;
}

qsizetype Comparison::changeCount() const
{
    if (how == How::Json)
        return changes.size();
    return std::count_if(parts.cbegin(), parts.cend(), [](const LineDiff::Part &part) { return !part.isSame; });
}

QString Comparison::summary() const
{
    const qsizetype count = changeCount();
    if (count == 0)
        return how == How::Json ? tr("The same, as JSON.") : tr("The same, line by line.");
    const QString number = QLocale(QLocale::English).toString(count);
    if (isCut)
        return tr("the first %1 differences").arg(number);
    return count == 1 ? tr("1 difference") : tr("%1 differences").arg(number);
}

}
