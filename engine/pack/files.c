// Reads the files of a pack's levels and gathers their records by kind. Each file is read, whatever is wrong with the others, so that all
// errors are reported.
#include "pack/loader.h"

#include "base/limits.h"
#include "pack/schema_check.h"

pack_file load_file(loader *l, slice folder, slice name, const file_schema *schema, bool required)
{
    pack_file nothing = {0};
    source_text *source = ARENA_NEW(l->arena, source_text);
    source->lasting = true;
    source->file = arena_format(l->arena, "%.*s/%.*s", SLICE_ARG(folder), SLICE_ARG(name));
    file_problem problem = file_read_beneath(l->arena, folder.ptr, name, LIMIT_PACK_FILE, &source->text);
    if (problem == FILE_MISSING && !required)
        return nothing;
    if (problem != FILE_READ) {
        diag_error(l->diags, (place){0}, problem == FILE_MISSING ? "file-missing" : "file-unreadable",
                   "%.*s: %s", SLICE_ARG(source->file), file_problem_text(problem));
        loader_note_problem(l, problem);
        return nothing;
    }
    note_input(l, folder, name, source->text);
    l->bytes += source->text.len;
    if (l->bytes > LIMIT_PACK) {
        diag_error(l->diags, (place){source, 0, 1}, "pack-too-large", "the pack is larger than %d MiB",
                   LIMIT_PACK >> 20);
        return nothing;
    }
    const yaml_node *root = yaml_read(l->arena, source, l->diags);
    if (root == NULL || !schema_check(l->arena, schema, root, l->diags))
        return nothing;
    return (pack_file){schema_load(l->arena, schema, source, l->diags), root};
}

/// Appends the records of a file to the lists of their kinds.
static void gather_records(loader *l, const file_schema *schema, const pack_file *file, size_t level)
{
    const size_t number = l->gathered++;
    for (const record_list_schema *s = schema->lists; s->key != NULL; s++) {
        const char *items;
        unsigned count;
        memcpy(&items, (const char *)file->data + s->items, sizeof items);
        memcpy(&count, (const char *)file->data + s->count, sizeof count);
        const yaml_node *nodes = yaml_get(file->root, s->key);
        record_list *list = &l->records[s->kind];
        for (size_t i = 0; i < count; i++) {
            pack_record record = {
                .data = items + i * s->size, .node = nodes->items[i], .level = level, .file = number};
            ARENA_PUSH(l->arena, list, items, count, capacity, record);
        }
    }
}

static bool is_rule_file(slice name)
{
    static const char *const others[] = {"pack.yaml", "vocabulary.yaml", "recommendations.yaml"};
    for (size_t i = 0; i < 3; i++) {
        if (slice_is(name, others[i]))
            return false;
    }
    return name.ptr[0] != '.' && slice_ends_with(name, SLICE(".yaml")) &&
           !slice_ends_with(name, SLICE(".test.yaml"));
}

bool list_rule_names(arena *a, slice folder, size_t most, folder_names *names)
{
    return folder_list(a, folder.ptr, is_rule_file, most, names);
}

static bool list_rule_files(loader *l, slice path, folder_names *names)
{
    if (l->files > LIMIT_PACK_FILES)
        return false; // that was said of another level
    size_t left = LIMIT_PACK_FILES - l->files;
    if (!list_rule_names(l->arena, path, left, names)) {
        diag_error(l->diags, (place){0}, "file-unreadable", "%.*s: the folder could not be read",
                   SLICE_ARG(path));
        l->unreadable = true;
        return false;
    }
    l->files += names->count;
    if (l->files > LIMIT_PACK_FILES)
        diag_error(l->diags, (place){0}, "pack-too-large", "%.*s: more than %d files",
                   SLICE_ARG(l->pack->folder), LIMIT_PACK_FILES);
    return l->files <= LIMIT_PACK_FILES;
}

static bool load_and_gather(loader *l, size_t level, slice name, const file_schema *schema, bool required)
{
    size_t errors = l->diags->errors;
    pack_file file = load_file(l, l->heads[level].folder, name, schema, required);
    if (file.data != NULL)
        gather_records(l, schema, &file, level);
    return l->diags->errors == errors;
}

static bool load_level(loader *l, size_t level)
{
    const level_head *head = &l->heads[level];
    folder_names names = {0};
    if (!list_rule_files(l, head->folder, &names))
        return false;
    bool base = head->file.data != NULL && yaml_get(head->file.root, "extends") == NULL;
    bool good = head->file.data != NULL;
    if (good)
        gather_records(l, &schema_pack, &head->file, level);
    bool vocabulary = load_and_gather(l, level, SLICE("vocabulary.yaml"), &schema_vocabulary, base);
    l->has_vocabulary = (level == 0 || l->has_vocabulary) && vocabulary;
    good = vocabulary && good;
    good = load_and_gather(l, level, SLICE("recommendations.yaml"), &schema_recommendations, base) && good;
    for (size_t i = 0; i < names.count; i++)
        good = load_and_gather(l, level, names.items[i], &schema_rules, true) && good;
    return good;
}

bool load_levels(loader *l)
{
    bool good = true;
    for (size_t i = 0; i < l->head_count; i++)
        good = load_level(l, i) && good;
    return good;
}
