/// Terms while they are made of nodes. Private to engine/reason/: term.c (the collection), term_make.c (nodes), term_compare.c
/// (comparisons), term_loop.c (what runs over records), term_evaluate.c (what the interpreter evaluates).
#ifndef ADVISE_REASON_TERM_MAKE_H
#define ADVISE_REASON_TERM_MAKE_H

#include "feel/ast.h"
#include "reason/condition_subject.h"
#include "reason/term.h"

enum {
    TERM_MOST_LOCALS = 64, ///< of an expression; one with more has no term
    TERM_MOST_CALLS = 8,   ///< of functions within each other
    TERM_MOST_LOOPS = 8    ///< variables that are run over within each other
};

/// What a name of an expression stands for: a record, or a value.
typedef struct term_binding {
    bool is_record;
    size_t variable;   ///< of a record
    const term *value; ///< NULL: nothing is known of it
} term_binding;

/// What an expression is made a term in.
typedef struct term_maker {
    term_collection *collection;
    const feel_expression *whole; ///< whose text places are in
    bool is_inside;               ///< within the body of a function, which has a text of its own
    cutter cutter;
    term_binding locals[TERM_MOST_LOCALS];
    size_t local_count;
    const size_t *loop; ///< what the variables behind the scope's stand for
    size_t loop_count;
    size_t active[TERM_MOST_LOOPS]; ///< the variables that are run over around here
    size_t active_count;
    unsigned calls;
    term_problem *problem;
} term_maker;

/// Notes why a node has no term, unless a part of it has said so already. NULL.
const term *term_refuse(term_maker *m, const node *n, const char *why);

/// The term of a node; NULL if it has none.
const term *term_make(term_maker *m, const node *n);
/// The same if it must be a truth.
const term *term_make_truth(term_maker *m, const node *n);

/// A field of the record that a variable stands for.
const term *term_field(term_maker *m, const node *n, size_t variable, slice name);
/// A node compared with a constant, as an atom of a condition is. Null is the literal.
const term *term_compare_constant(term_maker *m, const node *n, comparison_kind op, feel_value constant);

/// The record that a node names; false if it names none.
bool term_record(const term_maker *m, const node *n, size_t *variable);

/// Records that are run over.
typedef struct term_domain {
    size_t variable;
    const term *filter; ///< NULL: all
} term_domain;

/// Adds a term, or notes why there is none.
const term *term_put(term_maker *m, const node *n, term made);
/// The same of two truths; one that is NULL does not count.
const term *term_put_both(term_maker *m, const node *n, term_kind kind, const term *left, const term *right);
/// A constant, if lanes can hold it: of numbers those that doubles compare exactly.
const term *term_constant_of(term_maker *m, const node *n, feel_value v);

const term *term_make_comparison(term_maker *m, const node *n);
const term *term_make_between(term_maker *m, const node *n);
const term *term_make_in(term_maker *m, const node *n);

/// The records that a node lists: a fact that is a list of records, filtered or not.
bool term_domain_of(term_maker *m, const node *n, term_domain *out);
const term *term_make_quantified(term_maker *m, const node *n);
const term *term_make_count(term_maker *m, const node *n);
const term *term_make_sum(term_maker *m, const node *n);

/// A call of `decimal` on a quotient.
const term *term_make_quotient(term_maker *m, const node *n);

/// A call that the interpreter evaluates for each record; NULL, and nothing is noted, if it is none that can be.
const term *term_make_evaluated(term_maker *m, const node *n);
/// True if a field of the record that a variable stands for may be read.
bool term_is_admitted(const term_maker *m, size_t variable, slice name);

// --- the collection (term.c) ---

/// Adds a term unless it is there. NULL if it depends on too many variables.
const term *term_add(term_collection *c, term made);
size_t term_variable_for(term_collection *c, size_t list, size_t nesting, const feel_type *record);
const term *term_constant(term_collection *c, feel_value v);
const term *term_not(term_collection *c, const term *part);
const term *term_join(term_collection *c, term_kind kind, const term *left, const term *right);

#endif
