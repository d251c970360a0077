// POST /v1/batch: many people from one file: what becomes of each, and a summary.
#include "file/sorter.h"
#include "outcome/format.h"
#include "outcome/worklist.h"
#include "report/diagnostics.h"
#include "respond/answer_json.h"
#include "respond/held.h"
#include "respond/memory_file.h"
#include "summary/format.h"
#include "write/deadline.h"
#include "write/memory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum {
    SECONDS = 60,
    MOST_TEXT = 24 << 20, ///< bytes of the outcomes: a sorter keeps so much in memory
    USUAL_TOP = 3,
};

typedef struct batch_request {
    request_profile of; ///< only the date of it
    request_text people, name, id, by, fields;
    size_t input;  ///< a position among `input_formats`
    size_t format; ///< WANTS_JSON, …
    size_t top, min_group;
} batch_request;

static const member_row rows[] = {
    {"people", MEMBER_TEXT, true, offsetof(batch_request, people), NULL},
    {"input", MEMBER_WORD, true, offsetof(batch_request, input), "csv|ndjson|yaml"},
    {"name", MEMBER_TEXT, false, offsetof(batch_request, name), NULL},
    {"as_of", MEMBER_TEXT, false, offsetof(batch_request, of.as_of), NULL},
    {"id", MEMBER_TEXT, false, offsetof(batch_request, id), NULL},
    {"by", MEMBER_TEXT, false, offsetof(batch_request, by), NULL},
    {"fields", MEMBER_TEXT, false, offsetof(batch_request, fields), NULL},
    {"format", MEMBER_WORD, false, offsetof(batch_request, format), "json|html|worklist"},
    {"top", MEMBER_COUNT, false, offsetof(batch_request, top), NULL},
    {"min_group", MEMBER_COUNT, false, offsetof(batch_request, min_group), NULL},
    {0}};
static const advise_input_format input_formats[] = {ADVISE_INPUT_CSV, ADVISE_INPUT_NDJSON, ADVISE_INPUT_YAML};

enum { WANTS_JSON, WANTS_PAGE, WANTS_WORKLIST };

/// A run under way.
typedef struct batch_run {
    request_session *session;
    const batch_request *asked;
    outcome_options shown;
    json_writer *writer; ///< of WANTS_JSON
    sorter *sorter;      ///< of WANTS_WORKLIST
    outcome_heading heading;
    summary summary;
    size_t *fired;
    advise_check_tally *checks;
    deadline until;
    size_t written;
    bool failed; ///< the response is an error already
} batch_run;

static void render(void *state, size_t thread, const advise_outcome *o, advise_text *out)
{
    batch_run *r = state;
    (void)thread; // there is one
    summary_add_outcome(&r->summary, o);
    if (r->asked->format == WANTS_PAGE)
        advise_text_add(out, "\n", 1);
    else
        outcome_write(&r->shown, o, out);
}

/// Outcomes are lines; here they are the items of a list.
static bool add_items(json_writer *w, const char *text, size_t length)
{
    for (const char *end; length > 0; length -= (size_t)(end - text), text = end) {
        const char *line_end = memchr(text, '\n', length);
        end = line_end != NULL ? line_end + 1 : text + length;
        if (w->after_value)
            (void)fputc(',', w->to.stream);
        (void)fwrite(text, 1, (size_t)(end - text), w->to.stream);
        w->after_value = true;
    }
    return true;
}

/// Keeps outcomes until all are there, to be written in the order of the worklist.
static bool add_sorted(sorter *s, const char *text, size_t length)
{
    ordered_text one;
    bool good = true;
    while (good && outcome_order_next(text, &length, &one))
        good = sorter_add(s, one.key, one.key_length, one.text, one.length);
    return good;
}

/// Takes some outcomes.
static bool take(void *state, const char *text, size_t length, size_t records, size_t refused)
{
    batch_run *r = state;
    (void)records;
    (void)refused;
    r->written += length;
    if (r->failed)
        return false;
    if (deadline_is_past(&r->until) || r->written > MOST_TEXT) {
        response_fail(r->session->out, RESPONSE_UNAVAILABLE, "too-long", NULL,
                      "so many people take too long for a page: use 'advise batch'");
        r->failed = true;
        return false;
    }
    return r->asked->format == WANTS_JSON       ? add_items(r->writer, text, length)
           : r->asked->format == WANTS_WORKLIST ? add_sorted(r->sorter, text, length)
                                                : true;
}

