// Why a piece of advice differs. Evidence is compared rule by rule; a rule that is written alike in both packs is followed to the
// constants and derived facts that it reads, and these to the rules behind them.
#include "compare/diff_search.h"
#include "infer/certainty.h"

#include "base/limits.h"

void diff_found(diff_search *s, diff_cause_kind kind, size_t index)
{
    size_t at = diff_cause_at(s->packs, kind, index);
    if (s->cause_marks[at] == s->change)
        return;
    s->cause_marks[at] = s->change;
    s->found[s->found_count++] = at;
}

// --- facts and rules ---

static void blame_rule(diff_search *s, size_t part_index, unsigned depth);
static void blame_reads(diff_search *s, const feel_expression *e, unsigned depth);
static void blame_field(diff_search *s, size_t field_index, unsigned depth);

static const derivation *derivation_of(const inference *of, ptrdiff_t fact_index)
{
    for (size_t i = 0; i < of->derivation_count; i++) {
        if (of->derivations[i].fact == (size_t)fact_index)
            return &of->derivations[i];
    }
    return NULL;
}

static void blame_rules_of(diff_search *s, const derivation *d, const size_t *parts, unsigned depth)
{
    for (size_t i = 0; d != NULL && i < d->rule_count; i++)
        blame_rule(s, parts[d->rules[i]], depth + 1);
}

/// A fact whose value differs: the rules that conclude it differ, or what they read does, or how it is declared.
static void blame_fact(diff_search *s, size_t part_index, unsigned depth)
{
    const pack_part *p = &s->packs->facts.items[part_index];
    if (s->fact_marks[part_index] == s->change || depth > LIMIT_CAUSE_CHAIN)
        return;
    s->fact_marks[part_index] = s->change;
    size_t before = s->found_count;
    if (p->before >= 0 && p->after >= 0) {
        blame_rules_of(s, derivation_of(s->before, p->before), s->packs->rules.of_before, depth);
        blame_rules_of(s, derivation_of(s->after, p->after), s->packs->rules.of_after, depth);
    }
    if (s->found_count == before && p->change != PART_SAME)
        diff_found(s, CAUSE_FACT, part_index);
    // A rule that would conclude it may not have fired in either pack's way: look at those that differ.
    for (size_t i = 0;
         s->found_count == before && p->after >= 0 && i < s->packs->after->concluding_counts[p->after]; i++) {
        size_t concluding = s->packs->rules.of_after[s->packs->after->concluding_rules[p->after][i]];
        if (s->packs->rules.items[concluding].change != PART_SAME)
            blame_rule(s, concluding, depth + 1);
    }
}

/// The rows that decided calls of a table; false if none did.
static bool blame_deciding_rows(diff_search *s, const inference *of, const pack_table *t, const size_t *parts,
                                unsigned depth)
{
    bool decided = false;
    for (size_t i = 0; i < of->call_count; i++) {
        for (size_t k = 0; of->calls[i].table == t && k < of->calls[i].row_count; k++) {
            decided = true;
            blame_rule(s, parts[t->first_rule + of->calls[i].rows[k]], depth);
        }
    }
    return decided;
}

/// The rows of a called table that differ, or what they read does: those that decided, or else all.
static void blame_called_table(diff_search *s, const pack_constant *was, const pack_constant *is,
                               unsigned depth)
{
    bool decided = blame_deciding_rows(s, s->before, &s->before->pack->tables[was->table],
                                       s->packs->rules.of_before, depth);
    if (is->is_table)
        decided = blame_deciding_rows(s, s->after, &s->after->pack->tables[is->table],
                                      s->packs->rules.of_after, depth) ||
                  decided;
    if (decided)
        return;
    const pack_table *before = &s->packs->before->tables[was->table];
    const pack_table *after = is->is_table ? &s->packs->after->tables[is->table] : NULL;
    for (size_t i = 0; i < before->form.row_count; i++)
        blame_rule(s, s->packs->rules.of_before[before->first_rule + i], depth);
    for (size_t i = 0; after != NULL && i < after->form.row_count; i++) {
        const size_t part = s->packs->rules.of_after[after->first_rule + i];
        if (s->packs->rules.items[part].before < 0)
            blame_rule(s, part, depth);
    }
}

/// A constant or function that differs, or those that it uses itself. Recursion is bounded as that of rules is.
static void blame_constant(diff_search *s, size_t part_index, unsigned depth)
{
    const pack_part *p = &s->packs->constants.items[part_index];
    if (depth > LIMIT_CAUSE_CHAIN)
        return;
    if (p->change != PART_SAME) {
        diff_found(s, CAUSE_CONSTANT, part_index);
        return;
    }
    const pack_constant *c = &s->packs->before->constants[p->before];
    if (c->is_table)
        blame_called_table(s, c, &s->packs->after->constants[p->after], depth + 1);
    else
        blame_reads(s, c->body, depth + 1);
}

