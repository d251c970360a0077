// Links recommendations and rules: each name to what it stands for. All that is wrong is reported, with its place.
#include "base/limits.h"
#include "base/sort.h"
#include "feel/temporal.h"
#include "pack/loader.h"
#include "pack/table.h"
#include "pack/template.h"

static ptrdiff_t word_index(loader *l, const char *word, const char *const *words, size_t count, place where,
                            const char *what)
{
    if (word == NULL)
        return 0;
    slice names[8];
    for (size_t i = 0; i < count; i++) {
        names[i] = slice_of(words[i]);
        if (slice_is(names[i], word))
            return (ptrdiff_t)i + 1;
    }
    diag_error(l->diags, where, "not-allowed", "'%s' is not a valid %s", word, what);
    if (nearest_name(l->arena, slice_of(word), names, count) >= 0)
        diag_hint_nearest(l->diags, slice_of(word), names, count);
    else
        diag_hint(l->diags, "one of %s … %s", words[0], words[count - 1]);
    return 0;
}

static void link_excludes(loader *l, const pack_record *record, recommendation *out)
{
    const yaml_recommendation *from = record->data;
    size_t *excludes = ARENA_ARRAY(l->arena, from->excludes_count, size_t);
    const yaml_node *list = yaml_get(record->node, "excludes");
    for (size_t i = 0; i < from->excludes_count; i++) {
        slice id = slice_of(from->excludes[i]);
        const name_entry *entry = name_find(&l->recommendation_ids, id);
        if (entry == NULL) {
            diag_error(l->diags, list->items[i]->where, "unknown-recommendation",
                       "unknown recommendation '%.*s'", SLICE_ARG(id));
            loader_hint_nearest(l, &l->recommendation_ids, id);
        } else if (entry->index == NAME_DISABLED) {
            continue; // it is never given, so there is nothing to exclude
        } else if (slice_equal(id, out->id)) {
            diag_error(l->diags, list->items[i]->where, "excludes-itself",
                       "a recommendation cannot exclude itself");
        } else {
            excludes[out->exclude_count++] = entry->index;
        }
    }
    out->excludes = excludes;
}

static bool does_exclude(const recommendation *r, size_t other)
{
    bool found = false;
    for (size_t i = 0; i < r->exclude_count && !found; i++)
        found = r->excludes[i] == other;
    return found;
}

/// Makes exclusion mutual: which of the two declares it does not matter.
static void find_rivals(loader *l, recommendation *items, size_t count)
{
    size_t *declared = ARENA_ARRAY(l->arena, count, size_t); // by others, of each
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < items[i].exclude_count; k++)
            declared[items[i].excludes[k]]++;
    }
    size_t **rivals = ARENA_ARRAY(l->arena, count, size_t *);
    for (size_t i = 0; i < count; i++) {
        rivals[i] = ARENA_ARRAY(l->arena, items[i].exclude_count + declared[i], size_t);
        items[i].rivals = rivals[i];
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < items[i].exclude_count; k++) {
            const size_t other = items[i].excludes[k];
            rivals[i][items[i].rival_count++] = other;
            if (!does_exclude(&items[other], i))
                rivals[other][items[other].rival_count++] = i;
        }
    }
}

/// Finds what a recommendation is a part of.
static void link_whole(loader *l, const pack_record *record, recommendation *out)
{
    const yaml_recommendation *from = record->data;
    const slice id = slice_of(from->part_of);
    const name_entry *entry = from->part_of != NULL ? name_find(&l->recommendation_ids, id) : NULL;
    const place where = loader_place(record->node, "part_of");
    if (entry != NULL && slice_equal(id, out->id)) {
        diag_error(l->diags, where, "part-of-itself", "a recommendation cannot be a part of itself");
    } else if (entry != NULL && entry->index != NAME_DISABLED) {
        out->whole = (ptrdiff_t)entry->index;
    } else if (entry == NULL && from->part_of != NULL) {
        diag_error(l->diags, where, "unknown-recommendation", "unknown recommendation '%.*s'", SLICE_ARG(id));
        loader_hint_nearest(l, &l->recommendation_ids, id);
    }
}

