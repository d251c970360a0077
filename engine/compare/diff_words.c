// What a reader sees of the same advice: its title, reasons, sources, next steps, effort and horizon. Why it differs is found in the words
// of the packs, or, if these are alike, in what they read.
#include "compare/diff_search.h"

#include "base/sort.h"
#include "base/text.h"

static const recommendation *recommendation_of(const inference *of, const advice *a)
{
    return &of->pack->recommendations[a->recommendation];
}

static bool same_steps(const advice *a, const advice *b)
{
    bool same = a->next_step_count == b->next_step_count;
    for (size_t i = 0; same && i < a->next_step_count; i++)
        same = slice_equal(a->next_steps[i], b->next_steps[i]);
    return same;
}

/// The reason of a piece of evidence with the sources that stand below it.
static slice reason_text(arena *a, const pack *p, const evidence *e)
{
    const rule *r = &p->rules[e->rule];
    text_builder out = {.arena = a};
    text_add(&out, e->because);
    for (size_t i = 0; i < r->source_count; i++) {
        const pack_source *source = &p->sources[r->sources[i]];
        text_add_format(&out, "\n%.*s\n%.*s", SLICE_ARG(source->title), SLICE_ARG(source->point));
    }
    return text_result(&out);
}

static bool has_evidence(const advice *a, ptrdiff_t rule_index)
{
    for (size_t i = 0; i < a->evidence_count; i++) {
        if ((ptrdiff_t)a->evidence[i].rule == rule_index)
            return true;
    }
    return false;
}

/// The reasons of one side, sorted, since the order of the rules is no difference.
/// @param of_both  those of rules that gave evidence in both packs alone
static slice *reasons_of(const diff_search *s, const advice_pair *pair, bool after, bool of_both,
                         size_t *count)
{
    const advice *a = after ? pair->after : pair->before;
    const pack_part_list *rules = &s->packs->rules;
    slice *reasons = ARENA_ARRAY(s->scratch, a->evidence_count, slice);
    *count = 0;
    for (size_t i = 0; i < a->evidence_count; i++) {
        const evidence *e = &a->evidence[i];
        const pack_part *part = &rules->items[after ? rules->of_after[e->rule] : rules->of_before[e->rule]];
        if (!of_both || has_evidence(after ? pair->before : pair->after, after ? part->before : part->after))
            reasons[(*count)++] = reason_text(s->scratch, after ? s->after->pack : s->before->pack, e);
    }
    sort_slices(s->scratch, reasons, *count);
    return reasons;
}

/// If the certainty differs, reasons that came or went are a part of that: only those of the same rules are compared.
static bool same_reasons(const diff_search *s, const advice_pair *pair)
{
    const bool of_both = pair->before->certainty != pair->after->certainty;
    size_t was_count;
    size_t is_count;
    const slice *was = reasons_of(s, pair, false, of_both, &was_count);
    const slice *is = reasons_of(s, pair, true, of_both, &is_count);
    bool same = was_count == is_count || of_both;
    for (size_t i = 0; same && i < was_count && was_count == is_count; i++)
        same = slice_equal(was[i], is[i]);
    return same;
}

static bool same_catalogue(const diff_search *s, const advice_pair *pair)
{
    const recommendation *was = recommendation_of(s->before, pair->before);
    const recommendation *is = recommendation_of(s->after, pair->after);
    return slice_equal(was->summary.text, is->summary.text) && was->effort == is->effort &&
           was->horizon == is->horizon;
}

bool diff_reads_otherwise(const diff_search *s, const advice_pair *pair)
{
    return !slice_equal(pair->before->title, pair->after->title) || !same_steps(pair->before, pair->after) ||
           !same_catalogue(s, pair) || !same_reasons(s, pair);
}

// --- causes ---

static const evidence *evidence_of(const advice *a, ptrdiff_t rule_index)
{
    for (size_t i = 0; i < a->evidence_count; i++) {
        if ((ptrdiff_t)a->evidence[i].rule == rule_index)
            return &a->evidence[i];
    }
    return NULL;
}

static void blame_sources(diff_search *s, const rule *was)
{
    const pack_part_list *sources = &s->packs->sources;
    const size_t first = s->packs->rules.count + s->packs->recommendations.count;
    for (size_t i = 0; i < was->source_count; i++) {
        const size_t part = sources->of_before[was->sources[i]];
        if (sources->items[part].words.what.len > 0)
            diff_found(s, CAUSE_WORDING, first + part);
    }
}

/// @param rescored  then a rule that gave evidence in one pack only is not to blame for the words
static void blame_reason(diff_search *s, const advice_pair *pair, const evidence *e, bool rescored)
{
    const size_t part_index = s->packs->rules.of_before[e->rule];
    const pack_part *part = &s->packs->rules.items[part_index];
    const evidence *now = part->after >= 0 ? evidence_of(pair->after, part->after) : NULL;
    const rule *was = &s->packs->before->rules[e->rule];
    if (now == NULL && rescored)
        return;
    if (now == NULL)
        diff_blame_rule(s, part_index);
    else if (part->words.what.len > 0)
        diff_found(s, CAUSE_WORDING, part_index);
    else if (!slice_equal(e->because, now->because))
        diff_blame_template(s, &was->because);
    if (now != NULL)
        blame_sources(s, was);
}

static void blame_reasons(diff_search *s, const advice_pair *pair)
{
    const bool rescored = pair->before->certainty != pair->after->certainty;
    for (size_t i = 0; i < pair->before->evidence_count; i++)
        blame_reason(s, pair, &pair->before->evidence[i], rescored);
    for (size_t i = 0; i < pair->after->evidence_count && !rescored; i++) {
        const size_t part_index = s->packs->rules.of_after[pair->after->evidence[i].rule];
        const ptrdiff_t before = s->packs->rules.items[part_index].before;
        if (!has_evidence(pair->before, before))
            diff_blame_rule(s, part_index);
    }
}

/// Title and next steps are written alike in both packs: what they read differs.
static void blame_filled_in(diff_search *s, const advice_pair *pair)
{
    const recommendation *r = recommendation_of(s->before, pair->before);
    for (size_t i = 0; i < pair->before->evidence_count; i++) {
        const rule *from = &s->packs->before->rules[pair->before->evidence[i].rule];
        diff_blame_template(s, &from->title);
        for (size_t k = 0; k < r->next_step_count; k++)
            diff_blame_template(s, &from->next_steps[k]);
    }
}

void diff_find_words(diff_search *s, const advice_pair *pair)
{
    const pack_part *part = &s->packs->recommendations.items[pair->recommendation];
    if (part->words.what.len > 0)
        diff_found(s, CAUSE_WORDING, s->packs->rules.count + pair->recommendation);
    else if (!slice_equal(pair->before->title, pair->after->title) || !same_steps(pair->before, pair->after))
        blame_filled_in(s, pair);
    if (!same_reasons(s, pair))
        blame_reasons(s, pair);
    if (s->found_count == 0)
        diff_found(s, CAUSE_OTHER, 0);
}
