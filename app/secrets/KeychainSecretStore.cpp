#include "app/secrets/KeychainSecretStore.h"

#include "app/base/Logging.h"
#include "app/secrets/QtKeychainBackend.h"
#include "app/secrets/SecretText.h"

#include <limits>
#include <utility>

namespace tessera {

using namespace KeychainEntry;

namespace {

constexpr qsizetype largestSmallEntry = 1024 * 1024; // platforms with a limit have one far below, the others none

Error brokenEntry(const QString &message)
{
    return {ErrorKind::Keychain, message, KeychainSecretStore::tr("It is left as it is. Sign in again to replace it.")};
}

Slot otherThan(const Content &content)
{
    const auto *parts = std::get_if<Parts>(&content);
    return parts && parts->slot == Slot::A ? Slot::B : Slot::A;
}

}

KeychainSecretStore::KeychainSecretStore(Clock &clock, const QString &prefix, QObject *parent)
    : KeychainSecretStore(clock, makeKeychainProbe(), std::make_unique<QtKeychainBackend>(), prefix, parent)
{
}

KeychainSecretStore::KeychainSecretStore(Clock &clock, std::unique_ptr<KeychainProbe> probe,
    std::unique_ptr<KeychainBackend> backend, const QString &prefix, QObject *parent)
    : SecretStore(parent)
    , m_prefix(prefix)
    , m_access(clock, std::move(probe), std::move(backend))
{
    connect(&m_access, &KeychainAccess::stateChanged, this, &SecretStore::stateChanged);
}

void KeychainSecretStore::read(const QString &key, ResultCompletion<Secret> completion)
{
    enqueue([this, key, completion] {
        const auto fail = [this, completion](const Error &error) { end<Secret>(completion, failure(error)); };
        readEntry(
            entryKey(key),
            [this, key, completion, fail](const std::optional<Secret> &entry) {
                if (!entry)
                    return end<Secret>(completion, Secret());
                const Content content = decode(*entry);
                if (const auto *whole = std::get_if<Whole>(&content))
                    return end<Secret>(completion, whole->text);
                if (const auto *parts = std::get_if<Parts>(&content))
                    return readParts(
                        key, *parts, {}, [this, completion](const Secret &text) { end<Secret>(completion, text); }, fail);
                fail(brokenEntry(tr("The keychain entry %1 was written by another program or a later Tessera.").arg(entryKey(key))));
            },
            fail);
    });
}

void KeychainSecretStore::write(const QString &key, const Secret &secret, ResultCompletion<Done> completion)
{
    enqueue([this, key, secret, completion] {
        const auto fail = [this, completion](const Error &error) { end<Done>(completion, failure(error)); };
        const auto done = [this, completion] { end<Done>(completion, Done{}); };
        if (const auto text = checkSecretText(secret); !text)
            return fail(text.error());
        if (entriesAreSmall())
            return writeToSmallEntries(key, secret, done, fail);
        writeEntry(entryKey(key), encode(Whole{secret}), done, fail);
    });
}

void KeychainSecretStore::remove(const QString &key, ResultCompletion<Done> completion)
{
    enqueue([this, key, completion] {
        const auto fail = [this, completion](const Error &error) { end<Done>(completion, failure(error)); };
        const auto done = [this, completion] { end<Done>(completion, Done{}); };
        const auto removeEntry = [this, key, done, fail] {
            m_access.remove(entryKey(key), {this, [done, fail](Result<Done> removed) {
                                                removed ? done() : fail(removed.error());
                                            }});
        };
        readEntry(
            entryKey(key),
            [this, key, done, fail, removeEntry](const std::optional<Secret> &entry) {
                if (entriesAreSmall() || (entry && std::holds_alternative<Parts>(decode(*entry))))
                    return removeParts(
                        key, Slot::A, 0,
                        [this, key, fail, removeEntry] { removeParts(key, Slot::B, 0, removeEntry, fail); }, fail);
                entry ? removeEntry() : done();
            },
            fail);
    });
}

void KeychainSecretStore::enqueue(Work work)
{
    m_queue.push_back(std::move(work));
    if (m_queue.size() == 1)
        startNext();
}

void KeychainSecretStore::startNext()
{
    const Work work = m_queue.front(); // a copy: an operation that ends at once takes itself out of the queue
    work();
}

template <typename T> void KeychainSecretStore::end(const ResultCompletion<T> &completion, Result<T> result)
{
    completion.deliver(std::move(result));
    m_queue.pop_front();
    // From the event loop: a keychain that refuses everything would otherwise run a long queue as a deep recursion.
    if (!m_queue.empty())
        QMetaObject::invokeMethod(this, &KeychainSecretStore::startNext, Qt::QueuedConnection);
}

void KeychainSecretStore::readEntry(
    const QString &rawKey, std::function<void(const std::optional<Secret> &)> then, Fail fail)
{
    m_access.read(rawKey, {this, [then = std::move(then), fail = std::move(fail)](Result<std::optional<Secret>> entry) {
                               entry ? then(*entry) : fail(entry.error());
                           }});
}

void KeychainSecretStore::writeEntry(const QString &rawKey, const Secret &text, Work then, Fail fail)
{
    m_access.write(rawKey, text, {this, [then = std::move(then), fail = std::move(fail)](Result<Done> written) {
                                      written ? then() : fail(written.error());
                                  }});
}

void KeychainSecretStore::readParts(const QString &key, const Parts &parts, const QByteArray &before,
    std::function<void(const Secret &)> then, Fail fail, int number)
{
    if (number == parts.count) {
        const Secret text(before);
        if (describe(text, parts.slot, parts.count).sha256 != parts.sha256)
            return fail(brokenEntry(tr("The parts of the keychain entry %1 don't fit together.").arg(entryKey(key))));
        return then(text);
    }
    readEntry(
        partKey(m_prefix, key, parts.slot, number),
        [this, key, parts, before, then = std::move(then), fail, number](const std::optional<Secret> &part) {
            if (!part)
                return fail(brokenEntry(tr("A part of the keychain entry %1 is missing.").arg(entryKey(key))));
            readParts(key, parts, before + part->revealUtf8(), then, fail, number + 1);
        },
        fail);
}

// The new text goes to the slot that is not in use; then the entry changes over to it; then the old parts go.
void KeychainSecretStore::writeToSmallEntries(const QString &key, const Secret &secret, Work then, Fail fail)
{
    readEntry(
        entryKey(key),
        [this, key, secret, then, fail](const std::optional<Secret> &entry) {
            const Content old = entry ? decode(*entry) : Content(Whole{});
            const Slot slot = otherThan(old);
            const Secret whole = encode(Whole{secret});
            const bool fits = whole.size() <= m_access.entryLimit();
            const auto texts = fits ? QList<Secret>() : split(secret, m_access.entryLimit());
            const Secret head = fits ? whole : encode(describe(secret, slot, texts.size()));
            const auto leaveRest = [then](const Error &error) {
                qCWarning(logSecrets) << "Old parts of a keychain entry stay behind:" << error.message;
                then(); // the new text is safe; the next write tidies up
            };
            const auto tidy = [this, key, slot, texts, then, leaveRest] {
                const Slot unused = slot == Slot::A ? Slot::B : Slot::A;
                removeParts(
                    key, unused, 0, [=, this] { removeParts(key, slot, int(texts.size()), then, leaveRest); }, leaveRest);
            };
            writeParts(
                key, slot, texts, [this, key, head, tidy, fail] { writeEntry(entryKey(key), head, tidy, fail); }, fail);
        },
        fail);
}

void KeychainSecretStore::writeParts(
    const QString &key, Slot slot, const QList<Secret> &texts, Work then, Fail fail, int number)
{
    if (number == texts.size())
        return then();
    writeEntry(
        partKey(m_prefix, key, slot, number), texts.at(number),
        [this, key, slot, texts, then = std::move(then), fail, number] { writeParts(key, slot, texts, then, fail, number + 1); },
        fail);
}

void KeychainSecretStore::removeParts(const QString &key, Slot slot, int firstNumber, Work then, Fail fail)
{
    const QString rawKey = partKey(m_prefix, key, slot, firstNumber);
    readEntry(
        rawKey,
        [this, key, slot, firstNumber, rawKey, then = std::move(then), fail](const std::optional<Secret> &part) {
            if (!part)
                return then();
            m_access.remove(rawKey, {this, [this, key, slot, firstNumber, then, fail](Result<Done> removed) {
                                         if (!removed)
                                             return fail(removed.error());
                                         removeParts(key, slot, firstNumber + 1, then, fail);
                                     }});
        },
        fail);
}

bool KeychainSecretStore::entriesAreSmall() const
{
    return m_access.entryLimit() < largestSmallEntry;
}

}