static void check_whole(loader *l, const pack_record *record, const recommendation *items,
                        const recommendation *part)
{
    const recommendation *whole = part->whole >= 0 ? &items[part->whole] : NULL;
    if (whole == NULL || whole->whole < 0)
        return;
    const slice id = items[whole->whole].id;
    diag_error(l->diags, loader_place(record->node, "part_of"), "part-of-part",
               "'%.*s' is itself a part, of '%.*s'", SLICE_ARG(whole->id), SLICE_ARG(id));
    diag_hint(l->diags, "write part_of: %.*s", SLICE_ARG(id));
}

/// Numbers the groups by their names. Alternatives must be parts of the same whole: so each has one entry that it may go to.
static void number_groups(loader *l, const record_list *from, recommendation *items)
{
    name_index names = {0};
    size_t *firsts = ARENA_ARRAY(l->arena, from->count, size_t); // of each group, its first member
    for (size_t i = 0; i < from->count; i++) {
        if (items[i].group.len == 0)
            continue;
        const name_entry *known = name_find(&names, items[i].group);
        const size_t number = known != NULL ? known->index : ++l->pack->group_count;
        items[i].group_number = number;
        if (known == NULL) {
            firsts[number - 1] = i;
            (void)name_add(l->arena, &names, items[i].group, number, items[i].where, NULL);
        }
        const recommendation *first = &items[firsts[number - 1]];
        if (first->whole == items[i].whole)
            continue;
        diag_error(l->diags, loader_place(from->items[i].node, "group"), "mixed-group",
                   "'%.*s' of the same group is not a part of the same whole", SLICE_ARG(first->id));
        diag_hint(l->diags, "give all alternatives the same 'part_of', or none");
    }
}

/// Links what makes several recommendations one entry of the list.
static void link_entries(loader *l, const record_list *from, recommendation *items)
{
    for (size_t i = 0; i < from->count; i++)
        link_whole(l, &from->items[i], &items[i]);
    number_groups(l, from, items);
    for (size_t i = 0; i < from->count; i++) {
        check_whole(l, &from->items[i], items, &items[i]);
        if (items[i].whole >= 0 || items[i].group_number > 0)
            l->pack->has_entries = true;
    }
}

/// The range of what a priority is computed from: two numbers, the lower one first.
static bool read_priority_range(loader *l, const yaml_recommendation *from, const yaml_node *record,
                                recommendation *out)
{
    double ends[2] = {0, 0};
    bool good = from->priority_range_count == 2;
    for (size_t i = 0; i < 2 && good; i++) {
        decimal d;
        good = decimal_parse(slice_of(from->priority_range[i]), &d);
        ends[i] = good ? decimal_to_double(d) : 0;
    }
    out->lowest_amount = ends[0];
    out->highest_amount = ends[1];
    if (good && ends[0] < ends[1])
        return true;
    diag_error(l->diags, loader_place(record, "priority_range"), "out-of-range",
               "a priority's range is two numbers, the lower one first");
    diag_hint(l->diags, "such as [0, 1000]: 0 counts like a priority of 1, and 1000 like one of 100");
    return false;
}

/// A number from 1 to 100, or, with a range, an expression that the rules parse.
static void link_priority(loader *l, const yaml_recommendation *from, const yaml_node *record,
                          recommendation *out)
{
    const slice text = slice_of(from->priority);
    const place where = loader_place(record, "priority");
    decimal d;
    int64_t fixed = 0;
    out->priority = 1;
    out->priority_text = text;
    if (from->priority_range != NULL) {
        out->computes_priority = read_priority_range(l, from, record, out);
        out->priority_text = arena_format(l->arena, "%.*s in [%.12g, %.12g]", SLICE_ARG(text),
                                          out->lowest_amount, out->highest_amount);
    } else if (!decimal_parse(text, &d) || !decimal_to_int64(d, &fixed)) {
        diag_error(l->diags, where, "wrong-type", "'priority' must be a whole number");
        diag_hint(l->diags, "or an expression, with priority_range: [lowest, highest] of what it gives");
    } else if (fixed < 1 || fixed > 100) {
        diag_error(l->diags, where, "out-of-range", "the priority must be from 1 to 100");
        diag_hint(l->diags, "an amount of anything else needs priority_range: [lowest, highest]");
    } else {
        out->priority = (int)fixed;
    }
}

static int compare_order(const void *a, const void *b, void *context)
{
    (void)context;
    const recommendation *x = *(recommendation *const *)a;
    const recommendation *y = *(recommendation *const *)b;
    return x->priority != y->priority ? y->priority - x->priority : slice_compare(x->id, y->id);
}

