// How the cells of one column are read. A key that the fact's type makes meaningless is an error, since it would do nothing.
#include "mapping/mapping_state.h"

#include "base/text.h"
#include "feel/type.h"
#include "profile/said_words.h"

const slice *map_read_words(const map_reader *r, const char *key, const yaml_node *node, size_t *count)
{
    const bool is_list = node->kind == YAML_SEQUENCE;
    const yaml_node *const *items = is_list ? node->items : &node;
    const size_t all = is_list ? node->count : 1;
    slice *words = ARENA_ARRAY(r->arena, all, slice);
    *count = 0;
    for (size_t i = 0; i < all; i++) {
        if (items[i]->kind == YAML_SCALAR && slice_trim(items[i]->text).len > 0)
            words[(*count)++] = slice_trim(items[i]->text);
        else
            diag_error(r->diags, items[i]->where, "wrong-type", "'%s' must be a word, or a list of words",
                       key);
    }
    return words;
}

/// The type of one value of the target.
static const feel_type *type_of(map_target target)
{
    const feel_type *type = target.fact != NULL ? target.fact->type : NULL;
    return type != NULL && type->kind == FEEL_TYPE_LIST && target.fact->record == NULL ? type->element : type;
}

/// True if the key has an effect on values of the kind; reports if not.
static bool fits(const map_reader *r, const yaml_node *key, map_target target, bool fitting, const char *what)
{
    if (!fitting && target.fact != NULL)
        diag_error(r->diags, key->where, "no-effect", "'%.*s' has no effect: '%.*s' is not %s",
                   SLICE_ARG(key->text), SLICE_ARG(target.fact->name), what);
    return fitting;
}

// --- values ---

/// Reads what a value means, and whether the fact, which there is, may be that.
static cells_translation read_translation(const map_reader *r, const yaml_node *written,
                                          const yaml_node *meant, map_target target)
{
    cells_translation out = {.written = slice_trim(written->text), .is_unknown = yaml_is_null(meant)};
    if (meant->kind != YAML_SCALAR) {
        diag_error(r->diags, meant->where, "wrong-type", "a value means one value, or null");
        return out;
    }
    out.meant = meant->text;
    (void)profile_read_part(r->arena, target.pack, target.fact, type_of(target), meant, r->diags);
    return out;
}

static void read_values(const map_reader *r, const yaml_node *key, const yaml_node *node, map_target target,
                        cells_rule *to)
{
    const feel_type *type = type_of(target);
    if (!fits(r, key, target, type != NULL && type->kind != FEEL_TYPE_CONTEXT && type->kind != FEEL_TYPE_LIST,
              "a plain value"))
        return;
    if (node->kind != YAML_MAPPING || node->count == 0) {
        diag_error(r->diags, node->where, "wrong-type",
                   "'values' must be values of the column, each with what it means");
        diag_hint(r->diags, "write values: {theirs: ours, …}");
        return;
    }
    cells_translation *values = ARENA_ARRAY(r->arena, node->count, cells_translation);
    for (size_t i = 0; i < node->count; i++) {
        const yaml_node *written = node->items[2 * i];
        values[i] = read_translation(r, written, node->items[2 * i + 1], target);
        for (size_t k = 0; k < i; k++) {
            if (said_is_same_but_for_case(values[k].written, values[i].written)) {
                diag_error(r->diags, written->where, "given-twice",
                           "the value '%.*s' stands twice: case does not count",
                           SLICE_ARG(diag_quote(values[i].written)));
                diag_also(r->diags, node->items[2 * k]->where);
            }
        }
    }
    to->values = values;
    to->value_count = node->count;
}

// --- true and false ---

static void read_truths(const map_reader *r, const yaml_node *key, const yaml_node *node, map_target target,
                        cells_rule *to)
{
    const feel_type *type = type_of(target);
    if (!fits(r, key, target, type != NULL && type->kind == FEEL_TYPE_BOOLEAN, "true or false"))
        return;
    size_t count;
    const slice *words = map_read_words(r, slice_is(key->text, "yes") ? "yes" : "no", node, &count);
    if (slice_is(key->text, "yes")) {
        to->yes = words;
        to->yes_count = count;
    } else {
        to->no = words;
        to->no_count = count;
    }
    for (size_t i = 0; i < to->yes_count; i++) {
        for (size_t k = 0; k < to->no_count; k++) {
            if (said_is_same_but_for_case(to->yes[i], to->no[k]))
                diag_error(r->diags, key->where, "given-twice", "'%.*s' is both true and false",
                           SLICE_ARG(diag_quote(to->yes[i])));
        }
    }
}

// --- dates ---

static void read_order(const map_reader *r, const yaml_node *key, const yaml_node *node, map_target target,
                       cells_rule *to)
{
    static const char *const orders[] = {
        [CELLS_DAY_FIRST] = "dmy", [CELLS_MONTH_FIRST] = "mdy", [CELLS_YEAR_FIRST] = "ymd"};
    const feel_type *type = type_of(target);
    if (!fits(r, key, target,
              type != NULL && (type->kind == FEEL_TYPE_DATE || type->kind == FEEL_TYPE_DATE_TIME), "a date"))
        return;
    for (size_t i = CELLS_DAY_FIRST; i <= CELLS_YEAR_FIRST; i++)
        to->order = slice_is(node->text, orders[i]) ? (cells_order)i : to->order;
    if (to->order != CELLS_ISO)
        return;
    diag_error(r->diags, node->where, "wrong-type", "'date' must be dmy, mdy or ymd");
    diag_hint(r->diags, "30.6.2025 is dmy, 6/30/2025 is mdy, 2025/6/30 is ymd");
}

// --- conversion ---

static void read_number(const map_reader *r, const yaml_node *key, const yaml_node *node, map_target target,
                        cells_rule *to)
{
    const feel_type *type = type_of(target);
    decimal d;
    if (!fits(r, key, target, type != NULL && type->kind == FEEL_TYPE_NUMBER, "a number"))
        return;
    const bool is_offset = slice_is(key->text, "add");
    if (!decimal_parse(node->text, &d) || (!is_offset && decimal_sign(d) == 0)) {
        diag_error(r->diags, node->where, "wrong-type",
                   is_offset ? "'%.*s' must be a number" : "'%.*s' must be a number, and not 0",
                   SLICE_ARG(key->text));
        return;
    }
    *(is_offset ? &to->offset : slice_is(key->text, "divide") ? &to->divisor : &to->factor) = d;
    to->converts = true;
}

const cells_rule *map_read_rule(const map_reader *r, const yaml_node *node, map_target target)
{
    static const struct {
        const char *key;
        void (*read)(const map_reader *r, const yaml_node *key, const yaml_node *node, map_target target,
                     cells_rule *to);
    } readers[] = {{"values", read_values}, {"yes", read_truths},      {"no", read_truths},
                   {"date", read_order},    {"multiply", read_number}, {"divide", read_number},
                   {"add", read_number}};
    cells_rule made = {
        .factor = decimal_from_int64(1), .divisor = decimal_from_int64(1), .offset = decimal_from_int64(0)};
    bool says_something = false;
    for (size_t i = 0; i < node->count; i++) {
        const yaml_node *key = node->items[2 * i];
        for (size_t k = 0; k < sizeof readers / sizeof *readers; k++) {
            if (!slice_is(key->text, readers[k].key))
                continue;
            readers[k].read(r, key, node->items[2 * i + 1], target, &made);
            says_something = true;
        }
    }
    cells_rule *out = says_something ? ARENA_NEW(r->arena, cells_rule) : NULL;
    if (out != NULL)
        *out = made;
    return out;
}
