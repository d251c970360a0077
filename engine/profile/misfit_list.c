// A list or a record was expected: what stands there becomes one.
#include "profile/misfit.h"

#include "base/pieces.h"
#include "profile/said_choice.h"
#include "profile/said_number.h"
#include "profile/said_words.h"

/// A text in double quotes, as YAML, JSON and FEEL write it.
static void add_value(text_builder *out, slice text)
{
    text = diag_quote(text);
    text_add_byte(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"' || text.ptr[i] == '\\')
            text_add_byte(out, '\\');
        text_add_byte(out, text.ptr[i]);
    }
    text_add_byte(out, '"');
}

/// The number that a field of a proposed record has: the one that is said, else 1.
static double number_in(arena *a, const fact *f, slice text)
{
    const said_number said = said_number_of(said_plainly(a, text), f);
    return said.kind != SAID_NO_NUMBER ? said.value : 1;
}

/// A record that has `name` in the field that names it, and whatever else it must have; a number is taken from `amount`.
static void add_record(text_builder *out, const record_type *type, slice name, slice amount)
{
    size_t count = 0;
    text_add(out, SLICE("{"));
    for (size_t i = 0; i < type->field_count; i++) {
        const fact *f = &type->fields[i];
        bool names_it = type->key >= 0 ? (size_t)type->key == i : i == 0;
        if (!f->required && !names_it)
            continue;
        text_add_format(out, "%s%.*s: ", count++ > 0 ? ", " : "", SLICE_ARG(f->name));
        if (names_it)
            add_value(out, name);
        else if (f->type->kind == FEEL_TYPE_NUMBER)
            text_add_format(out, "%.12g", number_in(out->arena, f, amount));
        else
            text_add(out, f->type->kind == FEEL_TYPE_BOOLEAN ? SLICE("true") : SLICE("\"\xE2\x80\xA6\""));
    }
    text_add(out, SLICE("}"));
}

/// The value that was meant by an item of a list of plain values.
static slice item_meant(misfit *m, slice piece)
{
    const feel_type *element = m->type->element;
    if (element == NULL || element->allowed_count == 0)
        return piece;
    const said_choice found = said_choice_like(m->arena, element, said_plainly(m->arena, piece));
    return found.count == 1 ? found.values[0] : piece;
}

bool misfit_is_text_for_list(misfit *m)
{
    if (m->type->kind != FEEL_TYPE_LIST || m->written->kind != YAML_SCALAR)
        return false;
    const record_type *record = m->fact->record;
    text_builder out = {.arena = m->arena};
    slice rest = diag_value(m->diags, slice_trim(m->written->text));
    slice piece;
    size_t count = 0;
    text_add(&out, SLICE("["));
    while (piece_next(&rest, PIECES_BY_WORDS, &piece) && count < 8) {
        if (piece.len == 0)
            continue;
        text_add(&out, count++ > 0 ? SLICE(", ") : SLICE(""));
        if (record != NULL)
            add_record(&out, record, piece, piece);
        else
            add_value(&out, item_meant(m, piece));
    }
    text_add(&out, SLICE("]"));
    slice list = text_result(&out);
    if (record != NULL)
        diag_hint(m->diags, "write a list of records: %.*s; the keys of each: %.*s", SLICE_ARG(list),
                  SLICE_ARG(misfit_keys_of(m->arena, record->fields, record->field_count)));
    else
        diag_hint(
            m->diags, "write it in brackets: %.*s%s", SLICE_ARG(list),
            m->diags->hides_values // many profiles, which a program wrote
                ? "; a map that names the key reads text with signs between items: advise init --map FILE"
                : "");
    return true;
}

bool misfit_is_record_for_list(misfit *m)
{
    const yaml_node *n = m->written;
    if (m->type->kind != FEEL_TYPE_LIST || n->kind != YAML_MAPPING)
        return false;
    slice first = n->count > 0 ? n->items[0]->text : (slice){0};
    if (slice_starts_with(first, SLICE("-")))
        diag_hint(m->diags, "put a blank after the '-': - %.*s: \xE2\x80\xA6",
                  SLICE_ARG(diag_value(m->diags, diag_quote(slice_part(first, 1, first.len)))));
    else if (pack_find_field(m->fact->record, first) != NULL &&
             n->where.source->text.ptr[n->where.offset] == '{')
        diag_hint(m->diags, "put the record in brackets: [{%.*s: \xE2\x80\xA6}]",
                  SLICE_ARG(diag_quote(first)));
    else if (pack_find_field(m->fact->record, first) != NULL)
        diag_hint(m->diags,
                  "put '- ' before the first key of each entry, and two blanks before its other keys: - "
                  "%.*s: \xE2\x80\xA6",
                  SLICE_ARG(diag_quote(first)));
    else if (m->fact->record != NULL && first.len > 0) {
        text_builder out = {.arena = m->arena};
        add_record(&out, m->fact->record, diag_value(m->diags, first),
                   diag_value(m->diags, n->items[1]->text));
        diag_hint(m->diags, "write a list of records: [%.*s]; the keys of each: %.*s",
                  SLICE_ARG(text_result(&out)),
                  SLICE_ARG(misfit_keys_of(m->arena, m->fact->record->fields, m->fact->record->field_count)));
    } else
        diag_hint(m->diags, "write a list: begin each entry with '- ', on a line of its own");
    return true;
}

bool misfit_is_no_record(misfit *m)
{
    const record_type *record = m->fact->record;
    if (m->type->kind != FEEL_TYPE_CONTEXT || record == NULL)
        return false;
    bool is_item = m->written->kind == YAML_SEQUENCE && m->written->count > 0 &&
                   m->written->items[0]->kind == YAML_SCALAR;
    slice text = diag_value(m->diags, slice_trim(is_item ? m->written->items[0]->text : m->written->text));
    text_builder out = {.arena = m->arena};
    add_record(&out, record, text.len > 0 ? text : SLICE("\xE2\x80\xA6"), text);
    diag_hint(m->diags, "write a record: %.*s; its keys: %.*s", SLICE_ARG(text_result(&out)),
              SLICE_ARG(misfit_keys_of(m->arena, record->fields, record->field_count)));
    return true;
}
