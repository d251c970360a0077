/// The tree that the parser builds, the type checker types and the evaluator walks. Private to engine/feel/ and engine/reason/.
///
/// Names are resolved while parsing: a name is a position among the scope's variables (global), a position among the
/// expression's own loop variables, entries and parameters (local), or a built-in.
#ifndef ADVISE_FEEL_AST_H
#define ADVISE_FEEL_AST_H

#include "feel/builtin.h"
#include "feel/feel.h"
#include "feel/regex.h"

typedef enum node_kind {
    NODE_LITERAL,
    NODE_NAME,
    NODE_PATH,
    NODE_FILTER,
    NODE_CALL,
    NODE_NEGATE,
    NODE_ARITHMETIC,
    NODE_COMPARE,
    NODE_BETWEEN,
    NODE_IN,
    NODE_AND,
    NODE_OR,
    NODE_IF,
    NODE_FOR,
    NODE_SOME,
    NODE_EVERY,
    NODE_INSTANCE_OF,
    NODE_LIST,
    NODE_CONTEXT,
    NODE_RANGE,
    NODE_FUNCTION,
    NODE_TEST,  ///< a unary test with an operator: `>= x`
    NODE_TESTS, ///< unary tests as a whole: `t1, t2`, `not(t1)`, `-`
} node_kind;

typedef enum operator_kind {
    OP_ADD,
    OP_SUBTRACT,
    OP_MULTIPLY,
    OP_DIVIDE,
    OP_POWER,
    OP_EQUAL,
    OP_NOT_EQUAL,
    OP_LESS,
    OP_AT_MOST,
    OP_GREATER,
    OP_AT_LEAST,
} operator_kind;

typedef enum binding_kind { BINDING_NONE, BINDING_GLOBAL, BINDING_LOCAL, BINDING_BUILTIN } binding_kind;

typedef struct node node;

/// A variable of `for`, `some` or `every`: over the items of `domain`, or from `domain` to `to`.
typedef struct iteration {
    slice name;
    uint32_t slot;
    node *domain;
    node *to; ///< NULL unless written `a..b`
} iteration;

struct node {
    uint8_t kind; ///< a node_kind
    uint8_t op;   ///< an operator_kind
    uint16_t height;
    bool mentions_input; ///< a unary test that uses `?`
    uint32_t offset, length;
    const feel_type *type; ///< set by the checker; NULL: any
    union {
        feel_value literal;
        struct {
            slice text;
            uint8_t binding; ///< a binding_kind
            uint32_t slot;   ///< of a global or local; for a built-in unused
            /// Filters between the name and what it is bound to, innermost first: an entry of the item with that name wins.
            const uint32_t *filters;
            uint32_t filter_count;
        } name;
        struct {
            node *object;
            slice name;
            uint32_t name_offset;
        } path;
        struct {
            node *list, *condition;
            uint32_t slot; ///< the local that holds the item
        } filter;
        struct {
            node *callee; ///< NULL for a built-in
            const builtin *rows;
            size_t row_count;
            node **arguments;
            slice *names; ///< NULL for positional arguments
            size_t count;
            const feel_regex *regex; ///< of a constant pattern, compiled by the checker
        } call;
        struct {
            node *left, *right;
        } binary; ///< also NODE_NEGATE (left only)
        struct {
            node *value, *low, *high;
        } between;
        struct {
            node *value; ///< NULL for NODE_TESTS
            node **tests;
            size_t count;
            uint32_t slot; ///< the local that holds `?`
            bool negated;
        } in;
        struct {
            node **items;
            size_t count;
        } list; ///< also NODE_AND and NODE_OR
        struct {
            node *condition, *yes, *no;
        } branch;
        struct {
            iteration *iterations;
            size_t count;
            node *body;
            uint32_t partial_slot;
            bool uses_partial;
        } loop;
        struct {
            node *value;
            const feel_type *type; ///< NULL: an unknown type
            slice type_text;
        } instance;
        struct {
            slice *names;
            node **values;
            size_t count;
            uint32_t first_slot; ///< entry i is the local first_slot + i
        } context;
        struct {
            node *low, *high; ///< NULL: unbounded
            bool low_closed, high_closed;
        } range;
        struct {
            slice name; ///< empty for a literal
            const feel_field *parameters;
            size_t count;
            uint32_t first_slot;
            const feel_type *result; ///< what the body's value is coerced to; NULL: any
            node *body;              ///< NULL: external, gives null
        } function;
    } as;
};

/// Levels of a tree: each link of a long chain such as a + b + c + … is one level.
struct feel_expression {
    const source_text *source;
    const node *root;
    const feel_type *type;
    size_t local_count;  ///< slots that locals need
    uint32_t input_slot; ///< of unary tests: the local that holds `?`
    const size_t *reads;
    size_t read_count;
    bool uses_clock;
    size_t scope_count;
};

struct feel_function {
    const builtin *rows; ///< a built-in, else NULL
    size_t row_count;
    const node *literal;                   ///< a function written in FEEL, else NULL
    const struct feel_called_table *table; ///< a decision table, else NULL
    const feel_value
        *globals; ///< what it was made in; NULL for a pack's: the values that the evaluation was given
    size_t global_count;
    const feel_value *more; ///< see `env`
    size_t more_from, more_count;
    const feel_value *locals;
    size_t local_count;
};

#endif
