// Batches through the public API: settings from options, outcomes as plain texts and numbers.
#include "api/map.h"

#include "base/limits.h"
#include "batch/pipeline.h"
#include "batch/where.h"
#include "input/encoding.h"

/// An outcome while it is rendered.
struct advise_outcome {
    const pipeline_outcome *from;
    arena *arena; ///< for texts; lives at least until the outcome is rendered
    advise_report report;
    advise_diagnostics problems;
};

struct advise_text {
    text_builder *to;
};

typedef struct batch {
    advise_session *session;
    const advise_batch_options *options;
    cohort *cohort; ///< NULL: profiles come from `options->next`
    size_t number;
    size_t records;
    arena **scratch; ///< of each thread, for what is asked of a report; made when it is needed
} batch;

// --- outcomes ---

static const char *terminated(const advise_outcome *o, slice s)
{
    return s.len > 0 ? arena_copy(o->arena, s).ptr : "";
}

advise_record advise_outcome_record(const advise_outcome *o)
{
    const cohort_record *r = o->from->record;
    return (advise_record){r->number, text_of(r->source.file), r->source.lines_before + 1};
}

bool advise_outcome_is_refused(const advise_outcome *o)
{
    return o->from->refused;
}

const char *advise_outcome_id(const advise_outcome *o)
{
    return terminated(o, o->from->id);
}

const char *advise_outcome_fact(const advise_outcome *o, size_t index)
{
    bool is_known = !o->from->refused && o->from->facts[index].ptr != NULL;
    return is_known ? terminated(o, o->from->facts[index]) : NULL;
}

size_t advise_outcome_count(const advise_outcome *o)
{
    return o->from->refused ? 0 : o->from->result.count;
}

size_t advise_outcome_given_count(const advise_outcome *o)
{
    return o->from->refused ? 0 : o->from->result.given_count;
}

advise_outcome_advice advise_outcome_get(const advise_outcome *o, size_t index)
{
    const block_result *result = &o->from->result;
    const block_advice *a = &result->advices[index];
    const char *item = terminated(o, a->item_name); // first, as it is the only call
    const recommendation *all = o->from->pack->recommendations;
    const entry_place *its = result->places != NULL ? &result->places[index] : NULL;
    const bool is_below = its != NULL && its->above >= 0;
    const bool is_alternative = is_below && its->is_alternative;
    const size_t above = is_below ? result->advices[its->above].ranking.recommendation : 0;
    const char *id_above = is_below ? text_of(all[above].id) : "";
    return (advise_outcome_advice){.recommendation = text_of(all[a->ranking.recommendation].id),
                                   .index = a->ranking.recommendation,
                                   .item = item,
                                   .certainty = a->certainty,
                                   .score = a->ranking.score,
                                   .priority = a->priority,
                                   .priority_is_open = a->priority_is_open,
                                   .rank = its != NULL ? its->entry : index + 1,
                                   .part_of = is_alternative ? "" : id_above,
                                   .alternative_to = is_alternative ? id_above : "",
                                   .above = above};
}

const advise_report *advise_outcome_report(const advise_outcome *o)
{
    return o->report.result != NULL && !o->from->refused ? &o->report : NULL;
}

const advise_diagnostics *advise_outcome_problems(const advise_outcome *o)
{
    return o->problems.list != NULL ? &o->problems : NULL;
}

void advise_text_add(advise_text *text, const char *bytes, size_t length)
{
    text_add(text->to, (slice){bytes, length});
}

char *advise_text_room(advise_text *text, size_t least, size_t *length)
{
    text_builder *to = text->to;
    text_reserve(to, least);
    *length = to->capacity - to->length - 1; // the last byte is for the NUL
    return to->bytes + to->length;
}

void advise_text_keep(advise_text *text, size_t length)
{
    text->to->length += length;
}

size_t advise_text_length(const advise_text *text)
{
    return text->to->length;
}

typedef struct rendering {
    const batch *batch;
    size_t thread;
    const pipeline_outcome *outcome;
    text_builder *out;
    arena *texts;
} rendering;

/// @param session  of the report, if there is one
static void render_in(const rendering *r, advise_session *session)
{
    advise_outcome o = {.from = r->outcome, .arena = r->texts};
    o.report = (advise_report){session, r->outcome->whole};
    o.problems.list = (diag_list *)(uintptr_t)r->outcome->diags; // read only: the API's type has no const
    advise_text text = {r->out};
    r->batch->options->render(r->batch->options->state, r->thread, &o, &text);
}

