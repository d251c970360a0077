/// The children of a node, in the order of writing, each with the part that it plays. Private to engine/feel/ and engine/reason/.
#ifndef ADVISE_FEEL_WALK_H
#define ADVISE_FEEL_WALK_H

#include "feel/ast.h"

/// The part that a child plays: "left", "condition", "argument", …
typedef struct child_role {
    const char *role;
    slice label; ///< the name of an entry, a named argument or a loop's variable; else empty
} child_role;

typedef void child_visitor(void *state, const node *child, child_role role);

/// Calls `visit` for each child. A built-in that is called is not one.
void node_visit_children(const node *n, child_visitor *visit, void *state);

#endif
