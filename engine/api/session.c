// The public API over the engine: packs, sessions, diagnostics. Reports are read by api/report.c. Every call that allocates runs below
// arena_run, so that a lack of memory comes back as a status.
#include "api/internal.h"

#include "check/check.h"
#include "feel/temporal.h"
#include "pack/codes.h"

#include <stdlib.h>

const char *advise_version(void)
{
    return ADVISE_VERSION;
}

allocator allocator_of(const advise_allocator *from)
{
    return from != NULL ? (allocator){from->resize, from->state} : allocator_default;
}

// --- diagnostics ---

static void make_list(void *argument)
{
    advise_diagnostics *d = argument;
    d->list = diag_list_new(d->arena);
}

advise_diagnostics *diagnostics_new(const allocator *from)
{
    advise_diagnostics *d = from->resize(from->state, NULL, sizeof *d);
    if (d == NULL)
        return NULL;
    *d = (advise_diagnostics){.arena = arena_new(from, 0)};
    if (d->arena != NULL && arena_run(d->arena, make_list, d) == ARENA_DONE)
        return d;
    arena_free(d->arena);
    (void)from->resize(from->state, d, 0);
    return NULL;
}

void advise_diagnostics_free(advise_diagnostics *d)
{
    if (d == NULL)
        return;
    allocator from = *arena_allocator_borrow(d->arena);
    arena_free(d->arena);
    (void)from.resize(from.state, d, 0);
}

diag_list *diagnostics_list(advise_diagnostics *d)
{
    return d->list;
}

size_t advise_diagnostics_count(const advise_diagnostics *d)
{
    return d != NULL ? d->list->count : 0;
}

size_t advise_diagnostics_dropped(const advise_diagnostics *d)
{
    return d != NULL ? d->list->dropped : 0;
}

advise_diagnostic advise_diagnostics_get(const advise_diagnostics *d, size_t index)
{
    const diagnostic *i = &d->list->items[index];
    return (advise_diagnostic){.is_error = i->severity == SEVERITY_ERROR,
                               .severity = (advise_severity)i->severity,
                               .code = i->code,
                               .file = text_of(i->file),
                               .line = i->line,
                               .column = i->column,
                               .length = i->length,
                               .message = text_of(i->message),
                               .hint = text_of(i->hint),
                               .source_line = text_of(i->source_line),
                               .witness = text_of(i->witness),
                               .about = i->about != NULL ? i->about : "",
                               .id = text_of(i->id),
                               .allowed = text_of(i->allowed)};
}

static void sort_list(void *list)
{
    diag_sort(list);
}

advise_status give_problems(advise_diagnostics *d, advise_diagnostics **problems, advise_status status)
{
    if (problems == NULL || d->list->count == 0) {
        advise_diagnostics_free(d);
        return status;
    }
    if (arena_run(d->arena, sort_list, d->list) != ARENA_DONE)
        status = ADVISE_NO_MEMORY;
    *problems = d;
    return status;
}

advise_status status_of_load(load_outcome outcome, advise_status refused)
{
    switch (outcome) {
    case LOAD_DONE: return ADVISE_OK;
    case LOAD_REFUSED: return refused;
    case LOAD_UNREADABLE: return ADVISE_IO_FAILED;
    case LOAD_NO_MEMORY: break;
    }
    return ADVISE_NO_MEMORY;
}

// --- packs ---

advise_status advise_pack_load(const char *folder, const advise_allocator *from, advise_pack **out,
                               advise_diagnostics **problems)
{
    advise_load_options options = {.from = from};
    return advise_pack_load_with(folder, &options, out, problems);
}

advise_status advise_pack_load_with(const char *folder, const advise_load_options *options, advise_pack **out,
                                    advise_diagnostics **problems)
{
    if (problems != NULL)
        *problems = NULL;
    if (folder == NULL || options == NULL || out == NULL)
        return ADVISE_BAD_USE;
    *out = NULL;
    allocator source = allocator_of(options->from);
    pack_path path = {options->path, options->path_count, options->last_path, options->last_path_count};
    advise_diagnostics *d = diagnostics_new(&source);
    if (d == NULL)
        return ADVISE_NO_MEMORY;
    pack *loaded;
    load_outcome outcome = pack_load_with(&source, folder, &path, d->list, &loaded);
    *out = (advise_pack *)loaded;
    return give_problems(d, problems, status_of_load(outcome, ADVISE_BAD_PACK));
}