static void order_recommendations(loader *l, recommendation *items, size_t count)
{
    recommendation **sorted = ARENA_ARRAY(l->arena, count, recommendation *);
    for (size_t i = 0; i < count; i++)
        sorted[i] = &items[i];
    sort_stable(l->arena, sorted, count, sizeof(recommendation *), compare_order, NULL);
    for (size_t i = 0; i < count; i++)
        sorted[i]->order = (uint32_t)i;
}

void link_recommendations(loader *l)
{
    static const char *const efforts[] = {"low", "medium", "high"};
    static const char *const horizons[] = {"today", "this week", "this month", "this quarter", "this year"};
    const record_list *from = &l->records[RECORD_RECOMMENDATION];
    recommendation *out = ARENA_ARRAY(l->arena, from->count, recommendation);
    for (size_t i = 0; i < from->count; i++) {
        const yaml_recommendation *r = from->items[i].data;
        const yaml_node *record = from->items[i].node;
        out[i] = (recommendation){.id = slice_of(r->id),
                                  .about = slice_of(r->about),
                                  .where = loader_place(record, "id"),
                                  .level = from->items[i].level,
                                  .whole = -1,
                                  .group = slice_of(r->group),
                                  .title = {.text = slice_of(r->title)},
                                  .summary = {.text = slice_of(r->summary)}};
        out[i].effort =
            (effort)word_index(l, r->effort, efforts, 3, loader_place(record, "effort"), "effort");
        out[i].horizon =
            (horizon)word_index(l, r->horizon, horizons, 5, loader_place(record, "horizon"), "horizon");
        loader_define(l, &l->recommendation_ids, out[i].id, i, out[i].where, "recommendation");
        link_priority(l, r, record, &out[i]);
        slice *steps = ARENA_ARRAY(l->arena, r->next_steps_count, slice);
        place *places = ARENA_ARRAY(l->arena, r->next_steps_count, place);
        for (size_t s = 0; s < r->next_steps_count; s++) {
            steps[s] = slice_of(r->next_steps[s]);
            places[s] = yaml_get(record, "next_steps")->items[s]->where;
        }
        if (r->summary != NULL)
            (void)template_parse(l->arena, loader_source(l, record, "summary"), &l->pack->scope, l->diags,
                                 &out[i].summary);
        out[i].next_steps = steps;
        out[i].next_step_places = places;
        out[i].next_step_count = r->next_steps_count;
    }
    for (size_t i = 0; i < from->count; i++)
        link_excludes(l, &from->items[i], &out[i]);
    link_entries(l, from, out);
    order_recommendations(l, out, from->count);
    find_rivals(l, out, from->count);
    l->pack->recommendations = out;
    l->pack->recommendation_count = from->count;
}

bool link_cite(loader *l, slice id, place where, usage *use, size_t *source)
{
    const name_entry *entry = name_find(&l->sources, id);
    if (entry != NULL && entry->index == NAME_DISABLED)
        return !overlay_report_disabled(l, RECORD_SOURCE, id, where);
    if (entry != NULL) {
        use->cited[entry->index] = true;
        *source = entry->index;
        return true;
    }
    diag_error(l->diags, where, "unknown-source", "unknown source '%.*s'", SLICE_ARG(id));
    loader_hint_nearest(l, &l->sources, id);
    return false;
}

/// True if the source behind the first `count` is one of them.
static bool is_cited(const size_t *sources, size_t count)
{
    size_t at = 0;
    while (sources[at] != sources[count])
        at++;
    return at < count;
}

static void link_citations(loader *l, const yaml_rule *from, const yaml_node *record, rule *out, usage *use)
{
    size_t count = from->sources_count + (from->source != NULL);
    size_t *sources = ARENA_ARRAY(l->arena, count, size_t);
    const yaml_node *list = yaml_get(record, "sources");
    for (size_t i = 0; i < count; i++) {
        bool single = i == from->sources_count;
        slice id = slice_of(single ? from->source : from->sources[i]);
        place where = single ? loader_place(record, "source") : list->items[i]->where;
        if (link_cite(l, id, where, use, &sources[out->source_count]) &&
            !is_cited(sources, out->source_count))
            out->source_count++;
    }
    out->sources = sources;
}