static void complain(void *state, const advise_diagnostics *problems)
{
    batch_run *r = state;
    if (!r->failed)
        response_fail(r->session->out, RESPONSE_BAD_REQUEST, "bad-file", problems, "the file cannot be read");
    r->failed = true;
}

static bool has_fact(const advise_pack *pack, const char *name)
{
    bool found = false;
    for (size_t i = 0; i < advise_pack_fact_count(pack) && !found; i++)
        found = strcmp(advise_pack_fact(pack, ADVISE_FACTS, i).name, name) == 0;
    return found;
}

static bool check_fact(const batch_run *r, const request_text *name)
{
    if (name->text == NULL || has_fact(r->session->by->pack, name->text))
        return true;
    response_fail(r->session->out, RESPONSE_BAD_REQUEST, "bad-request", NULL, "the pack has no fact '%.60s'",
                  name->text);
    return false;
}

/// The fields that are written of each outcome, if the request names none.
static const char usual_fields[] = "number,line,given,recommendations,score,title,effort,horizon,diagnostics";

static bool read_shown(batch_run *r)
{
    const char *bad;
    size_t bad_length;
    const char *names = r->asked->fields.text != NULL ? r->asked->fields.text : usual_fields;
    r->shown = (outcome_options){.format = &outcomes_as_ndjson,
                                 .top = r->asked->top > 0 ? r->asked->top : USUAL_TOP,
                                 .pack = r->session->by->pack,
                                 .date = advise_session_date(r->session->session)};
    free(outcome_order_read(&r->shown.order, r->shown.pack, NULL,
                            NULL)); // no names: nothing is wrong with them
    if (r->asked->format == WANTS_WORKLIST) {
        r->shown.format = &outcomes_as_worklist_page;
        r->shown.by = r->asked->by.text;
        worklist_set_order(&r->shown.order, r->shown.by);
    }
    (void)must_have(outcome_facts_read(&r->shown.facts, r->asked->by.text, &r->shown.order, NULL) ? r : NULL);
    if (outcome_fields_read(&r->shown.fields, names, &bad, &bad_length))
        return true;
    response_fail(r->session->out, RESPONSE_BAD_REQUEST, "bad-request", NULL, "there is no field '%.*s'",
                  (int)(bad_length < 60 ? bad_length : 60), bad);
    return false;
}

static bool write_sorted(void *state, const char *text, size_t length)
{
    batch_run *r = state;
    const char *shown = outcome_order_shown(&r->heading, text, &length);
    return fwrite(shown, 1, length, r->session->out->out) == length;
}

/// Writes the worklist: a page of its own.
static void write_worklist(batch_run *r, const advise_batch_totals *totals)
{
    FILE *out = r->session->out->out;
    answer_page(r->session, "text/html; charset=utf-8");
    r->shown.format->begin(out, &r->shown);
    if (!sorter_finish(r->sorter, write_sorted, r))
        (void)request_session_good(r->session, ADVISE_NO_MEMORY, NULL);
    else
        r->shown.format->end(out, totals);
}

/// Writes the summary: a page of its own, or what ends the JSON.
static void write_summary(batch_run *r)
{
    const advise_pack *pack = r->session->by->pack;
    const summary_options asked = {.min_group = r->asked->min_group};
    bool good;
    summary_add_rules(&r->summary, pack, r->fired);
    summary_add_checks(&r->summary, pack, r->checks);
    summary_add_titles(&r->summary, pack);
    summary_set_origin(&r->summary, advise_pack_name(pack), advise_pack_version(pack),
                       advise_pack_title(pack), r->shown.date);
    if (r->asked->format == WANTS_PAGE) {
        const screen page = answer_screen(r->session);
        answer_page(r->session, "text/html; charset=utf-8");
        good = summary_write(&page, &r->summary, &asked, &summary_as_html);
    } else {
        json_array_end(r->writer);
        const screen document = answer_document_begin(r->writer, "summary");
        good = summary_write(&document, &r->summary, &asked, &summary_as_json);
        answer_document_end(r->writer);
        json_object_end(r->writer);
        json_line_end(r->writer);
    }
    if (!good)
        (void)request_session_good(r->session, ADVISE_NO_MEMORY, NULL);
}

