// The vocabulary of a pack, made ready to be looked for in texts.
#include "rows/row_vocabulary.h"

#include "base/decimal.h"

#include <math.h>

/// True if a JSON text spells the word as it is, and comparing it reads no further than the padding goes.
static bool is_spelt_plainly(slice word)
{
    for (size_t i = 0; i < word.len; i++) {
        if ((unsigned char)word.ptr[i] < 0x20 || word.ptr[i] == '"' || word.ptr[i] == '\\')
            return false;
    }
    return word.len + 16 < ROW_READER_PADDING;
}

/// Puts words where their hash says; false if two of them have the same slot.
static bool place_words(const scan_index *index, uint16_t *slots, const scan_word *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint16_t *slot = &slots[scan_slot(index, words[i]->head, words[i]->text.len - 1)];
        if (*slot != 0)
            return false;
        *slot = (uint16_t)(i + 1);
    }
    return true;
}

/// Finds a way to tell words apart by a hash: tries, and makes the table larger when that fails. Each word ends with its quote.
static scan_index index_words(arena *a, const scan_word *const *words, size_t count)
{
    enum { SMALLEST = 3, LARGEST = 13, TRIES = 32 };
    for (size_t i = 0; i < count; i++) {
        if (words[i]->text.len > sizeof words[i]->head)
            return (scan_index){0};
    }
    for (unsigned bits = SMALLEST; bits <= LARGEST; bits++) {
        const size_t size = (size_t)1 << bits;
        uint16_t *slots = size >= 2 * count ? ARENA_ARRAY(a, size, uint16_t) : NULL;
        for (uint64_t try = 0; slots != NULL && try < TRIES; try++) {
            const scan_index index = {
                .slots = slots, .multiplier = 0x9E3779B97F4A7C15u * (2 * try + 1), .shift = 64 - bits};
            memset(slots, 0, size * sizeof *slots);
            if (place_words(&index, slots, words, count))
                return index;
        }
    }
    return (scan_index){0};
}

/// The number that a text has in the lanes of each block; 0: none.
static uint32_t lane_text(const lane_plan *lanes, slice text)
{
    for (size_t i = 0; lanes != NULL && i < lanes->text_count; i++) {
        if (slice_equal(lanes->texts[i], text))
            return (uint32_t)i + 1;
    }
    return 0;
}

static void read_words(arena *a, const lane_plan *lanes, const fact *f, const plan_column *column,
                       reader_fact *out)
{
    const feel_type *type = f->type->kind == FEEL_TYPE_LIST ? f->type->element : f->type;
    bool listed = type != NULL && type->allowed_count > 0;
    size_t asked = column != NULL ? column->text_count : 0;
    size_t count = listed ? type->allowed_count : asked;
    allowed_word *words = ARENA_ARRAY(a, count + 1, allowed_word);
    words[0] = (allowed_word){.quoted = {.head_mask = UINT32_MAX}, .text = -1}; // a string has no NULs
    for (size_t i = 0; i < count; i++) {
        slice text = listed ? feel_text(type->allowed[i]) : column->texts[i];
        allowed_word *w = &words[i + 1];
        if (!is_spelt_plainly(text))
            out->how = READ_REFUSED;
        *w = (allowed_word){scan_word_of(arena_format(a, "%.*s\"", SLICE_ARG(text))), -1,
                            lane_text(lanes, text)};
        for (size_t k = 0; k < asked; k++)
            w->text = slice_equal(column->texts[k], text) ? (int32_t)k : w->text;
    }
    out->words = words;
    out->word_count = count;
    out->words_are_all = listed;
    const scan_word **quoted = ARENA_ARRAY(a, count, const scan_word *);
    for (size_t i = 0; i < count; i++)
        quoted[i] = &words[i + 1].quoted;
    out->index = index_words(a, quoted, count);
    out->words_are_short = out->index.slots != NULL;
    for (size_t i = 0; i < count; i++)
        out->words_are_short = out->words_are_short && quoted[i]->text.len <= 16;
}

