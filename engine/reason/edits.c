// Walks an expression's tree and lists changes of its text. An operator has no node of its own: it is the first token between its
// operands that is not a parenthesis. Recursion is bounded by the height of the tree.
#include "reason/edits.h"

#include "base/text.h"
#include "feel/lex.h"
#include "feel/walk.h"
#include "reason/operands.h"

/// A run of bytes in the text.
typedef struct span {
    size_t start, end;
} span;

typedef struct walk {
    arena *arena;
    slice text;
    const feel_type *tested; ///< of unary tests: what stands before them
    struct {
        expression_edit *items;
        size_t count, capacity;
    } edits;
} walk;

static span span_of(const node *n)
{
    return (span){n->offset, (size_t)n->offset + n->length};
}

static void add_edit(walk *w, span what, slice replacement, span shown)
{
    expression_edit e = {what.start, what.end - what.start, replacement, shown.start,
                         shown.end - shown.start};
    ARENA_PUSH(w->arena, &w->edits, items, count, capacity, e);
}

/// The first token from `from` on that is no parenthesis.
static span operator_after(const walk *w, size_t from)
{
    lexer l = {w->text, from};
    token t = lex_next(&l);
    while (t.kind == TOKEN_SYMBOL && (t.symbol == ')' || t.symbol == '('))
        t = lex_next(&l);
    return (span){t.offset, t.offset + t.length};
}

static void walk_node(walk *w, const node *n, span shown);

static slice literal_of(walk *w, slice text)
{
    return feel_to_literal(w->arena, feel_string(text));
}

/// Replaces a string by the next allowed value that is not among `others`.
static void edit_string(walk *w, const node *n, const feel_type *type, node *const *others, size_t count,
                        span shown)
{
    if (n->kind != NODE_LITERAL || n->as.literal.kind != FEEL_STRING)
        return;
    if (type != NULL && type->kind == FEEL_TYPE_LIST)
        type = type->element;
    if (type == NULL || type->allowed == NULL)
        return;
    size_t at = 0;
    while (at < type->allowed_count && feel_equal(type->allowed[at], n->as.literal) != FEEL_TRUE)
        at++;
    for (size_t step = 1; step < type->allowed_count; step++) {
        feel_value next = type->allowed[(at + step) % type->allowed_count];
        bool taken = next.kind != FEEL_STRING;
        for (size_t i = 0; i < count && !taken; i++)
            taken = others[i]->kind == NODE_LITERAL && feel_equal(others[i]->as.literal, next) == FEEL_TRUE;
        if (!taken) {
            add_edit(w, span_of(n), literal_of(w, feel_text(next)), shown);
            return;
        }
    }
}

size_t edit_neighbours(arena *a, slice number, decimal out[2])
{
    enum { MOST_PLACES = 30 };
    const char *point = memchr(number.ptr, '.', number.len);
    size_t places = point != NULL ? number.len - (size_t)(point - number.ptr) - 1 : 0;
    decimal value;
    decimal step;
    if (places > MOST_PLACES || !decimal_parse(number, &value) ||
        !decimal_parse(arena_format(a, "1e-%zu", places), &step))
        return 0;
    size_t count = decimal_add(value, step, &out[0]);
    count += decimal_subtract(value, step, &out[count]);
    return count;
}

static void edit_number(walk *w, const node *n, span shown)
{
    decimal moved[2];
    size_t count = edit_neighbours(w->arena, slice_part(w->text, n->offset, n->length), moved);
    for (size_t i = 0; i < count; i++) {
        char buffer[DECIMAL_PLAIN_TEXT_SIZE];
        slice out = arena_copy(w->arena, (slice){buffer, decimal_to_text(moved[i], buffer)});
        bool negative = decimal_sign(moved[i]) < 0;
        add_edit(w, span_of(n), negative ? arena_format(w->arena, "(%s)", out.ptr) : out, shown);
    }
}

