/// What a subject of conditions can be, in cells: sets of values that no atom tells apart.
#ifndef ADVISE_CHECK_DOMAIN_H
#define ADVISE_CHECK_DOMAIN_H

#include "pack/pack.h"
#include "reason/condition.h"

/// What atoms are about, pack-wide: equal subjects of comparable rules have one index, which is the number of their
/// atoms in formulas.
typedef struct subject {
    subject_kind kind;
    size_t variable; ///< a fact, a constant, or with `scope.count` added the number of a loop's variable
    slice field;
    const feel_type *type;
    bool contains; ///< whether the list contains `element`: a subject of its own
    feel_value element;
    const fact *declared;     ///< the fact or field that it is, or whose item it is; NULL if there is none
    const condition *allowed; ///< its allowed values, about SUBJECT_INPUT; NULL: all
    bool of_loop;             ///< a loop's variable, or a field of it: a list may hold an unknown item
} subject;

typedef struct subject_list {
    subject *items;
    size_t count, capacity;
} subject_list;

/// What a cell holds.
typedef enum cell_kind {
    CELL_NULL,
    CELL_VALUE, ///< a constant, or anything between two
    CELL_TRUTH, ///< of a subject that is a truth
    CELL_OTHER, ///< a value of a kind that no atom compares with
} cell_kind;

/// A set of values that no atom of a question tells apart.
typedef struct cell {
    cell_kind kind;
    feel_truth truth;
    feel_kind value_kind;
    size_t position; ///< among the sorted constants of its kind: 2i + 1 is constant i, 2i lies before it
    bool has_sample;
    feel_value sample;
} cell;

/// The atoms of a question about one subject.
typedef struct atom_list {
    const atom **items;
    size_t count, capacity;
} atom_list;

/// All cells of a subject in one question. No two cells give all atoms the same truth.
typedef struct domain {
    cell *cells;
    size_t count;
    feel_truth *truths; ///< by cell and atom: `truths[cell * atom_count + atom]`
    size_t atom_count;
} domain;

/// The cells that the subject can be in, as far as the atoms tell them apart, with the truth of each atom in each.
/// @param in      its machine tries samples against allowed values, and its arena holds the domain
/// @param proper  leave out what only an unknown item of a list could make it
domain domain_of(const condition_scope *in, const subject *s, const atom_list *atoms, bool proper);

/// A value that the declaration allows; null if none was found.
/// @param item  of a list: a value of its items
feel_value domain_sample(const condition_scope *in, const fact *declared, bool item);

#endif
