// A column's name against the names and questions of facts, and its values against theirs.
#include "mapping/draft_match.h"

#include "mapping/draft_words.h"

#include "base/limits.h"
#include "profile/said_choice.h"
#include "profile/said_nothing.h"
#include "profile/said_words.h"

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
    size_t pairs = 0; // words for yes and no
    for (size_t i = 0; i < c->value_count && type != NULL; i++) {
        const slice plain = said_plainly(a, slice_part(c->values[i], 0, LIMIT_GUESSED_NAME));
        if (said_unknown(plain))
            continue;
        known++;
        fitting += may_be(a, type, c->values[i]);
        pairs += said_pair_of(c->values[i]).kind != SAID_NO_PAIR;
    }
    const bool closed = type != NULL && type->kind == FEEL_TYPE_STRING && type->allowed_count > 0;
    const bool is_open = type != NULL && type->kind == FEEL_TYPE_STRING && type->allowed_count == 0;
    if (is_open && known > 0 && pairs == known)
        return false; // nobody is called "yes"
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

int draft_share_of_allowed(const feel_type *type, const draft_column *c)
{
    size_t allowed = 0;
    if (type->kind != FEEL_TYPE_STRING || type->allowed_count == 0 || c->value_count == 0 || c->has_more)
        return 0;
    for (size_t i = 0; i < c->value_count; i++)
        allowed += said_choice_same(type, c->values[i]) >= 0;
    return (int)(100 * allowed / c->value_count);
}

/// True if most values are words for yes and no.
static bool has_pairs(const draft_column *c)
{
    size_t pairs = 0;
    for (size_t i = 0; i < c->value_count; i++) {
        const said_pair_kind kind = said_pair_of(c->values[i]).kind;
        pairs += kind != SAID_NO_PAIR && kind != SAID_ONE_OR_ZERO;
    }
    return 2 * pairs > c->value_count;
}

/// How well a name says what a column's does: words that both have, and how many of the column's are in the name or the question.
static int score_of_names(arena *a, slice column, const fact *f, slice name)
{
    const int named = draft_likeness(a, column, name);
    const int asked = draft_likeness(a, column, f->ask) * 2 / 3;
    const int covered = draft_coverage(a, column, name, f->ask);
    const int both = (6 * covered + 4 * named) / 10;
    const int best = named > asked ? named : asked;
    return both > best ? both : best;
}

static void try_fact(candidates *c, const fact *f, slice name)
{
    enum { NOTHING_ALLOWED = 15, YES_OR_NO = 15 };
    const draft_column *column = c->column;
    const feel_type *type = f->type->kind == FEEL_TYPE_LIST && f->record == NULL ? f->type->element : f->type;
    if (f->derived || f->record != NULL || !draft_fits(c->arena, type, column))
        return;
    const int allowed = draft_share_of_allowed(type, column);
    const bool is_strange = type->kind == FEEL_TYPE_STRING && type->allowed_count > 0 && allowed == 0;
    const bool is_yes_or_no = type->kind == FEEL_TYPE_BOOLEAN && has_pairs(column);
    const int score = score_of_names(c->arena, column->name, f, name) + allowed -
                      (is_strange ? NOTHING_ALLOWED : 0) + (is_yes_or_no ? YES_OR_NO : 0);
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
    candidates c = {.arena = a, .column = column};
    try_facts(&c, p->facts, p->fact_count, (slice){NULL, 0}, 0);
    memcpy(c.found.scores, c.scores, sizeof c.scores);
    memcpy(c.found.hints, c.found.names, sizeof c.found.names);
    c.found.hint_count = c.found.count;
    draft_match_judge(&c.found, column);
    return c.found;
}

void draft_match_judge(draft_match *m, const draft_column *column)
{
    enum { SURE = 100, LIKELY = 60, APART = 15 };
    const int first = m->count > 0 ? m->scores[0] : 0;
    const int second = m->count > 1 ? m->scores[1] : 0;
    m->is_exact = m->count > 0 && slice_equal(m->names[0], column->name);
    m->is_sure = m->is_exact || (first >= SURE && first > second + APART);
    m->is_guess = m->is_sure || (first >= LIKELY && first >= second + APART);
}

void draft_match_drop(draft_match *m, slice name)
{
    size_t left = 0;
    for (size_t i = 0; i < m->count; i++) {
        if (slice_equal(m->names[i], name))
            continue;
        m->facts[left] = m->facts[i];
        m->names[left] = m->names[i];
        m->scores[left++] = m->scores[i];
    }
    m->count = left;
}
