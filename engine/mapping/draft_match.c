// Names are compared word by word, in small letters, whatever separates them, and without the ends that make plurals.
#include "mapping/draft_match.h"

#include "base/limits.h"
#include "profile/said_choice.h"
#include "profile/said_nothing.h"
#include "profile/said_words.h"

// --- names ---

/// Without the end of a plural: "duties" and "duty", "hours" and "hour".
static slice stem(slice word)
{
    if (word.len > 4 && slice_ends_with(word, SLICE("ies")))
        return slice_part(word, 0, word.len - 3);
    if (word.len > 3 && word.ptr[word.len - 1] == 'y')
        return slice_part(word, 0, word.len - 1);
    return word.len > 3 && word.ptr[word.len - 1] == 's' ? slice_part(word, 0, word.len - 1) : word;
}

static bool are_same(slice a, slice b)
{
    a = stem(a);
    b = stem(b);
    const size_t shorter = a.len < b.len ? a.len : b.len;
    const bool begins = shorter >= 4 && memcmp(a.ptr, b.ptr, shorter) == 0; // "exp." and "experience" do not
    return slice_equal(a, b) || begins;
}

/// Words that say nothing of what a column is.
static bool is_filler(slice word)
{
    static const char *const fillers[] = {"the",  "a",   "an",  "of",   "in",  "you",  "your",  "do",
                                          "does", "is",  "are", "to",   "how", "what", "which", "at",
                                          "for",  "and", "or",  "have", "has", "with", "no",    NULL};
    return said_is_one_of(word, fillers) || word.len < 2;
}

static size_t words_in(slice text)
{
    size_t n = 0;
    slice word;
    while (said_next_word(&text, &word))
        n += !is_filler(word);
    return n;
}

static bool has_word(slice text, slice wanted)
{
    bool found = false;
    slice word;
    while (!found && said_next_word(&text, &word))
        found = are_same(word, wanted);
    return found;
}

int draft_likeness(arena *a, slice name, slice other)
{
    name = said_in_small_letters(a, slice_part(name, 0, LIMIT_GUESSED_NAME));
    other = said_in_small_letters(a, slice_part(other, 0, LIMIT_GUESSED_NAME));
    const size_t both = words_in(name) + words_in(other);
    size_t shared = 0;
    slice rest = name;
    slice word;
    while (said_next_word(&rest, &word))
        shared += !is_filler(word) && has_word(other, word);
    return both > 0 ? (int)(200 * shared / both) : 0;
}

// --- values ---

bool draft_is_number(slice text)
{
    size_t digits = 0;
    for (size_t i = 0; i < text.len; i++) {
        const bool is_sign = memchr(".,'- +", text.ptr[i], 6) != NULL;
        if (!said_is_digit(text.ptr[i]) && !is_sign)
            return false;
        digits += said_is_digit(text.ptr[i]);
    }
    return digits > 0;
}

/// A text that begins with digits and has another group of them: 2025-06-30, 30.6.2025, 6/30/2025 8:00.
static bool is_date(slice text)
{
    size_t groups = 0;
    for (size_t i = 0; i < text.len; i++)
        groups += said_is_digit(text.ptr[i]) && (i == 0 || !said_is_digit(text.ptr[i - 1]));
    return groups >= 3 && text.len >= 8 && said_is_digit(text.ptr[0]);
}

static bool may_be(arena *a, const feel_type *type, slice value)
{
    switch (type->kind) {
    case FEEL_TYPE_NUMBER: return draft_is_number(value);
    case FEEL_TYPE_BOOLEAN:
        return said_pair_of(value).kind != SAID_NO_PAIR || value.len <= 4 ||
               said_yes_or_no(said_plainly(a, value)) != FEEL_UNKNOWN;
    case FEEL_TYPE_DATE:
    case FEEL_TYPE_DATE_TIME: return is_date(value);
    default: return true;
    }
}