static void render_report(void *argument)
{
    const rendering *r = argument;
    advise_session session = *r->batch->session; // reports make texts on request, in an arena of this thread
    session.arena = r->texts;
    session.lacks_text = false;
    render_in(r, &session);
    if (session.lacks_text)
        arena_fail(r->texts);
}

/// What is asked of a report may take much more memory than the report itself ("why not" makes thousands of evaluations), so that it is not
/// kept until all outcomes of a task are written.
static void render(void *state, size_t thread, const pipeline_outcome *outcome, text_builder *out)
{
    const batch *b = state;
    rendering r = {b, thread, outcome, out, out->arena};
    if (outcome->whole == NULL) {
        render_in(&r, NULL);
        return;
    }
    if (b->scratch[thread] == NULL)
        b->scratch[thread] = arena_new(arena_allocator_borrow(out->arena), 0);
    r.texts = b->scratch[thread];
    arena *const arenas[] = {out->arena, r.texts};
    if (r.texts == NULL || arena_run_all(arenas, 2, render_report, &r) != ARENA_DONE)
        arena_fail(out->arena);
    arena_reset(r.texts);
}

// --- the run ---

static cohort_step next(void *state, cohort_record *record, diag_list *diags)
{
    batch *b = state;
    advise_batch_profile given = {0};
    if (b->cohort != NULL)
        return cohort_next(b->cohort, record, diags);
    if (!b->options->next(b->options->state, &given))
        return COHORT_END;
    size_t most = b->options->max_record > 0 ? b->options->max_record : (size_t)LIMIT_PROFILE;
    *record = (cohort_record){
        .number = ++b->number, .syntax = given.is_json ? PROFILE_JSON : PROFILE_YAML, .folder = given.folder};
    record->source = (source_text){.file = slice_of(given.file != NULL ? given.file : "<record>"),
                                   .text = {given.text, given.length},
                                   .lines_before = given.line > 0 ? given.line - 1 : 0};
    if (given.length <= most)
        return COHORT_RECORD;
    source_text *source = ARENA_NEW(diags->arena, source_text);
    *source = record->source;
    diag_error(diags, (place){source, 0, 1}, "too-large", "the profile is larger than %zu bytes", most);
    return COHORT_REFUSED;
}

static bool next_line(void *state, cohort_record *record)
{
    const batch *b = state;
    return b->cohort != NULL && cohort_next_line(b->cohort, record);
}

static bool ready(void *state)
{
    const batch *b = state;
    return b->cohort == NULL || cohort_is_ready(b->cohort);
}

static bool write(void *state, slice text, size_t records, size_t refused)
{
    batch *b = state;
    const advise_batch_options *o = b->options;
    b->records += records;
    if (!o->write(o->state, text_of(text), text.len, records, refused))
        return false;
    if (o->progress != NULL) {
        uint64_t done = 0;
        uint64_t total = 0;
        if (b->cohort != NULL)
            cohort_progress(b->cohort, &done, &total);
        o->progress(o->state, b->records, done, total);
    }
    return true;
}

static void trouble(void *state, const diag_list *diags)
{
    const batch *b = state;
    advise_diagnostics problems = {.list = (diag_list *)(uintptr_t)diags};
    if (b->options->trouble != NULL)
        b->options->trouble(b->options->state, &problems);
}

typedef struct batch_job {
    batch *batch;
    pipeline_tally *checks; ///< NULL: they are not looked at
    pipeline_ids ids;
    const plan *plan;
    arena *arena;
    ptrdiff_t id_fact;
    const where *where; ///< NULL: all records are wanted
    size_t *facts;      ///< whose values outcomes have; SIZE_MAX for a column that the map keeps
    slice *columns;     ///< the names of these columns; NULL for facts
} batch_job;

static size_t count_threads(const advise_batch_options *o)
{
    return o->jobs > 0 ? o->jobs : 1;
}

