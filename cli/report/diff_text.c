// A comparison of two packs for a person at a terminal.
#include "report/diff.h"
#include "report/phrase.h"
#include "write/counts.h"

#include <string.h>

/// Adds a count and its words, with a comma before all but the first; nothing for 0.
static void add_count(phrase *l, size_t count, const char *words)
{
    if (count > 0)
        phrase_add(l, "%s%zu %s", l->length > 0 ? ", " : "", count, words);
}

static void print(const screen *s, const char *first, size_t rest, const phrase *l, ink text_ink)
{
    screen_wrap(s, first, INK_PLAIN, rest, l->text, text_ink);
}

static void print_heading(const screen *s, const char *heading)
{
    (void)fputc('\n', s->out);
    screen_wrap(s, "", INK_PLAIN, 0, heading, INK_BOLD);
}

/// "for example FILE:12, :17, OTHER:3": a file is named if it differs from the one before.
static void print_examples(const screen *s, const diff_report *r, advise_diff_table table, size_t row,
                           size_t count)
{
    phrase l = PHRASE_EMPTY;
    const char *file = "";
    for (size_t i = 0; i < count; i++) {
        advise_diff_example e = advise_diff_get_example(r->diff, table, row, i);
        phrase_add(&l, "%s%s:%zu", i == 0 ? "for example " : ", ",
                   strcmp(file, e.record.file) == 0 ? "" : e.record.file, e.record.line);
        if (e.id[0] != '\0')
            phrase_add(&l, " (%s)", e.id);
        file = e.record.file;
    }
    if (count > 0)
        print(s, "    ", 4, &l, INK_DIM);
}

static void print_more(const screen *s, size_t shown, size_t count)
{
    if (shown < count)
        (void)fprintf(s->out, "  and %zu more\n", count - shown);
}

static void print_totals(const screen *s, const diff_report *r)
{
    advise_diff_totals t = advise_diff_get_totals(r->diff);
    phrase l = PHRASE_EMPTY;
    phrase_add(&l, "%s %s (%s)", advise_pack_title(r->before), advise_pack_version(r->before),
               r->before_name);
    print(s, "Old: ", 5, &l, INK_BOLD);
    l = PHRASE_EMPTY;
    phrase_add(&l, "%s %s (%s)", advise_pack_title(r->after), advise_pack_version(r->after), r->after_name);
    print(s, "New: ", 5, &l, INK_BOLD);
    l = PHRASE_EMPTY;
    const bool same_date = strcmp(r->old_date, r->date) == 0;
    phrase_add(&l, "%zu profile%s as of %s%s%s: %zu evaluated, %zu refused", t.records, plural(t.records),
               r->old_date, same_date ? "" : " and ", same_date ? "" : r->date, t.evaluated, t.refused);
    if (t.refused_by_old > 0)
        phrase_add(&l, ", %zu of them by the old pack only", t.refused_by_old);
    if (t.refused_by_new > 0)
        phrase_add(&l, ", %zu of them by the new pack only", t.refused_by_new);
    print(s, "", 0, &l, INK_PLAIN);
    const struct {
        size_t count;
        const char *words;
        ink colour;
    } parts[] = {
        {t.changed, "gain or lose advice", INK_YELLOW},
        {t.moved, "get the same advice in another order", INK_PLAIN},
        {t.rescored, "get the same advice, scored differently", INK_PLAIN},
        {t.reworded, "get the same advice in other words", INK_PLAIN},
        {t.evaluated - t.changed - t.moved - t.rescored - t.reworded, "see no difference", INK_PLAIN}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        char first[64];
        (void)snprintf(first, sizeof first, "%8zu  %5.1f %%  ", parts[i].count,
                       percent(parts[i].count, t.evaluated));
        screen_wrap(s, first, parts[i].count > 0 ? parts[i].colour : INK_PLAIN, strlen(first), parts[i].words,
                    INK_PLAIN);
    }
    if (r->exceeded) {
        l = PHRASE_EMPTY;
        phrase_add(&l, "More profiles gain or lose advice than --max-changed %s allows.", r->max_changed);
        print(s, "", 0, &l, INK_RED);
    }
}

