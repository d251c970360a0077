// Matches the parts of two packs by id, then compares what they say as it is written.
#include "compare/pack_compare.h"

#include "base/names.h"
#include "base/text.h"

typedef slice (*id_at)(const pack *p, size_t index);

static pack_part_list match(arena *a, const pack *before, size_t before_count, const pack *after,
                            size_t after_count, id_at id)
{
    pack_part_list list = {.items = ARENA_ARRAY(a, before_count + after_count, pack_part),
                           .of_before = ARENA_ARRAY(a, before_count, size_t),
                           .of_after = ARENA_ARRAY(a, after_count, size_t)};
    name_index names = {0};
    bool *matched = ARENA_ARRAY(a, after_count, bool);
    for (size_t i = 0; i < after_count; i++)
        (void)name_add(a, &names, id(after, i), i, (place){0}, NULL);
    for (size_t i = 0; i < before_count; i++) {
        const name_entry *found = name_find(&names, id(before, i));
        list.of_before[i] = list.count;
        if (found != NULL) {
            list.of_after[found->index] = list.count;
            matched[found->index] = true;
        }
        list.items[list.count++] = (pack_part){.id = arena_copy(a, id(before, i)),
                                               .before = (ptrdiff_t)i,
                                               .after = found != NULL ? (ptrdiff_t)found->index : -1,
                                               .change = found != NULL ? PART_SAME : PART_REMOVED};
    }
    for (size_t i = 0; i < after_count; i++) {
        if (matched[i])
            continue;
        list.of_after[i] = list.count;
        list.items[list.count++] = (pack_part){
            .id = arena_copy(a, id(after, i)), .before = -1, .after = (ptrdiff_t)i, .change = PART_ADDED};
    }
    return list;
}

/// Notes a key if it differs.
static void note(arena *a, part_difference *d, const char *key, slice was, slice now)
{
    if (slice_equal(was, now))
        return;
    if (d->what.len > 0) {
        d->what = arena_format(a, "%.*s, %s", SLICE_ARG(d->what), key);
        return;
    }
    *d = (part_difference){arena_copy(a, slice_of(key)), arena_copy(a, was), arena_copy(a, now)};
}

/// Notes a key of a part if it differs.
static void compare_texts(arena *a, pack_part *p, const char *key, slice was, slice now)
{
    note(a, &p->differences, key, was, now);
    if (p->differences.what.len > 0)
        p->change = PART_CHANGED;
}

static void compare_expressions(arena *a, pack_part *p, const char *key, const feel_expression *was,
                                const feel_expression *now)
{
    const slice before = was != NULL ? feel_expression_text(was) : (slice){NULL, 0};
    const slice after = now != NULL ? feel_expression_text(now) : (slice){NULL, 0};
    if (!feel_same_text(before, after))
        compare_texts(a, p, key, before, after);
}

// --- rules ---

static slice rule_id(const pack *p, size_t index)
{
    return p->rules[index].id;
}

static slice source_ids(arena *a, const pack *p, const rule *r)
{
    text_builder out = {.arena = a};
    for (size_t i = 0; i < r->source_count; i++)
        text_add_format(&out, "%s%.*s", i > 0 ? ", " : "", SLICE_ARG(p->sources[r->sources[i]].id));
    return text_result(&out);
}

/// What the rows of a table share: each of them is compared, since each may count otherwise.
static void compare_tables(arena *a, pack_part *p, const pack_table *was, const pack_table *now)
{
    compare_texts(a, p, "hit_policy", slice_of(feel_table_policy_name(was->form.policy)),
                  slice_of(feel_table_policy_name(now->form.policy)));
    compare_texts(a, p, "aggregation", slice_of(feel_table_aggregation_name(was->form.aggregation)),
                  slice_of(feel_table_aggregation_name(now->form.aggregation)));
    compare_expressions(a, p, "default", was->default_value, now->default_value);
}

static void compare_rules(arena *a, const pack_comparison *c, pack_part *p)
{
    const rule *was = &c->before->rules[p->before];
    const rule *now = &c->after->rules[p->after];
    compare_expressions(a, p, "certainty", was->certainty, now->certainty);
    if (was->out_of_force == now->out_of_force)
        compare_expressions(a, p, "when", was->when, now->when);
    compare_expressions(a, p, "for", was->iterations, now->iterations);
    compare_expressions(a, p, "value", was->value, now->value);
    compare_texts(a, p,
                  now->kind == RULE_RECOMMENDS ? "recommend"
                  : now->kind == RULE_ANSWERS  ? "table"
                                               : "conclude",
                  pack_target_name(c->before, was), pack_target_name(c->after, now));
    compare_texts(a, p, "in force", was->out_of_force ? SLICE("no") : SLICE("yes"),
                  now->out_of_force ? SLICE("no") : SLICE("yes"));
    if (was->table != NULL && now->table != NULL)
        compare_tables(a, p, was->table, now->table);
    note(a, &p->words, "because", was->because.text, now->because.text);
    note(a, &p->words, "sources", source_ids(a, c->before, was), source_ids(a, c->after, now));
}

// --- recommendations ---

static slice recommendation_id(const pack *p, size_t index)
{
    return p->recommendations[index].id;
}

