/// What expressions compute, as terms: a few operations on facts and on fields of records that can be done for many people and many
/// records at once. Each term exists once for whoever collects them, however many expressions contain it.
///
/// A term has the value of the expression for all values of the facts, unknown included. What has no such form has no term: the list
/// of what is recognised is a list of what is allowed, so an expression of a new kind is left to the interpreter.
#ifndef ADVISE_REASON_TERM_H
#define ADVISE_REASON_TERM_H

#include "reason/condition.h"

typedef enum term_type {
    TERM_BOOLEAN,
    TERM_NUMBER,
    TERM_TEXT,
    TERM_TEXTS,  ///< a list of strings
    TERM_RECORDS ///< a list of records, of which a term asks only if it is known
} term_type;

typedef enum term_kind {
    TERM_CONSTANT, ///< a boolean, number or string
    TERM_FACT,     ///< a variable of the scope
    TERM_FIELD,    ///< a field of the record that a variable stands for
    TERM_KNOWN,    ///< the part is not null
    TERM_COMPARE,  ///< of two numbers or counts, `<` and `=` only; of texts or booleans, `=` and `!=` only
    TERM_CONTAINS, ///< a list of strings contains a string
    TERM_NOT,
    TERM_AND,
    TERM_OR,
    TERM_SOME,     ///< the part is true of some record that `over` runs over
    TERM_EVERY,    ///< the same of every
    TERM_COUNT,    ///< of how many it is true: between bounds if it is unknown of some
    TERM_TALLY,    ///< of how many records, or pairs of them, it is true; what is unknown does not count
    TERM_SUM,      ///< adds up its second part, a number, over the records for which the first is true
    TERM_RATIO,    ///< one count divided by another
    TERM_QUOTIENT, ///< a number divided by another, rounded half to even to `constant` decimals
    TERM_PLUS,
    TERM_MINUS,
    TERM_TIMES,
    TERM_LENGTH,    ///< how many strings a list of them has
    TERM_EVALUATED, ///< what the interpreter gives of an expression over loop variables
} term_kind;

enum { TERM_MOST_READS = 4 };

/// A field that a TERM_EVALUATED reads.
typedef struct term_read {
    size_t side;  ///< which of the variables that it depends on
    size_t field; ///< its index in the record's type
} term_read;

typedef struct term term;

/// Immutable; lives in the arena of its collection.
struct term {
    term_kind kind;
    term_type type;
    comparison_kind op; ///< of TERM_COMPARE
    size_t number;      ///< its place in the collection: its parts come before it
    size_t fact;        ///< of TERM_FACT
    size_t variable;    ///< of TERM_FIELD, and what a term over records runs over: a number of the collection
    size_t other;       ///< of TERM_TALLY: the second variable that it runs over; TERM_NONE: it has one
    size_t field;       ///< of TERM_FIELD: its index in the record's type
    /// Of TERM_CONSTANT; of TERM_QUOTIENT how many decimals; of TERM_EVALUATED its text, so that two rules that ask the same have one term.
    feel_value constant;
    const struct node *node;           ///< of TERM_EVALUATED
    const feel_expression *expression; ///< of TERM_EVALUATED: what the node is a part of
    size_t places[2]; ///< of TERM_EVALUATED: which loop variable each of `over` is for the expression
    term_read reads[TERM_MOST_READS]; ///< of TERM_EVALUATED: all that its value depends on
    size_t read_count;                ///< 0: it depends on more
    const term *parts[2];
    size_t part_count;
    /// The variables that its value depends on, ascending; TERM_NONE: nothing. Without any it has one value for each person.
    size_t over[2];
};

enum { TERM_NONE = -1 };

/// A variable that stands for the records of a list, one after the other. One list has several if expressions run over it within
/// themselves.
typedef struct term_variable {
    size_t list;             ///< the fact
    size_t nesting;          ///< how many variables for the same list are outside
    const feel_type *record; ///< the type of its records
} term_variable;

/// Terms, each once.
typedef struct term_collection {
    arena *arena;
    condition_scope scope;
    size_t fact_count; ///< the first variables of the scope
    /// True if a list of records may be run over, or a field of it be read; NULL: any may. A field of SIZE_MAX asks of the list alone.
    bool (*admits)(const void *owner, size_t list, size_t field);
    const void *owner;
    struct {
        const term **items;
        size_t count, capacity;
    } terms;
    struct {
        term_variable *items;
        size_t count, capacity;
    } variables;
    size_t *slots; ///< a hash table: the number of a term + 1
    size_t slot_count;
} term_collection;

/// Why an expression has no term.
typedef struct term_problem {
    const char *why;         ///< "calls a function that …"; NULL: there is none
    uint32_t offset, length; ///< which part of the expression's text it is
} term_problem;

/// Part of a condition over facts: an atom of `condition_of`, in the same scope. NULL if it has no term.
const term *term_of_atom(term_collection *c, const feel_expression *x, const atom *asks,
                         term_problem *problem);

/// The expression over facts and over loop variables, which stand behind the scope's. NULL if it has no term.
/// @param variables  what each loop variable stands for: numbers of the collection
const term *term_of(term_collection *c, const feel_expression *x, const size_t *variables, size_t count,
                    term_problem *problem);

/// The same of a value over facts alone, of any type.
const term *term_of_value(term_collection *c, const feel_expression *x, term_problem *problem);

/// What a `for` lists: a field of the records of a list.
typedef struct term_listing {
    size_t variable;    ///< a number of the collection
    const term *filter; ///< of the records that are listed; NULL: all are
    size_t field;       ///< its index in the record's type
} term_listing;

/// The expression, over facts alone, as a listing; false if it is none. It is null if the list is, or it is unknown whether the filter keeps
/// some record.
bool term_listing_of(term_collection *c, const feel_expression *x, term_listing *out, term_problem *problem);

/// What the variables of a rule's `for` run over.
/// @param variables  receives a number of the collection for each of `count`
/// @param filter     receives the condition that all that are bound meet; NULL: there is none
/// @return           false if one runs over anything but records of a fact, filtered or not
bool term_loop(term_collection *c, const feel_expression *iterations, size_t *variables, size_t count,
               const term **filter, term_problem *problem);

/// What is always true.
const term *term_true(term_collection *c);

/// Both; NULL stands for what is always true, here and below.
const term *term_and(term_collection *c, const term *left, const term *right);

/// Of how many records, or pairs of records, of the variables the condition is true.
/// @param count  1 or 2
const term *term_tally(term_collection *c, const term *when, const size_t *variables, size_t count);

/// The value of a TERM_EVALUATED.
/// @param values  of the scope, then of the loop variables: records at its `places`
feel_value term_evaluate(const term *t, feel_machine *m, const feel_value *values, size_t count);

/// True if the term, or a comparison of it with a constant, is evaluated: it costs much more than others.
static inline bool term_is_costly(const term *t)
{
    return t->kind == TERM_EVALUATED || (t->kind == TERM_COMPARE && (t->parts[0]->kind == TERM_EVALUATED ||
                                                                     t->parts[1]->kind == TERM_EVALUATED));
}

/// How many variables the term's value depends on.
static inline size_t term_depth(const term *t)
{
    return (size_t)(t->over[0] != (size_t)TERM_NONE) + (size_t)(t->over[1] != (size_t)TERM_NONE);
}

#endif
