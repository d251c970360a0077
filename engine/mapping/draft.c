// Counts what columns say, and writes the draft of a map.
#include "mapping/draft.h"

#include "base/limits.h"
#include "mapping/draft_series.h"
#include "profile/said_choice.h"
#include "profile/said_words.h"

// --- counting ---

size_t draft_find(draft *d, slice name)
{
    for (size_t i = 0; i < d->columns.count; i++) {
        if (slice_equal(d->columns.items[i]->name, name))
            return i;
    }
    draft_column *made = ARENA_NEW(d->arena, draft_column);
    made->name = arena_copy(d->arena, name);
    ARENA_PUSH(d->arena, &d->columns, items, count, capacity, made);
    return d->columns.count - 1;
}

void draft_add(draft *d, size_t at, slice text, bool is_text)
{
    draft_column *c = d->columns.items[at];
    text = cells_trim(text);
    if (text.len == 0)
        return;
    c->filled++;
    c->texts += is_text;
    for (size_t i = 0; i < c->value_count; i++) {
        if (said_is_same_but_for_case(c->values[i], text))
            return;
    }
    if (c->value_count < DRAFT_VALUES && text.len <= LIMIT_SHOWN_VALUE)
        c->values[c->value_count++] = arena_copy(d->arena, text);
    else
        c->has_more = true;
}

// --- the whole ---

/// How well a column fits the first of its candidates.
static int certainty_of(const draft_match *m)
{
    return (m->is_exact ? 4000 : m->is_sure ? 2000 : 0) + m->scores[0];
}

/// A fact goes to the column that fits it best, the first of those that fit as well. It is taken away from the others, which may be something
/// else then. True if there was such a fact.
static bool take_away(const draft_writer *w, draft_match *all, size_t i)
{
    const size_t count = w->draft->columns.count;
    for (size_t k = 0; k < count; k++) {
        const bool is_other = k != i && all[k].is_guess && slice_equal(all[k].names[0], all[i].names[0]);
        if (!is_other)
            continue;
        const bool is_better = certainty_of(&all[k]) > certainty_of(&all[i]) ||
                               (certainty_of(&all[k]) == certainty_of(&all[i]) && k < i);
        const size_t loser = is_better ? i : k;
        draft_match_drop(&all[loser], all[loser].names[0]);
        draft_match_judge(&all[loser], w->draft->columns.items[loser]);
        return true;
    }
    return false;
}

/// The matches of all columns.
static draft_match *match_all(const draft_writer *w)
{
    const size_t count = w->draft->columns.count;
    draft_match *all = ARENA_ARRAY(w->arena, count, draft_match);
    for (size_t i = 0; i < count; i++) {
        if (!draft_is_number_of_client(w->arena, w->draft->columns.items[i]->name))
            all[i] = draft_match_of(w->arena, w->pack, w->draft->columns.items[i]);
    }
    // Each time a candidate goes, so this ends.
    for (size_t i = 0; i < count; i++) {
        while (all[i].is_guess && take_away(w, all, i))
            continue;
    }
    // What a column surely is, no other column is.
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < count && all[i].is_guess; k++) {
            if (k == i || all[k].is_guess)
                continue;
            draft_match_drop(&all[k], all[i].names[0]);
            draft_match_judge(&all[k], w->draft->columns.items[k]);
        }
    }
    for (size_t i = 0; i < count; i++) {
        while (all[i].is_guess && take_away(w, all, i))
            continue;
    }
    return all;
}

/// Words for "not known" in columns that are no open texts.
static void add_unknown(const draft_writer *w, const draft_match *all)
{
    size_t count = 0;
    slice words[8];
    for (size_t i = 0; i < w->draft->columns.count; i++) {
        const draft_column *c = w->draft->columns.items[i];
        const feel_type *type = all[i].is_guess ? draft_type_of(all[i].facts[0]) : NULL;
        const bool is_open = type == NULL || (type->kind == FEEL_TYPE_STRING && type->allowed_count == 0);
        for (size_t k = 0; k < c->value_count && !is_open; k++) {
            bool is_new = count < sizeof words / sizeof *words && draft_is_unknown(w, c->values[k]) &&
                          !(type->allowed_count > 0 && said_choice_same(type, c->values[k]) >= 0);
            for (size_t n = 0; n < count && is_new; n++)
                is_new = !said_is_same_but_for_case(words[n], c->values[k]);
            if (is_new)
                words[count++] = c->values[k];
        }
    }
    for (size_t i = 0; i < count; i++) {
        draft_text(w, i == 0 ? "unknown: [" : ", ");
        draft_scalar(w, words[i]);
    }
    draft_text(w, count > 0 ? "] # a guess: words for what nobody knows\n" : "");
}

