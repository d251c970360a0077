// Makes choices of cells into a profile that can be evaluated and shown.
#include "check/witness.h"

#include "base/limits.h"
#include "base/text.h"

/// An item of a list, or a record: the fields that matter.
typedef struct draft_item {
    size_t loop_variable; ///< position in the scope
    feel_value whole;     ///< of an item that is not a record; null if any value will do
    struct {
        feel_entry *items;
        size_t count, capacity;
    } fields;
} draft_item;

/// What is known of one fact.
typedef struct draft {
    size_t fact;
    bool is_null, has_value;
    feel_value value;
    draft_item record; ///< of a fact that is a record
    struct {
        draft_item *items;
        size_t count, capacity;
    } items;
    struct {
        feel_value *items;
        size_t count, capacity;
    } elements; ///< that the list contains
    size_t least_count;
} draft;

typedef struct maker {
    analysis *an;
    const analysed_rule *rule;
    struct {
        draft *items;
        size_t count, capacity;
    } drafts;
} maker;

static draft *draft_of(maker *m, size_t of)
{
    for (size_t i = 0; i < m->drafts.count; i++) {
        if (m->drafts.items[i].fact == of)
            return &m->drafts.items[i];
    }
    draft added = {.fact = of};
    ARENA_PUSH(m->an->scratch, &m->drafts, items, count, capacity, added);
    return &m->drafts.items[m->drafts.count - 1];
}

/// The item that the loop's variable is bound to; NULL if its list is not a fact.
static draft_item *item_of(maker *m, size_t variable)
{
    size_t index = variable - m->an->pack->scope.count;
    if (m->rule == NULL || index >= m->rule->rule->variable_count || m->rule->lists[index].list < 0 ||
        (size_t)m->rule->lists[index].list >= m->an->pack->fact_count)
        return NULL;
    draft *d = draft_of(m, (size_t)m->rule->lists[index].list);
    for (size_t i = 0; i < d->items.count; i++) {
        if (d->items.items[i].loop_variable == variable)
            return &d->items.items[i];
    }
    draft_item added = {.loop_variable = variable};
    ARENA_PUSH(m->an->scratch, &d->items, items, count, capacity, added);
    return &d->items.items[d->items.count - 1];
}

static void take_count(draft *d, const cell *c)
{
    int64_t n;
    if (c->kind == CELL_NULL)
        d->is_null = true;
    else if (feel_to_int64(c->sample, &n) && n <= LIMIT_WITNESS_LIST)
        d->least_count = (size_t)n;
    d->has_value = c->kind != CELL_NULL;
}

static void take_field(maker *m, draft_item *item, slice field, const cell *c)
{
    feel_entry entry = {field, c->has_sample ? c->sample : feel_null()};
    ARENA_PUSH(m->an->scratch, &item->fields, items, count, capacity, entry);
}

static void take_choice(maker *m, const choice *chosen)
{
    const subject *s = &m->an->solver.subjects.items[chosen->subject];
    const cell *c = &chosen->cell;
    if (s->kind == SUBJECT_EXPRESSION || s->kind == SUBJECT_INPUT)
        return;
    if (s->variable >= m->an->pack->scope.count) {
        draft_item *item = item_of(m, s->variable);
        if (item != NULL && s->field.len > 0 && s->kind == SUBJECT_VARIABLE && !s->contains)
            take_field(m, item, s->field, c);
        else if (item != NULL && s->kind == SUBJECT_VARIABLE && !s->contains)
            item->whole = c->has_sample ? c->sample : feel_null();
        return;
    }
    if (s->variable >= m->an->pack->fact_count)
        return;
    draft *d = draft_of(m, s->variable);
    if (s->contains) {
        d->is_null = d->is_null || c->truth == FEEL_UNKNOWN;
        d->has_value = d->has_value || c->truth != FEEL_UNKNOWN;
        if (c->truth == FEEL_TRUE)
            ARENA_PUSH(m->an->scratch, &d->elements, items, count, capacity, s->element);
    } else if (s->field.len > 0) {
        take_field(m, &d->record, s->field, c);
    } else if (s->kind == SUBJECT_COUNT) {
        take_count(d, c);
    } else {
        d->is_null = d->is_null || c->kind == CELL_NULL;
        d->has_value = d->has_value || c->has_sample;
        d->value = c->has_sample ? c->sample : feel_null();
    }
}

// --- values ---

static feel_value field_value(analysis *an, const record_type *type, size_t field, const draft_item *item,
                              size_t number)
{
    static const char *const names[] = {"one", "two", "three", "four", "five", "six", "seven", "eight"};
    const fact *f = &type->fields[field];
    for (size_t i = 0; item != NULL && i < item->fields.count; i++) {
        if (slice_equal(item->fields.items[i].name, f->name))
            return item->fields.items[i].value;
    }
    bool is_name = type->key == (ptrdiff_t)field && f->type->kind == FEEL_TYPE_STRING && f->allowed == NULL;
    if (is_name)
        return feel_string(slice_of(names[number % (sizeof names / sizeof *names)]));
    return f->required ? domain_sample(&an->solver.in, f, false) : feel_null();
}

