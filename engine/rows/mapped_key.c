// A key is looked up in the map once. Its values are read by the same code that reads them for the full reader, and remembered: an office's
// codes are few.
#include "rows/mapped_key.h"

#include "profile/cells_target.h"

// --- what a key is ---

/// The fact of the root that a name is; NULL if there is none that this reader takes.
static reader_fact *find_fact(const row_reader *r, slice name)
{
    reader_fact *found = NULL;
    for (size_t i = 0; i < r->root.count && found == NULL; i++) {
        if (slice_equal(r->root.facts[i].fact->name, name) && r->root.facts[i].how != READ_REFUSED)
            found = &r->root.facts[i];
    }
    return found;
}

/// True if a type's values are plain.
static bool is_plain(const feel_type *type)
{
    return type != NULL && type->kind != FEEL_TYPE_LIST && type->kind != FEEL_TYPE_CONTEXT;
}

/// A fact, or a field of one: "employer.size". Deeper ones are for the full reader.
static void find_target(mapped_key *key, const row_reader *r, slice target)
{
    const char *dot = target.len > 0 ? memchr(target.ptr, '.', target.len) : NULL;
    const slice name = dot != NULL ? slice_part(target, 0, (size_t)(dot - target.ptr)) : target;
    key->fact = find_fact(r, name);
    if (key->fact == NULL)
        return;
    const fact *f = key->fact->fact;
    if (dot == NULL) {
        const bool is_list =
            f->type->kind == FEEL_TYPE_LIST && f->record == NULL && is_plain(f->type->element);
        key->type = f->type;
        key->use = is_list || is_plain(f->type) ? MAPPED_VALUE : MAPPED_DECLINED;
        return;
    }
    key->field = f->type->kind == FEEL_TYPE_CONTEXT
                     ? pack_find_field(f->record, slice_part(target, name.len + 1, target.len))
                     : NULL;
    key->type = key->field != NULL ? key->field->type : NULL;
    key->use = is_plain(key->type) ? MAPPED_PART : MAPPED_DECLINED;
}

static void find_item(mapped_key *key, const row_reader *r, const cells_map_column *c)
{
    key->fact = find_fact(r, c->target);
    if (key->fact == NULL || key->fact->fact->type->kind != FEEL_TYPE_LIST)
        return;
    key->field = c->field.len > 0 ? pack_find_field(key->fact->fact->record, c->field) : NULL;
    key->type = key->field != NULL  ? key->field->type
                : c->field.len == 0 ? key->fact->fact->type->element
                                    : NULL;
    key->use = is_plain(key->type) ? MAPPED_PART : MAPPED_DECLINED;
}

static bool has_number_word(const cells_style *style)
{
    bool found = false;
    for (size_t i = 0; i < style->unknown_count && !found; i++)
        found = style->unknown[i].len > 0 && strchr("0123456789-+.,", style->unknown[i].ptr[0]) != NULL;
    return found;
}

/// What the map says of a key.
static void find_use(mapped_key *key, mapped_keys *keys, slice name)
{
    const cells_map *map = keys->style->map;
    size_t number = 0;
    const cells_map_column *c = cells_map_find(map, name, &number);
    if (cells_trim(name).len != name.len || name.len == 0 || map->join_count > 0)
        return; // it may be another name than it looks like, and joined lists are for the full reader
    if (c == NULL) {
        key->fact = find_fact(keys->rows, name);
        key->use = key->fact != NULL                                            ? MAPPED_AS_FACT
                   : cells_target_of(keys->rows->plan->pack, name).fact != NULL ? MAPPED_DECLINED
                   : map->ignores_others || keys->style->ignores_others         ? MAPPED_SKIPPED
                                                                                : MAPPED_DECLINED;
        return;
    }
    if (c->use != CELLS_STATED) {
        key->use = MAPPED_SKIPPED;
        key->kept = c->use == CELLS_KEPT ? c->target : (slice){NULL, 0};
        return;
    }
    key->item = c->is_item && number == 0 ? 1 : number;
    if (c->is_item)
        find_item(key, keys->rows, c);
    else
        find_target(key, keys->rows, c->target);
    key->bare_numbers_stay = c->rule == NULL && key->type != NULL && key->type->kind == FEEL_TYPE_NUMBER &&
                             !has_number_word(keys->style);
    key->reads = cells_single_new(keys->arena, keys->style, c);
    key->meanings = ARENA_ARRAY(keys->arena, MAPPED_MEANINGS, mapped_meaning);
}

