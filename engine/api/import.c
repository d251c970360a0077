// Imports of a person's file through the public API.
#include "api/internal.h"

#include "base/limits.h"
#include "base/text.h"
#include "import/complete.h"
#include "import/read.h"

typedef struct import_job {
    const advise_session *session;
    const char *path, *name, *folder;
    slice text;
    bool people;
    arena *arena;
    diag_list *diags;
    advise_import_result *result;
    slice out;
    load_outcome outcome;
    bool bad_pack; ///< it is the pack that is wrong
} import_job;

/// The description of the file's kind; NULL, reported, if there is none.
static const import_description *find_description(import_job *job, const import_descriptions *all,
                                                  const document *file)
{
    const import_description *found = NULL;
    text_builder names = {.arena = job->arena};
    for (size_t i = 0; i < all->count && found == NULL; i++) {
        found = import_fits(all->items[i], file) ? all->items[i] : NULL;
        text_add_format(&names, "%s%.*s", i > 0 ? ", " : "", SLICE_ARG(all->items[i]->title));
    }
    if (found == NULL) {
        diag_error(job->diags, (place){0}, "not-a-resume", "%s: this is no file that can be imported",
                   job->path);
        diag_hint(job->diags, "the pack knows: %.*s", SLICE_ARG(text_result(&names)));
        job->outcome = LOAD_REFUSED;
    }
    return found;
}

static void import_file(void *argument)
{
    import_job *job = argument;
    const pack *p = job->session->pack;
    import_descriptions all = {0};
    import_findings findings = {0};
    import_counts counts = {0};
    document file = {0};
    source_text *source = ARENA_NEW(job->arena, source_text);
    *source = (source_text){.file = slice_of(job->name), .text = job->text};
    job->outcome = import_descriptions_load(job->arena, p, job->diags, &all);
    job->bad_pack = job->outcome != LOAD_DONE;
    if (job->outcome == LOAD_DONE && all.count == 0) {
        diag_error(job->diags, (place){0}, "no-imports", "the pack '%.*s' does not say what can be imported",
                   SLICE_ARG(p->name));
        diag_hint(job->diags, "it has no folder 'import' with descriptions");
        job->outcome = LOAD_REFUSED;
        job->bad_pack = true;
    }
    import_tables tables = {0};
    tables.names = import_descriptions_tables(job->arena, &all, &tables.count);
    if (job->outcome == LOAD_DONE)
        job->outcome = import_read(job->arena, job->path, tables, &file, job->diags);
    const import_description *d = job->outcome == LOAD_DONE ? find_description(job, &all, &file) : NULL;
    if (d == NULL)
        return;
    import_find(job->arena, p, d, &file, job->session->clock.today, job->people, &findings);
    if (findings.count > LIMIT_IMPORT_FINDINGS) {
        diag_error(job->diags, (place){0}, "too-large", "%s: it states more than %d things", job->path,
                   LIMIT_IMPORT_FINDINGS);
        job->outcome = LOAD_REFUSED;
    } else if (!import_complete(job->arena, p, source, job->folder, &findings, &job->out, &counts,
                                job->diags)) {
        job->outcome = LOAD_REFUSED;
    }
    *job->result = (advise_import_result){
        .stated = counts.stated, .guesses = counts.guesses, .kept = counts.kept, .people = counts.people};
}

static void report_size(void *argument)
{
    const import_job *job = argument;
    diag_error(job->diags, (place){0}, "too-large", "%s: it takes more memory than an import may have",
               job->path);
}

advise_status advise_import(const advise_session *s, const char *path, const advise_import_profile *into,
                            bool people, void (*write)(void *state, const char *text, size_t length),
                            void *state, advise_import_result *result, advise_diagnostics **problems)
{
    advise_import_result unread;
    if (problems != NULL)
        *problems = NULL;
    if (s == NULL || path == NULL || into == NULL || into->name == NULL ||
        (into->text == NULL && into->length > 0) || write == NULL || pack_is_compiled(s->declared))
        return ADVISE_BAD_USE;
    const allocator *from = arena_allocator_borrow(s->arena);
    import_job job = {.session = s,
                      .path = path,
                      .name = into->name,
                      .folder = into->folder,
                      .text = {into->text, into->length},
                      .people = people,
                      .arena = arena_new(from, LIMIT_MEMORY),
                      .result = result != NULL ? result : &unread,
                      .outcome = LOAD_NO_MEMORY};
    *job.result = (advise_import_result){0};
    advise_diagnostics *d = job.arena != NULL ? diagnostics_new(from) : NULL;
    if (d != NULL) {
        job.diags = diagnostics_list(d);
        arena *const arenas[] = {job.arena, d->arena};
        const arena_outcome ended = arena_run_all(arenas, 2, import_file, &job);
        if (ended != ARENA_DONE)
            job.outcome = LOAD_NO_MEMORY;
        if (ended == ARENA_LIMIT && arena_run(d->arena, report_size, &job) == ARENA_DONE)
            job.outcome = LOAD_REFUSED;
    }
    const advise_status status =
        status_of_load(job.outcome, job.bad_pack ? ADVISE_BAD_PACK : ADVISE_BAD_PROFILE);
    if (status == ADVISE_OK)
        write(state, job.out.ptr, job.out.len);
    arena_free(job.arena);
    return d != NULL ? give_problems(d, problems, status) : ADVISE_NO_MEMORY;
}
