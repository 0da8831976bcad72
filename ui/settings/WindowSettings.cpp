#include "ui/settings/WindowSettings.h"

#include "app/json/JsonReader.h"
#include "ui/theme/CredentialColors.h"

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int version = 1;
constexpr int farthest = 100'000; // of any screen

QStringList schemeNames()
{
    return {u"system"_s, u"light"_s, u"dark"_s};
}

// An object of whole numbers; what is none is an error of the reader.
QHash<QString, int> readNumbers(JsonReader &reader, const char *key, int most)
{
    QHash<QString, int> numbers;
    const Json *object = reader.any(key);
    if (!object)
        return numbers;
    if (!object->is_object()) {
        reader.fail(key, u"is not an object"_s);
        return numbers;
    }
    for (const auto &[name, value] : object->items()) {
        if (!value.is_number_integer() || value < 0 || value > most) {
            reader.fail(key, u"holds something that is not a number from 0 to %1"_s.arg(most));
            return {};
        }
        numbers.insert(toQString(name), value.get<int>());
    }
    return numbers;
}

Json writeNumbers(const QHash<QString, int> &numbers)
{
    Json object = Json::object();
    QStringList names = numbers.keys();
    names.sort(); // a hash has no order, a file should
    for (const QString &name : std::as_const(names))
        object[name.toStdString()] = numbers.value(name);
    return object;
}

}

Result<WindowSettings> WindowSettings::read(const QByteArray &bytes, const QString &source)
{
    WindowSettings settings;
    if (bytes.isEmpty())
        return settings;
    const auto json = parseJson(bytes, source);
    if (!json)
        return failure(json.error());
    JsonReader reader(*json, source);
    if (reader.integer("version", version, 1, 1'000'000) > version)
        reader.fail("version", u"is of a newer Tessera"_s);
    settings.scheme = SchemeChoice(reader.choice("scheme", schemeNames(), 0));
    settings.textSize = int(reader.integer("textSize", settings.textSize, 11, 20));
    if (reader.has("window")) {
        JsonReader window = reader.object("window");
        const auto coordinate = [&window](const char *key) { return int(window.integer(key, 0, -farthest, farthest)); };
        settings.geometry = QRect(coordinate("x"), coordinate("y"), coordinate("width"), coordinate("height"));
        settings.isMaximized = window.boolean("maximized");
    }
    JsonReader sides = reader.object("sides");
    settings.isLeftShown = sides.boolean("left", true);
    settings.isRightShown = sides.boolean("right", true);
    settings.leftWidth = int(sides.integer("leftWidth", settings.leftWidth, 0, farthest));
    settings.rightWidth = int(sides.integer("rightWidth", settings.rightWidth, 0, farthest));
    JsonReader timeline = reader.object("timeline");
    if (timeline.has("shown"))
        settings.isTimelineShown = timeline.boolean("shown");
    settings.timelineHeight = int(timeline.integer("height", 0, 0, farthest));
    settings.isInspectorShown = sides.boolean("inspector", true);
    settings.inspectorHeight = int(sides.integer("inspectorHeight", settings.inspectorHeight, 0, farthest));
    settings.environment = reader.string("environment");
    settings.notifies = reader.boolean("notifications", true);
    settings.runsSandbox = reader.boolean("sandbox", true);
    settings.colors = readNumbers(reader, "colors", credentialColorCount() - 1);
    if (reader.error())
        return failure(*reader.error());
    return settings;
}

QByteArray WindowSettings::write(const QByteArray &before) const
{
    Json json = Json::object();
    if (const auto known = parseJson(before, u"settings"_s); known && known->is_object())
        json = *known;
    json["version"] = version;
    json["scheme"] = schemeNames().at(int(scheme)).toStdString();
    json["textSize"] = textSize;
    if (!geometry.isEmpty()) {
        json["window"]["x"] = geometry.x();
        json["window"]["y"] = geometry.y();
        json["window"]["width"] = geometry.width();
        json["window"]["height"] = geometry.height();
        json["window"]["maximized"] = isMaximized;
    }
    json["sides"]["left"] = isLeftShown;
    json["sides"]["right"] = isRightShown;
    json["sides"]["leftWidth"] = leftWidth;
    json["sides"]["rightWidth"] = rightWidth;
    if (isTimelineShown)
        json["timeline"]["shown"] = *isTimelineShown;
    if (timelineHeight > 0)
        json["timeline"]["height"] = timelineHeight;
    json["sides"]["inspector"] = isInspectorShown;
    json["sides"]["inspectorHeight"] = inspectorHeight;
    json["environment"] = environment.toStdString();
    json["notifications"] = notifies;
    json["sandbox"] = runsSandbox;
    json["colors"] = writeNumbers(colors);
    return toBytes(json);
}

QRect fittedGeometry(const QRect &wanted, const QList<QRect> &screens, const QSize &least)
{
    if (screens.isEmpty())
        return wanted;
    // The screen that shows most of it; the first where none shows enough to take hold of.
    constexpr int grip = 80;
    QRect screen = screens.constFirst();
    qint64 most = 0;
    for (const QRect &candidate : screens) {
        const QRect seen = candidate.intersected(wanted);
        const qint64 area = qint64(seen.width()) * seen.height();
        if (seen.width() >= grip && seen.height() >= grip && area > most) {
            most = area;
            screen = candidate;
        }
    }
    QRect fitted = wanted;
    fitted.setSize(wanted.size().expandedTo(least).boundedTo(screen.size()));
    if (most == 0)
        fitted.moveCenter(screen.center());
    fitted.moveLeft(std::clamp(fitted.left(), screen.left(), screen.right() - fitted.width() + 1));
    fitted.moveTop(std::clamp(fitted.top(), screen.top(), screen.bottom() - fitted.height() + 1));
    return fitted;
}

}
