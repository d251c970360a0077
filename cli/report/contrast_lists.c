// The lists beside each other, or below one another if the screen is narrow.
#include "report/contrast_words.h"
#include "write/memory.h"

#include <stdlib.h>
#include <string.h>

enum { NUMBER = 4, GAP = 2 };
/// A column narrower than this is not read easily: then the lists stand below one another.
enum { LEAST_COLUMN = 24 };

static const char *name_at(const contrast_output *o, size_t column)
{
    return column == 0 ? o->base_name : o->cases[column - 1].name;
}

/// The index of the head of an entry.
static size_t head_at(const advise_report *r, size_t rank)
{
    size_t index = 0;
    for (; index < advise_report_given_count(r); index++) {
        const advise_advice a = advise_report_advice(r, index);
        if (a.rank == rank && contrast_is_head(&a))
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
            (void)fprintf(out, contrast_is_head(&was) ? " (was %zu)" : " (was below %zu)", was.rank);
    }
}

/// The text of a place in a column; empty if there is nothing. Free with free.
static char *cell_text(const contrast_output *o, size_t column, size_t rank)
{
    contrast_line w;
    contrast_line_begin(&w);
    if (rank <= contrast_entries(o, column)) {
        const size_t index = head_at(contrast_report_at(o, column), rank);
        (void)fputs(advise_report_advice(contrast_report_at(o, column), index).title, w.out);
        if (column > 0)
            put_origin(w.out, o, &o->cases[column - 1], index);
    }
    return contrast_line_end(&w);
}

/// Wraps a text to a width; lines end in newlines. Free with free.
static char *wrapped(const char *text, size_t width)
{
    contrast_line w;
    contrast_line_begin(&w);
    const screen column = {w.out, width, false};
    if (*text != '\0')
        screen_wrap(&column, "", INK_PLAIN, 0, text, INK_PLAIN);
    return contrast_line_end(&w);
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
        most = contrast_entries(o, i) > most ? contrast_entries(o, i) : most;
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
        for (size_t rank = 1; rank <= contrast_entries(o, i); rank++) {
            char number[16];
            char *text = cell_text(o, i, rank);
            (void)snprintf(number, sizeof number, "%2zu. ", rank);
            screen_wrap(s, number, INK_CYAN, NUMBER, text, INK_PLAIN);
            free(text);
        }
        if (contrast_entries(o, i) == 0)
            screen_wrap(s, "    ", INK_PLAIN, NUMBER, "No advice.", INK_PLAIN);
    }
}

void contrast_print_lists(const screen *s, const contrast_output *o)
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
