// Regular expressions on PCRE2, compiled with JIT and matched within limits. Hitting a limit gives null and a warning, never "no
// match".
#define PCRE2_CODE_UNIT_WIDTH 8
#include "feel/regex.h"

#include "base/limits.h"
#include "base/text.h"
#include "feel/machine.h"
#include "feel/regex_translate.h"

#include <pcre2.h>
#include <stdatomic.h>

enum { MOST_CACHED = 64 };

/// What a pattern is compiled to.
typedef struct regex_code {
    pcre2_code *code;   ///< NULL: the pattern is invalid
    bool matches_empty; ///< then replace and split give null
} regex_code;

/// What is compiled on first use. Whoever comes first leaves it here for all.
typedef struct late_code {
    const allocator *from;
    _Atomic(regex_code *) code;
} late_code;

struct feel_regex {
    regex_code code;
    late_code *late; ///< NULL: `code` is there
    slice pattern, flags;
};

/// What a machine keeps: match data and limits, and the patterns that were computed.
struct feel_regex_space {
    pcre2_match_context *limits;
    pcre2_match_data *data;
    const feel_regex *cached[MOST_CACHED];
    size_t cached_count;
};

static void *take(size_t size, void *from)
{
    const allocator *a = from;
    return a->resize(a->state, NULL, size);
}

static void give_back(void *block, void *from)
{
    const allocator *a = from;
    if (block != NULL)
        (void)a->resize(a->state, block, 0);
}

static void release_general(void *context)
{
    pcre2_general_context_free(context);
}

static void release_code(void *code)
{
    pcre2_code_free(code);
}

static void release_limits(void *limits)
{
    pcre2_match_context_free(limits);
}

static void release_data(void *data)
{
    pcre2_match_data_free(data);
}

/// PCRE2 does not write through the pointer; it takes one that is not const.
static void *unconst(const allocator *from)
{
    union {
        const allocator *kept;
        void *given;
    } pointer = {.kept = from};
    return pointer.given;
}

static pcre2_general_context *general_context(arena *a)
{
    pcre2_general_context *context =
        pcre2_general_context_create(take, give_back, unconst(arena_allocator_borrow(a)));
    if (context == NULL)
        arena_fail(a);
    arena_on_release(a, release_general, context);
    return context;
}

static bool options_of(slice flags, uint32_t *options, bool *literal)
{
    *options = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | PCRE2_DOLLAR_ENDONLY | PCRE2_NO_UTF_CHECK;
    *literal = false;
    for (size_t i = 0; i < flags.len; i++) {
        switch (flags.ptr[i]) {
        case 's': *options |= PCRE2_DOTALL; break;
        case 'm': *options |= PCRE2_MULTILINE; break;
        case 'i': *options |= PCRE2_CASELESS; break;
        case 'x': break; // the translation's
        case 'q': *literal = true; break;
        default: return false;
        }
    }
    if (*literal)
        *options = (*options & (PCRE2_UTF | PCRE2_CASELESS | PCRE2_NO_UTF_CHECK)) | PCRE2_LITERAL;
    return true;
}

static const feel_regex *refuse(arena *a, slice *problem, const char *why)
{
    if (problem != NULL)
        *problem = arena_copy(a, slice_of(why));
    return NULL;
}

/// Tries the empty text; false if memory ran out.
static bool find_empty(regex_code *code, pcre2_general_context *general)
{
    pcre2_match_data *data = pcre2_match_data_create(1, general);
    int found = PCRE2_ERROR_NOMEMORY;
    if (data != NULL)
        found = pcre2_match(code->code, (PCRE2_SPTR) "", 0, 0, PCRE2_NO_UTF_CHECK, data, NULL);
    pcre2_match_data_free(data);
    code->matches_empty = found >= 0;
    return found != PCRE2_ERROR_NOMEMORY;
}

