// Reads a compiled file: is it one, of this program, whole, and of the files beside it? Only then its pointers are linked and looked at.
#include "compiled/read.h"

#include "base/limits.h"
#include "compiled/image.h"
#include "input/file.h"
#include "pack/inputs.h"

// --- the header ---

/// True if the sections lie in the file one behind the other, so that none lies in another.
static bool find_sections(image *im, char *bytes, size_t size, const compiled_header *header)
{
    uint64_t end = sizeof *header;
    bool good = true;
    for (size_t i = 0; i < SECTION_COUNT && good; i++) {
        const section_span *s = &header->spans[i];
        const size_t each = section_form((section)i)->size;
        good = s->at % COMPILED_ALIGNMENT == 0 && s->at >= end && s->at <= size &&
               s->count <= (size - s->at) / each;
        if (!good)
            break;
        end = s->at + s->count * each;
        im->sections[i].first = bytes + s->at;
        im->sections[i].count = (size_t)s->count;
        im->sections[i].size = each;
    }
    return good && im->sections[SECTION_HEAD].count == 1 && im->sections[SECTION_PACK].count == 1;
}

static bool is_program(const compiled_header *h, slice program)
{
    char name[COMPILED_PROGRAM] = {0};
    memcpy(name, program.ptr, program.len < sizeof name ? program.len : sizeof name - 1);
    return memcmp(h->program, name, sizeof name) == 0;
}

static bool is_marked(const char *bytes, size_t size)
{
    const size_t length = sizeof(((const compiled_header *)0)->magic);
    return size >= length && memcmp(bytes, COMPILED_MAGIC, length) == 0;
}

/// Reads the bytes of a file.
static compiled_outcome read_file(arena *a, slice path, char **bytes, size_t *size)
{
    const file_problem problem = file_read_block(a, path.ptr, LIMIT_COMPILED, bytes, size);
    return problem == FILE_READ      ? COMPILED_READ
           : problem == FILE_MISSING ? COMPILED_MISSING
                                     : COMPILED_UNREADABLE;
}

compiled_outcome compiled_look(arena *a, slice path)
{
    char *bytes;
    size_t size;
    const compiled_outcome outcome = read_file(a, path, &bytes, &size);
    return outcome == COMPILED_READ && !is_marked(bytes, size) ? COMPILED_NONE : outcome;
}

static compiled_outcome read_header(image *im, char *bytes, size_t size, slice program)
{
    compiled_header h;
    if (!is_marked(bytes, size))
        return COMPILED_NONE;
    if (size < sizeof h)
        return COMPILED_DAMAGED;
    memcpy(&h, bytes, sizeof h);
    im->builtins = builtin_list(im->arena, &im->builtin_count);
    const bool fits = h.order == COMPILED_ORDER && h.format == COMPILED_FORMAT && is_program(&h, program) &&
                      h.fingerprint == forms_fingerprint(im->builtins, im->builtin_count);
    if (!fits)
        return COMPILED_OTHER;
    const size_t start = offsetof(compiled_header, size);
    const bool whole = h.size == size && compiled_checksum(bytes + start, size - start, 0) == h.checksum &&
                       find_sections(im, bytes, size, &h);
    return whole ? COMPILED_READ : COMPILED_DAMAGED;
}

// --- the files that it was compiled from ---

/// Whether there are sources: FILE_READ, FILE_MISSING, or why it is not known.
static file_problem look_for_sources(arena *a, slice folder)
{
    file_identity about;
    return file_identify(arena_format(a, "%.*s/pack.yaml", SLICE_ARG(folder)).ptr, &about);
}

static bool is_input(const compiled_head *head, size_t level, slice name)
{
    bool found = false;
    for (size_t i = 0; i < head->input_count && !found; i++)
        found = head->inputs[i].level == level && slice_equal(head->inputs[i].name, name);
    return found;
}

/// Whether each file has the bytes that it had.
static inputs_state compare(arena *scratch, const compiled_head *head, const slice *folders)
{
    inputs_state state = INPUTS_FOUND;
    for (size_t i = 0; i < head->input_count && state == INPUTS_FOUND; i++) {
        const compiled_input *in = &head->inputs[i];
        slice text = {NULL, 0};
        const file_problem problem =
            file_read_beneath(scratch, folders[in->level].ptr, in->name, LIMIT_PACK_FILE, &text);
        const bool same = problem == FILE_READ && text.len == in->size &&
                          compiled_checksum(text.ptr, text.len, 0) == in->hash;
        state = problem == FILE_FAILED ? INPUTS_UNREADABLE : same ? INPUTS_FOUND : INPUTS_CHANGED;
    }
    return state;
}

/// Whether there is no file that was not there.
static inputs_state look_for_new(arena *scratch, const compiled_head *head, const slice *folders)
{
    inputs_state state = INPUTS_FOUND;
    for (size_t level = 0; level < head->pack->level_count && state == INPUTS_FOUND; level++) {
        folder_names names = {0};
        state = inputs_list(scratch, folders[level], &names);
        for (size_t i = 0; i < names.count && state == INPUTS_FOUND; i++)
            state = is_input(head, level, names.items[i]) ? INPUTS_FOUND : INPUTS_CHANGED;
    }
    return state;
}

