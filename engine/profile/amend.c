// A slot is found in the tree as the reader of profiles numbers records; what is then changed is one pair of a mapping or one item of a
// sequence, which input/yaml_edit.h does. An edit may take several such steps, each read again.
#include "profile/amend.h"

#include "input/yaml_edit.h"
#include "profile/not_known.h"
#include "profile/value_node.h"

/// The text as far as it is edited.
typedef struct amendment {
    arena *arena;
    const pack *pack;
    bool is_json;
    const source_text *source;
    const yaml_node *root; ///< NULL: the text says nothing
} amendment;

/// Where the keys of the profile, or of one of its records, stand.
typedef struct spot {
    const yaml_node *mapping; ///< NULL: the text says nothing
    const fact *facts;
    size_t count;
    const yaml_node *list;   ///< that has the record as an item; NULL: none
    size_t index;            ///< in that list
    const yaml_node *holder; ///< the mapping that has the list
    slice key;               ///< of the list in it
} spot;

// --- finding ---

typedef struct walk {
    uint32_t wanted, number;
    spot found;
    bool is_found;
} walk;

static void walk_keys(walk *w, const yaml_node *mapping, const fact *facts, size_t count);

/// Numbers records as profile.c does: in the order of the text, a record before those in it.
static void walk_value(walk *w, const fact *f, const feel_type *type, const yaml_node *n, spot inside)
{
    if (w->is_found || yaml_is_null(n))
        return;
    if (type->kind == FEEL_TYPE_LIST && n->kind == YAML_SEQUENCE && type->element != NULL) {
        inside.list = n;
        for (inside.index = 0; inside.index < n->count; inside.index++)
            walk_value(w, f, type->element, n->items[inside.index], inside);
    } else if (type->kind == FEEL_TYPE_CONTEXT && f->record != NULL && n->kind == YAML_MAPPING) {
        inside.mapping = n;
        inside.facts = f->record->fields;
        inside.count = f->record->field_count;
        if (++w->number == w->wanted) {
            w->found = inside;
            w->is_found = true;
        }
        walk_keys(w, n, inside.facts, inside.count);
    }
}

static void walk_keys(walk *w, const yaml_node *mapping, const fact *facts, size_t count)
{
    for (size_t i = 0; i < mapping->count && !w->is_found; i++) {
        bool is_file = false;
        const slice key = mapping->items[2 * i]->text;
        const ptrdiff_t at = pack_find_key(facts, count, key, &is_file);
        const spot inside = {.holder = mapping, .key = key};
        if (at >= 0 && !is_file)
            walk_value(w, &facts[at], facts[at].type, mapping->items[2 * i + 1], inside);
    }
}

/// The keys that the slot is among; false if the text has no such record.
static bool find_spot(const amendment *m, uint32_t record, spot *out)
{
    walk w = {.wanted = record};
    *out = (spot){.mapping = m->root, .facts = m->pack->facts, .count = m->pack->fact_count};
    if (record == 0)
        return true;
    if (m->root != NULL)
        walk_keys(&w, m->root, m->pack->facts, m->pack->fact_count);
    *out = w.found;
    return w.is_found;
}

/// The index of the pair with the key; -1 if there is none.
static ptrdiff_t find_pair(const yaml_node *mapping, slice key)
{
    ptrdiff_t found = -1;
    for (size_t i = 0; mapping != NULL && i < mapping->count && found < 0; i++)
        found = slice_equal(mapping->items[2 * i]->text, key) ? (ptrdiff_t)i : -1;
    return found;
}

/// The pair that states the fact or field, be it as NAME or as NAME_file; -1 if there is none.
static ptrdiff_t find_stated(const spot *s, size_t fact_index)
{
    ptrdiff_t found = -1;
    for (size_t i = 0; s->mapping != NULL && i < s->mapping->count && found < 0; i++) {
        bool is_file = false;
        const slice key = s->mapping->items[2 * i]->text;
        found = pack_find_key(s->facts, s->count, key, &is_file) == (ptrdiff_t)fact_index ? (ptrdiff_t)i : -1;
    }
    return found;
}

