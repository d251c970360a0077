// A name is looked up before the expression is read, so that a mistake in it is reported alone.
#include "profile/setting.h"

#include "profile/accept.h"
#include "profile/meant.h"

// --- which fact, or which field of which record ---

/// A name as it was given, in its parts.
typedef struct target_name {
    const source_text *source; ///< the whole name
    slice fact, item, field;   ///< parts of its text
    slice rest;                ///< what follows the item
    bool has_item, has_field;
} target_name;

/// Takes "fact", "fact.field" or "fact[item].field" apart. The last "]." ends the item, which may hold brackets itself.
static target_name take_apart(const source_text *source)
{
    const slice text = source->text;
    target_name out = {.source = source, .fact = text};
    size_t end = 0;
    while (end < text.len && text.ptr[end] != '[' && text.ptr[end] != '.')
        end++;
    out.fact = slice_part(text, 0, end);
    out.has_item = end < text.len && text.ptr[end] == '[';
    if (out.has_item) {
        size_t close = text.len;
        while (close > end && text.ptr[close - 1] != ']')
            close--;
        if (close == end) // it does not end
            close = text.len + 1;
        out.item = slice_part(text, end + 1, close - end - 2);
        end = close < text.len ? close : text.len;
    }
    out.has_field = end < text.len && text.ptr[end] == '.';
    out.rest = slice_part(text, end, text.len);
    out.field = slice_part(text, out.has_field ? end + 1 : text.len, text.len);
    return out;
}

static place place_of(const target_name *n, slice part)
{
    return (place){n->source, (size_t)(part.ptr - n->source->text.ptr), part.len > 0 ? part.len : 1};
}

/// Adds which item was most likely meant: the only one whose name begins so, or the nearest.
static void hint_item(const target_name *n, const fact *f, const slice *names, size_t count, diag_list *diags)
{
    const size_t before = diags->count > 0 ? diags->items[diags->count - 1].hint.len : 0;
    const slice *begun = NULL;
    size_t times = 0;
    for (size_t i = 0; i < count && n->item.len > 0; i++) {
        begun = slice_starts_with(names[i], n->item) ? &names[i] : begun;
        times += slice_starts_with(names[i], n->item);
    }
    if (times == 1)
        diag_hint(diags, "did you mean '%.*s'?", SLICE_ARG(*begun));
    else
        diag_hint_nearest(diags, n->item, names, count);
    if (diags->count > 0 && diags->items[diags->count - 1].hint.len == before && count > 0)
        diag_hint(diags, "write what names the item, or its number: %.*s[1]", SLICE_ARG(f->name));
}

/// The record of a list that the name means; NULL, reported, if there is none, or more than one.
static const feel_context *find_item(arena *a, const target_name *n, const fact *f, const feel_list *list,
                                     diag_list *diags)
{
    slice *names = ARENA_ARRAY(a, list->count, slice);
    size_t count = 0;
    size_t at = 0;
    const size_t number = slice_number(n->item);
    for (size_t i = 0; i < list->count; i++) {
        names[i] = pack_record_name(a, f->record, list->items[i]);
        if (names[i].len > 0 && slice_equal(names[i], n->item) && count++ == 0)
            at = i;
    }
    if (count == 0 && number > 0 && number <= list->count) {
        count = 1;
        at = number - 1;
    }
    if (count == 1 && list->items[at].kind == FEEL_CONTEXT)
        return list->items[at].as.context;
    diag_error(diags, place_of(n, n->item), "unknown-name",
               count > 1 ? "'%.*s' has %zu items of that name" : "'%.*s' has no such item; it has %zu",
               SLICE_ARG(f->name), count > 1 ? count : list->count);
    if (count > 1)
        diag_hint(diags, "write the number of the item: %.*s[%zu]", SLICE_ARG(f->name), at + 1);
    else
        hint_item(n, f, names, list->count, diags);
    return NULL;
}

/// The record that the name means; NULL, reported, if the fact has none.
static const feel_context *find_record(arena *a, const target_name *n, const fact *f, feel_value v,
                                       diag_list *diags)
{
    const place where = place_of(n, n->fact);
    if (f->record == NULL) {
        diag_error(diags, where, "wrong-type", "'%.*s' has no fields", SLICE_ARG(f->name));
    } else if (feel_is_null(v)) {
        diag_error(diags, where, "unknown-name", "the profile does not state '%.*s'", SLICE_ARG(f->name));
        diag_hint(diags, "set all of it: %.*s=…", SLICE_ARG(f->name));
    } else if (v.kind == FEEL_LIST && n->has_item) {
        return find_item(a, n, f, v.as.list, diags);
    } else if (v.kind == FEEL_CONTEXT && !n->has_item) {
        return v.as.context;
    } else {
        diag_error(diags, where, "wrong-type", n->has_item ? "'%.*s' is no list" : "'%.*s' is a list",
                   SLICE_ARG(f->name));
        diag_hint(diags, n->has_item ? "write %.*s.%.*s" : "say which item: %.*s[1].%.*s", SLICE_ARG(f->name),
                  SLICE_ARG(n->field));
    }
    return NULL;
}

