// Finds the reasons in the deciding parts of conditions: why a rule did not fire, a recommendation was not given, a fact has another value.
#include "suite/why.h"

#include "base/text.h"
#include "infer/replay.h"
#include "reason/explain.h"

typedef struct line_list {
    slice *items;
    size_t count, capacity;
} line_list;

typedef struct asking {
    arena *arena;
    feel_machine *machine;
    const inference *of;
    size_t rule;
    const slice *about;         ///< the item that is meant; NULL: any
    const feel_context *record; ///< the record that is meant; NULL: any
    size_t bindings;            ///< how many there were
    size_t fewest;              ///< parts that stand in the way, at the nearest binding
    line_list lines;            ///< about the nearest binding
} asking;

static const rule *rule_of(const asking *a)
{
    return &a->of->pack->rules[a->rule];
}

/// "rule task-is-taken (matter 'Pell')".
static slice rule_and_item(asking *a, const feel_value *bindings)
{
    const rule *which = rule_of(a);
    text_builder out = {.arena = a->arena};
    text_add_format(&out, "rule %.*s", SLICE_ARG(which->id));
    for (size_t i = 0; bindings != NULL && i < which->variable_count; i++)
        text_add_format(&out, "%s%.*s '%.*s'%s", i == 0 ? " (" : ", ", SLICE_ARG(which->variables[i].name),
                        SLICE_ARG(infer_item_name(a->arena, a->of->pack, which, i, bindings[i])),
                        i + 1 == which->variable_count ? ")" : "");
    return text_result(&out);
}

static slice part_line(asking *a, slice who, const explain_part *part)
{
    text_builder out = {.arena = a->arena};
    const char *is = feel_is_null(part->value) ? "unknown" : feel_is_true(part->value) ? "true" : "false";
    text_add_format(&out, "%.*s: %.*s is %s", SLICE_ARG(who),
                    SLICE_ARG(text_on_one_line(a->arena, part->text)), is);
    if (part->left_text.len > 0)
        text_add_format(
            &out, " (%.*s is %.*s)", SLICE_ARG(text_on_one_line(a->arena, part->left_text)),
            SLICE_ARG(feel_is_null(part->left) ? SLICE("unknown") : feel_to_literal(a->arena, part->left)));
    return text_result(&out);
}

static bool is_meant(asking *a, const feel_value *bindings)
{
    const rule *which = rule_of(a);
    if ((a->about == NULL && a->record == NULL) || which->about_variable < 0 || bindings == NULL)
        return true;
    size_t variable = (size_t)which->about_variable;
    if (a->record != NULL)
        return bindings[variable].kind == FEEL_CONTEXT &&
               bindings[variable].as.context->record == a->record->record;
    return slice_equal(infer_item_name(a->arena, a->of->pack, which, variable, bindings[variable]),
                       *a->about);
}

static void add_line(arena *a, line_list *lines, slice line)
{
    ARENA_PUSH(a, lines, items, count, capacity, line);
}

/// The list that the rule runs over, as written.
static slice list_text(const asking *a)
{
    return text_on_one_line(a->arena, feel_expression_text(rule_of(a)->iterations));
}

static line_list binding_lines(asking *a, const feel_value *values, const feel_value *bindings)
{
    const rule *which = rule_of(a);
    slice who = rule_and_item(a, bindings);
    line_list lines = {0};
    if (bindings == NULL) {
        add_line(a->arena, &lines,
                 arena_format(a->arena, "%.*s: its list is unknown: %.*s", SLICE_ARG(who),
                              SLICE_ARG(list_text(a))));
    } else if (which->when == NULL) {
        add_line(a->arena, &lines, arena_format(a->arena, "%.*s has no condition", SLICE_ARG(who)));
    } else {
        const explain_part *parts;
        size_t count;
        (void)explain_condition(a->machine, which->when, values,
                                a->of->pack->scope.count + which->variable_count, &parts, &count);
        for (size_t i = 0; i < count; i++)
            add_line(a->arena, &lines, part_line(a, who, &parts[i]));
    }
    return lines;
}