/// A call of the library, which calls back.
typedef struct library_call {
    advise_session *session;
    const char *const *inputs;
    const advise_batch_options *options;
    advise_batch_totals totals;
    advise_diagnostics *problems;
    advise_status done;
} library_call;

static void call_library(void *argument)
{
    library_call *c = argument;
    c->done = advise_batch_run(c->session, c->inputs, 1, c->options, &c->totals, &c->problems);
}

/// Runs the batch on the file, and writes what came of it.
static void run_batch(batch_run *r, const memory_file *file)
{
    const char *const inputs[] = {file->path};
    const advise_batch_options options = {
        .jobs = 1,
        .top = r->shown.top,
        .id = r->asked->id.text,
        .facts = r->shown.facts.names,
        .fact_count = r->shown.facts.count,
        .reports = true,
        .fired = r->fired,
        .checks = r->checks,
        .input = {.format = input_formats[r->asked->input],
                  .name = r->asked->name.text != NULL ? r->asked->name.text : "people"},
        .state = r,
        .render = render,
        .write = take,
        .trouble = complain};
    json_writer w;
    if (r->asked->format == WANTS_JSON) {
        w = answer_begin(r->session);
        r->writer = &w;
        json_string_entry(&w, "format", "advise-cohort/1");
        json_array_entry(&w, "outcomes");
    }
    library_call call = {.session = r->session->session, .inputs = inputs, .options = &options};
    memory_must(call_library, &call); // its threads cannot be left behind
    if (r->failed)
        advise_diagnostics_free(call.problems);
    else if (!request_session_good(r->session, call.done, call.problems))
        ;
    else if (r->asked->format == WANTS_WORKLIST)
        write_worklist(r, &call.totals);
    else
        write_summary(r);
}

/// Runs it, with what a run needs.
static void hold(batch_run *r, const memory_file *file)
{
    const advise_pack *pack = r->session->by->pack;
    r->fired = request_session_room(r->session, (advise_pack_rule_count(pack) + 1) * sizeof *r->fired);
    r->checks =
        request_session_room(r->session, (advise_pack_profile_check_count(pack) + 1) * sizeof *r->checks);
    if (r->asked->by.text != NULL)
        summary_set_by(&r->summary, r->asked->by.text);
    if (r->asked->format == WANTS_WORKLIST)
        r->sorter = sorter_new("/dev/shm", SORTER_MEMORY);
    outcome_prepare(&r->shown);
    run_batch(r, file);
}

static void release_run(void *run)
{
    batch_run *r = run;
    sorter_free(r->sorter);
    free(r->heading.text);
    summary_free(&r->summary);
    outcome_facts_free(&r->shown.facts);
    outcome_order_free(&r->shown.order);
    outcome_ids_free(&r->shown.ids);
}

static void close_file(void *file)
{
    memory_file_close(file);
}

static void answer(request_session *s, const batch_request *asked)
{
    memory_file *file = request_session_room(s, sizeof *file);
    batch_run *r = request_session_room(s, sizeof *r);
    *r = (batch_run){.session = s, .asked = asked, .until = deadline_in(SECONDS, s->by->stop)};
    if (!check_fact(r, &asked->id) || !check_fact(r, &asked->by))
        return;
    held_add(release_run, r);
    if (!read_shown(r)) {
        ;
    } else if (memory_file_open(file, asked->people.text, asked->people.length)) {
        held_add(close_file, file);
        hold(r, file);
        held_release(file);
    } else {
        response_fail(s->out, RESPONSE_UNAVAILABLE, "out-of-memory", NULL,
                      "the file cannot be kept in memory: %s", strerror(errno));
    }
    held_release(r);
}

void respond_batch(const responder *by, const char *body, size_t length, response *out)
{
    batch_request asked = {0};
    request_value *root = request_parse(body, length, out);
    if (root != NULL && request_fill(root, rows, "the request", &asked, out)) {
        request_session s;
        if (request_session_begin(&s, by, &asked.of.as_of, out))
            answer(&s, &asked);
        request_session_end(&s);
    }
    request_free(root);
}
