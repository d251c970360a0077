// What if, through the public API: an alternative becomes a second inference, and differences become plain texts and indexes.
#include "conversation/contrast.h"
#include "api/internal.h"
#include "infer/sanity.h"
#include "profile/setting.h"

struct advise_contrast {
    arena *arena;
    const contrast *result;
    advise_report report; ///< of the alternative
    advise_difference *differences;
    size_t difference_count;
    advise_derived_change *derived;
};

typedef struct contrast_job {
    advise_session *session;
    const inference *before;
    const advise_alternative *alternative;
    advise_contrast *out;
    diag_list *diags;
    load_outcome outcome;
} contrast_job;

// --- the alternative ---

/// Says what else it says. False, with diagnostics, if that cannot be.
static bool make_settings(const contrast_job *job, feel_machine *m, profile *person)
{
    bool good = true;
    for (size_t i = 0; i < job->alternative->setting_count; i++) {
        const advise_setting *s = &job->alternative->settings[i];
        arena *a = job->out->arena;
        good = profile_set(a, job->before->pack, person, arena_copy(a, slice_of(s->name)),
                           arena_copy(a, slice_of(s->expression)), m, job->diags) &&
               good;
    }
    return good;
}

static bool is_found_in(const sanity_finding *f, const sanity_finding *list, size_t count)
{
    bool found = false;
    for (size_t i = 0; i < count && !found; i++)
        found = list[i].check == f->check && slice_equal(list[i].text, f->text);
    return found;
}

/// Warns of what is unlikely in the alternative and was not before.
static void warn(const contrast_job *job, feel_machine *m, const profile *person)
{
    const pack *p = job->before->pack;
    size_t before_count, count;
    const sanity_finding *before = sanity_find(m, p, job->before->profile, &before_count);
    const sanity_finding *now = sanity_find(m, p, person, &count);
    for (size_t i = 0; i < count; i++) {
        if (!is_found_in(&now[i], before, before_count))
            sanity_warn(person, &now[i], job->diags);
    }
}

static profile *read_alternative(contrast_job *job)
{
    arena *a = job->out->arena;
    profile *person = ARENA_NEW(a, profile);
    if (job->alternative->file != NULL) {
        job->outcome = profile_read_file(a, job->before->pack, job->alternative->file, job->diags, &person);
        return person;
    }
    if (job->alternative->text != NULL) {
        const slice text = arena_copy(a, (slice){job->alternative->text, job->alternative->length});
        return profile_read_text(a, job->before->pack, job->before->profile->file, text, PROFILE_YAML, NULL,
                                 job->diags);
    }
    *person = profile_variant(a, job->before->pack, job->before->profile, NULL, 0);
    return person;
}

// --- texts ---

static const char *literal_of(arena *a, feel_value v)
{
    return arena_copy(a, feel_to_literal(a, v)).ptr;
}

static void write_differences(advise_contrast *c)
{
    const difference *items = difference_items(c->result->said, &c->difference_count);
    const pack *p = c->result->before->pack;
    c->differences = ARENA_ARRAY(c->arena, c->difference_count, advise_difference);
    for (size_t i = 0; i < c->difference_count; i++) {
        const difference *d = &items[i];
        const fact *whole = &p->facts[d->fact];
        c->differences[i] =
            (advise_difference){.kind = (advise_difference_kind)d->kind,
                                .path = arena_copy(c->arena, d->path).ptr,
                                .fact = text_of(whole->name),
                                .item = text_of(arena_copy(c->arena, d->item)),
                                .field = d->declared != whole ? text_of(d->declared->name) : "",
                                .before = literal_of(c->arena, d->before),
                                .after = literal_of(c->arena, d->after)};
    }
    c->derived = ARENA_ARRAY(c->arena, c->result->derived_count, advise_derived_change);
    for (size_t i = 0; i < c->result->derived_count; i++) {
        const derived_change *d = &c->result->derived[i];
        c->derived[i] = (advise_derived_change){
            text_of(p->facts[d->fact].name), literal_of(c->arena, d->before), literal_of(c->arena, d->after)};
    }
}

static void compare(void *argument)
{
    contrast_job *job = argument;
    advise_contrast *c = job->out;
    feel_machine *m = ARENA_NEW(c->arena, feel_machine);
    feel_machine_init(m, c->arena);
    m->clock = job->session->clock;
    profile *person = read_alternative(job);
    if (person == NULL)
        return;
    job->outcome = LOAD_REFUSED;
    if (!make_settings(job, m, person))
        return;
    warn(job, m, person);
    const inference *after = infer(c->arena, job->before->pack, person, job->session->clock,
                                   job->session->places, job->diags, (place){0});
    if (after == NULL)
        return;
    c->report = (advise_report){.session = job->session, .result = after};
    c->result = contrast_find(c->arena, job->before, after, job->session->clock,
                              job->alternative->file == NULL && job->alternative->text == NULL);
    write_differences(c);
    job->outcome = LOAD_DONE;
}

// --- life ---

