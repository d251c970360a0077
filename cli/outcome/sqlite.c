// Outcomes as rows of a database: one for each profile in `outcomes`, one for each recommendation in `recommendations`. The values are those of
// NDJSON; lists of other things are columns that hold JSON.
#include "outcome/database.h"
#include "outcome/format.h"
#include "outcome/packed_row.h"
#include "write/digits.h"
#include "write/json.h"

typedef struct column {
    const char *declaration;
    outcome_field field; ///< by which it is chosen; OUTCOME_FIELDS: it is always there
} column;

static const column outcome_columns[] = {
    {"number INTEGER PRIMARY KEY", OUTCOME_FIELDS},
    {"id NOT NULL", OUTCOME_FIELDS}, // a text or, if no fact names the profile, its number: as in NDJSON
    {"file TEXT NOT NULL", FIELD_FILE},
    {"line INTEGER NOT NULL", FIELD_LINE},
    {"status TEXT NOT NULL", OUTCOME_FIELDS},
    {"given INTEGER", FIELD_GIVEN},
    {"questions TEXT", FIELD_QUESTIONS},
    {"derived TEXT", FIELD_DERIVED},
    {"undetermined TEXT", FIELD_UNDETERMINED},
    {"warnings TEXT", FIELD_WARNINGS},
    {"diagnostics TEXT", FIELD_DIAGNOSTICS},
    {"pack TEXT NOT NULL", FIELD_PACK},
    {"as_of TEXT NOT NULL", FIELD_AS_OF},
    {NULL, OUTCOME_FIELDS},
};

static const column recommendation_columns[] = {
    {"outcome INTEGER NOT NULL REFERENCES outcomes(number)", OUTCOME_FIELDS},
    {"place INTEGER NOT NULL", OUTCOME_FIELDS},
    {"rank INTEGER NOT NULL", OUTCOME_FIELDS},
    {"recommendation TEXT NOT NULL", OUTCOME_FIELDS},
    {"item TEXT", OUTCOME_FIELDS},
    {"part_of TEXT", OUTCOME_FIELDS},
    {"alternative_to TEXT", OUTCOME_FIELDS},
    {"certainty REAL NOT NULL", FIELD_CERTAINTY},
    {"score REAL NOT NULL", FIELD_SCORE},
    {"priority INTEGER NOT NULL", FIELD_PRIORITY},
    {"priority_open INTEGER NOT NULL", FIELD_PRIORITY_OPEN},
    {"title TEXT NOT NULL", FIELD_TITLE},
    {"summary TEXT NOT NULL", FIELD_SUMMARY},
    {"effort TEXT NOT NULL", FIELD_EFFORT},
    {"horizon TEXT NOT NULL", FIELD_HORIZON},
    {NULL, OUTCOME_FIELDS},
};

static void declare(FILE *out, const outcome_options *o, const char *table, const column *columns)
{
    (void)fprintf(out, "CREATE TABLE %s(\n  %s", table, columns->declaration);
    for (const column *c = columns + 1; c->declaration != NULL; c++) {
        if (c->field == OUTCOME_FIELDS || outcome_has(o, c->field))
            (void)fprintf(out, ",\n  %s", c->declaration);
    }
}

static void begin(FILE *out, const outcome_options *o)
{
    (void)fputs(
        "CREATE TABLE run(\n  advise TEXT NOT NULL,\n  pack TEXT NOT NULL,\n  version TEXT NOT NULL,\n"
        "  as_of TEXT NOT NULL,\n  profiles INTEGER,\n  refused INTEGER\n);\n",
        out);
    declare(out, o, "outcomes", outcome_columns);
    (void)fputs(outcome_writes_facts(o) ? ",\n  facts TEXT\n);\n" : "\n);\n", out);
    if (!outcome_has(o, FIELD_RECOMMENDATIONS))
        return;
    declare(out, o, "recommendations", recommendation_columns);
    (void)fputs(",\n  PRIMARY KEY(outcome, place)\n) WITHOUT ROWID;\n", out);
}

/// Adds a list as JSON, if the outcome has it: refused ones have diagnostics only, all others have everything else.
static void add_list(advise_text *out, const advise_outcome *outcome, outcome_field field)
{
    if (advise_outcome_is_refused(outcome) != (field == FIELD_DIAGNOSTICS)) {
        packed_null(out);
        return;
    }
    packed_text_begin(out);
    json_writer w = json_begin_text(out);
    outcome_list_json(&w, outcome, field);
    json_flush(&w);
    packed_text_end(out);
}