/// Allowed numbers as bounds that all hold; false if they are written in another way.
static bool collect_bounds(const condition *c, reader_fact *out)
{
    double constant;
    if (c->kind == CONDITION_AND) {
        for (size_t i = 0; i < c->count; i++) {
            if (!collect_bounds(c->parts[i], out))
                return false;
        }
        return true;
    }
    if (c->kind != CONDITION_ATOM || c->atom.kind != ATOM_COMPARE || c->atom.subject.kind != SUBJECT_INPUT ||
        c->atom.constant.kind != FEEL_NUMBER ||
        !decimal_to_exact_double(feel_decimal(c->atom.constant), &constant) ||
        out->bound_count == MOST_BOUNDS)
        return false;
    out->bounds[out->bound_count++] = (bound){c->atom.op, constant};
    return true;
}

static void read_allowed(arena *a, row_reader *r, const fact *f, const plan_column *column, reader_fact *out)
{
    const feel_type *type = f->type->kind == FEEL_TYPE_LIST ? f->type->element : f->type;
    if (type != NULL && type->kind == FEEL_TYPE_STRING) {
        read_words(a, r->plan->lanes, f, column, out);
        out->tested = f->allowed != NULL && !out->words_are_all;
        return;
    }
    if (f->allowed == NULL)
        return;
    condition_scope scope = {&r->plan->pack->scope, NULL, &r->machine};
    out->tested = type == NULL || type->kind != FEEL_TYPE_NUMBER ||
                  !collect_bounds(condition_of(&scope, f->allowed), out);
    if (out->tested)
        out->bound_count = 0;
}

/// Values that only one column wants go there at once.
static reading reading_of(const plan *p, const reader_fact *f)
{
    const feel_type *type = f->fact->type;
    const bool is_list = type->kind == FEEL_TYPE_LIST && type->element != NULL;
    if (f->lanes != SIZE_MAX)
        return f->tested ? READ_REFUSED : READ_RECORDS;
    if (f->tested || type->kind == FEEL_TYPE_CONTEXT || (f->needs_value && is_list))
        return READ_VALUE;
    if (is_list && type->element->kind == FEEL_TYPE_STRING)
        return READ_STRINGS;
    if (f->count_column != SIZE_MAX)
        return READ_VALUE;
    if (f->value_column == SIZE_MAX)
        return READ_ALONE;
    switch (p->columns[f->value_column].kind) {
    case COLUMN_NUMBER: return READ_NUMBER;
    case COLUMN_BOOLEAN: return READ_BOOLEAN;
    case COLUMN_STRING: return f->index.slots != NULL ? READ_STRING : READ_VALUE;
    default: return READ_VALUE;
    }
}

/// The whole numbers that fit the bounds, as far as they are short.
static void find_range(reader_fact *f)
{
    const double farthest = 1e9;
    f->least = INT64_MIN;
    f->most = INT64_MAX;
    for (size_t i = 0; i < f->bound_count; i++) {
        const bound *b = &f->bounds[i];
        const bool is_near = b->constant >= -farthest && b->constant <= farthest;
        const int64_t below = is_near ? (int64_t)floor(b->constant) : 0;
        const int64_t least = (double)below == b->constant ? below : below + 1;
        const bool rises = b->op == COMPARE_AT_LEAST || b->op == COMPARE_GREATER || b->op == COMPARE_EQUAL;
        const bool ends = b->op == COMPARE_AT_MOST || b->op == COMPARE_LESS || b->op == COMPARE_EQUAL;
        const int64_t from = b->op == COMPARE_GREATER ? below + 1 : least;
        const int64_t to = b->op == COMPARE_LESS ? least - 1 : below;
        if (rises && from > f->least)
            f->least = from;
        if (ends && to < f->most)
            f->most = to;
        if (!is_near || b->op == COMPARE_NOT_EQUAL)
            f->most = INT64_MIN; // each number is looked at in full
    }
}

static plain_form plain_form_of(const reader_fact *f)
{
    if (f->tested || f->how == READ_REFUSED)
        return PLAIN_NONE;
    switch (f->fact->type->kind) {
    case FEEL_TYPE_NUMBER: return PLAIN_NUMBER;
    case FEEL_TYPE_BOOLEAN: return PLAIN_BOOLEAN;
    case FEEL_TYPE_STRING:
        if (f->word_count == 0)
            return PLAIN_TEXT;
        return f->index.slots == NULL ? PLAIN_NONE : f->words_are_all ? PLAIN_ONLY_WORD : PLAIN_WORD;
    case FEEL_TYPE_LIST: return f->index.slots != NULL ? PLAIN_WORDS : PLAIN_NONE; // it has words: of strings
    default: return PLAIN_NONE;
    }
}