/// The pack's variables with room for a loop's behind them: one array for all rules, because a scope is not kept.
static feel_variable *loop_scope(loader *l, size_t variables)
{
    enum { FEW_VARIABLES = 8 };
    size_t count = l->pack->scope.count;
    if (variables > l->loop_room) {
        l->loop_room = variables < FEW_VARIABLES ? FEW_VARIABLES : variables;
        l->loop_variables = ARENA_ARRAY(l->arena, count + l->loop_room, feel_variable);
        if (count > 0)
            memcpy(l->loop_variables, l->pack->scope.variables, count * sizeof *l->loop_variables);
    }
    return l->loop_variables;
}

feel_scope link_rule_scope(loader *l, const yaml_node *record, rule *out)
{
    feel_scope scope = l->pack->scope;
    const source_text *iterations = loader_source(l, record, "for");
    if (iterations == NULL)
        return scope;
    out->iterations =
        feel_parse_iterations(l->arena, iterations, &scope, l->diags, &out->variables, &out->variable_count);
    if (out->iterations == NULL)
        return scope;
    feel_variable *all = loop_scope(l, out->variable_count);
    for (size_t i = 0; i < out->variable_count; i++) {
        slice name = out->variables[i].name;
        if (name_find(&l->facts, name) != NULL || name_find(&l->constants, name) != NULL)
            diag_error(l->diags, iterations->outer != NULL ? loader_place(record, "for") : out->where,
                       "shadowed-name", "the loop variable '%.*s' has the name of a fact or constant",
                       SLICE_ARG(name));
        all[scope.count + i] = out->variables[i];
    }
    scope.variables = all;
    scope.count += out->variable_count;
    return scope;
}

void link_expect_type(loader *l, place where, const feel_expression *e, const feel_type *wanted,
                      const char *what)
{
    if (e != NULL && !feel_types_meet(feel_expression_type(e), wanted))
        diag_error(l->diags, where, "type-mismatch", "%s must be %.*s, but this is %.*s", what,
                   SLICE_ARG(feel_type_text(l->arena, wanted)),
                   SLICE_ARG(feel_type_text(l->arena, feel_expression_type(e))));
}

void link_check_certainty(loader *l, place where, const feel_expression *e)
{
    if (e == NULL || !feel_expression_is_constant(e))
        return;
    feel_machine m;
    feel_machine_init(&m, l->arena);
    feel_value v = feel_evaluate(&m, e, NULL, 0);
    double certainty = v.kind == FEEL_NUMBER ? decimal_to_double(feel_decimal(v)) : 2;
    if (certainty < -1 || certainty > 1 || certainty == 0)
        diag_error(l->diags, where, "out-of-range", "the certainty must be from -1 to 1, and not 0");
}

static void link_steps(loader *l, rule *out, const feel_scope *scope, usage *use)
{
    const recommendation *r = &l->pack->recommendations[out->target];
    const yaml_node *record = l->records[RECORD_RECOMMENDATION].items[out->target].node;
    template_text *steps = ARENA_ARRAY(l->arena, r->next_step_count, template_text);
    diag_list *unbound = diag_list_new(l->arena); // another rule may bind what this one does not
    unbound->unread = true;
    for (size_t i = 0; i < r->next_step_count; i++) {
        const yaml_node *node = yaml_get(record, "next_steps")->items[i];
        if (template_parse(l->arena, yaml_scalar_source(l->arena, node), scope, unbound, &steps[i]))
            use->step_fits[out->target][i] = true;
    }
    out->next_steps = steps;
    if (template_parse(l->arena, loader_source(l, record, "title"), scope, unbound, &out->title))
        use->title_fits[out->target] = true;
}

/// Reports what is not the same for all evidence, or is no number.
static void check_priority(loader *l, const rule *of, const recommendation *r)
{
    size_t count;
    const size_t *reads = feel_expression_reads(of->priority, &count);
    const place where = feel_expression_place(of->priority);
    for (size_t i = 0; i < count; i++) {
        const size_t variable = reads[i] - l->pack->scope.count;
        if (reads[i] < l->pack->scope.count || (ptrdiff_t)variable == of->about_variable)
            continue;
        diag_error(l->diags, where, "unbound-variable",
                   "the priority reads '%.*s', which need not be the same for all evidence",
                   SLICE_ARG(of->variables[variable].name));
        diag_hint(l->diags, "it may read facts, constants, and what the recommendation is about%s%.*s",
                  r->about.len > 0 ? ": " : "", SLICE_ARG(r->about));
        break;
    }
    link_expect_type(l, where, of->priority, feel_type_of_kind(FEEL_TYPE_NUMBER), "the priority");
}

