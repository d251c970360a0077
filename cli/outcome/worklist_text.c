// The worklist for a terminal.
#include "outcome/worklist.h"
#include "write/memory.h"
#include "write/screen.h"

#include <stdlib.h>

/// A screen into a text of its own, which is added to the result at the end.
typedef struct text_screen {
    screen screen;
    char *text;
    size_t length;
} text_screen;

static void open_screen(text_screen *t, const outcome_options *o)
{
    *t = (text_screen){.screen = {.width = o->width, .colour = o->colour}};
    t->screen.out = must_open_text(&t->text, &t->length);
}

static void close_screen(text_screen *t, advise_text *out)
{
    must_close_text(t->screen.out, &t->text);
    advise_text_add(out, t->text, t->length);
    free(t->text);
}

static void line(const screen *s, const char *label, const char *text)
{
    if (text != NULL && text[0] != '\0')
        screen_wrap(s, label, INK_DIM, 8, text, INK_PLAIN);
}

static void begin(FILE *out, const outcome_options *o)
{
    const screen s = {out, o->width, o->colour};
    char *title = must_format("Worklist: %s %s, as of %s", advise_pack_title(o->pack),
                              advise_pack_version(o->pack), o->date);
    screen_wrap(&s, "", INK_PLAIN, 0, title, INK_PLAIN);
    free(title);
}

static void group(const outcome_options *o, const advise_outcome *outcome, advise_text *out)
{
    text_screen t;
    char *heading = worklist_heading(o, outcome);
    open_screen(&t, o);
    (void)fputc('\n', t.screen.out);
    screen_wrap(&t.screen, "== ", INK_BOLD, 3, heading, INK_BOLD);
    close_screen(&t, out);
    free(heading);
}

static void add_task(const screen *s, const worklist_task *task)
{
    char *first = must_format("%s (%s)", task->title, task->measures);
    line(s, "  Do:   ", first);
    line(s, "  Step: ", task->step);
    line(s, "  Why:  ", task->why);
    free(first);
}

static void add_facts(const screen *s, const outcome_options *o, const advise_outcome *outcome)
{
    for (size_t i = o->facts.first_written; i < o->facts.count; i++) {
        const char *value = advise_outcome_fact(outcome, i);
        char *text = must_format("%s: %s", o->facts.names[i], value != NULL ? value : "not known");
        screen_wrap(s, "  ", INK_PLAIN, 8, text, INK_DIM);
        free(text);
    }
}

static void add_client(const screen *s, const outcome_options *o, const advise_outcome *outcome)
{
    worklist_task task = {0};
    bool any = false;
    char *question = worklist_question(outcome);
    add_facts(s, o, outcome);
    for (; worklist_next(o, outcome, &task); any = true)
        add_task(s, &task);
    if (!any)
        line(s, "  ", "No advice yet.");
    line(s, "  Ask:  ", question);
    free(question);
}

static void write(const outcome_options *o, const advise_outcome *outcome, advise_text *out)
{
    text_screen t;
    char *name = worklist_name(outcome);
    open_screen(&t, o);
    (void)fputc('\n', t.screen.out);
    screen_wrap(&t.screen, "", INK_BOLD, 2, name, INK_BOLD);
    if (advise_outcome_is_refused(outcome)) {
        char *why = worklist_problem(outcome);
        screen_wrap(&t.screen, "  ", INK_PLAIN, 8, why, INK_PLAIN);
        free(why);
    } else {
        add_client(&t.screen, o, outcome);
    }
    close_screen(&t, out);
    free(name);
}

static void end(FILE *out, const advise_batch_totals *t)
{
    char *totals = worklist_totals(t);
    (void)fprintf(out, "\n%s\n", totals);
    free(totals);
}

const outcome_format outcomes_as_worklist = {.title = "a worklist",
                                             .abilities = OUTCOME_TAKES_FACTS | OUTCOME_IS_OF_REPORTS |
                                                          OUTCOME_HAS_GROUPS,
                                             .usual_top = 1,
                                             .begin = begin,
                                             .group = group,
                                             .write = write,
                                             .end = end};
