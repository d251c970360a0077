// Proofs as a graph for Graphviz: an arrow leads from each thing to what it rests on.
#include "report/why.h"
#include "write/memory.h"

#include <stdlib.h>

/// Writes text inside a quoted string, wrapped; what a terminal would act on is shown escaped.
static void write_label(FILE *out, const char *text, const char *origin)
{
    enum { COLUMNS = 40 };
    char *safe = NULL;
    size_t length = 0;
    FILE *stream = must_open_text(&safe, &length);
    screen_safe(stream, text);
    if (origin[0] != '\0')
        (void)fputc(' ', stream);
    screen_safe(stream, origin);
    must_close_text(stream, &safe);
    size_t column = 0;
    for (size_t i = 0; i < length; i++, column++) {
        if (safe[i] == '"' || safe[i] == '\\')
            (void)fputc('\\', out);
        if (column >= COLUMNS && safe[i] == ' ')
            (void)fputs("\\n", out);
        else
            (void)fputc(safe[i], out);
        column = column >= COLUMNS && safe[i] == ' ' ? 0 : column;
    }
    free(safe);
}

static void write_line(FILE *out, size_t which, size_t node, const why_line *line)
{
    const char *style = line->sign == '+'   ? ", color=\"#1f7a4d\""
                        : line->sign == '-' ? ", color=\"#b3372f\""
                        : line->is_aside    ? ", style=dashed"
                                            : "";
    (void)fprintf(out, "  p%zu_%zu [label=\"", which, node);
    write_label(out, line->text, line->origin);
    (void)fprintf(out, "\"%s];\n", style);
}

static void write_below(FILE *out, size_t which, const advise_proof *p, size_t from, const why_line *above)
{
    const size_t count = advise_proof_get(p, above->below).child_count;
    for (size_t i = 0; i < count; i++) {
        const size_t child = advise_proof_child(p, above->below, i);
        if (why_is_told(p, above, child))
            continue;
        const why_line line = why_tell(p, child);
        write_line(out, which, child, &line);
        (void)fprintf(out, "  p%zu_%zu -> p%zu_%zu;\n", which, from, which, child);
        if (line.has_below)
            write_below(out, which, p, child, &line);
    }
}

static void write(const screen *s, const why_report *r)
{
    (void)fputs("digraph why {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n", s->out);
    for (size_t i = 0; i < r->count; i++) {
        const why_line line = why_tell(r->proofs[i], 0);
        write_line(s->out, i, 0, &line);
        write_below(s->out, i, r->proofs[i], 0, &line);
    }
    (void)fputs("}\n", s->out);
}

const why_format why_as_dot = {.write = write};
