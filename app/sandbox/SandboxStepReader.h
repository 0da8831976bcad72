#pragma once

#include "app/sandbox/SandboxScript.h"

#include <QtCore/QHash>

namespace tessera {

// Reads the steps and answers of a sandbox file into a script. Names are resolved here, so that playing can't meet an
// unknown one: answers, checks, stores, token kinds.
class SandboxStepReader {
public:
    // Reads "format", how answers look where they don't say otherwise.
    SandboxStepReader(JsonReader &root, SandboxScript &script);

    void addAnswer(const QString &name, JsonReader &reader);
    void addCheck(const QString &name, SandboxSteps steps);
    [[nodiscard]] SandboxSteps read(JsonReader &owner, const char *key); // a list of steps; empty where absent
    // The index of a named answer, or of one that is written out in its place.
    [[nodiscard]] int answer(JsonReader &owner, const char *key);

    [[nodiscard]] static std::vector<std::pair<std::string, std::string>> readHeaders(JsonReader &owner);
    static void checkTemplates(JsonReader &owner, const char *key); // every {{...}} in the member is well formed

private:
    [[nodiscard]] SandboxTarget target(JsonReader &owner, const char *key); // as answer(), or the name of a check
    [[nodiscard]] SandboxStep readStep(JsonReader &reader);
    [[nodiscard]] SandboxAnswer readAnswer(JsonReader &reader);
    [[nodiscard]] SandboxCondition readCondition(JsonReader &reader, const char *key);
    [[nodiscard]] std::optional<SandboxCondition> readLinger(JsonReader &reader);
    [[nodiscard]] SandboxWhere readWhere(JsonReader &reader);
    [[nodiscard]] std::vector<std::pair<std::string, Json>> readValues(JsonReader &reader, const char *key);
    [[nodiscard]] std::string store(JsonReader &reader, const char *key);
    [[nodiscard]] std::string tokenKind(JsonReader &reader, const QString &name, const char *key);
    [[nodiscard]] Json form(JsonReader &reader, const char *key); // null where absent

    SandboxScript &m_script;
    SandboxAnswer m_format;
    QHash<QString, int> m_answers, m_checks;
};

}
