// A rule is asked for each binding that the goal's item is in, and told for the one that is nearest to firing. What a derived fact waits for
// is told by the rules that would conclude it, some levels deep.
#include "conversation/obstacle.h"

#include "base/sort.h"
#include "base/text.h"
#include "infer/evidence.h"
#include "infer/replay.h"
#include "reason/mentions.h"
#include "reason/missing.h"

enum {
    MOST_LEVELS = 2, ///< of derived facts below one another
    MOST_RULES = 2,  ///< that are told of a derived fact at the first level; below it is one
    HOPELESS = 1000, ///< a part that nobody can change counts as so many
};

/// A rule, as far as it is from firing.
typedef struct attempt {
    size_t rule;
    slice items; ///< the names of what the rule's variables stand for
    bool fires;
    bool has_binding; ///< there was one with the goal's item
    bool is_open;     ///< the list that it runs over is unknown
    size_t missing;
    const missing_part *parts;
    size_t part_count;
} attempt;

typedef struct attempt_list {
    attempt *items;
    size_t count, capacity;
} attempt_list;

typedef struct teller {
    const condition_scope *in;
    arena *arena;
    const inference *of;
    const goal *goal;  ///< NULL: any binding will do
    bool *told;        ///< by fact: of derived ones, why they are as they are
    bool *told_fields; ///< the same by field derivation of the inference
    obstacle_list out;
} teller;

// --- how far a rule is from firing ---

static const fact *declared_of(const teller *t, const missing_read *read, profile_slot *at)
{
    const pack *p = t->of->pack;
    if (read->record == NULL && read->variable < p->fact_count) {
        *at = (profile_slot){.fact = read->variable};
        return &p->facts[read->variable];
    }
    for (size_t i = 0; read->record != NULL && i < p->fact_count; i++) {
        *at = (profile_slot){i, read->record->record, 0};
        if (p->facts[i].derived || profile_slot_record(t->of->profile, *at) == NULL)
            continue;
        while (at->field < read->record->count &&
               !slice_equal(read->record->entries[at->field].name, read->field))
            at->field++;
        return profile_slot_declared(p, t->of->profile, *at);
    }
    return NULL;
}

/// True if nothing that the part reads can be changed.
static bool is_hopeless(const teller *t, const missing_part *part)
{
    bool hopeless = true;
    for (size_t i = 0; i < part->read_count && hopeless; i++) {
        profile_slot at;
        const fact *declared = declared_of(t, &part->reads[i], &at);
        hopeless = declared == NULL || (declared->fixed && !feel_is_null(part->reads[i].value));
    }
    return hopeless;
}

/// How many parts must become otherwise, from the part with the index `*at` and those below it; goes past them.
static size_t count_missing(const teller *t, const attempt *a, size_t *at)
{
    const missing_part *part = &a->parts[(*at)++];
    if (part->kind == MISSING_PART)
        return is_hopeless(t, part) ? HOPELESS : 1;
    size_t sum = 0;
    size_t least = SIZE_MAX;
    while (*at < a->part_count && a->parts[*at].depth > part->depth) {
        const size_t count = count_missing(t, a, at);
        least = count < least ? count : least;
        sum += count;
    }
    return part->kind == MISSING_ANY ? least : sum;
}

static void measure(const teller *t, attempt *a)
{
    a->missing = 0;
    for (size_t at = 0; at < a->part_count;)
        a->missing += count_missing(t, a, &at);
}

typedef struct asking {
    const teller *teller;
    attempt nearest;
} asking;

static bool is_about_goal(const teller *t, const rule *which, const feel_value *bindings)
{
    const goal *g = t->goal;
    if (g == NULL || which->about_variable < 0 || g->kind == GOAL_PLAIN)
        return true;
    return g->kind == GOAL_ITEM && evidence_same_item(bindings[which->about_variable], g->item.value);
}

/// The names of the items that a rule's variables stand for.
static slice names_of(const teller *t, const rule *which, const feel_value *bindings)
{
    text_builder out = {.arena = t->arena};
    for (size_t i = 0; i < which->variable_count; i++) {
        const slice name = infer_item_name(t->arena, t->of->pack, which, i, bindings[i]);
        if (name.len > 0)
            text_add_format(&out, "%s\"%.*s\"", out.length > 0 ? ", " : "", SLICE_ARG(name));
    }
    return text_result(&out);
}

