// What has to be looked at in full: the rules that differ between the packs, or read something that does.
#include "compare/screen.h"

#include "base/decimal.h"

/// For each part of a kind: it differs, or something that it reads.
typedef struct touched {
    const pack_comparison *packs;
    bool *rules, *facts, *constants;
    bool grown; ///< in this round
} touched;

static bool differs(const pack_part *p)
{
    return p->change != PART_SAME || p->words.what.len > 0;
}

/// 1 or -1 for a certainty that is written as a number other than 0; else 0.
static int sign_of(const feel_expression *certainty)
{
    decimal number;
    if (certainty == NULL)
        return 1;
    if (!decimal_parse(feel_expression_text(certainty), &number))
        return 0;
    return decimal_sign(number);
}

/// True if a rule gives the same evidence in both packs, for the same reasons, and only more or less of it. It can be seen in the
/// certainty of the advice then, if it makes a difference.
static bool is_only_weighed_otherwise(const pack_comparison *c, const pack_part *p)
{
    const rule *was = p->before >= 0 ? &c->before->rules[p->before] : NULL;
    const rule *is = p->after >= 0 ? &c->after->rules[p->after] : NULL;
    return was != NULL && is != NULL && p->words.what.len == 0 &&
           slice_equal(p->differences.what, SLICE("certainty")) && sign_of(was->certainty) != 0 &&
           sign_of(was->certainty) == sign_of(is->certainty);
}

static bool *parts_that_differ(arena *a, const pack_part_list *list)
{
    bool *out = ARENA_ARRAY(a, list->count, bool);
    for (size_t i = 0; i < list->count; i++)
        out[i] = differs(&list->items[i]);
    return out;
}

/// Of what is written alike in both packs: the old one's names stand for both.
static bool reads_touched(const touched *t, const feel_expression *e)
{
    const pack_comparison *c = t->packs;
    const size_t facts = c->before->fact_count;
    size_t count = 0;
    const size_t *reads = e != NULL ? feel_expression_reads(e, &count) : NULL;
    bool found = false;
    for (size_t i = 0; i < count && !found; i++) {
        if (reads[i] < facts)
            found = t->facts[c->facts.of_before[reads[i]]];
        else if (reads[i] < facts + c->before->constant_count)
            found = t->constants[c->constants.of_before[reads[i] - facts]];
    }
    return found;
}

static bool template_reads_touched(const touched *t, const template_text *text)
{
    bool found = false;
    for (size_t i = 0; i < text->count && !found; i++)
        found = reads_touched(t, text->pieces[i].expression);
    return found;
}

static bool rule_reads_touched(const touched *t, const rule *r)
{
    const pack_comparison *c = t->packs;
    bool found = reads_touched(t, r->iterations) || reads_touched(t, r->when) ||
                 reads_touched(t, r->certainty) || reads_touched(t, r->value) ||
                 template_reads_touched(t, &r->because) || template_reads_touched(t, &r->title) ||
                 (r->table != NULL && reads_touched(t, r->table->default_value));
    const size_t steps =
        r->kind == RULE_RECOMMENDS ? c->before->recommendations[r->target].next_step_count : 0;
    for (size_t i = 0; i < steps && !found; i++)
        found = template_reads_touched(t, &r->next_steps[i]);
    for (size_t i = 0; i < r->source_count && !found; i++)
        found = differs(&c->sources.items[c->sources.of_before[r->sources[i]]]);
    return found;
}

static void touch(touched *t, bool *part, bool is_touched)
{
    t->grown = t->grown || (is_touched && !*part);
    *part = *part || is_touched;
}

/// A fact is touched by what concludes it in either pack.
static void touch_concluded(touched *t, const pack *p, const size_t *rules, const size_t *facts)
{
    for (size_t i = 0; i < p->rule_count; i++) {
        if (p->rules[i].kind == RULE_CONCLUDES)
            touch(t, &t->facts[facts[p->rules[i].target]], t->rules[rules[i]]);
    }
}

/// A called table is touched by its rows in either pack.
static void touch_called(touched *t, const pack *p, const size_t *rules, const size_t *constants)
{
    for (size_t i = 0; i < p->rule_count; i++) {
        if (p->rules[i].kind == RULE_ANSWERS)
            touch(t, &t->constants[constants[p->rules[i].table->function]], t->rules[rules[i]]);
    }
}

