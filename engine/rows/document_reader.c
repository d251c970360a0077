// A YAML document to a row of columns: each value is written as JSON by the type that the vocabulary declares, and then read as the values
// of JSON rows are. Whatever is out of the ordinary ends it. Recursion is bounded by ROW_DEEPEST.
#include "rows/document_reader.h"

#include "rows/document_tokens.h"
#include "rows/json_text.h"
#include "rows/row_vocabulary.h"

enum { LONGEST_KEY = ROW_READER_PADDING };

struct document_reader {
    row_reader *rows;
    document_tokens tokens;
    json_text text; ///< what was written, in the block's arena
};

static void release(void *resource)
{
    document_tokens_release(resource);
}

document_reader *document_reader_new(arena *a, row_reader *rows)
{
    document_reader *d = ARENA_NEW(a, document_reader);
    d->rows = rows;
    arena_on_release(a, release, &d->tokens);
    return d;
}

void document_reader_set(document_reader *d, const cohort_record *records, size_t count)
{
    document_tokens_set(&d->tokens, records, count);
}

// --- writing ---

static bool write_null(document_reader *d)
{
    json_text_add(&d->text, SLICE("null"));
    return true;
}

static slice scalar_text(const document_reader *d)
{
    return (slice){(const char *)d->tokens.token.data.scalar.value, d->tokens.token.data.scalar.length};
}

static bool is_null(const document_reader *d)
{
    const slice text = scalar_text(d);
    return d->tokens.token.data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
           (text.len == 0 || (text.len <= 4 && (slice_is(text, "~") || slice_is(text, "null"))));
}

static bool write_scalar(document_reader *d, const feel_type *type)
{
    const bool good = is_null(d) ? write_null(d) : json_text_scalar(&d->text, type, scalar_text(d));
    document_advance(&d->tokens);
    return good;
}

// --- collections ---

/// How the keys and values, or the items, of a collection are told apart.
typedef enum layout { LAYOUT_FLOW, LAYOUT_BLOCK, LAYOUT_INDENTLESS } layout;

static yaml_token_type_t looked_at(const document_reader *d)
{
    return d->tokens.token.type;
}

static bool pass(document_reader *d, yaml_token_type_t type)
{
    if (looked_at(d) != type)
        return false;
    document_advance(&d->tokens);
    return true;
}

/// True if nothing is written for a value: null.
static bool is_left_out(const document_reader *d, layout of)
{
    const yaml_token_type_t type = looked_at(d);
    return of == LAYOUT_FLOW ? type == YAML_FLOW_ENTRY_TOKEN || type == YAML_FLOW_MAPPING_END_TOKEN
                             : type == YAML_KEY_TOKEN || type == YAML_BLOCK_END_TOKEN;
}

typedef enum step { STEP_MORE, STEP_END, STEP_WRONG } step;

/// Passes what comes before the next key or item of a flow collection, or its end.
static step next_in_flow(document_reader *d, bool first, yaml_token_type_t end)
{
    if (!first && looked_at(d) != end && !pass(d, YAML_FLOW_ENTRY_TOKEN))
        return STEP_WRONG;
    return pass(d, end) ? STEP_END : STEP_MORE;
}

/// Goes to the next key, or passes the end of the mapping.
static step next_key(document_reader *d, bool first, layout of)
{
    step next = of == LAYOUT_FLOW               ? next_in_flow(d, first, YAML_FLOW_MAPPING_END_TOKEN)
                : pass(d, YAML_BLOCK_END_TOKEN) ? STEP_END
                                                : STEP_MORE;
    if (next == STEP_MORE && !(pass(d, YAML_KEY_TOKEN) && looked_at(d) == YAML_SCALAR_TOKEN))
        next = STEP_WRONG;
    return next;
}

/// The fact or field that a key names, if it is not the one that was expected after the last one; NULL if there is none.
static reader_fact *other_fact(document_reader *d, const reader_record *type, slice key, reader_fact *last)
{
    if (key.len > LONGEST_KEY)
        return NULL;
    char *at = json_text_room(&d->text, key.len + 1);
    memcpy(at, key.ptr, key.len);
    at[key.len] = '"';
    // A key with a quote may only look as if it were a fact's.
    reader_fact *f = row_find_fact(type, at);
    if (f == NULL || f->key.text.len != key.len + 1)
        return NULL;
    row_expect(last, f);
    return f;
}

/// Passes a key; the fact or field that it names, NULL if there is none or no value follows it.
static reader_fact *pass_key(document_reader *d, const reader_record *type, reader_fact *last)
{
    const slice key = scalar_text(d);
    reader_fact *f = last->expected;
    if (f->key.text.len == key.len + 1 && memcmp(f->key.text.ptr, key.ptr, key.len) == 0)
        last->missed = false;
    else
        f = other_fact(d, type, key, last);
    document_advance(&d->tokens);
    return pass(d, YAML_VALUE_TOKEN) ? f : NULL;
}

static bool write_value(document_reader *d, const reader_fact *f, const feel_type *type,
                        bool in_block_mapping, unsigned depth);

static void write_key(document_reader *d, const reader_fact *f)
{
    json_text_add(&d->text, f->heads[SCAN_CLOSE].text);
}

