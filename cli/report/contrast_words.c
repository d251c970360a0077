// Lines, values and differences in words.
#include "report/contrast_words.h"
#include "report/entry.h"
#include "write/memory.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_VALUE = 40 };

void contrast_line_begin(contrast_line *w)
{
    w->out = must_open_text(&w->text, &w->length);
}

char *contrast_line_end(contrast_line *w)
{
    must_close_text(w->out, &w->text);
    return w->text;
}

void contrast_line_print(const screen *s, const char *first, ink first_ink, size_t rest, contrast_line *w)
{
    char *text = contrast_line_end(w);
    screen_wrap(s, first, first_ink, rest, text, INK_PLAIN);
    free(text);
}

const char *contrast_joint(size_t index, size_t count)
{
    return index == 0 ? "" : index + 1 == count ? " and " : ", ";
}

static bool is_null(const char *literal)
{
    return strcmp(literal, "null") == 0;
}

void contrast_put_value(FILE *out, const char *literal)
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

void contrast_put_difference(FILE *out, const advise_difference *d)
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
        contrast_put_value(out, d->after);
    }
}

bool contrast_is_head(const advise_advice *a)
{
    return a->rank > 0 && entry_is_head(a);
}

const advise_report *contrast_report_at(const contrast_output *o, size_t column)
{
    return column == 0 ? o->base : advise_contrast_report(o->cases[column - 1].contrast);
}

size_t contrast_entries(const contrast_output *o, size_t column)
{
    const size_t count = advise_report_entry_count(contrast_report_at(o, column));
    return o->top > 0 && count > o->top ? o->top : count;
}