static void edit_literal(walk *w, const node *n, span shown)
{
    if (n->as.literal.kind == FEEL_BOOLEAN)
        add_edit(w, span_of(n), n->as.literal.as.boolean ? SLICE("false") : SLICE("true"), shown);
    else if (n->as.literal.kind == FEEL_NUMBER)
        edit_number(w, n, shown);
}

/// The neighbours of an operator, and its opposite.
static void edit_operator(walk *w, span at, operator_kind op, span shown)
{
    static const char *const others[][3] = {
        [OP_EQUAL] = {"!="},       [OP_NOT_EQUAL] = {"="},      [OP_LESS] = {"<=", ">="},
        [OP_AT_MOST] = {"<", ">"}, [OP_GREATER] = {">=", "<="}, [OP_AT_LEAST] = {">", "<"},
    };
    for (size_t i = 0; others[op][i] != NULL; i++)
        add_edit(w, at, slice_of(others[op][i]), shown);
}

static void edit_operands(walk *w, const node *n)
{
    bool is_and = n->kind == NODE_AND;
    operand_list of = operands_of(n);
    span whole = span_of(n);
    size_t start = n->offset;
    for (size_t i = 0; i < of.count; i++) {
        bool last = i + 1 == of.count;
        span keyword = {whole.end, whole.end};
        if (!last)
            keyword = operator_after(w, span_of(of.items[i]).end);
        span operand = {start, keyword.start};
        while (operand.end > operand.start && strchr(" \t\r\n", w->text.ptr[operand.end - 1]) != NULL)
            operand.end--;
        add_edit(w, operand, is_and ? SLICE("true") : SLICE("false"), whole);
        walk_node(w, of.items[i], operand);
        if (!last)
            add_edit(w, keyword, is_and ? SLICE("or") : SLICE("and"), whole);
        start = lex_skip_space(w->text, keyword.end);
    }
}

static void edit_not(walk *w, const node *n, span shown)
{
    span word = {n->offset, n->offset + 3};
    if (operands_are_negated(n) && slice_is(slice_part(w->text, word.start, 3), "not"))
        add_edit(w, word, (slice){"", 0}, shown);
}

/// A range among unary tests: each of its ends is let in or kept out.
static void edit_ends(walk *w, const node *n)
{
    const span whole = span_of(n);
    const char first = w->text.ptr[whole.start];
    const char last = w->text.ptr[whole.end - 1];
    add_edit(w, (span){whole.start, whole.start + 1}, first == '[' ? SLICE("(") : SLICE("["), whole);
    add_edit(w, (span){whole.end - 1, whole.end}, last == ']' ? SLICE(")") : SLICE("]"), whole);
}

/// Unary tests: what `not` encloses, or the tests without one of them.
static void edit_tests(walk *w, const node *n)
{
    const span whole = span_of(n);
    const char *open = memchr(w->text.ptr + whole.start, '(', whole.end - whole.start);
    size_t end = whole.end;
    while (end > whole.start && w->text.ptr[end - 1] != ')')
        end--;
    if (n->as.in.negated && open != NULL && end > 0) {
        const size_t start = (size_t)(open - w->text.ptr) + 1;
        add_edit(w, whole, slice_part(w->text, start, end - 1 - start), whole);
    }
    for (size_t i = 0; i < n->as.in.count; i++) {
        if (n->as.in.tests[i]->kind == NODE_RANGE)
            edit_ends(w, n->as.in.tests[i]);
    }
    for (size_t left_out = 0; left_out < n->as.in.count && n->as.in.count > 1; left_out++) {
        text_builder rest = {.arena = w->arena};
        for (size_t i = 0; i < n->as.in.count; i++) {
            const span test = span_of(n->as.in.tests[i]);
            if (i != left_out)
                text_add_format(&rest, "%s%.*s", rest.length > 0 ? ", " : "",
                                SLICE_ARG(slice_part(w->text, test.start, test.end - test.start)));
        }
        const slice kept = text_result(&rest);
        add_edit(w, whole, n->as.in.negated ? arena_format(w->arena, "not(%.*s)", SLICE_ARG(kept)) : kept,
                 whole);
    }
}

