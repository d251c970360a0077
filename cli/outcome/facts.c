// Splits a list of names, and writes the values.
#include "outcome/facts.h"

#include <stdlib.h>
#include <string.h>

/// Whether the name is among those that are written.
static bool is_among(const outcome_facts *f, const char *name)
{
    size_t i = f->first_written;
    while (i < f->count && strcmp(f->names[i], name) != 0)
        i++;
    return i < f->count;
}

static advise_type type_of(const advise_pack *pack, const char *name)
{
    for (size_t i = 0; i < advise_pack_fact_count(pack); i++) {
        const advise_fact f = advise_pack_fact(pack, ADVISE_FACTS, i);
        if (strcmp(f.name, name) == 0)
            return f.is_list ? ADVISE_TYPE_ANY : f.type;
    }
    return ADVISE_TYPE_ANY;
}

bool outcome_facts_read(outcome_facts *f, const char *by, outcome_order *order, const char *written)
{
    size_t most = 2 + order->count;
    for (const char *c = written; c != NULL && *c != '\0'; c++)
        most += *c == ',';
    *f = (outcome_facts){.names = calloc(most, sizeof *f->names)};
    f->text = written != NULL ? strdup(written) : NULL;
    f->types = calloc(most, sizeof *f->types);
    if (f->names == NULL || f->types == NULL || (written != NULL && f->text == NULL))
        return false;
    if (by != NULL)
        f->names[f->count++] = by;
    for (size_t i = 0; i < order->count; i++) {
        if (order->parts[i].measure != ORDER_FACT)
            continue;
        order->parts[i].place = f->count;
        f->names[f->count++] = order->parts[i].fact;
    }
    f->first_written = f->count;
    for (char *rest = f->text; rest != NULL;) {
        const char *name = strsep(&rest, ",");
        if (!is_among(f, name))
            f->names[f->count++] = name;
    }
    for (size_t i = 0; i < f->count; i++)
        f->types[i] = type_of(order->pack, f->names[i]);
    return true;
}

void outcome_facts_free(outcome_facts *f)
{
    free(f->names);
    free(f->types);
    free(f->text);
    *f = (outcome_facts){0};
}

void outcome_facts_json(json_writer *w, const outcome_facts *f, const advise_outcome *outcome)
{
    json_object_begin(w);
    for (size_t i = f->first_written; i < f->count; i++)
        json_optional_entry(w, f->names[i], advise_outcome_fact(outcome, i));
    json_object_end(w);
}

void outcome_fact_cell(csv_writer *w, const outcome_facts *f, const advise_outcome *outcome, size_t place)
{
    const char *value = advise_outcome_fact(outcome, place);
    if (value == NULL)
        csv_empty(w);
    else if (f->types[place] == ADVISE_TYPE_NUMBER)
        csv_digits(w, value);
    else if (f->types[place] == ADVISE_TYPE_DATE)
        csv_date(w, value);
    else
        csv_text(w, value);
}

void outcome_facts_cells(csv_writer *w, const outcome_facts *f, const advise_outcome *outcome)
{
    for (size_t i = f->first_written; i < f->count; i++)
        outcome_fact_cell(w, f, outcome, i);
}