/// Finds the field of a record; false, reported, if it is none.
static bool find_field(arena *a, const pack *p, const profile *person, const target_name *n,
                       size_t fact_index, profile_slot *out, diag_list *diags)
{
    const fact *f = &p->facts[fact_index];
    const feel_context *record = find_record(a, n, f, person->values[fact_index], diags);
    if (record == NULL)
        return false;
    const record_type *type = f->record;
    *out = (profile_slot){.fact = fact_index, .record = record->record};
    while (out->field < type->field_count && !slice_equal(type->fields[out->field].name, n->field))
        out->field++;
    if (out->field < type->field_count)
        return true;
    if (!n->has_field) {
        diag_error(diags, place_of(n, n->rest), "unknown-name",
                   n->rest.len > 0 ? "the item is followed by a field" : "a field of the item is missing");
        diag_hint(diags, "write %.*s[%.*s].%.*s", SLICE_ARG(n->fact), SLICE_ARG(n->item),
                  SLICE_ARG(type->fields[0].name));
        return false;
    }
    diag_error(diags, place_of(n, n->field), "unknown-name", "unknown field '%.*s' of '%.*s'",
               SLICE_ARG(diag_quote(n->field)), SLICE_ARG(f->name));
    meant_key_hint(a, type->fields, type->field_count, n->field, false, diags);
    return false;
}

/// Finds what the name means; false, reported, if it means nothing.
static bool find_target(arena *a, const pack *p, const profile *person, slice name,
                        const source_text *expression, profile_slot *out, diag_list *diags)
{
    source_text *source = ARENA_NEW(a, source_text);
    *source = (source_text){.file = SLICE("--set"), .text = name};
    const target_name n = take_apart(source);
    const ptrdiff_t whole = pack_find_fact(p, name); // a fact's name may hold a point
    const ptrdiff_t at = whole >= 0 ? whole : pack_find_fact(p, n.fact);
    *out = (profile_slot){.fact = (size_t)at};
    if (whole >= 0)
        return true;
    if (at >= 0)
        return find_field(a, p, person, &n, (size_t)at, out, diags);
    diag_error(diags, (place){expression, 0, 1}, "unknown-name", "unknown fact '%.*s'",
               SLICE_ARG(n.fact.len > 0 ? n.fact : name));
    pack_hint_fact(p->facts, p->fact_count, n.fact, diags);
    return false;
}

// --- its value ---

/// True if the text could only be meant as words or a number as people write them, not as FEEL.
static bool is_plain_text(slice text)
{
    bool plain = text.len > 0;
    for (size_t i = 0; i < text.len && plain; i++)
        plain = memchr("\"[]{}()<>=*", text.ptr[i], 11) == NULL;
    return plain;
}

/// True if a fact or constant has the name.
static bool is_in_scope(const pack *p, slice name)
{
    bool found = pack_find_fact(p, name) >= 0;
    for (size_t i = 0; i < p->constant_count && !found; i++)
        found = slice_equal(p->constants[i].name, name);
    return found;
}

/// True if the text is, as it stands, one of the values that the fact may have.
static bool is_allowed_word(const pack *p, const fact *f, slice text)
{
    bool found = false;
    for (size_t i = 0; i < f->type->allowed_count && !found; i++)
        found = f->type->kind == FEEL_TYPE_STRING && slice_equal(feel_text(f->type->allowed[i]), text);
    return found && !is_in_scope(p, text);
}

/// Reports words that are no FEEL, as if they stood in a profile; if they could stand there, how FEEL writes them.
static void explain_words(arena *a, const pack *p, const fact *f, slice text, place where, diag_list *diags)
{
    size_t before = diags->count;
    yaml_node written = {.kind = YAML_SCALAR, .style = YAML_DOUBLE_QUOTED, .text = text, .where = where};
    if (text.len > 1 && text.ptr[0] == '\'' && text.ptr[text.len - 1] == '\'')
        written.text = slice_part(text, 1, text.len - 2);
    (void)profile_read_as(a, p, f, &written, diags);
    if (diags->count > before)
        return;
    diag_error(diags, where, "syntax", "this is not FEEL");
    diag_hint(diags,
              f->type->kind == FEEL_TYPE_DATE ? "write date(\"%.*s\")"
                                              : "put text in double quotes: \"%.*s\"",
              SLICE_ARG(written.text));
}