/// Where a sign stands in numbers.
typedef struct sign_counts {
    size_t fractions; ///< before a fraction: last, and with other than three digits behind it
    size_t groups;    ///< with three digits behind it, or before another sign
} sign_counts;

static void count_sign(slice number, char sign, char other, sign_counts *counts)
{
    const char *at = memrchr(number.ptr, sign, number.len);
    const char *beside = memrchr(number.ptr, other, number.len);
    const bool is_last = at != NULL && (beside == NULL || at > beside);
    const bool has_three = at != NULL && number.ptr + number.len - at == 4;
    counts->fractions += is_last && (!has_three || beside != NULL);
    counts->groups += at != NULL && (!is_last || (has_three && beside == NULL));
}

/// How numbers are written.
static void add_signs(const draft_writer *w, const draft_match *all)
{
    sign_counts commas = {0};
    sign_counts points = {0};
    for (size_t i = 0; i < w->draft->columns.count; i++) {
        const draft_column *c = w->draft->columns.items[i];
        if (!all[i].is_guess || draft_type_of(all[i].facts[0])->kind != FEEL_TYPE_NUMBER || c->texts == 0)
            continue;
        for (size_t k = 0; k < c->value_count; k++) {
            if (!draft_is_number(c->values[k]))
                continue;
            count_sign(c->values[k], ',', '.', &commas);
            count_sign(c->values[k], '.', ',', &points);
        }
    }
    const bool is_comma = commas.fractions > points.fractions;
    if (is_comma)
        draft_text(w, "decimal: \",\"\n");
    if ((is_comma ? points : commas).groups > 0)
        draft_text(w, is_comma ? "group: \".\"\n" : "group: \",\"\n");
}

void draft_write(const draft *d, const pack *p, slice file, text_builder *out)
{
    const draft_writer w = {d->arena, d, p, out};
    const draft_match *all = match_all(&w);
    text_add(out, SLICE("# How the columns of "));
    text_add(out, text_on_one_line(d->arena, file));
    draft_text(&w, " become facts. Check the guesses, write what values mean, and say what the\n"
                   "# columns are that are ignored. Then: advise batch --map FILE …\nmap: ");
    draft_scalar(&w, file);
    draft_text(&w, "\n");
    if (d->encoding != NULL) {
        draft_text(&w, "encoding: ");
        draft_scalar(&w, slice_of(d->encoding));
        draft_text(&w, "\n");
    }
    if (d->skip_rows > 0)
        text_add_format(out, "skip_rows: %zu\n", d->skip_rows);
    if (d->delimiter == '\t')
        draft_text(&w, "delimiter: tab\n");
    else if (d->delimiter != '\0' && d->delimiter != ',')
        text_add_format(out, "delimiter: \"%c\"\n", d->delimiter);
    add_signs(&w, all);
    add_unknown(&w, all);
    const series_list lists = draft_find_all_series(&w);
    draft_text(&w, "columns:\n");
    for (size_t i = 0; i < d->columns.count; i++) {
        const draft_column *c = d->columns.items[i];
        const series *s = draft_find_series(&lists, c->name);
        if (c->name.len == 0 && c->filled > 0)
            draft_text(&w, "  # A column has no name: give it one in the file, or add 'others: ignore'.\n");
        if (c->name.len == 0 || (s != NULL && s->list != NULL))
            continue;
        if (c->is_twice)
            draft_text(&w, "  # The next name stands twice: in the file, give one of the columns another.\n");
        if (all[i].is_guess)
            draft_stated(&w, c, &all[i]);
        else
            draft_ignored(&w, c, &all[i]);
    }
    draft_lists(&w, &lists);
}
