// Links rules: each name to what it stands for. All that is wrong is reported, with its place.
#include "base/limits.h"
#include "feel/temporal.h"
#include "pack/loader.h"
#include "pack/table.h"
#include "pack/template.h"

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