static advise_contrast *contrast_new(const allocator *from)
{
    advise_contrast *c = from->resize(from->state, NULL, sizeof *c);
    if (c == NULL)
        return NULL;
    *c = (advise_contrast){.arena = arena_new(from, 0)};
    if (c->arena != NULL)
        return c;
    (void)from->resize(from->state, c, 0);
    return NULL;
}

void advise_contrast_free(advise_contrast *c)
{
    if (c == NULL)
        return;
    allocator from = *arena_allocator_borrow(c->arena);
    arena_free(c->arena);
    (void)from.resize(from.state, c, 0);
}

static bool is_sound(const advise_alternative *a)
{
    bool good =
        a != NULL && (a->settings != NULL || a->setting_count == 0) && (a->file == NULL || a->text == NULL);
    for (size_t i = 0; good && i < a->setting_count; i++)
        good = a->settings[i].name != NULL && a->settings[i].expression != NULL;
    return good;
}

advise_status advise_contrast_new(const advise_report *report, const advise_alternative *alternative,
                                  advise_contrast **out, advise_diagnostics **problems)
{
    if (problems != NULL)
        *problems = NULL;
    if (out != NULL)
        *out = NULL;
    if (report == NULL || out == NULL || !is_sound(alternative))
        return ADVISE_BAD_USE;
    const allocator *from = arena_allocator_borrow(report->session->arena);
    contrast_job job = {.session = report->session,
                        .before = report->result,
                        .alternative = alternative,
                        .out = contrast_new(from),
                        .outcome = LOAD_REFUSED};
    advise_diagnostics *d = diagnostics_new(from);
    advise_status status = ADVISE_NO_MEMORY;
    if (d != NULL && job.out != NULL) {
        job.diags = d->list;
        arena *const arenas[] = {job.out->arena, d->arena};
        if (arena_run_all(arenas, 2, compare, &job) == ARENA_DONE)
            status = status_of_load(job.outcome, ADVISE_BAD_PROFILE);
    }
    if (status == ADVISE_OK)
        *out = job.out;
    else
        advise_contrast_free(job.out);
    return d != NULL ? give_problems(d, problems, status) : status;
}

// --- what it says ---

const advise_report *advise_contrast_report(const advise_contrast *c)
{
    return &c->report;
}

size_t advise_contrast_same_entries(const advise_contrast *c)
{
    return c->result->same_count;
}

size_t advise_contrast_difference_count(const advise_contrast *c)
{
    return c->difference_count;
}

advise_difference advise_contrast_difference(const advise_contrast *c, size_t index)
{
    return c->differences[index];
}

size_t advise_contrast_derived_count(const advise_contrast *c)
{
    return c->result->derived_count;
}

advise_derived_change advise_contrast_derived(const advise_contrast *c, size_t index)
{
    return c->derived[index];
}

size_t advise_contrast_count(const advise_contrast *c)
{
    return c->result->change_count;
}

/// The index of one of an inference's advices; 0 for NULL.
static size_t index_in(const inference *of, const advice *one)
{
    return one != NULL ? (size_t)(one - of->advices) : 0;
}

advise_change_of_advice advise_contrast_change(const advise_contrast *c, size_t index)
{
    const advice_change *change = &c->result->changes[index];
    return (advise_change_of_advice){.kind = (advise_change_kind)change->kind,
                                     .was_there = change->before != NULL,
                                     .is_there = change->after != NULL,
                                     .before = index_in(c->result->before, change->before),
                                     .after = index_in(c->result->after, change->after),
                                     .only_others = change->only_others,
                                     .by_order = change->by_order,
                                     .is_cut = change->is_cut,
                                     .cause_count = change->cause_count,
                                     .evidence_count = change->evidence_count,
                                     .came_above_count = change->came_above_count,
                                     .went_above_count = change->went_above_count};
}

size_t advise_contrast_cause(const advise_contrast *c, size_t change, size_t cause)
{
    return c->result->changes[change].causes[cause];
}

advise_change_of_evidence advise_contrast_evidence(const advise_contrast *c, size_t index, size_t which)
{
    const advice_change *change = &c->result->changes[index];
    const evidence_change *e = &change->evidence[which];
    return (advise_change_of_evidence){
        .was_there = e->before != NULL,
        .is_there = e->after != NULL,
        .before = e->before != NULL ? (size_t)(e->before - change->before->evidence) : 0,
        .after = e->after != NULL ? (size_t)(e->after - change->after->evidence) : 0,
        .difference_count = e->difference_count,
        .is_cut = e->is_cut,
        .derived_count = e->derived_count};
}

size_t advise_contrast_evidence_difference(const advise_contrast *c, size_t change, size_t which,
                                           size_t index)
{
    return c->result->changes[change].evidence[which].differences[index];
}

size_t advise_contrast_evidence_derived(const advise_contrast *c, size_t change, size_t which, size_t index)
{
    return c->result->changes[change].evidence[which].derived[index];
}

size_t advise_contrast_came_above(const advise_contrast *c, size_t change, size_t index)
{
    return index_in(c->result->after, c->result->changes[change].came_above[index]);
}

size_t advise_contrast_went_above(const advise_contrast *c, size_t change, size_t index)
{
    return index_in(c->result->before, c->result->changes[change].went_above[index]);
}