/// Spreads from what differs to all that reads it.
static void spread(touched *t)
{
    const pack_comparison *c = t->packs;
    do {
        t->grown = false;
        for (size_t i = 0; i < c->before->constant_count; i++)
            touch(t, &t->constants[c->constants.of_before[i]],
                  reads_touched(t, c->before->constants[i].body));
        touch_called(t, c->before, c->rules.of_before, c->constants.of_before);
        touch_called(t, c->after, c->rules.of_after, c->constants.of_after);
        for (size_t i = 0; i < c->before->rule_count; i++)
            touch(t, &t->rules[c->rules.of_before[i]], rule_reads_touched(t, &c->before->rules[i]));
        touch_concluded(t, c->before, c->rules.of_before, c->facts.of_before);
        touch_concluded(t, c->after, c->rules.of_after, c->facts.of_after);
    } while (t->grown);
}

static bool same_declaration(const fact *was, const fact *is)
{
    return was->has_default == is->has_default && feel_same(was->default_value, is->default_value) &&
           was->policy == is->policy;
}

/// True if a rule that concludes a field is touched.
static bool concludes_otherwise(const touched *t, const pack *p, const size_t *parts)
{
    bool found = false;
    for (size_t i = 0; i < p->rule_count && !found; i++)
        found = p->rules[i].kind == RULE_CONCLUDES_FIELD && t->rules[parts[i]];
    return found;
}

/// True if records may get other values by rules. Who reads those is not followed.
static bool fields_may_differ(const touched *t)
{
    const pack_comparison *c = t->packs;
    bool differ = c->before->derived_field_count != c->after->derived_field_count;
    for (size_t i = 0; i < c->before->derived_field_count && !differ; i++) {
        const derived_field *was = &c->before->derived_fields[i];
        const derived_field *is = &c->after->derived_fields[i];
        differ = !slice_equal(was->name, is->name) || !same_declaration(was->declared, is->declared);
    }
    return differ || concludes_otherwise(t, c->before, c->rules.of_before) ||
           concludes_otherwise(t, c->after, c->rules.of_after);
}

static const bool *watch(arena *a, const touched *t, size_t count, const size_t *parts)
{
    bool *out = ARENA_ARRAY(a, count, bool);
    for (size_t i = 0; i < count; i++)
        out[i] = t->rules[parts[i]];
    return out;
}

/// The plan of a pack that keeps the values of derived facts beside those asked for: plain inference takes them over.
static const plan *plan_of(arena *a, const pack *p, const size_t *asked, size_t asked_count)
{
    size_t *kept = ARENA_ARRAY(a, asked_count + p->fact_count, size_t);
    size_t count = 0;
    for (size_t i = 0; i < asked_count; i++)
        kept[count++] = asked[i];
    for (size_t i = 0; i < p->fact_count; i++) {
        if (p->facts[i].derived)
            kept[count++] = i;
    }
    return plan_new(a, p, kept, count);
}

screen_plan *screen_plan_new(arena *a, const pack_comparison *packs, const diff_side *before,
                             const diff_side *after, const size_t *const kept[2], const size_t kept_counts[2])
{
    screen_plan *s = ARENA_NEW(a, screen_plan);
    touched t = {.packs = packs,
                 .rules = parts_that_differ(a, &packs->rules),
                 .facts = parts_that_differ(a, &packs->facts),
                 .constants = parts_that_differ(a, &packs->constants)};
    for (size_t i = 0; i < packs->rules.count; i++)
        t.rules[i] = t.rules[i] && !is_only_weighed_otherwise(packs, &packs->rules.items[i]);
    spread(&t);
    s->reworded = parts_that_differ(a, &packs->recommendations);
    s->watched[0] = watch(a, &t, before->pack->rule_count, packs->rules.of_before);
    s->watched[1] = watch(a, &t, after->pack->rule_count, packs->rules.of_after);
    s->is_blind = feel_equal(before->clock.now, after->clock.now) != FEEL_TRUE || fields_may_differ(&t);
    s->plans[0] = plan_of(a, before->pack, kept[0], kept_counts[0]);
    s->plans[1] = plan_of(a, after->pack, kept[1], kept_counts[1]);
    return s;
}
