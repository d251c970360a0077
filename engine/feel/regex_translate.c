// Copies a pattern piece by piece; what means the same stays, what XPath does not know is an error, and what PCRE2 does not know
// (class subtraction, blocks, \i and \c) is spelt out.
#include "feel/regex_translate.h"

#include "base/text.h"
#include "base/utf8.h"

enum { DEEPEST_CLASS = 16 };

typedef struct translator {
    arena *arena;
    slice in;
    size_t at;
    text_builder out;
    unsigned groups_opened, groups_closed;
    bool *closed; ///< by number of group
    unsigned open[128];
    unsigned open_count;
    bool dot_all;
    const char *problem;
} translator;

typedef struct block {
    const char *name;
    uint32_t first, last;
} block;

/// Unicode blocks by their names in patterns (white space and case as in XML Schema's table).
static const block blocks[] = {
    {"BasicLatin", 0x0, 0x7F},
    {"Latin-1Supplement", 0x80, 0xFF},
    {"LatinExtended-A", 0x100, 0x17F},
    {"LatinExtended-B", 0x180, 0x24F},
    {"IPAExtensions", 0x250, 0x2AF},
    {"SpacingModifierLetters", 0x2B0, 0x2FF},
    {"CombiningDiacriticalMarks", 0x300, 0x36F},
    {"Greek", 0x370, 0x3FF},
    {"GreekandCoptic", 0x370, 0x3FF},
    {"Cyrillic", 0x400, 0x4FF},
    {"CyrillicSupplement", 0x500, 0x52F},
    {"Armenian", 0x530, 0x58F},
    {"Hebrew", 0x590, 0x5FF},
    {"Arabic", 0x600, 0x6FF},
    {"Syriac", 0x700, 0x74F},
    {"Thaana", 0x780, 0x7BF},
    {"Devanagari", 0x900, 0x97F},
    {"Bengali", 0x980, 0x9FF},
    {"Gurmukhi", 0xA00, 0xA7F},
    {"Gujarati", 0xA80, 0xAFF},
    {"Oriya", 0xB00, 0xB7F},
    {"Tamil", 0xB80, 0xBFF},
    {"Telugu", 0xC00, 0xC7F},
    {"Kannada", 0xC80, 0xCFF},
    {"Malayalam", 0xD00, 0xD7F},
    {"Sinhala", 0xD80, 0xDFF},
    {"Thai", 0xE00, 0xE7F},
    {"Lao", 0xE80, 0xEFF},
    {"Tibetan", 0xF00, 0xFFF},
    {"Myanmar", 0x1000, 0x109F},
    {"Georgian", 0x10A0, 0x10FF},
    {"HangulJamo", 0x1100, 0x11FF},
    {"Ethiopic", 0x1200, 0x137F},
    {"Cherokee", 0x13A0, 0x13FF},
    {"Runic", 0x16A0, 0x16FF},
    {"Khmer", 0x1780, 0x17FF},
    {"Mongolian", 0x1800, 0x18AF},
    {"LatinExtendedAdditional", 0x1E00, 0x1EFF},
    {"GreekExtended", 0x1F00, 0x1FFF},
    {"GeneralPunctuation", 0x2000, 0x206F},
    {"SuperscriptsandSubscripts", 0x2070, 0x209F},
    {"CurrencySymbols", 0x20A0, 0x20CF},
    {"CombiningMarksforSymbols", 0x20D0, 0x20FF},
    {"LetterlikeSymbols", 0x2100, 0x214F},
    {"NumberForms", 0x2150, 0x218F},
    {"Arrows", 0x2190, 0x21FF},
    {"MathematicalOperators", 0x2200, 0x22FF},
    {"MiscellaneousTechnical", 0x2300, 0x23FF},
    {"ControlPictures", 0x2400, 0x243F},
    {"EnclosedAlphanumerics", 0x2460, 0x24FF},
    {"BoxDrawing", 0x2500, 0x257F},
    {"BlockElements", 0x2580, 0x259F},
    {"GeometricShapes", 0x25A0, 0x25FF},
    {"MiscellaneousSymbols", 0x2600, 0x26FF},
    {"Dingbats", 0x2700, 0x27BF},
    {"BraillePatterns", 0x2800, 0x28FF},
    {"CJKSymbolsandPunctuation", 0x3000, 0x303F},
    {"Hiragana", 0x3040, 0x309F},
    {"Katakana", 0x30A0, 0x30FF},
    {"Bopomofo", 0x3100, 0x312F},
    {"CJKUnifiedIdeographs", 0x4E00, 0x9FFF},
    {"YiSyllables", 0xA000, 0xA48F},
    {"HangulSyllables", 0xAC00, 0xD7AF},
    {"PrivateUse", 0xE000, 0xF8FF},
    {"CJKCompatibilityIdeographs", 0xF900, 0xFAFF},
    {"AlphabeticPresentationForms", 0xFB00, 0xFB4F},
    {"ArabicPresentationForms-A", 0xFB50, 0xFDFF},
    {"CombiningHalfMarks", 0xFE20, 0xFE2F},
    {"SmallFormVariants", 0xFE50, 0xFE6F},
    {"HalfwidthandFullwidthForms", 0xFF00, 0xFFEF},
};

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

