#pragma once

#include <QtCore/QDir>
#include <QtCore/QString>

namespace tessera {

// Test vectors of others, too large to be kept here ("wycheproof-jose"): below $TESSERA_CORPORA, or below a folder "corpora"
// beside this project or one further down.
struct Corpus {
    [[nodiscard]] static QDir folder(const QString &name);
    [[nodiscard]] static bool isExpected(); // TESSERA_CORPORA says where they are, so that none of them may be missing
    [[nodiscard]] static QString advice(const QString &name); // what to do where it is missing
};

// For functions that make rows of a corpus: without it the test is skipped, and fails where it is expected.
#define TESSERA_NEEDS_CORPUS(name) \
    do { \
        if (tessera::Corpus::folder(name).exists()) \
            break; \
        if (tessera::Corpus::isExpected()) \
            QTest::qFail(qPrintable(tessera::Corpus::advice(name)), __FILE__, __LINE__); \
        QSKIP(qPrintable(tessera::Corpus::advice(name))); \
    } while (false)

// About two thirds of what the corpus had when it was taken: whoever has another cut of it is not told off, an empty folder is.
#define TESSERA_COUNTS_ROWS(rows, least) \
    QVERIFY2((rows) >= (least), QByteArray::number(rows) + " rows of the corpus, and there are " + QByteArray::number(least))

}