static feel_value record_value(analysis *an, const record_type *type, const draft_item *item, size_t number)
{
    feel_entry *entries = ARENA_ARRAY(an->scratch, type->field_count, feel_entry);
    for (size_t i = 0; i < type->field_count; i++)
        entries[i] = (feel_entry){type->fields[i].name, field_value(an, type, i, item, number)};
    return feel_context_of(an->scratch, entries, type->field_count);
}

static feel_value list_value(analysis *an, const fact *f, const draft *d)
{
    size_t from_choices = d->items.count + d->elements.count;
    size_t count = d->least_count > from_choices ? d->least_count : from_choices;
    feel_value *items = ARENA_ARRAY(an->scratch, count, feel_value);
    for (size_t i = 0; i < count; i++) {
        const draft_item *item = i < d->items.count ? &d->items.items[i] : NULL;
        if (i >= d->items.count && i < from_choices)
            items[i] = d->elements.items[i - d->items.count];
        else if (f->record != NULL)
            items[i] = record_value(an, f->record, item, i);
        else
            items[i] = item != NULL && !feel_is_null(item->whole) ? item->whole
                                                                  : domain_sample(&an->solver.in, f, true);
    }
    return feel_list_of(an->scratch, items, count);
}

static feel_value draft_value(analysis *an, const draft *d)
{
    const fact *f = &an->pack->facts[d->fact];
    if (d->is_null)
        return feel_null();
    if (f->type->kind == FEEL_TYPE_LIST)
        return list_value(an, f, d);
    if (f->record != NULL)
        return d->has_value || d->record.fields.count > 0 ? record_value(an, f->record, &d->record, 0)
                                                          : feel_null();
    return d->value;
}

// --- text ---

static void write_string(text_builder *out, slice text)
{
    text_add_byte(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c == '"' || c == '\\')
            text_add_format(out, "\\%c", c);
        else if (c < 0x20 || c == 0x7F)
            text_add_format(out, "\\x%02X", c);
        else
            text_add_byte(out, (char)c);
    }
    text_add_byte(out, '"');
}

/// The depth is that of the vocabulary's types: a type holds only types that stand before it.
static void write_value(text_builder *out, feel_value v)
{
    switch ((feel_kind)v.kind) {
    case FEEL_STRING: write_string(out, feel_text(v)); return;
    case FEEL_LIST:
        for (size_t i = 0; i < v.as.list->count; i++) {
            text_add(out, i == 0 ? SLICE("[") : SLICE(", "));
            write_value(out, v.as.list->items[i]);
        }
        text_add(out, v.as.list->count == 0 ? SLICE("[]") : SLICE("]"));
        return;
    case FEEL_CONTEXT: {
        bool first = true;
        for (size_t i = 0; i < v.as.context->count; i++) {
            const feel_entry *e = &v.as.context->entries[i];
            if (feel_is_null(e->value))
                continue;
            text_add_format(out, "%s%.*s: ", first ? "{" : ", ", SLICE_ARG(e->name));
            write_value(out, e->value);
            first = false;
        }
        text_add(out, first ? SLICE("{}") : SLICE("}"));
        return;
    }
    default: text_add(out, feel_to_shown(out->arena, v)); return;
    }
}

static slice profile_text(analysis *an, const witness *w)
{
    text_builder out = {.arena = an->scratch};
    for (size_t i = 0; i < w->count; i++) {
        const fact *f = &an->pack->facts[w->facts[i]];
        text_add_format(&out, "%s%.*s: ", i == 0 ? "{" : ", ", SLICE_ARG(f->name));
        write_value(&out, an->values[w->facts[i]]);
    }
    text_add(&out, w->count == 0 ? SLICE("{}") : SLICE("}"));
    return text_result(&out);
}

// --- a profile ---

static void state(analysis *an, witness *w, size_t of, feel_value v)
{
    if (feel_is_null(v))
        return;
    an->values[of] = v;
    ARENA_PUSH(an->scratch, w, facts, count, capacity, of);
    for (size_t i = w->count - 1; i > 0 && w->facts[i - 1] > of; i--) {
        w->facts[i] = w->facts[i - 1];
        w->facts[i - 1] = of;
    }
}

