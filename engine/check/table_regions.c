// Cuts each input of a table into regions: between the values that its cells name, and at them. What a cell says of a region is found by
// evaluating it on one value of the region.
#include "check/table_regions.h"

#include "check/sample.h"
#include "feel/temporal.h"

/// What the cells of an input name.
typedef struct named_values {
    value_list values;
    bool mixed; ///< of several kinds, or of one that is not analysed
    bool null;  ///< some cell names null
} named_values;

static bool is_ordered_kind(uint8_t kind)
{
    return kind == FEEL_NUMBER || (kind >= FEEL_DATE && kind <= FEEL_MONTHS_DURATION);
}

static void name_value(table_analysis *an, named_values *named, feel_value v)
{
    if (feel_is_null(v)) {
        named->null = true;
        return;
    }
    bool known = is_ordered_kind(v.kind) || v.kind == FEEL_STRING || v.kind == FEEL_BOOLEAN;
    if (!known || (named->values.count > 0 && named->values.items[0].kind != v.kind)) {
        named->mixed = true;
        return;
    }
    ARENA_PUSH(an->arena, &named->values, items, count, capacity, v);
}

static void name_part(table_analysis *an, named_values *named, const feel_test_part *part)
{
    if (part->value.kind != FEEL_RANGE) {
        name_value(an, named, part->value);
        return;
    }
    const feel_range *r = part->value.as.range;
    bool has_null = (r->has_low && feel_is_null(r->low)) || (r->has_high && feel_is_null(r->high));
    if (has_null || part->differs) {
        named->mixed = true;
        return;
    }
    if (r->has_low)
        name_value(an, named, r->low);
    if (r->has_high)
        name_value(an, named, r->high);
}

/// Adds what the tests name; false if they cannot be analysed.
static bool name_tests(table_analysis *an, named_values *named, const feel_expression *tests)
{
    const feel_test_part *parts;
    size_t count;
    bool negated;
    if (!feel_tests_parts(&an->machine, tests, &an->scope, &parts, &count, &negated))
        return false;
    named_values mine = {0};
    for (size_t i = 0; i < count; i++)
        name_part(an, &mine, &parts[i]);
    if (mine.mixed)
        return false;
    named->null = named->null || mine.null;
    for (size_t i = 0; i < mine.values.count; i++)
        name_value(an, named, mine.values.items[i]);
    return true;
}

/// The tests of allowed values if the input is a fact, or a field of a loop variable's record; else NULL.
static const feel_expression *allowed_of(const table_analysis *an, const feel_table_input *in)
{
    slice text = feel_expression_text(in->expression);
    ptrdiff_t at = pack_find_fact(an->pack, text);
    if (at >= 0)
        return an->pack->facts[at].type->kind == FEEL_TYPE_LIST ? NULL : an->pack->facts[at].allowed;
    const rule *row = &an->pack->rules[an->table->first_rule];
    const char *dot = text.len > 0 ? memchr(text.ptr, '.', text.len) : NULL;
    for (size_t v = 0; dot != NULL && v < row->variable_count; v++) {
        if (!slice_equal(row->variables[v].name, slice_part(text, 0, (size_t)(dot - text.ptr))))
            continue;
        slice name = slice_part(text, (size_t)(dot - text.ptr) + 1, text.len);
        for (size_t t = 0; t < an->pack->type_count; t++) {
            const record_type *type = &an->pack->types[t];
            for (size_t f = 0; type->type == row->variables[v].type && f < type->field_count; f++) {
                if (slice_equal(type->fields[f].name, name) && type->fields[f].type->kind != FEEL_TYPE_LIST)
                    return type->fields[f].allowed;
            }
        }
    }
    return NULL;
}

// --- samples ---

/// The least step between two values of a kind: 1, a day, a second, a month.
static feel_value step_of(arena *a, uint8_t kind)
{
    switch (kind) {
    case FEEL_NUMBER: return feel_integer(1);
    case FEEL_DATE: return temporal_parse_duration(a, SLICE("P1D"));
    case FEEL_MONTHS_DURATION: return feel_months(1);
    default: return temporal_parse_duration(a, SLICE("PT1S"));
    }
}

