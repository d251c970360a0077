// A comparison of advice with what it would be, for a person: the lists beside each other, then what changes and why.
#include "report/contrast.h"
#include "write/memory.h"

#include <stdlib.h>
#include <string.h>

enum { NUMBER = 4, GAP = 2, MOST_VALUE = 40, MOST_NAMED = 4 };
/// A column narrower than this is not read easily: then the lists stand below one another.
enum { LEAST_COLUMN = 24 };

/// A text that is put together. End it with `finish`, and free that.
typedef struct words {
    FILE *out;
    char *text;
    size_t length;
} words;

static void start(words *w)
{
    w->out = must_open_text(&w->text, &w->length);
}

static char *finish(words *w)
{
    must_close_text(w->out, &w->text);
    return w->text;
}

/// Writes a line and frees its text.
static void put_line(const screen *s, const char *first, ink first_ink, size_t rest, words *w)
{
    char *text = finish(w);
    screen_wrap(s, first, first_ink, rest, text, INK_PLAIN);
    free(text);
}

/// ", " or " and " before the thing of that number; nothing before the first.
static const char *joint(size_t index, size_t count)
{
    return index == 0 ? "" : index + 1 == count ? " and " : ", ";
}

// --- what is said otherwise ---

static bool is_null(const char *literal)
{
    return strcmp(literal, "null") == 0;
}

/// A value: text without its quotation marks if it is short, and cut if it is long.
static void put_value(FILE *out, const char *literal)
{
    const size_t length = strlen(literal);
    const bool is_text = length >= 2 && literal[0] == '"' && strchr(literal, '\\') == NULL;
    char *bare = must_format("%.*s", (int)(is_text ? length - 2 : length), literal + (is_text ? 1 : 0));
    if (is_null(literal))
        (void)fputs("not stated", out);
    else
        (void)screen_cut(out, bare, MOST_VALUE);
    free(bare);
}

/// "hours_per_week is now 40".
static void put_difference(FILE *out, const advise_difference *d)
{
    (void)fputs(d->path, out);
    if (d->kind == ADVISE_ITEM_ADDED) {
        (void)fputs(" is new", out);
    } else if (d->kind == ADVISE_ITEM_GONE) {
        (void)fputs(" is gone", out);
    } else if (is_null(d->after)) {
        (void)fputs(" is no longer stated", out);
    } else {
        (void)fputs(" is now ", out);
        put_value(out, d->after);
    }
}

static void print_difference(const screen *s, const advise_difference *d)
{
    words w;
    start(&w);
    (void)fprintf(w.out, "%s: ", d->path);
    if (d->kind == ADVISE_OTHER_VALUE) {
        put_value(w.out, d->before);
        (void)fputs(" -> ", w.out);
        put_value(w.out, d->after);
    } else {
        (void)fputs(d->kind == ADVISE_ITEM_ADDED ? "new" : "gone", w.out);
    }
    put_line(s, "  ", INK_PLAIN, 4, &w);
}

static void print_differences(const screen *s, const contrast_output *o, const contrast_case *one)
{
    const size_t count = advise_contrast_difference_count(one->contrast);
    char *heading = o->case_count > 1     ? must_format("What is said otherwise: %s", one->name)
                    : o->is_other_profile ? must_format("What %s says otherwise", one->name)
                                          : must_format("What is said otherwise");
    (void)fputc('\n', s->out);
    screen_wrap(s, "", INK_PLAIN, 0, heading, INK_BOLD);
    free(heading);
    for (size_t i = 0; i < count; i++) {
        const advise_difference d = advise_contrast_difference(one->contrast, i);
        print_difference(s, &d);
    }
    if (count == 0)
        screen_wrap(s, "  ", INK_PLAIN, 2,
                    o->is_other_profile ? "Nothing: both say the same."
                                        : "Nothing: what is set is what the profile says.",
                    INK_PLAIN);
}

// --- the lists ---

/// The report of a column: the base, then the cases.
static const advise_report *report_at(const contrast_output *o, size_t column)
{
    return column == 0 ? o->base : advise_contrast_report(o->cases[column - 1].contrast);
}

static const char *name_at(const contrast_output *o, size_t column)
{
    return column == 0 ? o->base_name : o->cases[column - 1].name;
}

static size_t entries_at(const contrast_output *o, size_t column)
{
    const size_t count = advise_report_entry_count(report_at(o, column));
    return o->top > 0 && count > o->top ? o->top : count;
}

