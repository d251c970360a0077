#include "report/same_ids.h"

#include "write/counts.h"

#include <string.h>

/// "clients.csv:3 and 8": the second file is named if it is another.
static void print_pair(FILE *out, const advise_place *first, const advise_place *second)
{
    screen_safe(out, first->file);
    (void)fprintf(out, ":%zu and ", first->line);
    if (strcmp(first->file, second->file) != 0) {
        screen_safe(out, second->file);
        (void)fputc(':', out);
    }
    (void)fprintf(out, "%zu", second->line);
}

static void warn(const screen *s)
{
    (void)fputs("advise: ", s->out);
    ink_begin(s, INK_YELLOW);
    (void)fputs("warning: ", s->out);
    ink_end(s, INK_YELLOW);
}

void same_ids_text(const screen *s, const char *fact, const advise_id_tally *ids)
{
    if (ids->ids > 0) {
        warn(s);
        (void)fprintf(s->out, "%zu value%s of '", ids->ids, plural(ids->ids));
        screen_safe(s->out, fact);
        (void)fprintf(s->out, "' name%s %zu profiles [same-id]\n      = ", ids->ids == 1 ? "s" : "",
                      ids->profiles);
        for (size_t i = 0; i < ids->example_count; i++) {
            (void)fputs(i > 0 ? "; " : "", s->out);
            print_pair(s->out, &ids->examples[i].first, &ids->examples[i].second);
        }
        (void)fputs(ids->ids > ids->example_count ? "; …\n" : "\n", s->out);
    }
    if (ids->not_compared > 0) {
        warn(s);
        (void)fprintf(s->out, "there are too many values of '");
        screen_safe(s->out, fact);
        (void)fprintf(s->out, "' to compare: the last %zu were not compared with each other [same-id]\n",
                      ids->not_compared);
    }
}

static void write_place(json_writer *w, const advise_place *p)
{
    json_object_begin(w);
    json_string_entry(w, "file", p->file);
    json_count_entry(w, "line", p->line);
    json_object_end(w);
}

void same_ids_json(json_writer *w, const char *fact, const advise_id_tally *ids)
{
    json_object_begin(w);
    json_string_entry(w, "fact", fact);
    json_count_entry(w, "values", ids->ids);
    json_count_entry(w, "profiles", ids->profiles);
    json_count_entry(w, "not_compared", ids->not_compared);
    json_array_entry(w, "examples");
    for (size_t i = 0; i < ids->example_count; i++) {
        json_array_begin(w);
        write_place(w, &ids->examples[i].first);
        write_place(w, &ids->examples[i].second);
        json_array_end(w);
    }
    json_array_end(w);
    json_object_end(w);
}