/// What an expression reads that differs between the packs. It is written alike in both: the old one's names stand for both.
static void blame_reads(diff_search *s, const feel_expression *e, unsigned depth)
{
    const pack *before = s->packs->before;
    size_t count = 0;
    const size_t *reads = e != NULL ? feel_expression_reads(e, &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        if (reads[i] < before->fact_count) {
            size_t read = s->packs->facts.of_before[reads[i]];
            ptrdiff_t after = s->packs->facts.items[read].after;
            if (after < 0 || !feel_same(s->before->values[reads[i]], s->after->values[after]))
                blame_fact(s, read, depth);
        } else if (reads[i] < before->fact_count + before->constant_count) {
            blame_constant(s, s->packs->constants.of_before[reads[i] - before->fact_count], depth);
        }
    }
}

/// The index of the same derived field in the other pack; -1 if it has none.
static ptrdiff_t field_after(const diff_search *s, size_t field_index)
{
    const pack *after = s->packs->after;
    for (size_t i = 0; i < after->derived_field_count; i++) {
        if (slice_equal(after->derived_fields[i].name, s->packs->before->derived_fields[field_index].name))
            return (ptrdiff_t)i;
    }
    return -1;
}

/// A derived field that a rule reads: the rules that conclude it in either pack.
static void blame_field(diff_search *s, size_t field_index, unsigned depth)
{
    const derived_field *was = &s->packs->before->derived_fields[field_index];
    const ptrdiff_t after = field_after(s, field_index);
    if (s->field_marks[field_index] == s->change || depth > LIMIT_CAUSE_CHAIN)
        return;
    s->field_marks[field_index] = s->change;
    for (size_t i = 0; i < was->rule_count; i++)
        blame_rule(s, s->packs->rules.of_before[was->rules[i]], depth + 1);
    const derived_field *is = after >= 0 ? &s->packs->after->derived_fields[after] : NULL;
    for (size_t i = 0; is != NULL && i < is->rule_count; i++) {
        const size_t part = s->packs->rules.of_after[is->rules[i]];
        if (s->packs->rules.items[part].before < 0)
            blame_rule(s, part, depth + 1);
    }
}

/// Recursion goes from a rule to the facts that it reads and on to their rules: at most LIMIT_CAUSE_CHAIN deep.
static void blame_rule(diff_search *s, size_t part_index, unsigned depth)
{
    const pack_part *p = &s->packs->rules.items[part_index];
    if (depth > LIMIT_CAUSE_CHAIN)
        return;
    if (p->change != PART_SAME) {
        diff_found(s, CAUSE_RULE_CHANGED, part_index);
        return;
    }
    const rule *r = &s->packs->before->rules[p->before];
    blame_reads(s, r->iterations, depth);
    blame_reads(s, r->when, depth);
    blame_reads(s, r->certainty, depth);
    blame_reads(s, r->value, depth);
    for (size_t i = 0; i < r->field_count; i++)
        blame_field(s, r->fields[i], depth);
}

// --- evidence ---

/// The evidence that one rule gave: a run of neighbours, since evidence is in the order of the rules.
typedef struct evidence_run {
    size_t rule; ///< index of the part
    const evidence *items;
    size_t count;
    double sum;
} evidence_run;

static evidence_run next_run(const advice *a, size_t *at, const size_t *parts)
{
    evidence_run all = {.items = &a->evidence[*at], .rule = parts[a->evidence[*at].rule]};
    size_t same = a->evidence[*at].rule;
    for (; *at < a->evidence_count && a->evidence[*at].rule == same; (*at)++) {
        all.sum += a->evidence[*at].certainty;
        all.count++;
    }
    return all;
}

/// The run of a rule (an index in the pack), by bisection; empty if it gave no evidence.
static evidence_run find_run(const advice *a, ptrdiff_t wanted, const size_t *parts)
{
    size_t low = 0;
    size_t high = a != NULL && wanted >= 0 ? a->evidence_count : 0;
    size_t end = high;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (a->evidence[middle].rule < (size_t)wanted)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == end || a->evidence[low].rule != (size_t)wanted)
        return (evidence_run){0};
    return next_run(a, &low, parts);
}

static bool same_evidence(const evidence_run *a, const evidence_run *b)
{
    bool same = a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++)
        same = a->items[i].certainty == b->items[i].certainty;
    return same;
}

/// Blames the rules whose evidence differs in the direction asked for: 1 more, -1 less certain, 0 either.
static void blame_evidence(diff_search *s, const advice_pair *pair, int direction)
{
    const pack_part_list *rules = &s->packs->rules;
    for (size_t at = 0; pair->before != NULL && at < pair->before->evidence_count;) {
        evidence_run was = next_run(pair->before, &at, rules->of_before);
        evidence_run is = find_run(pair->after, rules->items[was.rule].after, rules->of_after);
        double more = is.sum - was.sum;
        if (!same_evidence(&was, &is) && (direction == 0 || more * direction > 0))
            blame_rule(s, was.rule, 0);
    }
    for (size_t at = 0; pair->after != NULL && at < pair->after->evidence_count;) {
        evidence_run is = next_run(pair->after, &at, rules->of_after);
        evidence_run was = find_run(pair->before, rules->items[is.rule].before, rules->of_before);
        if (was.count == 0 && (direction == 0 || is.sum * direction > 0))
            blame_rule(s, is.rule, 0);
    }
}

