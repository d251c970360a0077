/// Records as they are read, and lists in one piece. Private to engine/rows/.
#ifndef ADVISE_ROWS_ROW_RECORD_H
#define ADVISE_ROWS_ROW_RECORD_H

#include "rows/row_vocabulary.h"

/// A list in one piece.
typedef struct made_list {
    feel_list list;
    feel_value items[];
} made_list;

static inline size_t size_of_list(size_t count)
{
    return sizeof(made_list) + count * sizeof(feel_value);
}

/// @param made  of that size
static inline feel_value list_of(made_list *made, const feel_value *items, size_t count)
{
    made->list = (feel_list){count, made->items};
    for (size_t i = 0; i < count; i++)
        made->items[i] = items[i];
    return (feel_value){.kind = FEEL_LIST, .as.list = &made->list};
}

/// True if records of a type are read here, at so many levels.
static inline bool row_reads(const reader_record *type, unsigned depth)
{
    return type != NULL && type->count > 0 && type->count <= MOST_FIELDS && depth <= ROW_DEEPEST;
}

/// A record that says nothing yet.
static inline record_blank *blank_record(row_reader *r, const reader_record *type)
{
    record_blank *made = block_take(r->block, type->blank_size);
    memcpy(made, type->blank, type->blank_size);
    made->context.entries = made->entries;
    made->context.record = ++r->records;
    return made;
}

/// A field that is not written plainly.
static inline const char *read_other_field(row_reader *r, const reader_fact *f, lane_list *lanes,
                                           const field_lane *to, const char *at, feel_value *out,
                                           unsigned depth)
{
    at = row_read_value(r, f, row_pass_space(r, at), out, depth);
    if (at != NULL && to->values != NULL)
        record_lanes_put(r->block, lanes, (size_t)(to->values - lanes->fields), to->lane, *out);
    return at;
}

/// Reads a record after its opening brace, and its fields into a lane unless `lanes` is NULL.
INLINED const char *row_read_record(row_reader *r, scan_style style, const char *at,
                                    const reader_record *type, lane_list *lanes, const feel_context **out,
                                    unsigned depth)
{
    record_blank *made = blank_record(r, type);
    lane_values *const *values = lanes != NULL ? lanes->field_of : NULL;
    const size_t lane = lanes != NULL ? record_lanes_add(r->block, lanes, r->row_index, &made->context) : 0;
    field_lane to = {.block = r->block, .lane = lane, .word = lane / 64, .bit = (uint64_t)1 << lane % 64};
    *out = &made->context;
    uint64_t seen = 0;
    reader_fact *last = &type->facts[type->count - 1];
    at = scan_space(at);
    if (*at != '}') {
        const char *next = at;
        do {
            const row_member member = row_member_at(r, type, style, next, last);
            reader_fact *f = member.fact;
            if (f == NULL || (seen & f->bit) != 0)
                return NULL;
            seen |= f->bit;
            last = f;
            feel_value *value = &made->entries[f->number].value;
            to.values = lanes != NULL ? values[f->number] : NULL;
            next = row_read_plainly(f, member.value, value, &to);
            at = next != NULL ? next : read_other_field(r, f, lanes, &to, member.value, value, depth);
            if (at == NULL)
                return NULL;
            next = scan_next_member(at, style);
        } while (next != NULL);
        at = scan_space(at);
    }
    return *at == '}' && (seen & type->required_fields) == type->required_fields ? at + 1 : NULL;
}

#endif
