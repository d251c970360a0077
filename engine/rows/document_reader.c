// A YAML document to a row of columns: each value is written as JSON by the type that the vocabulary declares, and then read as the values
// of JSON rows are. Whatever is out of the ordinary ends it. Recursion is bounded by ROW_DEEPEST.
#include "rows/document_reader.h"

#include "rows/document_tokens.h"
#include "rows/row_vocabulary.h"

enum { LONGEST_KEY = ROW_READER_PADDING };

struct document_reader {
    row_reader *rows;
    document_tokens tokens;
    arena *arena; ///< of the block
    // What was written, in the block's arena. Values that are kept point into it; if it has to grow, they stay where they are.
    char *text;
    size_t length, capacity;
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

/// Makes room for more bytes, and for those after them that the reader of rows may look at.
static char *room(document_reader *d, size_t more)
{
    enum { LEAST = 512 };
    const size_t needed = d->length + more + ROW_READER_PADDING;
    if (needed > d->capacity) {
        const size_t wanted = 2 * needed > LEAST ? 2 * needed : LEAST;
        d->text = arena_grow(d->arena, d->text, d->length, wanted);
        d->capacity = wanted;
    }
    return d->text + d->length;
}

static void write_text(document_reader *d, slice text)
{
    char *to = room(d, text.len);
    memcpy(to, text.ptr, text.len);
    d->length += text.len;
}

static bool write_null(document_reader *d)
{
    write_text(d, SLICE("null"));
    return true;
}

static slice scalar_text(const document_reader *d)
{
    return (slice){(const char *)d->tokens.token.data.scalar.value, d->tokens.token.data.scalar.length};
}

/// Writes characters that do not stand for themselves in a string of JSON; they are few.
static bool write_escaped(document_reader *d, slice text)
{
    static const char digits[] = "0123456789abcdef";
    char *to = room(d, 6 * text.len + 2);
    char *const begin = to;
    *to++ = '"';
    for (size_t i = 0; i < text.len; i++) {
        const unsigned char c = (unsigned char)text.ptr[i];
        if (c < 0x20) {
            const char escape[6] = {'\\', 'u', '0', '0', digits[c >> 4], digits[c & 15]};
            memcpy(to, escape, sizeof escape);
            to += sizeof escape;
        } else {
            if (c == '"' || c == '\\')
                *to++ = '\\';
            *to++ = (char)c;
        }
    }
    *to++ = '"';
    d->length += (size_t)(to - begin);
    return true;
}

/// A NUL becomes an escape that the reader of rows refuses.
static bool write_string(document_reader *d, slice text)
{
    char *to = room(d, text.len + 3);
    to[0] = to[text.len + 1] = '"';
    to[text.len + 2] = '\0';
    memcpy(to + 1, text.ptr, text.len);
    if (scan_string(to + 1) != to + 1 + text.len)
        return write_escaped(d, text);
    d->length += text.len + 2;
    return true;
}

/// A number is written with quotes or without, but only as JSON has it.
static bool write_number(document_reader *d, slice text)
{
    scan_number number;
    char *to = room(d, text.len + 1);
    memcpy(to, text.ptr, text.len);
    to[text.len] = '\0';
    d->length += text.len;
    return scan_number_at(to, &number) == to + text.len;
}

static bool write_boolean(document_reader *d, slice text)
{
    write_text(d, text);
    return slice_is(text, "true") || slice_is(text, "false");
}

static bool is_null(const document_reader *d)
{
    const slice text = scalar_text(d);
    return d->tokens.token.data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
           (text.len == 0 || (text.len <= 4 && (slice_is(text, "~") || slice_is(text, "null"))));
}

static bool write_scalar(document_reader *d, const feel_type *type)
{
    bool good = false;
    if (is_null(d)) {
        good = write_null(d);
    } else {
        switch (type->kind) {
        case FEEL_TYPE_NUMBER: good = write_number(d, scalar_text(d)); break;
        case FEEL_TYPE_BOOLEAN: good = write_boolean(d, scalar_text(d)); break;
        case FEEL_TYPE_STRING:
        case FEEL_TYPE_DATE:
        case FEEL_TYPE_TIME:
        case FEEL_TYPE_DATE_TIME: good = write_string(d, scalar_text(d)); break;
        default: break;
        }
    }
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
    char *at = room(d, key.len + 1);
    memcpy(at, key.ptr, key.len);
    at[key.len] = '"';
    // A key with a quote may only look as if it were a fact's.
    reader_fact *f = row_other_fact(type, at, last);
    return f != NULL && f->key.text.len == key.len + 1 ? f : NULL;
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
    write_text(d, SLICE("\""));
    write_text(d, f->key.text); // with the quote that ends it
    write_text(d, SLICE(":"));
}

static bool write_record(document_reader *d, const reader_record *type, layout of, unsigned depth)
{
    if (type == NULL || type->count == 0)
        return false;
    reader_fact *last = &type->facts[type->count - 1];
    step next = STEP_MORE;
    document_advance(&d->tokens);
    write_text(d, SLICE("{"));
    for (bool first = true; (next = next_key(d, first, of)) == STEP_MORE; first = false) {
        if (!first)
            write_text(d, SLICE(","));
        last = pass_key(d, type, last);
        if (last == NULL)
            return false;
        write_key(d, last);
        if (!(is_left_out(d, of) ? write_null(d)
                                 : write_value(d, last, last->fact->type, of == LAYOUT_BLOCK, depth)))
            return false;
    }
    write_text(d, SLICE("}"));
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
    write_text(d, SLICE("["));
    for (bool first = true; (next = next_item(d, first, of)) == STEP_MORE; first = false) {
        if (!first)
            write_text(d, SLICE(","));
        const bool left_out =
            of != LAYOUT_FLOW && (is_left_out(d, of) || looked_at(d) == YAML_BLOCK_ENTRY_TOKEN);
        if (!(left_out ? write_null(d) : write_value(d, f, element, false, depth)))
            return false;
    }
    write_text(d, SLICE("]"));
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
        const size_t begin = d->length;
        reader_fact *f = pass_key(d, root, last);
        if (f == NULL || f->row == r->row)
            return false;
        f->row = r->row;
        last = f;
        if (!(is_left_out(d, of) ? write_null(d) : write_value(d, f, f->fact->type, of == LAYOUT_BLOCK, 0)))
            return false;
        *room(d, 1) = '\0';
        if (row_read_fact(r, to, f, d->text + begin) == NULL)
            return false;
        if (f->how == READ_VALUE)
            d->length++;
        else
            d->length = begin;
    }
    return next == STEP_END;
}

bool document_read(document_reader *d, block *b, size_t index)
{
    d->arena = block_arena(b);
    d->text = NULL;
    d->length = d->capacity = 0;
    if (!document_begin(&d->tokens, index))
        return false;
    const row_target to = row_begin(d->rows, b);
    return row_end(d->rows, read_facts(d, &to) && document_end(&d->tokens));
}
