// What packs are made of, through the public API: the vocabulary, the ids, and the keys of the files.
#include "api/internal.h"

#include "pack/key_help.h"
#include "suite/schema.h"

size_t advise_pack_type_count(const advise_pack *p)
{
    return pack_of(p)->type_count;
}

advise_record_type advise_pack_type(const advise_pack *p, size_t type)
{
    const record_type *t = &pack_of(p)->types[type];
    return (advise_record_type){text_of(t->name), text_of(t->description),
                                t->key >= 0 ? text_of(t->fields[t->key].name) : "", t->field_count};
}

static const fact *fact_of(const advise_pack *p, size_t type, size_t index)
{
    return type == ADVISE_FACTS ? &pack_of(p)->facts[index] : &pack_of(p)->types[type].fields[index];
}

static advise_type type_of(const fact *f)
{
    static const advise_type types[] = {
        [FEEL_TYPE_BOOLEAN] = ADVISE_TYPE_BOOLEAN, [FEEL_TYPE_NUMBER] = ADVISE_TYPE_NUMBER,
        [FEEL_TYPE_STRING] = ADVISE_TYPE_STRING,   [FEEL_TYPE_DATE] = ADVISE_TYPE_DATE,
        [FEEL_TYPE_TIME] = ADVISE_TYPE_TIME,       [FEEL_TYPE_DATE_TIME] = ADVISE_TYPE_DATE_TIME,
        [FEEL_TYPE_CONTEXT] = ADVISE_TYPE_RECORD,  [FEEL_TYPE_FUNCTION] = ADVISE_TYPE_ANY,
    };
    const feel_type *type = f->type->kind == FEEL_TYPE_LIST ? f->type->element : f->type;
    return f->is_text ? ADVISE_TYPE_TEXT : type != NULL ? types[type->kind] : ADVISE_TYPE_ANY;
}

advise_fact advise_pack_fact(const advise_pack *p, size_t type, size_t index)
{
    const fact *f = fact_of(p, type, index);
    return (advise_fact){.name = text_of(f->name),
                         .type = type_of(f),
                         .is_list = f->type->kind == FEEL_TYPE_LIST,
                         .is_integer = fact_is_whole(f),
                         .record = f->record != NULL ? (size_t)(f->record - pack_of(p)->types) : 0,
                         .required = f->required,
                         .derived = f->derived,
                         .fixed = f->fixed,
                         .change_cost = f->change_cost,
                         .unit = text_of(f->unit),
                         .ask = text_of(f->ask),
                         .topic = text_of(f->topic),
                         .description = text_of(f->description),
                         .allowed = text_of(f->allowed_text),
                         .allowed_count = f->allowed_count};
}

advise_allowed advise_pack_allowed(const advise_pack *p, size_t type, size_t index, size_t allowed)
{
    const allowed_value *a = &fact_of(p, type, index)->allowed_values[allowed];
    return (advise_allowed){a->is_range, text_of(a->low), text_of(a->high), a->low_closed, a->high_closed};
}

const char *advise_pack_recommendation_id(const advise_pack *p, size_t index)
{
    return text_of(pack_of(p)->recommendations[index].id);
}

const char *advise_pack_recommendation_title(const advise_pack *p, size_t index)
{
    return text_of(pack_of(p)->recommendations[index].title.text);
}

const char *advise_pack_rule_id(const advise_pack *p, size_t index)
{
    return text_of(pack_of(p)->rules[index].id);
}

const char *advise_pack_source_id(const advise_pack *p, size_t index)
{
    return text_of(pack_of(p)->sources[index].id);
}

/// Walks a table of keys and those below it until `*left` of them are passed.
typedef struct key_search {
    size_t left;
    const shape_key *found;
    const char *list; ///< that the key's records are in
    size_t depth;
} key_search;

/// True if the key was found. The tables are nested as deep as they are written.
static bool search_keys(key_search *s, const shape_key *keys, const char *list, size_t depth)
{
    for (const shape_key *k = keys; k->name != NULL; k++) {
        if (s->left-- == 0) {
            s->found = k;
            s->list = list;
            s->depth = depth;
            return true;
        }
        if ((k->kind == SHAPE_RECORDS || k->kind == SHAPE_RECORD) &&
            search_keys(s, k->keys, k->name, depth + 1))
            return true;
    }
    return false;
}

static const shape_key *keys_of(advise_file_kind kind)
{
    static const file_schema *const schemas[] = {[ADVISE_FILE_PACK] = &schema_pack,
                                                 [ADVISE_FILE_VOCABULARY] = &schema_vocabulary,
                                                 [ADVISE_FILE_RECOMMENDATIONS] = &schema_recommendations,
                                                 [ADVISE_FILE_RULES] = &schema_rules,
                                                 [ADVISE_FILE_TESTS] = &schema_tests};
    return schemas[kind]->keys;
}

size_t advise_key_count(advise_file_kind kind)
{
    key_search s = {.left = SIZE_MAX};
    (void)search_keys(&s, keys_of(kind), "", 0);
    return SIZE_MAX - s.left;
}

advise_key advise_key_get(advise_file_kind kind, size_t index)
{
    static const advise_key_kind kinds[] = {[SHAPE_TEXT] = ADVISE_KEY_TEXT,
                                            [SHAPE_INTEGER] = ADVISE_KEY_INTEGER,
                                            [SHAPE_BOOLEAN] = ADVISE_KEY_BOOLEAN,
                                            [SHAPE_TEXTS] = ADVISE_KEY_TEXTS,
                                            [SHAPE_RECORDS] = ADVISE_KEY_RECORDS,
                                            [SHAPE_ANY] = ADVISE_KEY_ANY,
                                            [SHAPE_RECORD] = ADVISE_KEY_RECORD,
                                            [SHAPE_CHANGES] = ADVISE_KEY_MAPPING,
                                            [SHAPE_TEXT_OR_TEXTS] = ADVISE_KEY_TEXT_OR_TEXTS,
                                            [SHAPE_ADDED] = ADVISE_KEY_MAPPING,
                                            [SHAPE_REMOVED] = ADVISE_KEY_MAPPING};
    key_search s = {.left = index};
    if (!search_keys(&s, keys_of(kind), "", 0))
        return (advise_key){.name = "", .help = "", .words = ""};
    const key_help *help = key_help_of(s.list, s.found->name);
    return (advise_key){.name = s.found->name,
                        .depth = s.depth,
                        .kind = kinds[s.found->kind],
                        .required = s.found->required,
                        .is_list = schema_list_kind(s.found) != LIST_NONE,
                        .help = help != NULL ? help->help : "",
                        .words = help != NULL && help->words != NULL ? help->words : "",
                        .names = help != NULL ? (advise_key_names)help->names : ADVISE_NAMES_NOTHING};
}
