// Lists of records, each record into a lane.
#include "rows/row_record.h"

/// Reads the records of a list after its bracket, each into a lane; NULL if one is none that is read here, else what follows the list.
INLINED const char *read_lanes_in(row_reader *r, scan_style style, const reader_record *type,
                                  lane_list *lanes, const char *at)
{
    const char *next = scan_space(at);
    const feel_context *record;
    do {
        at = *next == '{' ? row_read_record(r, style, next + 1, type, lanes, &record, 2) : NULL;
        if (at == NULL)
            return NULL;
        next = scan_past_comma(at);
    } while (next != NULL);
    at = scan_space(at);
    return *at == ']' ? at + 1 : NULL;
}

static const char *read_lanes(row_reader *r, const reader_record *type, lane_list *lanes, const char *at)
{
    return r->style == SCAN_SPACED ? read_lanes_in(r, SCAN_SPACED, type, lanes, at)
                                   : read_lanes_in(r, SCAN_CLOSE, type, lanes, at);
}

/// The list of the records that have lanes from `start` on. More of them than lanes hold lose their lanes, so it keeps such items itself.
static feel_value list_of_lanes(row_reader *r, const lane_list *lanes, uint32_t start)
{
    const size_t count = lanes->count - start;
    if (count <= LANES_MOST_RECORDS)
        return record_lanes_list(lanes, r->row_index, start);
    return list_of(block_take(r->block, size_of_list(count)), lanes->items + start, count);
}

/// A list that is not written as most are, or has unknown items.
static const char *read_other_list(row_reader *r, const row_target *to, const reader_fact *f,
                                   lane_list *lanes, const char *at)
{
    feel_value v;
    at = row_read_value(r, f, at, &v, 0);
    if (at == NULL)
        return NULL;
    if (!feel_is_null(v)) {
        record_lanes_put_list(r->block, lanes, r->row_index, v);
        row_put_known(to, f);
    }
    return row_put_value(r, to, f, v) ? at : NULL;
}

const char *row_read_records(row_reader *r, const row_target *to, const reader_fact *f, const char *at)
{
    static const feel_list empty = {0};
    lane_list *lanes = &r->block->lists[f->lanes];
    const uint32_t start = lanes->count;
    const uint32_t records = r->records;
    feel_value v = {.kind = FEEL_LIST, .as.list = &empty};
    if (at[0] == '[' && at[1] == ']') {
        lanes->known |= to->bit;
        at += 2;
    } else {
        const char *end =
            *at == '[' && row_reads(f->record, 2) ? read_lanes(r, f->record, lanes, at + 1) : NULL;
        if (end == NULL) {
            r->records = records;
            return read_other_list(r, to, f, lanes, at);
        }
        v = list_of_lanes(r, lanes, start);
        record_lanes_end(r->block, lanes, r->row_index, start, lanes->count - start);
        at = end;
    }
    row_put_known(to, f);
    if (f->value_column != SIZE_MAX)
        return row_put_value(r, to, f, v) ? at : NULL;
    to->values[f->number] = v; // lanes always need it
    row_put_count(r, f, v.as.list->count);
    return at;
}
