// A report for a person: what to do next, in order; why; the first steps; and which facts would improve the advice.
#include "report/entry.h"
#include "report/measures.h"
#include "report/reasons.h"
#include "report/report.h"
#include "report/standing.h"
#include "write/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BAR = 10, MOST_STEPS = 4, MOST_REASONS = 4, MOST_SUMMARIES = 3, MOST_TITLES = 6, NARROW = 40 };

/// What the signs mean. It stands once, before the first entry.
static const char signs[] = "score: certainty x importance, of 100; + speaks for, - against, > next step";

/// The bar and the score. A bar of advice that is spoken against is drawn with another sign, so that it is told apart without colour.
static void print_measures(const screen *s, const advise_report *r, size_t index)
{
    const advise_advice a = advise_report_advice(r, index);
    const double score = report_leading_score(r, index);
    const int filled = (int)lround(fabs(score) / 100.0 * BAR);
    char bar[4 + BAR + 2] = "    ";
    char number[MEASURES_LINE];
    char text[MEASURES_LINE + 128];
    for (int i = 0; i < BAR; i++)
        bar[4 + i] = i >= filled ? '.' : score < 0 ? '-' : '#';
    bar[4 + BAR] = ' ';
    bar[4 + BAR + 1] = '\0';
    report_score(number, "", r, index);
    (void)snprintf(text, sizeof text, "%s%s%s%s%s%s%s", number,
                   a.priority_is_open ? "  importance still open" : "", a.horizon[0] != '\0' ? "  " : "",
                   a.horizon, a.effort[0] != '\0' ? ", " : "", a.effort,
                   a.effort[0] != '\0' ? " effort" : "");
    if (s->width < NARROW)
        bar[4] = '\0';
    screen_wrap(s, bar, score < 0 ? INK_RED : INK_GREEN, s->width < NARROW ? 4 : 4 + BAR + 1, text,
                INK_PLAIN);
    if (a.status == ADVISE_EXCLUDED) {
        char *why = must_format("withheld for %s", a.excluded_by);
        screen_wrap(s, "    ", INK_PLAIN, 4, why, INK_PLAIN);
        free(why);
    } else if (a.status == ADVISE_BELOW_THRESHOLD) {
        (void)snprintf(text, sizeof text, "not advised: certainty %.2f", a.certainty);
        screen_wrap(s, "    ", INK_PLAIN, 4, text, INK_PLAIN);
    }
}

/// The reason; if `all` is asked for, with the rule and its pack, if an overlay added or changed it. Free with free.
static char *reason_text(const advise_pack *pack, const advise_evidence *e, bool all)
{
    if (all && e->changed_by[0] != '\0')
        return must_format("%s [%s, changed by %s]", e->because, e->rule, e->changed_by);
    if (all && strcmp(e->pack, advise_pack_level(pack, 0).name) != 0)
        return must_format("%s [%s of %s]", e->because, e->rule, e->pack);
    return must_format("%s", e->because);
}

/// How a recommendation is shown: the head of an entry with its reasons and steps, what stands below it with the first of each.
typedef struct extent {
    size_t indent;
    size_t reasons, steps; ///< at most, without --all
} extent;

/// Writes a line that begins with a sign.
static void print_line(const screen *s, size_t indent, char sign, ink sign_ink, const char *text)
{
    char first[16];
    (void)snprintf(first, sizeof first, "%*s%c ", (int)indent, "", sign);
    screen_wrap(s, first, sign_ink, indent + 2, text, INK_PLAIN);
}

/// The titles of the sources that some reasons cite, each once.
typedef struct titles {
    const char *items[MOST_TITLES];
    size_t count;
} titles;

static void add_title(titles *t, const char *title)
{
    bool known = *title == '\0' || t->count == MOST_TITLES;
    for (size_t i = 0; i < t->count && !known; i++)
        known = strcmp(t->items[i], title) == 0;
    if (!known)
        t->items[t->count++] = title;
}

static void print_titles(const screen *s, size_t indent, const titles *t)
{
    char first[16];
    char *text;
    size_t length;
    FILE *out = must_open_text(&text, &length);
    for (size_t i = 0; i < t->count; i++)
        (void)fprintf(out, "%s%s", i > 0 ? "; " : "from: ", t->items[i]);
    must_close_text(out, &text);
    (void)snprintf(first, sizeof first, "%*s", (int)indent, "");
    if (t->count > 0)
        screen_wrap(s, first, INK_PLAIN, indent, text, INK_DIM);
    free(text);
}

static void print_reasons(const screen *s, const report_options *o, const advise_pack *pack,
                          const advise_report *r, size_t index, const extent *x)
{
    titles cited = {0};
    reason_list reasons = reasons_of(r, index);
    const size_t count = reasons.count;
    if (!o->all)
        reasons_cut(&reasons, r, index, x->reasons);
    for (size_t i = 0; i < reasons.count; i++) {
        const size_t at = reasons.items[i];
        const advise_evidence e = advise_report_evidence(r, index, at);
        char *text = reason_text(pack, &e, o->all);
        for (size_t c = 0; c < e.source_count; c++)
            add_title(&cited, advise_report_source(r, index, at, c).title);
        bool against = e.certainty < 0;
        print_line(s, x->indent, against ? '-' : '+', against ? INK_RED : INK_GREEN, text);
        free(text);
    }
    if (count > reasons.count && reasons.count == MOST_REASONS)
        (void)fprintf(s->out, "      and %zu more\n", count - reasons.count);
    reasons_free(&reasons);
    print_titles(s, x->indent + 2, &cited);
}

