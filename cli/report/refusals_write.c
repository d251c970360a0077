// Causes of refusals for a person, and as JSON.
#include "report/diagnostics.h"
#include "report/refusals.h"
#include "write/counts.h"
#include "write/memory.h"

#include <stdlib.h>
#include <string.h>

/// "1000 profiles: clients.csv:3, 4, 9, …": a file is named if it is another than that of the place before.
static void print_places(const screen *s, const refusal_cause *c)
{
    size_t shown = 0;
    (void)fprintf(s->out, "      = %zu profiles%s: ", c->profiles,
                  c->is_several ? " with this or the like" : "");
    for (; shown < REFUSALS_EXAMPLES && c->examples[shown].number > 0; shown++) {
        const refusal_example *e = &c->examples[shown];
        if (shown > 0)
            (void)fputs(", ", s->out);
        if (shown == 0 || strcmp(e->file, c->examples[shown - 1].file) != 0) {
            screen_safe(s->out, e->file);
            (void)fputc(':', s->out);
        }
        (void)fprintf(s->out, "%zu", e->line);
    }
    (void)fputs(c->profiles > shown ? ", …\n" : "\n", s->out);
}

static void print_cause(const screen *s, const refusal_cause *c)
{
    const refusal_example *first = &c->examples[0];
    const advise_place at = {first->file, first->line, c->column, c->length, c->source_line};
    diagnostics_text_head(s, &at, ADVISE_ERROR);
    screen_safe(s->out, c->message);
    (void)fprintf(s->out, "%s%s [%s]\n", c->note[0] != '\0' ? ", " : "", c->note, c->code);
    diagnostics_text_body(s, &at, c->hint);
    if (c->profiles > 1)
        print_places(s, c);
}

/// The causes; ends the program if there is no memory for the list, or was none for what is in it.
static const refusal_cause **must_list(const refusals *r, size_t *count)
{
    if (r->failed)
        (void)must_have(NULL);
    const refusal_cause **causes = refusals_list(r, count);
    return r->codes != NULL ? must_have(causes) : NULL;
}

void refusals_text(const screen *s, const refusals *r, size_t most)
{
    size_t count;
    const refusal_cause **causes = must_list(r, &count);
    for (size_t i = 0; i < count && i < most; i++)
        print_cause(s, causes[i]);
    if (count > most)
        (void)fprintf(s->out, "advise: and %zu more causes; 'advise batch --check' names all of them\n",
                      count - most);
    free(causes);
}

static void write_cause(json_writer *w, const refusal_cause *c)
{
    json_object_begin(w);
    json_string_entry(w, "severity", "error");
    json_string_entry(w, "code", c->code);
    json_string_entry(w, "message", c->message);
    json_string_entry(w, "hint", c->hint);
    json_entry_if_any(w, "note", c->note);
    json_boolean_entry(w, "several_messages", c->is_several);
    json_count_entry(w, "profiles", c->profiles);
    json_array_entry(w, "examples");
    for (size_t i = 0; i < REFUSALS_EXAMPLES && c->examples[i].number > 0; i++) {
        json_object_begin(w);
        json_count_entry(w, "number", c->examples[i].number);
        json_string_entry(w, "file", c->examples[i].file);
        json_count_entry(w, "line", c->examples[i].line);
        if (i == 0)
            json_count_entry(w, "column", c->column);
        json_object_end(w);
    }
    json_array_end(w);
    json_object_end(w);
}

void refusals_json(json_writer *w, const refusals *r)
{
    size_t count;
    const refusal_cause **causes = must_list(r, &count);
    json_array_begin(w);
    for (size_t i = 0; i < count; i++)
        write_cause(w, causes[i]);
    json_array_end(w);
    free(causes);
}
