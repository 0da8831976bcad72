#include "app/auth/profile/DiscoveryReader.h"

#include "app/auth/profile/FieldReader.h"
#include "app/auth/profile/RequestReader.h"
#include "app/auth/profile/TemplateReader.h"

#include <QtCore/QCoreApplication>

namespace tessera::DiscoveryReader {

using namespace Qt::StringLiterals;
using TemplateReader::finish;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ProfileReader", text);
}

}

QList<Discovery> readDiscoveries(JsonReader &profile, const NameScope &profileScope)
{
    QList<Discovery> discoveries;
    QStringList ids;
    for (JsonReader &reader : profile.objects("discover")) {
        NameScope scope = profileScope;
        Discovery discovery;
        discovery.id = FieldReader::readId(reader, "id", ids);
        discovery.label = reader.requiredString("label");
        discovery.help = reader.string("help");
        discovery.fields = FieldReader::readFields(reader, scope);
        reader.require({"request"});
        discovery.request = RequestReader::readRequest(reader.object("request"), scope);
        discovery.captures = TemplateReader::readCaptures(reader, "captures", scope);
        for (auto &[name, entry] : TemplateReader::readEntries(reader, "fills", "value")) {
            (void)entry.requiredString("value");
            discovery.fills.insert(name, TemplateReader::readTemplate(entry, "value", scope));
            if (name != "baseUrl"_L1 && !profileScope.isUsable(name))
                entry.fail(tr("is not \"baseUrl\" and not one of the profile's fields"));
            finish(entry);
        }
        for (JsonReader &note : reader.objects("notes")) {
            discovery.notes += Discovery::Note{
                note.requiredString("label"), TemplateReader::readCapture(note, "value"), note.string("otherwise")};
            finish(note);
        }
        if (discovery.fills.isEmpty() && discovery.notes.isEmpty())
            reader.fail(tr("finds nothing: it needs \"fills\" or \"notes\""));
        finish(reader);
        discoveries += discovery;
    }
    return discoveries;
}

}
