/// The order in which outcomes are written if it is not that of the records, and the headings between them.
#ifndef ADVISE_CLI_OUTCOME_ORDER_H
#define ADVISE_CLI_OUTCOME_ORDER_H

#include "advise.h"

#include <stdbool.h>
#include <stddef.h>

/// What outcomes are put in order by. What is not known, and what a refused profile or one without advice does not have, comes last
/// whatever the direction.
typedef enum order_measure {
    ORDER_SCORE,     ///< of the first recommendation
    ORDER_GIVEN,     ///< how many entries are given
    ORDER_QUESTIONS, ///< how many open questions may change the first places; takes whole reports
    ORDER_HORIZON,   ///< of the first recommendation, the soonest first; takes whole reports
    ORDER_WARNINGS,  ///< how many there are; takes whole reports
    ORDER_ID,        ///< what the profile is called, else its number
    ORDER_REFUSED,   ///< refused profiles behind all others
    ORDER_FACT
} order_measure;

typedef struct order_part {
    order_measure measure;
    bool descending;
    const char *fact; ///< with ORDER_FACT: its name, borrowed
    size_t place;     ///< and its place among the facts of outcomes
    advise_type type; ///< and what it is
    size_t index;     ///< and its index among the facts of the pack
    size_t
        listed; ///< and how many values the vocabulary lists, in whose order texts stand; 0: by their characters
} order_part;

enum { ORDER_NAMES = 6, ORDER_PARTS = ORDER_NAMES + 3 };

/// The first part counts most. Profiles that are equal in all parts keep the order of the records. Without parts there is no order.
typedef struct outcome_order {
    const advise_pack *pack;
    const advise_map *map; ///< NULL: none
    order_part parts[ORDER_PARTS];
    size_t count;
    char *text; ///< what names point into
} outcome_order;

/// Reads names that commas separate: `score`, `given`, `questions`, or a fact or column that the map keeps, which hide them; '-' before one turns its direction.
/// @param names  NULL: there are none
/// @return       NULL; otherwise what is wrong with them, to be freed
char *outcome_order_read(outcome_order *o, const advise_pack *pack, const advise_map *map, const char *names);
/// Adds a part behind the others, if there is room.
void outcome_order_add(outcome_order *o, order_measure measure, bool descending);
/// The same in front of them: a fact, if the pack has it.
void outcome_order_put_first(outcome_order *o, const char *fact);
/// Puts refused profiles behind all others, whatever the other parts say.
void outcome_order_put_refused_last(outcome_order *o);
void outcome_order_free(outcome_order *o);

/// Whether a part needs whole reports, or that all that is given is counted.
bool outcome_order_needs_reports(const outcome_order *o);
bool outcome_order_counts_given(const outcome_order *o);

/// Ends what was written of an outcome by what a sorter needs to know of it, for `outcome_order_next`.
/// @param start    the length of `out` before the heading of the outcome
/// @param heading  bytes of the heading
void outcome_order_end(const outcome_order *o, const advise_outcome *outcome, advise_text *out, size_t start,
                       size_t heading);

/// An outcome that was written so.
typedef struct ordered_text {
    const char *key;
    size_t key_length;
    const char *text; ///< the heading, what follows it, how long the heading is (a size_t)
    size_t length;
} ordered_text;

/// The last outcome in a text, which is shortened by it; false at the beginning.
bool outcome_order_next(const char *text, size_t *length, ordered_text *out);

/// The heading that was written last. Begins as zeros; its text is to be freed.
typedef struct outcome_heading {
    char *text;
    size_t length;
} outcome_heading;

/// What is to be written of an outcome that a sorter gives in its turn: its heading too, unless that is the one before it.
/// @param length  of what the sorter gives; becomes that of what is to be written
const char *outcome_order_shown(outcome_heading *before, const char *text, size_t *length);

#endif