/// The pattern as PCRE2 has it, and the options; false, with the reason, if it is invalid.
static bool translate(arena *a, slice pattern, slice flags, slice *translated, uint32_t *options,
                      slice *problem)
{
    bool literal;
    const char *why = NULL;
    if (pattern.len > LIMIT_PATTERN)
        why = arena_format(a, "the pattern is longer than %d bytes", LIMIT_PATTERN).ptr;
    else if (!options_of(flags, options, &literal))
        why = "the flags may be s, m, i, x and q";
    else
        *translated = literal ? pattern : regex_translate(a, pattern, flags, &why);
    if (why != NULL)
        (void)refuse(a, problem, why);
    return why == NULL;
}

/// @param a  for what is needed meanwhile, and for the problem
static regex_code compile(arena *a, pcre2_general_context *general, slice pattern, slice flags,
                          slice *problem)
{
    uint32_t options = 0;
    slice translated = {NULL, 0};
    regex_code out = {NULL, false};
    if (!translate(a, pattern, flags, &translated, &options, problem))
        return out;
    pcre2_compile_context *context = pcre2_compile_context_create(general);
    if (context == NULL)
        arena_fail(a);
    int error;
    PCRE2_SIZE at;
    (void)pcre2_set_newline(context, PCRE2_NEWLINE_LF);
    out.code = pcre2_compile((PCRE2_SPTR)(translated.len > 0 ? translated.ptr : ""), translated.len, options,
                             &error, &at, context);
    pcre2_compile_context_free(context);
    if (out.code == NULL && error == PCRE2_ERROR_HEAP_FAILED)
        arena_fail(a);
    if (out.code == NULL) {
        PCRE2_UCHAR message[160];
        (void)pcre2_get_error_message(error, message, sizeof message);
        (void)refuse(a, problem, (const char *)message);
    }
    return out;
}

const feel_regex *feel_regex_compile(arena *a, slice pattern, slice flags, slice *problem)
{
    pcre2_general_context *general = general_context(a);
    regex_code code = compile(a, general, pattern, flags, problem);
    if (code.code == NULL)
        return NULL;
    arena_on_release(a, release_code, code.code);
    (void)pcre2_jit_compile(code.code, PCRE2_JIT_COMPLETE); // without JIT, the interpreter does it
    if (!find_empty(&code, general))
        arena_fail(a);
    feel_regex *r = ARENA_NEW(a, feel_regex);
    *r = (feel_regex){.code = code, .pattern = arena_copy(a, pattern), .flags = arena_copy(a, flags)};
    return r;
}

void feel_regex_written(const feel_regex *r, slice *pattern, slice *flags)
{
    *pattern = r->pattern;
    *flags = r->flags;
}

// --- compiling on first use ---

static void free_code(const allocator *from, regex_code *code)
{
    if (code != NULL)
        pcre2_code_free(code->code);
    give_back(code, unconst(from));
}

static void release_late(void *late)
{
    late_code *l = late;
    free_code(l->from, atomic_load(&l->code));
}

const feel_regex *feel_regex_later(arena *a, slice pattern, slice flags)
{
    late_code *late = ARENA_NEW(a, late_code);
    late->from = arena_allocator_borrow(a);
    arena_on_release(a, release_late, late);
    feel_regex *r = ARENA_NEW(a, feel_regex);
    *r = (feel_regex){.late = late, .pattern = pattern, .flags = flags};
    return r;
}

/// Compiles for all threads: the code is allocated as the arena of the pack is, `scratch` has only what is needed meanwhile.
static regex_code *compile_late(arena *scratch, const feel_regex *r)
{
    const allocator *from = r->late->from;
    pcre2_general_context *general = pcre2_general_context_create(take, give_back, unconst(from));
    if (general == NULL)
        arena_fail(scratch);
    arena_on_release(scratch, release_general, general);
    regex_code code = compile(scratch, general, r->pattern, r->flags, NULL);
    if (code.code != NULL && !find_empty(&code, general)) {
        pcre2_code_free(code.code);
        arena_fail(scratch);
    }
    regex_code *made = from->resize(from->state, NULL, sizeof *made);
    if (made == NULL) {
        pcre2_code_free(code.code);
        arena_fail(scratch);
    }
    if (code.code != NULL)
        (void)pcre2_jit_compile(code.code, PCRE2_JIT_COMPLETE);
    *made = code;
    return made;
}

