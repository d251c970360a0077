// One thread's work: records into a block, the block through the plan, outcomes to text. If memory runs out, records are taken one by
// one, so that only the one that is too large is refused.
#include "batch/worker.h"

#include "batch/tally.h"
#include "batch/where.h"
#include "cohort/read.h"
#include "infer/answers.h"
#include "infer/readers.h"
#include "infer/sanity.h"
#include "infer/value_effects.h"
#include "rows/document_reader.h"
#include "rows/mapped_reader.h"
#include "rows/row_reader.h"

struct worker {
    const pipeline_settings *settings;
    size_t thread;
    arena *arena; ///< of the readers
    row_reader *reader;
    document_reader *documents;
    mapped_reader *mapped;
    answers *answers;            ///< to weigh questions by, if whole reports are made; else NULL
    value_effects *effects;      ///< of these answers, likewise
    const readers *fact_readers; ///< likewise
    block *block;
    pipeline_outcome outcomes[BLOCK_ROWS];
    size_t rows[BLOCK_ROWS];      ///< of each outcome: its row in the block
    bool mapped_rows[BLOCK_ROWS]; ///< of each outcome: the reader of mapped rows took it
    size_t *fired;                ///< of each rule: in how many records it fired; NULL: that is not counted
    pipeline_tally
        *checks; ///< for each check the records of which it is true; NULL: checks are not evaluated
};

static void make_readers(void *argument)
{
    worker *w = argument;
    w->reader = row_reader_new(w->arena, w->settings->plan);
    w->documents = document_reader_new(w->arena, w->reader);
    w->mapped = mapped_reader_new(w->arena, w->reader);
    if (w->settings->whole) {
        w->answers = answers_new(w->arena, w->settings->pack);
        w->effects = value_effects_new(w->arena, w->settings->pack, w->settings->clock);
        w->fact_readers = readers_new(w->arena, w->settings->pack);
    }
    if (w->settings->fired != NULL) {
        w->fired = ARENA_ARRAY(w->arena, w->settings->pack->rule_count, size_t);
        block_note_fired(w->block);
    }
    if (w->settings->checks != NULL && w->settings->pack->profile_check_count > 0) {
        w->checks = ARENA_ARRAY(w->arena, w->settings->pack->profile_check_count, pipeline_tally);
        block_note_checks(w->block);
    }
}

static void close_worker(void *argument)
{
    worker *w = argument;
    if (w == NULL)
        return;
    allocator from = w->settings->from;
    arena_free(w->arena);
    block_free(w->block);
    (void)from.resize(from.state, w, 0);
}

static void *open_worker(const pipeline_settings *settings, size_t thread)
{
    const allocator *from = &settings->from;
    worker *w = from->resize(from->state, NULL, sizeof *w);
    if (w == NULL)
        return NULL;
    *w = (worker){.settings = settings,
                  .thread = thread,
                  .arena = arena_new(from, 0),
                  .block = block_new(from, settings->plan)};
    if (w->arena == NULL || w->block == NULL || arena_run(w->arena, make_readers, w) != ARENA_DONE) {
        close_worker(w);
        return NULL;
    }
    block_set_clock(w->block, settings->clock);
    const bool reads_all = settings->where != NULL && settings->where->reads[WHERE_GIVEN];
    block_set_top(w->block, reads_all ? 0 : settings->top);
    block_set_best_only(w->block, settings->best_only && !reads_all);
    return w;
}

/// Some records of a task, at most BLOCK_ROWS.
typedef struct group {
    worker *worker;
    task *task;
    size_t first, count;
} group;

/// Where a record begins.
static place place_of(const pipeline_outcome *o)
{
    return (place){&o->record->source, 0, 1};
}

/// A list for what is wrong with a record.
static diag_list *new_list(const worker *w)
{
    diag_list *diags = diag_list_new(block_arena(w->block));
    diags->hides_values = !w->settings->show_values;
    return diags;
}

/// Refuses a record for what is then added to the list.
static diag_list *refuse(pipeline_outcome *o, const worker *w)
{
    diag_list *diags = new_list(w);
    o->refused = true;
    o->diags = diags;
    return diags;
}

