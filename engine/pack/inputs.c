// Notes the files of a pack while it is loaded, and finds its folders again later.
#include "pack/inputs.h"

#include "base/limits.h"
#include "pack/loader.h"

/// A file that was read. Its level has no number yet.
struct noted_input {
    slice folder, name, text;
};

void note_input(loader *l, slice folder, slice name, slice text)
{
    for (size_t i = 0; i < l->inputs.count; i++) { // a table's file is read again if overrides edit its rows
        if (slice_equal(l->inputs.items[i].folder, folder) && slice_equal(l->inputs.items[i].name, name))
            return;
    }
    const struct noted_input one = {folder, name, text};
    ARENA_PUSH(l->arena, &l->inputs, items, count, capacity, one);
}

static size_t level_of_folder(const loader *l, slice folder)
{
    size_t level = 0;
    while (!slice_equal(l->heads[level].folder, folder))
        level++;
    return level;
}

void keep_inputs(loader *l)
{
    pack_input *inputs = ARENA_ARRAY(l->arena, l->inputs.count, pack_input);
    for (size_t i = 0; i < l->inputs.count; i++) {
        const struct noted_input *from = &l->inputs.items[i];
        inputs[i] = (pack_input){level_of_folder(l, from->folder), from->name, from->text};
    }
    for (size_t i = 0; i < l->head_count; i++) {
        const level_head *head = &l->heads[i];
        pack_base *bases = ARENA_ARRAY(l->arena, head->base_count, pack_base);
        for (size_t k = 0; k < head->base_count; k++)
            bases[k] = (pack_base){head->base_names[k], head->bases[k]};
        l->levels[i].bases = bases;
        l->levels[i].base_count = head->base_count;
    }
    l->pack->inputs = inputs;
    l->pack->input_count = l->inputs.count;
}

// --- finding them again ---

/// Levels on the way from the pack down to its bases.
typedef struct search {
    loader *l;
    const pack_level *levels;
    slice *folders;
    bool good;
} search;

static bool is_same_folder(loader *l, slice a, slice b)
{
    file_identity one;
    file_identity other;
    if (slice_equal(a, b))
        return true;
    const file_problem first = file_identify(a.ptr, &one);
    const file_problem second = file_identify(b.ptr, &other);
    l->unreadable = l->unreadable || first == FILE_FAILED || second == FILE_FAILED;
    return first == FILE_READ && second == FILE_READ && one.device == other.device &&
           one.number == other.number;
}

/// In the order in which a load meets them, so that each folder has the name that it has there. A base has a lower number than what extends
/// it, so this ends.
static void find_bases(search *s, size_t level)
{
    for (size_t i = 0; i < s->levels[level].base_count && s->good; i++) {
        const pack_base *base = &s->levels[level].bases[i];
        const slice found = find_base(s->l, s->folders[level], base->name, (place){0});
        s->good = found.len > 0 && base->level < level;
        if (s->good && s->folders[base->level].len > 0) {
            s->good = is_same_folder(s->l, found, s->folders[base->level]);
        } else if (s->good) {
            s->folders[base->level] = found;
            find_bases(s, base->level);
        }
    }
}

static loader *loader_for_search(arena *a, const pack_path *path)
{
    loader *l = ARENA_NEW(a, loader);
    l->arena = a;
    l->diags = diag_list_new(a); // nobody reads why one was not found
    l->path = path;
    return l;
}

slice inputs_find_pack(arena *a, slice given, const pack_path *path)
{
    file_identity about;
    slice looked;
    const slice nothing = {NULL, 0};
    const file_problem problem = file_identify(given.ptr, &about);
    if (problem == FILE_READ && about.is_folder)
        return given;
    const bool is_name = problem != FILE_FAILED && given.len > 0 && memchr(given.ptr, '/', given.len) == NULL;
    return is_name ? find_pack(loader_for_search(a, path), given, nothing, &looked) : nothing;
}

inputs_state inputs_find_folders(arena *a, slice folder, const pack_path *path, const pack_level *levels,
                                 size_t count, slice *folders)
{
    loader *l = loader_for_search(a, path);
    search s = {l, levels, folders, count > 0};
    if (s.good) {
        folders[count - 1] = folder;
        find_bases(&s, count - 1);
    }
    for (size_t i = 0; i < count; i++)
        s.good = s.good && folders[i].len > 0;
    return l->unreadable ? INPUTS_UNREADABLE : s.good ? INPUTS_FOUND : INPUTS_CHANGED;
}

inputs_state inputs_list(arena *a, slice folder, folder_names *names)
{
    static const char *const others[] = {"pack.yaml", "vocabulary.yaml", "recommendations.yaml"};
    if (!list_rule_names(a, folder, LIMIT_PACK_FILES, names))
        return INPUTS_UNREADABLE;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        file_identity about;
        const slice name = slice_of(others[i]);
        const slice path = arena_format(a, "%.*s/%s", SLICE_ARG(folder), others[i]);
        const file_problem problem = file_identify(path.ptr, &about);
        if (problem == FILE_FAILED)
            return INPUTS_UNREADABLE;
        if (problem != FILE_MISSING)
            ARENA_PUSH(a, names, items, count, capacity, name);
    }
    return INPUTS_FOUND;
}