static void print_recommendations(const screen *s, const diff_report *r)
{
    size_t count = advise_diff_recommendation_count(r->diff);
    size_t shown = diff_rows(r, count);
    if (count > 0)
        print_heading(s, "By recommendation");
    for (size_t i = 0; i < shown; i++) {
        advise_diff_recommendation row = advise_diff_get_recommendation(r->diff, i);
        phrase l = PHRASE_EMPTY;
        screen_wrap(s, "  ", INK_PLAIN, 4, row.id, INK_CYAN);
        add_count(&l, row.gained, "gained");
        add_count(&l, row.lost, "lost");
        if (row.withheld > 0)
            phrase_add(&l, " (%zu withheld for another)", row.withheld);
        add_count(&l, row.up, "up");
        add_count(&l, row.down, "down");
        if (row.up + row.down > 0)
            phrase_add(&l, " (by %+.1f places on average)", row.mean_places);
        add_count(&l, row.rescored, "rescored");
        add_count(&l, row.reworded, "reworded");
        phrase_add(&l, "; given %zu before, %zu now", row.given_by_old, row.given_by_new);
        print(s, "    ", 4, &l, INK_PLAIN);
        print_examples(s, r, ADVISE_DIFF_RECOMMENDATIONS, i, row.example_count);
    }
    print_more(s, shown, count);
}

/// " (certainty: 0.6 -> 0.9)"
static void add_difference(phrase *l, const advise_diff_cause *c)
{
    enum { MOST = 60 };
    phrase_add(l, " (%s: ", c->what);
    phrase_add_cut(l, c->was[0] != '\0' ? c->was : "nothing", MOST);
    phrase_add(l, " -> ");
    phrase_add_cut(l, c->now[0] != '\0' ? c->now : "nothing", MOST);
    phrase_add(l, ")");
}

static void print_causes(const screen *s, const diff_report *r)
{
    size_t count = advise_diff_cause_count(r->diff);
    size_t shown = diff_rows(r, count);
    if (count > 0)
        print_heading(s, "By cause");
    for (size_t i = 0; i < shown; i++) {
        advise_diff_cause row = advise_diff_get_cause(r->diff, i);
        phrase l = PHRASE_EMPTY;
        phrase_add(&l, "%s%s%s", diff_cause_words(row.kind), row.name[0] != '\0' ? ": " : "", row.name);
        if (row.what[0] != '\0')
            add_difference(&l, &row);
        print(s, "  ", 4, &l, INK_CYAN);
        l = PHRASE_EMPTY;
        add_count(&l, row.gained, "gained");
        add_count(&l, row.lost, "lost");
        add_count(&l, row.rescored, "rescored");
        add_count(&l, row.reworded, "reworded");
        phrase_add(&l, " in %zu profile%s", row.records, plural(row.records));
        print(s, "    ", 4, &l, INK_PLAIN);
        print_examples(s, r, ADVISE_DIFF_CAUSES, i, row.example_count);
    }
    print_more(s, shown, count);
}

static void print_groups(const screen *s, const diff_report *r)
{
    size_t count = advise_diff_group_count(r->diff);
    size_t shown = diff_rows(r, count);
    phrase heading = PHRASE_EMPTY;
    if (r->by == NULL || count == 0)
        return;
    phrase_add(&heading, "By %s", r->by);
    print_heading(s, heading.text);
    for (size_t i = 0; i < shown; i++) {
        advise_diff_group row = advise_diff_get_group(r->diff, i);
        phrase l = PHRASE_EMPTY;
        screen_wrap(s, "  ", INK_PLAIN, 4,
                    row.is_unknown ? "(not known)"
                    : row.is_other ? "(all other values)"
                                   : row.value,
                    INK_CYAN);
        phrase_add(&l, "%zu of %zu gain or lose advice (%.1f %%)", row.changed, row.records,
                   percent(row.changed, row.records));
        add_count(&l, row.gained, "gained");
        add_count(&l, row.lost, "lost");
        add_count(&l, row.moved, "more in another order");
        print(s, "    ", 4, &l, INK_PLAIN);
        print_examples(s, r, ADVISE_DIFF_GROUPS, i, row.example_count);
    }
    print_more(s, shown, count);
}

static void write(const screen *s, const diff_report *r)
{
    print_totals(s, r);
    print_recommendations(s, r);
    print_causes(s, r);
    print_groups(s, r);
}

const diff_format diff_as_text = {.write = write};
