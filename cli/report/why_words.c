// Literals, leaves and conditions in words.
#include "report/why_words.h"

#include "report/why_nodes.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_VALUE = 60 };

void why_say_literal(phrase *w, const char *literal)
{
    enum { MOST_DIGITS = 12 };
    const size_t digits = strspn(literal, "-.0123456789");
    if (digits > MOST_DIGITS && literal[digits] == '\0' && strchr(literal, '.') != NULL) {
        phrase_add(w, "%.4g", strtod(literal, NULL));
        return;
    }
    char plain[MOST_VALUE * 4 + 8];
    size_t length = 0;
    while (*literal != '\0' && length < sizeof plain - 2) {
        const bool is_end = literal[0] == '\\' && literal[1] == 'n';
        if (!is_end || (length > 0 && plain[length - 1] != ' '))
            plain[length++] = is_end ? ' ' : *literal;
        literal += is_end ? 2 : 1;
    }
    plain[length] = '\0';
    phrase_add_cut(w, plain, MOST_VALUE);
}

void why_say_value(phrase *w, const advise_proof_node *n)
{
    if (strcmp(n->value, "null") == 0)
        phrase_add(w, "not known");
    else
        why_say_literal(w, n->value);
    const size_t unit = strlen(n->unit);
    const bool is_one = strcmp(n->value, "1") == 0 && unit > 1 && n->unit[unit - 1] == 's';
    if (unit > 0 && strcmp(n->value, "null") != 0)
        phrase_add(w, " %.*s", (int)(unit - is_one), n->unit);
}

void why_say_leaf(phrase *w, const advise_proof_node *n)
{
    if (n->item[0] != '\0')
        phrase_add(w, "%s: ", n->item);
    else if (n->fact[0] != '\0')
        phrase_add(w, "%s.", n->fact);
    phrase_add(w, "%s", n->name);
    if (n->kind == ADVISE_PROOF_NOT_STATED) {
        phrase_add(w, " is not stated");
    } else if (n->kind == ADVISE_PROOF_LIST) {
        phrase_add(w, " has %s item%s%s", n->value, strcmp(n->value, "1") == 0 ? "" : "s",
                   n->text[0] != '\0' ? ", and all that they hold matters" : "");
    } else {
        phrase_add(w, " is ");
        why_say_value(w, n);
    }
}

// --- parts of conditions ---

/// An operator in words.
typedef struct operator_words {
    const char *written, *words;
} operator_words;

static const operator_words operators[] = {{">= ", "at least "}, {"<= ", "at most "}, {"> ", "more than "},
                                           {"< ", "less than "}, {"!= ", "not "},     {"= ", ""},
                                           {"in (", "one of ("}};
enum { OPERATORS = sizeof operators / sizeof *operators };

/// What a comparison asks of its left side, as written.
static const char *asked_of_left(const advise_proof_node *part)
{
    const char *rest = part->text + strlen(part->left);
    return rest + strspn(rest, " \n\t");
}

static bool asks_if_stated(const advise_proof_node *part)
{
    const char *asked = part->left[0] != '\0' ? asked_of_left(part) : "";
    return strcmp(asked, "!= null") == 0 || strcmp(asked, "= null") == 0;
}

static bool is_true(const advise_proof_node *part)
{
    return strcmp(part->value, "true") == 0;
}

/// True if what a true comparison asks of its left side is plain from the value of that, as in `size = "small"`.
static bool is_plain(const advise_proof_node *part, const char *value)
{
    const char *asked = asked_of_left(part);
    return asks_if_stated(part) ||
           (is_true(part) && strncmp(asked, "= ", 2) == 0 && strcmp(asked + 2, value) == 0);
}

void why_say_asked(phrase *w, const char *asked)
{
    size_t i = 0;
    while (i < OPERATORS && strncmp(asked, operators[i].written, strlen(operators[i].written)) != 0)
        i++;
    phrase_add(w, "%s", i < OPERATORS ? operators[i].words : "");
    phrase_add_cut(w, asked + (i < OPERATORS ? strlen(operators[i].written) : 0), WHY_MOST_EXPRESSION);
}

/// What a comparison says of its left side: ", that is at least 2".
static void say_finding(phrase *w, const advise_proof_node *part)
{
    phrase_add(w, ", that is %s",
               is_true(part)                       ? ""
               : strcmp(part->value, "false") == 0 ? "not "
                                                   : "perhaps ");
    why_say_asked(w, asked_of_left(part));
}

void why_say_constants(phrase *w, const advise_proof *p, size_t node)
{
    const size_t count = advise_proof_get(p, node).child_count;
    for (size_t i = 0; i < count; i++) {
        const advise_proof_node child = advise_proof_get(p, advise_proof_child(p, node, i));
        if (child.kind != ADVISE_PROOF_CONSTANT)
            continue;
        phrase_add(w, " (%s is ", child.name);
        why_say_literal(w, child.value);
        phrase_add(w, ")");
    }
}

void why_say_comparison(phrase *w, const advise_proof *p, size_t node, const char *value)
{
    const advise_proof_node part = advise_proof_get(p, node);
    if (is_plain(&part, value))
        return;
    say_finding(w, &part);
    why_say_constants(w, p, node);
}

/// "firm.departments has wanted_specialty". False, and nothing is said, if the part is not `list contains` of two simple things.
static bool say_contains(phrase *w, const char *text, bool is_so)
{
    static const char begin[] = "list contains(";
    const char *list = text + sizeof begin - 1;
    if (strncmp(text, begin, sizeof begin - 1) != 0)
        return false;
    const size_t length = strcspn(list, ",()[]");
    const char *item = list + length + (list[length] != '\0');
    const size_t end = strcspn(item, ",()[]");
    if (list[length] != ',' || strcmp(item + end, ")") != 0)
        return false;
    const size_t spaces = strspn(item, " \n");
    phrase_add(w, "%.*s %s %.*s", (int)length, list, is_so ? "has" : "does not have", (int)(end - spaces),
               item + spaces);
    return true;
}

/// A part that is no comparison; of `not(…)` what is inside.
static void say_condition(phrase *w, const advise_proof_node *n)
{
    char text[WHY_LINE];
    const size_t inside = why_negated_length(n->text);
    const bool is_known = strcmp(n->value, "null") != 0;
    const bool is_so = is_true(n) == (inside == 0);
    (void)snprintf(text, sizeof text, "%.*s", inside > 0 ? (int)inside : (int)strlen(n->text),
                   n->text + (inside > 0 ? 4 : 0));
    if (is_known && say_contains(w, text, is_so))
        return;
    phrase_add(w, "%s", !is_known ? "not known: " : is_so ? "" : "not so: ");
    phrase_add_cut(w, text, WHY_MOST_EXPRESSION);
}

void why_say_part(phrase *w, const advise_proof_node *n)
{
    if (is_true(n) && asks_if_stated(n)) {
        phrase_add_cut(w, n->left, WHY_MOST_EXPRESSION);
        phrase_add(w, " is %sstated", asked_of_left(n)[0] == '=' ? "not " : "");
    } else if (n->left[0] != '\0' && n->left_value[0] != '\0') {
        phrase_add_cut(w, n->left, WHY_MOST_EXPRESSION);
        phrase_add(w, " is ");
        why_say_literal(w, n->left_value);
        if (!is_plain(n, n->left_value))
            say_finding(w, n);
    } else {
        say_condition(w, n);
    }
}
