#include "app/auth/profile/FieldReader.h"

#include "app/auth/profile/TemplateReader.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

namespace tessera::FieldReader {

using namespace Qt::StringLiterals;
using TemplateReader::finish;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ProfileReader", text);
}

Field readField(JsonReader &reader)
{
    Field field;
    field.name = reader.requiredString("name");
    field.label = reader.requiredString("label");
    field.help = reader.string("help");
    field.placeholder = reader.string("placeholder");
    field.defaultValue = reader.string("default");
    field.isSecret = reader.boolean("secret");
    field.isRequired = reader.boolean("required", true);
    field.isRemembered = reader.boolean("remembered", true);
    field.isConfirmation = reader.boolean("confirm");
    field.choices = reader.strings("choices");
    field.isFile = reader.boolean("file");
    if (field.isSecret && !field.defaultValue.isEmpty())
        reader.fail("default", tr("can't be: a secret is not kept in a file"));
    if (reader.has("choices") && (field.choices.isEmpty() || field.choices.contains(QString())))
        reader.fail("choices", tr("must hold texts that are not empty"));
    if (!field.choices.isEmpty() && !field.defaultValue.isEmpty() && !field.choices.contains(field.defaultValue))
        reader.fail("default", tr("is not one of the choices"));
    if (field.isFile && (field.isSecret || field.isConfirmation || !field.choices.isEmpty()))
        reader.fail("file", tr("is the path of a file: neither a secret, nor a box to tick, nor a choice"));
    if (field.isConfirmation && (field.isSecret || !field.choices.isEmpty() || !field.defaultValue.isEmpty()))
        reader.fail("confirm", tr("makes a box to tick, which is no secret and has neither choices nor default"));
    finish(reader);
    return field;
}

}

QString readId(JsonReader &reader, const char *key, QStringList &taken)
{
    static const QRegularExpression pattern(u"^[a-z0-9][a-z0-9-]{0,63}$"_s);
    const QString id = reader.requiredString(key);
    if (!pattern.match(id).hasMatch())
        reader.fail(key, tr("must be at most 64 small letters, digits and \"-\""));
    if (taken.contains(id))
        reader.fail(key, tr("is there twice: \"%1\"").arg(id));
    taken += id;
    return id;
}

QList<Field> readFields(JsonReader &owner, NameScope &scope)
{
    QList<Field> fields;
    for (JsonReader &reader : owner.objects("fields")) {
        fields += readField(reader);
        const auto kind = fields.last().isSecret ? NameScope::Kind::SecretField : NameScope::Kind::Field;
        if (const QString complaint = scope.declare(fields.last().name, kind); !complaint.isEmpty())
            reader.fail("name", complaint);
    }
    return fields;
}

}
