// What is beside, below and above a node.
#include "report/why_nodes.h"

#include <string.h>

bool why_is_leaf(advise_proof_kind kind)
{
    return kind == ADVISE_PROOF_FACT || kind == ADVISE_PROOF_FIELD || kind == ADVISE_PROOF_LIST ||
           kind == ADVISE_PROOF_NOT_STATED;
}

/// True if a text of some length ends with a name, or is it: `trusted`, `firm.wanted`.
static bool ends_with_name(const char *text, size_t length, const char *name)
{
    const size_t size = strlen(name);
    return length >= size && strncmp(text + length - size, name, size) == 0 &&
           (length == size || text[length - size - 1] == '.');
}

size_t why_compared(const advise_proof *p, size_t node)
{
    const advise_proof_node part = advise_proof_get(p, node);
    const char *left = part.kind == ADVISE_PROOF_CELL ? part.name : part.left;
    size_t found = 0;
    size_t others = 0;
    if (left[0] == '\0' || strpbrk(left, " (+-*/") != NULL)
        return 0;
    for (size_t i = 0; i < part.child_count; i++) {
        const size_t at = advise_proof_child(p, node, i);
        const advise_proof_node child = advise_proof_get(p, at);
        const bool is_named = (why_is_leaf(child.kind) || child.kind == ADVISE_PROOF_DERIVED) &&
                              ends_with_name(left, strlen(left), child.name);
        found = is_named && found == 0 ? at : found;
        others += child.kind != ADVISE_PROOF_CONSTANT;
    }
    return found > 0 && (others == 1 || why_is_leaf(advise_proof_get(p, found).kind)) ? found : 0;
}

size_t why_negated_length(const char *text)
{
    const size_t length = strlen(text);
    const bool is_negated = strncmp(text, "not(", 4) == 0;
    size_t depth = is_negated ? 1 : 0;
    size_t i = 4;
    for (; depth > 0 && i < length; i++)
        depth = depth + (text[i] == '(') - (text[i] == ')');
    return is_negated && depth == 0 && i == length ? length - 5 : 0;
}

size_t why_skip_name(const advise_proof *p, size_t node)
{
    const advise_proof_node n = advise_proof_get(p, node);
    if ((n.kind != ADVISE_PROOF_PART && n.kind != ADVISE_PROOF_VALUE) || n.child_count != 1)
        return node;
    const size_t child = advise_proof_child(p, node, 0);
    const advise_proof_node below = advise_proof_get(p, child);
    const size_t negated = why_negated_length(n.text);
    const char *inside = n.text + (negated > 0 ? 4 : 0);
    const bool same = ends_with_name(inside, negated > 0 ? negated : strlen(n.text), below.name) &&
                      strpbrk(inside, " +*/<>=") == NULL;
    return same && (why_is_leaf(below.kind) || below.kind == ADVISE_PROOF_DERIVED) ? child : node;
}

size_t why_only_rule(const advise_proof *p, size_t node)
{
    const advise_proof_node n = advise_proof_get(p, node);
    const size_t child = n.child_count == 1 ? advise_proof_child(p, node, 0) : 0;
    const advise_proof_kind kind = child > 0 ? advise_proof_get(p, child).kind : ADVISE_PROOF_ADVICE;
    return kind == ADVISE_PROOF_RULE || kind == ADVISE_PROOF_ROW ? child : 0;
}

// --- what was told further up ---

bool why_is_cited_above(const advise_proof *p, size_t node)
{
    const advise_proof_node n = advise_proof_get(p, node);
    bool found = false;
    for (size_t i = 0; i < node && !found; i++) {
        const advise_proof_node other = advise_proof_get(p, i);
        found = other.kind == n.kind && strcmp(other.name, n.name) == 0;
    }
    return found;
}

/// True if a value that is concluded just names a leaf that was told of since `from`.
static bool is_value_told(const advise_proof *p, size_t from, size_t node)
{
    const size_t thing = why_skip_name(p, node);
    const advise_proof_node n = advise_proof_get(p, thing);
    bool found = false;
    for (size_t i = from; thing != node && i < node && !found; i++) {
        const advise_proof_node other = advise_proof_get(p, i);
        found = other.kind == n.kind && strcmp(other.name, n.name) == 0 && strcmp(other.item, n.item) == 0;
    }
    return found && advise_proof_get(p, node).kind == ADVISE_PROOF_VALUE;
}

bool why_is_told(const advise_proof *p, const why_line *above, size_t node)
{
    const advise_proof_node n = advise_proof_get(p, node);
    return is_value_told(p, above->below, node) || (above->leaf > 0 && node == above->leaf) ||
           (n.kind == ADVISE_PROOF_CONSTANT && advise_proof_get(p, above->below).kind == ADVISE_PROOF_PART) ||
           (n.kind == ADVISE_PROOF_SOURCE && n.depth > 2 && why_is_cited_above(p, node));
}

bool why_has_more_below(const advise_proof *p, const why_line *line)
{
    const size_t count = advise_proof_get(p, line->below).child_count;
    bool found = false;
    for (size_t i = 0; i < count && !found; i++)
        found = !why_is_told(p, line, advise_proof_child(p, line->below, i));
    return found;
}

static bool is_below(const advise_proof *p, size_t node, size_t root)
{
    return node < advise_proof_count(p) && advise_proof_get(p, node).depth > advise_proof_get(p, root).depth;
}

/// True if two nodes say the same, and so do all below them.
static bool is_same_proof(const advise_proof *p, size_t a, size_t b)
{
    size_t i = 0;
    bool same = true;
    do {
        const advise_proof_node one = advise_proof_get(p, a + i);
        const advise_proof_node other = advise_proof_get(p, b + i);
        same = one.kind == other.kind && strcmp(one.name, other.name) == 0 &&
               strcmp(one.item, other.item) == 0 && strcmp(one.text, other.text) == 0;
        i++;
    } while (same && is_below(p, a + i, a) && is_below(p, b + i, b));
    return same && !is_below(p, a + i, a) && !is_below(p, b + i, b);
}

bool why_is_proved_above(const advise_proof *p, size_t node)
{
    const advise_proof_node n = advise_proof_get(p, node);
    bool found = n.is_repeated;
    for (size_t i = 0; i < node && !found; i++) {
        const advise_proof_node other = advise_proof_get(p, i);
        found = other.kind == n.kind && strcmp(other.name, n.name) == 0 && strcmp(other.item, n.item) == 0 &&
                is_same_proof(p, i, node);
    }
    return found;
}
