// The public API over what packs are made of: the keys of their files.
#include "advise_internal.h"

#include "pack/key_help.h"

/// Walks a table of keys and those below it until `*left` of them are passed.
typedef struct key_search {
    size_t left;
    const shape_key *found;
    const char *list; ///< that the key's records are in
    size_t depth;
} key_search;

/// True where the key was found. The tables are nested as deep as they are written.
static bool search_keys(key_search *s, const shape_key *keys, const char *list, size_t depth)
{
    for (const shape_key *k = keys; k->name != NULL; k++) {
        if (s->left-- == 0) {
            s->found = k;
            s->list = list;
            s->depth = depth;
            return true;
        }
        if (k->kind == SHAPE_RECORDS && search_keys(s, k->keys, k->name, depth + 1))
            return true;
    }
    return false;
}

static const shape_key *keys_of(advise_file_kind kind)
{
    static const file_schema *const schemas[] = {[ADVISE_FILE_PACK] = &schema_pack,
                                                 [ADVISE_FILE_VOCABULARY] = &schema_vocabulary,
                                                 [ADVISE_FILE_RECOMMENDATIONS] = &schema_recommendations,
                                                 [ADVISE_FILE_RULES] = &schema_rules};
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
                                            [SHAPE_RECORDS] = ADVISE_KEY_RECORDS};
    key_search s = {.left = index};
    if (!search_keys(&s, keys_of(kind), "", 0))
        return (advise_key){.name = "", .help = "", .words = ""};
    const key_help *help = key_help_of(s.list, s.found->name);
    return (advise_key){.name = s.found->name,
                        .depth = s.depth,
                        .kind = kinds[s.found->kind],
                        .required = s.found->required,
                        .help = help != NULL ? help->help : "",
                        .words = help != NULL && help->words != NULL ? help->words : "",
                        .names = help != NULL ? (advise_key_names)help->names : ADVISE_NAMES_NOTHING};
}