static void ask(void *state, const feel_value *values, const feel_value *bindings)
{
    asking *k = state;
    const teller *t = k->teller;
    const rule *which = &t->of->pack->rules[k->nearest.rule];
    attempt one = {.rule = k->nearest.rule, .has_binding = true};
    if (bindings == NULL || (which->variable_count > 0 && !is_about_goal(t, which, bindings))) {
        k->nearest.is_open = k->nearest.is_open || bindings == NULL;
        return;
    }
    if (which->when != NULL)
        one.parts = missing_of_condition(t->in->machine, which->when, values,
                                         t->of->pack->scope.count + which->variable_count, &one.part_count);
    one.fires = k->nearest.fires || one.part_count == 0;
    measure(t, &one);
    if (!k->nearest.has_binding || one.missing < k->nearest.missing) {
        one.items = names_of(t, which, bindings);
        k->nearest = one;
    }
    k->nearest.fires = one.fires;
}

static attempt attempt_of(const teller *t, size_t rule_index)
{
    asking k = {t, {.rule = rule_index}};
    feel_machine *m = ARENA_NEW(t->arena, feel_machine);
    feel_machine_init(m, t->arena);
    m->clock = t->in->machine->clock;
    infer_replay(m, t->of, rule_index, ask, &k);
    if (!k.nearest.has_binding)
        k.nearest.missing = k.nearest.is_open ? 1 : HOPELESS;
    return k.nearest;
}

static int by_distance(const void *a, const void *b, void *context)
{
    const attempt *x = a;
    const attempt *y = b;
    (void)context;
    if (x->missing != y->missing)
        return x->missing < y->missing ? -1 : 1;
    return (x->rule > y->rule) - (x->rule < y->rule);
}

/// Adds a rule that does not fire to those that are told.
static void add_attempt(const teller *t, attempt_list *to, size_t rule_index)
{
    const attempt a = attempt_of(t, rule_index);
    if (!a.fires)
        ARENA_PUSH(t->arena, to, items, count, capacity, a);
}

// --- telling ---

static void add(teller *t, obstacle o)
{
    ARENA_PUSH(t->arena, &t->out, items, count, capacity, o);
}

static void tell_attempt(teller *t, const attempt *a, unsigned depth, unsigned level);

static const derivation *derivation_of(const teller *t, size_t fact_index)
{
    for (size_t i = 0; i < t->of->derivation_count; i++) {
        if (t->of->derivations[i].fact == fact_index)
            return &t->of->derivations[i];
    }
    return NULL;
}

/// What a derived fact must be for a part to be true, as FEEL: of `x`, `not(x)` and `x = LITERAL`; empty if that is not so plain.
static slice wanted_value(slice part, slice name)
{
    static const slice equals = SLICE_INIT(" = ");
    static const slice negation = SLICE_INIT("not(");
    if (slice_equal(part, name))
        return SLICE("true");
    if (part.len == name.len + negation.len + 1 && slice_equal(slice_part(part, 0, negation.len), negation) &&
        slice_equal(slice_part(part, negation.len, name.len), name))
        return SLICE("false");
    if (part.len > name.len + equals.len && slice_equal(slice_part(part, 0, name.len), name) &&
        slice_equal(slice_part(part, name.len, equals.len), equals))
        return slice_part(part, name.len + equals.len, part.len);
    return (slice){"", 0};
}

/// True if the rule concludes something that would not help.
static bool concludes_other(const rule *r, slice wanted)
{
    return wanted.len > 0 && r->value != NULL && feel_expression_is_constant(r->value) &&
           !slice_equal(feel_expression_text(r->value), wanted);
}

/// A derived fact, or a derived field of a record.
typedef struct derived_thing {
    slice name;   ///< for people
    slice called; ///< as the part calls it
    const derivation *is;
    const size_t *rules;
    size_t rule_count;
    const goal *goal; ///< the record, as the item of a goal; NULL: a fact
    bool *is_told;
} derived_thing;

/// The reason of the rule that gave it its value, or the nearest rules that would.
/// @param part  the part that reads it
static void tell_thing(teller *t, const derived_thing *x, slice part, unsigned depth, unsigned level)
{
    const bool has_rule = x->is != NULL && x->is->rule_count > 0;
    const feel_value v = x->is != NULL ? x->is->value : feel_null();
    const goal *kept = t->goal;
    attempt_list rules = {0};
    add(t, (obstacle){.kind = OBSTACLE_DERIVED,
                      .depth = depth,
                      .name = x->name,
                      .text = has_rule ? x->is->because[0] : (slice){"", 0},
                      .value = v,
                      .is_unknown = feel_is_null(v)});
    if (has_rule || level >= MOST_LEVELS || *x->is_told)
        return;
    *x->is_told = true;
    t->goal = x->goal;
    for (size_t i = 0; i < x->rule_count; i++) {
        if (!concludes_other(&t->of->pack->rules[x->rules[i]], wanted_value(part, x->called)))
            add_attempt(t, &rules, x->rules[i]);
    }
    sort_stable(t->arena, rules.items, rules.count, sizeof *rules.items, by_distance, NULL);
    for (size_t i = 0; i < rules.count && i < (level == 0 ? MOST_RULES : 1); i++)
        tell_attempt(t, &rules.items[i], depth + 1, level + 1);
    t->goal = kept;
}

