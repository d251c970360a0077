// Nodes become lines here. What is said twice in a tree is said once in a line.
#include "report/why.h"

#include "report/place.h"
#include "report/why_nodes.h"
#include "report/why_words.h"

#include <string.h>

/// "(me.yaml:12)", or "(rule more-hours, work.yaml:3)".
static void say_origin(why_line *line, const advise_proof_node *n, const char *kind)
{
    phrase w = {line->origin, sizeof line->origin, 0};
    if (n->file[0] == '\0' && kind == NULL)
        return;
    phrase_add(&w, "(");
    if (kind != NULL)
        phrase_add(&w, "%s %s%s", kind, n->name, n->file[0] != '\0' ? ", " : "");
    place_add(&w, n->file, n->line);
    phrase_add(&w, ")");
}

/// A derived fact, with what a comparison says of it.
/// @param part  the comparison; 0: none
static void tell_derived(why_line *line, phrase *w, const advise_proof *p, size_t node, size_t part)
{
    const advise_proof_node n = advise_proof_get(p, node);
    const size_t rule = why_only_rule(p, node);
    if (n.item[0] != '\0')
        phrase_add(w, "%s: ", n.item);
    phrase_add(w, "%s is ", n.name);
    why_say_value(w, &n);
    if (part > 0)
        why_say_comparison(w, p, part, n.value);
    line->below = node;
    line->has_below = n.child_count > 0;
    if (why_is_proved_above(p, node)) {
        phrase_add(w, ", as above");
        line->has_below = false;
    } else if (n.by_default) {
        phrase_add(w, ", since no rule says otherwise");
    } else if (rule > 0) {
        const advise_proof_node by = advise_proof_get(p, rule);
        phrase_add(w, "%s%s", by.text[0] != '\0' ? ": " : "", by.text);
        say_origin(line, &by, by.kind == ADVISE_PROOF_ROW ? "row" : "rule");
        line->below = rule;
        line->has_below = by.child_count > 0;
    }
}

static void tell_binding(why_line *line, phrase *w, const advise_proof *p, size_t node)
{
    const advise_proof_node n = advise_proof_get(p, node);
    phrase_add(w, "%s is %s, one of %s", n.name, n.value, n.text);
    say_origin(line, &n, NULL);
    line->has_below =
        n.child_count > 1 ||
        (n.child_count == 1 && advise_proof_get(p, advise_proof_child(p, node, 0)).kind != ADVISE_PROOF_LIST);
}

static void tell_rule(why_line *line, phrase *w, const advise_proof_node *n)
{
    const bool is_row = n->kind == ADVISE_PROOF_ROW;
    if (n->text[0] != '\0') {
        phrase_add(w, "%s", n->text);
        say_origin(line, n, is_row ? "row" : "rule");
    } else {
        phrase_add(w, "by %s %s", is_row ? "row" : "rule", n->name);
        say_origin(line, n, NULL);
    }
}

static void tell_evidence(why_line *line, phrase *w, const advise_proof_node *n)
{
    phrase origin = {line->origin, sizeof line->origin, 0};
    line->sign = n->certainty > 0 ? '+' : '-';
    phrase_add(w, "%s", n->text[0] != '\0' ? n->text : n->name);
    phrase_add(&origin, "(%+.2f, rule %s, ", n->certainty, n->name);
    place_add(&origin, n->file, n->line);
    phrase_add(&origin, ")");
}

/// An input of a table, and what the row asks of it.
static void tell_cell(why_line *line, phrase *w, const advise_proof *p, size_t node)
{
    const advise_proof_node n = advise_proof_get(p, node);
    const size_t thing = why_compared(p, node);
    line->leaf = thing > 0 && why_is_leaf(advise_proof_get(p, thing).kind) ? thing : 0;
    const advise_proof_node leaf = advise_proof_get(p, line->leaf);
    if (line->leaf > 0) {
        why_say_leaf(w, &leaf);
        say_origin(line, &leaf, NULL);
    } else {
        phrase_add_cut(w, n.name, WHY_MOST_EXPRESSION);
        phrase_add(w, " is ");
        why_say_value(w, &n);
    }
    if (n.text[0] != '\0' && strcmp(n.text, n.value) != 0) {
        phrase_add(w, ", that is ");
        why_say_asked(w, n.text);
    }
    line->has_below = why_has_more_below(p, line);
}

