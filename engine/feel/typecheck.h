/// The type checker's own header, of its files alone: typecheck.c (the walk, names and paths), typecheck_operator.c (operators, allowed
/// values, unary tests), typecheck_call.c (calls) and typecheck_argument.c (what is wrong with arguments). Hints and warnings are in
/// typecheck_advice.h. Used also by the parser and by type.c.
#ifndef ADVISE_FEEL_TYPECHECK_H
#define ADVISE_FEEL_TYPECHECK_H

#include "feel/ast.h"

/// What the checker needs beside the tree.
typedef struct typecheck_input {
    arena *arena;
    const source_text *source;
    const feel_scope *scope;
    diag_list *diags;
    size_t local_count;
    const feel_type *input_type; ///< of `?`; NULL: any
    uint32_t input_slot;
    bool has_input;
} typecheck_input;

/// Sets the type of every node and, in a strict scope, reports unknown names, types that can never fit and values that are not
/// allowed. Compiles constant regular expressions.
void typecheck(const typecheck_input *input, node *root);

/// The type of a loop's variable.
const feel_type *typecheck_domain_type(const feel_type *domain, bool interval);

/// True if a function takes arguments of the function type's parameters and gives its result, as far as types are known without
/// calling it.
bool feel_function_is(const feel_function *f, const feel_type *type);

// --- between the checker's files ---

typedef struct checker {
    const typecheck_input *in;
    const feel_type **locals; ///< by slot; NULL: any
    const feel_type
        *beside; ///< while an operand is checked: what it is compared with; NULL: nothing is known
} checker;

static inline bool is_kind(const feel_type *t, feel_type_kind kind)
{
    return t != NULL && t->kind == kind;
}

/// Nothing is known of the type.
static inline bool is_open(const feel_type *t)
{
    return t == NULL || t->kind == FEEL_TYPE_ANY || t->kind == FEEL_TYPE_NULL;
}

/// True for a name that nothing has.
static inline bool is_unbound(const node *n)
{
    return n->kind == NODE_NAME && n->as.name.binding == BINDING_NONE;
}

void typecheck_node(checker *c, node *n);
/// The same for an operand that is compared with a value of a type; for hints.
void typecheck_beside(checker *c, node *n, const feel_type *type);
const feel_type *typecheck_call(checker *c, node *n);
place typecheck_place(const checker *c, const node *n);

/// Reports a name that has been taken back (see feel_withdrawn). False if it has not.
/// @param type  of a field: the name of its record type
bool typecheck_report_withdrawn(checker *c, slice type, slice name, place where);
/// Reports a node that can never be a boolean; `what` begins the message.
void typecheck_boolean(checker *c, const node *n, const char *what);
/// How a literal is used whose values are a closed list: what to write if it is several of them in one text.
typedef enum literal_use {
    USE_EQUAL,     ///< subject = literal
    USE_NOT_EQUAL, ///< subject != literal
    USE_TEST,      ///< subject in literal, or alone in a cell
    USE_ITEM,      ///< in a list that the subject is looked for in
    USE_MEMBER,    ///< looked for in a list, which is the subject
    USE_ARGUMENT,  ///< of a function, whose parameter is the subject
} literal_use;

/// Reports a literal that is not among the allowed values of the type (or of its items).
void typecheck_allowed(checker *c, const node *subject, const feel_type *type, const node *literal,
                       literal_use use);
/// The same of something that stands elsewhere: a parameter.
void typecheck_allowed_of(checker *c, slice subject, const feel_type *type, const node *literal,
                          literal_use use);
void typecheck_comparison(checker *c, const node *where, operator_kind op, const node *left,
                          const node *right);
/// The type of an operation whose operands have theirs.
const feel_type *typecheck_arithmetic(checker *c, const node *n);
/// The tests of a node of unary tests or of `in`. `subject` is what they test; NULL: nothing is known of it.
void typecheck_tests(checker *c, const node *n, const node *subject);
/// Reports calls such as `any(m in list, …)`, `filter(list, size > 1)` and `sum(list, size)`, which were to be loops, filters and paths;
/// false if it is no such call.
bool typecheck_report_loop(checker *c, const node *call);
/// False if a value of the type never is of the kinds that a parameter accepts.
bool typecheck_may_be(const feel_type *t, uint32_t accepts);
/// Reports a call of a built-in of which no row fits.
void typecheck_report_arguments(checker *c, const node *n);
/// False if coercion (`feel_coerce`) makes null of every value of the type.
bool typecheck_may_become(const feel_type *type, const feel_type *to);
/// The type that both have; NULL if they differ.
const feel_type *typecheck_common(const feel_type *a, const feel_type *b);

#endif
