// The schemas of a pack's files, from the tables of keys that loading checks with.
#include "scaffold/schema.h"
#include "write/memory.h"

#include <stdlib.h>
#include <string.h>

static void write_words(json_writer *w, const char *words)
{
    for (const char *word = words; *word != '\0';) {
        char text[60];
        size_t length = strcspn(word, "|");
        (void)snprintf(text, sizeof text, "%.*s", (int)length, word);
        json_string(w, text);
        word += length + (word[length] == '|');
    }
}

static void write_types(json_writer *w, const advise_pack *pack, bool list)
{
    write_words(w, "boolean|integer|number|string|text|date|time|date and time");
    if (list)
        json_string(w, "list");
    for (size_t i = 0; i < advise_pack_type_count(pack); i++)
        json_string(w, advise_pack_type(pack, i).name);
}

/// True if one of the facts, or of the fields of a type, is derived.
static bool has_derived(const advise_pack *pack, size_t type, size_t count)
{
    bool found = false;
    for (size_t i = 0; i < count && !found; i++)
        found = advise_pack_fact(pack, type, i).derived;
    return found;
}

static bool has_derived_fields(const advise_pack *pack)
{
    bool found = false;
    for (size_t t = 0; t < advise_pack_type_count(pack) && !found; t++)
        found = has_derived(pack, t, advise_pack_type(pack, t).field_count);
    return found;
}

/// True if there is something to name.
static bool has_names(const advise_pack *pack, const advise_key *key)
{
    switch (key->names) {
    case ADVISE_NAMES_NOTHING: return *key->words != '\0';
    case ADVISE_NAMES_RECOMMENDATION: return advise_pack_recommendation_count(pack) > 0;
    case ADVISE_NAMES_SOURCE: return advise_pack_source_count(pack) > 0;
    case ADVISE_NAMES_RULE: return advise_pack_rule_count(pack) > 0;
    case ADVISE_NAMES_FACT: return advise_pack_fact_count(pack) > 0;
    case ADVISE_NAMES_DERIVED_FACT: return has_derived(pack, ADVISE_FACTS, advise_pack_fact_count(pack));
    case ADVISE_NAMES_TYPE: return true;
    }
    return false;
}

/// The names in the pack that the key's text may be.
static void write_names(json_writer *w, const advise_pack *pack, const advise_key *key)
{
    json_key(w, "enum");
    json_array_begin(w);
    switch (key->names) {
    case ADVISE_NAMES_NOTHING: write_words(w, key->words); break;
    case ADVISE_NAMES_RECOMMENDATION:
        for (size_t i = 0; i < advise_pack_recommendation_count(pack); i++)
            json_string(w, advise_pack_recommendation_id(pack, i));
        break;
    case ADVISE_NAMES_SOURCE:
        for (size_t i = 0; i < advise_pack_source_count(pack); i++)
            json_string(w, advise_pack_source_id(pack, i));
        break;
    case ADVISE_NAMES_RULE:
        for (size_t i = 0; i < advise_pack_rule_count(pack); i++)
            json_string(w, advise_pack_rule_id(pack, i));
        break;
    case ADVISE_NAMES_FACT:
    case ADVISE_NAMES_DERIVED_FACT:
        for (size_t i = 0; i < advise_pack_fact_count(pack); i++) {
            advise_fact fact = advise_pack_fact(pack, ADVISE_FACTS, i);
            if (fact.derived || key->names == ADVISE_NAMES_FACT)
                json_string(w, fact.name);
        }
        break;
    case ADVISE_NAMES_TYPE: write_types(w, pack, strcmp(key->name, "of") != 0); break;
    }
    json_array_end(w);
}

/// VARIABLE.FIELD, with any variable: the fields that rules conclude.
static void write_derived_fields(json_writer *w, const advise_pack *pack)
{
    char *text;
    size_t length;
    size_t written = 0;
    FILE *pattern = must_open_text(&text, &length);
    (void)fputs("^[A-Za-z_][A-Za-z0-9_]*\\.(", pattern);
    for (size_t t = 0; t < advise_pack_type_count(pack); t++) {
        for (size_t i = 0; i < advise_pack_type(pack, t).field_count; i++) {
            const advise_fact field = advise_pack_fact(pack, t, i);
            if (field.derived)
                (void)fprintf(pattern, "%s%s", written++ > 0 ? "|" : "", field.name);
        }
    }
    (void)fputs(")$", pattern);
    must_close_text(pattern, &text);
    json_object_begin(w);
    json_string_entry(w, "pattern", text);
    json_object_end(w);
    free(text);
}

