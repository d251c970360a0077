/// A condition taken apart: `and`, `or` and `not` over atoms, three-valued as FEEL is. For those who reason about conditions instead
/// of evaluating them: the static analysis and the evaluation by columns.
///
/// An atom asks one thing of one subject: `years >= 3`, `size = "small"`, `list contains(fields, "tax")`, `trained`. What fits
/// no other form is an atom too: whether an expression, known by its text, is true. What is taken apart has the value of the
/// expression for all values of the facts: true, false, or unknown for anything else. Constants of the scope are folded.
#ifndef ADVISE_REASON_CONDITION_H
#define ADVISE_REASON_CONDITION_H

#include "feel/feel.h"

/// In the order of the language's operators (OP_EQUAL …).
typedef enum comparison_kind {
    COMPARE_EQUAL,
    COMPARE_NOT_EQUAL,
    COMPARE_LESS,
    COMPARE_AT_MOST,
    COMPARE_GREATER,
    COMPARE_AT_LEAST
} comparison_kind;

/// What kind of thing an atom asks about.
typedef enum subject_kind {
    SUBJECT_VARIABLE,   ///< a variable of the scope, or a field of the record that it holds
    SUBJECT_COUNT,      ///< the number of items of such a list
    SUBJECT_INPUT,      ///< the value that unary tests are of
    SUBJECT_EXPRESSION, ///< anything else
} subject_kind;

/// What an atom asks about.
typedef struct atom_subject {
    subject_kind kind;
    size_t variable;       ///< of a variable or count: its position in the scope
    slice field;           ///< of a variable or count: the field of the record; empty: the variable itself
    const feel_type *type; ///< the static type of its values; never NULL
    slice text; ///< one space between any two tokens: two subjects of one scope and one text are the same
    bool reads_item;         ///< in the filter of a loop's list: an expression that reads the filtered item
    const struct node *node; ///< private: what gives its value
} atom_subject;

/// What an atom asks.
typedef enum atom_kind {
    ATOM_HOLDS,    ///< the subject is true
    ATOM_COMPARE,  ///< subject op constant; the constant is null, a boolean, number, string, date or duration
    ATOM_CONTAINS, ///< the subject, a list, contains the constant
} atom_kind;

/// One question about one subject, answered as FEEL answers it: of an unknown subject `= 1` is false and `< 1` unknown.
typedef struct atom {
    atom_kind kind;
    comparison_kind op;
    feel_value constant;
    atom_subject subject;
} atom;

/// The kinds of a condition's parts.
typedef enum condition_kind {
    CONDITION_CONSTANT,
    CONDITION_ATOM,
    CONDITION_NOT, ///< of one part
    CONDITION_AND,
    CONDITION_OR,
} condition_kind;

typedef struct condition condition;

/// Immutable; lives in the arena that it was made in.
struct condition {
    condition_kind kind;
    feel_truth constant;
    atom atom;
    const condition *const *parts;
    size_t count;
    bool is_range;           ///< a range or a constant list: its parts are not written one by one
    uint32_t offset, length; ///< where it is written, in the text of the expression
};

/// What conditions are taken apart in. The scope's constants are folded; variables beyond the scope (a loop's) are not constants.
typedef struct condition_scope {
    const feel_scope *scope;
    const feel_value *values; ///< one for each variable of the scope: read for constants only
    feel_machine *machine;    ///< computes constants; its arena holds the conditions
} condition_scope;

/// Takes a condition apart, or unary tests: those are about the subject SUBJECT_INPUT. Never NULL. Call below
/// `arena_run(in->machine->arena)`.
const condition *condition_of(const condition_scope *in, const feel_expression *x);

/// What a variable of a rule's `for` runs over.
typedef struct loop_list {
    ptrdiff_t list;          ///< the position in the scope of the list; -1: computed
    const condition *filter; ///< what its items must meet, about the loop's variables; NULL: nothing
    slice text;              ///< the list as written
} loop_list;

/// The lists of `feel_parse_iterations`, one for each variable, in order. In the filters, loop variable i is variable
/// `first + i`. Filters cannot be evaluated by `condition_truth`.
const loop_list *condition_loop_lists(const condition_scope *in, const feel_expression *iterations,
                                      size_t first, size_t *count);

/// The variable or field that the whole expression is; false if it is anything else.
bool condition_expression_subject(const condition_scope *in, const feel_expression *x, atom_subject *out);

/// Where a part is written, and how.
place condition_place(const feel_expression *x, const condition *part);
slice condition_text(const feel_expression *x, const condition *part);

#endif
