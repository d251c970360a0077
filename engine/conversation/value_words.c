#include "conversation/value_words.h"

#include "base/text.h"
#include "base/utf8.h"

typedef struct writer {
    arena *arena;
    const fact *declared;
    const value_cells *cells;
    const bool *chosen;
    text_builder out;
    size_t count; ///< of what is written so far
} writer;

static bool is_one(feel_value v)
{
    return feel_equal(v, feel_integer(1)) == FEEL_TRUE;
}

/// "1 year" of the unit "years". Other words than those in -s keep their form.
static slice unit_for(const fact *declared, feel_value v)
{
    const slice unit = declared->unit;
    const bool is_plural = unit.len > 1 && unit.ptr[unit.len - 1] == 's' && unit.ptr[unit.len - 2] != 's';
    return is_one(v) && is_plural ? slice_part(unit, 0, unit.len - 1) : unit;
}

/// A record by what is known of it.
static slice record_words(arena *a, const fact *declared, const feel_context *record)
{
    const record_type *type = declared->record;
    text_builder out = {.arena = a};
    for (size_t i = 0; i < record->count; i++) {
        const bool is_key = type != NULL && type->key == (ptrdiff_t)i;
        if (feel_is_null(record->entries[i].value) || is_key)
            continue;
        const slice value = value_words(
            a, type != NULL && i < type->field_count ? &type->fields[i] : declared, record->entries[i].value);
        text_add_format(&out, "%s%.*s %.*s", out.length > 0 ? ", " : "", SLICE_ARG(record->entries[i].name),
                        SLICE_ARG(value));
    }
    return text_result(&out);
}

static slice list_words(arena *a, const fact *declared, const feel_list *list)
{
    text_builder out = {.arena = a};
    if (list->count == 0)
        return SLICE("no items");
    if (declared->record != NULL)
        return arena_format(a, "%zu item%s", list->count, list->count == 1 ? "" : "s");
    for (size_t i = 0; i < list->count; i++)
        text_add_format(&out, "%s%.*s", i > 0 ? ", " : "",
                        SLICE_ARG(value_words(a, declared, list->items[i])));
    return text_result(&out);
}

/// A text on one line, in quotes, and not more of it than tells which it is.
static slice text_words(arena *a, slice text)
{
    enum { MOST_CHARACTERS = 60 };
    const slice line = text_on_one_line(a, text);
    size_t end = 0;
    for (size_t i = 0; i < MOST_CHARACTERS && end < line.len; i++)
        (void)utf8_next(line, &end);
    return arena_format(a, end < line.len ? "\"%.*s…\"" : "\"%.*s\"", (int)end, line.ptr);
}

slice value_words(arena *a, const fact *declared, feel_value v)
{
    switch ((feel_kind)v.kind) {
    case FEEL_NULL: return SLICE("not known");
    case FEEL_BOOLEAN: return v.as.boolean ? SLICE("yes") : SLICE("no");
    case FEEL_STRING: return text_words(a, feel_text(v));
    case FEEL_LIST: return list_words(a, declared, v.as.list);
    case FEEL_CONTEXT: return record_words(a, declared, v.as.context);
    case FEEL_NUMBER:
        return arena_format(a, "%.*s%s%.*s", SLICE_ARG(feel_to_shown(a, v)),
                            declared->unit.len > 0 ? " " : "", SLICE_ARG(unit_for(declared, v)));
    default: return feel_to_string(a, v);
    }
}

// --- cells ---

static bool is_ordered(const value_cell *one)
{
    return one->kind == VALUE_RANGE ||
           (one->kind == VALUE_POINT && one->sample.kind != FEEL_STRING && one->sample.kind != FEEL_BOOLEAN &&
            one->sample.kind != FEEL_LIST && one->sample.kind != FEEL_CONTEXT);
}

static void say(writer *w, slice text)
{
    text_add_format(&w->out, "%s%.*s", w->count > 0 ? " or " : "", SLICE_ARG(text));
    w->count++;
}

/// The end of a stretch of cells: the value, and whether it belongs to the stretch.
typedef struct stretch_end {
    feel_value value; ///< null: there is no end
    bool is_in;
} stretch_end;

static stretch_end low_end(const value_cell *one)
{
    return one->kind == VALUE_POINT ? (stretch_end){one->sample, true} : (stretch_end){one->low, false};
}

static stretch_end high_end(const value_cell *one)
{
    return one->kind == VALUE_POINT ? (stretch_end){one->sample, true} : (stretch_end){one->high, false};
}

static slice stretch_words(const writer *w, size_t first, size_t last)
{
    const stretch_end low = low_end(&w->cells->items[first]);
    const stretch_end high = high_end(&w->cells->items[last]);
    const bool from_first = first == 0 || feel_is_null(low.value);
    const bool to_last = last + 1 == w->cells->count || feel_is_null(high.value);
    const slice low_text = value_words(w->arena, w->declared, low.value);
    const slice high_text = value_words(w->arena, w->declared, high.value);
    if (first == last && w->cells->items[first].kind == VALUE_POINT)
        return low_text;
    if (from_first && to_last)
        return SLICE("anything");
    if (from_first)
        return arena_format(w->arena, "%s %.*s", high.is_in ? "at most" : "less than", SLICE_ARG(high_text));
    if (to_last)
        return arena_format(w->arena, "%s %.*s", low.is_in ? "at least" : "more than", SLICE_ARG(low_text));
    if (low.is_in && high.is_in)
        return arena_format(w->arena, "from %.*s to %.*s", SLICE_ARG(low_text), SLICE_ARG(high_text));
    return arena_format(w->arena, "%s %.*s and %s %.*s", low.is_in ? "at least" : "more than",
                        SLICE_ARG(low_text), high.is_in ? "at most" : "less than", SLICE_ARG(high_text));
}