static slice excludes_text(arena *a, const pack *p, const recommendation *r)
{
    text_builder out = {.arena = a};
    for (size_t i = 0; i < r->exclude_count; i++)
        text_add_format(&out, "%s%.*s", i > 0 ? ", " : "", SLICE_ARG(p->recommendations[r->excludes[i]].id));
    return text_result(&out);
}

static slice whole_text(const pack *p, const recommendation *r)
{
    return r->whole >= 0 ? p->recommendations[r->whole].id : (slice){NULL, 0};
}

static slice steps_text(arena *a, const recommendation *r)
{
    text_builder out = {.arena = a};
    for (size_t i = 0; i < r->next_step_count; i++)
        text_add_format(&out, "%s%.*s", i > 0 ? " / " : "", SLICE_ARG(r->next_steps[i]));
    return text_result(&out);
}

static void compare_words(arena *a, part_difference *d, const recommendation *was, const recommendation *now)
{
    static const char *const efforts[] = {"", "low", "medium", "high"};
    static const char *const horizons[] = {"",           "today",        "this week",
                                           "this month", "this quarter", "this year"};
    note(a, d, "title", was->title.text, now->title.text);
    note(a, d, "summary", was->summary.text, now->summary.text);
    note(a, d, "next_steps", steps_text(a, was), steps_text(a, now));
    note(a, d, "effort", slice_of(efforts[was->effort]), slice_of(efforts[now->effort]));
    note(a, d, "horizon", slice_of(horizons[was->horizon]), slice_of(horizons[now->horizon]));
}

static void compare_recommendations(arena *a, const pack_comparison *c, pack_part *p)
{
    const recommendation *was = &c->before->recommendations[p->before];
    const recommendation *now = &c->after->recommendations[p->after];
    compare_texts(a, p, "priority", was->priority_text, now->priority_text);
    compare_texts(a, p, "excludes", excludes_text(a, c->before, was), excludes_text(a, c->after, now));
    compare_texts(a, p, "part_of", whole_text(c->before, was), whole_text(c->after, now));
    compare_texts(a, p, "group", was->group, now->group);
    compare_texts(a, p, "about", was->about, now->about);
    compare_words(a, &p->words, was, now);
}

// --- facts and constants ---

static slice fact_name(const pack *p, size_t index)
{
    return p->facts[index].name;
}

static slice default_text(arena *a, const fact *f)
{
    return f->has_default ? feel_to_literal(a, f->default_value) : (slice){NULL, 0};
}

static void compare_facts(arena *a, const pack_comparison *c, pack_part *p)
{
    static const char *const policies[] = {"first", "unique", "any", "collect"};
    const fact *was = &c->before->facts[p->before];
    const fact *now = &c->after->facts[p->after];
    compare_texts(a, p, "default", default_text(a, was), default_text(a, now));
    compare_texts(a, p, "hit_policy", slice_of(was->derived ? policies[was->policy] : ""),
                  slice_of(now->derived ? policies[now->policy] : ""));
    compare_texts(a, p, "type", feel_type_text(a, was->type), feel_type_text(a, now->type));
}

static slice constant_name(const pack *p, size_t index)
{
    return p->constants[index].name;
}

static slice signature_text(arena *a, const pack_constant *c)
{
    return c->is_function ? feel_type_text(a, feel_function_type(a, &c->signature)) : (slice){NULL, 0};
}

static void compare_constants(arena *a, const pack_comparison *c, pack_part *p)
{
    const pack_constant *was = &c->before->constants[p->before];
    const pack_constant *now = &c->after->constants[p->after];
    if (!feel_same_text(was->text, now->text))
        compare_texts(a, p, now->is_function ? "body" : "expression", was->text, now->text);
    compare_texts(a, p, "parameters", signature_text(a, was), signature_text(a, now));
}

// --- sources ---

static slice source_id(const pack *p, size_t index)
{
    return p->sources[index].id;
}

static void compare_sources(arena *a, const pack_comparison *c, pack_part *p)
{
    const pack_source *was = &c->before->sources[p->before];
    const pack_source *now = &c->after->sources[p->after];
    note(a, &p->words, "title", was->title, now->title);
    note(a, &p->words, "point", was->point, now->point);
}

static void compare_parts(arena *a, const pack_comparison *c, pack_part_list *list,
                          void (*compare)(arena *a, const pack_comparison *c, pack_part *p))
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].change == PART_SAME)
            compare(a, c, &list->items[i]);
    }
}

pack_comparison *pack_compare(arena *a, const pack *before, const pack *after)
{
    pack_comparison *c = ARENA_NEW(a, pack_comparison);
    c->before = before;
    c->after = after;
    c->rules = match(a, before, before->rule_count, after, after->rule_count, rule_id);
    c->recommendations =
        match(a, before, before->recommendation_count, after, after->recommendation_count, recommendation_id);
    c->facts = match(a, before, before->fact_count, after, after->fact_count, fact_name);
    c->constants = match(a, before, before->constant_count, after, after->constant_count, constant_name);
    c->sources = match(a, before, before->source_count, after, after->source_count, source_id);
    compare_parts(a, c, &c->sources, compare_sources);
    compare_parts(a, c, &c->rules, compare_rules);
    compare_parts(a, c, &c->recommendations, compare_recommendations);
    compare_parts(a, c, &c->facts, compare_facts);
    compare_parts(a, c, &c->constants, compare_constants);
    return c;
}
