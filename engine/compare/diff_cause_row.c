// The rows of causes: one for each part of the packs that may be one, in an order that the search knows too.
#include "compare/diff_count.h"

size_t diff_cause_at(const pack_comparison *p, diff_cause_kind kind, size_t index)
{
    size_t constants = p->rules.count;
    size_t facts = constants + p->constants.count;
    size_t priorities = facts + p->facts.count;
    size_t entries = priorities + p->recommendations.count;
    size_t exclusions = entries + p->recommendations.count;
    size_t words = exclusions + p->recommendations.count;
    size_t threshold = words + p->rules.count + p->recommendations.count + p->sources.count;
    switch (kind) {
    case CAUSE_RULE_ADDED:
    case CAUSE_RULE_REMOVED:
    case CAUSE_RULE_CHANGED: return index;
    case CAUSE_CONSTANT:
    case CAUSE_FUNCTION: return constants + index;
    case CAUSE_FACT: return facts + index;
    case CAUSE_PRIORITY: return priorities + index;
    case CAUSE_ENTRY: return entries + index;
    case CAUSE_EXCLUSION: return exclusions + index;
    case CAUSE_WORDING: return words + index;
    case CAUSE_THRESHOLD: return threshold;
    case CAUSE_OTHER: break;
    }
    return threshold + 1;
}

static void describe(diff_cause *cause, const part_difference *d)
{
    cause->what = d->what;
    cause->was = d->was;
    cause->now = d->now;
}

static void name_causes(diff_count *s, diff_cause_kind kind, const pack_part_list *parts)
{
    static const diff_cause_kind of_rules[] = {[PART_SAME] = CAUSE_RULE_CHANGED,
                                               [PART_CHANGED] = CAUSE_RULE_CHANGED,
                                               [PART_ADDED] = CAUSE_RULE_ADDED,
                                               [PART_REMOVED] = CAUSE_RULE_REMOVED};
    for (size_t i = 0; i < parts->count; i++) {
        const pack_part *p = &parts->items[i];
        diff_cause *cause = &s->causes[diff_cause_at(s->packs, kind, i)];
        *cause = (diff_cause){.kind = kind == CAUSE_RULE_CHANGED ? of_rules[p->change] : kind, .name = p->id};
        if (kind != CAUSE_EXCLUSION && p->change == PART_CHANGED)
            describe(cause, &p->differences);
    }
}

size_t diff_cause_count(const pack_comparison *p)
{
    return diff_cause_at(p, CAUSE_OTHER, 0) + 1;
}

static bool is_function(const pack_comparison *c, const pack_part *p)
{
    return p->after >= 0 ? c->after->constants[p->after].is_function
                         : c->before->constants[p->before].is_function;
}

static void name_functions(diff_count *s)
{
    for (size_t i = 0; i < s->packs->constants.count; i++) {
        if (is_function(s->packs, &s->packs->constants.items[i]))
            s->causes[diff_cause_at(s->packs, CAUSE_FUNCTION, i)].kind = CAUSE_FUNCTION;
    }
}

/// @param first  the index of the first row among those of words
static void name_words(diff_count *s, size_t first, const pack_part_list *parts)
{
    for (size_t i = 0; i < parts->count; i++) {
        diff_cause *cause = &s->causes[diff_cause_at(s->packs, CAUSE_WORDING, first + i)];
        *cause = (diff_cause){.kind = CAUSE_WORDING, .name = parts->items[i].id};
        describe(cause, &parts->items[i].words);
    }
}

void diff_make_causes(diff_count *s)
{
    const pack_comparison *p = s->packs;
    s->cause_count = diff_cause_count(p);
    s->causes = ARENA_ARRAY(s->arena, s->cause_count, diff_cause);
    name_causes(s, CAUSE_RULE_CHANGED, &p->rules);
    name_causes(s, CAUSE_CONSTANT, &p->constants);
    name_causes(s, CAUSE_FACT, &p->facts);
    name_causes(s, CAUSE_PRIORITY, &p->recommendations);
    name_causes(s, CAUSE_ENTRY, &p->recommendations);
    name_causes(s, CAUSE_EXCLUSION, &p->recommendations);
    name_functions(s);
    name_words(s, 0, &p->rules);
    name_words(s, p->rules.count, &p->recommendations);
    name_words(s, p->rules.count + p->recommendations.count, &p->sources);
    diff_cause *threshold = &s->causes[diff_cause_at(p, CAUSE_THRESHOLD, 0)];
    *threshold = (diff_cause){.kind = CAUSE_THRESHOLD,
                              .what = SLICE("threshold"),
                              .was = arena_format(s->arena, "%g", p->before->threshold),
                              .now = arena_format(s->arena, "%g", p->after->threshold)};
    s->causes[diff_cause_at(p, CAUSE_OTHER, 0)].kind = CAUSE_OTHER;
}
