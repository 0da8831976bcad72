#include "app/base/PcrePattern.h"

#include <QtCore/QCoreApplication>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

namespace tessera {

namespace {

constexpr uint32_t mostSteps = 1'000'000; // of one try at one place: what takes more goes back and forth
constexpr std::size_t firstStack = 32 * 1024, largestStack = 1024 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("BytePattern", text);
}

}

void PcrePattern::Free::operator()(pcre2_code *code) const
{
    pcre2_code_free(code);
}

Result<PcrePattern> PcrePattern::compile(const QString &text, Kind kind, bool ignoresCase)
{
    const QByteArray utf8 = text.toUtf8();
    uint32_t options = PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_USE_OFFSET_LIMIT;
    if (kind == Kind::Regex)
        options |= PCRE2_MULTILINE | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C;
    else
        options |= PCRE2_LITERAL;
    if (kind == Kind::LiteralHere)
        options |= PCRE2_ANCHORED;
    if (ignoresCase)
        options |= PCRE2_CASELESS;
    int error = 0;
    std::size_t at = 0;
    PcrePattern pattern;
    pattern.m_code.reset(pcre2_compile(
        reinterpret_cast<PCRE2_SPTR>(utf8.constData()), std::size_t(utf8.size()), options, &error, &at, nullptr));
    if (!pattern.m_code) {
        PCRE2_UCHAR words[256] = {};
        pcre2_get_error_message(error, words, sizeof words);
        const qsizetype character = QString::fromUtf8(utf8.first(qMin(qsizetype(at), utf8.size()))).size();
        return failure(ErrorKind::Input, tr("The regular expression can't be used: it breaks at character %1.").arg(character + 1),
            QString::fromUtf8(reinterpret_cast<const char *>(words)));
    }
    pattern.m_hasJit = pcre2_jit_compile(pattern.m_code.get(), PCRE2_JIT_COMPLETE) == 0;
    return pattern;
}

void PcreMatch::Free::operator()(pcre2_match_data *data) const
{
    pcre2_match_data_free(data);
}

void PcreMatch::Free::operator()(pcre2_match_context *context) const
{
    pcre2_match_context_free(context);
}

void PcreMatch::Free::operator()(pcre2_jit_stack *stack) const
{
    pcre2_jit_stack_free(stack);
}

PcreMatch::PcreMatch(const PcrePattern &pattern)
    : m_pattern(pattern)
    , m_data(pcre2_match_data_create_from_pattern(pattern.m_code.get(), nullptr))
    , m_context(pcre2_match_context_create(nullptr))
    , m_stack(pcre2_jit_stack_create(firstStack, largestStack, nullptr))
{
    pcre2_set_match_limit(m_context.get(), mostSteps);
    pcre2_jit_stack_assign(m_context.get(), nullptr, m_stack.get());
}

PcreMatch::Outcome PcreMatch::next(QByteArrayView bytes, qint64 from, qint64 to, qint64 end)
{
    if (from >= to)
        return Outcome::NotFound;
    pcre2_set_offset_limit(m_context.get(), PCRE2_SIZE(to - 1));
    return run(bytes.first(end), from, PCRE2_NOTEMPTY | (end < bytes.size() ? PCRE2_NOTEOL : 0));
}

PcreMatch::Outcome PcreMatch::anywhere(QByteArrayView text)
{
    pcre2_set_offset_limit(m_context.get(), PCRE2_UNSET);
    return run(text.isNull() ? QByteArrayView("") : text, 0, 0);
}

PcreMatch::Outcome PcreMatch::run(QByteArrayView text, qint64 from, unsigned options)
{
    const auto match = m_pattern.m_hasJit ? pcre2_jit_match : pcre2_match;
    const int code = match(m_pattern.m_code.get(), reinterpret_cast<PCRE2_SPTR>(text.data()), PCRE2_SIZE(text.size()),
        PCRE2_SIZE(from), options, m_data.get(), m_context.get());
    return code >= 0 ? Outcome::Found : code == PCRE2_ERROR_NOMATCH ? Outcome::NotFound : Outcome::TooHard;
}

qint64 PcreMatch::at() const
{
    return qint64(pcre2_get_ovector_pointer(m_data.get())[0]);
}

qint64 PcreMatch::size() const
{
    const auto *ends = pcre2_get_ovector_pointer(m_data.get());
    return ends[1] > ends[0] ? qint64(ends[1] - ends[0]) : 0; // \K in a look-ahead can turn them round
}

}