/// The recommendation that excludes it, as a part.
static void blame_exclusion(diff_search *s, const inference *of, const advice *a, const size_t *parts)
{
    if (a->excluded_by >= 0)
        diff_found(s, CAUSE_EXCLUSION, parts[of->advices[a->excluded_by].recommendation]);
}

static slice whole_of(const pack *p, const recommendation *r)
{
    return r->whole >= 0 ? p->recommendations[r->whole].id : (slice){NULL, 0};
}

bool diff_belongs_elsewhere(const diff_search *s, const advice_pair *pair)
{
    const pack_part *part = &s->packs->recommendations.items[pair->recommendation];
    if (part->before < 0 || part->after < 0)
        return false;
    const recommendation *was = &s->packs->before->recommendations[part->before];
    const recommendation *is = &s->packs->after->recommendations[part->after];
    return !slice_equal(was->group, is->group) ||
           !slice_equal(whole_of(s->packs->before, was), whole_of(s->packs->after, is));
}

void diff_blame_rule(diff_search *s, size_t part_index)
{
    blame_rule(s, part_index, 0);
}

void diff_blame_template(diff_search *s, const template_text *text)
{
    for (size_t i = 0; i < text->count; i++)
        blame_reads(s, text->pieces[i].expression, 0);
}

/// What differs of all that the computed priority of a piece of advice reads.
static void diff_blame_priority(diff_search *s, const advice *of)
{
    if (of->evidence_count > 0)
        blame_reads(s, s->packs->before->rules[of->evidence[0].rule].priority, 0);
}

/// What crossed the threshold: the certainty, the threshold itself, or both. Each is named unless the other alone suffices.
static void blame_crossing(diff_search *s, const advice_pair *pair, bool is_enough)
{
    const double before = pair->before != NULL ? pair->before->certainty : 0;
    const double after = pair->after != NULL ? pair->after->certainty : 0;
    const double was = s->packs->before->threshold;
    const double is = s->packs->after->threshold;
    const bool by_evidence = certainty_exceeds(after, was) == is_enough;
    const bool by_threshold = certainty_exceeds(before, is) == is_enough;
    if (was != is && (by_threshold || !by_evidence))
        diff_found(s, CAUSE_THRESHOLD, 0);
    if (before != after && (by_evidence || !by_threshold))
        blame_evidence(s, pair, is_enough ? 1 : -1);
}

/// What both give, scored or placed otherwise: every reason for it.
static void blame_score(diff_search *s, const advice_pair *pair)
{
    const pack_part *part = &s->packs->recommendations.items[pair->recommendation];
    const bool in_both = part->before >= 0 && part->after >= 0;
    if (pair->before->certainty != pair->after->certainty)
        blame_evidence(s, pair, pair->after->certainty > pair->before->certainty ? 1 : -1);
    if (in_both && !slice_equal(s->packs->before->recommendations[part->before].priority_text,
                                s->packs->after->recommendations[part->after].priority_text))
        diff_found(s, CAUSE_PRIORITY, pair->recommendation);
    else if (pair->before->priority != pair->after->priority) // what it is computed from differs
        diff_blame_priority(s, pair->before);
    if (diff_belongs_elsewhere(s, pair))
        diff_found(s, CAUSE_ENTRY, pair->recommendation);
}

void diff_find_causes(diff_search *s, const advice_pair *pair)
{
    const advice *was = pair->before;
    const advice *is = pair->after;
    const pack_part_list *recommendations = &s->packs->recommendations;
    double old_threshold = s->packs->before->threshold;
    double new_threshold = s->packs->after->threshold;
    bool was_enough = was != NULL && certainty_exceeds(was->certainty, old_threshold);
    bool is_enough = is != NULL && certainty_exceeds(is->certainty, new_threshold);
    if (was_enough && is_enough) {
        if (was->status == ADVICE_EXCLUDED)
            blame_exclusion(s, s->before, was, recommendations->of_before);
        if (is->status == ADVICE_EXCLUDED)
            blame_exclusion(s, s->after, is, recommendations->of_after);
        if (s->found_count > 0)
            return;
    }
    if (was_enough != is_enough)
        blame_crossing(s, pair, is_enough);
    else if (was != NULL && is != NULL)
        blame_score(s, pair);
    if (s->found_count == 0)
        blame_evidence(s, pair, 0);
    if (s->found_count == 0)
        diff_found(s, CAUSE_OTHER, 0);
}