bool draft_fits(arena *a, const feel_type *type, const draft_column *c)
{
    size_t fitting = 0;
    size_t known = 0;
    for (size_t i = 0; i < c->value_count && type != NULL; i++) {
        const slice plain = said_plainly(a, slice_part(c->values[i], 0, LIMIT_GUESSED_NAME));
        if (said_unknown(plain) || slice_is(plain, "null"))
            continue;
        known++;
        fitting += may_be(a, type, c->values[i]);
    }
    const bool closed = type != NULL && type->kind == FEEL_TYPE_STRING && type->allowed_count > 0;
    const bool few = type == NULL || (type->kind != FEEL_TYPE_BOOLEAN && !closed) || !c->has_more;
    return type != NULL && few && 2 * fitting >= known && !(type->kind == FEEL_TYPE_BOOLEAN && known > 6);
}

// --- the match ---

typedef struct candidates {
    arena *arena;
    const draft_column *column;
    draft_match found;
    int scores[DRAFT_CANDIDATES];
} candidates;

/// Enters a candidate by its score.
static void enter(candidates *c, const fact *f, slice name, int score)
{
    size_t at = c->found.count < DRAFT_CANDIDATES ? c->found.count++ : DRAFT_CANDIDATES;
    if (at == DRAFT_CANDIDATES) {
        if (c->scores[DRAFT_CANDIDATES - 1] >= score)
            return;
        at = DRAFT_CANDIDATES - 1;
    }
    while (at > 0 && c->scores[at - 1] < score) {
        c->scores[at] = c->scores[at - 1];
        c->found.facts[at] = c->found.facts[at - 1];
        c->found.names[at] = c->found.names[at - 1];
        at--;
    }
    c->scores[at] = score;
    c->found.facts[at] = f;
    c->found.names[at] = name;
}

/// How many in a hundred of the column's values the fact allows.
static int share_of_allowed(const feel_type *type, const draft_column *c)
{
    size_t allowed = 0;
    if (type->kind != FEEL_TYPE_STRING || type->allowed_count == 0 || c->value_count == 0 || c->has_more)
        return 0;
    for (size_t i = 0; i < c->value_count; i++)
        allowed += said_choice_same(type, c->values[i]) >= 0;
    return (int)(100 * allowed / c->value_count);
}

static void try_fact(candidates *c, const fact *f, slice name)
{
    const draft_column *column = c->column;
    const feel_type *type = f->type->kind == FEEL_TYPE_LIST && f->record == NULL ? f->type->element : f->type;
    if (f->derived || f->record != NULL || !draft_fits(c->arena, type, column))
        return;
    const int named = draft_likeness(c->arena, column->name, name);
    const int asked = draft_likeness(c->arena, column->name, f->ask) * 2 / 3;
    const int score = (named > asked ? named : asked) + share_of_allowed(type, column);
    if (score >= 30)
        enter(c, f, name, score);
}

static void try_facts(candidates *c, const fact *facts, size_t count, slice before, unsigned depth)
{
    for (size_t i = 0; i < count; i++) {
        const fact *f = &facts[i];
        const slice name = before.len > 0
                               ? arena_format(c->arena, "%.*s.%.*s", SLICE_ARG(before), SLICE_ARG(f->name))
                               : f->name;
        if (f->type->kind == FEEL_TYPE_CONTEXT && f->record != NULL && depth < 2)
            try_facts(c, f->record->fields, f->record->field_count, name, depth + 1);
        else
            try_fact(c, f, name);
    }
}

draft_match draft_match_of(arena *a, const pack *p, const draft_column *column)
{
    enum { SURE = 100, LIKELY = 60, APART = 15 };
    candidates c = {.arena = a, .column = column};
    try_facts(&c, p->facts, p->fact_count, (slice){NULL, 0}, 0);
    draft_match *m = &c.found;
    const int second = m->count > 1 ? c.scores[1] : 0;
    m->is_exact = m->count > 0 && slice_equal(m->names[0], column->name);
    m->is_sure = m->count > 0 && (m->is_exact || (c.scores[0] >= SURE && c.scores[0] > second + APART));
    m->is_guess = m->count > 0 && (m->is_sure || (c.scores[0] >= LIKELY && c.scores[0] >= second + APART));
    return *m;
}
