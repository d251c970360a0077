// Copies a pattern piece by piece. What means the same in PCRE2 stays, what XPath does not know is an error, and what PCRE2 does not
// know (class subtraction, blocks, \i and \c) is spelt out.
#include "feel/regex_translate.h"

#include "base/limits.h"
#include "base/text.h"
#include "base/utf8.h"

#include <unictype.h>

enum { LAST_CODE = 0x10FFFF };

typedef struct translator {
    arena *arena;
    slice in;
    size_t at;
    text_builder out;
    unsigned groups_opened, groups_closed;
    bool *closed; ///< by number of group
    unsigned open[LIMIT_PATTERN_GROUPS];
    unsigned open_count;
    bool dot_all, multiline;
    const char *problem;
} translator;

typedef struct code_range {
    uint32_t first, last;
} code_range;

/// Characters that may start an XML name (\i).
static const code_range name_start[] = {
    {':', ':'},       {'A', 'Z'},       {'_', '_'},       {'a', 'z'},
    {0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x2FF},    {0x370, 0x37D},
    {0x37F, 0x1FFF},  {0x200C, 0x200D}, {0x2070, 0x218F}, {0x2C00, 0x2FEF},
    {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
};

/// Characters that an XML name may contain (\c).
static const code_range name_part[] = {
    {'-', '.'},       {'0', ':'},       {'A', 'Z'},         {'_', '_'},       {'a', 'z'},
    {0xB7, 0xB7},     {0xC0, 0xD6},     {0xD8, 0xF6},       {0xF8, 0x37D},    {0x37F, 0x1FFF},
    {0x200C, 0x200D}, {0x203F, 0x2040}, {0x2070, 0x218F},   {0x2C00, 0x2FEF}, {0x3001, 0xD7FF},
    {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
};

static const code_range space[] = {{'\t', '\n'}, {'\r', '\r'}, {' ', ' '}};

static bool fail(translator *t, const char *problem)
{
    if (t->problem == NULL)
        t->problem = problem;
    return false;
}

static char peek(const translator *t, size_t ahead)
{
    return t->at + ahead < t->in.len ? t->in.ptr[t->at + ahead] : '\0';
}

static bool at_end(const translator *t)
{
    return t->at >= t->in.len;
}

static void add(translator *t, const char *text)
{
    text_add(&t->out, slice_of(text));
}

static void add_code(translator *t, uint32_t c)
{
    text_add_format(&t->out, "\\x{%X}", c);
}

static void copy_character(translator *t)
{
    size_t start = t->at;
    (void)utf8_next(t->in, &t->at);
    text_add(&t->out, slice_part(t->in, start, t->at - start));
}

/// One range of a class. A surrogate is not a character, so a range cannot end at one.
static void add_range(translator *t, uint32_t first, uint32_t last)
{
    if (first >= 0xD800 && first <= 0xDFFF)
        first = 0xE000;
    if (last >= 0xD800 && last <= 0xDFFF)
        last = 0xD7FF;
    if (first <= last)
        text_add_format(&t->out, "\\x{%X}-\\x{%X}", first, last);
}

/// The ranges, or everything else, as a class or within one. They ascend and do not touch.
static void add_ranges(translator *t, const code_range *ranges, size_t count, bool negated, bool in_class)
{
    uint32_t next = 0;
    if (!in_class)
        add(t, "[");
    for (size_t i = 0; i < count; i++) {
        if (!negated)
            add_range(t, ranges[i].first, ranges[i].last);
        else if (ranges[i].first > next)
            add_range(t, next, ranges[i].first - 1);
        next = ranges[i].last + 1;
    }
    if (negated)
        add_range(t, next, LAST_CODE);
    if (!in_class)
        add(t, "]");
}

/// True if `name`, written without spaces, is the block's name.
static bool is_block_name(slice name, const char *block)
{
    size_t at = 0;
    for (; *block != '\0'; block++) {
        if (*block == ' ')
            continue;
        if (at >= name.len || name.ptr[at++] != *block)
            return false;
    }
    return at == name.len;
}

/// A Unicode block by its name in patterns: without spaces, and for a few by the name that they had when XML Schema was written.
static bool find_block(slice name, code_range *out)
{
    static const char *const renamed[][2] = {
        {"Greek", "GreekandCoptic"},
        {"CombiningMarksforSymbols", "CombiningDiacriticalMarksforSymbols"},
        {"PrivateUse", "PrivateUseArea"},
    };
    const uc_block_t *blocks;
    size_t count;
    uc_all_blocks(&blocks, &count);
    for (size_t i = 0; i < sizeof renamed / sizeof *renamed; i++) {
        if (slice_is(name, renamed[i][0]))
            name = slice_of(renamed[i][1]);
    }
    for (size_t i = 0; i < count; i++) {
        if (is_block_name(name, blocks[i].name)) {
            *out = (code_range){blocks[i].start, blocks[i].end};
            return true;
        }
    }
    return false;
}

/// \p{L}, \P{Lu}, \p{IsBasicLatin}; within a class without brackets of its own.
static bool translate_category(translator *t, bool in_class)
{
    bool negated = peek(t, 1) == 'P';
    if (peek(t, 2) != '{')
        return fail(t, "'\\p' needs a category in braces");
    size_t start = t->at + 3;
    size_t end = start;
    while (end < t->in.len && t->in.ptr[end] != '}')
        end++;
    slice name = slice_part(t->in, start, end - start);
    t->at = end + 1;
    if (end >= t->in.len)
        return fail(t, "the braces of '\\p' are not closed");
    if (!slice_starts_with(name, SLICE("Is"))) {
        static const char categories[] =
            "L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po Z Zs Zl Zp S Sm Sc Sk So "
            "C Cc Cf Co Cn ";
        char wanted[4] = {0};
        if (name.len < 1 || name.len > 2)
            return fail(t, "no such category of characters");
        memcpy(wanted, name.ptr, name.len);
        wanted[name.len] = ' ';
        const char *found = strstr(categories, wanted);
        if (found == NULL || (found != categories && found[-1] != ' '))
            return fail(t, "no such category of characters");
        text_add_format(&t->out, "\\%c{%.*s}", negated ? 'P' : 'p', SLICE_ARG(name));
        return true;
    }
    code_range range;
    if (!find_block(slice_part(name, 2, name.len), &range))
        return fail(t, "no such block of characters");
    add_ranges(t, &range, 1, negated, in_class);
    return true;
}

static bool translate_escape(translator *t, bool in_class)
{
    char c = peek(t, 1);
    switch (c) {
    case 'n':
    case 'r':
    case 't': text_add_format(&t->out, "\\%c", c); break;
    case 's':
    case 'S': add_ranges(t, space, sizeof space / sizeof *space, c == 'S', in_class); break;
    case 'd': add(t, "\\p{Nd}"); break;
    case 'D': add(t, "\\P{Nd}"); break;
    case 'w': // everything but punctuation, separators and others
        add(t, in_class ? "\\p{L}\\p{M}\\p{N}\\p{S}" : "[\\p{L}\\p{M}\\p{N}\\p{S}]");
        break;
    case 'W': add(t, in_class ? "\\p{P}\\p{Z}\\p{C}" : "[\\p{P}\\p{Z}\\p{C}]"); break;
    case 'i':
    case 'I': add_ranges(t, name_start, sizeof name_start / sizeof *name_start, c == 'I', in_class); break;
    case 'c':
    case 'C': add_ranges(t, name_part, sizeof name_part / sizeof *name_part, c == 'C', in_class); break;
    case 'p':
    case 'P': return translate_category(t, in_class);
    default:
        if (c != '\0' && strchr("\\|.?*+(){}$-[]^", c) != NULL) {
            text_add_format(&t->out, "\\%c", c);
            break;
        }
        return fail(t, c == '\0' ? "a backslash ends the pattern"
                                 : "no such escape in XPath regular expressions");
    }
    t->at += 2;
    return true;
}

/// \1 to \99 outside classes: the group must end before.
static bool translate_back_reference(translator *t)
{
    unsigned number = (unsigned)(peek(t, 1) - '0');
    t->at += 2;
    unsigned longer = number * 10 + (unsigned)(peek(t, 0) - '0');
    if (peek(t, 0) >= '0' && peek(t, 0) <= '9' && longer <= t->groups_opened) {
        number = longer;
        t->at++;
    }
    if (number == 0 || number > t->groups_opened || !t->closed[number])
        return fail(t, "a back reference to a group that does not exist");
    text_add_format(&t->out, "(?:\\%u)", number);
    return true;
}

static bool translate_class(translator *t, unsigned depth);

/// The items of a class up to its end or to a subtraction.
static bool translate_class_items(translator *t, bool *subtracts)
{
    bool first = true;
    *subtracts = false;
    for (; !at_end(t); first = false) {
        char c = peek(t, 0);
        if (c == ']' && !first)
            return true;
        if (c == '-' && peek(t, 1) == '[' && !first) {
            *subtracts = true;
            return true;
        }
        if (c == '[' || c == ']')
            return fail(t, "a bracket within a class must be escaped");
        if (c == '\\') {
            if (peek(t, 1) >= '0' && peek(t, 1) <= '9')
                return fail(t, "a back reference within a class");
            if (!translate_escape(t, true))
                return false;
        } else if (c == '-' && !first && peek(t, 1) != ']') {
            add(t, "-");
            t->at++;
        } else if (c == '-') {
            add(t, "\\-");
            t->at++;
        } else {
            uint32_t code = utf8_next(t->in, &t->at);
            if (code < 0x80 && ((code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') ||
                                (code >= '0' && code <= '9')))
                text_add_byte(&t->out, (char)code);
            else
                add_code(t, code);
        }
    }
    return fail(t, "the class is not closed");
}

/// [a-z-[aeiou]] becomes (?![aeiou])[a-z].
static bool translate_class(translator *t, unsigned depth)
{
    if (depth > LIMIT_PATTERN_CLASSES)
        return fail(t, "classes are nested too deeply");
    t->at++; // [
    text_builder outside = t->out;
    t->out = (text_builder){.arena = t->arena};
    bool negated = peek(t, 0) == '^';
    t->at += negated;
    add(t, negated ? "[^" : "[");
    bool subtracts;
    if (!translate_class_items(t, &subtracts))
        return false;
    add(t, "]");
    slice class = text_result(&t->out);
    t->out = outside;
    if (subtracts) {
        t->at++; // -
        add(t, "(?:(?!");
        if (!translate_class(t, depth + 1))
            return false;
        add(t, ")");
    }
    text_add(&t->out, class);
    if (subtracts)
        add(t, ")");
    if (peek(t, 0) != ']')
        return fail(t, "the class is not closed");
    t->at++;
    return true;
}

static bool translate_group(translator *t)
{
    t->at++;
    if (t->open_count == LIMIT_PATTERN_GROUPS)
        return fail(t, "groups are nested too deeply");
    if (peek(t, 0) == '?') {
        if (peek(t, 1) != ':')
            return fail(t, "of groups that begin with '(?', XPath knows only '(?:'");
        t->at += 2;
        add(t, "(?:");
        t->open[t->open_count++] = 0;
        return true;
    }
    add(t, "(");
    t->open[t->open_count++] = ++t->groups_opened;
    return true;
}

/// {n}, {n,}, {n,m}
static bool translate_counts(translator *t)
{
    size_t end = t->at + 1;
    size_t first = end;
    while (end < t->in.len && t->in.ptr[end] >= '0' && t->in.ptr[end] <= '9')
        end++;
    bool has_first = end > first;
    if (end < t->in.len && t->in.ptr[end] == ',') {
        end++;
        while (end < t->in.len && t->in.ptr[end] >= '0' && t->in.ptr[end] <= '9')
            end++;
    }
    if (!has_first || end >= t->in.len || t->in.ptr[end] != '}')
        return fail(t, "the braces contain no number of repetitions");
    text_add(&t->out, slice_part(t->in, t->at, end + 1 - t->at));
    t->at = end + 1;
    return true;
}

static bool translate_quantifier(translator *t, bool has_atom)
{
    if (!has_atom)
        return fail(t, "a quantifier with nothing to repeat");
    if (peek(t, 0) == '{') {
        if (!translate_counts(t))
            return false;
    } else {
        copy_character(t);
    }
    if (peek(t, 0) == '?')
        copy_character(t);
    if (!at_end(t) && strchr("*+?{", peek(t, 0)) != NULL)
        return fail(t, "two quantifiers in a row");
    return true;
}

static bool translate_all(translator *t)
{
    bool has_atom = false;
    while (!at_end(t)) {
        char c = peek(t, 0);
        bool atom = true;
        bool good = true;
        if (c == '\\' && peek(t, 1) >= '0' && peek(t, 1) <= '9') {
            good = translate_back_reference(t);
        } else if (c == '\\') {
            good = translate_escape(t, false);
        } else if (c == '[') {
            good = translate_class(t, 0);
        } else if (c == '(') {
            good = translate_group(t);
            atom = false;
        } else if (c == ')') {
            if (t->open_count == 0)
                return fail(t, "')' without '('");
            t->closed[t->open[--t->open_count]] = true;
            copy_character(t);
        } else if (c == '*' || c == '+' || c == '?' || c == '{') {
            good = translate_quantifier(t, has_atom);
            atom = false;
        } else if (c == ']' || c == '}') {
            return fail(t, "a closing bracket or brace must be escaped");
        } else if (c == '.') {
            add(t, t->dot_all ? "." : "[^\\n\\r]");
            t->at++;
        } else if (c == '^' || c == '$') {
            // With flag m, '$' matches before a newline, and at the end of a text that does not end in one.
            const char *line_end = "(?:(?=\\n)|(?<!\\n)\\z)";
            add(t, c == '^' ? "(?:^)" : t->multiline ? line_end : "(?:$)");
            t->at++;
        } else {
            atom = c != '|';
            if (c == '#' || c == ' ')
                add(t, "\\");
            copy_character(t);
        }
        if (!good)
            return false;
        has_atom = atom;
    }
    return t->open_count == 0 || fail(t, "'(' without ')'");
}

/// Flag x drops white space outside classes before anything else happens.
static slice without_space(arena *a, slice pattern)
{
    text_builder out = {.arena = a};
    unsigned depth = 0;
    for (size_t i = 0; i < pattern.len; i++) {
        char c = pattern.ptr[i];
        bool escaped = i > 0 && pattern.ptr[i - 1] == '\\' && !(i > 1 && pattern.ptr[i - 2] == '\\');
        if (c == '[' && !escaped)
            depth++;
        else if (c == ']' && !escaped && depth > 0)
            depth--;
        if (depth == 0 && (c == ' ' || c == '\t' || c == '\n' || c == '\r'))
            continue;
        text_add_byte(&out, c);
    }
    return text_result(&out);
}

static bool has_flag(slice flags, char flag)
{
    return flags.len > 0 && memchr(flags.ptr, flag, flags.len) != NULL;
}

slice regex_translate(arena *a, slice pattern, slice flags, const char **problem)
{
    if (has_flag(flags, 'x'))
        pattern = without_space(a, pattern);
    translator t = {.arena = a,
                    .in = pattern,
                    .out = {.arena = a},
                    .dot_all = has_flag(flags, 's'),
                    .multiline = has_flag(flags, 'm')};
    t.closed = ARENA_ARRAY(a, pattern.len + 2, bool);
    bool good = translate_all(&t);
    *problem = t.problem;
    return good ? text_result(&t.out) : (slice){NULL, 0};
}
