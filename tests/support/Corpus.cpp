#include "tests/support/Corpus.h"

namespace tessera {

using namespace Qt::StringLiterals;

QDir Corpus::folder(const QString &name)
{
    if (isExpected())
        return QDir(qEnvironmentVariable("TESSERA_CORPORA") + u'/' + name);
    const QDir beside(QStringLiteral(TESSERA_SOURCE_DIR "/.."));
    QStringList places{u"corpora/"_s + name};
    for (const QString &folder : beside.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name))
        places += folder + u"/corpora/"_s + name;
    for (const QString &place : std::as_const(places)) {
        if (beside.exists(place))
            return QDir(beside.filePath(place));
    }
    return QDir(beside.filePath(places.first()));
}

bool Corpus::isExpected()
{
    return qEnvironmentVariableIsSet("TESSERA_CORPORA");
}

QString Corpus::advice(const QString &name)
{
    return u"%1 is not here: set TESSERA_CORPORA to the folder that holds it."_s.arg(name);
}

}
