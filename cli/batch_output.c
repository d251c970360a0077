// The table of fields, and the choice of the format.
#include "batch_output.h"

#include <string.h>

static const struct {
    const char *name;
    bool takes_report;
    bool only_ndjson;
    bool of_advice;
    bool usual;
} fields[BATCH_FIELDS] = {
    [FIELD_NUMBER] = {.name = "number"},
    [FIELD_FILE] = {.name = "file"},
    [FIELD_LINE] = {.name = "line"},
    [FIELD_GIVEN] = {.name = "given", .usual = true},
    [FIELD_RECOMMENDATIONS] = {.name = "recommendations", .usual = true},
    [FIELD_CERTAINTY] = {.name = "certainty", .of_advice = true, .usual = true},
    [FIELD_SCORE] = {.name = "score", .of_advice = true, .usual = true},
    [FIELD_PRIORITY] = {.name = "priority", .of_advice = true},
    [FIELD_TITLE] = {.name = "title", .of_advice = true, .takes_report = true},
    [FIELD_SUMMARY] = {.name = "summary", .of_advice = true, .takes_report = true},
    [FIELD_EFFORT] = {.name = "effort", .of_advice = true, .takes_report = true},
    [FIELD_HORIZON] = {.name = "horizon", .of_advice = true, .takes_report = true},
    [FIELD_QUESTIONS] = {.name = "questions", .takes_report = true, .only_ndjson = true},
    [FIELD_DERIVED] = {.name = "derived", .takes_report = true, .only_ndjson = true},
    [FIELD_UNDETERMINED] = {.name = "undetermined", .takes_report = true, .only_ndjson = true},
    [FIELD_WARNINGS] = {.name = "warnings", .takes_report = true, .only_ndjson = true},
    [FIELD_DIAGNOSTICS] = {.name = "diagnostics", .usual = true},
};

const char *batch_field_name(batch_field field)
{
    return fields[field].name;
}

bool batch_has(const batch_output *o, batch_field field)
{
    return (o->fields >> field & 1) != 0;
}

static batch_field find(const char *name, size_t length)
{
    batch_field f = 0;
    while (f < BATCH_FIELDS &&
           !(strlen(fields[f].name) == length && memcmp(fields[f].name, name, length) == 0))
        f++;
    return f;
}

bool batch_fields_read(const char *names, unsigned *chosen, const char **bad, size_t *bad_length)
{
    *chosen = 0;
    for (batch_field f = 0; names == NULL && f < BATCH_FIELDS; f++)
        *chosen |= fields[f].usual ? 1U << f : 0;
    while (names != NULL) {
        size_t length = strcspn(names, ",");
        batch_field f = find(names, length);
        bool always =
            (length == 2 && memcmp(names, "id", 2) == 0) || (length == 6 && memcmp(names, "status", 6) == 0);
        if (f == BATCH_FIELDS && !always) {
            *bad = names;
            *bad_length = length;
            return false;
        }
        if (!always)
            *chosen |= 1U << f | (fields[f].of_advice ? 1U << FIELD_RECOMMENDATIONS : 0);
        names = names[length] == ',' ? names + length + 1 : NULL;
    }
    return true;
}

batch_field batch_field_without_place(const batch_output *o)
{
    batch_field f = 0;
    while (f < BATCH_FIELDS && !(o->format != BATCH_NDJSON && fields[f].only_ndjson && batch_has(o, f)))
        f++;
    return f;
}

bool batch_needs_reports(const batch_output *o)
{
    bool needs = o->explain || o->format == BATCH_HTML;
    for (batch_field f = 0; f < BATCH_FIELDS; f++)
        needs = needs || (fields[f].takes_report && batch_has(o, f));
    return needs;
}

size_t batch_top(const batch_output *o)
{
    return o->top == 0 && o->format == BATCH_CSV ? 3 : o->top;
}

void batch_begin(FILE *out, const batch_output *o, const advise_pack *pack, const char *date)
{
    if (o->format == BATCH_HTML)
        batch_html_begin(out, pack, date);
    else if (o->format != BATCH_NDJSON)
        batch_csv_begin(out, o);
}

void batch_write(const batch_output *o, const advise_outcome *outcome, advise_text *out)
{
    switch (o->format) {
    case BATCH_NDJSON: batch_ndjson(o, outcome, out); break;
    case BATCH_CSV:
    case BATCH_CSV_LONG: batch_csv(o, outcome, out); break;
    case BATCH_HTML: batch_html(o, outcome, out); break;
    }
}

void batch_end(FILE *out, const batch_output *o, const advise_batch_totals *totals)
{
    if (o->format == BATCH_HTML)
        batch_html_end(out, totals);
}
