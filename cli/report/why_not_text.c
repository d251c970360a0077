// Answers to "why not" for a person at a terminal: how it stands, what is missing, what would bring it.
#include "report/entry.h"
#include "report/obstacle.h"
#include "report/phrase.h"
#include "report/target.h"
#include "report/why_not.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    INDENT = 2,
    MOST_RULES = 3,         ///< that are told of one answer, without --all
    MOST_RULES_OF_MANY = 1, ///< the same if there are several answers
    MOST_SETS = 5,          ///< of changes, without --all
    MOST_EVIDENCE = 4,
    MOST_NAMES = 6,
    UNCHANGEABLE = 1000, ///< missing parts of a rule: some of them nobody can change
};

static void print(const screen *s, size_t indent, const char *sign, ink sign_ink, const char *text,
                  ink text_ink)
{
    char first[64];
    const size_t most = s->width / 3;
    const size_t at = indent < most ? indent : most;
    (void)snprintf(first, sizeof first, "%*s%s", (int)at, "", sign);
    screen_wrap(s, first, sign_ink, at + strlen(sign), text, text_ink);
}

// --- how it stands ---

static void print_heading(const screen *s, const why_not_report *r, const advise_why_not_answer *a)
{
    phrase w = PHRASE_EMPTY;
    if (a->title[0] != '\0' && strcmp(a->title, r->target->recommendation) != 0)
        phrase_add(&w, "%s (%s)", a->title, r->target->recommendation);
    else if (a->item[0] != '\0')
        phrase_add(&w, "%s for \"%s\"", r->target->recommendation, a->item);
    else
        phrase_add(&w, "%s%s", r->target->recommendation,
                   a->is_unnamed ? ", for one that you have not named yet" : "");
    screen_wrap(s, "", INK_PLAIN, 0, w.text, INK_BOLD);
}

static void print_evidence(const screen *s, const why_not_report *r, size_t advice)
{
    const size_t count = advise_report_advice(r->report, advice).evidence_count;
    for (size_t i = 0; i < count && i < MOST_EVIDENCE; i++) {
        phrase w = PHRASE_EMPTY;
        const advise_evidence e = advise_report_evidence(r->report, advice, i);
        phrase_add(&w, "%s (%s, %.2f)", e.because, e.rule, e.certainty);
        print(s, INDENT, e.certainty < 0 ? "- " : "+ ", e.certainty < 0 ? INK_RED : INK_GREEN, w.text,
              INK_PLAIN);
    }
}

/// The heads of the entries that are asked for: what outranks it.
static void print_above(const screen *s, const why_not_report *r)
{
    for (size_t i = 0; i < advise_report_given_count(r->report); i++) {
        const advise_advice a = advise_report_advice(r->report, i);
        char number[24];
        (void)snprintf(number, sizeof number, "%zu. ", a.rank);
        if (a.rank <= r->top && entry_is_head(&a))
            print(s, INDENT, number, INK_CYAN, a.title, INK_PLAIN);
    }
}

static void print_given(const screen *s, const why_not_report *r, const advise_why_not_answer *a)
{
    const advise_advice advice = advise_report_advice(r->report, a->advice);
    phrase w = PHRASE_EMPTY;
    phrase_add(&w, "It is given, in place %zu of %zu", advice.rank, advise_report_entry_count(r->report));
    if (advice.part_of[0] != '\0')
        phrase_add(&w, ", as a part of %s", advice.part_of);
    if (advice.alternative_to[0] != '\0')
        phrase_add(&w, ", as an alternative to %s", advice.alternative_to);
    if (a->outcome != ADVISE_CHANGE_NEEDLESS)
        phrase_add(&w, ", and not among the first%s", r->top == 1 ? "" : " ");
    if (a->outcome != ADVISE_CHANGE_NEEDLESS && r->top > 1)
        phrase_add(&w, "%zu", r->top);
    phrase_add(&w, ". For its reasons, run: advise why ");
    target_add_word(&w, r->profile);
    phrase_add(&w, " ");
    target_add(&w, r->target->recommendation, a->item);
    screen_wrap(s, "", INK_PLAIN, 0, w.text, INK_PLAIN);
    if (a->outcome != ADVISE_CHANGE_NEEDLESS) {
        screen_wrap(s, "", INK_PLAIN, 0, "Above it:", INK_PLAIN);
        print_above(s, r);
    }
}

