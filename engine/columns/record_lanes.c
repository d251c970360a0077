// Records of lists into lanes, field by field.
#include "columns/record_lanes.h"

static size_t field_count(const lane_list *l)
{
    return l->source->record->field_count;
}

// --- room ---

static void *grown(arena *a, void *old, size_t from, size_t to, size_t size)
{
    return arena_grow(a, old, from * size, to * size);
}

static void grow_field(arena *a, lane_values *v, term_type type, size_t from, size_t to)
{
    v->yes = grown(a, v->yes, from / 64, to / 64, sizeof *v->yes);
    v->no = grown(a, v->no, from / 64, to / 64, sizeof *v->no);
    if (type == TERM_NUMBER)
        v->low = v->high = grown(a, v->low, from, to, sizeof *v->low);
    if (type == TERM_TEXT || type == TERM_TEXTS)
        v->texts = grown(a, v->texts, from, to, sizeof *v->texts);
    if (type == TERM_TEXTS)
        v->ends = grown(a, v->ends, from, to, sizeof *v->ends);
}

static void grow_list(arena *a, lane_list *l, size_t to)
{
    const size_t from = l->capacity;
    l->records = grown(a, l->records, from, to, sizeof(void *));
    l->items = grown(a, l->items, from, to, sizeof *l->items);
    l->row = grown(a, l->row, from, to, sizeof *l->row);
    for (size_t i = 0; i < l->source->column_count; i++)
        grow_field(a, &l->fields[i], l->source->types[i], from, to);
    l->capacity = (uint32_t)to;
}

void record_lanes_grow(block *b, lane_list *l)
{
    grow_list(b->arena, l, 2 * (size_t)l->capacity);
    lane_list *stays = &b->list_room[l - b->lists];
    stays->wanted = l->capacity > stays->wanted ? l->capacity : stays->wanted;
}

/// Makes lists that stay as large as they had to become for the blocks before.
static void grow_room(void *argument)
{
    block *b = argument;
    for (size_t i = 0; i < b->plan->lanes->source_count; i++) {
        lane_list *l = &b->list_room[i];
        if (l->wanted > l->capacity)
            grow_list(b->room, l, l->wanted);
    }
}

static bool wants_room(const block *b)
{
    bool wants = false;
    for (size_t i = 0; i < b->plan->lanes->source_count; i++)
        wants = wants || b->list_room[i].wanted > b->list_room[i].capacity;
    return wants;
}

/// The fields of a list that is in use (see `empty_list`), for each field of its record.
static lane_values *const *find_fields(arena *a, const lane_list *l)
{
    lane_values **out = ARENA_ARRAY(a, field_count(l), lane_values *);
    for (size_t i = 0; i < field_count(l); i++) {
        const size_t column = l->source->column_of[i];
        if (column != LANES_NO_COLUMN)
            out[i] = &l->fields[l->source->column_count + column];
    }
    return out;
}

void record_lanes_make_room(block *b)
{
    enum { USUAL = 256 }; // in whole words
    const lane_plan *p = b->plan->lanes;
    b->list_room = p != NULL ? ARENA_ARRAY(b->room, p->source_count, lane_list) : NULL;
    for (size_t i = 0; p != NULL && i < p->source_count; i++) {
        lane_list *l = &b->list_room[i];
        l->source = &p->sources[i];
        l->fields = ARENA_ARRAY(b->room, 2 * l->source->column_count, lane_values);
        grow_list(b->room, l, USUAL);
        l->list_of = ARENA_ARRAY(b->room, BLOCK_ROWS, feel_list);
        l->field_of = find_fields(b->room, l);
    }
}

/// A list without records, in the room that stays when a block is reset. Its fields are a copy, since they may grow elsewhere.
static lane_list empty_list(const lane_list *room)
{
    lane_list out = *room;
    out.fields = room->fields + room->source->column_count;
    for (size_t i = 0; i < room->source->column_count; i++) {
        out.fields[i] = room->fields[i];
        memset(out.fields[i].yes, 0, room->capacity / 8);
        memset(out.fields[i].no, 0, room->capacity / 8);
    }
    return out;
}

