/// The checker's state, shared by check.c (names, operators) and check_call.c (calls). Private to engine/feel/.
#ifndef ADVISE_FEEL_CHECK_H
#define ADVISE_FEEL_CHECK_H

#include "feel/ast.h"

typedef struct checker {
    const check_input *in;
    const feel_type **locals; ///< by slot; NULL: any
} checker;

void check_node(checker *c, node *n);
const feel_type *check_call(checker *c, node *n);
const feel_type *check_any(void);
place check_place(const checker *c, const node *n);
/// Reports a node that can never be a boolean; `what` begins the message.
void check_boolean(checker *c, const node *n, const char *what);
/// Reports a literal that is not among the allowed values of the type (or of its items).
void check_allowed(checker *c, const node *subject, const feel_type *type, const node *literal);
void check_comparison(checker *c, const node *where, operator_kind op, const node *left, const node *right);
/// False where coercion (`feel_coerce`) makes null of every value of the type.
bool check_may_become(const feel_type *type, const feel_type *to);
/// The type that both have, NULL where they differ.
const feel_type *check_common(const feel_type *a, const feel_type *b);

#endif