/// Of what is sampled only the samples are known: those nearest to the present value are said, one on each side.
static void say_samples(writer *w)
{
    const size_t now = w->cells->now;
    const size_t none = w->cells->count;
    size_t below = none;
    size_t above = none;
    size_t chosen = 0;
    for (size_t i = 0; i < w->cells->count; i++) {
        chosen += w->chosen[i];
        if (w->chosen[i] && i < now && now < none)
            below = i;
        if (w->chosen[i] && i > now && above == none)
            above = i;
        if (w->chosen[i] && now >= none)
            say(w, value_words(w->arena, w->declared, w->cells->items[i].sample));
    }
    if (below < none)
        say(w, value_words(w->arena, w->declared, w->cells->items[below].sample));
    if (above < none)
        say(w, value_words(w->arena, w->declared, w->cells->items[above].sample));
    if (chosen > w->count)
        text_add(&w->out, SLICE(", for instance"));
}

/// Values with an order, in stretches.
static void say_stretches(writer *w)
{
    for (size_t i = 0; i < w->cells->count; i++) {
        size_t last = i;
        if (!w->chosen[i])
            continue;
        while (last + 1 < w->cells->count && w->chosen[last + 1])
            last++;
        say(w, stretch_words(w, i, last));
        i = last;
    }
}

/// True if all cells are chosen but that of the present value, and that of any other text is among them.
static bool is_any_other(const writer *w)
{
    bool has_other = false;
    for (size_t i = 0; i < w->cells->count; i++) {
        if (!w->chosen[i] && i != w->cells->now)
            return false;
        has_other = has_other || w->cells->items[i].kind == VALUE_OTHER;
    }
    return has_other;
}

/// True if all that is said of a record is said of the other too.
static bool says_no_more(feel_value record, feel_value than)
{
    bool same = record.kind == FEEL_CONTEXT && than.kind == FEEL_CONTEXT;
    for (size_t i = 0; same && i < record.as.context->count; i++) {
        const feel_value v = record.as.context->entries[i].value;
        same = feel_is_null(v) || feel_equal(v, than.as.context->entries[i].value) == FEEL_TRUE;
    }
    return same;
}

/// True if the cell is to be told: chosen, of the kind, and no record of which another chosen one says less.
static bool is_told(const writer *w, size_t index, value_cell_kind kind)
{
    const value_cell *one = &w->cells->items[index];
    bool told = w->chosen[index] && one->kind == kind;
    for (size_t i = 0; told && i < w->cells->count; i++) {
        const bool less = i != index && w->chosen[i] && says_no_more(w->cells->items[i].item, one->item);
        told = !less || (says_no_more(one->item, w->cells->items[i].item) && index < i);
    }
    return told;
}

/// The cells of a kind: one, or "any of: " several.
/// @param lead       stands before them
/// @param separator  between two
static void say_cells(writer *w, value_cell_kind kind, const char *lead, const char *separator)
{
    const bool lists = *separator == ',';
    size_t count = 0;
    size_t said = 0;
    for (size_t i = 0; i < w->cells->count; i++)
        count += is_told(w, i, kind);
    if (count == 0)
        return;
    text_add_format(&w->out, "%s%s%s", w->count > 0 ? " or " : "", lead,
                    count > 1 && lists ? "any of: " : "");
    w->count += count;
    for (size_t i = 0; i < w->cells->count; i++) {
        const value_cell *one = &w->cells->items[i];
        if (!is_told(w, i, kind))
            continue;
        const feel_value v = kind == VALUE_POINT ? one->sample : one->item;
        const slice text =
            kind == VALUE_OTHER ? SLICE("anything else") : value_words(w->arena, w->declared, v);
        text_add_format(&w->out, "%s%.*s", said++ > 0 ? separator : "", SLICE_ARG(text));
    }
}

static bool is_list(const fact *declared)
{
    return declared->type->kind == FEEL_TYPE_LIST;
}

slice value_words_of_cells(arena *a, const fact *declared, const value_cells *cells, const bool *chosen)
{
    const bool has_records = declared->record != NULL;
    writer w = {a, declared, cells, chosen, {.arena = a}, 0};
    if (is_list(declared)) {
        say_cells(&w, VALUE_POINT, "has ", ", ");
        say_cells(&w, VALUE_WITH, has_records ? "includes one with " : "includes ",
                  has_records ? "; or one with " : ", ");
        say_cells(&w, VALUE_WITHOUT, "no longer includes ", ", ");
    } else if (is_any_other(&w)) {
        return cells->now < cells->count ? SLICE("anything else") : SLICE("anything");
    } else if (is_ordered(&cells->items[0])) {
        (cells->is_sampled ? say_samples : say_stretches)(&w);
    } else {
        say_cells(&w, VALUE_POINT, "", ", ");
        say_cells(&w, VALUE_OTHER, "", ", ");
    }
    return text_result(&w.out);
}

slice value_words_of_change(arena *a, slice name, const fact *declared, feel_value now,
                            const value_cells *cells, const bool *chosen)
{
    const slice words = value_words_of_cells(a, declared, cells, chosen);
    if (feel_is_null(now))
        return arena_format(a, "if %.*s %s%.*s", SLICE_ARG(name), is_list(declared) ? "" : "is ",
                            SLICE_ARG(words));
    if (is_list(declared))
        return arena_format(a, "change %.*s so that it %.*s", SLICE_ARG(name), SLICE_ARG(words));
    return arena_format(a, "change %.*s from %.*s to %.*s", SLICE_ARG(name),
                        SLICE_ARG(value_words(a, declared, now)), SLICE_ARG(words));
}
