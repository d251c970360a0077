// Diagnostics for a person: place, message, the line with a caret, a hint.
#include "report/diagnostics.h"
#include "write/counts.h"

#include <stdint.h>
#include <string.h>

/// An equal diagnostic is looked for among so many before it: packs with thousands of findings stay fast.
enum { MOST_PRINTED = 20, MOST_LINES = 6, MOST_COMPARED = 200 };

/// A tab is written as a space, so that the mark below the line stands where it should.
static size_t line_columns(const char *text, size_t length)
{
    size_t columns = 0;
    for (size_t at = 0; at < length;) {
        size_t bytes = screen_bytes(text + at, 1);
        columns += text[at] == '\t' ? 1 : screen_columns_of(text + at, bytes);
        at += bytes;
    }
    return columns;
}

static void write_line(FILE *out, const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        size_t bytes = screen_bytes(text + at, 1);
        screen_safe_part(out, text[at] == '\t' ? " " : text + at, bytes);
        at += bytes;
    }
}

/// What is shown of a line, and the mark in it, in bytes.
typedef struct shown_line {
    size_t start, mark, mark_end, end;
} shown_line;

/// The part of the line around the mark that fits into the room. The line may be a whole file long, so each byte is looked at once.
static shown_line part_around_mark(const advise_place *d, size_t room)
{
    const char *line = d->source_line;
    shown_line part = {.mark = screen_bytes(line, d->column - 1)};
    size_t columns = line_columns(line, part.mark);
    while (columns > room / 2) {
        size_t bytes = screen_bytes(line + part.start, 1);
        columns -= line_columns(line + part.start, bytes);
        part.start += bytes;
    }
    part.end = part.mark;
    while (line[part.end] != '\0' && columns < room) {
        size_t bytes = screen_bytes(line + part.end, 1);
        columns += line_columns(line + part.end, bytes);
        part.end += bytes;
    }
    part.mark_end = part.mark + screen_bytes(line + part.mark, d->length);
    part.mark_end = part.mark_end > part.end ? part.end : part.mark_end;
    return part;
}

/// Nothing if the line is empty: there is nothing to see in it, or it is not shown.
static void print_line(const screen *s, const advise_place *d)
{
    const char *line = d->source_line;
    if (line[0] == '\0')
        return;
    const shown_line part = part_around_mark(d, s->width > 30 ? s->width - 10 : 20);
    (void)fprintf(s->out, "%5zu | %s", d->line, part.start > 0 ? "…" : "");
    write_line(s->out, line + part.start, part.end - part.start);
    (void)fprintf(s->out, "\n      | %s%*s", part.start > 0 ? " " : "",
                  (int)line_columns(line + part.start, part.mark - part.start), "");
    ink_begin(s, INK_GREEN);
    size_t marked = line_columns(line + part.mark, part.mark_end - part.mark);
    for (size_t i = 0; i < (marked > 0 ? marked : 1); i++)
        (void)fputc(i == 0 ? '^' : '~', s->out);
    ink_end(s, INK_GREEN);
    (void)fputc('\n', s->out);
}

/// Wrapped on a terminal. In a file or a pipe each stays on one line, so that it can be searched, and compared where paths differ in length.
static void print_remark(const screen *s, const char *before, const char *text)
{
    screen page = *s;
    if (!screen_on_terminal(s))
        page.width = SIZE_MAX;
    if (text[0] != '\0')
        screen_wrap(&page, before, INK_PLAIN, 8, text, INK_PLAIN);
}

/// True if the two say the same of two lines of one file.
static bool are_equal(const advise_diagnostic *a, const advise_diagnostic *b)
{
    return a->line > 0 && a->line != b->line && a->severity == b->severity && strcmp(a->file, b->file) == 0 &&
           strcmp(a->message, b->message) == 0 && strcmp(a->hint, b->hint) == 0 &&
           strcmp(a->code, b->code) == 0 && a->witness[0] == '\0' && a->other_count == 0;
}

/// True if an equal one stands before it.
static bool is_repeated(const advise_diagnostics *d, size_t index)
{
    advise_diagnostic one = advise_diagnostics_get(d, index);
    bool found = false;
    for (size_t i = index > MOST_COMPARED ? index - MOST_COMPARED : 0; i < index && !found; i++) {
        advise_diagnostic before = advise_diagnostics_get(d, i);
        found = are_equal(&before, &one);
    }
    return found;
}

/// Says in which other lines the same stands, and how often in all.
static void print_repetitions(const screen *s, const advise_diagnostics *d, size_t index)
{
    advise_diagnostic one = advise_diagnostics_get(d, index);
    size_t count = 0;
    for (size_t i = index + 1; i < advise_diagnostics_count(d) && i <= index + MOST_COMPARED; i++) {
        advise_diagnostic other = advise_diagnostics_get(d, i);
        if (!are_equal(&one, &other))
            continue;
        if (count++ < MOST_LINES)
            (void)fprintf(s->out, "%s%zu", count == 1 ? "      = the same in line " : ", ", other.line);
    }
    if (count > MOST_LINES)
        (void)fprintf(s->out, " and %zu more", count - MOST_LINES);
    if (count > 0)
        (void)fprintf(s->out, ": %zu in all\n", count + 1);
}