/// Looks at one binding, and keeps its lines if it comes nearer to firing than those before.
static void look_at(void *state, const feel_value *values, const feel_value *bindings)
{
    asking *a = state;
    if (!is_meant(a, bindings))
        return;
    a->bindings++;
    line_list lines = binding_lines(a, values, bindings);
    if (a->bindings == 1 || lines.count < a->fewest) {
        a->fewest = lines.count;
        a->lines = lines;
    }
}

/// The record as a value; null if none is meant.
static feel_value record_of(const asking *a)
{
    return a->record != NULL ? (feel_value){.kind = FEEL_CONTEXT, .as.context = a->record} : feel_null();
}

/// Why inference passed the rule over; empty if it did not.
static slice not_asked(asking *a)
{
    const rule *which = rule_of(a);
    const derivation *d = which->kind == RULE_CONCLUDES_FIELD
                              ? infer_passed_over_for(a->of, a->rule, record_of(a))
                              : infer_passed_over(a->of, a->rule);
    if (d == NULL)
        return (slice){NULL, 0};
    if (d->stated)
        return arena_format(a->arena, "rule %.*s was not asked: the profile states %.*s",
                            SLICE_ARG(which->id), SLICE_ARG(pack_concluded(a->of->pack, which)->name));
    return arena_format(a->arena, "rule %.*s was not asked: rule %.*s comes first", SLICE_ARG(which->id),
                        SLICE_ARG(a->of->pack->rules[d->rules[0]].id));
}

static slice no_binding_line(const asking *a)
{
    slice id = rule_of(a)->id;
    if (a->record != NULL)
        return arena_format(a->arena, "rule %.*s: it is not among its items: %.*s", SLICE_ARG(id),
                            SLICE_ARG(list_text(a)));
    if (a->about != NULL)
        return arena_format(a->arena, "rule %.*s: no '%.*s' is among its items: %.*s", SLICE_ARG(id),
                            SLICE_ARG(*a->about), SLICE_ARG(list_text(a)));
    return arena_format(a->arena, "rule %.*s: its list is empty: %.*s", SLICE_ARG(id),
                        SLICE_ARG(list_text(a)));
}

static void ask(asking *a)
{
    slice passed_over = not_asked(a);
    if (passed_over.len > 0) {
        add_line(a->arena, &a->lines, passed_over);
        a->fewest = SIZE_MAX - 1;
        return;
    }
    infer_replay(a->machine, a->of, a->rule, look_at, a);
    if (a->bindings > 0)
        return;
    add_line(a->arena, &a->lines, no_binding_line(a));
    a->fewest = SIZE_MAX;
}

const slice *why_rule(feel_machine *m, const inference *of, size_t rule_index, const slice *about,
                      size_t *count)
{
    asking a = {.arena = m->arena, .machine = m, .of = of, .rule = rule_index, .about = about};
    ask(&a);
    *count = a.lines.count;
    return a.lines.items;
}

/// True if the rule fired, so that it is not what stands in the way. For a certain item it counts only what the rule says of no item: had it
/// fired for this one, there would be evidence.
static bool has_fired(const inference *of, size_t rule_index, const slice *about)
{
    const bool is_of_items = about != NULL && of->pack->rules[rule_index].about_variable >= 0;
    return !is_of_items && infer_times_fired(of, rule_index) > 0;
}

/// Whose rules are looked through: those of one kind for one target.
typedef struct aim {
    rule_kind kind;
    size_t target;
    const slice *about;         ///< as in `asking`
    const feel_context *record; ///< likewise
    const feel_value *wanted;   ///< only rules that may conclude it; NULL: all
} aim;

/// The lines of the rule that comes nearest to firing.
static line_list nearest_rule(feel_machine *m, const inference *of, const aim *at)
{
    line_list nearest = {0};
    size_t fewest = SIZE_MAX;
    for (size_t i = 0; i < of->pack->rule_count; i++) {
        const rule *which = &of->pack->rules[i];
        const bool fired = at->record == NULL && has_fired(of, i, at->about);
        if (which->kind != at->kind || which->target != at->target || fired)
            continue;
        const bool constant =
            at->wanted != NULL && which->value != NULL && feel_expression_is_constant(which->value);
        if (constant && feel_equal(feel_evaluate(m, which->value, NULL, 0), *at->wanted) != FEEL_TRUE)
            continue;
        asking a = {
            .arena = m->arena, .machine = m, .of = of, .rule = i, .about = at->about, .record = at->record};
        ask(&a);
        if (nearest.count == 0 || a.fewest < fewest) {
            fewest = a.fewest;
            nearest = a.lines;
        }
    }
    return nearest;
}