static void make_plan(void *argument)
{
    batch_job *job = argument;
    const advise_batch_options *o = job->batch->options;
    const pack *p = job->batch->session->pack;
    const size_t wanted = job->where != NULL ? job->where->fact_count : 0;
    size_t *kept = ARENA_ARRAY(job->arena, o->fact_count + 1 + wanted, size_t); // by the plan
    size_t count = 0;
    job->facts = ARENA_ARRAY(job->arena, o->fact_count, size_t);
    job->columns = ARENA_ARRAY(job->arena, o->fact_count, slice);
    if (o->checks != NULL)
        job->checks = ARENA_ARRAY(job->arena, p->profile_check_count, pipeline_tally);
    for (size_t i = 0; i < o->fact_count; i++) {
        const ptrdiff_t at = pack_find_fact(p, slice_of(o->facts[i]));
        job->facts[i] = at >= 0 ? (size_t)at : SIZE_MAX;
        job->columns[i] = at >= 0 ? (slice){NULL, 0} : map_find_kept(o->input.map, o->facts[i]);
        if (at >= 0)
            kept[count++] = (size_t)at;
    }
    if (job->id_fact >= 0)
        kept[count++] = (size_t)job->id_fact;
    for (size_t i = 0; i < wanted; i++)
        kept[count++] = job->where->facts[i];
    job->plan = plan_new(job->arena, p, kept, count);
    job->batch->scratch = ARENA_ARRAY(job->arena, count_threads(o), arena *);
}

_Static_assert((int)PIPELINE_EXAMPLES == (int)ADVISE_EXAMPLES, "each has room for the other's examples");

/// Hands over what the checks found.
static void give_tallies(const batch_job *job)
{
    const batch *b = job->batch;
    for (size_t i = 0; job->checks != NULL && i < b->session->pack->profile_check_count; i++) {
        advise_check_tally *out = &b->options->checks[i];
        const pipeline_tally *t = &job->checks[i];
        out->count = t->count;
        for (size_t k = 0; k < PIPELINE_EXAMPLES && t->examples[k].number > 0; k++)
            out->examples[out->example_count++] =
                (advise_record){t->examples[k].number, text_of(t->examples[k].file), t->examples[k].line};
    }
}

static advise_place place_of(const pipeline_place *p)
{
    return (advise_place){.file = text_of(p->file), .line = p->line, .source_line = ""};
}

/// Hands over which ids name several profiles.
static void give_ids(const batch_job *job)
{
    advise_id_tally *out = job->batch->options->ids;
    const pipeline_ids *ids = &job->ids;
    if (out == NULL)
        return;
    *out = (advise_id_tally){.ids = ids->ids,
                             .profiles = ids->records,
                             .example_count = ids->example_count,
                             .not_compared = ids->not_compared};
    for (size_t i = 0; i < ids->example_count; i++) {
        out->examples[i].first = place_of(&ids->examples[i][0]);
        out->examples[i].second = place_of(&ids->examples[i][1]);
    }
}

static void report_joins(void *argument)
{
    const batch_job *job = argument;
    diag_list *diags = diag_list_new(job->arena);
    cohort_report_joins(job->batch->cohort, diags);
    if (diags->count > 0)
        trouble(job->batch, diags);
}

/// Says what of second tables was not needed, if all of the first was read. False if memory ran out.
static bool give_joins(batch_job *job)
{
    const advise_batch_options *o = job->batch->options;
    const bool is_whole = job->batch->cohort != NULL && o->skip == 0 && o->input.shards == 0;
    return !is_whole || arena_run(job->arena, report_joins, job) == ARENA_DONE;
}

static advise_status run(batch_job *job, const allocator *from, pipeline_totals *sums)
{
    const batch *b = job->batch;
    if (arena_run(job->arena, make_plan, job) != ARENA_DONE)
        return ADVISE_NO_MEMORY;
    pipeline_settings settings = {
        .pack = b->session->pack,
        .plan = job->plan,
        .from = *from,
        .clock = b->session->clock,
        .jobs = count_threads(b->options),
        .top = b->options->top,
        .best_only = b->options->best_only && b->options->top > 0,
        .whole = b->options->reports,
        .places = b->options->top > 0 ? b->options->top : 3,
        .skip = b->options->skip,
        .show_values = b->options->show_values,
        .stop_at_trouble = b->options->stop_at_trouble,
        .fired = b->options->fired,
        .where = job->where,
        .checks = job->checks,
        .ids = b->options->ids != NULL && b->options->id != NULL ? &job->ids : NULL,
        .read_only = b->options->read_only,
        .check_arena = b->session->arena,
        .id_fact = job->id_fact,
        .kept_id = job->id_fact < 0 ? map_find_kept(b->options->input.map, b->options->id) : (slice){NULL, 0},
        .facts = job->facts,
        .kept = job->columns,
        .fact_count = b->options->fact_count,
        .state = job->batch,
        .next = next,
        .next_line = next_line,
        .ready = ready,
        .next_anywhere = b->cohort != NULL,
        .render = render,
        .write = write,
        .trouble = trouble};
    const pipeline_end end = pipeline_run(&settings, sums);
    give_tallies(job);
    give_ids(job);
    const bool was_read = end == PIPELINE_DONE && sums->unreadable == 0;
    return end == PIPELINE_NO_MEMORY || (was_read && !give_joins(job)) ? ADVISE_NO_MEMORY : ADVISE_OK;
}