/// The pair behind which a new one is put: the last of those that the vocabulary has before it, else the last one.
static ptrdiff_t pair_before(const spot *s, size_t fact_index)
{
    ptrdiff_t found = -1;
    while (found < 0 && fact_index-- > 0)
        found = find_stated(s, fact_index);
    const ptrdiff_t last = s->mapping != NULL ? (ptrdiff_t)s->mapping->count - 1 : -1;
    return found < 0 && last > 0 && find_pair(s->mapping, SLICE(NOT_KNOWN_KEY)) == last ? last - 1 : found;
}

// --- steps ---

/// Makes one change of the tree; false if that is not safe.
static bool step(amendment *m, yaml_edit edit)
{
    slice text;
    if (!yaml_edit_text(m->arena, m->source, m->root, m->is_json, edit, &text))
        return false;
    source_text *source = ARENA_NEW(m->arena, source_text);
    *source = (source_text){.file = m->source->file, .text = text};
    m->source = source;
    return yaml_edit_read(m->arena, source, m->is_json, &m->root, diag_list_new(m->arena));
}

static bool set_key(amendment *m, const spot *s, slice key, ptrdiff_t after, const yaml_node *value)
{
    return step(
        m, (yaml_edit){.kind = YAML_EDIT_SET, .at = s->mapping, .key = key, .after = after, .value = value});
}

/// Takes the name out of `not_known`, if it is there.
static bool ask_again(amendment *m, profile_slot at)
{
    spot s;
    if (!find_spot(m, at.record, &s))
        return false;
    const size_t index = at.record > 0 ? at.field : at.fact;
    const ptrdiff_t pair = find_pair(s.mapping, SLICE(NOT_KNOWN_KEY));
    const yaml_node *list = pair >= 0 ? s.mapping->items[2 * pair + 1] : NULL;
    for (size_t i = 0; list != NULL && list->kind == YAML_SEQUENCE && i < list->count; i++) {
        if (!slice_equal(list->items[i]->text, s.facts[index].name))
            continue;
        return list->count > 1
                   ? step(m, (yaml_edit){.kind = YAML_EDIT_DROP, .at = list, .index = i})
                   : step(m, (yaml_edit){
                                 .kind = YAML_EDIT_REMOVE, .at = s.mapping, .key = SLICE(NOT_KNOWN_KEY)});
    }
    return true;
}

static bool set_under(amendment *m, const spot *s, size_t index, slice key, feel_value v)
{
    const ptrdiff_t stated = find_stated(s, index);
    yaml_edit edit = {.kind = YAML_EDIT_SET,
                      .at = s->mapping,
                      .key = key,
                      .after = pair_before(s, index),
                      .value = value_node(m->arena, v)};
    if (stated >= 0 && !slice_equal(s->mapping->items[2 * stated]->text, edit.key))
        edit.old_key = s->mapping->items[2 * stated]->text; // it was given as a file, or is now
    return step(m, edit);
}

static bool set_value(amendment *m, const spot *s, size_t index, feel_value v)
{
    return set_under(m, s, index, s->facts[index].name, v);
}

/// NAME_file: PATH
static bool set_file(amendment *m, const spot *s, size_t index, feel_value path)
{
    const slice key = arena_format(m->arena, "%.*s_file", SLICE_ARG(s->facts[index].name));
    return set_under(m, s, index, key, path);
}

static bool append_value(amendment *m, const spot *s, size_t index, feel_value v)
{
    const ptrdiff_t stated = find_stated(s, index);
    const yaml_node *list = stated >= 0 ? s->mapping->items[2 * stated + 1] : NULL;
    if (list != NULL && list->kind == YAML_SEQUENCE && (list->count > 0 || s->mapping->is_flow))
        return step(m, (yaml_edit){.kind = YAML_EDIT_APPEND, .at = list, .value = value_node(m->arena, v)});
    return (list == NULL || yaml_is_null(list) || list->kind == YAML_SEQUENCE) &&
           set_value(m, s, index, feel_list_of(m->arena, &v, 1));
}

