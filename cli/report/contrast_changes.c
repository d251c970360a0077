// What changes, and why.
#include "report/contrast_words.h"
#include "report/entry.h"
#include "write/memory.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_NAMED = 4 };

bool contrast_shows(const contrast_output *o, const contrast_case *c, size_t index)
{
    const advise_change_of_advice change = advise_contrast_change(c->contrast, index);
    const size_t was = change.was_there ? advise_report_advice(o->base, change.before).rank : 0;
    const size_t is =
        change.is_there ? advise_report_advice(advise_contrast_report(c->contrast), change.after).rank : 0;
    const size_t best = was == 0 || (is > 0 && is < was) ? is : was;
    return best > 0 && (o->top == 0 || best <= o->top);
}

/// A change with what it is about, as it is now if it is there, else as it was.
typedef struct shown_change {
    const contrast_output *o;
    const advise_contrast *c;
    size_t index;
    advise_change_of_advice change;
    const advise_report *after;
    advise_advice was, is; ///< zeros if it is not there
} shown_change;

static shown_change show(const contrast_output *o, const contrast_case *one, size_t index)
{
    shown_change out = {.o = o,
                        .c = one->contrast,
                        .index = index,
                        .change = advise_contrast_change(one->contrast, index),
                        .after = advise_contrast_report(one->contrast)};
    if (out.change.was_there)
        out.was = advise_report_advice(o->base, out.change.before);
    if (out.change.is_there)
        out.is = advise_report_advice(out.after, out.change.after);
    return out;
}

/// Whether it only goes along with the head of its entry, or has another head: what is said of the heads says that.
static bool goes_along(const shown_change *x)
{
    return x->change.kind == ADVISE_MOVES && x->change.only_others && !contrast_is_head(&x->was) &&
           !contrast_is_head(&x->is);
}

/// "2", or "2, as a part of "Start your job search"", or "1, as an alternative to "Apply to Lund IP"".
static void put_place(FILE *out, const advise_report *r, const advise_advice *a)
{
    (void)fprintf(out, "%zu", a->rank);
    if (a->rank > 0 && !entry_is_head(a))
        (void)fprintf(out, ", as %s \"%s\"", a->part_of[0] != '\0' ? "a part of" : "an alternative to",
                      entry_title(r, a->rank, a->part_of[0] != '\0' ? a->part_of : a->alternative_to));
}

static void put_move(FILE *out, const shown_change *x)
{
    if (x->change.kind == ADVISE_ENTERS) {
        (void)fputs("Enters at ", out);
        put_place(out, x->after, &x->is);
    } else if (x->change.kind == ADVISE_LEAVES) {
        (void)fputs("Leaves ", out);
        put_place(out, x->o->base, &x->was);
    } else if (x->change.kind == ADVISE_STAYS) {
        (void)fprintf(out, "Stays at %zu", x->is.rank);
    } else if (x->is.rank == x->was.rank) {
        (void)fputs(contrast_is_head(&x->is) ? "Comes to the head of " : "Falls back in ", out);
        put_place(out, x->after, &x->is);
    } else {
        (void)fprintf(out, "Moves from %zu to ", x->was.rank);
        put_place(out, x->after, &x->is);
    }
}

/// "certainty 0.30, was 0.85".
static void put_certainty(FILE *out, const shown_change *x)
{
    if (!x->change.is_there)
        (void)fprintf(out, " (certainty was %.2f)", x->was.certainty);
    else if (!x->change.was_there)
        (void)fprintf(out, " (certainty %.2f)", x->is.certainty);
    else if (x->is.certainty == x->was.certainty)
        (void)fprintf(out, " (certainty %.2f as before)", x->is.certainty);
    else
        (void)fprintf(out, " (certainty %.2f, was %.2f)", x->is.certainty, x->was.certainty);
}