static scan_index index_keys(arena *a, const reader_record *type)
{
    const scan_word **keys = ARENA_ARRAY(a, type->count, const scan_word *);
    for (size_t i = 0; i < type->count; i++)
        keys[i] = &type->facts[i].key;
    return index_words(a, keys, type->count);
}

/// What all records of the type begin with.
static void make_blank(arena *a, reader_record *type)
{
    const size_t size = sizeof(record_blank) + type->count * sizeof(feel_entry);
    record_blank *blank = arena_alloc(a, size);
    blank->context.count = type->count;
    for (size_t i = 0; i < type->count; i++)
        blank->entries[i].name = type->facts[i].fact->name;
    type->blank = blank;
    type->blank_size = size;
}

/// The lanes of the records of a list; SIZE_MAX if there are none.
static size_t lanes_of(const lane_plan *lanes, size_t fact_index)
{
    for (size_t i = 0; lanes != NULL && i < lanes->source_count; i++) {
        if (lanes->sources[i].fact == fact_index)
            return i;
    }
    return SIZE_MAX;
}

static reader_record make_record(arena *a, row_reader *r, const fact *facts, size_t count, bool is_root)
{
    const pack *p = r->plan->pack;
    reader_record out = {.facts = ARENA_ARRAY(a, count, reader_fact), .count = count};
    size_t *required = ARENA_ARRAY(a, count, size_t);
    out.required = required;
    for (size_t i = 0; i < count; i++) {
        const fact *f = &facts[i];
        reader_fact *to = &out.facts[i];
        size_t none = r->plan->column_count;
        *to = (reader_fact){
            .fact = f,
            .key = scan_word_of(arena_format(a, "%.*s\"", SLICE_ARG(f->name))),
            .heads = {[SCAN_CLOSE] = scan_word_of(arena_format(a, "\"%.*s\":", SLICE_ARG(f->name))),
                      [SCAN_SPACED] = scan_word_of(arena_format(a, "\"%.*s\": ", SLICE_ARG(f->name)))},
            .how = f->derived || !is_spelt_plainly(f->name) ? READ_REFUSED : READ_VALUE,
            .number = i,
            .bit = i < MOST_FIELDS ? (uint64_t)1 << i : 0,
            .needs_value = !is_root || r->plan->needs_value[i],
            .value_column = SIZE_MAX,
            .count_column = SIZE_MAX,
            .lanes = is_root ? lanes_of(r->plan->lanes, i) : SIZE_MAX};
        const plan_column *column = NULL;
        if (is_root && r->plan->value_column[i] < none) {
            to->value_column = r->plan->value_column[i];
            column = &r->plan->columns[to->value_column];
            to->column = column;
            to->first_text = column->first_word + 1;
        }
        if (is_root && r->plan->count_column[i] < none) {
            to->count_column = r->plan->count_column[i];
            to->counts = &r->plan->columns[to->count_column];
        }
        if (f->record != NULL)
            to->record = &r->types[f->record - p->types];
        to->whole = fact_is_whole(f);
        read_allowed(a, r, f, column, to);
        if (to->how != READ_REFUSED)
            to->how = reading_of(r->plan, to);
        find_range(to);
        to->plain = plain_form_of(to);
        if (f->required) {
            required[out.required_count++] = i;
            out.required_fields |= to->bit;
        }
        to->expected = &out.facts[i + 1 < count ? i + 1 : 0];
    }
    out.index = index_keys(a, &out);
    if (!is_root)
        make_blank(a, &out);
    return out;
}

row_reader *row_reader_new(arena *a, const plan *p)
{
    const pack *of = p->pack;
    row_reader *r = ARENA_NEW(a, row_reader);
    r->plan = p;
    r->types = ARENA_ARRAY(a, of->type_count, reader_record);
    feel_machine_init(&r->machine, a);
    for (size_t i = 0; i < of->type_count; i++)
        r->types[i] = make_record(a, r, of->types[i].fields, of->types[i].field_count, false);
    r->root = make_record(a, r, of->facts, of->fact_count, true);
    return r;
}