/// Gives a record that an expression wrote all fields of its type: those that it lacks are unknown. Reports those that the type lacks.
static feel_value complete(arena *a, profile *person, const fact *f, feel_value v, place where,
                           diag_list *diags)
{
    if (v.kind == FEEL_LIST && f->record != NULL) {
        feel_value *items = ARENA_ARRAY(a, v.as.list->count, feel_value);
        for (size_t i = 0; i < v.as.list->count; i++)
            items[i] = complete(a, person, f, v.as.list->items[i], where, diags);
        return feel_list_of(a, items, v.as.list->count);
    }
    if (v.kind != FEEL_CONTEXT || f->record == NULL || v.as.context->record != 0)
        return v;
    const record_type *type = f->record;
    feel_entry *entries = ARENA_ARRAY(a, type->field_count, feel_entry);
    for (size_t i = 0; i < type->field_count; i++) {
        const feel_value *given = feel_context_get(v.as.context, type->fields[i].name);
        entries[i] = (feel_entry){type->fields[i].name, feel_null()};
        if (given != NULL)
            entries[i].value = complete(a, person, &type->fields[i], *given, where, diags);
    }
    feel_context *record = ARENA_NEW(a, feel_context);
    *record = (feel_context){.count = type->field_count,
                             .entries = entries,
                             .record = profile_number_record(a, person, (record_places){.whole = where})};
    for (size_t i = 0; i < v.as.context->count; i++) {
        slice key = v.as.context->entries[i].name;
        if (feel_context_get(record, key) != NULL)
            continue;
        diag_error(diags, where, "unknown-key", "unknown key '%.*s'", SLICE_ARG(diag_quote(key)));
        meant_key_hint(a, type->fields, type->field_count, key, false, diags);
    }
    return (feel_value){.kind = FEEL_CONTEXT, .as.context = record};
}

/// The value of the expression; false, with diagnostics, if it has none.
static bool evaluate_set(arena *a, const pack *p, const profile *person, const fact *f,
                         const source_text *source, feel_machine *machine, feel_value *out, diag_list *diags)
{
    place whole = {source, 0, source->text.len};
    slice text = slice_trim(source->text);
    if (is_allowed_word(p, f, text)) {
        *out = feel_string(text);
        return true;
    }
    feel_scope scope = p->scope;
    scope.alone = true;
    diag_list *unread = diag_list_new(a);
    const feel_expression *e = feel_parse(a, source, &scope, unread);
    if (e == NULL && is_plain_text(text)) {
        explain_words(a, p, f, text, whole, diags);
        return false;
    }
    if (unread->count > 0)
        (void)feel_parse(a, source, &scope, diags); // again, for its errors and warnings
    if (e == NULL)
        return false;
    *out = feel_evaluate(machine, e, profile_scope_values(a, p, person, 0), scope.count);
    return true;
}

/// Gives the profile lists of places of its own: those before may be another profile's too.
static void own_places(arena *a, const pack *p, profile *person)
{
    place *places = ARENA_ARRAY(a, p->fact_count, place);
    record_places *records = ARENA_ARRAY(a, person->records.count, record_places);
    memcpy(places, person->places, p->fact_count * sizeof *places);
    if (person->records.count > 0)
        memcpy(records, person->records.items, person->records.count * sizeof *records);
    person->places = places;
    person->records.items = records;
    person->records.capacity = person->records.count;
}

/// Notes where a slot is stated now.
static void note_place(arena *a, profile *person, profile_slot at, const record_type *type, place whole)
{
    person->places[at.fact] = whole;
    if (at.record == 0 || at.record > person->records.count || type == NULL)
        return;
    record_places *of = &person->records.items[at.record - 1];
    place *fields = ARENA_ARRAY(a, type->field_count, place);
    for (size_t i = 0; i < type->field_count; i++)
        fields[i] = i == at.field ? whole : of->fields != NULL ? of->fields[i] : of->whole;
    of->fields = fields;
}

bool profile_set(arena *a, const pack *p, profile *person, slice name, slice expression,
                 feel_machine *machine, diag_list *diags)
{
    source_text *source = ARENA_NEW(a, source_text);
    *source = (source_text){.file = arena_format(a, "--set %.*s", SLICE_ARG(name)), .text = expression};
    place whole = {source, 0, expression.len};
    size_t errors = diags->errors;
    const profile before = *person;
    profile_slot at;
    if (!find_target(a, p, person, name, source, &at, diags))
        return false;
    const fact *f = profile_slot_declared(p, person, at);
    feel_value v;
    if (!evaluate_set(a, p, person, f, source, machine, &v, diags))
        return false;
    own_places(a, p, person);
    v = complete(a, person, f, v, whole, diags);
    feel_value fitting = feel_coerce(a, v, f->type);
    if (!feel_is_null(v) && feel_is_null(fitting) && diags->errors == errors) {
        const bool is_fraction = v.kind == FEEL_NUMBER && f->type->whole;
        diag_error(diags, whole, "type-mismatch", "'%.*s' must be %.*s", SLICE_ARG(f->name),
                   SLICE_ARG(is_fraction ? SLICE("a whole number") : feel_type_text(a, f->type)));
        yaml_node written = {.kind = YAML_SCALAR,
                             .where = whole,
                             .text = v.kind == FEEL_STRING ? feel_text(v)
                                     : is_fraction         ? feel_to_string(a, v)
                                                           : expression};
        meant_hint(a, f, f->type, &written, diags);
    }
    if (at.record > 0 && f->required && feel_is_null(fitting) && diags->errors == errors)
        accept_missing(f, whole, diags);
    if (diags->errors > errors || !accept_computed(a, f, fitting, whole, diags)) {
        *person = before;
        return false;
    }
    const profile_change change = {at, fitting};
    *person = profile_variant(a, p, person, &change, 1);
    note_place(a, person, at, profile_slot_type(p, person, at), whole);
    return true;
}