static void print_status(const screen *s, const why_not_report *r, const advise_why_not_answer *a)
{
    phrase w = PHRASE_EMPTY;
    const double threshold = advise_report_threshold(r->report);
    if (!a->has_advice) {
        phrase_add(&w, "Not given: nothing speaks for it or against it.");
        screen_wrap(s, "", INK_PLAIN, 0, w.text, INK_PLAIN);
        return;
    }
    const advise_advice advice = advise_report_advice(r->report, a->advice);
    if (advice.status == ADVISE_GIVEN) {
        print_given(s, r, a);
        return;
    }
    if (advice.status == ADVISE_EXCLUDED)
        phrase_add(&w, "Withheld: %s is given, ranked above it, and excludes it.", advice.excluded_by);
    else
        phrase_add(&w, "Not given: its certainty is %.2f, and must exceed %.2f.", advice.certainty,
                   threshold);
    screen_wrap(s, "", INK_PLAIN, 0, w.text, INK_PLAIN);
    print_evidence(s, r, a->advice);
}

// --- what is missing ---

static void print_obstacle(const screen *s, const advise_obstacle *o)
{
    static const char *const signs[] = {
        [ADVISE_OBSTACLE_RULE] = "",  [ADVISE_OBSTACLE_NO_ITEM] = "- ", [ADVISE_OBSTACLE_PART] = "- ",
        [ADVISE_OBSTACLE_ANY] = "- ", [ADVISE_OBSTACLE_ALL] = "- ",     [ADVISE_OBSTACLE_DERIVED] = "= ",
        [ADVISE_OBSTACLE_FACT] = "= "};
    const bool asks = o->kind == ADVISE_OBSTACLE_FACT && o->is_unknown;
    char *text = obstacle_text(o);
    print(s, INDENT * (o->depth + 1), asks ? "? " : signs[o->kind], asks ? INK_YELLOW : INK_DIM, text,
          o->kind == ADVISE_OBSTACLE_RULE ? INK_BOLD : INK_PLAIN);
    free(text);
}

static void print_obstacles(const screen *s, const why_not_report *r, size_t answer)
{
    const advise_why_not_answer a = advise_why_not_get(r->why_not, answer);
    const size_t most = r->all                                 ? SIZE_MAX
                        : advise_why_not_count(r->why_not) > 1 ? MOST_RULES_OF_MANY
                                                               : MOST_RULES;
    size_t rules = 0;
    for (size_t i = 0; i < a.obstacle_count; i++)
        rules += advise_why_not_obstacle(r->why_not, answer, i).depth == 0;
    if (rules == 0)
        return;
    (void)fputc('\n', s->out);
    screen_wrap(s, "", INK_PLAIN, 0,
                rules > 1 ? "What is missing, the nearest rule first:" : "What is missing:", INK_BOLD);
    size_t shown = 0;
    for (size_t i = 0; i < a.obstacle_count; i++) {
        const advise_obstacle o = advise_why_not_obstacle(r->why_not, answer, i);
        shown += o.depth == 0;
        if (shown > most)
            break;
        print_obstacle(s, &o);
    }
    if (rules > most) {
        phrase w = PHRASE_EMPTY;
        phrase_add(&w, "and %zu more rule%s (--all)", rules - most, rules - most == 1 ? "" : "s");
        print(s, INDENT, "", INK_PLAIN, w.text, INK_DIM);
    }
}

// --- what would bring it ---

static void print_set(const screen *s, const why_not_report *r, size_t answer, size_t set, bool is_only)
{
    const size_t count = advise_why_not_set(r->why_not, answer, set);
    char number[24];
    char blank[24];
    (void)snprintf(number, sizeof number, "%zu. ", set + 1);
    (void)snprintf(blank, sizeof blank, "%*s", (int)strlen(number), "");
    for (size_t i = 0; i < count; i++) {
        phrase w = PHRASE_EMPTY;
        const char *sign = is_only ? "> " : i == 0 ? number : blank;
        phrase_add(&w, "%s%s", i > 0 ? "and " : "", advise_why_not_change(r->why_not, answer, set, i).text);
        print(s, INDENT, is_only && i > 0 ? "  " : sign, INK_CYAN, w.text, INK_PLAIN);
    }
}

static void say_names(phrase *w, const why_not_report *r, size_t answer, size_t count,
                      const char *(*name)(const advise_why_not *, size_t, size_t))
{
    for (size_t i = 0; i < count && i < MOST_NAMES; i++)
        phrase_add(w, "%s%s", i > 0 ? ", " : "", name(r->why_not, answer, i));
    if (count > MOST_NAMES)
        phrase_add(w, " and %zu more", count - MOST_NAMES);
}

static void print_limits(const screen *s, const why_not_report *r, size_t answer)
{
    const advise_why_not_answer a = advise_why_not_get(r->why_not, answer);
    if (a.outcome == ADVISE_CHANGE_IMPOSSIBLE || a.outcome == ADVISE_CHANGE_NEEDLESS)
        return;
    if (a.sampled_count > 0) {
        phrase w = PHRASE_EMPTY;
        phrase_add(&w, "Only some values were tried of: ");
        say_names(&w, r, answer, a.sampled_count, advise_why_not_sampled);
        screen_wrap(s, "", INK_PLAIN, 0, w.text, INK_DIM);
    }
    if (a.unsearched_count > 0) {
        phrase w = PHRASE_EMPTY;
        phrase_add(&w, "Not searched: ");
        say_names(&w, r, answer, a.unsearched_count, advise_why_not_unsearched);
        screen_wrap(s, "", INK_PLAIN, 0, w.text, INK_DIM);
    }
    if (a.is_cut_off) {
        phrase w = PHRASE_EMPTY;
        phrase_add(&w, "The search was ended before it was done%s: give it more time with --seconds.",
                   a.set_count > 0 ? ", so there may be other ways" : "");
        screen_wrap(s, "", INK_PLAIN, 0, w.text, INK_YELLOW);
    }
}