/// What a rule may conclude.
static void write_derived(json_writer *w, const advise_pack *pack, const advise_key *key)
{
    json_key(w, "anyOf");
    json_array_begin(w);
    if (has_names(pack, key)) {
        json_object_begin(w);
        write_names(w, pack, key);
        json_object_end(w);
    }
    write_derived_fields(w, pack);
    json_array_end(w);
}

/// A text may be written as a number or as true: loading takes what is written.
static void write_text(json_writer *w, const advise_pack *pack, const advise_key *key)
{
    if (key->names == ADVISE_NAMES_DERIVED_FACT && has_derived_fields(pack)) {
        write_derived(w, pack, key);
        return;
    }
    if (has_names(pack, key)) {
        write_names(w, pack, key);
        return;
    }
    json_key(w, "type");
    json_array_begin(w);
    write_words(w, "string|number|boolean");
    json_array_end(w);
}

typedef struct key_cursor {
    const advise_pack *pack;
    const advise_listing *things;
    advise_file_kind kind;
    size_t at, count;
} key_cursor;

static void write_mapping(json_writer *w, key_cursor *c, size_t depth);
static void write_key(json_writer *w, key_cursor *c);

// --- overrides ---

/// A kind of record that can be overridden: the override's key for its name, and where its own keys are.
typedef struct overridable {
    const char *key;
    advise_file_kind kind;
    const char *list;
    const char *fixed; ///< its keys that cannot be set, between spaces
} overridable;

static const overridable overridables[] = {
    {"rule", ADVISE_FILE_RULES, "rules", " id "},
    {"recommendation", ADVISE_FILE_RECOMMENDATIONS, "recommendations", " id "},
    {"fact", ADVISE_FILE_VOCABULARY, "facts", " name type of "},
    {"check", ADVISE_FILE_VOCABULARY, "checks", " id "},
    {"constant", ADVISE_FILE_RULES, "constants", " name "},
    {"function", ADVISE_FILE_RULES, "functions", " name parameters result "},
    {"source", ADVISE_FILE_PACK, "sources", " id "},
    {"type", ADVISE_FILE_VOCABULARY, "types", " name "},
    {"field", ADVISE_FILE_VOCABULARY, "fields", " name type of "},
    {"table", ADVISE_FILE_RULES, "tables", " id "},
    {"row", ADVISE_FILE_RULES, "rows", "  "}};

enum { OVERRIDABLES = sizeof overridables / sizeof *overridables };

/// True for what a pack that this one extends defines: only that can be overridden, also while it is disabled.
static bool is_inherited(const key_cursor *c, const advise_thing *t, const char *kind)
{
    return strcmp(t->kind, kind) == 0 && strcmp(t->pack, advise_pack_name(c->pack)) != 0;
}

/// The enumeration of names that an override may have, as long as it is open.
typedef struct target_list {
    json_writer *w;
    size_t count;
} target_list;

static void add_target(target_list *l, const char *owner, const char *name)
{
    char id[600];
    if (l->count++ == 0)
        json_array_entry(l->w, "enum");
    (void)snprintf(id, sizeof id, "%s%s%s", owner, owner[0] != '\0' ? "/" : "", name);
    json_string(l->w, id);
}

/// The fields of a type.
static void add_fields(target_list *l, const key_cursor *c, const char *type)
{
    for (size_t t = 0; t < advise_pack_type_count(c->pack); t++) {
        const advise_record_type of = advise_pack_type(c->pack, t);
        for (size_t i = 0; strcmp(of.name, type) == 0 && i < of.field_count; i++)
            add_target(l, type, advise_pack_fact(c->pack, t, i).name);
    }
}

/// The rows of a table: rules whose ids begin with its name.
static void add_rows(target_list *l, const key_cursor *c, const char *table)
{
    const size_t length = strlen(table);
    for (size_t i = 0; i < advise_pack_rule_count(c->pack); i++) {
        const char *id = advise_pack_rule_id(c->pack, i);
        if (strncmp(id, table, length) == 0 && id[length] == '/')
            add_target(l, "", id);
    }
}

