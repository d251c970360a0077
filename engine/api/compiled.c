// Compiled packs of the public API: made of loaded ones, and loaded instead of the sources where they fit.
#include "api/internal.h"
#include "compiled/read.h"
#include "compiled/write.h"
#include "input/file.h"
#include "pack/inputs.h"

#define PROGRAM SLICE(ADVISE_VERSION)

// --- writing ---

typedef struct compile_job {
    arena *arena;
    const pack *pack;
    const diag_list *problems;
    slice bytes;
} compile_job;

static void compile(void *argument)
{
    compile_job *job = argument;
    job->bytes = compiled_write(job->arena, job->pack, job->problems, PROGRAM);
}

advise_status advise_pack_compile(const advise_pack *p, const advise_diagnostics *problems,
                                  void (*write)(void *state, const char *bytes, size_t length), void *state)
{
    if (p == NULL || write == NULL || pack_is_compiled(pack_of(p)))
        return ADVISE_BAD_USE;
    compile_job job = {.arena = arena_new(arena_allocator_borrow(pack_of(p)->arena), 0),
                       .pack = pack_of(p),
                       .problems = problems != NULL ? problems->list : NULL};
    const bool done = job.arena != NULL && arena_run(job.arena, compile, &job) == ARENA_DONE;
    if (done)
        write(state, job.bytes.ptr, job.bytes.len);
    arena_free(job.arena);
    return done ? ADVISE_OK : ADVISE_NO_MEMORY;
}

// --- loading ---

typedef struct load_job {
    arena *arena;
    const char *given;
    const pack_path *path;
    bool takes_compiled;
    diag_list *diags;
    bool loads_sources; ///< those of the folder `sources`, instead of a compiled file
    slice sources;
    load_outcome outcome; ///< of the compiled file
    pack *pack;
} load_job;

static bool holds_sources(arena *a, slice folder)
{
    file_identity about;
    return file_identify(arena_format(a, "%.*s/pack.yaml", SLICE_ARG(folder)).ptr, &about) != FILE_MISSING;
}

static load_outcome load_outcome_of(compiled_outcome outcome)
{
    switch (outcome) {
    case COMPILED_READ: return LOAD_DONE;
    case COMPILED_MISSING: return LOAD_MISSING;
    case COMPILED_UNREADABLE:
    case COMPILED_UNKNOWN: return LOAD_UNREADABLE;
    default: return LOAD_REFUSED;
    }
}

/// Says why a file that was given cannot be used, and what to do.
static void refuse(const load_job *job, slice file, compiled_outcome outcome)
{
    static const struct {
        const char *code, *what;
    } reasons[] = {
        [COMPILED_MISSING] = {"file-missing", "there is no such pack"},
        [COMPILED_UNREADABLE] = {"file-unreadable", "the file could not be read"},
        [COMPILED_NONE] = {"not-compiled", "this is neither the folder of a pack nor a compiled pack"},
        [COMPILED_OTHER] = {"compiled-other", "this pack was compiled by another version or build of advise"},
        [COMPILED_DAMAGED] = {"compiled-damaged", "this compiled pack is damaged"},
        [COMPILED_STALE] = {"compiled-stale",
                            "the files beside it have changed since this pack was compiled"},
        [COMPILED_UNKNOWN] = {"file-unreadable", "the files beside it could not be read"},
    };
    const slice folder = file_folder(job->arena, file);
    const bool sources = holds_sources(job->arena, folder);
    diag_error(job->diags, (place){0}, reasons[outcome].code, "%.*s: %s", SLICE_ARG(file),
               reasons[outcome].what);
    if (outcome == COMPILED_NONE && sources)
        diag_hint(job->diags, "name the folder: %.*s", SLICE_ARG(folder));
    else if (outcome == COMPILED_NONE)
        diag_hint(job->diags, "name the folder that holds pack.yaml, or what 'advise compile' made of it");
    else if (outcome == COMPILED_UNKNOWN)
        return;
    else if (outcome >= COMPILED_OTHER && sources)
        diag_hint(job->diags, "compile it again: advise compile %.*s -o %.*s", SLICE_ARG(folder),
                  SLICE_ARG(file));
    else if (outcome >= COMPILED_OTHER)
        diag_hint(job->diags, "compile it again, or name the folder of the pack");
}

/// The pack in a file that was given.
static void load_file(load_job *job, slice file)
{
    const compiled_outcome outcome =
        compiled_read(job->arena, file, job->path, PROGRAM, job->diags, &job->pack);
    job->outcome = load_outcome_of(outcome);
    if (outcome != COMPILED_READ)
        refuse(job, file, outcome);
}

/// The sources of a file that was given, for who needs these.
static void find_sources(load_job *job, slice file)
{
    const slice folder = file_folder(job->arena, file);
    const compiled_outcome outcome = compiled_look(job->arena, file);
    if (outcome != COMPILED_READ) {
        job->outcome = load_outcome_of(outcome);
        refuse(job, file, outcome);
        return;
    }
    if (holds_sources(job->arena, folder)) {
        job->sources = folder;
        job->loads_sources = true;
        return;
    }
    diag_error(job->diags, (place){0}, "file-missing",
               "%.*s: the pack's sources are needed, and do not lie beside it", SLICE_ARG(file));
    diag_hint(job->diags, "name the folder that holds pack.yaml");
    job->outcome = LOAD_MISSING;
}

static void load(void *argument)
{
    load_job *job = argument;
    const slice given = arena_copy(job->arena, slice_of(job->given));
    file_identity about;
    const file_problem problem = file_identify(given.ptr, &about);
    const bool is_there = problem == FILE_READ;
    if (problem == FILE_FAILED) {
        job->outcome = LOAD_UNREADABLE;
        refuse(job, given, COMPILED_UNREADABLE);
    } else if (is_there && !about.is_folder && job->takes_compiled) {
        load_file(job, given);
    } else if (is_there && !about.is_folder) {
        find_sources(job, given);
    } else {
        job->sources = given; // a load of them reports what is wrong
        const slice folder =
            job->takes_compiled ? inputs_find_pack(job->arena, given, job->path) : (slice){NULL, 0};
        const slice file = arena_format(job->arena, "%.*s/" COMPILED_NAME, SLICE_ARG(folder));
        job->loads_sources = folder.len == 0 || compiled_read(job->arena, file, job->path, PROGRAM,
                                                              job->diags, &job->pack) != COMPILED_READ;
    }
}

load_outcome load_compiled_or_not(const allocator *from, const char *given, const pack_path *path,
                                  bool takes_compiled, diag_list *diags, pack **out)
{
    load_job job = {.arena = arena_new(from, 0),
                    .given = given,
                    .path = path,
                    .takes_compiled = takes_compiled,
                    .diags = diags,
                    .outcome = LOAD_DONE};
    *out = NULL;
    if (job.arena == NULL)
        return LOAD_NO_MEMORY;
    arena *const arenas[] = {job.arena, diags->arena};
    if (arena_run_all(arenas, 2, load, &job) != ARENA_DONE)
        job.outcome = LOAD_NO_MEMORY;
    else if (job.loads_sources)
        job.outcome = pack_load_with(from, job.sources.ptr, path, diags, out);
    else
        *out = job.pack;
    if (*out == NULL || *out != job.pack)
        arena_free(job.arena);
    return job.outcome;
}
