// What stands outside of all packs and is named by a number in a file, and the number that stands for all descriptions.
#include "compiled/form.h"

#include <lzma.h>

uint64_t compiled_checksum(const void *bytes, size_t count, uint64_t before)
{
    return lzma_crc64(bytes, count, before);
}

static uint64_t add_number(uint64_t sum, size_t number)
{
    const uint64_t wide = number;
    return compiled_checksum(&wide, sizeof wide, sum);
}

static uint64_t add_form(uint64_t sum, const form *f)
{
    sum = compiled_checksum(f->name, strlen(f->name), sum);
    sum = add_number(sum, f->size);
    for (size_t i = 0; i < f->part_count; i++) {
        const part *p = &f->parts[i];
        const size_t numbers[] = {p->kind,  p->offset,       p->size,      p->to,
                                  p->limit, p->count_offset, p->count_size};
        for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++)
            sum = add_number(sum, numbers[k]);
        if (p->inner != NULL)
            sum = add_form(sum, p->inner);
    }
    return sum;
}

uint64_t forms_fingerprint(const builtin_rows *builtins, size_t count)
{
    uint64_t sum = add_number(0, SECTION_COUNT);
    for (size_t i = 0; i < SECTION_COUNT; i++)
        sum = add_form(sum, section_form((section)i));
    for (size_t i = 0; i <= NODE_TESTS; i++)
        sum = add_form(sum, node_variants[i]);
    for (size_t i = 0; i < count; i++) {
        const slice name = builtins[i].rows->name;
        sum = add_number(compiled_checksum(name.ptr, name.len, sum), builtins[i].count);
    }
    return sum;
}

size_t static_type_count(void)
{
    return FEEL_TYPE_FUNCTION + 2;
}

const feel_type *static_type(size_t index)
{
    return index <= FEEL_TYPE_FUNCTION ? feel_type_of_kind((feel_type_kind)index) : feel_type_integer();
}

const builtin_rows *builtin_list(arena *a, size_t *count)
{
    builtin_rows *list = ARENA_ARRAY(a, feel_function_count(), builtin_rows);
    *count = 0;
    for (const builtin_topic *const *t = builtin_topics; *t != NULL; t++) {
        const builtin *last = NULL; // rows of one name stand together
        for (size_t i = 0; i < (*t)->count; i++) {
            const builtin *row = &(*t)->rows[i];
            if (last == NULL || !slice_equal(row->name, last->name))
                list[(*count)++] = (builtin_rows){.rows = row};
            list[*count - 1].count++;
            last = row;
        }
    }
    return list;
}