/// The value of the fact that names records, for a record that was refused; NULL if it cannot be read.
static slice id_of_refused(const worker *w, const cohort_record *record, const source_text *source)
{
    arena *a = block_arena(w->block);
    const pack *p = w->settings->pack;
    const size_t names = (size_t)w->settings->id_fact;
    diag_list *said_before = diag_list_new(a);
    const yaml_node *tree = cohort_read_tree(a, p, record, source, said_before);
    const yaml_node *written = yaml_get(tree, p->facts[names].name.ptr);
    const size_t errors = said_before->errors;
    feel_value value = written != NULL ? profile_read_value(a, p, names, written, said_before) : feel_null();
    return feel_is_null(value) || said_before->errors > errors ? (slice){NULL, 0} : feel_to_string(a, value);
}

/// The texts of kept columns.
static void read_kept(const worker *w, const pipeline_outcome *o, const slice *names, size_t count,
                      slice *out)
{
    bool done = w->mapped_rows[o - w->outcomes];
    for (size_t i = 0; i < count && done; i++)
        done = mapped_read_kept(w->mapped, o->record->source.text, names[i], &out[i]);
    if (!done)
        cohort_read_kept(block_arena(w->block), o->record, names, count, out);
}

/// Names a record by a kept column, if one names records.
static void name_by_kept(const worker *w, pipeline_outcome *o)
{
    slice id = {NULL, 0};
    if (w->settings->kept_id.ptr != NULL)
        read_kept(w, o, &w->settings->kept_id, 1, &id);
    o->id = id.ptr != NULL ? id : o->id;
}

/// A record read in full.
static const profile *read_in_full(worker *w, pipeline_outcome *o, diag_list *diags)
{
    const cohort_record *r = o->record;
    arena *a = block_arena(w->block);
    source_text *source = ARENA_NEW(a, source_text);
    *source = r->source;
    const profile *person = cohort_read(a, w->settings->pack, r, source, diags);
    o->diags = diags->count > 0 ? diags : NULL;
    o->refused = person == NULL;
    if (o->refused && w->settings->id_fact >= 0)
        o->id = id_of_refused(w, r, source);
    else if (o->refused)
        name_by_kept(w, o);
    return person;
}

/// The value of a fact as text; NULL if it is unknown.
static slice text_of_fact(const worker *w, size_t row, size_t index)
{
    feel_value value = block_value(w->block, row, index);
    return feel_is_null(value) ? (slice){NULL, 0} : feel_to_string(block_arena(w->block), value);
}

static const slice *texts_of_facts(const worker *w, const pipeline_outcome *o, size_t row)
{
    const pipeline_settings *s = w->settings;
    slice *texts = ARENA_ARRAY(block_arena(w->block), s->fact_count, slice);
    bool keeps = false;
    for (size_t i = 0; i < s->fact_count; i++)
        keeps = keeps || s->facts[i] == SIZE_MAX;
    if (keeps)
        read_kept(w, o, s->kept, s->fact_count, texts);
    for (size_t i = 0; i < s->fact_count; i++) {
        if (s->facts[i] != SIZE_MAX)
            texts[i] = text_of_fact(w, row, s->facts[i]);
        else if (texts[i].len == 0)
            texts[i] = (slice){NULL, 0};
    }
    return texts;
}

/// The record with all that is said of it: reasons, and warnings of what is unlikely.
static void infer_whole(worker *w, const profile *person, pipeline_outcome *o, diag_list *diags)
{
    arena *a = block_arena(w->block);
    feel_machine *m = ARENA_NEW(a, feel_machine);
    feel_machine_init(m, a);
    m->clock = w->settings->clock;
    run r = run_start(m, o->pack, person, false);
    r.answers = w->answers;
    r.effects = w->effects;
    r.readers = w->fact_readers;
    o->whole = infer_and_ask(&r, w->settings->places, NULL, (place){0});
    feel_machine_init(m, a); // with steps of its own
    m->clock = w->settings->clock;
    sanity_check(m, o->pack, person, diags);
    o->diags = diags->count > 0 ? diags : NULL;
}

