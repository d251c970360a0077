// JSON values by the types that the vocabulary declares; whatever is out of the ordinary ends it.
#include "rows/row_vocabulary.h"

#include "base/decimal.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/utf8.h"
#include "feel/temporal.h"

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

/// The character of an escape at `at`, after the backslash; NULL if it is none, or NUL, or half a pair.
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

static bool is_text(slice text)
{
    return text.len <= LIMIT_STRING && utf8_valid(text, NULL);
}

const char *row_read_any_text(row_reader *r, const char *at, slice *out)
{
    const char *end = scan_string(at);
    text_builder text = {.arena = r->arena};
    if (*end == '"') {
        *out = (slice){at, (size_t)(end - at)};
        return is_text(*out) ? end + 1 : NULL;
    }
    while (*end == '\\') {
        text_add(&text, (slice){at, (size_t)(end - at)});
        at = read_escape(end + 1, &text);
        if (at == NULL)
            return NULL;
        end = scan_string(at);
    }
    text_add(&text, (slice){at, (size_t)(end - at)});
    *out = text_result(&text);
    return *end == '"' && is_text(*out) ? end + 1 : NULL;
}

static feel_value number_value(row_reader *r, const scan_number *n)
{
    decimal d;
    if (n->plain && n->fraction == 0)
        return feel_integer(n->mantissa);
    return decimal_parse(n->text, &d) ? feel_number(r->arena, d) : feel_null();
}

/// True if the value passes tests that are neither words nor bounds.
static bool passes_tests(row_reader *r, const reader_fact *f, feel_value v)
{
    if (!f->tested || feel_is_null(v))
        return true;
    r->machine.arena = r->arena;
    r->machine.steps_left = 1000000;
    r->machine.exhausted = false;
    return feel_is_true(feel_evaluate_tests(&r->machine, f->fact->allowed, v, NULL, 0));
}

static const char *read_record(row_reader *r, const char *at, const reader_record *type, feel_value *out,
                               unsigned depth);

const char *row_read_text(row_reader *r, const reader_fact *f, const char *at, slice *text, ptrdiff_t *id)
{
    size_t length;
    bool is_known = false;
    const char *end;
    if (f->index.slots != NULL && scan_short_string(at, &length)) {
        *id = text_at(f, at, length, &is_known);
        *text = (slice){at, length};
        end = at + length + 1;
    } else {
        end = row_read_any_text(r, at, text);
        *id = -1;
        for (size_t i = 1; end != NULL && !is_known && i <= f->word_count; i++) {
            const slice quoted = f->words[i].quoted.text;
            is_known = slice_equal(*text, slice_part(quoted, 0, quoted.len - 1));
            *id = is_known ? f->words[i].text : -1;
        }
    }
    return is_known || !f->words_are_all ? end : NULL;
}

/// Reads a scalar of the type as a value.
static const char *read_scalar(row_reader *r, const reader_fact *f, const feel_type *type, const char *at,
                               feel_value *out)
{
    scan_number number;
    ptrdiff_t id;
    slice text;
    switch (type->kind) {
    case FEEL_TYPE_NUMBER:
        at = scan_number_at(at, &number);
        if (at == NULL || (!number.plain && (f->bound_count > 0 || f->whole)) ||
            (f->whole && number.fraction > 0) || (f->bound_count > 0 && !within(f, number_of(&number))))
            return NULL;
        *out = number_value(r, &number);
        break;
    case FEEL_TYPE_BOOLEAN:
        *out = feel_boolean(*at == 't');
        at = memcmp(at, "true", 4) == 0 ? at + 4 : memcmp(at, "false", 5) == 0 ? at + 5 : NULL;
        break;
    case FEEL_TYPE_STRING:
        at = *at == '"' ? row_read_text(r, f, at + 1, &text, &id) : NULL;
        if (at != NULL)
            *out = feel_string(text);
        break;
    case FEEL_TYPE_DATE:
    case FEEL_TYPE_TIME:
    case FEEL_TYPE_DATE_TIME:
        at = *at == '"' ? row_read_any_text(r, at + 1, &text) : NULL;
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
        return scan_is_null(at) ? at + 4 : NULL;
    if (depth > ROW_DEEPEST)
        return NULL;
    if (type->kind == FEEL_TYPE_LIST)
        return read_list(r, f, type, at, out, depth);
    if (type->kind == FEEL_TYPE_CONTEXT)
        return f->record != NULL ? read_record(r, at, f->record, out, depth + 1) : NULL;
    return read_scalar(r, f, type, at, out);
}

reader_fact *row_other_fact(const reader_record *type, const char *at, reader_fact *last)
{
    const size_t before = (size_t)(last - type->facts);
    for (size_t i = 1; i <= type->count; i++) {
        reader_fact *f = &type->facts[before + i < type->count ? before + i : before + i - type->count];
        if (!scan_begins(at, &f->key))
            continue;
        if (last->missed)
            last->expected = f;
        last->missed = !last->missed;
        return f;
    }
    return NULL;
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
    reader_fact *last = &type->facts[type->count - 1];
    while (more) {
        reader_fact *f = *at == '"' ? row_fact_at(type, at + 1, last) : NULL;
        if (f == NULL || seen[f - type->facts])
            return NULL;
        seen[f - type->facts] = true;
        last = f;
        at = scan_past_colon(at + 1 + f->key.text.len);
        at = at != NULL ? read_value(r, f, f->fact->type, at, &entries[f - type->facts].value, depth) : NULL;
        if (at == NULL)
            return NULL;
        at = scan_space(at);
        more = *at == ',';
        if (more)
            at = scan_space(at + 1);
    }
    for (size_t i = 0; i < type->required_count; i++) {
        if (!seen[type->required[i]])
            return NULL;
    }
    *out = (feel_value){.kind = FEEL_CONTEXT, .as.context = record};
    return *at == '}' ? at + 1 : NULL;
}

const char *row_read_value(row_reader *r, const reader_fact *f, const char *at, feel_value *out)
{
    return read_value(r, f, f->fact->type, at, out, 0);
}
