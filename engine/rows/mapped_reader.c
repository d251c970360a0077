#include "rows/mapped_reader.h"

#include "base/utf8.h"
#include "rows/mapped_key.h"

/// A field or an item that waits until all of its record or list has been read.
typedef struct mapped_part {
    const mapped_key *key;
    slice json; ///< empty: it says nothing
} mapped_part;

/// The last rows in which keys state a fact as a whole, and in parts: two keys for one thing are wrong, also if one says nothing.
typedef struct mapped_claim {
    uint64_t whole, part;
} mapped_claim;

struct mapped_reader {
    row_reader *rows;
    mapped_keys keys;
    mapped_claim *claims; ///< of each fact
    // While a row is read:
    arena *arena;
    mapped_part parts[MAPPED_KEYS];
    size_t part_count;
};

mapped_reader *mapped_reader_new(arena *a, row_reader *rows)
{
    mapped_reader *m = ARENA_NEW(a, mapped_reader);
    m->rows = rows;
    m->keys = (mapped_keys){.arena = a, .rows = rows};
    m->claims = ARENA_ARRAY(a, rows->root.count, mapped_claim);
    return m;
}

// --- values ---

/// Passes a value that nobody reads: a string, a number, true, false or null; NULL if it is something else.
static const char *skip_value(mapped_reader *m, const char *at)
{
    scan_number number;
    slice text;
    if (*at == '"')
        return row_read_any_text(m->rows, at + 1, &text);
    if (*at == 't')
        return memcmp(at, "true", 4) == 0 ? at + 4 : NULL;
    if (*at == 'f')
        return memcmp(at, "false", 5) == 0 ? at + 5 : NULL;
    return *at == 'n' ? (scan_is_null(at) ? at + 4 : NULL) : scan_number_at(at, &number);
}

/// The value at `at` as it is written, with its quotes; what follows it, or NULL if it has escapes or is no plain value.
static const char *plain_value(mapped_reader *m, const char *at, slice *written)
{
    const char *end = NULL;
    if (*at == '"') {
        slice text;
        end = row_read_any_text(m->rows, at + 1, &text);
        end = end != NULL && text.ptr == at + 1 ? end : NULL; // else it was unescaped
    } else {
        end = skip_value(m, at);
    }
    *written = (slice){at, end != NULL ? (size_t)(end - at) : 0};
    return end;
}

/// Reads the value of a mapped key; NULL if it is for the full reader, else what follows it.
static const char *read_value(mapped_reader *m, const row_target *to, mapped_key *key, const char *at)
{
    reader_fact *f = key->fact;
    slice written;
    slice json = {"", 0};
    // Null says nothing. If its fact must be stated, the end of the row sees it.
    const bool is_null = *at == 'n' && scan_is_null(at);
    if (!is_null && key->use == MAPPED_VALUE &&
        (*at == '[' || *at == '{' || (key->bare_numbers_stay && *at != '"'))) {
        f->row = m->rows->row;
        return row_read_fact(m->rows, to, f, at);
    }
    const char *end = plain_value(m, at, &written);
    if (end == NULL || (!is_null && !mapped_key_meaning(&m->keys, key, m->arena, written, &json)))
        return NULL;
    if (key->use == MAPPED_PART) {
        m->parts[m->part_count++] = (mapped_part){key, json};
    } else if (json.len > 0) {
        f->row = m->rows->row;
        if (row_read_fact(m->rows, to, f, json.ptr) == NULL)
            return NULL;
    }
    return end;
}

// --- records and lists of several keys ---

/// Writes the fields of a record, or of an item of a list.
static void write_fields(json_text *out, const mapped_part *parts, size_t count)
{
    json_text_add(out, SLICE("{"));
    for (size_t i = 0; i < count; i++) {
        if (out->bytes[out->length - 1] != '{')
            json_text_add(out, SLICE(","));
        json_text_add(out, SLICE("\""));
        json_text_add(out, parts[i].key->field->name);
        json_text_add(out, SLICE("\":"));
        json_text_add(out, parts[i].json);
    }
    json_text_add(out, SLICE("}"));
}

/// Takes the parts of the item with the lowest number of those that are left, in the order of the record; how many they are.
static size_t take_item(mapped_part *from, size_t *count, mapped_part *out)
{
    size_t lowest = SIZE_MAX;
    size_t taken = 0;
    size_t left = 0;
    for (size_t i = 0; i < *count; i++)
        lowest = from[i].key->item < lowest ? from[i].key->item : lowest;
    for (size_t i = 0; i < *count; i++) {
        if (from[i].key->item == lowest)
            out[taken++] = from[i];
        else
            from[left++] = from[i];
    }
    *count = left;
    return taken;
}

/// Writes a list of what was read of it.
static void write_items(json_text *out, mapped_part *parts, size_t count)
{
    mapped_part item[MAPPED_KEYS];
    json_text_add(out, SLICE("["));
    while (count > 0) {
        const size_t taken = take_item(parts, &count, item);
        if (out->bytes[out->length - 1] != '[')
            json_text_add(out, SLICE(","));
        if (item[0].key->field != NULL)
            write_fields(out, item, taken);
        else
            json_text_add(out, item[0].json);
    }
    json_text_add(out, SLICE("]"));
}