/// Behind the items of a list in lines, or in its place if it is not there. What is extended is not blank.
static bool extend_value(amendment *m, const spot *s, size_t index, feel_value v)
{
    const ptrdiff_t stated = find_stated(s, index);
    const yaml_node *list = stated >= 0 ? s->mapping->items[2 * stated + 1] : NULL;
    const yaml_node *items = value_node(m->arena, v);
    if (list != NULL && list->kind == YAML_SEQUENCE && (list->count > 0 || s->mapping->is_flow))
        return step(m, (yaml_edit){.kind = YAML_EDIT_APPEND,
                                   .at = list,
                                   .value = items->items[0],
                                   .more = items->items + 1,
                                   .more_count = items->count - 1});
    return (list == NULL || yaml_is_null(list) || list->kind == YAML_SEQUENCE) && set_value(m, s, index, v);
}

/// Puts comments above what was set or added. They are no part of what the profile says, so it is no error if they cannot stand there.
static void add_comments(amendment *m, const amend_edit *edit)
{
    spot s;
    const size_t index = edit->at.record > 0 ? edit->at.field : edit->at.fact;
    const ptrdiff_t stated = find_spot(m, edit->at.record, &s) ? find_stated(&s, index) : -1;
    const yaml_node *value = stated >= 0 && s.mapping != NULL ? s.mapping->items[2 * stated + 1] : NULL;
    yaml_edit remark = {.kind = YAML_EDIT_COMMENT, .comments = edit->comments, .comment_count = 1};
    if (value == NULL || m->is_json)
        return;
    if (edit->kind == AMEND_EXTEND)
        remark.comment_count = edit->value.as.list->count;
    if (edit->kind == AMEND_EXTEND && value->kind == YAML_SEQUENCE && !value->is_flow) {
        remark.at = value;
        remark.index = value->count - remark.comment_count;
    } else {
        remark.at = s.mapping;
        remark.key = s.mapping->items[2 * stated]->text;
    }
    (void)step(m, remark);
}

static bool remove_value(amendment *m, const spot *s, size_t index)
{
    const ptrdiff_t stated = find_stated(s, index);
    return stated < 0 || step(m, (yaml_edit){.kind = YAML_EDIT_REMOVE,
                                             .at = s->mapping,
                                             .key = s->mapping->items[2 * stated]->text});
}

static bool drop_record(amendment *m, const spot *s)
{
    if (s->list == NULL)
        return false;
    if (s->list->count > 1)
        return step(m, (yaml_edit){.kind = YAML_EDIT_DROP, .at = s->list, .index = s->index});
    const spot outside = {.mapping = s->holder};
    return set_key(m, &outside, s->key, -1, value_node(m->arena, feel_list_of(m->arena, NULL, 0)));
}

/// A value that stands there goes: in lines its key stays, with the comments that a form has around it.
static bool blank_value(amendment *m, const spot *s, size_t index)
{
    const ptrdiff_t stated = find_stated(s, index);
    if (stated < 0 || yaml_is_null(s->mapping->items[2 * stated + 1]))
        return true;
    return s->mapping->is_flow || !slice_equal(s->mapping->items[2 * stated]->text, s->facts[index].name)
               ? remove_value(m, s, index)
               : set_value(m, s, index, feel_null());
}

static bool list_not_known(amendment *m, const spot *s, slice name)
{
    const feel_value v = feel_string(name);
    const ptrdiff_t pair = find_pair(s->mapping, SLICE(NOT_KNOWN_KEY));
    const yaml_node *list = pair >= 0 ? s->mapping->items[2 * pair + 1] : NULL;
    bool is_there = false;
    for (size_t i = 0; list != NULL && list->kind == YAML_SEQUENCE && i < list->count; i++)
        is_there = is_there || slice_equal(list->items[i]->text, name);
    if (is_there)
        return true;
    if (list != NULL && list->kind == YAML_SEQUENCE && list->count > 0)
        return step(m, (yaml_edit){.kind = YAML_EDIT_APPEND, .at = list, .value = value_node(m->arena, v)});
    return (list == NULL || yaml_is_null(list) || list->kind == YAML_SEQUENCE) &&
           set_key(m, s, SLICE(NOT_KNOWN_KEY), -1, value_node(m->arena, feel_list_of(m->arena, &v, 1)));
}