/// The code that all threads use.
static const regex_code *code_of(feel_machine *m, const feel_regex *r)
{
    if (r->late == NULL)
        return &r->code;
    regex_code *code = atomic_load_explicit(&r->late->code, memory_order_acquire);
    if (code != NULL)
        return code;
    regex_code *made = compile_late(m->arena, r);
    if (atomic_compare_exchange_strong(&r->late->code, &code, made))
        return made;
    free_code(r->late->from, made); // another thread was first
    return code;
}

static struct feel_regex_space *space_of(feel_machine *m)
{
    if (m->regex != NULL)
        return m->regex;
    struct feel_regex_space *space = ARENA_NEW(m->arena, struct feel_regex_space);
    pcre2_general_context *general = general_context(m->arena);
    space->limits = pcre2_match_context_create(general);
    if (space->limits == NULL)
        arena_fail(m->arena);
    arena_on_release(m->arena, release_limits, space->limits);
    space->data = pcre2_match_data_create(100, general);
    if (space->data == NULL)
        arena_fail(m->arena);
    arena_on_release(m->arena, release_data, space->data);
    (void)pcre2_set_depth_limit(space->limits, LIMIT_MATCH_DEPTH);
    (void)pcre2_set_heap_limit(space->limits, LIMIT_MATCH_HEAP_KIB);
    m->regex = space;
    return space;
}

const feel_regex *feel_regex_cached(feel_machine *m, slice pattern, slice flags)
{
    struct feel_regex_space *space = space_of(m);
    for (size_t i = 0; i < space->cached_count; i++) {
        if (slice_equal(space->cached[i]->pattern, pattern) && slice_equal(space->cached[i]->flags, flags))
            return space->cached[i];
    }
    if (!feel_spend(m, 500 + 10 * pattern.len))
        return NULL;
    const feel_regex *r = feel_regex_compile(m->arena, pattern, flags, NULL);
    size_t size = 0; // the cost of compiling grows with the code it makes
    if (r != NULL && pcre2_pattern_info(r->code.code, PCRE2_INFO_SIZE, &size) == 0 &&
        !feel_spend(m, size / 4))
        return NULL;
    if (r != NULL && space->cached_count < MOST_CACHED)
        space->cached[space->cached_count++] = r;
    return r;
}

/// One match from `from` on: 1 if found, 0 if not, -1 at a limit. The first try has a low limit, so that a match that backtracks much
/// costs more steps.
static int match_once(feel_machine *m, const feel_regex *r, slice input, size_t from)
{
    static const struct {
        uint32_t limit;
        size_t steps;
    } tries[] = {{LIMIT_MATCH / 50, 1}, {LIMIT_MATCH, 5000}};
    struct feel_regex_space *space = space_of(m);
    const pcre2_code *code = code_of(m, r)->code;
    int found = PCRE2_ERROR_MATCHLIMIT;
    if (code == NULL)
        return -1;
    for (size_t i = 0; i < 2 && found == PCRE2_ERROR_MATCHLIMIT; i++) {
        if (!feel_spend(m, tries[i].steps + (input.len - from) / 64))
            return -1;
        (void)pcre2_set_match_limit(space->limits, tries[i].limit);
        found = pcre2_match(code, (PCRE2_SPTR)(input.len > 0 ? input.ptr : ""), input.len, from,
                            PCRE2_NO_UTF_CHECK, space->data, space->limits);
    }
    if (found >= 0)
        return 1;
    if (found == PCRE2_ERROR_NOMATCH)
        return 0;
    if (found == PCRE2_ERROR_NOMEMORY)
        arena_fail(m->arena);
    feel_warn(m, "regex-limit", "the regular expression '%.*s' was given up at its limit",
              SLICE_ARG(diag_quote(r->pattern)));
    return -1;
}