/// Finds the folders, and tells if what lies there is still the same. Without sources beside it, a level's folder is called like its pack.
static inputs_state find_sources(image *im, slice path, const pack_path *packs, slice *folders)
{
    arena *a = im->arena;
    const compiled_head *head = im->head;
    const pack *p = head->pack;
    const slice folder = file_folder(a, path);
    const file_problem problem = look_for_sources(a, folder);
    if (problem == FILE_FAILED)
        return INPUTS_UNREADABLE;
    if (problem == FILE_MISSING) {
        for (size_t i = 0; i < p->level_count; i++)
            folders[i] = p->levels[i].name;
        return INPUTS_FOUND;
    }
    inputs_state state = inputs_find_folders(a, folder, packs, p->levels, p->level_count, folders);
    arena *scratch = arena_new_child(a);
    if (state == INPUTS_FOUND)
        state = look_for_new(scratch, head, folders);
    if (state == INPUTS_FOUND)
        state = compare(scratch, head, folders);
    arena_reset(scratch); // freed with its parent
    return state;
}

/// What has to hold before names of files can be made.
static bool is_head_sound(const image *im)
{
    const pack *p = im->head->pack;
    bool good = p == im->pack && p->level_count > 0 && p->level_count <= LIMIT_LEVELS;
    for (size_t i = 0; i < im->head->input_count && good; i++)
        good = im->head->inputs[i].level < p->level_count;
    for (size_t i = 0; i < p->level_count && good; i++) {
        for (size_t k = 0; k < p->levels[i].base_count && good; k++)
            good = p->levels[i].bases[k].level < i;
    }
    return good;
}

/// The names of the files, as a load from them has them.
static void name_files(image *im, const slice *folders)
{
    slice *files = ARENA_ARRAY(im->arena, im->head->input_count, slice);
    for (size_t i = 0; i < im->head->input_count; i++) {
        const compiled_input *in = &im->head->inputs[i];
        files[i] = arena_format(im->arena, "%.*s/%.*s", SLICE_ARG(folders[in->level]), SLICE_ARG(in->name));
    }
    im->files = files;
}

/// Sets what is not in the file.
static void finish(image *im, const slice *folders)
{
    pack *p = im->pack;
    pack_level *levels = IMAGE_ITEMS(im, LEVEL, pack_level);
    for (size_t i = 0; i < p->level_count; i++)
        levels[i].folder = folders[i];
    p->arena = im->arena;
    p->folder = folders[p->level_count - 1];
    p->scope.names = feel_names_new(im->arena, p->scope.variables, p->scope.count);
}

static diagnostic_place copy_place(arena *a, const diagnostic_place *from)
{
    diagnostic_place copy = *from;
    copy.file = arena_copy(a, from->file);
    copy.source_line = arena_copy(a, from->source_line);
    return copy;
}

/// The list outlives the pack.
static void warn(diag_list *diags, const diagnostic *from)
{
    arena *a = diags->arena;
    diagnostic d = *from;
    d.code = arena_copy(a, slice_of(from->code)).ptr;
    d.about = from->about != NULL ? arena_copy(a, slice_of(from->about)).ptr : NULL;
    slice *const texts[] = {&d.file, &d.message, &d.hint, &d.witness, &d.id, &d.allowed, &d.source_line};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = arena_copy(a, *texts[i]);
    d.others.items = ARENA_ARRAY(a, d.others.count, diagnostic_place);
    d.others.capacity = d.others.count;
    for (size_t i = 0; i < d.others.count; i++)
        d.others.items[i] = copy_place(a, &from->others.items[i]);
    ARENA_PUSH(a, diags, items, count, capacity, d);
}

/// Errors are no warnings, and each has a code.
static bool are_problems_sound(const compiled_head *head)
{
    bool good = head->problem_count <= LIMIT_DIAGNOSTICS;
    for (size_t i = 0; i < head->problem_count && good; i++)
        good = head->problems[i].severity != SEVERITY_ERROR && head->problems[i].code != NULL;
    return good;
}

compiled_outcome compiled_read(arena *a, slice path, const pack_path *packs, slice program, diag_list *diags,
                               pack **out)
{
    char *bytes;
    size_t size;
    compiled_outcome outcome = read_file(a, path, &bytes, &size);
    if (outcome != COMPILED_READ)
        return outcome;
    image *im = ARENA_NEW(a, image);
    im->arena = a;
    outcome = read_header(im, bytes, size, program);
    if (outcome != COMPILED_READ)
        return outcome;
    if (!image_link_head(im) || !is_head_sound(im))
        return COMPILED_DAMAGED;
    slice *folders = ARENA_ARRAY(a, im->pack->level_count, slice);
    const inputs_state state = find_sources(im, path, packs, folders);
    if (state != INPUTS_FOUND)
        return state == INPUTS_CHANGED ? COMPILED_STALE : COMPILED_UNKNOWN;
    name_files(im, folders);
    if (!image_link(im) || !verify_values(im) || !verify_expressions(im) || !verify_pack(im) ||
        !are_problems_sound(im->head))
        return COMPILED_DAMAGED;
    for (size_t i = 0; i < im->head->problem_count; i++)
        warn(diags, &im->head->problems[i]);
    finish(im, folders);
    *out = im->pack;
    return COMPILED_READ;
}