void record_lanes_begin(block *b)
{
    const lane_plan *p = b->plan->lanes;
    if (p != NULL && wants_room(b))
        (void)arena_run(b->room, grow_room, b); // without memory, they grow in each block
    b->lists = p != NULL ? ARENA_ARRAY(b->arena, p->source_count, lane_list) : NULL;
    for (size_t i = 0; p != NULL && i < p->source_count; i++)
        b->lists[i] = empty_list(&b->list_room[i]);
}

// --- rows ---

void record_lanes_put(block *b, lane_list *l, size_t column, size_t lane, feel_value value)
{
    if (!lane_put(b, l->source->types[column], &l->fields[column], lane, value))
        b->odd |= (uint64_t)1 << l->row[lane];
}

/// Where the lanes of a row begin, if it is the last one that has any.
static uint32_t start_of(const lane_list *l, size_t row_index)
{
    uint32_t start = l->count;
    while (start > 0 && l->row[start - 1] == row_index)
        start--;
    return start;
}

static void clear_from(uint64_t *words, uint32_t start, uint32_t end)
{
    for (uint32_t lane = start; lane < end; lane++)
        words[lane / 64] &= ~((uint64_t)1 << lane % 64);
}

/// Takes back the lanes from one on.
static void cut(lane_list *l, uint32_t start)
{
    for (size_t i = 0; i < l->source->column_count; i++) {
        clear_from(l->fields[i].yes, start, l->count);
        clear_from(l->fields[i].no, start, l->count);
    }
    l->count = start;
}

void record_lanes_end(block *b, lane_list *l, size_t row_index, uint32_t start, size_t items)
{
    const uint64_t bit = (uint64_t)1 << row_index;
    if (l->count - start == items && items <= LANES_MOST_RECORDS) {
        l->known |= bit;
    } else {
        cut(l, start);
        b->odd |= bit;
    }
}

/// True if an item is a record as it was read.
static bool is_record(const lane_list *l, feel_value item)
{
    return item.kind == FEEL_CONTEXT && item.as.context->record != 0 &&
           item.as.context->count == field_count(l);
}

void record_lanes_put_list(block *b, lane_list *l, size_t row_index, feel_value v)
{
    const size_t items = v.kind == FEEL_LIST ? v.as.list->count : SIZE_MAX;
    const uint32_t start = start_of(l, row_index);
    cut(l, start);
    for (size_t i = 0; i < items && items <= LANES_MOST_RECORDS; i++) {
        if (!is_record(l, v.as.list->items[i]))
            break;
        const feel_context *record = v.as.list->items[i].as.context;
        const size_t lane = record_lanes_add(b, l, row_index, record);
        for (size_t k = 0; k < field_count(l); k++) {
            if (l->source->column_of[k] != LANES_NO_COLUMN)
                record_lanes_put(b, l, l->source->column_of[k], lane, record->entries[k].value);
        }
    }
    record_lanes_end(b, l, row_index, start, items);
}

void record_lanes_put_row(block *b, size_t row_index)
{
    for (size_t i = 0; b->lists != NULL && i < b->plan->lanes->source_count; i++) {
        const feel_value v = b->rows[row_index].values[b->lists[i].source->fact];
        if (!feel_is_null(v))
            record_lanes_put_list(b, &b->lists[i], row_index, v);
    }
}

void record_lanes_drop_row(block *b, size_t row_index)
{
    const uint64_t keep = ~((uint64_t)1 << row_index);
    b->odd &= keep;
    for (size_t i = 0; b->lists != NULL && i < b->plan->lanes->source_count; i++) {
        cut(&b->lists[i], start_of(&b->lists[i], row_index));
        b->lists[i].known &= keep;
    }
}

/// Looks the records up anew: those of a profile whose fields are derived are copies that it owns.
static void find_records(const block *b, lane_list *l)
{
    for (size_t lane = 0; lane < l->count;) {
        const feel_list *list = b->rows[l->row[lane]].values[l->source->fact].as.list;
        for (size_t i = 0; i < list->count; i++)
            l->records[lane++] = list->items[i].as.context;
    }
}

void record_lanes_finish(block *b)
{
    for (size_t i = 0; b->lists != NULL && i < b->plan->lanes->source_count; i++) {
        if (b->plan->pack->derived_field_count > 0)
            find_records(b, &b->lists[i]);
    }
}
