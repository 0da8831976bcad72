#pragma once

#include <QtCore/QDir>
#include <QtCore/QString>

namespace tessera {

// Test vectors of others, too large to be kept here ("wycheproof-jose"): below $TESSERA_CORPORA, or below a folder "corpora"
// beside this project or one further down. Not there: the folder does not exist, and the test is skipped.
struct Corpus {
    [[nodiscard]] static QDir folder(const QString &name);
    [[nodiscard]] static QString advice(const QString &name); // why it was skipped
};

}