/// The names that an override may have under the key; any text if there are none.
static void write_targets(json_writer *w, const key_cursor *c, const char *kind)
{
    const bool fields = strcmp(kind, "field") == 0;
    const bool rows = strcmp(kind, "row") == 0;
    target_list l = {.w = w};
    for (size_t i = 0; i < advise_listing_count(c->things); i++) {
        const advise_thing t = advise_listing_thing(c->things, i);
        if (is_inherited(c, &t, kind) && (t.disabled || (!fields && !rows)))
            add_target(&l, "", t.id);
        if (fields && is_inherited(c, &t, "type"))
            add_fields(&l, c, t.id);
        if (rows && is_inherited(c, &t, "table"))
            add_rows(&l, c, t.id);
    }
    if (l.count > 0)
        json_array_end(w);
    else
        json_string_entry(w, "type", "string");
}

static bool is_fixed(const overridable *o, const char *name)
{
    char between[40];
    (void)snprintf(between, sizeof between, " %s ", name);
    return strstr(o->fixed, between) != NULL;
}

/// One value, or a list of them.
static void write_text_or_texts(json_writer *w, const advise_pack *pack, const advise_key *key)
{
    json_array_entry(w, "anyOf");
    json_object_begin(w);
    write_text(w, pack, key);
    json_object_end(w);
    json_object_begin(w);
    json_string_entry(w, "type", "array");
    json_object_entry(w, "items");
    write_text(w, pack, key);
    json_object_end(w);
    json_object_end(w);
    json_array_end(w);
}

/// Records that are added to a list.
/// @param keys  a cursor at the first key of such a record
static void write_added_records(json_writer *w, const char *name, key_cursor keys)
{
    json_object_entry(w, name);
    json_string_entry(w, "type", "array");
    json_object_entry(w, "items");
    write_mapping(w, &keys, advise_key_get(keys.kind, keys.at).depth);
    json_object_end(w);
    json_object_end(w);
}

/// What is added to a list, or removed from it.
/// @param at  a cursor at the key
static void write_elements(json_writer *w, const key_cursor *at, bool adds)
{
    const advise_key key = advise_key_get(at->kind, at->at);
    key_cursor below = *at;
    below.at++;
    if (adds && key.kind == ADVISE_KEY_RECORDS) {
        write_added_records(w, key.name, below);
        return;
    }
    json_object_entry(w, key.name);
    json_string_entry(w, "description", key.help);
    write_text_or_texts(w, at->pack, &key);
    json_object_end(w);
}

/// The keys of a record that an override may set, or those that are lists.
static void write_settable(json_writer *w, const key_cursor *c, const overridable *o, const char *key)
{
    const bool adds = strcmp(key, "add") == 0;
    const bool edits = adds || strcmp(key, "remove") == 0;
    key_cursor of = {c->pack, c->things, o->kind, 0, advise_key_count(o->kind)};
    while (of.at < of.count && strcmp(advise_key_get(o->kind, of.at).name, o->list) != 0)
        of.at++;
    const size_t depth = advise_key_get(o->kind, of.at++).depth + 1;
    json_object_entry(w, key);
    json_string_entry(w, "type", "object");
    json_object_entry(w, "properties");
    if (adds && strcmp(o->key, "row") == 0) {
        write_added_records(w, "before", of);
        write_added_records(w, "after", of);
    }
    while (of.at < of.count && advise_key_get(o->kind, of.at).depth >= depth) {
        const advise_key k = advise_key_get(o->kind, of.at);
        const bool open = k.depth == depth && !is_fixed(o, k.name);
        if (open && edits && k.is_list)
            write_elements(w, &of, adds);
        if (open && !edits)
            write_key(w, &of);
        else
            of.at++;
    }
    json_object_end(w);
    json_boolean_entry(w, "additionalProperties", false);
    json_object_end(w);
}

/// If an override names a record of the kind, it sets keys of such records.
static void write_kind(json_writer *w, const key_cursor *c, const overridable *o)
{
    json_object_begin(w);
    json_object_entry(w, "if");
    json_array_entry(w, "required");
    json_string(w, o->key);
    json_array_end(w);
    json_object_end(w);
    json_object_entry(w, "then");
    json_object_entry(w, "properties");
    write_settable(w, c, o, "set");
    write_settable(w, c, o, "add");
    write_settable(w, c, o, "remove");
    write_settable(w, c, o, "was");
    json_object_end(w);
    json_object_end(w);
    json_object_end(w);
}