/// A string is changed to another value of what it is compared with: by the call that both are arguments of, as in
/// `list contains(list, "a")`, or by the tests that it is one of.
static void edit_compared_string(walk *w, const node *parent, const node *n, span shown)
{
    if (parent->kind == NODE_CALL && parent->as.call.count == 2) {
        node *const *both = parent->as.call.arguments;
        if (n == both[0] || n == both[1])
            edit_string(w, n, both[n == both[0]]->type, NULL, 0, shown);
    } else if (parent->kind == NODE_IN || parent->kind == NODE_TESTS) {
        const node *value = parent->as.in.value;
        if (n != value)
            edit_string(w, n, value != NULL ? value->type : w->tested, parent->as.in.tests,
                        parent->as.in.count, shown);
    }
}

/// The node whose children are walked.
typedef struct surroundings {
    walk *walk;
    const node *parent;
    span shown;
} surroundings;

static void walk_child(void *state, const node *n, child_role role)
{
    const surroundings *in = state;
    (void)role;
    edit_compared_string(in->walk, in->parent, n, in->shown);
    walk_node(in->walk, n, in->shown);
}

static void walk_node(walk *w, const node *n, span shown)
{
    switch ((node_kind)n->kind) {
    case NODE_LITERAL: edit_literal(w, n, shown); break;
    case NODE_CALL: edit_not(w, n, shown); break;
    case NODE_COMPARE:
        edit_operator(w, operator_after(w, span_of(n->as.binary.left).end), (operator_kind)n->op, shown);
        edit_string(w, n->as.binary.right, n->as.binary.left->type, NULL, 0, shown);
        edit_string(w, n->as.binary.left, n->as.binary.right->type, NULL, 0, shown);
        break;
    case NODE_TESTS: edit_tests(w, n); break;
    case NODE_TEST: edit_operator(w, operator_after(w, n->offset), (operator_kind)n->op, shown); break;
    case NODE_AND:
    case NODE_OR: edit_operands(w, n); return; // each operand is shown by itself
    default: break;
    }
    node_visit_children(n, walk_child, &(surroundings){w, n, shown});
}

const expression_edit *edits_of(arena *a, const feel_expression *x, const feel_type *wanted, size_t *count)
{
    walk w = {.arena = a, .text = x->source->text, .tested = wanted};
    span whole = span_of(x->root);
    edit_string(&w, x->root, wanted, NULL, 0, whole);
    walk_node(&w, x->root, whole);
    *count = w.edits.count;
    return w.edits.items;
}

static slice replaced(arena *a, slice text, size_t offset, size_t length, slice by)
{
    text_builder out = {.arena = a};
    text_add(&out, slice_part(text, 0, offset));
    text_add(&out, by);
    text_add(&out, slice_part(text, offset + length, text.len));
    return text_result(&out);
}

slice edit_apply(arena *a, const feel_expression *x, const expression_edit *edit)
{
    return replaced(a, x->source->text, edit->offset, edit->length, edit->replacement);
}

slice edit_before(arena *a, const feel_expression *x, const expression_edit *edit)
{
    return text_on_one_line(a, slice_part(x->source->text, edit->shown_offset, edit->shown_length));
}

slice edit_after(arena *a, const feel_expression *x, const expression_edit *edit)
{
    slice shown = slice_part(x->source->text, edit->shown_offset, edit->shown_length);
    return text_on_one_line(
        a, replaced(a, shown, edit->offset - edit->shown_offset, edit->length, edit->replacement));
}

place edit_place(const feel_expression *x, const expression_edit *edit)
{
    return (place){x->source, edit->offset, edit->length};
}
