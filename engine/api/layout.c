// Layouts of files through the public API.
#include "api/internal.h"

#include "base/limits.h"
#include "input/file.h"
#include "input/layout.h"

struct advise_layout {
    arena *arena;
    slice before, after;
};

typedef struct layout_job {
    advise_layout *layout;
    diag_list *diags;
    const char *path; ///< of a file; NULL: `before` of the layout
    const char *name;
    bool read_failed;
} layout_job;

static void lay_out(void *argument)
{
    layout_job *job = argument;
    advise_layout *l = job->layout;
    bool standard_input = job->path != NULL && strcmp(job->path, "-") == 0;
    source_text *source = ARENA_NEW(l->arena, source_text);
    source->file = standard_input ? SLICE("<stdin>") : arena_copy(l->arena, slice_of(job->name));
    if (job->path != NULL) {
        file_problem problem =
            file_read_at(l->arena, standard_input ? "/dev/stdin" : job->path, LIMIT_PACK_FILE, &l->before);
        job->read_failed = problem != FILE_READ;
        if (job->read_failed) {
            diag_error(job->diags, (place){0}, "file-unreadable", "%.*s: %s", SLICE_ARG(source->file),
                       file_problem_text(problem));
            return;
        }
    }
    source->text = l->before;
    l->after = layout_format(l->arena, source, job->diags);
}

static advise_status run(layout_job *job, const advise_allocator *from, slice text, advise_layout **out,
                         advise_diagnostics **problems)
{
    if (problems != NULL)
        *problems = NULL;
    *out = NULL;
    allocator source = allocator_of(from);
    advise_diagnostics *d = diagnostics_new(&source);
    advise_layout *l = d != NULL ? source.resize(source.state, NULL, sizeof *l) : NULL;
    if (l != NULL)
        *l = (advise_layout){.arena = arena_new(&source, 0), .before = text};
    bool done = l != NULL && l->arena != NULL;
    if (done) {
        arena *const arenas[] = {l->arena, d->arena};
        job->layout = l;
        job->diags = d->list;
        done = arena_run_all(arenas, 2, lay_out, job) == ARENA_DONE;
    }
    if (!done) {
        advise_diagnostics_free(d);
        if (l != NULL)
            arena_free(l->arena);
        (void)source.resize(source.state, l, 0);
        return ADVISE_NO_MEMORY;
    }
    if (l->after.ptr != NULL) {
        *out = l;
        return give_problems(d, problems, ADVISE_OK);
    }
    advise_layout_free(l);
    return give_problems(d, problems, job->read_failed ? ADVISE_IO_FAILED : ADVISE_BAD_PACK);
}

advise_status advise_layout_file(const char *path, const advise_allocator *from, advise_layout **out,
                                 advise_diagnostics **problems)
{
    if (path == NULL || out == NULL)
        return ADVISE_BAD_USE;
    layout_job job = {.path = path, .name = path};
    return run(&job, from, (slice){NULL, 0}, out, problems);
}

advise_status advise_layout_text(const char *name, const char *text, size_t length,
                                 const advise_allocator *from, advise_layout **out,
                                 advise_diagnostics **problems)
{
    if (name == NULL || (text == NULL && length > 0) || out == NULL)
        return ADVISE_BAD_USE;
    layout_job job = {.name = name};
    return run(&job, from, (slice){text, length}, out, problems);
}

const char *advise_layout_before(const advise_layout *l, size_t *length)
{
    *length = l->before.len;
    return l->before.ptr;
}

const char *advise_layout_after(const advise_layout *l, size_t *length)
{
    *length = l->after.len;
    return l->after.ptr;
}

void advise_layout_free(advise_layout *l)
{
    if (l == NULL)
        return;
    allocator from = *arena_allocator_borrow(l->arena);
    arena_free(l->arena);
    (void)from.resize(from.state, l, 0);
}