static feel_value shifted(arena *a, feel_value v, char op)
{
    feel_value step = step_of(a, v.kind);
    decimal sum;
    if (v.kind != FEEL_NUMBER)
        return temporal_arithmetic(a, op, v, step);
    bool done = op == '+' ? decimal_add(feel_decimal(v), feel_decimal(step), &sum)
                          : decimal_subtract(feel_decimal(v), feel_decimal(step), &sum);
    return done ? feel_number(a, sum) : feel_null();
}

/// The first whole number above or below a number.
static feel_value next_whole(arena *a, feel_value from, bool up)
{
    const decimal one = decimal_from_int64(1);
    decimal d = feel_decimal(from);
    const bool done = decimal_round(d, 0, up ? DECIMAL_FLOOR : DECIMAL_CEILING, &d) &&
                      (up ? decimal_add(d, one, &d) : decimal_subtract(d, one, &d));
    return done ? feel_number(a, d) : feel_null();
}

static void add_between(table_analysis *an, value_list *samples, const feel_value *low,
                        const feel_value *high, bool whole)
{
    const feel_value *from = low != NULL ? low : high;
    if (from == NULL)
        return;
    feel_value v = shifted(an->arena, *from, low != NULL ? '+' : '-');
    if (whole && v.kind == FEEL_NUMBER) // the next one, which is less than a step away from a fraction
        v = next_whole(an->arena, *from, low != NULL);
    else if (!sample_is_between(v, low, high) && low != NULL && high != NULL)
        v = sample_halfway(an->arena, *low, *high);
    if (sample_is_between(v, low, high))
        ARENA_PUSH(an->arena, samples, items, count, capacity, v);
}

static void sample_ordered(table_analysis *an, const value_list *named, value_list *samples, bool whole)
{
    value_list sorted = {0};
    for (size_t i = 0; i < named->count; i++)
        sample_insert(an->arena, &sorted, named->items[i]);
    for (size_t i = 0; i < sorted.count; i++) {
        add_between(an, samples, i > 0 ? &sorted.items[i - 1] : NULL, &sorted.items[i], whole);
        if (!whole || sorted.items[i].kind != FEEL_NUMBER || feel_is_whole(sorted.items[i]))
            ARENA_PUSH(an->arena, samples, items, count, capacity, sorted.items[i]);
    }
    add_between(an, samples, &sorted.items[sorted.count - 1], NULL, whole);
}

static bool is_sampled(const value_list *list, feel_value v)
{
    for (size_t i = 0; i < list->count; i++) {
        if (feel_equal(list->items[i], v) == FEEL_TRUE)
            return true;
    }
    return false;
}

static void sample_equal(table_analysis *an, const value_list *named, value_list *samples)
{
    for (size_t i = 0; i < named->count; i++) {
        if (!is_sampled(samples, named->items[i]))
            ARENA_PUSH(an->arena, samples, items, count, capacity, named->items[i]);
    }
}

static void sample_strings(table_analysis *an, const value_list *named, const feel_type *type,
                           value_list *samples)
{
    for (size_t i = 0; type != NULL && type->allowed != NULL && i < type->allowed_count; i++)
        ARENA_PUSH(an->arena, samples, items, count, capacity, type->allowed[i]);
    if (samples->count > 0)
        return;
    sample_equal(an, named, samples);
    slice other = SLICE("other");
    while (is_sampled(samples, feel_string(other)))
        other = arena_format(an->arena, "%.*s one", SLICE_ARG(other));
    feel_value v = feel_string(other);
    ARENA_PUSH(an->arena, samples, items, count, capacity, v);
}

/// True if the input gives whole numbers only: an integer of the vocabulary, or a count.
static bool is_whole(const feel_table_input *in)
{
    static const char *const calls[] = {"count(", "string length(", "floor(", "ceiling(", "round", NULL};
    slice text = feel_expression_text(in->expression);
    if (in->type != NULL && in->type->whole)
        return true;
    for (size_t i = 0; calls[i] != NULL; i++) {
        if (slice_starts_with(text, slice_of(calls[i])))
            return true;
    }
    return false;
}

static feel_truth try_on(table_analysis *an, const feel_expression *tests, feel_value v)
{
    feel_value t = feel_evaluate_tests(&an->machine, tests, v, an->values, an->scope.count);
    return feel_truth_of(t);
}

// --- a column ---

static const feel_expression *cell(const table_analysis *an, size_t row, size_t input)
{
    return an->table->form.cells[row * an->table->form.input_count + input];
}

