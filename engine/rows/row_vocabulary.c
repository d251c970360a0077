// The vocabulary of a pack, made ready to be looked for in texts.
#include "rows/row_vocabulary.h"

#include "base/decimal.h"

/// True if a JSON text spells the word as it is, and comparing it reads no further than the padding goes.
static bool is_spelt_plainly(slice word)
{
    for (size_t i = 0; i < word.len; i++) {
        if ((unsigned char)word.ptr[i] < 0x20 || word.ptr[i] == '"' || word.ptr[i] == '\\')
            return false;
    }
    return word.len + 16 < ROW_READER_PADDING;
}

/// Finds a way to tell the words apart by a hash: tries, and makes the table larger when that fails.
static void index_words(arena *a, reader_fact *f)
{
    enum { SMALLEST = 3, LARGEST = 13, TRIES = 32 };
    for (size_t i = 1; i <= f->word_count; i++) {
        if (f->words[i].quoted.text.len > sizeof f->words[i].quoted.head)
            return;
    }
    for (unsigned bits = SMALLEST; bits <= LARGEST; bits++) {
        const size_t size = (size_t)1 << bits;
        uint16_t *slots = size >= 2 * f->word_count ? ARENA_ARRAY(a, size, uint16_t) : NULL;
        for (uint64_t try = 0; slots != NULL && try < TRIES; try++) {
            const scan_index index = {
                .slots = slots, .multiplier = 0x9E3779B97F4A7C15u * (2 * try + 1), .shift = 64 - bits};
            size_t placed = 1;
            memset(slots, 0, size * sizeof *slots);
            for (; placed <= f->word_count; placed++) {
                const scan_word *word = &f->words[placed].quoted;
                uint16_t *slot = &slots[scan_slot(&index, word->head, word->text.len - 1)];
                if (*slot != 0)
                    break;
                *slot = (uint16_t)placed;
            }
            if (placed > f->word_count) {
                f->index = index;
                return;
            }
        }
    }
}

static void read_words(arena *a, const fact *f, const plan_column *column, reader_fact *out)
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
        *w = (allowed_word){scan_word_of(arena_format(a, "%.*s\"", SLICE_ARG(text))), -1};
        for (size_t k = 0; k < asked; k++)
            w->text = slice_equal(column->texts[k], text) ? (ptrdiff_t)k : w->text;
    }
    out->words = words;
    out->word_count = count;
    out->words_are_all = listed;
    index_words(a, out);
    out->words_are_short = out->index.slots != NULL;
    for (size_t i = 1; i <= count; i++)
        out->words_are_short = out->words_are_short && words[i].quoted.text.len <= 16;
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
        read_words(a, f, column, out);
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
    if (f->needs_value || f->tested)
        return READ_VALUE;
    if (type->kind == FEEL_TYPE_LIST && type->element != NULL && type->element->kind == FEEL_TYPE_STRING)
        return READ_STRINGS;
    if (f->value_column == SIZE_MAX || f->count_column != SIZE_MAX)
        return READ_VALUE;
    switch (p->columns[f->value_column].kind) {
    case COLUMN_NUMBER: return READ_NUMBER;
    case COLUMN_BOOLEAN: return READ_BOOLEAN;
    case COLUMN_STRING: return f->index.slots != NULL ? READ_STRING : READ_VALUE;
    default: return READ_VALUE;
    }
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
        *to = (reader_fact){.fact = f,
                            .key = scan_word_of(arena_format(a, "%.*s\"", SLICE_ARG(f->name))),
                            .how = f->derived || !is_spelt_plainly(f->name) ? READ_REFUSED : READ_VALUE,
                            .needs_value = !is_root || r->plan->needs_value[i],
                            .value_column = SIZE_MAX,
                            .count_column = SIZE_MAX};
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
        if (f->required)
            required[out.required_count++] = i;
        to->expected = &out.facts[i + 1 < count ? i + 1 : 0];
    }
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