/// Parses a computed priority in the rule's scope. Only the first rule reports what is wrong with it.
static void link_rule_priority(loader *l, rule *out, const feel_scope *scope, usage *use)
{
    const recommendation *r = &l->pack->recommendations[out->target];
    const yaml_node *record = l->records[RECORD_RECOMMENDATION].items[out->target].node;
    if (!r->computes_priority)
        return;
    const bool first = !use->priority_read[out->target];
    use->priority_read[out->target] = true;
    diag_list *unread = diag_list_new(l->arena);
    unread->unread = true;
    out->priority =
        feel_parse(l->arena, loader_source(l, record, "priority"), scope, first ? l->diags : unread);
    if (first && out->priority != NULL)
        check_priority(l, out, r);
}

void link_recommendation(loader *l, slice id, place where, rule *out, const feel_scope *scope, usage *use)
{
    const name_entry *entry = name_find(&l->recommendation_ids, id);
    out->kind = RULE_RECOMMENDS;
    out->about_variable = -1;
    if (entry == NULL) {
        diag_error(l->diags, where, "unknown-recommendation", "unknown recommendation '%.*s'", SLICE_ARG(id));
        loader_hint_nearest(l, &l->recommendation_ids, id);
        return;
    }
    if (entry->index == NAME_DISABLED) {
        diag_error(l->diags, where, "disabled-recommendation", "the recommendation '%.*s' is disabled",
                   SLICE_ARG(id));
        return;
    }
    out->target = entry->index;
    use->given[entry->index] = true;
    const recommendation *r = &l->pack->recommendations[entry->index];
    for (size_t i = 0; r->about.len > 0 && i < out->variable_count; i++) {
        if (slice_equal(out->variables[i].name, r->about))
            out->about_variable = (ptrdiff_t)i;
    }
    if (r->about.len > 0 && out->about_variable < 0) {
        diag_error(l->diags, where, "unbound-variable",
                   "'%.*s' is about '%.*s', which this rule does not bind", SLICE_ARG(r->id),
                   SLICE_ARG(r->about));
        diag_hint(l->diags, "add for: %.*s in …", SLICE_ARG(r->about));
    }
    link_steps(l, out, scope, use);
    link_rule_priority(l, out, scope, use);
}

static void link_concluding(loader *l, const yaml_rule *from, const yaml_node *record, rule *out,
                            const feel_scope *scope)
{
    if (from->certainty != NULL)
        diag_error(l->diags, loader_place(record, "certainty"), "misplaced-key",
                   "a rule that concludes a fact has no certainty");
    if (from->value == NULL)
        diag_error(l->diags, loader_place(record, "conclude"), "missing-key",
                   "the key 'value' is missing here");
    else
        out->value = feel_parse(l->arena, loader_source(l, record, "value"), scope, l->diags);
    const fact *f = link_concluded(l, slice_of(from->conclude), loader_place(record, "conclude"), out);
    if (f == NULL)
        return;
    const feel_type *wanted =
        f->policy == HIT_COLLECT && f->type->kind == FEEL_TYPE_LIST ? f->type->element : f->type;
    if (wanted != NULL)
        link_expect_type(l, loader_place(record, "value"), out->value, wanted, "the value");
    allowed_check_results(l, f, out->value);
}

/// A day as YAML writes it; null, reported, if it is none.
static feel_value read_day(loader *l, const source_text *text, const char *key)
{
    if (text == NULL)
        return feel_null();
    const feel_value day = temporal_parse_date(l->arena, text->text);
    if (feel_is_null(day)) {
        diag_error(l->diags, table_place(text), "wrong-type", "'%s' must be a date such as 2026-01-31", key);
        diag_hint(l->diags, "both days are included: 'from' is the first day, 'until' the last");
    }
    return day;
}

void link_period(loader *l, const source_text *from, const source_text *until, rule *out)
{
    int order = 0;
    out->period = (pack_period){read_day(l, from, "from"), read_day(l, until, "until")};
    l->pack->is_dated = l->pack->is_dated || from != NULL || until != NULL;
    if (!feel_order(out->period.from, out->period.until, &order) || order <= 0)
        return;
    diag_error(l->diags, table_place(until), "bad-dates", "'%.*s' ends before it begins, on %.*s",
               SLICE_ARG(out->id), SLICE_ARG(from->text));
    diag_hint(l->diags, "swap the two days");
}

