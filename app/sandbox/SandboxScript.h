#pragma once

#include "app/base/Clock.h"
#include "app/json/JsonReader.h"
#include "app/sandbox/SandboxTypes.h"

#include <map>
#include <string>
#include <variant>
#include <vector>

namespace tessera {

// What a sandbox file says, checked and ready to be played. Texts and JSON values may hold {{names}}, see SandboxScope.

// All that is given must hold. A value that is not there fulfils only `present: false` and `not`.
struct SandboxCondition {
    enum class Shape { Any, Hex, Uuid, Number };

    Json value;
    std::optional<Json> is;
    std::optional<Json> isNot;
    std::optional<Json> in; // a list that holds the value
    std::optional<Json> contains; // what the value, a list or an object, must hold
    std::optional<bool> present; // there, not null, not empty text
    Shape shape = Shape::Any;
    qint64 least = 0; // characters
    qint64 most = -1;
};

struct SandboxAnswer {
    enum class Body { None, Json, Text };

    Json status = 200; // a number, or a template that becomes one
    Body body = Body::None;
    Json content;
    std::string type;
    std::vector<std::pair<std::string, std::string>> headers;
    int indent = 0; // 0: compact
    bool hasNewline = false;
    Milliseconds delay{0}; // only where failed sign-ins are slow
    bool isDropped = false; // the connection is closed instead
};

// Where a step goes that can't go on: an answer, or a check (which may answer, or let the request go on).
struct SandboxTarget {
    int answer = -1;
    int check = -1;
};

struct SandboxStep;
using SandboxSteps = std::vector<SandboxStep>;
using SandboxWhere = std::vector<std::pair<std::string, Json>>; // member of an item, and the value it must have

namespace step {

struct ReadBody { // sets "body", or "bodyDefect" {text, line, column}
    bool isJsonRead = false;
    bool isFormRead = false;
    bool mayBeAnything = false; // else an object
    SandboxTarget orElse;
};
struct Check {
    SandboxCondition condition;
    SandboxTarget orElse;
};
struct Collect { // what every failed condition adds
    std::vector<std::pair<SandboxCondition, Json>> all;
    std::string as;
    SandboxTarget orElse; // where anything was added
};
struct Set {
    std::vector<std::pair<std::string, Json>> values;
    bool onlyMissing = false;
};
struct Find {
    std::string store, as;
    SandboxWhere where;
    SandboxTarget orElse; // none: goes on, with the name unset
};
struct Add {
    std::string store, as;
    Json item;
};
struct Change {
    std::string store, as;
    SandboxWhere where;
    std::vector<std::pair<std::string, Json>> values;
};
struct Remove {
    std::string store;
    SandboxWhere where;
};
struct List {
    std::string store, as;
    SandboxWhere where;
    Json each;
};
struct Token { // sets `as` to {text, subject, slot, kind}
    std::string kind, as;
    Json text, subject, slot; // subject and slot: null where any will do
    SandboxTarget orElse; // none: goes on, with the name unset
    SandboxTarget whenExpired;
};
struct Issue { // sets "issued" to a member {text, iat, exp, seconds, iso} for each kind
    std::vector<std::string> kinds;
    Json subject, slot; // slot null: a session of its own
    bool isLoose = false; // belongs to no session: takes nobody's place, and nobody counts it
    bool isReused = false; // the same texts as long as they live, with a later end
    std::optional<SandboxCondition> linger; // replaced opaque access tokens live to their own end
};
struct Revoke {
    Json subject, slot;
    std::optional<SandboxCondition> linger;
};
struct Slots {
    Json subject;
    std::string as;
};
struct Pick { // a member whose name is only known now
    Json from, member;
    std::string as;
};
struct When;
struct Run {
    int check = -1;
};
struct Reply {
    int answer = -1;
};

}

struct step::When {
    SandboxCondition condition;
    SandboxSteps then, otherwise;
};

struct SandboxStep {
    std::variant<step::ReadBody, step::Check, step::Collect, step::Set, step::Find, step::Add, step::Change, step::Remove,
        step::List, step::Token, step::Issue, step::Revoke, step::Slots, step::Pick, step::When, step::Run, step::Reply>
        what;
};

struct SandboxTokenKind {
    enum class Make { Uuid, Random, Jwt };

    Make make = Make::Uuid;
    bool isRefreshing = false; // dies with revoke, not with expiry on request
    int bytes = 32; // of a random one
    std::optional<Milliseconds> life; // none: never ends
    bool isShortened = false; // the sandbox's own short life stands in for `life`
    std::string algorithm, key; // of a JWT; the keys in these files are published and protect nothing
    Json claims = Json::object();
    std::string subjectClaim;
    Json must = Json::object(); // claims a foreign one must have
};

struct SandboxRoute {
    std::string method; // "*": any
    std::vector<std::string> path; // "{name}" one segment, a last "**" any number of them
    SandboxCall call = SandboxCall::Other;
    SandboxSteps steps;
};

struct SandboxScript {
    QString profileId, name;
    std::string basePath;
    bool isHeadGet = false; // HEAD is answered as GET is
    std::vector<std::pair<std::string, std::string>> headers; // of every answer
    QList<SandboxAccount> accounts;
    QList<SandboxSwitch> switches;
    std::map<std::string, SandboxTokenKind> tokens;
    std::map<std::string, std::vector<Json>> stores;
    std::vector<SandboxAnswer> answers;
    std::vector<SandboxSteps> checks;
    std::vector<SandboxRoute> routes;
    SandboxSteps otherwise; // no route fits
    int trouble = -1; // the answer when failing is asked for: {{status}} and {{reason}}
};

}