static void print_steps(const screen *s, const report_options *o, const advise_report *r, size_t index,
                        const extent *x)
{
    const size_t count = advise_report_advice(r, index).next_step_count;
    for (size_t i = 0; i < count && (i < x->steps || o->all); i++)
        print_line(s, x->indent, '>', INK_CYAN, advise_report_next_step(r, index, i));
}

/// A part or an alternative, below the head of its entry or below another one.
static void print_below(const screen *s, const report_options *o, const advise_pack *pack,
                        const advise_report *r, size_t index, const char *head)
{
    const advise_advice a = advise_report_advice(r, index);
    const bool is_part = a.part_of[0] != '\0';
    const size_t indent = strcmp(is_part ? a.part_of : a.alternative_to, head) == 0 ? 4 : 6;
    const extent x = {.indent = indent + 2, .reasons = 1, .steps = 1};
    char first[16];
    (void)snprintf(first, sizeof first, "%*s%s: ", (int)indent, "", is_part ? "with" : "or");
    screen_wrap(s, first, INK_CYAN, indent + 2, a.title, INK_BOLD);
    print_reasons(s, o, pack, r, index, &x);
    print_steps(s, o, r, index, &x);
}

static void print_advice(const screen *s, const report_options *o, const advise_pack *pack,
                         const advise_report *r, size_t index)
{
    static const extent whole = {.indent = 4, .reasons = MOST_REASONS, .steps = MOST_STEPS};
    static const extent brief = {.indent = 4, .reasons = 1, .steps = 1};
    const extent *x = o->brief ? &brief : &whole;
    advise_advice a = advise_report_advice(r, index);
    char number[24];
    (void)snprintf(number, sizeof number, a.rank > 0 ? "%2zu. " : "  - ", a.rank);
    (void)fputc('\n', s->out);
    screen_wrap(s, number, INK_CYAN, 4, a.title, INK_BOLD);
    if (!o->brief)
        print_measures(s, r, index);
    if (!o->brief && a.rank > 0 && a.rank <= MOST_SUMMARIES && a.summary[0] != '\0')
        screen_wrap(s, "    ", INK_PLAIN, 4, a.summary, INK_PLAIN);
    print_reasons(s, o, pack, r, index, x);
    if (a.status == ADVISE_GIVEN)
        print_steps(s, o, r, index, x);
}

/// Prints the list; gives how many recommendations it has.
static size_t print_list(const screen *s, const report_options *o, const advise_pack *pack,
                         const advise_report *r)
{
    const char *head = "";
    size_t shown = 0;
    for (size_t i = 0; i < advise_report_count(r); i++) {
        const advise_advice a = advise_report_advice(r, i);
        if (!report_shows(o, r, i))
            continue;
        if (shown++ == 0 && o->explain_signs)
            screen_wrap(s, "", INK_PLAIN, 0, signs, INK_DIM);
        if (!entry_is_head(&a)) {
            if (!o->brief)
                print_below(s, o, pack, r, i, head);
        } else {
            head = a.recommendation;
            print_advice(s, o, pack, r, i);
        }
    }
    return shown;
}

/// How many entries `--top` left out.
static void print_rest(const screen *s, const report_options *o, const advise_report *r)
{
    char text[64];
    const size_t given = advise_report_entry_count(r);
    if (o->top == 0 || given <= o->top)
        return;
    (void)snprintf(text, sizeof text, "and %zu more (--top %zu)", given - o->top, given);
    (void)fputc('\n', s->out);
    screen_wrap(s, "", INK_PLAIN, 0, text, INK_DIM);
}

/// Says what is settled, and what is not.
static void print_questions(const screen *s, const advise_report *r)
{
    const advise_standing standing = advise_report_standing(r);
    if (advise_report_question_count(r) == 0)
        return;
    char *sentence = standing_sentence(&standing);
    (void)fputc('\n', s->out);
    screen_wrap(s, "", INK_PLAIN, 0, sentence, INK_BOLD);
    free(sentence);
    for (size_t i = 0; i < standing_question_count(r); i++) {
        const advise_question q = advise_report_question(r, i);
        char *text = standing_question(&q, true);
        screen_wrap(s, "  ? ", INK_YELLOW, 4, text, INK_PLAIN);
        free(text);
    }
}

static void write(const screen *s, const report_options *o, const advise_pack *pack, const advise_report *r)
{
    const char *person = advise_report_person(r);
    char *heading = must_format("Advice for %s", person[0] != '\0' ? person : advise_report_profile(r));
    char *origin = must_format("%s %s, as of %s", advise_pack_title(pack), advise_pack_version(pack),
                               advise_report_date(r));
    screen_wrap(s, "", INK_PLAIN, 0, heading, INK_BOLD);
    screen_wrap(s, "", INK_PLAIN, 0, origin, INK_DIM);
    free(heading);
    free(origin);
    if (print_list(s, o, pack, r) == 0)
        screen_wrap(s, "", INK_PLAIN, 0, "Nothing in this profile calls for advice yet.", INK_PLAIN);
    if (o->brief)
        return;
    print_rest(s, o, r);
    print_questions(s, r);
}

const report_format report_as_text = {.write = write, .between = "\n"};