static bool is_head(const advise_advice *a)
{
    return a->rank > 0 && a->part_of[0] == '\0' && a->alternative_to[0] == '\0';
}

/// The index of the head of an entry.
static size_t head_at(const advise_report *r, size_t rank)
{
    size_t index = 0;
    for (; index < advise_report_given_count(r); index++) {
        const advise_advice a = advise_report_advice(r, index);
        if (a.rank == rank && is_head(&a))
            break;
    }
    return index;
}

/// Where the advice of a case came from: "new", "was 3", "was below 1". Nothing if it is where it was.
static void put_origin(FILE *out, const contrast_output *o, const contrast_case *one, size_t index)
{
    for (size_t i = 0; i < advise_contrast_count(one->contrast); i++) {
        const advise_change_of_advice c = advise_contrast_change(one->contrast, i);
        if (!c.is_there || c.after != index || c.kind == ADVISE_STAYS)
            continue;
        const advise_advice was = c.was_there ? advise_report_advice(o->base, c.before) : (advise_advice){0};
        if (was.rank == 0)
            (void)fputs(" (new)", out);
        else
            (void)fprintf(out, is_head(&was) ? " (was %zu)" : " (was below %zu)", was.rank);
    }
}

/// The text of a place in a column; empty if there is nothing. Free with free.
static char *cell_text(const contrast_output *o, size_t column, size_t rank)
{
    words w;
    start(&w);
    if (rank <= entries_at(o, column)) {
        const size_t index = head_at(report_at(o, column), rank);
        (void)fputs(advise_report_advice(report_at(o, column), index).title, w.out);
        if (column > 0)
            put_origin(w.out, o, &o->cases[column - 1], index);
    }
    return finish(&w);
}

/// Wraps a text to a width; lines end in newlines. Free with free.
static char *wrapped(const char *text, size_t width)
{
    words w;
    start(&w);
    const screen column = {w.out, width, false};
    if (*text != '\0')
        screen_wrap(&column, "", INK_PLAIN, 0, text, INK_PLAIN);
    return finish(&w);
}

/// Prints the next line of a cell, filled up to the width unless it is the last cell. The line goes.
static void put_cell_line(const screen *s, char **rest, size_t width, bool is_last, ink text_ink)
{
    const size_t length = strcspn(*rest, "\n");
    char *line = must_format("%.*s", (int)length, *rest);
    ink_begin(s, text_ink);
    (void)fputs(line, s->out);
    ink_end(s, text_ink);
    for (size_t used = screen_columns(line); used < width && !is_last; used++)
        (void)fputc(' ', s->out);
    *rest += length + ((*rest)[length] == '\n');
    free(line);
}

/// How many of the cells, from the first, still have text.
static size_t cells_left(char *const *rests, size_t count)
{
    while (count > 0 && *rests[count - 1] == '\0')
        count--;
    return count;
}

/// Prints a row of cells. `texts` are freed.
static void print_row(const screen *s, const char *first, char **texts, size_t count, size_t width,
                      ink text_ink)
{
    char **cells = must_have(calloc(2 * count, sizeof *cells));
    char **rests = cells + count;
    for (size_t i = 0; i < count; i++) {
        rests[i] = cells[i] = wrapped(texts[i], width);
        free(texts[i]);
    }
    for (size_t left = cells_left(rests, count); left > 0; left = cells_left(rests, count)) {
        ink_begin(s, INK_CYAN);
        (void)fprintf(s->out, "%*s", NUMBER, first);
        ink_end(s, INK_CYAN);
        for (size_t i = 0; i < left; i++)
            put_cell_line(s, &rests[i], width + GAP, i + 1 == left, text_ink);
        (void)fputc('\n', s->out);
        first = "";
    }
    for (size_t i = 0; i < count; i++)
        free(cells[i]);
    free(cells);
}

static size_t most_entries(const contrast_output *o)
{
    size_t most = 0;
    for (size_t i = 0; i <= o->case_count; i++)
        most = entries_at(o, i) > most ? entries_at(o, i) : most;
    return most;
}

