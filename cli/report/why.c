// Nodes become words here. What is said twice in a tree is said once in a line.
#include "report/why.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_VALUE = 60, MOST_EXPRESSION = 200 };

/// A buffer that is filled.
typedef struct words {
    char *out;
    size_t size, length;
} words;

__attribute__((format(printf, 2, 3))) static void say(words *w, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const int more = vsnprintf(w->out + w->length, w->size - w->length, format, arguments);
    va_end(arguments);
    w->length += more > 0 ? (size_t)more : 0;
    if (w->length >= w->size)
        w->length = w->size - 1;
}

/// At most so many characters of a text, with "…" if there are more.
static void say_cut(words *w, const char *text, size_t most)
{
    const size_t length = screen_bytes(text, most);
    say(w, "%.*s%s", (int)length, text, text[length] != '\0' ? "…" : "");
}

/// A FEEL literal as people read it: line ends as spaces, and of a number no more digits than anybody needs.
static void say_literal(words *w, const char *literal)
{
    enum { MOST_DIGITS = 12 };
    const size_t digits = strspn(literal, "-.0123456789");
    if (digits > MOST_DIGITS && literal[digits] == '\0' && strchr(literal, '.') != NULL) {
        say(w, "%.4g", strtod(literal, NULL));
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
    say_cut(w, plain, MOST_VALUE);
}

// --- places ---

static const char *base_name(const char *file)
{
    const char *slash = strrchr(file, '/');
    return slash != NULL ? slash + 1 : file;
}

/// Says where something stands; nothing if no place is known.
static void say_place(words *w, const advise_proof_node *n)
{
    if (strncmp(n->file, "--set ", 6) == 0)
        say(w, "--set");
    else if (n->file[0] != '\0')
        say(w, "%s:%zu", base_name(n->file), n->line);
}

/// "(me.yaml:12)", or "(rule more-hours, work.yaml:3)".
static void say_origin(why_line *line, const advise_proof_node *n, const char *kind)
{
    words w = {line->origin, sizeof line->origin, 0};
    if (n->file[0] == '\0' && kind == NULL)
        return;
    say(&w, "(");
    if (kind != NULL)
        say(&w, "%s %s%s", kind, n->name, n->file[0] != '\0' ? ", " : "");
    say_place(&w, n);
    say(&w, ")");
}

// --- leaves ---

bool why_is_leaf(advise_proof_kind kind)
{
    return kind == ADVISE_PROOF_FACT || kind == ADVISE_PROOF_FIELD || kind == ADVISE_PROOF_LIST ||
           kind == ADVISE_PROOF_NOT_STATED;
}

static void say_value(words *w, const advise_proof_node *n)
{
    if (strcmp(n->value, "null") == 0)
        say(w, "not known");
    else
        say_literal(w, n->value);
    const size_t unit = strlen(n->unit);
    const bool is_one = strcmp(n->value, "1") == 0 && unit > 1 && n->unit[unit - 1] == 's';
    if (unit > 0 && strcmp(n->value, "null") != 0)
        say(w, " %.*s", (int)(unit - is_one), n->unit);
}

static void say_leaf(words *w, const advise_proof_node *n)
{
    if (n->item[0] != '\0')
        say(w, "%s: ", n->item);
    else if (n->fact[0] != '\0')
        say(w, "%s.", n->fact);
    say(w, "%s", n->name);
    if (n->kind == ADVISE_PROOF_NOT_STATED) {
        say(w, " is not stated");
    } else if (n->kind == ADVISE_PROOF_LIST) {
        say(w, " has %s item%s%s", n->value, strcmp(n->value, "1") == 0 ? "" : "s",
            n->text[0] != '\0' ? ", and all that they hold matters" : "");
    } else {
        say(w, " is ");
        say_value(w, n);
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

static void say_asked(words *w, const char *asked)
{
    size_t i = 0;
    while (i < OPERATORS && strncmp(asked, operators[i].written, strlen(operators[i].written)) != 0)
        i++;
    say(w, "%s", i < OPERATORS ? operators[i].words : "");
    say_cut(w, asked + (i < OPERATORS ? strlen(operators[i].written) : 0), MOST_EXPRESSION);
}

/// What a comparison says of its left side: ", that is at least 2".
static void say_finding(words *w, const advise_proof_node *part)
{
    say(w, ", that is %s", is_true(part) ? "" : strcmp(part->value, "false") == 0 ? "not " : "perhaps ");
    say_asked(w, asked_of_left(part));
}

/// True if a text of some length ends with a name, or is it: `trusted`, `firm.wanted`.
static bool ends_with_name(const char *text, size_t length, const char *name)
{
    const size_t size = strlen(name);
    return length >= size && strncmp(text + length - size, name, size) == 0 &&
           (length == size || text[length - size - 1] == '.');
}

/// What is below a comparison and named by its left side: a leaf, or a derived fact beside which there are only constants; 0 if there is none.
static size_t compared_thing(const advise_proof *p, size_t node)
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

/// " (enough_years is 2)" for each constant below a part.
static void say_constants(words *w, const advise_proof *p, size_t node)
{
    const size_t count = advise_proof_get(p, node).child_count;
    for (size_t i = 0; i < count; i++) {
        const advise_proof_node child = advise_proof_get(p, advise_proof_child(p, node, i));
        if (child.kind != ADVISE_PROOF_CONSTANT)
            continue;
        say(w, " (%s is ", child.name);
        say_literal(w, child.value);
        say(w, ")");
    }
}

/// What a comparison says of what it compares: ", that is at least enough_years (enough_years is 2)"; nothing if that is plain.
static void say_comparison(words *w, const advise_proof *p, size_t node, const char *value)
{
    const advise_proof_node part = advise_proof_get(p, node);
    if (is_plain(&part, value))
        return;
    say_finding(w, &part);
    say_constants(w, p, node);
}

/// "firm.departments has wanted_specialty". False, and nothing is said, if the part is not `list contains` of two simple things.
static bool say_contains(words *w, const char *text, bool is_so)
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
    say(w, "%.*s %s %.*s", (int)length, list, is_so ? "has" : "does not have", (int)(end - spaces),
        item + spaces);
    return true;
}

/// The length of what is inside `not(…)`, if that is all of the text; else 0.
static size_t negated_length(const char *text)
{
    const size_t length = strlen(text);
    const bool is_negated = strncmp(text, "not(", 4) == 0;
    size_t depth = is_negated ? 1 : 0;
    size_t i = 4;
    for (; depth > 0 && i < length; i++)
        depth = depth + (text[i] == '(') - (text[i] == ')');
    return is_negated && depth == 0 && i == length ? length - 5 : 0;
}

/// A part that is no comparison; of `not(…)` what is inside.
static void say_condition(words *w, const advise_proof_node *n)
{
    char text[WHY_LINE];
    const size_t inside = negated_length(n->text);
    const bool is_known = strcmp(n->value, "null") != 0;
    const bool is_so = is_true(n) == (inside == 0);
    (void)snprintf(text, sizeof text, "%.*s", inside > 0 ? (int)inside : (int)strlen(n->text),
                   n->text + (inside > 0 ? 4 : 0));
    if (is_known && say_contains(w, text, is_so))
        return;
    say(w, "%s", !is_known ? "not known: " : is_so ? "" : "not so: ");
    say_cut(w, text, MOST_EXPRESSION);
}

static void say_part(words *w, const advise_proof_node *n)
{
    if (is_true(n) && asks_if_stated(n)) {
        say_cut(w, n->left, MOST_EXPRESSION);
        say(w, " is %sstated", asked_of_left(n)[0] == '=' ? "not " : "");
    } else if (n->left[0] != '\0' && n->left_value[0] != '\0') {
        say_cut(w, n->left, MOST_EXPRESSION);
        say(w, " is ");
        say_literal(w, n->left_value);
        if (!is_plain(n, n->left_value))
            say_finding(w, n);
    } else {
        say_condition(w, n);
    }
}

/// The node itself or, if it is a part that only names what stands below it, or that with `not`, what is below.
static size_t skip_name(const advise_proof *p, size_t node)
{
    const advise_proof_node n = advise_proof_get(p, node);
    if ((n.kind != ADVISE_PROOF_PART && n.kind != ADVISE_PROOF_VALUE) || n.child_count != 1)
        return node;
    const size_t child = advise_proof_child(p, node, 0);
    const advise_proof_node below = advise_proof_get(p, child);
    const size_t negated = negated_length(n.text);
    const char *inside = n.text + (negated > 0 ? 4 : 0);
    const bool same = ends_with_name(inside, negated > 0 ? negated : strlen(n.text), below.name) &&
                      strpbrk(inside, " +*/<>=") == NULL;
    return same && (why_is_leaf(below.kind) || below.kind == ADVISE_PROOF_DERIVED) ? child : node;
}

// --- what was told further up ---

static bool is_cited_above(const advise_proof *p, size_t node)
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
    const size_t thing = skip_name(p, node);
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
           (n.kind == ADVISE_PROOF_SOURCE && n.depth > 2 && is_cited_above(p, node));
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

/// True if a derived fact was proved in the same way further up.
static bool is_proved_above(const advise_proof *p, size_t node)
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

// --- derived facts ---

/// The one rule or row by which a derived fact has its value; 0 if there is not just one.
static size_t only_rule(const advise_proof *p, size_t node)
{
    const advise_proof_node n = advise_proof_get(p, node);
    const size_t child = n.child_count == 1 ? advise_proof_child(p, node, 0) : 0;
    const advise_proof_kind kind = child > 0 ? advise_proof_get(p, child).kind : ADVISE_PROOF_ADVICE;
    return kind == ADVISE_PROOF_RULE || kind == ADVISE_PROOF_ROW ? child : 0;
}

/// A derived fact, with what a comparison says of it.
/// @param part  the comparison; 0: none
static void tell_derived(why_line *line, words *w, const advise_proof *p, size_t node, size_t part)
{
    const advise_proof_node n = advise_proof_get(p, node);
    const size_t rule = only_rule(p, node);
    if (n.item[0] != '\0')
        say(w, "%s: ", n.item);
    say(w, "%s is ", n.name);
    say_value(w, &n);
    if (part > 0)
        say_comparison(w, p, part, n.value);
    line->below = node;
    line->has_below = n.child_count > 0;
    if (is_proved_above(p, node)) {
        say(w, ", as above");
        line->has_below = false;
    } else if (n.by_default) {
        say(w, ", since no rule says otherwise");
    } else if (rule > 0) {
        const advise_proof_node by = advise_proof_get(p, rule);
        say(w, "%s%s", by.text[0] != '\0' ? ": " : "", by.text);
        say_origin(line, &by, by.kind == ADVISE_PROOF_ROW ? "row" : "rule");
        line->below = rule;
        line->has_below = by.child_count > 0;
    }
}

// --- lines ---

static void tell_binding(why_line *line, words *w, const advise_proof *p, size_t node)
{
    const advise_proof_node n = advise_proof_get(p, node);
    say(w, "%s is %s, one of %s", n.name, n.value, n.text);
    say_origin(line, &n, NULL);
    line->has_below =
        n.child_count > 1 ||
        (n.child_count == 1 && advise_proof_get(p, advise_proof_child(p, node, 0)).kind != ADVISE_PROOF_LIST);
}

static void tell_rule(why_line *line, words *w, const advise_proof_node *n)
{
    const bool is_row = n->kind == ADVISE_PROOF_ROW;
    if (n->text[0] != '\0') {
        say(w, "%s", n->text);
        say_origin(line, n, is_row ? "row" : "rule");
    } else {
        say(w, "by %s %s", is_row ? "row" : "rule", n->name);
        say_origin(line, n, NULL);
    }
}

static void tell_evidence(why_line *line, words *w, const advise_proof_node *n)
{
    words origin = {line->origin, sizeof line->origin, 0};
    line->sign = n->certainty > 0 ? '+' : '-';
    say(w, "%s", n->text[0] != '\0' ? n->text : n->name);
    say(&origin, "(%+.2f, rule %s, ", n->certainty, n->name);
    say_place(&origin, n);
    say(&origin, ")");
}

/// Whether lines stand below one that has told of a leaf.
static bool has_more_below(const advise_proof *p, const why_line *line)
{
    const size_t count = advise_proof_get(p, line->below).child_count;
    bool found = false;
    for (size_t i = 0; i < count && !found; i++)
        found = !why_is_told(p, line, advise_proof_child(p, line->below, i));
    return found;
}

/// An input of a table, and what the row asks of it.
static void tell_cell(why_line *line, words *w, const advise_proof *p, size_t node)
{
    const advise_proof_node n = advise_proof_get(p, node);
    const size_t thing = compared_thing(p, node);
    line->leaf = thing > 0 && why_is_leaf(advise_proof_get(p, thing).kind) ? thing : 0;
    const advise_proof_node leaf = advise_proof_get(p, line->leaf);
    if (line->leaf > 0) {
        say_leaf(w, &leaf);
        say_origin(line, &leaf, NULL);
    } else {
        say_cut(w, n.name, MOST_EXPRESSION);
        say(w, " is ");
        say_value(w, &n);
    }
    if (n.text[0] != '\0' && strcmp(n.text, n.value) != 0) {
        say(w, ", that is ");
        say_asked(w, n.text);
    }
    line->has_below = has_more_below(p, line);
}

static void tell_part(why_line *line, words *w, const advise_proof *p, size_t node)
{
    const advise_proof_node n = advise_proof_get(p, node);
    const size_t thing = n.kind == ADVISE_PROOF_PART ? compared_thing(p, node) : 0;
    const advise_proof_node below = advise_proof_get(p, thing);
    if (thing == 0) {
        say_part(w, &n);
        say_constants(w, p, node);
        line->has_below = has_more_below(p, line);
    } else if (below.kind == ADVISE_PROOF_DERIVED) {
        tell_derived(line, w, p, thing, node);
    } else {
        say_leaf(w, &below);
        say_comparison(w, p, node, below.value);
        say_origin(line, &below, NULL);
        line->leaf = thing;
        line->has_below = has_more_below(p, line);
    }
}

/// Says a computed value.
static void tell_computed(words *w, const advise_proof_node *n, const char *noun)
{
    say(w, "%s is ", noun);
    say_literal(w, n->value);
    say(w, ": ");
    say_cut(w, n->text, MOST_EXPRESSION);
}

/// A source; what it says only if it was not cited further up.
static void tell_source(words *w, const advise_proof *p, size_t node)
{
    const advise_proof_node n = advise_proof_get(p, node);
    say(w, "from: %s", n.text);
    if (n.value[0] != '\0' && !is_cited_above(p, node))
        say(w, ": %s", n.value);
}

/// A rule that did not conclude anything else than what the fact above it is.
static void tell_refusal(why_line *line, words *w, const advise_proof *p, size_t node)
{
    const advise_proof_node n = advise_proof_get(p, node);
    size_t above = node;
    while (advise_proof_get(p, above).depth >= n.depth)
        above--;
    const bool is_decided = strcmp(n.value, "null") != 0;
    const bool is_same = !is_decided && strcmp(advise_proof_get(p, above).value, "null") != 0;
    say(w, "%s %s%s", n.name, is_decided ? "does not apply" : "cannot be decided",
        is_same ? ", but would conclude the same" : "");
    say_origin(line, &n, NULL);
}

/// A call of a table: which row decided, and why.
static void tell_call(why_line *line, words *w, const advise_proof_node *n)
{
    const bool is_row = strchr(n->name, '/') != NULL;
    say_cut(w, n->left, MOST_EXPRESSION);
    say(w, " is ");
    say_value(w, n);
    say(w, "%s", n->by_default ? ", since no row matches" : "");
    say(w, "%s%s", n->text[0] != '\0' ? ": " : "", n->text);
    say_origin(line, n, is_row ? "row" : "table");
}

why_line why_tell(const advise_proof *p, size_t node)
{
    const size_t shown = skip_name(p, node);
    const advise_proof_node n = advise_proof_get(p, shown);
    why_line line = {.sign = ' ', .below = shown, .has_below = n.child_count > 0};
    words w = {line.text, sizeof line.text, 0};
    switch (n.kind) {
    case ADVISE_PROOF_ADVICE: say(&w, "%s", n.text); break;
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
        say(&w, "%s is ", n.name);
        say_value(&w, &n);
        break;
    case ADVISE_PROOF_FACT:
    case ADVISE_PROOF_FIELD:
    case ADVISE_PROOF_LIST:
    case ADVISE_PROOF_NOT_STATED:
        say_leaf(&w, &n);
        say_origin(&line, &n, NULL);
        break;
    }
    line.is_aside = n.kind == ADVISE_PROOF_SOURCE || n.kind == ADVISE_PROOF_CONSTANT;
    return line;
}

// --- what is given ---

/// Says how to ask for what would give it: the recommendation, with its item if that is not in doubt, as a shell reads it.
static void say_command(words *w, const why_report *r, const char *id, const char *item)
{
    const bool plain = strpbrk(item, "' \"$`\\!*?&|;<>(){}[]#~") == NULL;
    if (r->names_no_commands)
        return;
    say(w, " For what would give it, run: advise why-not %s ", r->profile);
    if (item[0] == '\0' || strchr(item, '\'') != NULL)
        say(w, "%s", id);
    else
        say(w, plain ? "%s:%s" : "'%s:%s'", id, item);
}

/// The title of what a piece of advice stands below: the first of that id in its entry.
static const char *title_above(const why_report *r, size_t index, const char *id)
{
    const size_t rank = advise_report_advice(r->report, index).rank;
    const char *title = NULL;
    for (size_t i = 0; i < index && title == NULL; i++) {
        const advise_advice a = advise_report_advice(r->report, i);
        title = a.rank == rank && strcmp(a.recommendation, id) == 0 ? a.title : NULL;
    }
    return title != NULL ? title : id;
}

/// The title under which a recommendation is given; its id if it is not.
static const char *title_of_given(const why_report *r, const char *id)
{
    const char *title = NULL;
    for (size_t i = 0; i < advise_report_given_count(r->report) && title == NULL; i++) {
        const advise_advice a = advise_report_advice(r->report, i);
        title = strcmp(a.recommendation, id) == 0 ? a.title : NULL;
    }
    return title != NULL ? title : id;
}

void why_standing(const why_report *r, size_t advice, char *out, size_t size)
{
    const advise_advice a = advise_report_advice(r->report, advice);
    words w = {.size = size};
    w.out = out;
    if (a.status == ADVISE_GIVEN) {
        say(&w, "Given, with certainty %.2f and a score of %.0f: place %zu of %zu", a.certainty, a.score,
            a.rank, advise_report_entry_count(r->report));
        if (a.part_of[0] != '\0')
            say(&w, ", as a part of \"%s\"", title_above(r, advice, a.part_of));
        if (a.alternative_to[0] != '\0')
            say(&w, ", as an alternative to \"%s\"", title_above(r, advice, a.alternative_to));
        say(&w, ".");
        return;
    }
    if (a.status == ADVISE_EXCLUDED)
        say(&w, "Not given: it is withheld, since \"%s\" is advised and excludes it.",
            title_of_given(r, a.excluded_by));
    else
        say(&w, "Not given: its certainty is %.2f, and must be above %.2f.", a.certainty,
            advise_report_threshold(r->report));
    say_command(&w, r, a.recommendation, a.item);
}

void why_nothing(const why_report *r, char *out, size_t size)
{
    words w = {.size = size};
    w.out = out;
    if (r->target == NULL) {
        say(&w, "Nothing in this profile calls for advice yet.");
        return;
    }
    say(&w, "Nothing in this profile speaks for or against %s%s%s.", r->target->recommendation,
        r->target->item[0] != '\0' ? ":" : "", r->target->item);
    say_command(&w, r, r->target->recommendation, r->target->item);
}