/// True if the map names something below a key, so that the values in it are keys themselves.
static bool has_parts(const cells_map *map, slice name)
{
    bool found = false;
    for (size_t i = 0; i < map->count && !found; i++)
        found = map->columns[i].name.len > name.len && map->columns[i].name.ptr[name.len] == '.' &&
                slice_starts_with(map->columns[i].name, name);
    return found;
}

static mapped_key *add_key(mapped_keys *keys, slice name)
{
    if (keys->items == NULL)
        keys->items = ARENA_ARRAY(keys->arena, MAPPED_KEYS, mapped_key);
    if (keys->count == MAPPED_KEYS)
        return NULL;
    const slice own = arena_format(keys->arena, "%.*s\"", SLICE_ARG(name));
    // If memory ends, the key is not there.
    mapped_key *key = &keys->items[keys->count];
    *key = (mapped_key){.word = scan_word_of(own), .expected = key};
    if (!has_parts(keys->style->map, name))
        find_use(key, keys, slice_part(own, 0, name.len));
    keys->count++;
    return key;
}

mapped_key *mapped_key_at(mapped_keys *keys, const char *at, size_t length, mapped_key *last)
{
    mapped_key *found = NULL;
    for (size_t i = 0; i < keys->count && found == NULL; i++) {
        mapped_key *key = &keys->items[i];
        if (key->word.text.len == length + 1 && scan_begins(at, &key->word))
            found = key;
    }
    if (found == NULL)
        found = add_key(keys, (slice){at, length});
    if (found != NULL && last != NULL)
        last->expected = found;
    return found;
}

// --- what a value means ---

/// Writes what the full reader would read as JSON; false if it is not plain.
static bool write_node(json_text *out, const feel_type *type, const yaml_node *n)
{
    bool good = n->kind == YAML_SCALAR ? n->style == YAML_DOUBLE_QUOTED && type->kind != FEEL_TYPE_LIST
                                       : type->kind == FEEL_TYPE_LIST;
    if (n->kind == YAML_SCALAR)
        return good && json_text_scalar(out, type, n->text);
    json_text_add(out, SLICE("["));
    for (size_t i = 0; i < n->count && good; i++) {
        if (i > 0)
            json_text_add(out, SLICE(","));
        if (n->items[i]->kind == YAML_SCALAR && n->items[i]->style == YAML_PLAIN &&
            n->items[i]->text.len == 0)
            json_text_add(out, SLICE("null"));
        else
            good = n->items[i]->kind == YAML_SCALAR && write_node(out, type->element, n->items[i]);
    }
    json_text_add(out, SLICE("]"));
    return good;
}

/// Reads the value as the full reader does.
static bool find_meaning(const mapped_key *key, arena *a, slice written, slice *out)
{
    const bool is_bare = written.ptr[0] != '"';
    const slice text = is_bare ? written : slice_part(written, 1, written.len - 2);
    json_text json = {.arena = a};
    diag_list *diags = diag_list_new(a);
    diags->unread = true;
    if (key->type->kind == FEEL_TYPE_LIST && cells_trim(text).len > 0 && cells_trim(text).ptr[0] == '[')
        return false; // JSON in a text
    const yaml_node *n = cells_single_read(a, key->reads, key->fact->fact, key->type, text, is_bare, diags);
    *out = (slice){"", 0};
    if (diags->count > 0 || (n != NULL && !write_node(&json, key->type, n)))
        return false;
    if (n != NULL) {
        *json_text_room(&json, 1) = '\0';
        *out = (slice){json.bytes, json.length};
    }
    return true;
}

/// A copy with room behind it.
static slice keep(arena *a, slice text)
{
    char *bytes = arena_alloc(a, text.len + 1 + ROW_READER_PADDING);
    memset(bytes + text.len, 0, 1 + ROW_READER_PADDING);
    memcpy(bytes, text.ptr, text.len);
    return (slice){bytes, text.len};
}

bool mapped_key_meaning(mapped_keys *keys, mapped_key *key, arena *a, slice written, slice *out)
{
    uint64_t head = 0;
    memcpy(&head, written.ptr, written.len < sizeof head ? written.len : sizeof head);
    const size_t at = (head * 0x9E3779B97F4A7C15u >> 32 ^ written.len) % MAPPED_MEANINGS;
    mapped_meaning *known = &key->meanings[at];
    if (known->written.len == written.len && memcmp(known->written.ptr, written.ptr, written.len) == 0) {
        *out = known->json;
        return true;
    }
    if (!find_meaning(key, a, written, out))
        return false;
    if (known->written.ptr == NULL && written.len <= MAPPED_LONGEST_VALUE)
        *known = (mapped_meaning){arena_copy(keys->arena, written), keep(keys->arena, *out)};
    return true;
}