/// Reads a record straight into columns; false if the full reader must read it.
/// @param of  the outcome
static bool read_row(worker *w, const task *t, size_t index, size_t of)
{
    const cohort_record *r = &t->records[index];
    if (w->settings->whole || r->header != NULL || (r->style != NULL && r->syntax != PROFILE_JSON))
        return false;
    if (r->style != NULL)
        return w->mapped_rows[of] = mapped_read(w->mapped, r->style, w->block, r->source.text);
    return r->syntax == PROFILE_JSON ? row_read(w->reader, w->block, r->source.text)
                                     : document_read(w->documents, w->block, index);
}

static void read_group(group *g)
{
    worker *w = g->worker;
    for (size_t i = 0; i < g->count; i++) {
        const size_t index = g->first + i;
        pipeline_outcome *o = &w->outcomes[i];
        *o = (pipeline_outcome){.record = &g->task->records[index],
                                .pack = w->settings->pack,
                                .diags = g->task->notes[index].diags};
        o->refused = o->diags != NULL;
        w->rows[i] = block_count(w->block);
        w->mapped_rows[i] = false;
        if (o->refused || read_row(w, g->task, index, i))
            continue;
        diag_list *diags = new_list(w);
        const profile *person = read_in_full(w, o, diags);
        if (person != NULL)
            (void)block_add(w->block, person);
        if (person != NULL && w->settings->whole)
            infer_whole(w, person, o, diags);
        diag_sort(diags); // found by facts and by checks, but read from the left to the right
    }
}

/// Finds out whether the record is wanted, then cuts its result to what was asked for.
static void select_outcome(worker *w, size_t index)
{
    const where *wanted = w->settings->where;
    pipeline_outcome *o = &w->outcomes[index];
    arena *a = block_arena(w->block);
    feel_value *facts = ARENA_ARRAY(a, wanted->fact_count, feel_value);
    feel_machine *m = ARENA_NEW(a, feel_machine);
    feel_machine_init(m, a);
    m->clock = w->settings->clock;
    m->open_unknowns = true; // what packs mean by null
    for (size_t i = 0; i < wanted->fact_count; i++)
        facts[i] = block_value(w->block, w->rows[index], wanted->facts[i]);
    slice *kept = ARENA_ARRAY(a, wanted->kept_count, slice);
    if (wanted->kept_count > 0)
        read_kept(w, o, wanted->kept, wanted->kept_count, kept);
    o->left_out = !where_holds(wanted, m, facts, kept, o);
    const size_t top = w->settings->top;
    while (top > 0 && o->result.count > 0 &&
           (o->result.places != NULL ? o->result.places[o->result.count - 1].entry : o->result.count) > top)
        o->result.count--;
}

/// Names a record that was not refused: by a fact, which must be stated if it is not evaluated, or by a kept column.
static void name_outcome(worker *w, size_t index)
{
    if (w->settings->id_fact >= 0)
        w->outcomes[index].id = text_of_fact(w, w->rows[index], (size_t)w->settings->id_fact);
    else
        name_by_kept(w, &w->outcomes[index]);
}

static void run_group(void *argument)
{
    group *g = argument;
    worker *w = g->worker;
    block_begin(w->block);
    read_group(g);
    if (!w->settings->read_only)
        block_run(w->block);
    for (size_t i = 0; i < g->count; i++) {
        pipeline_outcome *o = &w->outcomes[i];
        if (o->refused)
            continue;
        name_outcome(w, i);
        if (w->settings->read_only)
            continue;
        o->result = block_result_of(w->block, w->rows[i]);
        if (w->settings->fact_count > 0)
            o->facts = texts_of_facts(w, o, w->rows[i]);
        if (o->result.exhausted || (w->settings->whole && o->whole == NULL))
            feel_report_exhausted(refuse(o, w), place_of(o), (slice){"", 0});
        if (w->settings->where != NULL && !o->refused)
            select_outcome(w, i);
    }
}

static void refuse_for_memory(void *argument)
{
    group *g = argument;
    pipeline_outcome *o = &g->worker->outcomes[0];
    *o = (pipeline_outcome){.record = &g->task->records[g->first], .pack = g->worker->settings->pack};
    g->worker->mapped_rows[0] = false;
    diag_error(refuse(o, g->worker), place_of(o), "memory",
               "the evaluation took more than its share of memory");
}