/// The evidence that did not suffice.
static slice below_threshold(arena *a, const inference *of, const advice *from)
{
    text_builder out = {.arena = a};
    text_add_format(&out, "its certainty %.2f does not exceed %.2f:", from->certainty, of->pack->threshold);
    for (size_t i = 0; i < from->evidence_count; i++)
        text_add_format(&out, "%s rule %.*s %+.2f", i > 0 ? "," : "",
                        SLICE_ARG(of->pack->rules[from->evidence[i].rule].id), from->evidence[i].certainty);
    return text_result(&out);
}

const slice *why_not_given(feel_machine *m, const inference *of, size_t recommendation_index, slice item,
                           size_t *count)
{
    line_list lines = {0};
    for (size_t i = of->given_count; i < of->advice_count; i++) {
        const advice *a = &of->advices[i];
        if (a->recommendation != recommendation_index ||
            (item.ptr != NULL && !slice_equal(a->item_name, item)))
            continue;
        slice line =
            a->status == ADVICE_EXCLUDED && a->excluded_by >= 0
                ? arena_format(
                      m->arena, "'%.*s' ranks higher and excludes it",
                      SLICE_ARG(of->pack->recommendations[of->advices[a->excluded_by].recommendation].id))
                : below_threshold(m->arena, of, a);
        add_line(m->arena, &lines, line);
        *count = lines.count;
        return lines.items;
    }
    lines = nearest_rule(m, of,
                         &(aim){.kind = RULE_RECOMMENDS,
                                .target = recommendation_index,
                                .about = item.ptr != NULL ? &item : NULL});
    *count = lines.count;
    return lines.items;
}

/// Where a value is from, then why the rules did not fire that might have concluded another one.
static const slice *why_derived(feel_machine *m, const inference *of, const derivation *d, const aim *at,
                                size_t *count)
{
    line_list lines = {0};
    const slice from = d == NULL           ? (slice){NULL, 0}
                       : d->stated         ? SLICE("the profile states it")
                       : d->conflict       ? SLICE("the rules that fire do not agree")
                       : d->by_default     ? SLICE("no rule fires, so it has its default")
                       : d->rule_count > 0 ? arena_format(m->arena, "by rule %.*s",
                                                          SLICE_ARG(of->pack->rules[d->rules[0]].id))
                                           : (slice){NULL, 0};
    if (from.len > 0)
        add_line(m->arena, &lines, from);
    const line_list nearest = feel_is_null(*at->wanted) ? (line_list){0} : nearest_rule(m, of, at);
    for (size_t i = 0; i < nearest.count; i++)
        add_line(m->arena, &lines, nearest.items[i]);
    *count = lines.count;
    return lines.items;
}

const slice *why_fact(feel_machine *m, const inference *of, size_t fact_index, feel_value wanted,
                      size_t *count)
{
    const derivation *found = NULL;
    for (size_t i = 0; i < of->derivation_count && found == NULL; i++)
        found = of->derivations[i].fact == fact_index ? &of->derivations[i] : NULL;
    return why_derived(m, of, found, &(aim){.kind = RULE_CONCLUDES, .target = fact_index, .wanted = &wanted},
                       count);
}

const slice *why_field(feel_machine *m, const inference *of, size_t field_index, feel_value record,
                       feel_value wanted, size_t *count)
{
    const aim at = {.kind = RULE_CONCLUDES_FIELD,
                    .target = field_index,
                    .record = record.kind == FEEL_CONTEXT ? record.as.context : NULL,
                    .wanted = &wanted};
    return why_derived(m, of, infer_field_of(of, field_index, record), &at, count);
}
