/// The parser's own header, of its files alone: parse.c (entry points), parse_operator.c, parse_unary.c (unary tests), parse_primary.c
/// (literals, calls, paths, filters), parse_name.c, parse_bracket.c (lists, contexts, ranges), parse_control.c (if, for, some, every,
/// function), parse_type.c, parse_scope.c (names by their hash) and parse_state.c, on which the others build.
#ifndef ADVISE_FEEL_PARSE_H
#define ADVISE_FEEL_PARSE_H

#include "feel/ast.h"
#include "feel/lex.h"

/// A name that the expression itself declares, in the order of declaration.
typedef struct local {
    slice name;
    uint32_t slot;
    bool is_filter; ///< the item of a filter: its entries are names too
    bool hidden;    ///< an entry of a context literal that is still being read: later entries may use it
} local;

typedef struct name_list {
    slice *items;
    size_t count, capacity;
} name_list;

typedef struct parser {
    arena *arena;
    const source_text *source;
    const feel_scope *scope;
    diag_list *diags;
    lexer lexer;
    token token; ///< the current one
    unsigned depth;
    bool failed;   ///< an error was reported: what is parsed from then on is of no use
    bool is_tests; ///< the text is unary tests
    bool uses_clock;
    bool mentions_input;
    bool mentions_partial;
    bool in_range_end; ///< the upper end of a range is being read: a '[' may close it
    struct {
        local *items;
        size_t count, capacity;
    } locals;
    uint32_t local_count;  ///< most slots in use at once
    name_list members;     ///< names of entries, of more than one word
    name_list scope_names; ///< names of variables, of more than one word
    struct {
        size_t *items;
        size_t count, capacity;
    } reads; ///< the variables of the scope that were mentioned, ascending, each once
} parser;

/// Parses what range() reads (10.3.4.10): a range as in an expression, or with one end missing, as in "(..5]". It never names a
/// variable. NULL if the text is not one.
const feel_expression *feel_parse_range_literal(arena *a, const source_text *source);

// --- reading tokens ---
static inline bool at_symbol(const parser *p, int symbol)
{
    return p->token.kind == TOKEN_SYMBOL && p->token.symbol == symbol;
}
bool at_keyword(const parser *p, const char *keyword);
bool is_keyword(slice word); ///< whether it cannot be a name
slice token_text(const parser *p);
void advance(parser *p);
bool accept_symbol(parser *p, int symbol);
bool accept_keyword(parser *p, const char *keyword);
/// Accepts the token, or reports "expected …" and fails.
void expect_symbol(parser *p, int symbol, const char *what);
void expect_keyword(parser *p, const char *keyword);
/// Reports a syntax error at the current token, unless one was reported.
void syntax_error(parser *p, const char *format, ...) __attribute__((format(printf, 2, 3)));
/// Continues reading at a byte of the text.
void move_to(parser *p, size_t offset);

// --- the scope ---
/// The first variable of that name.
bool scope_find(const feel_scope *scope, slice name, size_t *variable);

// --- locals ---
uint32_t declare_local(parser *p, slice name, bool is_filter);
void forget_locals(parser *p, size_t count);

// --- nodes ---
/// A node that begins at byte `start`; the caller fills in its children.
node *new_node(parser *p, node_kind kind, size_t start);
/// Ends the node at the last token read and sets its height, once its children are filled in.
node *finish_node(parser *p, node *n);

/// A growing list of nodes.
typedef struct node_list {
    node **items;
    size_t count, capacity;
} node_list;

// --- the grammar, loosest first; each gives a node, never NULL (a literal null after an error) ---
node *parse_expression(parser *p);
node *parse_additive(parser *p);
node *parse_postfix(parser *p);
node *parse_primary(parser *p);
node *parse_name(parser *p);
/// True if a known name of several words begins with the current word: it wins over a keyword, as in "every day".
bool begins_longer_name(const parser *p);
node *parse_control(parser *p); ///< NULL if the token begins none of if, for, some, every, function
/// `name in domain [.. to]`; declares the variable.
iteration parse_iteration(parser *p);
node *parse_bracketed(parser *p);     ///< whatever begins with ( [ ] {
node *parse_range_literal(parser *p); ///< what range() reads: an end may be missing, as in (..5]
node *parse_positive_test(parser *p);
node *parse_comparison_test(parser *p); ///< an operator and an end point
void parse_test_list(parser *p, node_list *tests);
node *parse_unary_tests(parser *p);
const feel_type *parse_type(parser *p, slice *text);
bool at_comparison_operator(const parser *p, operator_kind *op);
void add_members_of_type(parser *p, const feel_type *type, unsigned depth);
void add_member(parser *p, slice name);
/// The end of the longest known member name at `offset`, with the name; 0 if none fits.
size_t match_member(const parser *p, size_t offset, slice *name);
node *literal_node(parser *p, size_t start, feel_value value);

#endif