static void print_beside(const screen *s, const contrast_output *o, size_t width)
{
    const size_t columns = o->case_count + 1;
    char **texts = must_have(calloc(columns, sizeof *texts));
    for (size_t i = 0; i < columns; i++)
        texts[i] = must_format("%s", name_at(o, i));
    print_row(s, "", texts, columns, width, INK_BOLD);
    for (size_t rank = 1; rank <= most_entries(o); rank++) {
        char number[16];
        (void)snprintf(number, sizeof number, "%2zu. ", rank);
        for (size_t i = 0; i < columns; i++)
            texts[i] = cell_text(o, i, rank);
        print_row(s, number, texts, columns, width, INK_PLAIN);
    }
    free(texts);
}

static void print_below(const screen *s, const contrast_output *o)
{
    for (size_t i = 0; i <= o->case_count; i++) {
        if (i > 0)
            (void)fputc('\n', s->out);
        screen_wrap(s, "    ", INK_PLAIN, NUMBER, name_at(o, i), INK_BOLD);
        for (size_t rank = 1; rank <= entries_at(o, i); rank++) {
            char number[16];
            char *text = cell_text(o, i, rank);
            (void)snprintf(number, sizeof number, "%2zu. ", rank);
            screen_wrap(s, number, INK_CYAN, NUMBER, text, INK_PLAIN);
            free(text);
        }
        if (entries_at(o, i) == 0)
            screen_wrap(s, "    ", INK_PLAIN, NUMBER, "No advice.", INK_PLAIN);
    }
}

static void print_lists(const screen *s, const contrast_output *o)
{
    const size_t columns = o->case_count + 1;
    const size_t taken = NUMBER + (columns - 1) * GAP;
    const size_t width = s->width > taken ? (s->width - taken) / columns : 0;
    (void)fputc('\n', s->out);
    if (width >= LEAST_COLUMN)
        print_beside(s, o, width);
    else
        print_below(s, o);
}

// --- what changes ---

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
    return x->change.kind == ADVISE_MOVES && x->change.only_others && !is_head(&x->was) && !is_head(&x->is);
}

/// The title of what a recommendation stands below: the first of its entry that has the id.
static const char *title_above(const advise_report *r, const advise_advice *a)
{
    const char *id = a->part_of[0] != '\0' ? a->part_of : a->alternative_to;
    const char *title = id;
    for (size_t i = advise_report_given_count(r); i > 0; i--) {
        const advise_advice other = advise_report_advice(r, i - 1);
        if (other.rank == a->rank && strcmp(other.recommendation, id) == 0)
            title = other.title;
    }
    return title;
}

/// "2", or "2, as a part of "Start your job search"", or "1, as an alternative to "Apply to Lund IP"".
static void put_place(FILE *out, const advise_report *r, const advise_advice *a)
{
    (void)fprintf(out, "%zu", a->rank);
    if (!is_head(a))
        (void)fprintf(out, ", as %s \"%s\"", a->part_of[0] != '\0' ? "a part of" : "an alternative to",
                      title_above(r, a));
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
        (void)fputs(is_head(&x->is) ? "Comes to the head of " : "Falls back in ", out);
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
    words w;
    start(&w);
    put_move(w.out, x);
    char *move = finish(&w);
    start(&w);
    (void)fprintf(w.out, "%s: ", move);
    (void)fputs(x->change.is_there ? x->is.title : x->was.title, w.out);
    put_certainty(w.out, x);
    (void)fputc('\n', s->out);
    put_line(s, "  ", inks[x->change.kind], 4, &w);
    free(move);
}

