// Regular expressions that can explode: each constant pattern is tried, within the limits that it has at run time, on texts made to
// wear it out: what it matches a piece of, over and over, and then something that it cannot match.
#include "check/find.h"

#include "base/limits.h"
#include "base/text.h"
#include "feel/regex.h"
#include "reason/patterns.h"

enum { LONGEST_PIECE = 8, TRIES_OF_LENGTHS = 2, LONGEST_WITNESS = 60 };

/// Pieces of text to repeat.
typedef struct piece_list {
    slice items[LIMIT_ATTACKS];
    size_t count;
} piece_list;

static void add_piece(piece_list *list, slice piece)
{
    for (size_t i = 0; i < list->count; i++) {
        if (slice_equal(list->items[i], piece))
            return;
    }
    if (piece.len > 0 && list->count < LIMIT_ATTACKS)
        list->items[list->count++] = piece;
}

static bool is_plain_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' ||
           c == '_' || c == '-' || c == ',' || c == ';' || c == ':' || c == '@' || (unsigned char)c >= 0x80;
}

/// What the pattern's own letters, classes and escapes match: runs of plain characters, their first character, and one
/// character for each escape and dot.
static void pieces_of(slice pattern, piece_list *out)
{
    static const struct {
        char escape;
        const char *piece;
    } escapes[] = {{'s', " "}, {'S', "a"}, {'d', "1"}, {'D', "a"}, {'w', "a"},  {'W', " "},
                   {'i', "a"}, {'c', "a"}, {'p', "a"}, {'P', "1"}, {'n', "\n"}, {'t', "\t"}};
    for (size_t i = 0; i < pattern.len; i++) {
        char c = pattern.ptr[i];
        if (c == '.')
            add_piece(out, SLICE("a"));
        if (c == '\\' && i + 1 < pattern.len) {
            i++;
            for (size_t e = 0; e < sizeof escapes / sizeof *escapes; e++) {
                if (escapes[e].escape == pattern.ptr[i])
                    add_piece(out, slice_of(escapes[e].piece));
            }
            continue;
        }
        size_t end = i;
        while (end < pattern.len && is_plain_byte(pattern.ptr[end]))
            end++;
        if (end == i)
            continue;
        size_t first = 1;
        while (i + first < end && ((unsigned char)pattern.ptr[i + first] & 0xC0) == 0x80)
            first++;
        add_piece(out, slice_part(pattern, i, first));
        if (end - i <= LONGEST_PIECE)
            add_piece(out, slice_part(pattern, i, end - i));
        i = end - 1;
    }
}

/// Two pieces that stand one after the other are tried as one, too: words and what is between them.
static void add_pairs(arena *a, piece_list *list)
{
    size_t count = list->count;
    for (size_t i = 0; i + 1 < count; i++) {
        add_piece(list,
                  arena_format(a, "%.*s%.*s", SLICE_ARG(list->items[i]), SLICE_ARG(list->items[i + 1])));
    }
}

/// A prefix of the pattern's own plain text, the piece over and over, and an end that most patterns cannot match.
static slice attack(arena *a, slice before, slice piece, size_t length)
{
    text_builder text = {.arena = a};
    text_add(&text, before);
    while (text.length < length)
        text_add(&text, piece);
    text_add(&text, SLICE("\n\x01!"));
    return text_result(&text);
}

static bool explodes(analysis *an, const struct feel_regex *regex, slice input)
{
    size_t before = an->machine->warning_count;
    (void)feel_regex_matches(an->machine, regex, input);
    return an->machine->warning_count > before;
}

/// The plain text that the pattern begins with, for patterns that must get past it first.
static slice beginning(slice pattern)
{
    size_t start = pattern.len > 0 && pattern.ptr[0] == '^';
    size_t end = start;
    while (end < pattern.len && is_plain_byte(pattern.ptr[end]))
        end++;
    bool last_is_optional = end < pattern.len && strchr("*?{", pattern.ptr[end]) != NULL;
    return slice_part(pattern, start, end - start - (last_is_optional && end > start));
}

static bool find_attack(analysis *an, const constant_pattern *p, slice *piece, size_t *length)
{
    static const size_t lengths[TRIES_OF_LENGTHS] = {40, 2000};
    piece_list pieces = {0};
    pieces_of(p->text, &pieces);
    add_pairs(an->scratch, &pieces);
    for (size_t l = 0; l < TRIES_OF_LENGTHS; l++) {
        for (size_t i = 0; i < pieces.count; i++) {
            slice before[] = {{NULL, 0}, beginning(p->text)};
            for (size_t b = 0; b < 2; b++) {
                if ((b == 1 && before[1].len == 0) ||
                    !explodes(an, p->regex, attack(an->scratch, before[b], pieces.items[i], lengths[l])))
                    continue;
                *piece = pieces.items[i];
                *length = lengths[l];
                return true;
            }
        }
    }
    return false;
}

/// A pattern that was tried already, in this rule or another, is not tried again.
static bool is_new(analysis *an, name_index *known, slice pattern)
{
    slice key = arena_format(an->arena, "/%.*s", SLICE_ARG(pattern));
    return name_add(an->arena, known, key, 0, (place){0}, NULL);
}

static void look_at(analysis *an, name_index *known, const rule *r, const feel_expression *e)
{
    size_t count = 0;
    const constant_pattern *patterns =
        e != NULL ? patterns_of(an->scratch, e, an->scope.scope, &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        slice piece;
        size_t length;
        if (!is_new(an, known, patterns[i].text) || !find_attack(an, &patterns[i], &piece, &length))
            continue;
        find_report(an, patterns[i].where, "regex-explodes", "rule", r->id,
                    "the regular expression can take longer than its limit allows");
        diag_hint(an->diags, "tried on %zu characters: '%.*s' over and over, then something else", length,
                  SLICE_ARG(piece));
        if (length <= LONGEST_WITNESS)
            diag_witness(an->diags, feel_to_literal(an->scratch, feel_string(attack(an->scratch, (slice){0},
                                                                                    piece, length))));
    }
}

static void look_at_text(analysis *an, name_index *known, const rule *r, const template_text *text)
{
    for (size_t i = 0; i < text->count; i++)
        look_at(an, known, r, text->pieces[i].expression);
}

void find_patterns(analysis *an)
{
    name_index known = {0};
    for (size_t i = 0; i < an->pack->rule_count; i++) {
        const rule *r = &an->pack->rules[i];
        if (!pack_is_own(an->pack, r->changed_by))
            continue;
        look_at(an, &known, r, r->iterations);
        look_at(an, &known, r, r->when);
        look_at(an, &known, r, r->certainty);
        look_at(an, &known, r, r->value);
        look_at_text(an, &known, r, &r->because);
        analysis_reset(an);
    }
}
