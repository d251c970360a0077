// What all parts of a load need: defining and finding names, and the places of a record's values.
#include "pack/loader.h"

#include "base/limits.h"
#include "base/sort.h"
#include "pack/tests_list.h"

static bool is_name(slice name)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        bool more = (c >= '0' && c <= '9') || c == '-' || c == '/' || c == '.';
        if (!letter && (i == 0 || !more))
            return false;
    }
    return name.len > 0 && name.len <= LIMIT_NAME;
}

static slice folder_of(slice file)
{
    size_t end = file.len;
    while (end > 0 && file.ptr[end - 1] != '/')
        end--;
    return slice_part(file, 0, end > 0 ? end - 1 : 0);
}

bool loader_is_of(slice file, slice folder)
{
    return file.len > 0 && slice_equal(folder_of(file), folder);
}

void loader_define(loader *l, name_index *index, slice name, size_t at, place where, const char *what)
{
    const name_entry *before;
    if (!is_name(name)) {
        diag_error(l->diags, where, "bad-name", "'%.*s' is not a valid name for a %s",
                   SLICE_ARG(diag_quote(name)), what);
        diag_hint(l->diags, "a name is letters, digits, '_', '-', '/' and '.', and begins with a letter");
        return;
    }
    if (name_add(l->arena, index, name, at, where, &before))
        return;
    const diagnostic_place at_first = place_resolve(before->where);
    diag_error(l->diags, where, "duplicate-id", "the %s '%.*s' is defined twice", what, SLICE_ARG(name));
    const char *advice = "";
    if (before->where.source != NULL && where.source != NULL) {
        const size_t one = loader_level_of(l, before->where.source, l->head_count - 1);
        const size_t other = loader_level_of(l, where.source, l->head_count - 1);
        advice = one == other                    ? ""
                 : loader_extends(l, other, one) ? "; 'overrides' changes what another pack defines"
                                                 : "; two packs that are extended together define it";
    }
    diag_hint(l->diags, "it is defined before at %.*s:%zu:%zu%s", SLICE_ARG(at_first.file), at_first.line,
              at_first.column, advice);
}

void loader_hint_nearest(loader *l, const name_index *index, slice name)
{
    slice *names = ARENA_ARRAY(l->arena, index->count, slice);
    size_t count = 0;
    for (size_t i = 0; i < index->capacity; i++) {
        if (index->slots[i].name.ptr != NULL)
            names[count++] = index->slots[i].name;
    }
    sort_slices(l->arena, names, count); // so that hints do not depend on the table
    diag_hint_nearest(l->diags, name, names, count);
}

void loader_note_problem(loader *l, file_problem problem)
{
    l->unreadable = l->unreadable || problem == FILE_FAILED;
    l->missing = l->missing || problem != FILE_FAILED;
}

place loader_place(const yaml_node *record, const char *key)
{
    const yaml_node *value = yaml_get(record, key);
    return value != NULL    ? value->where
           : record != NULL ? (place){record->where.source, record->where.offset, 1}
                            : (place){0};
}

const source_text *loader_source(loader *l, const yaml_node *record, const char *key)
{
    const yaml_node *value = yaml_get(record, key);
    return value == NULL                  ? NULL
           : value->kind == YAML_SEQUENCE ? tests_list_source(l->arena, value)
                                          : yaml_scalar_source(l->arena, value);
}

size_t loader_level_of(const loader *l, const source_text *source, size_t other)
{
    while (source->outer != NULL)
        source = source->outer;
    size_t level = 0;
    while (level < l->head_count && !loader_is_of(source->file, l->heads[level].folder))
        level++;
    return level < l->head_count ? level : other;
}

bool loader_extends(const loader *l, size_t upper, size_t lower)
{
    return (l->heads[upper].below >> lower & 1) != 0;
}