/// " since hours_per_week is now 40, and so overloaded is now false".
static void put_since(FILE *out, const shown_change *x, size_t evidence, const advise_change_of_evidence *e)
{
    for (size_t i = 0; i < e->difference_count && i < MOST_NAMED; i++) {
        const advise_difference d = advise_contrast_difference(
            x->c, advise_contrast_evidence_difference(x->c, x->index, evidence, i));
        (void)fprintf(out, "%s",
                      i > 0       ? joint(i, e->difference_count)
                      : e->is_cut ? ", since some of this: "
                                  : ", since ");
        put_difference(out, &d);
    }
    if (e->difference_count > MOST_NAMED)
        (void)fprintf(out, " and %zu more", e->difference_count - MOST_NAMED);
    for (size_t i = 0; i < e->derived_count; i++) {
        const advise_derived_change d =
            advise_contrast_derived(x->c, advise_contrast_evidence_derived(x->c, x->index, evidence, i));
        (void)fprintf(out, "%s%s is now ", i == 0 ? ", and so " : joint(i, e->derived_count), d.fact);
        put_value(out, is_null(d.after) ? "unknown" : d.after);
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
    words w;
    if (is.because[0] != '\0')
        screen_wrap(s, sign, (against == e.is_there) ? INK_RED : INK_GREEN, 6, is.because, INK_PLAIN);
    start(&w);
    if (!e.was_there)
        (void)fprintf(w.out, "rule %s fires", is.rule);
    else if (!e.is_there)
        (void)fprintf(w.out, "rule %s no longer fires", is.rule);
    else
        (void)fprintf(w.out, "rule %s counts with %.2f, not %.2f", is.rule, is.certainty, was);
    put_since(w.out, x, index, &e);
    put_line(s, "      ", INK_PLAIN, 6, &w);
}

static void put_titles(FILE *out, const shown_change *x, const advise_report *r, size_t count,
                       size_t (*get)(const advise_contrast *c, size_t change, size_t index))
{
    const size_t shown = count < MOST_NAMED ? count : MOST_NAMED;
    for (size_t i = 0; i < shown; i++)
        (void)fprintf(out, "%s\"%s\"", joint(i, count),
                      advise_report_advice(r, get(x->c, x->index, i)).title);
    if (count > shown)
        (void)fprintf(out, " and %zu more", count - shown);
}

/// What came above it and what went, if that moved it.
static void print_others(const screen *s, const shown_change *x)
{
    const size_t came = x->change.came_above_count;
    const size_t went = x->change.went_above_count;
    words w;
    if (came + went == 0)
        return;
    start(&w);
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
    put_line(s, x->change.only_others ? "    Only since " : "    Also, ", INK_PLAIN, 6, &w);
}

/// Which of several things that are said otherwise do it, if the evidence does not tell.
static void print_causes(const screen *s, const shown_change *x)
{
    const size_t count = x->change.cause_count;
    words w;
    start(&w);
    if (x->change.by_order) {
        (void)fputs("The order in the file decides between equals.", w.out);
    } else if (x->change.evidence_count == 0 && advise_contrast_difference_count(x->c) > 1) {
        (void)fputs("This comes of ", w.out);
        for (size_t i = 0; i < count && i < MOST_NAMED; i++) {
            const advise_difference d =
                advise_contrast_difference(x->c, advise_contrast_cause(x->c, x->index, i));
            (void)fprintf(w.out, "%s%s", joint(i, count), d.path);
        }
        if (count > MOST_NAMED)
            (void)fprintf(w.out, " and %zu more", count - MOST_NAMED);
        (void)fputs(x->change.is_cut ? " (perhaps not of all)." : ".", w.out);
    }
    char *text = finish(&w);
    if (*text != '\0')
        screen_wrap(s, "    ", INK_PLAIN, 4, text, INK_PLAIN);
    free(text);
}

static void print_withheld(const screen *s, const shown_change *x)
{
    words w;
    if (x->is.status != ADVISE_EXCLUDED || !x->change.is_there)
        return;
    start(&w);
    (void)fprintf(w.out, "It is withheld for %s.", x->is.excluded_by);
    put_line(s, "    ", INK_PLAIN, 4, &w);
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
    const size_t count = entries_at(o, 0);
    const size_t all = advise_report_entry_count(o->base);
    words w;
    start(&w);
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
    put_line(s, "  ", INK_PLAIN, 2, &w);
}

static void print_changes(const screen *s, const contrast_output *o, const contrast_case *one)
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

static void write(const screen *s, const contrast_output *o)
{
    const char *person = advise_report_person(o->base);
    char *heading = must_format(o->is_other_profile ? "Then and now: %s" : "What if: %s",
                                person[0] != '\0' ? person : advise_report_profile(o->base));
    screen_wrap(s, "", INK_PLAIN, 0, heading, INK_BOLD);
    free(heading);
    heading = must_format("%s %s, as of %s", advise_pack_title(o->pack), advise_pack_version(o->pack),
                          advise_report_date(o->base));
    screen_wrap(s, "", INK_PLAIN, 0, heading, INK_DIM);
    free(heading);
    for (size_t i = 0; i < o->case_count; i++)
        print_differences(s, o, &o->cases[i]);
    print_lists(s, o);
    for (size_t i = 0; i < o->case_count; i++)
        print_changes(s, o, &o->cases[i]);
}

const contrast_format contrast_as_text = {.write = write};