static void tell_derived(teller *t, size_t fact_index, slice part, unsigned depth, unsigned level)
{
    const pack *p = t->of->pack;
    const derived_thing x = {.name = p->facts[fact_index].name,
                             .called = p->facts[fact_index].name,
                             .is = derivation_of(t, fact_index),
                             .rules = p->concluding_rules[fact_index],
                             .rule_count = p->concluding_counts[fact_index],
                             .is_told = &t->told[fact_index]};
    tell_thing(t, &x, part, depth, level);
}

/// The path in a part that ends with the field: "m.eligible" of `not(m.eligible)`; empty if that is not so plain.
static slice path_to(slice part, slice field)
{
    const size_t begin = slice_starts_with(part, SLICE("not(")) ? 4 : 0;
    size_t end = begin;
    while (end < part.len && part.ptr[end] != ' ' && part.ptr[end] != ')' && part.ptr[end] != '[')
        end++;
    const slice path = slice_part(part, begin, end - begin);
    return slice_ends_with(path, field) ? path : (slice){"", 0};
}

static void tell_derived_field(teller *t, const derivation *d, slice part, unsigned depth, unsigned level)
{
    const pack *p = t->of->pack;
    const derived_field *field = &p->derived_fields[d->field];
    const goal *g = &(goal){.pack = p,
                            .kind = GOAL_ITEM,
                            .item = {(feel_value){.kind = FEEL_CONTEXT, .as.context = d->record},
                                     d->item_name, d->record->record}};
    const derived_thing x = {.name =
                                 arena_format(t->arena, "%.*s[%.*s].%.*s", SLICE_ARG(p->facts[d->fact].name),
                                              SLICE_ARG(d->item_name), SLICE_ARG(field->declared->name)),
                             .called = path_to(part, field->declared->name),
                             .is = d,
                             .rules = field->rules,
                             .rule_count = field->rule_count,
                             .goal = g,
                             .is_told = &t->told_fields[d - t->of->field_derivations]};
    tell_thing(t, &x, part, depth, level);
}

/// The derived field that a part reads; NULL if it reads something else.
static const derivation *field_read_by(const teller *t, const missing_read *read, const fact *declared)
{
    const feel_value record = {.kind = FEEL_CONTEXT, .as.context = read->record};
    const derivation *found = NULL;
    for (size_t i = 0; read->record != NULL && declared->derived && i < t->of->pack->derived_field_count;
         i++) {
        if (t->of->pack->derived_fields[i].declared == declared)
            found = infer_field_of(t->of, i, record);
    }
    return found != NULL && !found->stated ? found : NULL;
}

static void tell_read(teller *t, const missing_read *read, slice part, unsigned depth, unsigned level)
{
    const pack *p = t->of->pack;
    profile_slot at;
    const fact *declared = declared_of(t, read, &at);
    if (declared == NULL)
        return;
    if (at.record == 0 && p->facts[at.fact].derived && !t->of->profile->stated[at.fact]) {
        tell_derived(t, at.fact, part, depth, level);
        return;
    }
    const derivation *field = field_read_by(t, read, declared);
    if (field != NULL) {
        tell_derived_field(t, field, part, depth, level);
        return;
    }
    add(t, (obstacle){.kind = OBSTACLE_FACT,
                      .depth = depth,
                      .name = declared->name,
                      .at = at,
                      .value = read->value,
                      .is_unknown = feel_is_null(read->value)});
}

static bool contains(slice text, slice name)
{
    bool found = false;
    for (size_t i = 0; i + name.len <= text.len && !found; i++)
        found = memcmp(text.ptr + i, name.ptr, name.len) == 0;
    return found;
}

/// Adds what the functions read that a part calls: their bodies name the fields of the record that they are given.
static void add_mentions_of_functions(const teller *t, slice part, mention_list *to)
{
    const pack *p = t->of->pack;
    for (size_t i = 0; i < p->constant_count; i++) {
        if (p->constants[i].is_function && p->constants[i].body != NULL &&
            contains(part, p->constants[i].name))
            mentions_add(t->in, p->constants[i].body, to);
    }
}

