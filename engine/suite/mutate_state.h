/// A copy of the pack that is changed in one place at a time. mutate.c changes rules, constants and defaults, mutate_table.c what only
/// tables have. Private to engine/suite/.
#ifndef ADVISE_SUITE_MUTATE_STATE_H
#define ADVISE_SUITE_MUTATE_STATE_H

#include "suite/mutate.h"

/// One change, ready to be tried.
typedef struct change {
    suite_mutant about;
    rule *rule;              ///< the changed rule, else NULL
    bool same_list;          ///< the rule goes over the same bindings as before
    const pack_table *table; ///< the table that is changed, or whose row is; else NULL
} change;

typedef struct mutant_list {
    suite_mutant *items;
    size_t count, capacity;
} mutant_list;

typedef struct changer {
    arena *arena;
    arena *work;    ///< of one rule's changes
    arena *scratch; ///< of one evaluation or run
    const suite *suite;
    const suite_result *results;
    pack pack; ///< the copy; its lists are these
    rule *rules;
    pack_table *tables; ///< those of `rules`
    pack_constant *constants;
    fact *facts;
    derived_field *fields;
    mutant_list mutants;
    bool *equivalents_used;
} changer;

/// Tries a change that is in place, except for the changed rule, which is put in place here and taken back.
void mutate_try(changer *w, const change *x);

/// What rules may read: the pack's names and the rule's own variables.
feel_scope mutate_scope(changer *w, const rule *r);

/// Tries the changes of a row that its rule does not have: its cells, what it recommends, and that it is not there.
void mutate_row(changer *w, size_t rule_index);

/// Tries the changes of what a table gives if no row matches.
void mutate_table(changer *w, pack_table *t);

/// The same elements in memory that may be changed.
void *mutate_copy(arena *a, const void *items, size_t count, size_t size);

#endif