static void print_what_moves(const screen *s, const shown_change *x)
{
    static const ink inks[] = {INK_GREEN, INK_CYAN, INK_PLAIN, INK_RED, INK_PLAIN};
    contrast_line w;
    contrast_line_begin(&w);
    put_move(w.out, x);
    char *move = contrast_line_end(&w);
    contrast_line_begin(&w);
    (void)fprintf(w.out, "%s: ", move);
    (void)fputs(x->change.is_there ? x->is.title : x->was.title, w.out);
    put_certainty(w.out, x);
    (void)fputc('\n', s->out);
    contrast_line_print(s, "  ", inks[x->change.kind], 4, &w);
    free(move);
}

/// " since hours_per_week is now 40, and so overloaded is now false".
static void put_since(FILE *out, const shown_change *x, size_t evidence, const advise_change_of_evidence *e)
{
    for (size_t i = 0; i < e->difference_count && i < MOST_NAMED; i++) {
        const advise_difference d = advise_contrast_difference(
            x->c, advise_contrast_evidence_difference(x->c, x->index, evidence, i));
        (void)fprintf(out, "%s",
                      i > 0       ? contrast_joint(i, e->difference_count)
                      : e->is_cut ? ", since some of this: "
                                  : ", since ");
        contrast_put_difference(out, &d);
    }
    if (e->difference_count > MOST_NAMED)
        (void)fprintf(out, " and %zu more", e->difference_count - MOST_NAMED);
    for (size_t i = 0; i < e->derived_count; i++) {
        const advise_derived_change d =
            advise_contrast_derived(x->c, advise_contrast_evidence_derived(x->c, x->index, evidence, i));
        (void)fprintf(out, "%s%s is now ", i == 0 ? ", and so " : contrast_joint(i, e->derived_count),
                      d.fact);
        contrast_put_value(out, strcmp(d.after, "null") == 0 ? "unknown" : d.after);
    }
}

static void print_evidence(const screen *s, const shown_change *x, size_t index)
{
    const advise_change_of_evidence e = advise_contrast_evidence(x->c, x->index, index);
    const advise_evidence is = e.is_there ? advise_report_evidence(x->after, x->change.after, e.after)
                                          : advise_report_evidence(x->o->base, x->change.before, e.before);
    const double was =
        e.was_there ? advise_report_evidence(x->o->base, x->change.before, e.before).certainty : 0;
    const bool against = is.certainty < 0;
    const char *sign = e.is_there ? (against ? "    - " : "    + ")
                                  : (against ? "    No longer against it: " : "    No longer: ");
    contrast_line w;
    if (is.because[0] != '\0')
        screen_wrap(s, sign, (against == e.is_there) ? INK_RED : INK_GREEN, 6, is.because, INK_PLAIN);
    contrast_line_begin(&w);
    if (!e.was_there)
        (void)fprintf(w.out, "rule %s fires", is.rule);
    else if (!e.is_there)
        (void)fprintf(w.out, "rule %s no longer fires", is.rule);
    else
        (void)fprintf(w.out, "rule %s counts with %.2f, not %.2f", is.rule, is.certainty, was);
    put_since(w.out, x, index, &e);
    contrast_line_print(s, "      ", INK_PLAIN, 6, &w);
}

static void put_titles(FILE *out, const shown_change *x, const advise_report *r, size_t count,
                       size_t (*get)(const advise_contrast *c, size_t change, size_t index))
{
    const size_t shown = count < MOST_NAMED ? count : MOST_NAMED;
    for (size_t i = 0; i < shown; i++)
        (void)fprintf(out, "%s\"%s\"", contrast_joint(i, count),
                      advise_report_advice(r, get(x->c, x->index, i)).title);
    if (count > shown)
        (void)fprintf(out, " and %zu more", count - shown);
}

/// What came above it and what went, if that moved it.
static void print_others(const screen *s, const shown_change *x)
{
    const size_t came = x->change.came_above_count;
    const size_t went = x->change.went_above_count;
    contrast_line w;
    if (came + went == 0)
        return;
    contrast_line_begin(&w);
    if (came > 0) {
        put_titles(w.out, x, x->after, came, advise_contrast_came_above);
        (void)fputs(came > 1 ? " stand above it now" : " stands above it now", w.out);
    }
    if (went > 0) {
        (void)fputs(came > 0 ? "; " : "", w.out);
        put_titles(w.out, x, x->o->base, went, advise_contrast_went_above);
        if (came > 0)
            (void)fputs(went > 1 ? " no longer do" : " no longer does", w.out);
        else
            (void)fputs(went > 1 ? " no longer stand above it" : " no longer stands above it", w.out);
    }
    contrast_line_print(s, x->change.only_others ? "    Only since " : "    Also, ", INK_PLAIN, 6, &w);
}

