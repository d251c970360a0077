// A JSON object to a row of columns: keys are guessed to come in the order of the record before, values are read by the type that the
// vocabulary declares, and whatever is out of the ordinary ends it.
#include "batch/row_reader.h"

#include "base/decimal.h"
#include "base/text.h"
#include "base/utf8.h"
#include "batch/block_state.h"
#include "batch/json_scan.h"
#include "feel/temporal.h"

enum { LONGEST_STRING = 256 * 1024, DEEPEST = 16, MOST_BOUNDS = 4 };

/// A value that the vocabulary allows, and the word of the fact's column that it is.
typedef struct allowed_word {
    scan_word quoted; ///< with the quote that ends it
    ptrdiff_t word;   ///< -1: nobody asks for it
} allowed_word;

typedef struct bound {
    feel_comparison op;
    double constant;
} bound;

/// How to read one fact, or one field of a record.
typedef struct reader_fact {
    const fact *fact;
    scan_word key; ///< with the quote that ends it
    bool refused;  ///< left to the full reader
    bool needs_value;
    size_t value_column, count_column; ///< SIZE_MAX: none
    const allowed_word *words;         ///< of strings: all that are allowed, or else all that are asked for
    size_t word_count;
    bool words_are_all; ///< no other string is allowed
    bound bounds[MOST_BOUNDS];
    size_t bound_count;
    bool tested; ///< the allowed values are neither words nor bounds: the tests are evaluated
    const struct reader_record *record;
} reader_fact;

typedef struct reader_guess {
    size_t fact;
    bool missed; ///< the last time
} reader_guess;

/// The facts of a profile, or the fields of a record type.
typedef struct reader_record {
    reader_fact *facts;
    size_t count;
    reader_guess *next; ///< for each fact, the one that is expected behind it
} reader_record;

struct row_reader {
    const plan *plan;
    reader_record root;
    reader_record *types; ///< for each record type of the pack
    feel_machine machine; ///< tests allowed values
    bool *seen;           ///< for each fact of the root: the row has it
    // While a row is read:
    block *block;
    arena *arena;
    size_t row_index;
    uint32_t records; ///< numbered so far
};

// --- making a reader ---

/// True where a JSON text spells the word as it is, and comparing it reads no further than the padding goes.
static bool is_spelt_plainly(slice word)
{
    for (size_t i = 0; i < word.len; i++) {
        if ((unsigned char)word.ptr[i] < 0x20 || word.ptr[i] == '"' || word.ptr[i] == '\\')
            return false;
    }
    return word.len + 16 < ROW_READER_PADDING;
}

static void read_words(arena *a, const fact *f, const plan_column *column, reader_fact *out)
{
    const feel_type *type = f->type->kind == FEEL_TYPE_LIST ? f->type->element : f->type;
    bool listed = type != NULL && type->allowed_count > 0;
    size_t asked = column != NULL ? column->text_count : 0;
    size_t count = listed ? type->allowed_count : asked;
    allowed_word *words = ARENA_ARRAY(a, count, allowed_word);
    for (size_t i = 0; i < count; i++) {
        slice text = listed ? feel_text(type->allowed[i]) : column->texts[i];
        out->refused = out->refused || !is_spelt_plainly(text);
        words[i] = (allowed_word){scan_word_of(arena_format(a, "%.*s\"", SLICE_ARG(text))), -1};
        for (size_t w = 0; w < asked; w++)
            words[i].word = slice_equal(column->texts[w], text) ? (ptrdiff_t)w : words[i].word;
    }
    out->words = words;
    out->word_count = count;
    out->words_are_all = listed;
}

