#include "profile/not_known.h"

#include "profile/meant.h"

bool not_known_is_key(const fact *facts, size_t count, slice key)
{
    bool is_file;
    return slice_is(key, NOT_KNOWN_KEY) && pack_find_key(facts, count, key, &is_file) < 0;
}

static void report_unknown(const fact *facts, size_t count, const yaml_node *name, bool is_file,
                           diag_list *diags)
{
    if (diags->hides_values)
        diag_error(diags, name->where, "unknown-name", "'" NOT_KNOWN_KEY "' lists what is no key here");
    else
        diag_error(diags, name->where, "unknown-name",
                   "'" NOT_KNOWN_KEY "' lists '%.*s', which is no key here",
                   SLICE_ARG(diag_quote(name->text)));
    if (is_file)
        diag_hint(diags, "did you mean '%.*s'?", SLICE_ARG(slice_part(name->text, 0, name->text.len - 5)));
    else
        pack_hint_fact(facts, count, name->text, diags);
}

/// One name of the list.
static void read_name(const fact *facts, size_t count, const yaml_node *name, const feel_value *values,
                      bool *listed, diag_list *diags)
{
    bool is_file = false;
    const ptrdiff_t at = name->kind == YAML_SCALAR ? pack_find_key(facts, count, name->text, &is_file) : -1;
    if (name->kind != YAML_SCALAR || yaml_is_null(name)) {
        diag_error(diags, name->where, "wrong-type", "'" NOT_KNOWN_KEY "' must be a list of names");
        diag_hint(diags, "write the keys alone, without values: " NOT_KNOWN_KEY ": [%.*s]",
                  SLICE_ARG(facts[0].name));
    } else if (at < 0 || is_file) {
        report_unknown(facts, count, name, is_file, diags);
    } else if (facts[at].derived) {
        diag_error(diags, name->where, "derived-fact", "'%.*s' is concluded by rules: nobody is asked for it",
                   SLICE_ARG(name->text));
        diag_hint(diags, "remove it from '" NOT_KNOWN_KEY "'");
    } else if (listed[at]) {
        diag_error(diags, name->where, "given-twice", "'%.*s' is listed twice", SLICE_ARG(name->text));
        diag_hint(diags, "keep one of them");
    } else {
        listed[at] = true;
        if (feel_is_null(values[at]))
            return;
        diag_warning(diags, name->where, "stated-too",
                     "'%.*s' is stated, and listed under '" NOT_KNOWN_KEY "' too", SLICE_ARG(name->text));
        diag_hint(diags, "what is stated holds: remove it from '" NOT_KNOWN_KEY "'");
    }
}

void not_known_read(const fact *facts, size_t count, const yaml_node *list, const feel_value *values,
                    bool *listed, diag_list *diags)
{
    if (list->kind == YAML_SEQUENCE) {
        for (size_t i = 0; i < list->count; i++)
            read_name(facts, count, list->items[i], values, listed, diags);
    } else if (!yaml_is_null(list)) {
        diag_error(diags, list->where, "wrong-type", "'" NOT_KNOWN_KEY "' must be a list of names");
        diag_hint(diags, "write it in brackets: [%.*s]",
                  SLICE_ARG(list->kind == YAML_SCALAR && !diags->hides_values ? diag_quote(list->text)
                                                                              : facts[0].name));
    }
    for (size_t i = 0; i < count; i++)
        listed[i] = listed[i] && feel_is_null(values[i]);
}

bool profile_is_not_known(const profile *person, profile_slot at)
{
    bool found = at.record == 0 && person->not_known != NULL && person->not_known[at.fact];
    for (size_t i = 0; at.record > 0 && i < person->field_not_known_count && !found; i++) {
        const profile_slot *one = &person->fields_not_known[i];
        found = one->record == at.record && one->field == at.field;
    }
    return found && feel_is_null(profile_slot_value(person, at));
}