witness *witness_make(analysis *an, const choice_list *choices, const analysed_rule *r)
{
    maker m = {.an = an, .rule = r};
    witness *w = ARENA_NEW(an->scratch, witness);
    for (size_t i = 0; i < choices->count; i++)
        take_choice(&m, &choices->items[i]);
    for (size_t i = 0; r != NULL && i < r->rule->variable_count; i++)
        (void)item_of(&m, an->pack->scope.count + i);
    for (size_t i = 0; i < m.drafts.count; i++)
        state(an, w, m.drafts.items[i].fact, draft_value(an, &m.drafts.items[i]));
    for (size_t i = 0; i < an->required_count; i++) {
        size_t at = an->required[i];
        if (feel_is_null(an->values[at]))
            state(an, w, at, domain_sample(&an->solver.in, &an->pack->facts[at], false));
    }
    w->text = profile_text(an, w);
    return w;
}

void witness_clear(analysis *an, const witness *w)
{
    for (size_t i = 0; i < w->count; i++)
        an->values[w->facts[i]] = feel_null();
}

feel_value witness_evaluate(analysis *an, const feel_expression *e)
{
    return feel_evaluate(an->machine, e, an->values, an->value_count);
}

bool witness_condition_is_true(analysis *an, const analysed_rule *r)
{
    return r->rule->when == NULL || feel_is_true(witness_evaluate(an, r->rule->when));
}

bool witness_some_binding(analysis *an, const analysed_rule *r, binding_predicate *is_true, const void *state)
{
    if (r->rule->iterations == NULL)
        return is_true(an, r, state);
    feel_value list = witness_evaluate(an, r->rule->iterations);
    size_t first = an->pack->scope.count;
    for (size_t i = 0; list.kind == FEEL_LIST && i < list.as.list->count; i++) {
        const feel_context *one = list.as.list->items[i].as.context;
        for (size_t v = 0; v < r->rule->variable_count; v++)
            an->values[first + v] = one->entries[v].value;
        if (is_true(an, r, state))
            return true;
    }
    return false;
}

static bool fires(analysis *an, const analysed_rule *r, const void *state)
{
    (void)state;
    return witness_condition_is_true(an, r);
}

bool witness_fires(analysis *an, const analysed_rule *r)
{
    return witness_some_binding(an, r, fires, NULL);
}

// --- likelihood ---

typedef struct walk {
    analysis *an;
    bool *seen; ///< by fact
    size_t *open;
    size_t open_count;
} walk;

static void walk_reads(walk *w, const feel_expression *e)
{
    size_t count = 0;
    const size_t *reads = e != NULL ? feel_expression_reads(e, &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        if (reads[i] < w->an->pack->fact_count && !w->seen[reads[i]]) {
            w->seen[reads[i]] = true;
            w->open[w->open_count++] = reads[i];
        }
    }
}

static ptrdiff_t fact_of_choice(const analysis *an, const choice *c)
{
    const subject *s = &an->solver.subjects.items[c->subject];
    return s->kind != SUBJECT_EXPRESSION && s->variable < an->pack->fact_count ? (ptrdiff_t)s->variable : -1;
}

/// True if the expression reads a fact that the walk has seen.
static bool reads_seen(const walk *w, const feel_expression *e)
{
    size_t count = 0;
    const size_t *reads = e != NULL ? feel_expression_reads(e, &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        if (reads[i] < w->an->pack->fact_count && w->seen[reads[i]])
            return true;
    }
    return false;
}

bool witness_is_contrived(analysis *an, const choice_list *choices, const analysed_rule *const *rules,
                          size_t count, const feel_expression *text)
{
    const pack *p = an->pack;
    walk w = {.an = an};
    for (size_t i = 0; i < choices->count; i++) {
        ptrdiff_t at = fact_of_choice(an, &choices->items[i]);
        if (at < 0 || !p->facts[at].derived || choices->items[i].cell.kind == CELL_NULL)
            continue;
        if (w.open == NULL) {
            w.seen = ARENA_ARRAY(an->scratch, p->fact_count, bool);
            w.open = ARENA_ARRAY(an->scratch, p->fact_count + choices->count, size_t);
        }
        w.open[w.open_count++] = (size_t)at; // not yet seen: it counts only if another is derived from it
    }
    if (w.open == NULL)
        return false;
    while (w.open_count > 0) {
        size_t derived = w.open[--w.open_count];
        for (size_t i = 0; i < p->concluding_counts[derived]; i++) {
            const rule *r = &p->rules[p->concluding_rules[derived][i]];
            walk_reads(&w, r->iterations);
            walk_reads(&w, r->when);
            walk_reads(&w, r->value);
        }
    }
    bool found = text != NULL && reads_seen(&w, text);
    for (size_t i = 0; i < choices->count; i++) {
        ptrdiff_t at = fact_of_choice(an, &choices->items[i]);
        found = found || (at >= 0 && w.seen[at]);
    }
    for (size_t i = 0; i < count; i++)
        found = found || reads_seen(&w, rules[i]->rule->iterations) || reads_seen(&w, rules[i]->rule->when);
    return found;
}