static bool where_fits(const where *w, const pack *p, const advise_batch_options *options)
{
    return w == NULL || (w->pack == p && (options->reports || !w->reads[WHERE_QUESTIONS]));
}

/// A fact of the pack, or a column that the map keeps.
static bool is_fact(const batch *b, const char *name)
{
    return name == NULL || pack_find_fact(b->session->pack, slice_of(name)) >= 0 ||
           map_find_kept(b->options->input.map, name).ptr != NULL;
}

/// What an option says goes before what the map says.
static char first_of(char option, char mapped)
{
    return option != '\0' ? option : mapped;
}

cohort_options cohort_options_of(const advise_batch_input *input, size_t max_record)
{
    static const mapping none = {0};
    const mapping *m = input->map != NULL ? mapping_of(input->map) : &none;
    return (cohort_options){.max_record = max_record,
                            .format = (cohort_format)input->format,
                            .encoding = input->encoding != NULL ? input->encoding : m->dialect.encoding.ptr,
                            .skip_rows = input->skip_rows > 0 ? input->skip_rows : m->dialect.skip_rows,
                            .delimiter = first_of(input->delimiter, m->dialect.delimiter),
                            .quote = first_of(input->quote, m->dialect.quote),
                            .list_separator = first_of(input->list_separator, m->dialect.list_separator),
                            .decimal = first_of(input->decimal, m->dialect.decimal),
                            .group = first_of(input->group, m->dialect.group),
                            .map = input->map != NULL ? &m->map : NULL,
                            .unknown = input->unknown,
                            .ignore_columns = input->ignore_columns,
                            .query = input->query,
                            .worksheet =
                                input->worksheet != NULL ? input->worksheet : m->dialect.worksheet.ptr,
                            .shard = input->shard,
                            .shards = input->shards,
                            .text_files = input->text_files,
                            .name = input->name};
}

bool advise_is_input_name(const char *name)
{
    return name != NULL && cohort_reads_name(name);
}

bool advise_encoding_is_known(const char *name)
{
    return name != NULL && encoding_is_known(name);
}

advise_status advise_batch_run(advise_session *s, const char *const *inputs, size_t input_count,
                               const advise_batch_options *options, advise_batch_totals *totals,
                               advise_diagnostics **problems)
{
    if (problems != NULL)
        *problems = NULL;
    if (s == NULL || options == NULL || options->render == NULL || options->write == NULL ||
        (inputs == NULL && options->next == NULL) || options->input.shard > options->input.shards)
        return ADVISE_BAD_USE;
    batch b = {.session = s, .options = options};
    batch_job job = {.batch = &b, .id_fact = -1};
    pipeline_totals sums = {0};
    if (options->id != NULL)
        job.id_fact = pack_find_fact(s->pack, slice_of(options->id));
    job.where = options->where != NULL ? where_of(options->where) : NULL;
    bool known = is_fact(&b, options->id) && where_fits(job.where, s->pack, options);
    for (size_t i = 0; i < options->fact_count; i++)
        known = known && is_fact(&b, options->facts[i]);
    const bool evaluated = options->reports || options->fact_count > 0 || options->fired != NULL ||
                           options->checks != NULL || options->where != NULL;
    if (!known || (options->read_only && evaluated))
        return ADVISE_BAD_USE;
    const allocator *from = arena_allocator_borrow(s->arena);
    job.arena = arena_new(from, 0);
    cohort_options reading = cohort_options_of(&options->input, options->max_record);
    reading.packs[0] = s->pack;
    reading.pack_count = 1;
    reading.threads = options->jobs;
    if (inputs != NULL)
        b.cohort = cohort_new(from, inputs, input_count, &reading);
    advise_status status = ADVISE_NO_MEMORY;
    if (job.arena != NULL && (inputs == NULL || b.cohort != NULL))
        status = run(&job, from, &sums);
    cohort_free(b.cohort);
    for (size_t i = 0; b.scratch != NULL && i < count_threads(options); i++)
        arena_free(b.scratch[i]);
    arena_free(job.arena);
    if (totals != NULL)
        *totals = (advise_batch_totals){sums.records, sums.refused, sums.unreadable, sums.left_out};
    return status;
}