/// The lines that it stands at: its own, then the others, each with its file if that is another.
static void print_lines(const screen *s, const advise_diagnostics *list, size_t index,
                        const advise_diagnostic *d)
{
    const advise_place own = {d->file, d->line, d->column, d->length, d->source_line};
    const char *file = d->file;
    if (d->line > 0 && (d->source_line[0] != '\0' || d->column == 1)) // else the line is not known
        print_line(s, &own);
    for (size_t i = 0; i < d->other_count; i++) {
        const advise_place other = advise_diagnostics_other(list, index, i);
        if (strcmp(other.file, file) != 0) {
            (void)fputs("      : ", s->out);
            screen_safe(s->out, other.file);
            (void)fputc('\n', s->out);
        }
        print_line(s, &other);
        file = other.file;
    }
}

void diagnostics_text_head(const screen *s, const advise_place *at, advise_severity severity)
{
    if (at->line > 0) {
        ink_begin(s, INK_BOLD);
        screen_place(s->out, at->file, at->line, at->column);
        ink_end(s, INK_BOLD);
    } else {
        (void)fputs("advise: ", s->out);
    }
    static const ink inks[] = {INK_RED, INK_YELLOW, INK_BOLD};
    ink_begin(s, inks[severity]);
    (void)fprintf(s->out, "%s: ", severity_name(severity));
    ink_end(s, inks[severity]);
}

void diagnostics_text_body(const screen *s, const advise_place *at, const char *hint)
{
    if (at->line > 0)
        print_line(s, at);
    print_remark(s, "      = ", hint);
}

static void print_one(const screen *s, const advise_diagnostics *list, size_t index,
                      const advise_diagnostic *d)
{
    const advise_place at = {d->file, d->line, d->column, d->length, d->source_line};
    diagnostics_text_head(s, &at, d->severity);
    screen_safe(s->out, d->message);
    (void)fprintf(s->out, " [%s]\n", d->code);
    print_lines(s, list, index, d);
    print_remark(s, "      = ", d->hint);
    print_remark(s, "      = for example: ", d->witness);
}

void diagnostics_text(const screen *s, const advise_diagnostics *d, bool quiet)
{
    size_t printed = 0;
    size_t held_back = advise_diagnostics_dropped(d);
    for (size_t i = 0; i < advise_diagnostics_count(d); i++) {
        advise_diagnostic one = advise_diagnostics_get(d, i);
        if (one.allowed[0] != '\0' || (quiet && !one.is_error) || is_repeated(d, i))
            continue;
        if (printed++ < MOST_PRINTED) {
            print_one(s, d, i, &one);
            print_repetitions(s, d, i);
        } else
            held_back++;
    }
    if (held_back > 0)
        (void)fprintf(s->out, "advise: and %zu more\n", held_back);
}

/// What a pack holds, and how much was found in it.
static void print_counts(FILE *out, const char *subject, const advise_pack *pack, const diagnostics_tally *t)
{
    size_t errors = t->of[ADVISE_ERROR];
    size_t warnings = t->of[ADVISE_WARNING];
    if (pack == NULL) {
        (void)fprintf(out, "%s: %zu error%s, %zu warning%s\n", subject, errors, plural(errors), warnings,
                      plural(warnings));
        return;
    }
    size_t rules = advise_pack_rule_count(pack);
    size_t recommendations = advise_pack_recommendation_count(pack);
    size_t facts = advise_pack_fact_count(pack);
    size_t sources = advise_pack_source_count(pack);
    (void)fprintf(out, "%s: %zu rule%s, %zu recommendation%s, %zu fact%s, %zu source%s; ", subject, rules,
                  plural(rules), recommendations, plural(recommendations), facts, plural(facts), sources,
                  plural(sources));
    if (errors > 0)
        (void)fprintf(out, "%zu error%s, ", errors, plural(errors));
    (void)fprintf(out, "%zu warning%s", warnings, plural(warnings));
    if (t->of[ADVISE_NOTE] > 0)
        (void)fprintf(out, ", %zu note%s", t->of[ADVISE_NOTE], plural(t->of[ADVISE_NOTE]));
    if (t->allowed > 0)
        (void)fprintf(out, ", %zu allowed", t->allowed);
    (void)fputs("\n", out);
}

static void write(diagnostics_output *o, const char *subject, const advise_pack *pack,
                  const advise_diagnostics *d)
{
    diagnostics_tally t = diagnostics_count(d);
    diagnostics_text(&o->screen, d, o->quiet);
    if (!o->quiet)
        print_counts(o->screen.out, subject, pack, &t);
}

const diagnostics_format diagnostics_as_text = {.write = write};
