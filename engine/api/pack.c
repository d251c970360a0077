// Packs of the public API: loading, checking, and what they say of themselves.
#include "api/internal.h"

#include "check/check.h"
#include "import/description.h"
#include "pack/codes.h"
#include "pack/content.h"

#include <inttypes.h>
#include <stdio.h>

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
    pack *loaded = NULL;
    const load_outcome outcome =
        load_compiled_or_not(&source, folder, &path, options->compiled, d->list, &loaded);
    *out = (advise_pack *)loaded;
    return give_problems(d, problems, status_of_load(outcome, ADVISE_BAD_PACK));
}

typedef struct check_imports_job {
    const pack *pack;
    diag_list *diags;
    load_outcome outcome;
} check_imports_job;

/// What the pack says of files that can be imported.
static void check_imports(void *argument)
{
    check_imports_job *job = argument;
    import_descriptions all = {0};
    job->outcome = import_descriptions_load(job->diags->arena, job->pack, job->diags, &all);
}

advise_status advise_pack_check(const advise_pack *p, advise_diagnostics **problems)
{
    if (p == NULL || problems == NULL || pack_is_compiled(pack_of(p)))
        return ADVISE_BAD_USE;
    const allocator *from = arena_allocator_borrow(pack_of(p)->arena);
    advise_diagnostics *d = *problems != NULL ? *problems : diagnostics_new(from);
    *problems = NULL;
    if (d == NULL)
        return ADVISE_NO_MEMORY;
    check_imports_job imports = {pack_of(p), d->list, LOAD_DONE};
    const bool done = check_pack(from, imports.pack, d->list, NULL) &&
                      arena_run(d->arena, check_imports, &imports) == ARENA_DONE;
    if (!done)
        imports.outcome = LOAD_NO_MEMORY;
    return give_problems(d, problems, status_of_load(imports.outcome, ADVISE_OK)); // errors are findings
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

advise_status advise_pack_content(const advise_pack *p, char text[ADVISE_CONTENT_SIZE])
{
    uint64_t content;
    if (p == NULL || text == NULL)
        return ADVISE_BAD_USE;
    if (!pack_content_alone(pack_of(p), &content))
        return ADVISE_NO_MEMORY;
    (void)snprintf(text, ADVISE_CONTENT_SIZE, "%016" PRIx64, content);
    return ADVISE_OK;
}

size_t advise_pack_recommendation_count(const advise_pack *p)
{
    return pack_of(p)->recommendation_count;
}

size_t advise_pack_source_count(const advise_pack *p)
{
    return pack_of(p)->source_count;
}

advise_office advise_pack_office(const advise_pack *p)
{
    const pack_office *o = &pack_of(p)->office;
    return (advise_office){.name = text_of(o->name),
                           .closing = text_of(o->closing),
                           .logo_type = o->logo_type,
                           .logo = o->logo.ptr,
                           .logo_length = o->logo.len};
}

size_t advise_pack_profile_check_count(const advise_pack *p)
{
    return pack_of(p)->profile_check_count;
}

advise_profile_check advise_pack_profile_check(const advise_pack *p, size_t index)
{
    const profile_check *c = &pack_of(p)->profile_checks[index];
    return (advise_profile_check){text_of(c->id), text_of(c->outline)};
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

// --- codes of diagnostics ---

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
