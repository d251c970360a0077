// Sessions of the public API: their settings, and runs. Every call that allocates runs below arena_run, so that a lack of memory comes back
// as a status. Reports are read by api/report.c.
#include "api/internal.h"

#include "base/limits.h"
#include "feel/temporal.h"
#include "infer/sanity.h"
#include "pack/dated.h"
#include "profile/setting.h"

/// The pack at the session's date.
static void take_pack(void *argument)
{
    advise_session *s = argument;
    s->pack = pack_at(s->settings, s->declared, s->clock.today);
}

advise_session *advise_session_new(const advise_pack *p, const advise_allocator *from)
{
    allocator source = allocator_of(from);
    advise_session *s = p != NULL ? source.resize(source.state, NULL, sizeof *s) : NULL;
    if (s == NULL)
        return NULL;
    *s = (advise_session){.pack = pack_of(p),
                          .declared = pack_of(p),
                          .places = 3,
                          .arena = arena_new(&source, LIMIT_MEMORY),
                          .settings = arena_new(&source, 0)};
    if (s->arena != NULL && s->settings != NULL && arena_run(s->settings, take_pack, s) == ARENA_DONE)
        return s;
    arena_free(s->arena);
    arena_free(s->settings);
    (void)source.resize(source.state, s, 0);
    return NULL;
}

void advise_session_free(advise_session *s)
{
    if (s == NULL)
        return;
    allocator from = *arena_allocator_borrow(s->arena);
    arena_free(s->arena);
    arena_free(s->settings);
    (void)from.resize(from.state, s, 0);
}

advise_status advise_session_set_places(advise_session *s, size_t places)
{
    if (s == NULL)
        return ADVISE_BAD_USE;
    s->places = places > 0 ? places : 3;
    return ADVISE_OK;
}

typedef struct setting_job {
    advise_session *session;
    const char *first, *second;
    bool good;
} setting_job;

static void set_date(void *argument)
{
    setting_job *job = argument;
    advise_session *s = job->session;
    job->good = temporal_clock(s->settings, slice_of(job->first), &s->clock);
    if (job->good)
        s->date = temporal_to_text(s->settings, s->clock.today);
    if (job->good)
        take_pack(s);
}

advise_status advise_session_set_date(advise_session *s, const char *date)
{
    if (s == NULL || date == NULL)
        return ADVISE_BAD_USE;
    setting_job job = {.session = s, .first = date};
    if (arena_run(s->settings, set_date, &job) != ARENA_DONE)
        return ADVISE_NO_MEMORY;
    return job.good ? ADVISE_OK : ADVISE_BAD_USE;
}

const char *advise_session_date(const advise_session *s)
{
    return text_of(s->date);
}

static void set_fact(void *argument)
{
    setting_job *job = argument;
    fact_setting setting = {arena_copy(job->session->settings, slice_of(job->first)),
                            arena_copy(job->session->settings, slice_of(job->second))};
    ARENA_PUSH(job->session->settings, &job->session->facts, items, count, capacity, setting);
}

advise_status advise_session_set_fact(advise_session *s, const char *name, const char *expression)
{
    if (s == NULL || (name == NULL) != (expression == NULL))
        return ADVISE_BAD_USE;
    if (name == NULL) {
        s->facts.count = 0;
        return ADVISE_OK;
    }
    setting_job job = {.session = s, .first = name, .second = expression};
    return arena_run(s->settings, set_fact, &job) == ARENA_DONE ? ADVISE_OK : ADVISE_NO_MEMORY;
}

// --- runs ---

typedef struct run_job {
    advise_session *session;
    diag_list *diags;
    const char *path; ///< of a file; NULL: `text`
    const char *name, *folder;
    slice text;
    profile_syntax syntax;
    load_outcome outcome; ///< of reading the profile and its replaced facts, and of inferring
    advise_report *report;
} run_job;

static void infer_profile(void *argument)
{
    run_job *job = argument;
    advise_session *s = job->session;
    feel_machine *m = ARENA_NEW(s->arena, feel_machine);
    feel_machine_init(m, s->arena);
    m->clock = s->clock;
    profile *person = NULL;
    job->outcome = LOAD_REFUSED; // until it is known better
    if (job->path != NULL)
        job->outcome = profile_read_file(s->arena, s->pack, job->path, job->diags, &person);
    else
        person = profile_read_text(s->arena, s->pack, arena_copy(s->arena, slice_of(job->name)), job->text,
                                   job->syntax, job->folder, job->diags);
    if (person == NULL)
        return;
    bool good = true;
    job->outcome = LOAD_REFUSED;
    for (size_t i = 0; i < s->facts.count; i++)
        good = profile_set(s->arena, s->pack, person, s->facts.items[i].name, s->facts.items[i].expression, m,
                           job->diags) &&
               good;
    if (!good)
        return;
    sanity_check(m, s->pack, person, job->diags);
    const inference *result = infer(s->arena, s->pack, person, s->clock, s->places, job->diags, (place){0});
    if (result == NULL)
        return;
    job->report = ARENA_NEW(s->arena, advise_report);
    *job->report = (advise_report){.session = s, .result = result};
    job->outcome = LOAD_DONE;
}

static advise_status run(run_job *job, const advise_report **report, advise_diagnostics **problems)
{
    if (problems != NULL)
        *problems = NULL;
    *report = NULL;
    arena_reset(job->session->arena);
    job->session->lacks_text = false;
    advise_diagnostics *d = diagnostics_new(arena_allocator_borrow(job->session->arena));
    if (d == NULL)
        return ADVISE_NO_MEMORY;
    job->diags = d->list;
    arena *const arenas[] = {job->session->arena, d->arena};
    if (arena_run_all(arenas, 2, infer_profile, job) != ARENA_DONE) {
        advise_diagnostics_free(d);
        return ADVISE_NO_MEMORY;
    }
    *report = job->report;
    return give_problems(d, problems, status_of_load(job->outcome, ADVISE_BAD_PROFILE));
}

advise_status advise_run_file(advise_session *s, const char *path, const advise_report **report,
                              advise_diagnostics **problems)
{
    if (s == NULL || path == NULL || report == NULL)
        return ADVISE_BAD_USE;
    run_job job = {.session = s, .path = path};
    return run(&job, report, problems);
}

static advise_status run_text(run_job job, const advise_report **report, advise_diagnostics **problems)
{
    if (job.session == NULL || job.name == NULL || (job.text.ptr == NULL && job.text.len > 0) ||
        report == NULL)
        return ADVISE_BAD_USE;
    return run(&job, report, problems);
}

advise_status advise_run_text(advise_session *s, const char *name, const char *text, size_t length,
                              const char *folder, const advise_report **report, advise_diagnostics **problems)
{
    run_job job = {.session = s, .name = name, .folder = folder, .text = {text, length}};
    return run_text(job, report, problems);
}

advise_status advise_run_json(advise_session *s, const char *name, const char *text, size_t length,
                              const char *folder, const advise_report **report, advise_diagnostics **problems)
{
    run_job job = {
        .session = s, .name = name, .folder = folder, .text = {text, length}, .syntax = PROFILE_JSON};
    return run_text(job, report, problems);
}