static void link_rule(loader *l, const pack_record *of, rule *out, usage *use)
{
    const yaml_rule *from = of->data;
    const yaml_node *record = of->node;
    *out = (rule){.id = slice_of(from->id),
                  .note = slice_of(from->note),
                  .about_variable = -1,
                  .where = loader_place(record, "id"),
                  .level = of->level,
                  .changed_by = of->changes != NULL ? of->changes->level : of->level};
    loader_define(l, &l->rule_ids, out->id, (size_t)(out - l->pack->rules), out->where, "rule");
    feel_scope scope = link_rule_scope(l, record, out);
    if ((from->recommend != NULL) == (from->conclude != NULL))
        diag_error(l->diags, out->where, "rule-kind", "a rule has either 'recommend' or 'conclude'");
    if (from->iterations == NULL ||
        out->iterations != NULL) { // without its variables, all that reads them would be reported
        if (from->when != NULL)
            out->when = feel_parse(l->arena, loader_source(l, record, "when"), &scope, l->diags);
        link_expect_type(l, loader_place(record, "when"), out->when, feel_type_of_kind(FEEL_TYPE_BOOLEAN),
                         "the condition");
        if (from->certainty != NULL)
            out->certainty = feel_parse(l->arena, loader_source(l, record, "certainty"), &scope, l->diags);
        link_expect_type(l, loader_place(record, "certainty"), out->certainty,
                         feel_type_of_kind(FEEL_TYPE_NUMBER), "the certainty");
        link_check_certainty(l, loader_place(record, "certainty"), out->certainty);
        (void)template_parse(l->arena, loader_source(l, record, "because"), &scope, l->diags, &out->because);
        if (from->recommend != NULL && from->value != NULL)
            diag_error(l->diags, loader_place(record, "value"), "misplaced-key",
                       "a rule that recommends has no value");
        if (from->recommend != NULL)
            link_recommendation(l, slice_of(from->recommend), loader_place(record, "recommend"), out, &scope,
                                use);
        else if (from->conclude != NULL)
            link_concluding(l, from, record, out, &scope);
    }
    link_citations(l, from, record, out, use);
    link_period(l, loader_source(l, record, "from"), loader_source(l, record, "until"), out);
}

/// A recommendation that no rule gives: this pack's own, or one of the base whose last rule this pack took away.
static void warn_of_unused(loader *l, const recommendation *r)
{
    place where;
    if (r->level == l->head_count - 1) {
        diag_finding(l->diags, SEVERITY_WARNING, r->where, "unused-recommendation", "recommendation", r->id,
                     "no rule recommends '%.*s'", SLICE_ARG(r->id));
    } else if (overlay_took(l, "recommend", r->id, &where)) {
        diag_finding(l->diags, SEVERITY_WARNING, where, "unused-recommendation", "recommendation", r->id,
                     "no rule recommends '%.*s' any more", SLICE_ARG(r->id));
        diag_hint(l->diags, "disable the recommendation instead, or as well");
    }
}

/// Reports what no rule gives, cites or can fill in, but not what concerns the base alone: its authors see that.
static void check_usage(loader *l, const usage *use)
{
    const pack *p = l->pack;
    for (size_t i = 0; i < p->source_count; i++) {
        if (!use->cited[i] && p->sources[i].level == l->head_count - 1)
            diag_finding(l->diags, SEVERITY_WARNING, p->sources[i].where, "uncited-source", "source",
                         p->sources[i].id, "no rule cites '%.*s'", SLICE_ARG(p->sources[i].id));
    }
    for (size_t i = 0; i < p->recommendation_count; i++) {
        const recommendation *r = &p->recommendations[i];
        const yaml_node *record = l->records[RECORD_RECOMMENDATION].items[i].node;
        template_text ignored;
        if (!use->given[i]) {
            warn_of_unused(l, r);
            continue;
        }
        if (!use->title_fits[i])
            (void)template_parse(l->arena, loader_source(l, record, "title"), &p->scope, l->diags, &ignored);
        for (size_t s = 0; s < r->next_step_count; s++) {
            if (!use->step_fits[i][s])
                (void)template_parse(l->arena,
                                     yaml_scalar_source(l->arena, yaml_get(record, "next_steps")->items[s]),
                                     &p->scope, l->diags, &ignored);
        }
    }
}