/// \p{L}, \P{Lu}, \p{IsBasicLatin}; within a class the brackets are left out.
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
    name = slice_part(name, 2, name.len);
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
        if (!slice_is(name, blocks[i].name))
            continue;
        uint32_t first = blocks[i].first;
        uint32_t last = blocks[i].last;
        if (!negated)
            text_add_format(&t->out, in_class ? "\\x{%X}-\\x{%X}" : "[\\x{%X}-\\x{%X}]", first, last);
        else if (!in_class)
            text_add_format(&t->out, "[^\\x{%X}-\\x{%X}]", first, last);
        else if (first == 0)
            text_add_format(&t->out, "\\x{%X}-\\x{10FFFF}", last + 1);
        else
            text_add_format(&t->out, "\\x{0}-\\x{%X}\\x{%X}-\\x{10FFFF}", first - 1, last + 1);
        return true;
    }
    return fail(t, "no such block of characters");
}

/// Characters that may start (\i) or go on in (\c) an XML name.
#define NAME_START                                                                                           \
    ":A-Z_a-z\\x{C0}-\\x{D6}\\x{D8}-\\x{F6}\\x{F8}-\\x{2FF}\\x{370}-\\x{37D}\\x{37F}-\\x{1FFF}\\x{200C}-"    \
    "\\x{200D}"                                                                                              \
    "\\x{2070}-\\x{218F}\\x{2C00}-\\x{2FEF}\\x{3001}-\\x{D7FF}\\x{F900}-\\x{FDCF}\\x{FDF0}-\\x{FFFD}\\x{"    \
    "10000}-\\x{EFFFF}"
#define NAME_MORE "\\-.0-9\\x{B7}\\x{300}-\\x{36F}\\x{203F}-\\x{2040}"

static bool translate_escape(translator *t, bool in_class)
{
    char c = peek(t, 1);
    switch (c) {
    case 'n':
    case 'r':
    case 't': text_add_format(&t->out, "\\%c", c); break;
    case 's': add(t, in_class ? "\\x20\\t\\n\\r" : "[\\x20\\t\\n\\r]"); break;
    case 'S':
        add(t, in_class ? "\\x{0}-\\x{8}\\x{B}\\x{C}\\x{E}-\\x{1F}\\x{21}-\\x{10FFFF}" : "[^\\x20\\t\\n\\r]");
        break;
    case 'd': add(t, "\\p{Nd}"); break;
    case 'D': add(t, "\\P{Nd}"); break;
    case 'w': // all but punctuation, separators and others
        add(t, in_class ? "\\p{L}\\p{M}\\p{N}\\p{S}" : "[\\p{L}\\p{M}\\p{N}\\p{S}]");
        break;
    case 'W': add(t, in_class ? "\\p{P}\\p{Z}\\p{C}" : "[\\p{P}\\p{Z}\\p{C}]"); break;
    case 'i': add(t, in_class ? NAME_START : "[" NAME_START "]"); break;
    case 'c': add(t, in_class ? NAME_START NAME_MORE : "[" NAME_START NAME_MORE "]"); break;
    case 'I':
    case 'C':
        if (in_class)
            return fail(t, "'\\I' and '\\C' within a class are not supported");
        add(t, c == 'I' ? "[^" NAME_START "]" : "[^" NAME_START NAME_MORE "]");
        break;
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

/// \1 to \99 outside classes: the group must stand before, complete.
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
        return fail(t, "a back reference to a group that is not there");
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
    if (depth > DEEPEST_CLASS)
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
    if (t->open_count == sizeof t->open / sizeof *t->open)
        return fail(t, "groups are nested too deeply");
    if (peek(t, 0) == '?') {
        if (peek(t, 1) != ':')
            return fail(t, "'(?' begins nothing that XPath knows but '(?:'");
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
        return fail(t, "braces hold no number of repetitions");
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
        } else {
            atom = c != '|' && c != '^' && c != '$';
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

/// Flag x drops white space outside classes before anything else is looked at.
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

slice regex_translate(arena *a, slice pattern, bool extended, bool dot_all, const char **problem)
{
    if (extended)
        pattern = without_space(a, pattern);
    translator t = {.arena = a, .in = pattern, .out = {.arena = a}, .dot_all = dot_all};
    t.closed = ARENA_ARRAY(a, pattern.len + 2, bool);
    bool good = translate_all(&t);
    *problem = t.problem;
    return good ? text_result(&t.out) : (slice){NULL, 0};
}