static const char *what_is_asked(const why_not_report *r, phrase *w)
{
    if (r->top == 0)
        phrase_add(w, "given");
    else if (r->top == 1)
        phrase_add(w, "in the first place");
    else
        phrase_add(w, "among the first %zu", r->top);
    return w->text;
}

static void print_sets(const screen *s, const why_not_report *r, size_t answer)
{
    const advise_why_not_answer a = advise_why_not_get(r->why_not, answer);
    const size_t most = r->all || a.set_count <= MOST_SETS ? a.set_count : MOST_SETS;
    phrase asked = PHRASE_EMPTY;
    phrase w = PHRASE_EMPTY;
    phrase_add(&w, "It would be %s", what_is_asked(r, &asked));
    if (a.set_count > 1)
        phrase_add(&w, " by any one of these:");
    else
        phrase_add(&w, ":");
    (void)fputc('\n', s->out);
    screen_wrap(s, "", INK_PLAIN, 0, w.text, INK_BOLD);
    for (size_t i = 0; i < most; i++)
        print_set(s, r, answer, i, a.set_count == 1);
    if (most < a.set_count) {
        phrase more = PHRASE_EMPTY;
        phrase_add(&more, "and %zu more that cost the same (--all)", a.set_count - most);
        print(s, INDENT, "", INK_PLAIN, more.text, INK_DIM);
    }
}

static void print_impossible(const screen *s, const why_not_report *r, const advise_why_not_answer *a)
{
    phrase asked = PHRASE_EMPTY;
    phrase w = PHRASE_EMPTY;
    phrase_add(&w, "It cannot be %s, whatever you change: ", what_is_asked(r, &asked));
    switch (a->impossible) {
    case ADVISE_IMPOSSIBLE_NOTHING: phrase_add(&w, "no rule could speak for it."); break;
    case ADVISE_IMPOSSIBLE_TOO_WEAK:
        if (a->highest <= 0)
            phrase_add(&w, "no rule could speak for it strongly enough.");
        else
            phrase_add(&w, "at best its certainty is %.2f, and it must exceed %.2f.", a->highest,
                       advise_report_threshold(r->report));
        break;
    case ADVISE_IMPOSSIBLE_EXCLUDED:
        phrase_add(&w, "%s excludes it, and stays above it.", a->excluded_by);
        break;
    case ADVISE_IMPOSSIBLE_CROWDED: phrase_add(&w, "%zu others stay above it.", a->above); break;
    }
    (void)fputc('\n', s->out);
    screen_wrap(s, "", INK_PLAIN, 0, w.text, INK_BOLD);
}

static void print_changes(const screen *s, const why_not_report *r, size_t answer)
{
    const advise_why_not_answer a = advise_why_not_get(r->why_not, answer);
    switch (a.outcome) {
    case ADVISE_CHANGE_NEEDLESS: break;
    case ADVISE_CHANGE_FOUND: print_sets(s, r, answer); break;
    case ADVISE_CHANGE_IMPOSSIBLE: print_impossible(s, r, &a); break;
    case ADVISE_CHANGE_NOT_FOUND:
        (void)fputc('\n', s->out);
        screen_wrap(s, "", INK_PLAIN, 0, "No change was found that would bring it.", INK_BOLD);
        break;
    case ADVISE_CHANGE_CUT_OFF:
        (void)fputc('\n', s->out);
        screen_wrap(s, "", INK_PLAIN, 0, "No change was found in time.", INK_BOLD);
        break;
    }
    print_limits(s, r, answer);
}

static void write(const screen *s, const why_not_report *r)
{
    const size_t count = advise_why_not_count(r->why_not);
    for (size_t i = 0; i < count; i++) {
        const advise_why_not_answer a = advise_why_not_get(r->why_not, i);
        if (i > 0)
            (void)fputc('\n', s->out);
        print_heading(s, r, &a);
        print_status(s, r, &a);
        if (a.outcome != ADVISE_CHANGE_NEEDLESS)
            print_obstacles(s, r, i);
        print_changes(s, r, i);
    }
    if (count == 0)
        screen_wrap(s, "", INK_PLAIN, 0, "There is no item that it could be about.", INK_PLAIN);
}

const why_not_format why_not_as_text = {.write = write};