/// Keeps the id for the thread that sees records in their order.
static void keep_id(task *t, slice id)
{
    const size_t length = id.len;
    text_add(&t->ids, (slice){(const char *)&length, sizeof length});
    text_add(&t->ids, id);
}

static void render_group(const group *g)
{
    worker *w = g->worker;
    for (size_t i = 0; i < g->count; i++) {
        g->task->refused += w->outcomes[i].refused;
        g->task->left_out += w->outcomes[i].left_out;
        if (w->settings->ids != NULL)
            keep_id(g->task, w->outcomes[i].id);
        if (!w->outcomes[i].left_out)
            w->settings->render(w->settings->state, w->thread, &w->outcomes[i], &g->task->out);
    }
}

/// The outcomes that are counted.
typedef struct counted {
    uint64_t rows;          ///< a bit for each one's row
    uint8_t of[BLOCK_ROWS]; ///< of each of these rows, which one it is; in the same order
} counted;

static counted find_counted(const worker *w, size_t count)
{
    counted out = {0};
    for (size_t i = 0; i < count; i++) {
        const bool is_counted = !w->outcomes[i].refused && !w->outcomes[i].left_out;
        out.rows |= (uint64_t)is_counted << w->rows[i];
        if (is_counted)
            out.of[w->rows[i]] = (uint8_t)i;
    }
    return out;
}

void worker_add_fired(const worker *w, size_t *fired)
{
    for (size_t i = 0; w != NULL && fired != NULL && i < w->settings->pack->rule_count; i++)
        fired[i] += w->fired[i];
}

/// Counts the checks that are true of the records that are counted.
static void count_checks(worker *w, const counted *c)
{
    for (size_t i = 0; i < w->settings->pack->profile_check_count; i++) {
        for (uint64_t rows = block_checked(w->block, i) & c->rows; rows != 0; rows &= rows - 1)
            tally_add(&w->checks[i], w->arena, w->outcomes[c->of[__builtin_ctzll(rows)]].record);
    }
}

void worker_add_checks(const worker *w, pipeline_tally *checks, arena *names)
{
    for (size_t i = 0;
         w != NULL && checks != NULL && w->checks != NULL && i < w->settings->pack->profile_check_count; i++)
        tally_join(&checks[i], names, &w->checks[i]);
}

static void run_records(worker *w, task *t, size_t first, size_t count)
{
    group g = {w, t, first, count};
    block_reset(w->block);
    arena *const arenas[] = {block_arena(w->block), w->arena};
    arena_outcome end = arena_run_all(arenas, 2, run_group, &g);
    if (end == ARENA_DONE) {
        if (w->fired != NULL || w->checks != NULL) {
            const counted c = find_counted(w, count);
            if (w->fired != NULL)
                block_count_fired(w->block, c.rows, w->fired);
            if (w->checks != NULL)
                count_checks(w, &c);
        }
        render_group(&g);
        return;
    }
    for (size_t i = 0; count > 1 && i < count; i++)
        run_records(w, t, first + i, 1);
    if (count > 1)
        return;
    block_reset(w->block);
    if (end == ARENA_NO_MEMORY || arena_run(block_arena(w->block), refuse_for_memory, &g) != ARENA_DONE)
        arena_fail(t->arena);
    render_group(&g);
}

typedef struct task_job {
    worker *worker;
    task *task;
} task_job;

static void run_task(void *argument)
{
    const task_job *job = argument;
    task *t = job->task;
    document_reader_set(job->worker->documents, t->records, t->count);
    for (size_t i = 0; i < t->count; i += BLOCK_ROWS)
        run_records(job->worker, t, i, t->count - i < BLOCK_ROWS ? t->count - i : BLOCK_ROWS);
}

static void run_worker(void *argument, task *t)
{
    task_job job = {argument, t};
    t->failed = arena_run(t->arena, run_task, &job) != ARENA_DONE || t->failed;
}

const pipeline_worker batch_worker = {.open = open_worker, .run = run_worker, .close = close_worker};