static void add_facts(const outcome_options *o, const advise_outcome *outcome, advise_text *out)
{
    if (advise_outcome_is_refused(outcome)) {
        packed_null(out);
        return;
    }
    packed_text_begin(out);
    json_writer w = json_begin_text(out);
    outcome_facts_json(&w, &o->facts, outcome);
    json_flush(&w);
    packed_text_end(out);
}

static void add_outcome(const outcome_options *o, const advise_outcome *outcome, advise_text *out)
{
    advise_record record = advise_outcome_record(outcome);
    const char *id = advise_outcome_id(outcome);
    bool refused = advise_outcome_is_refused(outcome);
    packed_row_begin(out, TABLE_OUTCOMES);
    packed_count(out, record.number);
    if (id[0] != '\0')
        packed_text(out, id);
    else
        packed_count(out, record.number);
    if (outcome_has(o, FIELD_FILE))
        packed_text(out, record.file);
    if (outcome_has(o, FIELD_LINE))
        packed_count(out, record.line);
    packed_text(out, refused ? "refused" : "ok");
    if (outcome_has(o, FIELD_GIVEN) && refused)
        packed_null(out);
    else if (outcome_has(o, FIELD_GIVEN))
        packed_count(out, advise_outcome_given_count(outcome));
    for (outcome_field f = FIELD_QUESTIONS; f <= FIELD_DIAGNOSTICS; f++) {
        if (outcome_has(o, f))
            add_list(out, outcome, f);
    }
    for (outcome_field f = FIELD_PACK; f <= FIELD_AS_OF; f++) {
        char label[OUTCOME_LABEL];
        if (outcome_has(o, f))
            packed_text(out, outcome_run_field(o, f, label));
    }
    if (outcome_writes_facts(o))
        add_facts(o, outcome, out);
}

static void add_if_any(advise_text *out, const char *text)
{
    if (text[0] != '\0')
        packed_text(out, text);
    else
        packed_null(out);
}

static void add_recommendation(const outcome_options *o, const advise_outcome *outcome, size_t index,
                               advise_text *out)
{
    advise_outcome_advice a = advise_outcome_get(outcome, index);
    const advise_report *report = advise_outcome_report(outcome);
    advise_advice whole = {0};
    if (report != NULL)
        whole = advise_report_advice(report, index);
    packed_row_begin(out, TABLE_RECOMMENDATIONS);
    packed_count(out, advise_outcome_record(outcome).number);
    packed_count(out, index + 1);
    packed_count(out, a.rank);
    packed_text(out, a.recommendation);
    add_if_any(out, a.item);
    add_if_any(out, a.part_of);
    add_if_any(out, a.alternative_to);
    if (outcome_has(o, FIELD_CERTAINTY))
        packed_real(out, digits_rounded(a.certainty));
    if (outcome_has(o, FIELD_SCORE))
        packed_real(out, digits_rounded(a.score));
    if (outcome_has(o, FIELD_PRIORITY) && a.priority == (double)(size_t)a.priority)
        packed_count(out, (size_t)a.priority);
    else if (outcome_has(o, FIELD_PRIORITY))
        packed_real(out, digits_rounded(a.priority));
    if (outcome_has(o, FIELD_PRIORITY_OPEN))
        packed_count(out, a.priority_is_open);
    const char *const texts[] = {whole.title, whole.summary, whole.effort, whole.horizon};
    for (outcome_field f = FIELD_TITLE; f <= FIELD_HORIZON; f++) {
        if (outcome_has(o, f))
            packed_text(out, texts[f - FIELD_TITLE]);
    }
}

static void write(const outcome_options *o, const advise_outcome *outcome, advise_text *out)
{
    add_outcome(o, outcome, out);
    size_t count = outcome_has(o, FIELD_RECOMMENDATIONS) ? advise_outcome_count(outcome) : 0;
    for (size_t i = 0; i < count; i++)
        add_recommendation(o, outcome, i, out);
}

const outcome_format outcomes_as_sqlite = {.title = "SQLite",
                                           .abilities = OUTCOME_TAKES_FIELDS | OUTCOME_TAKES_FACTS |
                                                        OUTCOME_TAKES_LISTS | OUTCOME_CAN_RESUME |
                                                        OUTCOME_IS_DATABASE,
                                           .begin = begin,
                                           .write = write};