/// Which of several things that are said otherwise do it, if the evidence does not tell.
static void print_causes(const screen *s, const shown_change *x)
{
    const size_t count = x->change.cause_count;
    contrast_line w;
    contrast_line_begin(&w);
    if (x->change.by_order) {
        (void)fputs("The order in the file decides between equals.", w.out);
    } else if (x->change.evidence_count == 0 && advise_contrast_difference_count(x->c) > 1) {
        (void)fputs("This comes of ", w.out);
        for (size_t i = 0; i < count && i < MOST_NAMED; i++) {
            const advise_difference d =
                advise_contrast_difference(x->c, advise_contrast_cause(x->c, x->index, i));
            (void)fprintf(w.out, "%s%s", contrast_joint(i, count), d.path);
        }
        if (count > MOST_NAMED)
            (void)fprintf(w.out, " and %zu more", count - MOST_NAMED);
        (void)fputs(x->change.is_cut ? " (perhaps not of all)." : ".", w.out);
    }
    char *text = contrast_line_end(&w);
    if (*text != '\0')
        screen_wrap(s, "    ", INK_PLAIN, 4, text, INK_PLAIN);
    free(text);
}

static void print_withheld(const screen *s, const shown_change *x)
{
    contrast_line w;
    if (x->is.status != ADVISE_EXCLUDED || !x->change.is_there)
        return;
    contrast_line_begin(&w);
    (void)fprintf(w.out, "It is withheld for %s.", x->is.excluded_by);
    contrast_line_print(s, "    ", INK_PLAIN, 4, &w);
}

static void print_change(const screen *s, const shown_change *x)
{
    print_what_moves(s, x);
    for (size_t i = 0; i < x->change.evidence_count; i++)
        print_evidence(s, x, i);
    print_withheld(s, x);
    print_others(s, x);
    print_causes(s, x);
}

/// Says plainly that the places stay as they are.
static void print_rest(const screen *s, const contrast_output *o, bool any)
{
    const size_t count = contrast_entries(o, 0);
    const size_t all = advise_report_entry_count(o->base);
    contrast_line w;
    contrast_line_begin(&w);
    if (count == 0)
        (void)fputs("There is no advice now as before.", w.out);
    else if (count < all)
        (void)fprintf(w.out, "The first %zu ", count);
    else
        (void)fprintf(w.out, count > 1 ? "All %zu " : "The one piece of advice ", count);
    if (count > 0 && any)
        (void)fprintf(w.out, count > 1 ? "keep their places." : "keeps its place.");
    else if (count > 0)
        (void)fprintf(w.out, count > 1 ? "stay as they are." : "stays as it is.");
    contrast_line_print(s, "  ", INK_PLAIN, 2, &w);
}

void contrast_print_changes(const screen *s, const contrast_output *o, const contrast_case *one)
{
    char *heading =
        o->case_count > 1 ? must_format("What changes: %s", one->name) : must_format("What changes");
    bool any = false;
    bool moves = false;
    (void)fputc('\n', s->out);
    screen_wrap(s, "", INK_PLAIN, 0, heading, INK_BOLD);
    free(heading);
    for (size_t i = 0; i < advise_contrast_count(one->contrast); i++) {
        const bool is_shown = contrast_shows(o, one, i);
        any = any || is_shown;
        moves = moves || (is_shown && advise_contrast_change(one->contrast, i).kind != ADVISE_STAYS);
    }
    if (!moves)
        print_rest(s, o, any);
    for (size_t i = 0; i < advise_contrast_count(one->contrast); i++) {
        const shown_change x = show(o, one, i);
        if (contrast_shows(o, one, i) && !goes_along(&x))
            print_change(s, &x);
    }
}