/// Allowed numbers as bounds that all hold; false where they are written in another way.
static bool collect_bounds(const feel_condition *c, reader_fact *out)
{
    double constant;
    if (c->kind == FEEL_CONDITION_AND) {
        for (size_t i = 0; i < c->count; i++) {
            if (!collect_bounds(c->parts[i], out))
                return false;
        }
        return true;
    }
    if (c->kind != FEEL_CONDITION_ATOM || c->atom.kind != FEEL_ATOM_COMPARE ||
        c->atom.subject.kind != FEEL_SUBJECT_INPUT || c->atom.constant.kind != FEEL_NUMBER ||
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
    feel_condition_scope scope = {&r->plan->pack->scope, NULL, &r->machine};
    out->tested = type == NULL || type->kind != FEEL_TYPE_NUMBER ||
                  !collect_bounds(feel_condition_of(&scope, f->allowed), out);
    if (out->tested)
        out->bound_count = 0;
}

static reader_record make_record(arena *a, row_reader *r, const fact *facts, size_t count, bool is_root)
{
    const pack *p = r->plan->pack;
    reader_record out = {.facts = ARENA_ARRAY(a, count, reader_fact),
                         .count = count,
                         .next = ARENA_ARRAY(a, count + 1, reader_guess)};
    for (size_t i = 0; i < count; i++) {
        const fact *f = &facts[i];
        reader_fact *to = &out.facts[i];
        size_t none = r->plan->column_count;
        *to = (reader_fact){.fact = f,
                            .key = scan_word_of(arena_format(a, "%.*s\"", SLICE_ARG(f->name))),
                            .refused = f->derived || !is_spelt_plainly(f->name),
                            .needs_value = !is_root || r->plan->needs_value[i],
                            .value_column = SIZE_MAX,
                            .count_column = SIZE_MAX};
        const plan_column *column = NULL;
        if (is_root && r->plan->value_column[i] < none) {
            to->value_column = r->plan->value_column[i];
            column = &r->plan->columns[to->value_column];
        }
        if (is_root && r->plan->count_column[i] < none)
            to->count_column = r->plan->count_column[i];
        if (f->record != NULL)
            to->record = &r->types[f->record - p->types];
        read_allowed(a, r, f, column, to);
        out.next[i].fact = i + 1 < count ? i + 1 : 0;
    }
    return out;
}

row_reader *row_reader_new(arena *a, const plan *p)
{
    const pack *of = p->pack;
    row_reader *r = ARENA_NEW(a, row_reader);
    r->plan = p;
    r->types = ARENA_ARRAY(a, of->type_count, reader_record);
    r->seen = ARENA_ARRAY(a, of->fact_count, bool);
    feel_machine_init(&r->machine, a);
    for (size_t i = 0; i < of->type_count; i++)
        r->types[i] = make_record(a, r, of->types[i].fields, of->types[i].field_count, false);
    r->root = make_record(a, r, of->facts, of->fact_count, true);
    return r;
}

// --- strings and numbers ---

static bool hex_digits(const char *at, uint32_t *out)
{
    *out = 0;
    for (int i = 0; i < 4; i++) {
        char c = at[i];
        uint32_t digit = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                         : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
                         : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10)
                                                : 16;
        if (digit == 16)
            return false;
        *out = *out * 16 + digit;
    }
    return true;
}

/// The character of an escape at `at`, behind the backslash; NULL where it is none, or NUL, or half a pair.
static const char *read_escape(const char *at, text_builder *out)
{
    static const char names[] = "\"\\/bfnrt";
    static const char characters[] = "\"\\/\b\f\n\r\t";
    const char *name = *at != '\0' ? strchr(names, *at) : NULL;
    uint32_t code;
    uint32_t low;
    if (name != NULL) {
        text_add_byte(out, characters[name - names]);
        return at + 1;
    }
    if (*at != 'u' || !hex_digits(at + 1, &code) || code == 0 || (code >= 0xDC00 && code <= 0xDFFF))
        return NULL;
    at += 5;
    if (code >= 0xD800 && code <= 0xDBFF) {
        if (at[0] != '\\' || at[1] != 'u' || !hex_digits(at + 2, &low) || low < 0xDC00 || low > 0xDFFF)
            return NULL;
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        at += 6;
    }
    text_add_code_point(out, code);
    return at;
}