static void tell_part(why_line *line, phrase *w, const advise_proof *p, size_t node)
{
    const advise_proof_node n = advise_proof_get(p, node);
    const size_t thing = n.kind == ADVISE_PROOF_PART ? why_compared(p, node) : 0;
    const advise_proof_node below = advise_proof_get(p, thing);
    if (thing == 0) {
        why_say_part(w, &n);
        why_say_constants(w, p, node);
        line->has_below = why_has_more_below(p, line);
    } else if (below.kind == ADVISE_PROOF_DERIVED) {
        tell_derived(line, w, p, thing, node);
    } else {
        why_say_leaf(w, &below);
        why_say_comparison(w, p, node, below.value);
        say_origin(line, &below, NULL);
        line->leaf = thing;
        line->has_below = why_has_more_below(p, line);
    }
}

/// Says a computed value.
static void tell_computed(phrase *w, const advise_proof_node *n, const char *noun)
{
    phrase_add(w, "%s is ", noun);
    why_say_literal(w, n->value);
    phrase_add(w, ": ");
    phrase_add_cut(w, n->text, WHY_MOST_EXPRESSION);
}

/// A source; what it says only if it was not cited further up.
static void tell_source(phrase *w, const advise_proof *p, size_t node)
{
    const advise_proof_node n = advise_proof_get(p, node);
    phrase_add(w, "from: %s", n.text);
    if (n.value[0] != '\0' && !why_is_cited_above(p, node))
        phrase_add(w, ": %s", n.value);
}

/// A rule that did not conclude anything else than what the fact above it is.
static void tell_refusal(why_line *line, phrase *w, const advise_proof *p, size_t node)
{
    const advise_proof_node n = advise_proof_get(p, node);
    size_t above = node;
    while (advise_proof_get(p, above).depth >= n.depth)
        above--;
    const bool is_decided = strcmp(n.value, "null") != 0;
    const bool is_same = !is_decided && strcmp(advise_proof_get(p, above).value, "null") != 0;
    phrase_add(w, "%s %s%s", n.name, is_decided ? "does not apply" : "cannot be decided",
               is_same ? ", but would conclude the same" : "");
    say_origin(line, &n, NULL);
}

/// A call of a table: which row decided, and why.
static void tell_call(why_line *line, phrase *w, const advise_proof_node *n)
{
    const bool is_row = strchr(n->name, '/') != NULL;
    phrase_add_cut(w, n->left, WHY_MOST_EXPRESSION);
    phrase_add(w, " is ");
    why_say_value(w, n);
    phrase_add(w, "%s", n->by_default ? ", since no row matches" : "");
    phrase_add(w, "%s%s", n->text[0] != '\0' ? ": " : "", n->text);
    say_origin(line, n, is_row ? "row" : "table");
}

why_line why_tell(const advise_proof *p, size_t node)
{
    const size_t shown = why_skip_name(p, node);
    const advise_proof_node n = advise_proof_get(p, shown);
    why_line line = {.sign = ' ', .below = shown, .has_below = n.child_count > 0};
    phrase w = {line.text, sizeof line.text, 0};
    switch (n.kind) {
    case ADVISE_PROOF_ADVICE: phrase_add(&w, "%s", n.text); break;
    case ADVISE_PROOF_EVIDENCE: tell_evidence(&line, &w, &n); break;
    case ADVISE_PROOF_SOURCE: tell_source(&w, p, shown); break;
    case ADVISE_PROOF_BINDING: tell_binding(&line, &w, p, shown); break;
    case ADVISE_PROOF_PART: tell_part(&line, &w, p, shown); break;
    case ADVISE_PROOF_CELL: tell_cell(&line, &w, p, shown); break;
    case ADVISE_PROOF_CERTAINTY: tell_computed(&w, &n, "its certainty"); break;
    case ADVISE_PROOF_VALUE: tell_computed(&w, &n, "the value"); break;
    case ADVISE_PROOF_DERIVED: tell_derived(&line, &w, p, shown, 0); break;
    case ADVISE_PROOF_ROW:
    case ADVISE_PROOF_RULE: tell_rule(&line, &w, &n); break;
    case ADVISE_PROOF_NO_RULE: tell_refusal(&line, &w, p, shown); break;
    case ADVISE_PROOF_CALL: tell_call(&line, &w, &n); break;
    case ADVISE_PROOF_CONSTANT:
        phrase_add(&w, "%s is ", n.name);
        why_say_value(&w, &n);
        break;
    case ADVISE_PROOF_FACT:
    case ADVISE_PROOF_FIELD:
    case ADVISE_PROOF_LIST:
    case ADVISE_PROOF_NOT_STATED:
        why_say_leaf(&w, &n);
        say_origin(&line, &n, NULL);
        break;
    }
    line.is_aside = n.kind == ADVISE_PROOF_SOURCE || n.kind == ADVISE_PROOF_CONSTANT;
    return line;
}