/// An earlier row whose cell is written alike; -1 if there is none.
static ptrdiff_t row_alike(const table_analysis *an, size_t row, size_t input)
{
    const feel_expression *e = cell(an, row, input);
    for (size_t r = 0; r < row; r++) {
        const feel_expression *other = cell(an, r, input);
        if (e == other ||
            (e != NULL && other != NULL && slice_equal(feel_expression_text(e), feel_expression_text(other))))
            return (ptrdiff_t)r;
    }
    return -1;
}

/// True if a row's cell surely matches a region.
static bool meets(table_analysis *an, const table_regions *c, size_t row, const feel_expression *e,
                  size_t region)
{
    bool null = c->null_region == (ptrdiff_t)region;
    return e == NULL || (!bit_set_has(c->opaque, row) && (!null || feel_tests_answer_null(e)) &&
                         try_on(an, e, c->samples[region]) == FEEL_TRUE);
}

/// The first region whose sample is at least `v`, or above it if `above` is set; of an input with an order.
static size_t region_from(const table_regions *c, feel_value v, bool above)
{
    size_t low = 0;
    size_t high = c->null_region >= 0 ? (size_t)c->null_region : c->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = 0;
        (void)feel_order(c->samples[middle], v, &order);
        if (order < 0 || (above && order == 0))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/// Finds the regions of a cell of an input with an order from the ends of its ranges. False if they must be tried one by one.
static bool cover_by_ends(table_analysis *an, const table_regions *c, const feel_expression *e, bit_set out)
{
    const feel_test_part *parts;
    size_t count;
    bool negated;
    size_t known = c->null_region >= 0 ? (size_t)c->null_region : c->count;
    if (known == 0 || !is_ordered_kind(c->samples[0].kind) || feel_tests_answer_null(e) ||
        !feel_tests_parts(&an->machine, e, &an->scope, &parts, &count, &negated) || negated)
        return false;
    for (size_t i = 0; i < count; i++) {
        feel_value v = parts[i].value;
        if (parts[i].differs || (v.kind != FEEL_RANGE && v.kind != c->samples[0].kind))
            return false;
    }
    for (size_t i = 0; i < count; i++) {
        feel_value v = parts[i].value;
        const feel_range *r = v.kind == FEEL_RANGE ? v.as.range : NULL;
        size_t first = r == NULL    ? region_from(c, v, false)
                       : r->has_low ? region_from(c, r->low, !r->low_closed)
                                    : 0;
        size_t end = r == NULL     ? region_from(c, v, true)
                     : r->has_high ? region_from(c, r->high, r->high_closed)
                                   : known;
        for (size_t g = first; g < end; g++)
            bit_set_add(out, g);
    }
    return true;
}

/// Fills in what each row's cell says of each region.
static void cover(table_analysis *an, size_t input, table_regions *out)
{
    size_t rows = an->table->form.row_count;
    size_t region_words = out->count / 64 + 1;
    out->rows = ARENA_ARRAY(an->arena, out->count, bit_set);
    out->cells = ARENA_ARRAY(an->arena, rows, bit_set);
    for (size_t g = 0; g < out->count; g++)
        out->rows[g] = ARENA_ARRAY(an->arena, an->words, uint64_t);
    for (size_t r = 0; r < rows; r++) {
        const feel_expression *e = cell(an, r, input);
        ptrdiff_t alike = row_alike(an, r, input);
        bool whole = true;
        out->cells[r] = ARENA_ARRAY(an->arena, region_words, uint64_t);
        an->machine.arena = an->spare;
        bool by_ends = alike < 0 && e != NULL && !bit_set_has(out->opaque, r) &&
                       cover_by_ends(an, out, e, out->cells[r]);
        for (size_t g = 0; g < out->count; g++) {
            bool met = alike >= 0 ? bit_set_has(out->cells[alike], g)
                       : by_ends  ? bit_set_has(out->cells[r], g)
                                  : meets(an, out, r, e, g);
            whole = whole && met;
            if (!met)
                continue;
            bit_set_add(out->cells[r], g);
            bit_set_add(out->rows[g], r);
        }
        an->machine.arena = an->arena;
        arena_reset(an->spare);
        if (whole && (e == NULL || out->count > 0))
            bit_set_add(out->whole, r);
    }
}

/// The samples that the vocabulary and the input's own values allow.
static void keep_allowed(table_analysis *an, const feel_table_input *in, value_list *samples)
{
    const feel_expression *const tests[] = {allowed_of(an, in), in->values};
    size_t kept = 0;
    for (size_t i = 0; i < samples->count; i++) {
        bool allowed = true;
        for (size_t t = 0; t < 2; t++)
            allowed = allowed && (tests[t] == NULL || try_on(an, tests[t], samples->items[i]) != FEEL_FALSE);
        if (allowed)
            samples->items[kept++] = samples->items[i];
    }
    samples->count = kept;
}

static bool are_alike(const feel_table_input *a, const feel_table_input *b)
{
    return slice_equal(feel_expression_text(a->expression), feel_expression_text(b->expression));
}

/// Collects what the cells of an input name, with those of inputs that are written alike: they are cut alike.
static named_values name_column(table_analysis *an, size_t input)
{
    const feel_table *form = &an->table->form;
    const feel_table_input *in = &form->inputs[input];
    const feel_expression *const tests[] = {allowed_of(an, in), in->values};
    named_values named = {0};
    for (size_t i = 0; i < form->input_count; i++) {
        for (size_t r = 0; are_alike(&form->inputs[i], in) && r < form->row_count; r++) {
            const feel_expression *e = cell(an, r, i);
            if (e != NULL && !name_tests(an, &named, e) && i == input)
                bit_set_add(an->columns[input].opaque, r);
        }
    }
    for (size_t t = 0; t < 2; t++) {
        if (tests[t] != NULL)
            (void)name_tests(an, &named, tests[t]);
    }
    return named;
}

/// A value of each region in which the input is known.
static value_list sample_column(table_analysis *an, const feel_table_input *in, const named_values *named)
{
    value_list samples = {0};
    uint8_t kind = named->values.count > 0 ? named->values.items[0].kind : (uint8_t)FEEL_NULL;
    bool boolean = kind == FEEL_BOOLEAN || (in->type != NULL && in->type->kind == FEEL_TYPE_BOOLEAN);
    bool string = kind == FEEL_STRING || (in->type != NULL && in->type->kind == FEEL_TYPE_STRING);
    if (named->mixed)
        return samples;
    if (is_ordered_kind(kind)) {
        sample_ordered(an, &named->values, &samples, is_whole(in));
    } else if (string) {
        sample_strings(an, &named->values, in->type, &samples);
    } else if (boolean) {
        feel_value both[] = {feel_boolean(true), feel_boolean(false)};
        ARENA_PUSH(an->arena, &samples, items, count, capacity, both[0]);
        ARENA_PUSH(an->arena, &samples, items, count, capacity, both[1]);
    }
    keep_allowed(an, in, &samples);
    return samples;
}

static void cut_column(table_analysis *an, size_t input)
{
    table_regions *out = &an->columns[input];
    out->null_region = -1;
    out->whole = ARENA_ARRAY(an->arena, an->words, uint64_t);
    out->opaque = ARENA_ARRAY(an->arena, an->words, uint64_t);
    const named_values named = name_column(an, input);
    value_list samples = sample_column(an, &an->table->form.inputs[input], &named);
    if (named.null) {
        out->null_region = (ptrdiff_t)samples.count;
        feel_value null = feel_null();
        ARENA_PUSH(an->arena, &samples, items, count, capacity, null);
    }
    for (size_t r = 0; r < an->table->form.row_count && named.mixed; r++) {
        if (cell(an, r, input) != NULL)
            bit_set_add(out->opaque, r);
    }
    out->samples = samples.items;
    out->count = samples.count;
    cover(an, input, out);
}

bool table_cut(table_analysis *an)
{
    const pack_table *t = an->table;
    an->columns = ARENA_ARRAY(an->arena, t->form.input_count, table_regions);
    for (size_t i = 0; i < t->form.input_count; i++) {
        cut_column(an, i);
        an->columns[i].same_as = -1;
        for (size_t before = 0; before < i && an->columns[i].same_as < 0; before++) {
            if (are_alike(&t->form.inputs[before], &t->form.inputs[i]))
                an->columns[i].same_as = (ptrdiff_t)before;
        }
        if (an->machine.exhausted)
            return false;
    }
    return true;
}