/// Reads a string behind its opening quote; NULL where it is none, else what follows its closing quote.
static const char *read_string(row_reader *r, const char *at, slice *out)
{
    const char *end = scan_string(at);
    if (*end == '"') {
        *out = (slice){at, (size_t)(end - at)};
        return out->len <= LONGEST_STRING ? end + 1 : NULL;
    }
    text_builder text = {.arena = r->arena};
    while (*end == '\\') {
        text_add(&text, (slice){at, (size_t)(end - at)});
        at = read_escape(end + 1, &text);
        if (at == NULL)
            return NULL;
        end = scan_string(at);
    }
    text_add(&text, (slice){at, (size_t)(end - at)});
    *out = text_result(&text);
    return *end == '"' && out->len <= LONGEST_STRING ? end + 1 : NULL;
}

static double number_of(const scan_number *n)
{
    static const double powers[] = {1,   1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    // Both are exact: the quotient is the nearest double.
    return n->fraction == 0 ? (double)n->mantissa : (double)n->mantissa / powers[n->fraction];
}

static feel_value number_value(row_reader *r, const scan_number *n)
{
    decimal d;
    if (n->plain && n->fraction == 0)
        return feel_integer(n->mantissa);
    return decimal_parse(n->text, &d) ? feel_number(r->arena, d) : feel_null();
}

static bool within(const reader_fact *f, double number)
{
    for (size_t i = 0; i < f->bound_count; i++) {
        double c = f->bounds[i].constant;
        bool holds = false;
        switch (f->bounds[i].op) {
        case FEEL_EQUAL: holds = number == c; break;
        case FEEL_NOT_EQUAL: holds = number != c; break;
        case FEEL_LESS: holds = number < c; break;
        case FEEL_AT_MOST: holds = number <= c; break;
        case FEEL_GREATER: holds = number > c; break;
        case FEEL_AT_LEAST: holds = number >= c; break;
        }
        if (!holds)
            return false;
    }
    return true;
}

/// True where the value passes tests that are neither words nor bounds.
static bool passes_tests(row_reader *r, const reader_fact *f, feel_value v)
{
    if (!f->tested || feel_is_null(v))
        return true;
    r->machine.arena = r->arena;
    r->machine.steps_left = 1000000;
    r->machine.exhausted = false;
    return feel_is_true(feel_evaluate_tests(&r->machine, f->fact->allowed, v, NULL, 0));
}

/// The allowed word that stands at `at`, behind the opening quote, up to its closing quote.
static const allowed_word *word_at(const reader_fact *f, const char *at)
{
    for (size_t i = 0; i < f->word_count; i++) {
        if (scan_begins(at, &f->words[i].quoted))
            return &f->words[i];
    }
    return NULL;
}

// --- values ---

static const char *read_record(row_reader *r, const char *at, const reader_record *type, feel_value *out,
                               unsigned depth);

static bool at_null(const char *at)
{
    return memcmp(at, "null", 4) == 0;
}

/// What follows a string that is one of a fact's values, with its text and, where somebody asks for it, its word.
static const char *read_word(row_reader *r, const reader_fact *f, const char *at, slice *text,
                             ptrdiff_t *word)
{
    const allowed_word *known = word_at(f, at);
    *word = known != NULL ? known->word : -1;
    if (known != NULL) {
        *text = (slice){at, known->quoted.text.len - 1};
        return at + known->quoted.text.len;
    }
    if (f->words_are_all)
        return NULL; // not allowed, or written with escapes
    const char *end = read_string(r, at, text);
    for (size_t i = 0; end != NULL && text->ptr != at && i < f->word_count; i++) { // written with escapes
        const slice quoted = f->words[i].quoted.text;
        if (slice_equal(*text, slice_part(quoted, 0, quoted.len - 1)))
            *word = f->words[i].word;
    }
    return end;
}

/// Reads a scalar of the type as a value.
static const char *read_scalar(row_reader *r, const reader_fact *f, const feel_type *type, const char *at,
                               feel_value *out)
{
    scan_number number;
    ptrdiff_t word;
    slice text;
    switch (type->kind) {
    case FEEL_TYPE_NUMBER:
        at = scan_number_at(at, &number);
        if (at == NULL || (!number.plain && f->bound_count > 0) ||
            (f->bound_count > 0 && !within(f, number_of(&number))))
            return NULL;
        *out = number_value(r, &number);
        break;
    case FEEL_TYPE_BOOLEAN:
        *out = feel_boolean(*at == 't');
        at = memcmp(at, "true", 4) == 0 ? at + 4 : memcmp(at, "false", 5) == 0 ? at + 5 : NULL;
        break;
    case FEEL_TYPE_STRING:
        at = *at == '"' ? read_word(r, f, at + 1, &text, &word) : NULL;
        if (at != NULL)
            *out = feel_string(text);
        break;
    case FEEL_TYPE_DATE:
    case FEEL_TYPE_TIME:
    case FEEL_TYPE_DATE_TIME:
        at = *at == '"' ? read_string(r, at + 1, &text) : NULL;
        if (at != NULL)
            *out = type->kind == FEEL_TYPE_DATE   ? temporal_parse_date(r->arena, text)
                   : type->kind == FEEL_TYPE_TIME ? temporal_parse_time(r->arena, text)
                                                  : temporal_parse_date_time(r->arena, text);
        break;
    default: return NULL;
    }
    return at != NULL && !feel_is_null(*out) && passes_tests(r, f, *out) ? at : NULL;
}

static const char *read_value(row_reader *r, const reader_fact *f, const feel_type *type, const char *at,
                              feel_value *out, unsigned depth);

static const char *read_list(row_reader *r, const reader_fact *f, const feel_type *type, const char *at,
                             feel_value *out, unsigned depth)
{
    struct {
        feel_value *items;
        size_t count, capacity;
    } list = {0};
    if (*at++ != '[' || type->element == NULL)
        return NULL;
    at = scan_space(at);
    bool more = *at != ']';
    while (more) {
        feel_value item = feel_null();
        at = read_value(r, f, type->element, at, &item, depth + 1);
        if (at == NULL)
            return NULL;
        ARENA_PUSH(r->arena, &list, items, count, capacity, item);
        at = scan_space(at);
        more = *at == ',';
        if (more)
            at = scan_space(at + 1);
    }
    *out = feel_list_of(r->arena, list.items, list.count);
    return *at == ']' ? at + 1 : NULL;
}

static const char *read_value(row_reader *r, const reader_fact *f, const feel_type *type, const char *at,
                              feel_value *out, unsigned depth)
{
    *out = feel_null();
    if (*at == 'n')
        return at_null(at) ? at + 4 : NULL;
    if (depth > DEEPEST)
        return NULL;
    if (type->kind == FEEL_TYPE_LIST)
        return read_list(r, f, type, at, out, depth);
    if (type->kind == FEEL_TYPE_CONTEXT)
        return f->record != NULL ? read_record(r, at, f->record, out, depth + 1) : NULL;
    return read_scalar(r, f, type, at, out);
}

/// The fact whose key stands at `at`, behind the opening quote; SIZE_MAX where there is none. The guess is looked at first, then what is
/// declared behind the last one. A guess stays when it misses once: what one record leaves out, the next one mostly states again.
static size_t key_at(const reader_record *type, const char *at, size_t last)
{
    reader_guess *guess = &type->next[last];
    if (scan_begins(at, &type->facts[guess->fact].key)) {
        guess->missed = false;
        return guess->fact;
    }
    for (size_t i = 1; i <= type->count; i++) {
        size_t key = last + i < type->count ? last + i : last + i - type->count;
        if (!scan_begins(at, &type->facts[key].key))
            continue;
        if (guess->missed)
            guess->fact = key;
        guess->missed = !guess->missed;
        return key;
    }
    return SIZE_MAX;
}

/// Behind the colon of a key.
static const char *past_colon(const char *at)
{
    at = scan_space(at);
    return *at == ':' ? scan_space(at + 1) : NULL;
}

static const char *read_record(row_reader *r, const char *at, const reader_record *type, feel_value *out,
                               unsigned depth)
{
    feel_entry *entries = ARENA_ARRAY(r->arena, type->count, feel_entry);
    feel_context *record = ARENA_NEW(r->arena, feel_context);
    bool seen[64] = {0};
    *record = (feel_context){.count = type->count, .entries = entries, .record = ++r->records};
    if (*at++ != '{' || type->count == 0 || type->count > 64)
        return NULL;
    for (size_t i = 0; i < type->count; i++)
        entries[i].name = type->facts[i].fact->name;
    at = scan_space(at);
    bool more = *at != '}';
    size_t last = type->count - 1;
    while (more) {
        size_t key = *at == '"' ? key_at(type, at + 1, last) : SIZE_MAX;
        if (key == SIZE_MAX || seen[key])
            return NULL;
        const reader_fact *f = &type->facts[key];
        seen[key] = true;
        last = key;
        at = past_colon(at + 1 + f->key.text.len);
        at = at != NULL ? read_value(r, f, f->fact->type, at, &entries[key].value, depth) : NULL;
        if (at == NULL)
            return NULL;
        at = scan_space(at);
        more = *at == ',';
        if (more)
            at = scan_space(at + 1);
    }
    for (size_t i = 0; i < type->count; i++) {
        if (type->facts[i].fact->required && !seen[i])
            return NULL;
    }
    *out = (feel_value){.kind = FEEL_CONTEXT, .as.context = record};
    return *at == '}' ? at + 1 : NULL;
}

// --- columns ---

/// A list of strings that nobody needs as a value: which of its words it contains.
static const char *read_strings(row_reader *r, const reader_fact *f, const char *at)
{
    const plan_column *column = f->value_column != SIZE_MAX ? &r->plan->columns[f->value_column] : NULL;
    uint64_t bit = (uint64_t)1 << r->row_index;
    size_t count = 0;
    if (*at++ != '[')
        return NULL;
    at = scan_space(at);
    bool more = *at != ']';
    while (more) {
        slice text;
        ptrdiff_t word = -1;
        if (*at == '"')
            at = read_word(r, f, at + 1, &text, &word);
        else
            at = at_null(at) ? at + 4 : NULL;
        if (at == NULL)
            return NULL;
        if (word >= 0 && column != NULL)
            r->block->words[column->first_word + 1 + (size_t)word] |= bit;
        count++;
        at = scan_space(at);
        more = *at == ',';
        if (more)
            at = scan_space(at + 1);
    }
    if (column != NULL)
        r->block->columns[f->value_column].known |= bit;
    if (f->count_column != SIZE_MAX) {
        r->block->columns[f->count_column].known |= bit;
        const plan_column *counts = &r->plan->columns[f->count_column];
        column_codes(r->block, counts)[r->row_index] = column_code_of_integer(counts, (int64_t)count);
    }
    return *at == ']' ? at + 1 : NULL;
}

/// A value into its column alone.
static const char *read_into_column(row_reader *r, const reader_fact *f, const char *at)
{
    column_state *state = &r->block->columns[f->value_column];
    const plan_column *column = &r->plan->columns[f->value_column];
    uint64_t bit = (uint64_t)1 << r->row_index;
    scan_number number;
    ptrdiff_t word;
    slice text;
    switch (column->kind) {
    case COLUMN_NUMBER:
        at = scan_number_at(at, &number);
        if (at == NULL || !number.plain)
            return NULL;
        if (f->bound_count > 0 && !within(f, number_of(&number)))
            return NULL;
        column_codes(r->block, column)[r->row_index] = number.fraction == 0
                                                           ? column_code_of_integer(column, number.mantissa)
                                                           : column_code(column, number_of(&number));
        break;
    case COLUMN_BOOLEAN:
        if (memcmp(at, "true", 4) == 0) {
            r->block->words[column->first_word + 1] |= bit;
            at += 4;
        } else {
            at = memcmp(at, "false", 5) == 0 ? at + 5 : NULL;
        }
        break;
    case COLUMN_STRING:
        at = *at == '"' ? read_word(r, f, at + 1, &text, &word) : NULL;
        if (at != NULL && word >= 0)
            r->block->words[column->first_word + 1 + (size_t)word] |= bit;
        break;
    default: return NULL;
    }
    state->known |= at != NULL ? bit : 0;
    return at;
}

/// A value for what goes by the row, and for the columns.
static const char *read_as_value(row_reader *r, size_t fact_index, const reader_fact *f, const char *at)
{
    feel_value v;
    at = read_value(r, f, f->fact->type, at, &v, 0);
    if (at == NULL)
        return NULL;
    if (f->needs_value)
        r->block->rows[r->row_index].values[fact_index] = v;
    if (f->value_column != SIZE_MAX) {
        column_put(r->block, f->value_column, r->row_index, v);
        if ((r->block->columns[f->value_column].wide >> r->row_index & 1) != 0)
            return NULL; // its atoms would want the value
    }
    if (f->count_column != SIZE_MAX)
        column_put(r->block, f->count_column, r->row_index, v);
    return at;
}

static const char *read_fact(row_reader *r, size_t fact_index, const reader_fact *f, const char *at)
{
    if (*at == 'n')
        return at_null(at) ? at + 4 : NULL;
    if (f->refused)
        return NULL;
    if (f->needs_value || f->tested)
        return read_as_value(r, fact_index, f, at);
    const feel_type *type = f->fact->type;
    if (type->kind == FEEL_TYPE_LIST && type->element != NULL && type->element->kind == FEEL_TYPE_STRING)
        return read_strings(r, f, at);
    return f->value_column != SIZE_MAX && f->count_column == SIZE_MAX ? read_into_column(r, f, at)
                                                                      : read_as_value(r, fact_index, f, at);
}

static bool read_root(row_reader *r, const char *at, const char *end)
{
    const reader_record *root = &r->root;
    at = scan_space(at);
    if (*at++ != '{' || root->count == 0)
        return false;
    at = scan_space(at);
    bool more = *at != '}';
    size_t last = root->count - 1;
    while (more) {
        size_t key = *at == '"' ? key_at(root, at + 1, last) : SIZE_MAX;
        if (key == SIZE_MAX || r->seen[key])
            return false;
        const reader_fact *f = &root->facts[key];
        r->seen[key] = true;
        last = key;
        at = past_colon(at + 1 + f->key.text.len);
        at = at != NULL ? read_fact(r, key, f, at) : NULL;
        if (at == NULL || at > end)
            return false;
        at = scan_space(at);
        more = *at == ',';
        if (more)
            at = scan_space(at + 1);
    }
    for (size_t i = 0; i < root->count; i++) {
        if (root->facts[i].fact->required && !r->seen[i])
            return false;
    }
    return at < end && *at == '}' && scan_space(at + 1) >= end;
}

/// Takes the row back that was begun last.
static void drop_row(row_reader *r)
{
    block *b = r->block;
    uint64_t keep = ~((uint64_t)1 << r->row_index);
    b->count--;
    for (size_t i = 0; i < r->plan->column_count; i++) {
        b->columns[i].known &= keep;
        b->columns[i].wide &= keep;
    }
    for (size_t i = 0; i < r->plan->word_count; i++)
        b->words[i] &= keep;
}

bool row_read(row_reader *r, block *b, slice text)
{
    if (!scan_ascii(text) && !utf8_valid(text, NULL))
        return false;
    r->block = b;
    r->arena = b->arena;
    r->row_index = b->count;
    r->records = 0;
    memset(r->seen, 0, r->root.count * sizeof *r->seen);
    block_new_row(b, NULL);
    if (read_root(r, text.ptr, text.ptr + text.len))
        return true;
    drop_row(r);
    return false;
}