static bool mark_not_known(amendment *m, profile_slot at)
{
    spot s;
    const size_t index = at.record > 0 ? at.field : at.fact;
    // The keys are looked for again, since the first step gives another tree.
    return find_spot(m, at.record, &s) && blank_value(m, &s, index) && find_spot(m, at.record, &s) &&
           list_not_known(m, &s, s.facts[index].name);
}

static bool make(amendment *m, const amend_edit *edit)
{
    spot s;
    const profile_slot at = edit->at;
    const size_t index = at.record > 0 ? at.field : at.fact;
    if (!find_spot(m, at.record, &s))
        return false;
    switch (edit->kind) {
    case AMEND_SET:
        return feel_is_null(edit->value) ? remove_value(m, &s, index)
               : edit->is_file           ? set_file(m, &s, index, edit->value) && ask_again(m, at)
                                         : set_value(m, &s, index, edit->value) && ask_again(m, at);
    case AMEND_APPEND: return append_value(m, &s, index, edit->value) && ask_again(m, at);
    case AMEND_EXTEND: return extend_value(m, &s, index, edit->value) && ask_again(m, at);
    case AMEND_REMOVE: return remove_value(m, &s, index);
    case AMEND_DROP: return drop_record(m, &s);
    case AMEND_NOT_KNOWN: return mark_not_known(m, at);
    case AMEND_ASK_AGAIN: return ask_again(m, at);
    }
    return false;
}

// --- reading again ---

/// How many errors the profile has.
static size_t errors_of(const amendment *m, diag_list *diags)
{
    yaml_node *empty = ARENA_NEW(m->arena, yaml_node);
    *empty = (yaml_node){.kind = YAML_MAPPING, .where = {m->source, 0, 1}};
    (void)profile_read_node(m->arena, m->pack, m->source->file, m->root != NULL ? m->root : empty, NULL,
                            diags);
    return diags->errors;
}

amend_outcome amend(arena *a, const pack *p, const source_text *source, profile_syntax syntax,
                    const amend_edit *edit, slice *out, diag_list *diags)
{
    amendment m = {.arena = a, .pack = p, .is_json = syntax == PROFILE_JSON, .source = source};
    if (!yaml_edit_read(a, source, m.is_json, &m.root, diags))
        return AMEND_UNREADABLE;
    // Text files are not read here, so that each is an error.
    const size_t before = errors_of(&m, diag_list_new(a)) + (edit->is_file ? 1 : 0);
    if (!make(&m, edit)) {
        diag_error(diags, (place){source, 0, 1}, "cannot-amend",
                   "this cannot be changed here without touching more of the file");
        diag_hint(diags, "change it by hand");
        return AMEND_UNSAFE;
    }
    if (errors_of(&m, diag_list_new(a)) > before) {
        (void)errors_of(&m, diags);
        return AMEND_REFUSED;
    }
    if (edit->comments != NULL)
        add_comments(&m, edit);
    *out = m.source->text;
    return AMEND_DONE;
}

slice amend_remark(arena *a, const source_text *source, profile_syntax syntax, const slice *comments,
                   size_t count)
{
    const yaml_node *root = NULL;
    slice out = source->text;
    if (syntax == PROFILE_YAML && yaml_edit_read(a, source, false, &root, diag_list_new(a)))
        (void)yaml_edit_text(
            a, source, root, false,
            (yaml_edit){.kind = YAML_EDIT_COMMENT, .at = root, .comments = comments, .comment_count = count},
            &out);
    return out;
}
