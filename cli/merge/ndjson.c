// Joins NDJSON: a line is a result. Numbers of profiles are counted on from part to part.
#include "merge/merge.h"

#include <stdlib.h>
#include <string.h>

/// What follows the JSON string that begins at `text`; NULL if the string does not end.
static const char *after_string(const char *text, const char *end)
{
    for (text++; text < end && *text != '"'; text++)
        text += *text == '\\';
    return text < end ? text + 1 : NULL;
}

static bool starts_with(const char *text, const char *end, const char *start)
{
    size_t length = strlen(start);
    return (size_t)(end - text) >= length && memcmp(text, start, length) == 0;
}

/// What follows a number that must be that of the line; NULL if it is another.
static const char *after_number(const merge_part *p, const char *digits)
{
    char *end;
    return strtoull(digits, &end, 10) == p->number ? end : NULL;
}

static int write_line(const merge *m, const merge_part *p)
{
    static const char id[] = "{\"id\":";
    static const char number[] = ",\"number\":";
    static const char gap[] = "the result before this line is missing, or is from another part";
    const char *end = p->line + p->length;
    if (end[-1] != '\n')
        return merge_complain(p, "the last line is cut off");
    bool good = p->length > 2 && end[-2] == '}' && starts_with(p->line, end, id) &&
                memchr(p->line, '\0', p->length) == NULL;
    const char *name = p->line + strlen(id);
    bool is_text = good && *name == '"';
    const char *rest = is_text ? after_string(name, end) : name;
    if (!good || rest == NULL)
        return merge_complain(p, "this is not a line of results");
    if (!is_text && (rest = after_number(p, name)) == NULL)
        return merge_complain(p, gap);
    bool is_numbered = starts_with(rest, end, number);
    const char *after_name = rest;
    if (is_numbered && (rest = after_number(p, rest + strlen(number))) == NULL)
        return merge_complain(p, gap);
    FILE *out = m->out.stream;
    if (is_text)
        (void)fwrite(p->line, 1, (size_t)(after_name - p->line), out);
    else
        (void)fprintf(out, "%s%zu", id, m->records + p->number);
    if (is_numbered)
        (void)fprintf(out, "%s%zu", number, m->records + p->number);
    size_t left = (size_t)(end - rest);
    return fwrite(rest, 1, left, out) == left ? EXIT_DONE : EXIT_IO;
}

static bool fits(const merge_part *p)
{
    return p->length == 0 || starts_with(p->line, p->line + p->length, "{\"id\":");
}

static int add(merge *m, merge_part *p)
{
    int status = EXIT_DONE;
    for (bool more = p->length > 0; more && status == EXIT_DONE; more = merge_next_line(p))
        status = write_line(m, p);
    m->records += p->number;
    return status;
}

const merge_kind merge_ndjson = {.fits = fits, .add = add};