/// Reads the record or list of a fact from its parts.
static bool read_whole(mapped_reader *m, const row_target *to, reader_fact *f)
{
    mapped_part parts[MAPPED_KEYS];
    size_t count = 0;
    json_text out = {.arena = m->arena};
    for (size_t i = 0; i < m->part_count; i++) {
        if (m->parts[i].key->fact == f && m->parts[i].json.len > 0)
            parts[count++] = m->parts[i];
    }
    if (count == 0)
        return true;
    if (f->fact->type->kind == FEEL_TYPE_LIST)
        write_items(&out, parts, count);
    else
        write_fields(&out, parts, count);
    *json_text_room(&out, 1) = '\0';
    f->row = m->rows->row;
    return row_read_fact(m->rows, to, f, out.bytes) != NULL;
}

/// Reads all records and lists; false if something stands twice, or one is for the full reader.
static bool read_parts(mapped_reader *m, const row_target *to)
{
    bool good = true;
    for (size_t i = 0; i < m->part_count && good; i++) {
        const mapped_key *key = m->parts[i].key;
        bool is_first = true;
        for (size_t k = 0; k < i && good; k++) {
            const mapped_key *other = m->parts[k].key;
            is_first = is_first && other->fact != key->fact;
            good = other->fact != key->fact || other->item != key->item || other->field != key->field;
        }
        good = good && (!is_first || read_whole(m, to, key->fact));
    }
    return good;
}

// --- the whole ---

/// The key at `at`, after its opening quote, and what follows the colon behind it; NULL if it is for the full reader.
static mapped_key *read_key(mapped_reader *m, mapped_key *last, const char **at)
{
    mapped_key *key = last != NULL ? last->expected : NULL;
    size_t length;
    if (key == NULL || !scan_begins(*at, &key->word)) {
        const char *end = scan_string(*at);
        length = (size_t)(end - *at);
        if (*end != '"' || length + 32 > ROW_READER_PADDING || !utf8_valid((slice){*at, length}, NULL))
            return NULL;
        key = mapped_key_at(&m->keys, *at, length, last);
    }
    *at = key != NULL ? scan_past_colon(*at + key->word.text.len) : NULL;
    return *at != NULL ? key : NULL;
}

/// Passes what stands between two members; false if another one does not follow. `*at` is then at the closing brace, or at what is wrong.
static bool next_member(const char **at)
{
    *at = scan_space(*at);
    if (**at != ',')
        return false;
    const char *next = scan_space(*at + 1);
    if (*next != '"')
        return false; // the comma is wrong
    *at = next + 1;
    return true;
}

/// False if another key of the record states the same.
static bool claim(mapped_reader *m, const mapped_key *key)
{
    const uint64_t row = m->rows->row;
    mapped_claim *c = key->fact != NULL ? &m->claims[key->fact - m->rows->root.facts] : NULL;
    const bool is_part = key->use == MAPPED_PART;
    if (c == NULL)
        return true;
    const bool is_free = c->whole != row && (is_part || c->part != row);
    *(is_part ? &c->part : &c->whole) = row;
    return is_free;
}

static const char *read_member(mapped_reader *m, const row_target *to, mapped_key *key, const char *at)
{
    if (key->row == m->rows->row || !claim(m, key))
        return NULL;
    key->row = m->rows->row;
    switch (key->use) {
    case MAPPED_DECLINED: return NULL;
    case MAPPED_SKIPPED: return skip_value(m, at);
    case MAPPED_AS_FACT: key->fact->row = m->rows->row; return row_read_fact(m->rows, to, key->fact, at);
    case MAPPED_VALUE:
    case MAPPED_PART: return read_value(m, to, key, at);
    }
    return NULL;
}

static bool read_members(mapped_reader *m, const row_target *to, const char *at, const char *end)
{
    mapped_key *last = m->keys.count > 0 ? &m->keys.items[m->keys.count - 1] : NULL;
    at = scan_space(at);
    if (*at++ != '{')
        return false;
    at = scan_space(at);
    if (*at == '"') {
        at++;
        do {
            mapped_key *key = read_key(m, last, &at);
            at = key != NULL ? read_member(m, to, key, at) : NULL;
            if (at == NULL)
                return false;
            last = key;
        } while (next_member(&at));
    }
    return at < end && *at == '}' && scan_space(at + 1) >= end && read_parts(m, to);
}

bool mapped_read(mapped_reader *m, const cells_style *style, block *b, slice text)
{
    if (m->keys.style == NULL)
        m->keys.style = style;
    if (m->keys.style != style || m->rows->root.count == 0)
        return false;
    const row_target to = row_begin(m->rows, b);
    m->arena = block_arena(b);
    m->part_count = 0;
    return row_end(m->rows, read_members(m, &to, text.ptr, text.ptr + text.len));
}

/// The end of a plain value of an object that was read before.
static const char *end_of_value(const char *at)
{
    if (*at != '"')
        return at + strcspn(at, ",} \t\r\n");
    at = scan_string(at + 1);
    while (*at == '\\')
        at = scan_string(at + 2);
    return at + 1;
}

bool mapped_read_kept(mapped_reader *m, slice text, slice name, slice *out)
{
    mapped_key *last = m->keys.count > 0 ? &m->keys.items[m->keys.count - 1] : NULL;
    const char *at = scan_space(scan_space(text.ptr) + 1);
    bool more = *at == '"';
    at += more;
    *out = (slice){NULL, 0};
    while (more) {
        mapped_key *key = read_key(m, last, &at);
        if (key == NULL || *at == '[' || *at == '{')
            return false;
        const char *end = end_of_value(at);
        if (key->kept.len > 0 && *at != 'n' && slice_equal(key->kept, name)) {
            const slice written = {at, (size_t)(end - at)};
            if (memchr(at, '\\', written.len) != NULL)
                return false;
            *out = cells_trim(*at == '"' ? slice_part(written, 1, written.len - 2) : written);
        }
        last = key;
        at = end;
        more = next_member(&at);
    }
    return true;
}
