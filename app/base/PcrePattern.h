#pragma once

#include "app/base/Result.h"

#include <QtCore/QByteArrayView>

#include <memory>

struct pcre2_real_code_8;
struct pcre2_real_match_data_8;
struct pcre2_real_match_context_8;
struct pcre2_real_jit_stack_8;

namespace tessera {

// A compiled pattern of PCRE2 over bytes that may be broken UTF-8.
class PcrePattern {
public:
    enum class Kind { Regex, Literal, LiteralHere }; // LiteralHere: only where it is asked, not behind
    [[nodiscard]] static Result<PcrePattern> compile(const QString &text, Kind kind, bool ignoresCase);

private:
    friend class PcreMatch;
    struct Free {
        void operator()(pcre2_real_code_8 *code) const;
    };
    std::unique_ptr<pcre2_real_code_8, Free> m_code;
    bool m_hasJit = false;
};

// What one thread needs to run it.
class PcreMatch {
public:
    enum class Outcome { Found, NotFound, TooHard };
    explicit PcreMatch(const PcrePattern &pattern);
    // The first hit that begins in [from, to); nothing behind `end` is looked at.
    Outcome next(QByteArrayView bytes, qint64 from, qint64 to, qint64 end);
    Outcome anywhere(QByteArrayView text); // an empty hit counts too
    [[nodiscard]] qint64 at() const;
    [[nodiscard]] qint64 size() const;

private:
    struct Free {
        void operator()(pcre2_real_match_data_8 *data) const;
        void operator()(pcre2_real_match_context_8 *context) const;
        void operator()(pcre2_real_jit_stack_8 *stack) const;
    };
    Outcome run(QByteArrayView text, qint64 from, unsigned options);

    const PcrePattern &m_pattern;
    std::unique_ptr<pcre2_real_match_data_8, Free> m_data;
    std::unique_ptr<pcre2_real_match_context_8, Free> m_context;
    std::unique_ptr<pcre2_real_jit_stack_8, Free> m_stack;
};

}