/// What can be overridden: the kinds that the cursor's keys of depth 1 name.
static void write_kinds(json_writer *w, const key_cursor *c, size_t first)
{
    json_array_entry(w, "allOf");
    for (size_t i = first; i < c->at; i++) {
        for (size_t k = 0; k < OVERRIDABLES; k++) {
            if (strcmp(advise_key_get(c->kind, i).name, overridables[k].key) == 0)
                write_kind(w, c, &overridables[k]);
        }
    }
    json_array_end(w);
}

/// The records of a list, or of a list of overrides.
static void write_records(json_writer *w, key_cursor *c, const advise_key *list)
{
    const size_t first = c->at;
    write_mapping(w, c, list->depth + 1);
    if (strcmp(list->name, "overrides") == 0)
        write_kinds(w, c, first);
}

/// True for the key of an override that names what is overridden.
static bool is_target(const key_cursor *c, const advise_key *key)
{
    size_t list = c->at - 1;
    while (list > 0 && advise_key_get(c->kind, list).depth >= key->depth)
        list--;
    bool found = false;
    for (size_t k = 0; k < OVERRIDABLES && !found; k++)
        found = strcmp(key->name, overridables[k].key) == 0;
    return found && key->depth == 1 && strcmp(advise_key_get(c->kind, list).name, "overrides") == 0;
}

// --- keys ---

static void write_key(json_writer *w, key_cursor *c)
{
    advise_key key = advise_key_get(c->kind, c->at++);
    json_key(w, key.name);
    json_object_begin(w);
    json_string_entry(w, "description", key.help);
    switch (key.kind) {
    case ADVISE_KEY_TEXT:
        if (is_target(c, &key))
            write_targets(w, c, key.name);
        else
            write_text(w, c->pack, &key);
        break;
    case ADVISE_KEY_INTEGER: json_string_entry(w, "type", "integer"); break;
    case ADVISE_KEY_TEXT_OR_TEXTS: write_text_or_texts(w, c->pack, &key); break;
    case ADVISE_KEY_MAPPING: json_string_entry(w, "type", "object"); break;
    case ADVISE_KEY_BOOLEAN: json_string_entry(w, "type", "boolean"); break;
    case ADVISE_KEY_RECORD: write_mapping(w, c, key.depth + 1); break;
    case ADVISE_KEY_ANY: break;
    case ADVISE_KEY_TEXTS:
    case ADVISE_KEY_RECORDS:
        json_string_entry(w, "type", "array");
        json_key(w, "items");
        json_object_begin(w);
        if (key.kind == ADVISE_KEY_RECORDS)
            write_records(w, c, &key);
        else
            write_text(w, c->pack, &key);
        json_object_end(w);
        break;
    }
    json_object_end(w);
}

/// The keys of this depth from the cursor on, with those below them.
static void write_mapping(json_writer *w, key_cursor *c, size_t depth)
{
    size_t first = c->at;
    json_string_entry(w, "type", "object");
    json_key(w, "properties");
    json_object_begin(w);
    while (c->at < c->count && advise_key_get(c->kind, c->at).depth == depth)
        write_key(w, c);
    json_object_end(w);
    json_key(w, "required");
    json_array_begin(w);
    for (size_t i = first; i < c->at; i++) {
        advise_key key = advise_key_get(c->kind, i);
        if (key.depth == depth && key.required)
            json_string(w, key.name);
    }
    json_array_end(w);
    json_boolean_entry(w, "additionalProperties", false);
}

void schema_file(FILE *out, const advise_pack *pack, advise_file_kind kind)
{
    static const struct {
        const char *of, *title;
    } words[] = {[ADVISE_FILE_PACK] = {"pack", "pack.yaml of"},
                 [ADVISE_FILE_VOCABULARY] = {"vocabulary", "vocabulary.yaml of"},
                 [ADVISE_FILE_RECOMMENDATIONS] = {"recommendations", "recommendations.yaml of"},
                 [ADVISE_FILE_RULES] = {"rules", "Rule files of"},
                 [ADVISE_FILE_TESTS] = {"test", "Test files of"}};
    json_writer w = schema_begin(out, pack, words[kind].of, words[kind].title);
    advise_listing *things = must_have(advise_listing_new(pack, NULL));
    key_cursor cursor = {pack, things, kind, 0, advise_key_count(kind)};
    write_mapping(&w, &cursor, 0);
    advise_listing_free(things);
    schema_end(&w);
}