/// The next match that is not empty: 1 if found, with its ends, 0 if not, -1 at a limit.
static int next_match(feel_machine *m, const feel_regex *r, slice input, size_t from, const PCRE2_SIZE **ends)
{
    int found = match_once(m, r, input, from);
    *ends = pcre2_get_ovector_pointer(space_of(m)->data);
    return found > 0 && (*ends)[1] == (*ends)[0] ? 0 : found;
}

feel_value feel_regex_matches(feel_machine *m, const feel_regex *r, slice input)
{
    int found = match_once(m, r, input, 0);
    return found < 0 ? feel_null() : feel_boolean(found > 0);
}

/// Adds a replacement with $1 and \$ resolved; false if it is not valid.
static bool add_replacement(text_builder *out, slice replacement, slice input, const PCRE2_SIZE *ends,
                            uint32_t groups)
{
    for (size_t i = 0; i < replacement.len; i++) {
        char c = replacement.ptr[i];
        char next = i + 1 < replacement.len ? replacement.ptr[i + 1] : '\0';
        if (c == '\\') {
            if (next != '\\' && next != '$')
                return false;
            text_add_byte(out, next);
            i++;
        } else if (c == '$') {
            if (next < '0' || next > '9')
                return false;
            uint32_t group = (uint32_t)(next - '0');
            i++;
            while (i + 1 < replacement.len && replacement.ptr[i + 1] >= '0' &&
                   replacement.ptr[i + 1] <= '9' &&
                   group * 10 + (uint32_t)(replacement.ptr[i + 1] - '0') <= groups)
                group = group * 10 + (uint32_t)(replacement.ptr[++i] - '0');
            if (group <= groups && ends[2 * group] != PCRE2_UNSET)
                text_add(out, slice_part(input, ends[2 * group], ends[2 * group + 1] - ends[2 * group]));
        } else {
            text_add_byte(out, c);
        }
    }
    return true;
}

feel_value feel_regex_replace(feel_machine *m, const feel_regex *r, slice input, slice replacement)
{
    if (code_of(m, r)->matches_empty)
        return feel_null();
    uint32_t groups = 0;
    if (code_of(m, r)->code != NULL)
        (void)pcre2_pattern_info(code_of(m, r)->code, PCRE2_INFO_CAPTURECOUNT, &groups);
    bool literal = r->flags.len > 0 && memchr(r->flags.ptr, 'q', r->flags.len) != NULL;
    text_builder out = {.arena = m->arena};
    const PCRE2_SIZE *ends;
    size_t at = 0;
    int found;
    while ((found = next_match(m, r, input, at, &ends)) > 0) {
        text_add(&out, slice_part(input, at, ends[0] - at));
        if (literal)
            text_add(&out, replacement);
        else if (!add_replacement(&out, replacement, input, ends, groups < 99 ? groups : 99))
            return feel_null();
        at = ends[1];
    }
    if (found < 0)
        return feel_null();
    text_add(&out, slice_part(input, at, input.len));
    return feel_string(text_result(&out));
}

feel_value feel_regex_split(feel_machine *m, const feel_regex *r, slice input)
{
    if (code_of(m, r)->matches_empty)
        return feel_null();
    struct {
        feel_value *items;
        size_t count, capacity;
    } parts = {0};
    const PCRE2_SIZE *ends;
    size_t at = 0;
    int found;
    do {
        found = next_match(m, r, input, at, &ends);
        feel_value part = feel_string(slice_part(input, at, found > 0 ? ends[0] - at : input.len));
        ARENA_PUSH(m->arena, &parts, items, count, capacity, part);
        at = ends[1];
    } while (found > 0);
    return found == 0 ? feel_list_of(m->arena, parts.items, parts.count) : feel_null();
}
