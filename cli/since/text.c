// What changed, for a terminal.
#include "since/words.h"
#include "write/memory.h"

#include <stdlib.h>
#include <string.h>

static void wrap(const screen *s, const char *first, ink first_ink, char *text)
{
    screen_wrap(s, first, first_ink, 4, text, INK_PLAIN);
    free(text);
}

static void begin(const since_output *o)
{
    wrap(&o->screen, "", INK_PLAIN, since_title(o));
}

static void add_change(const since_output *o, const change *c)
{
    static const ink inks[CHANGE_KINDS] = {[CHANGE_DONE] = INK_GREEN, [CHANGE_MORE] = INK_RED};
    char first[60];
    char *title = change_title(o->pack, c);
    char *detail = change_detail(c);
    (void)snprintf(first, sizeof first, "  %s: ", change_heads[c->kind]);
    wrap(&o->screen, first, inks[c->kind],
         must_format("%s%s%s%s", title, detail[0] != '\0' ? " (" : "", detail, detail[0] != '\0' ? ")" : ""));
    free(title);
    free(detail);
}

static void client(const since_output *o, const client_change *c)
{
    enum { MOST_OF_NEW = 3 }; // of a new client all is new
    char *label = client_label(c);
    char *sentence = client_sentence(c);
    const size_t shown = c->state == CLIENT_MOVED || c->count <= MOST_OF_NEW ? c->count : MOST_OF_NEW;
    (void)fputc('\n', o->screen.out);
    screen_wrap(&o->screen, "", INK_BOLD, 2, label, INK_BOLD);
    if (sentence[0] != '\0')
        screen_wrap(&o->screen, "  ", INK_PLAIN, 4, sentence, INK_PLAIN);
    for (size_t i = 0; i < shown; i++)
        add_change(o, &c->changes[i]);
    if (shown < c->count)
        (void)fprintf(o->screen.out, "  and %zu more\n", c->count - shown);
    for (size_t i = 0; i < c->fact_count; i++)
        wrap(&o->screen, "  Said: ", INK_DIM, fact_sentence(&c->facts[i]));
    free(label);
    free(sentence);
}

static void end(const since_output *o, const since_totals *t)
{
    (void)fputc('\n', o->screen.out);
    wrap(&o->screen, "", INK_PLAIN, since_totals_sentence(t));
}

const since_format since_as_text = {.begin = begin, .client = client, .end = end};
