#include "app/secrets/KeychainProbe.h"

#include "app/secrets/SecretServiceProbe.h"

namespace tessera {

#if !defined(Q_OS_UNIX) || defined(Q_OS_DARWIN)
namespace {

// Windows and macOS unlock their keychains with the user's session, and ask by themselves where they want to.
class PlatformProbe final : public KeychainProbe {
public:
    void probe(Completion<KeychainState> completion) override { completion.deliver(KeychainState::Unlocked); }
    void unlock(Completion<KeychainState> completion) override { completion.deliver(KeychainState::Unlocked); }
};

}
#endif

std::unique_ptr<KeychainProbe> makeKeychainProbe()
{
#if !defined(Q_OS_UNIX) || defined(Q_OS_DARWIN)
    return std::make_unique<PlatformProbe>();
#else
    return std::make_unique<SecretServiceProbe>();
#endif
}

}