advise_status advise_pack_check(const advise_pack *p, advise_diagnostics **problems)
{
    if (p == NULL || problems == NULL)
        return ADVISE_BAD_USE;
    const allocator *from = arena_allocator_borrow(pack_of(p)->arena);
    advise_diagnostics *d = *problems != NULL ? *problems : diagnostics_new(from);
    *problems = NULL;
    if (d == NULL)
        return ADVISE_NO_MEMORY;
    advise_status status = check_pack(from, pack_of(p), d->list, NULL) ? ADVISE_OK : ADVISE_NO_MEMORY;
    return give_problems(d, problems, status);
}

size_t advise_code_count(void)
{
    return check_code_count;
}

advise_code advise_code_get(size_t index)
{
    const check_code *c = &check_codes[index];
    return (advise_code){c->code, (advise_severity)c->level, c->meaning,
                         c->explanation != NULL ? c->explanation : "", c->example != NULL ? c->example : ""};
}

const pack *pack_of(const advise_pack *p)
{
    return (const pack *)p;
}

void advise_pack_free(advise_pack *p)
{
    pack_free((pack *)p);
}

const char *advise_pack_name(const advise_pack *p)
{
    return text_of(pack_of(p)->name);
}

const char *advise_pack_version(const advise_pack *p)
{
    return text_of(pack_of(p)->version);
}

const char *advise_pack_title(const advise_pack *p)
{
    return text_of(pack_of(p)->title);
}

size_t advise_pack_fact_count(const advise_pack *p)
{
    return pack_of(p)->fact_count;
}

size_t advise_pack_rule_count(const advise_pack *p)
{
    return pack_of(p)->rule_count;
}

size_t advise_pack_recommendation_count(const advise_pack *p)
{
    return pack_of(p)->recommendation_count;
}

size_t advise_pack_source_count(const advise_pack *p)
{
    return pack_of(p)->source_count;
}

size_t advise_pack_level_count(const advise_pack *p)
{
    return pack_of(p)->level_count;
}

advise_level advise_pack_level(const advise_pack *p, size_t level)
{
    const pack_level *l = &pack_of(p)->levels[level];
    return (advise_level){text_of(l->name), text_of(l->version), text_of(l->title), text_of(l->folder)};
}

// --- sessions ---

advise_session *advise_session_new(const advise_pack *p, const advise_allocator *from)
{
    enum { MOST_MEMORY = 1 << 30 };
    allocator source = allocator_of(from);
    advise_session *s = p != NULL ? source.resize(source.state, NULL, sizeof *s) : NULL;
    if (s == NULL)
        return NULL;
    *s = (advise_session){
        .pack = pack_of(p), .arena = arena_new(&source, MOST_MEMORY), .settings = arena_new(&source, 0)};
    if (s->arena != NULL && s->settings != NULL)
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

typedef struct setting_job {
    advise_session *session;
    const char *first, *second;
    bool good;
} setting_job;

static void set_date(void *argument)
{
    setting_job *job = argument;
    advise_session *s = job->session;
    job->good = temporal_clock(s->settings, slice_of(job->first), &s->today, &s->now);
    if (job->good)
        s->date = temporal_to_text(s->settings, s->today);
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

static void run_guarded(void *argument)
{
    run_job *job = argument;
    advise_session *s = job->session;
    feel_machine *m = ARENA_NEW(s->arena, feel_machine);
    feel_machine_init(m, s->arena);
    m->now = s->now;
    m->today = s->today;
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
    advise_report *report = ARENA_NEW(s->arena, advise_report);
    *report = (advise_report){.session = s, .result = infer(m, s->pack, person)};
    if (report->result->exhausted) {
        diag_error(job->diags, (place){0}, "budget", "%s: the evaluation took more than its budget of steps",
                   person->file.ptr);
        return;
    }
    job->report = report;
    job->outcome = LOAD_DONE;
}

static void run_inside(void *argument)
{
    run_job *job = argument;
    if (arena_run(job->diags->arena, run_guarded, job) != ARENA_DONE)
        arena_fail(job->session->arena);
}

static advise_status run(run_job *job, const advise_report **report, advise_diagnostics **problems)
{
    if (problems != NULL)
        *problems = NULL;
    *report = NULL;
    arena_reset(job->session->arena);
    advise_diagnostics *d = diagnostics_new(arena_allocator_borrow(job->session->arena));
    if (d == NULL)
        return ADVISE_NO_MEMORY;
    job->diags = d->list;
    if (arena_run(job->session->arena, run_inside, job) != ARENA_DONE) {
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
