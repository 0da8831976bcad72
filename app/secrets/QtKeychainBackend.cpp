#include "app/secrets/QtKeychainBackend.h"

#include <qt6keychain/keychain.h>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

KeychainAnswer::Outcome outcomeOf(QKeychain::Error error)
{
    switch (error) {
    case QKeychain::NoError:
        return KeychainAnswer::Outcome::Done;
    case QKeychain::EntryNotFound:
        return KeychainAnswer::Outcome::NotFound;
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return KeychainAnswer::Outcome::Denied;
    default:
        return KeychainAnswer::Outcome::Failed;
    }
}

// A running job that is deleted crashes in its callback: no job has a parent, each deletes itself once it is finished, and
// one that never finishes stays.
template <typename JobType> JobType *makeJob(const QString &key)
{
    auto *job = new JobType(u"Tessera"_s);
    job->setAutoDelete(true);
    job->setKey(key);
    return job;
}

void start(QKeychain::Job *job, Completion<KeychainAnswer> completion)
{
    QObject::connect(job, &QKeychain::Job::finished, job, [completion = std::move(completion)](QKeychain::Job *finished) {
        KeychainAnswer answer{outcomeOf(finished->error()), {}, finished->error() ? finished->errorString() : QString()};
        if (auto *read = qobject_cast<QKeychain::ReadPasswordJob *>(finished); read && !finished->error())
            answer.text = Secret(read->textData());
        completion.deliver(std::move(answer));
    });
    job->start();
}

}

void QtKeychainBackend::read(const QString &key, Completion<KeychainAnswer> completion)
{
    start(makeJob<QKeychain::ReadPasswordJob>(key), std::move(completion));
}

void QtKeychainBackend::write(const QString &key, const Secret &text, Completion<KeychainAnswer> completion)
{
    auto *job = makeJob<QKeychain::WritePasswordJob>(key);
    job->setTextData(text.reveal()); // text only: text and binary under one key read back as the older of the two
    start(job, std::move(completion));
}

void QtKeychainBackend::remove(const QString &key, Completion<KeychainAnswer> completion)
{
    start(makeJob<QKeychain::DeletePasswordJob>(key), std::move(completion));
}

qsizetype QtKeychainBackend::entryLimit() const
{
#ifdef Q_OS_WIN
    return 2400; // CRED_MAX_CREDENTIAL_BLOB_SIZE is 2560
#else
    return KeychainBackend::entryLimit();
#endif
}

}