static bool write_record(document_reader *d, const reader_record *type, layout of, unsigned depth)
{
    if (type == NULL || type->count == 0)
        return false;
    reader_fact *last = &type->facts[type->count - 1];
    step next = STEP_MORE;
    document_advance(&d->tokens);
    json_text_add(&d->text, SLICE("{"));
    for (bool first = true; (next = next_key(d, first, of)) == STEP_MORE; first = false) {
        if (!first)
            json_text_add(&d->text, SLICE(","));
        last = pass_key(d, type, last);
        if (last == NULL)
            return false;
        write_key(d, last);
        if (!(is_left_out(d, of) ? write_null(d)
                                 : write_value(d, last, last->fact->type, of == LAYOUT_BLOCK, depth)))
            return false;
    }
    json_text_add(&d->text, SLICE("}"));
    return next == STEP_END;
}

/// Goes to the next item, or passes the end of the sequence.
static step next_item(document_reader *d, bool first, layout of)
{
    if (of == LAYOUT_FLOW)
        return next_in_flow(d, first, YAML_FLOW_SEQUENCE_END_TOKEN);
    if (pass(d, YAML_BLOCK_ENTRY_TOKEN))
        return STEP_MORE;
    // The end of one without an indentation of its own is the mapping's next token.
    return of == LAYOUT_INDENTLESS || pass(d, YAML_BLOCK_END_TOKEN) ? STEP_END : STEP_WRONG;
}

static bool write_list(document_reader *d, const reader_fact *f, const feel_type *element, layout of,
                       unsigned depth)
{
    step next = STEP_MORE;
    if (element == NULL)
        return false;
    if (of != LAYOUT_INDENTLESS)
        document_advance(&d->tokens);
    json_text_add(&d->text, SLICE("["));
    for (bool first = true; (next = next_item(d, first, of)) == STEP_MORE; first = false) {
        if (!first)
            json_text_add(&d->text, SLICE(","));
        const bool left_out =
            of != LAYOUT_FLOW && (is_left_out(d, of) || looked_at(d) == YAML_BLOCK_ENTRY_TOKEN);
        if (!(left_out ? write_null(d) : write_value(d, f, element, false, depth)))
            return false;
    }
    json_text_add(&d->text, SLICE("]"));
    return next == STEP_END;
}

/// Writes the current value and passes it; false if it is not of the type.
/// @param in_block_mapping  a sequence may do without an indentation of its own
static bool write_value(document_reader *d, const reader_fact *f, const feel_type *type,
                        bool in_block_mapping, unsigned depth)
{
    const bool is_list = type->kind == FEEL_TYPE_LIST;
    const bool is_record = type->kind == FEEL_TYPE_CONTEXT;
    if (depth > ROW_DEEPEST)
        return false;
    switch (looked_at(d)) {
    case YAML_SCALAR_TOKEN: return write_scalar(d, type);
    case YAML_FLOW_SEQUENCE_START_TOKEN:
        return is_list && write_list(d, f, type->element, LAYOUT_FLOW, depth + 1);
    case YAML_BLOCK_SEQUENCE_START_TOKEN:
        return is_list && write_list(d, f, type->element, LAYOUT_BLOCK, depth + 1);
    case YAML_BLOCK_ENTRY_TOKEN:
        return is_list && in_block_mapping && write_list(d, f, type->element, LAYOUT_INDENTLESS, depth + 1);
    case YAML_FLOW_MAPPING_START_TOKEN:
        return is_record && write_record(d, f->record, LAYOUT_FLOW, depth + 1);
    case YAML_BLOCK_MAPPING_START_TOKEN:
        return is_record && write_record(d, f->record, LAYOUT_BLOCK, depth + 1);
    default: return false;
    }
}

// --- the whole ---

/// Reads the facts of a profile; false if they are not for this reader.
static bool read_facts(document_reader *d, const row_target *to)
{
    row_reader *r = d->rows;
    const reader_record *root = &r->root;
    const layout of = looked_at(d) == YAML_FLOW_MAPPING_START_TOKEN ? LAYOUT_FLOW : LAYOUT_BLOCK;
    if (root->count == 0 || (of == LAYOUT_BLOCK && looked_at(d) != YAML_BLOCK_MAPPING_START_TOKEN))
        return false;
    reader_fact *last = &root->facts[root->count - 1];
    step next = STEP_MORE;
    document_advance(&d->tokens);
    for (bool first = true; (next = next_key(d, first, of)) == STEP_MORE; first = false) {
        const size_t begin = d->text.length;
        reader_fact *f = pass_key(d, root, last);
        if (f == NULL || f->row == r->row)
            return false;
        f->row = r->row;
        last = f;
        if (!(is_left_out(d, of) ? write_null(d) : write_value(d, f, f->fact->type, of == LAYOUT_BLOCK, 0)))
            return false;
        *json_text_room(&d->text, 1) = '\0';
        if (row_read_fact(r, to, f, d->text.bytes + begin) == NULL)
            return false;
        if (f->how == READ_VALUE || f->needs_value)
            d->text.length++;
        else
            d->text.length = begin;
    }
    return next == STEP_END;
}

bool document_read(document_reader *d, block *b, size_t index)
{
    d->text = (json_text){.arena = block_arena(b)};
    if (!document_begin(&d->tokens, index))
        return false;
    const row_target to = row_begin(d->rows, b);
    return row_end(d->rows, read_facts(d, &to) && document_end(&d->tokens));
}
