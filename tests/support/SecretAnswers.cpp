#include "tests/support/SecretAnswers.h"

namespace tessera {

using namespace Qt::StringLiterals;

QString SecretAnswers::say(const Error &error)
{
    return u"error: "_s + error.message;
}

QString SecretAnswers::errorOf(KeychainState state)
{
    return say(keychainError(state));
}

void SecretAnswers::read(const QString &key)
{
    m_store.read(key, {&m_context, [this](const Result<Secret> &secret) {
                           answers.append(secret ? u"read "_s + secret->reveal() : say(secret.error()));
                       }});
}

void SecretAnswers::write(const QString &key, const QString &text)
{
    m_store.write(key, Secret(text), {&m_context, [this](const Result<Done> &done) {
                                          answers.append(done ? u"written"_s : say(done.error()));
                                      }});
}

void SecretAnswers::remove(const QString &key)
{
    m_store.remove(
        key, {&m_context, [this](const Result<Done> &done) { answers.append(done ? u"removed"_s : say(done.error())); }});
}

}
