/// What profiles are refused for, counted by cause: equal refusals are one row with their number and the first places. What is kept
/// does not grow with the number of profiles, and does not depend on the order in which they are added or tables are joined.
#ifndef ADVISE_CLI_REPORT_REFUSALS_H
#define ADVISE_CLI_REPORT_REFUSALS_H

#include "advise.h"
#include "write/json.h"
#include "write/screen.h"

enum {
    REFUSALS_EXAMPLES = 3,
    REFUSALS_MOST_MESSAGES =
        100,           ///< if a code has more messages (a hundred unknown keys), they are one cause
    REFUSALS_SHOWN = 6 ///< causes on a screen
};

/// A place where it happened first.
typedef struct refusal_example {
    size_t number; ///< of the profile, from 1; 0: there is none
    size_t line;
    char *file;
} refusal_example;

/// A cause: what diagnostics say alike. Their texts are those of the first profile.
typedef struct refusal_cause {
    char *key;        ///< the message without its numbers, and the note
    const char *code; ///< of the row that it belongs to
    char *message, *hint, *note, *source_line;
    size_t column, length;
    size_t profiles; ///< with at least one
    size_t last;     ///< the profile that was counted last
    refusal_example examples[REFUSALS_EXAMPLES];
    bool is_several; ///< messages that differ
} refusal_cause;

typedef struct refusals {
    void *codes; ///< a tree of rows, one for each code
    bool failed; ///< memory ran out
} refusals;

void refusals_free(refusals *r);

/// Counts what a profile is refused for. Profiles of one table come in order.
/// @param note  what else is said of it, as "by the old pack only"; "": nothing
void refusals_add(refusals *r, const advise_record *record, const char *note,
                  const advise_diagnostics *problems);

/// Adds what another table counted, about other profiles.
void refusals_join(refusals *r, const refusals *from);

/// The causes, the most frequent first, then by their first places. Free with free. NULL, with a count of 0, if there are none.
const refusal_cause **refusals_list(const refusals *r, size_t *count);

/// A message as a cause: numbers outside of quotation marks are left out ("the row has … cells"). Free with free; NULL if memory ran out.
char *refusal_words(const char *message);

/// Writes the causes for a person.
/// @param most  how many at most; the others are counted
void refusals_text(const screen *s, const refusals *r, size_t most);

/// Writes the causes as a list of objects within a JSON text.
void refusals_json(json_writer *w, const refusals *r);

#endif