static bool stands_before(const pack_record *a, const pack_record *b)
{
    return a->file != b->file ? a->file < b->file : a->node->where.offset < b->node->where.offset;
}

/// Links rules and tables as they are written: the base first, then by file. So a later pack's rule does not come before a table. Tables with
/// parameters were linked before, since rules call them.
static void link_in_order(loader *l)
{
    pack *p = l->pack;
    const record_list *from = &l->records[RECORD_RULE];
    const record_list *tables = &l->records[RECORD_TABLE];
    for (size_t i = 0, t = 0; i < from->count || t < tables->count;) {
        if (t == tables->count || (i < from->count && stands_before(&from->items[i], &tables->items[t]))) {
            link_rule(l, &from->items[i++], &l->rules[p->rule_count++], &l->use);
        } else if (l->tables[t].signature != NULL) {
            t++;
        } else {
            pack_table *table = &l->linked_tables[p->table_count];
            link_table(l, &l->tables[t++], table, &l->rules[p->rule_count], &l->use);
            p->table_count += table->form.row_count > 0; // an overlay may have taken all of them along
        }
    }
}

/// Gives each recommendation that is about something the type of that, if all rules bind its variable to one type.
static void link_about_types(loader *l)
{
    pack *p = l->pack;
    recommendation *out = ARENA_ARRAY(l->arena, p->recommendation_count, recommendation);
    bool *differs = ARENA_ARRAY(l->arena, p->recommendation_count, bool);
    if (p->recommendation_count > 0)
        memcpy(out, p->recommendations, p->recommendation_count * sizeof *out);
    for (size_t i = 0; i < p->rule_count; i++) {
        const rule *r = &p->rules[i];
        if (r->kind != RULE_RECOMMENDS || r->about_variable < 0)
            continue;
        const feel_type *type = r->variables[r->about_variable].type;
        differs[r->target] =
            differs[r->target] || (out[r->target].about_type != NULL && out[r->target].about_type != type);
        out[r->target].about_type = differs[r->target] ? NULL : type;
    }
    p->recommendations = out;
}

void link_start(loader *l)
{
    const record_list *from = &l->records[RECORD_RULE];
    const record_list *tables = &l->records[RECORD_TABLE];
    l->tables = read_tables(l, &l->table_count);
    size_t total = from->count;
    for (size_t i = 0; i < l->table_count; i++)
        total += l->tables[i].line_count;
    if (total > LIMIT_RULES) {
        diag_error(l->diags, (place){0}, "pack-too-large", "%.*s: more than %d rules",
                   SLICE_ARG(l->pack->folder), LIMIT_RULES);
        return;
    }
    l->rules = ARENA_ARRAY(l->arena, total, rule);
    l->linked_tables = ARENA_ARRAY(l->arena, tables->count, pack_table);
    l->use.cited = ARENA_ARRAY(l->arena, l->pack->source_count, bool);
    l->pack->rules = l->rules;
    l->pack->tables = l->linked_tables;
}

void link_rules(loader *l)
{
    pack *p = l->pack;
    usage *use = &l->use;
    if (l->rules == NULL)
        return; // there are too many
    use->given = ARENA_ARRAY(l->arena, p->recommendation_count, bool);
    use->title_fits = ARENA_ARRAY(l->arena, p->recommendation_count, bool);
    use->priority_read = ARENA_ARRAY(l->arena, p->recommendation_count, bool);
    use->step_fits = ARENA_ARRAY(l->arena, p->recommendation_count, bool *);
    for (size_t i = 0; i < p->recommendation_count; i++)
        use->step_fits[i] = ARENA_ARRAY(l->arena, p->recommendations[i].next_step_count, bool);
    link_in_order(l);
    link_about_types(l);
    for (size_t i = 0; i < p->rule_count; i++) {
        if (l->rules[i].variable_count > p->most_variables)
            p->most_variables = l->rules[i].variable_count;
    }
    if (p->rule_count == 0 && l->records[RECORD_TABLE].count == 0)
        diag_error(l->diags, (place){0}, "no-rules", "%.*s: the pack has no rules", SLICE_ARG(p->folder));
    check_usage(l, use);
}
