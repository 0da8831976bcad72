#pragma once

namespace tessera::ui {

// What a person may want of a credential.
enum class CardAction {
    Refresh,
    SignIn, // again: the login dialog, filled in
    SignOut,
    Unlock, // the keychain
    Edit,
    Forget, // asks in place first
    ConfirmAddress,
    ToggleDetails,
    Inspect, // its token
};

}
