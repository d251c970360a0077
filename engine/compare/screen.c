// Both packs by columns, record by record side by side.
#include "compare/screen.h"

#include "cohort/read.h"
#include "rows/document_reader.h"
#include "rows/row_reader.h"

/// One pack, and its records.
typedef struct side {
    const pack *pack;
    const plan *plan;
    block *block;
    row_reader *reader;
    document_reader *documents;
    size_t rows[BLOCK_ROWS]; ///< of each record: its row in the block
} side;

struct screen {
    allocator from;
    const screen_plan *plan;
    const pack_comparison *packs;
    arena *arena; ///< of the readers
    const task *task;
    side sides[2];
    uint64_t read;    ///< the records that both packs took, a bit for each
    uint64_t watched; ///< those for which a rule fires that is looked at in full
};

static void make_readers(void *argument)
{
    screen *s = argument;
    for (size_t i = 0; i < 2; i++) {
        s->sides[i].reader = row_reader_new(s->arena, s->sides[i].plan);
        s->sides[i].documents = document_reader_new(s->arena, s->sides[i].reader);
    }
}

screen *screen_new(const allocator *from, const screen_plan *prepared, const pack_comparison *packs,
                   const diff_side *before, const diff_side *after)
{
    screen *s = from->resize(from->state, NULL, sizeof *s);
    if (s == NULL)
        return NULL;
    *s = (screen){.from = *from, .plan = prepared, .packs = packs, .arena = arena_new(from, 0)};
    const diff_side *const of[] = {before, after};
    for (size_t i = 0; i < 2; i++) {
        s->sides[i] = (side){
            .pack = of[i]->pack, .plan = prepared->plans[i], .block = block_new(from, prepared->plans[i])};
        if (s->sides[i].block == NULL)
            continue;
        block_set_clock(s->sides[i].block, of[i]->clock);
        block_note_fired(s->sides[i].block);
    }
    if (s->arena != NULL && s->sides[0].block != NULL && s->sides[1].block != NULL &&
        arena_run(s->arena, make_readers, s) == ARENA_DONE)
        return s;
    screen_free(s);
    return NULL;
}

void screen_free(screen *s)
{
    if (s == NULL)
        return;
    allocator from = s->from;
    arena_free(s->arena);
    block_free(s->sides[0].block);
    block_free(s->sides[1].block);
    (void)from.resize(from.state, s, 0);
}

void screen_begin(screen *s, const task *t)
{
    s->task = t;
    for (size_t i = 0; i < 2; i++)
        document_reader_set(s->sides[i].documents, t->records, t->count);
}

/// Reads a record into the next row; false if it is no profile for this pack.
static bool read_record(const side *of, const task *t, size_t index)
{
    const cohort_record *r = &t->records[index];
    const bool plain = r->header == NULL && r->style == NULL;
    if (plain && (r->syntax == PROFILE_JSON ? row_read(of->reader, of->block, r->source.text)
                                            : document_read(of->documents, of->block, index)))
        return true;
    diag_list *unread = diag_list_new(block_arena(of->block));
    unread->unread = true;
    const profile *person = cohort_read(block_arena(of->block), of->pack, r, &r->source, unread);
    if (person != NULL)
        (void)block_add(of->block, person);
    return person != NULL;
}

typedef struct screen_job {
    screen *screen;
    size_t first, count;
    uint64_t alike;
} screen_job;

/// Without what differs: the same advice in the same places, as certain.
static bool is_alike(const screen *s, size_t index)
{
    const pack_part_list *parts = &s->packs->recommendations;
    const block_result was = block_result_of(s->sides[0].block, s->sides[0].rows[index]);
    const block_result is = block_result_of(s->sides[1].block, s->sides[1].rows[index]);
    bool alike = was.count == is.count && !was.exhausted && !is.exhausted;
    for (size_t i = 0; alike && i < was.count; i++) {
        const block_advice *a = &was.advices[i];
        const block_advice *b = &is.advices[i];
        const size_t part = parts->of_before[a->ranking.recommendation];
        const size_t was_entry = was.places != NULL ? was.places[i].entry : i + 1;
        const size_t is_entry = is.places != NULL ? is.places[i].entry : i + 1;
        alike = part == parts->of_after[b->ranking.recommendation] && !s->plan->reworded[part] &&
                was_entry == is_entry && a->certainty == b->certainty &&
                a->ranking.score == b->ranking.score && slice_equal(a->item_name, b->item_name);
    }
    return alike;
}