/// An item that a part hands to functions: the fields that these read.
static void tell_item(teller *t, const missing_read *item, slice part, unsigned depth, unsigned level)
{
    const feel_context *record = item->value.as.context;
    mention_list mentions = {0};
    add_mentions_of_functions(t, part, &mentions);
    for (size_t i = 0; i < record->count; i++) {
        bool is_read = false;
        for (size_t k = 0; k < mentions.count && !is_read; k++)
            is_read = slice_equal(mentions.items[k].name, record->entries[i].name);
        const missing_read field = {item->variable, record, record->entries[i].name,
                                    record->entries[i].value};
        if (is_read)
            tell_read(t, &field, part, depth, level);
    }
}

static void tell_part(teller *t, const missing_part *part, unsigned depth, unsigned level)
{
    static const obstacle_kind kinds[] = {
        [MISSING_PART] = OBSTACLE_PART, [MISSING_ANY] = OBSTACLE_ANY, [MISSING_ALL] = OBSTACLE_ALL};
    add(t, (obstacle){.kind = kinds[part->kind],
                      .depth = depth,
                      .text = part->text,
                      .is_unknown = part->truth == FEEL_UNKNOWN,
                      .left = part->left_text,
                      .value = part->left});
    for (size_t i = 0; part->kind == MISSING_PART && i < part->read_count; i++) {
        const missing_read *read = &part->reads[i];
        if (read->record == NULL && read->value.kind == FEEL_CONTEXT && read->value.as.context->record > 0)
            tell_item(t, read, part->text, depth + 1, level);
        else
            tell_read(t, read, part->text, depth + 1, level);
    }
}

/// A rule without a binding for the goal's item: nothing that it runs over is known, or nothing fits.
static void tell_no_item(teller *t, const attempt *a, unsigned depth, unsigned level)
{
    const rule *which = &t->of->pack->rules[a->rule];
    if (which->iterations == NULL)
        return;
    size_t count = 0;
    const size_t *reads = feel_expression_reads(which->iterations, &count);
    add(t, (obstacle){.kind = OBSTACLE_NO_ITEM,
                      .depth = depth,
                      .text = feel_expression_text(which->iterations),
                      .is_unknown = a->is_open});
    for (size_t i = 0; i < count; i++) {
        const missing_read read = {.variable = reads[i],
                                   .value = reads[i] < t->of->pack->scope.count ? t->of->values[reads[i]]
                                                                                : feel_null()};
        if (reads[i] < t->of->pack->fact_count)
            tell_read(t, &read, (slice){"", 0}, depth + 1, level);
    }
}

static void tell_attempt(teller *t, const attempt *a, unsigned depth, unsigned level)
{
    const rule *which = &t->of->pack->rules[a->rule];
    add(t, (obstacle){.kind = OBSTACLE_RULE,
                      .depth = depth,
                      .rule = a->rule,
                      .name = which->id,
                      .text = a->items,
                      .missing = a->missing});
    if (!a->has_binding) {
        tell_no_item(t, a, depth + 1, level);
        return;
    }
    for (size_t i = 0; i < a->part_count; i++)
        tell_part(t, &a->parts[i], depth + 1 + a->parts[i].depth, level);
}

/// True if the rule surely speaks against what it recommends.
static bool speaks_against(const condition_scope *in, const rule *r)
{
    if (r->certainty == NULL || !feel_expression_is_constant(r->certainty))
        return false;
    const feel_value v = feel_evaluate(in->machine, r->certainty, NULL, 0);
    return v.kind == FEEL_NUMBER && decimal_to_double(feel_decimal(v)) <= 0;
}

obstacle_list obstacles_find(const condition_scope *in, const inference *of, const goal *g)
{
    teller t = {.in = in,
                .arena = in->machine->arena,
                .of = of,
                .goal = g,
                .told = ARENA_ARRAY(in->machine->arena, of->pack->fact_count, bool),
                .told_fields = ARENA_ARRAY(in->machine->arena, of->field_derivation_count, bool)};
    attempt_list rules = {0};
    for (size_t i = 0; i < of->pack->rule_count; i++) {
        const rule *r = &of->pack->rules[i];
        if (r->kind == RULE_RECOMMENDS && r->target == g->recommendation && !speaks_against(in, r))
            add_attempt(&t, &rules, i);
    }
    sort_stable(t.arena, rules.items, rules.count, sizeof *rules.items, by_distance, NULL);
    for (size_t i = 0; i < rules.count; i++)
        tell_attempt(&t, &rules.items[i], 0, 0);
    return t.out;
}
