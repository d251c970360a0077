/// What a recommendation depends on: the rules that may give or exclude it, and all that they read, directly or through derived facts and
/// functions.
#ifndef ADVISE_CONVERSATION_RELEVANCE_H
#define ADVISE_CONVERSATION_RELEVANCE_H

#include "pack/pack.h"
#include "reason/mentions.h"

/// A derived fact that a rule gives the value of a name as it is: what the fact is compared with, the name is.
typedef struct copied_name {
    size_t to; ///< the derived fact
    slice name;
    ptrdiff_t variable; ///< as in `mention`
} copied_name;

typedef struct relevance {
    const fact *facts;     ///< of the pack
    bool *recommendations; ///< by index: itself, its rivals, their rivals, …; or all
    bool
        *variables; ///< by position in the scope: facts, derived facts, functions and constants that are read
    bool *fields;   ///< by derived field: it is read
    mention_list mentions; ///< in all expressions that are looked at
    struct {
        copied_name *items;
        size_t count, capacity;
    } copies;
} relevance;

/// What bears on a recommendation.
/// @param in   its machine's arena owns the result. Call below `arena_run` of it
/// @param all  all recommendations bear on it, since its place among them counts
relevance relevance_of(const condition_scope *in, const pack *p, size_t target, bool all);

/// True if an expression mentions the fact, or a field of that name.
/// @param use  receives the use that tells the least
bool relevance_mentions(const relevance *r, size_t fact_index, const fact *declared, bool is_field,
                        mention_use *use);

/// Calls `visit` for each mention of the fact or field, and of derived facts with its value.
/// @return  whether there is one
bool relevance_visit(const relevance *r, size_t fact_index, const fact *declared, bool is_field,
                     void (*visit)(void *state, const mention *m), void *state);

#endif