static void run_screen(void *argument)
{
    screen_job *job = argument;
    screen *s = job->screen;
    uint64_t fired[2] = {0};
    for (size_t i = 0; i < 2; i++)
        block_begin(s->sides[i].block);
    for (size_t k = 0; k < job->count; k++) {
        bool read = s->task->notes[job->first + k].diags == NULL;
        for (size_t i = 0; read && i < 2; i++) {
            s->sides[i].rows[k] = block_count(s->sides[i].block);
            read = read_record(&s->sides[i], s->task, job->first + k);
        }
        s->read |= (uint64_t)read << k;
    }
    for (size_t i = 0; i < 2; i++) {
        block_run(s->sides[i].block);
        fired[i] = block_fired_any(s->sides[i].block, s->plan->watched[i]);
    }
    for (size_t k = 0; k < job->count; k++) {
        const bool watched =
            (fired[0] >> s->sides[0].rows[k] & 1) != 0 || (fired[1] >> s->sides[1].rows[k] & 1) != 0;
        s->watched |= (uint64_t)watched << k;
        if ((s->read >> k & 1) != 0 && !watched && is_alike(s, k))
            job->alike |= (uint64_t)1 << k;
    }
}

uint64_t screen_run(screen *s, size_t first, size_t count)
{
    screen_job job = {s, first, count, 0};
    s->read = s->watched = 0;
    if (s->plan->is_blind)
        return 0;
    arena *const arenas[] = {block_arena(s->sides[0].block), block_arena(s->sides[1].block)};
    block_reset(s->sides[0].block);
    block_reset(s->sides[1].block);
    const bool done = arena_run_all(arenas, 2, run_screen, &job) == ARENA_DONE;
    s->read = done ? s->read : 0;
    return done ? job.alike : 0;
}

const size_t *screen_given(const screen *s, arena *a, size_t index, size_t *count)
{
    const block_result given = block_result_of(s->sides[0].block, s->sides[0].rows[index]);
    size_t *parts = ARENA_ARRAY(a, given.count, size_t);
    for (size_t i = 0; i < given.count; i++)
        parts[i] = s->packs->recommendations.of_before[given.advices[i].ranking.recommendation];
    *count = given.count;
    return parts;
}

static bool is_known(const screen *s, size_t index, bool after)
{
    const side *of = &s->sides[after];
    return (s->read >> index & 1) != 0 && !block_result_of(of->block, of->rows[index]).exhausted;
}

/// True if neither pack derives fields of records, and what facts are derived are the same in both.
static bool derives_alike(const screen *s, size_t index)
{
    const pack_part_list *facts = &s->packs->facts;
    bool alike = s->sides[0].pack->derived_field_count + s->sides[1].pack->derived_field_count == 0;
    for (size_t i = 0; alike && i < facts->count; i++) {
        const pack_part *f = &facts->items[i];
        if (f->before < 0 || f->after < 0)
            continue;
        const bool is_derived =
            s->sides[0].pack->facts[f->before].derived || s->sides[1].pack->facts[f->after].derived;
        alike = !is_derived || feel_same(screen_value(s, index, false, (size_t)f->before),
                                         screen_value(s, index, true, (size_t)f->after));
    }
    return alike;
}

/// True if no advice that either pack gives is worded otherwise in the other, nor is any rule behind it.
static bool reads_alike(const screen *s, size_t index)
{
    bool alike = (s->watched >> index & 1) == 0;
    for (size_t i = 0; alike && i < 2; i++) {
        const block_result given = block_result_of(s->sides[i].block, s->sides[i].rows[index]);
        const size_t *parts =
            i == 0 ? s->packs->recommendations.of_before : s->packs->recommendations.of_after;
        for (size_t k = 0; alike && k < given.count; k++)
            alike = !s->plan->reworded[parts[given.advices[k].ranking.recommendation]];
    }
    return alike;
}

static const feel_value *derived_facts(const screen *s, arena *a, size_t index, bool after)
{
    const pack *p = s->sides[after].pack;
    feel_value *derived = ARENA_ARRAY(a, p->fact_count, feel_value);
    for (size_t i = 0; i < p->fact_count; i++) {
        if (p->facts[i].derived)
            derived[i] = screen_value(s, index, after, i);
    }
    return derived;
}

void screen_known(const screen *s, arena *a, size_t index, known_before known[2])
{
    const bool is_known_to[2] = {is_known(s, index, false), is_known(s, index, true)};
    const bool both = is_known_to[0] && is_known_to[1] && derives_alike(s, index);
    const bool wordless = both && reads_alike(s, index);
    for (size_t i = 0; i < 2; i++) {
        const side *of = &s->sides[i];
        known[i] =
            (known_before){.silent = is_known_to[i] ? block_silent(of->block, a, of->rows[index]) : NULL,
                           .derived = both ? derived_facts(s, a, index, i == 1) : NULL,
                           .wordless = wordless};
    }
}

feel_value screen_value(const screen *s, size_t index, bool after, size_t fact_index)
{
    return block_value(s->sides[after].block, s->sides[after].rows[index], fact_index);
}
