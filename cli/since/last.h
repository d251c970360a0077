/// The results of an earlier run, to be found by the names of clients. Their lines lie in a temporary file; memory holds 32 bytes for each.
#ifndef ADVISE_CLI_SINCE_LAST_H
#define ADVISE_CLI_SINCE_LAST_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct last_results last_results;

/// What there is to say of them as a whole.
typedef struct last_facts {
    size_t count;         ///< results with a name, each once
    size_t nameless;      ///< results without
    size_t repeated;      ///< results that have the name of an earlier one; they are passed over
    size_t repeated_line; ///< the line of the first of these
    char *pack, *as_of;   ///< "paralegal 1.0.0", and the date, if the first result says so; otherwise NULL
    bool is_cut;          ///< some have only their first entries
    bool has_scores;
} last_facts;

/// Reads results in NDJSON, plain or compressed; "-" is standard input. NULL, with a message and `*status` set, if that fails.
last_results *last_open(const char *path, int *status);
void last_free(last_results *l); ///< NULL is allowed
const last_facts *last_about(const last_results *l);

typedef enum last_found { LAST_FOUND, LAST_MISSING, LAST_AGAIN, LAST_FAILED } last_found;

/// Finds the result of a client.
/// @param result  receives it if it is found for the first time, to be released by `json_decref`
/// @return        LAST_AGAIN if it was looked for before, whether it was found or not; LAST_FAILED, with errno set, if it could not be read
last_found last_find(last_results *l, const char *name, json_t **result);

/// The next client that was never found, in the order of the file; NULL past the last one, or, with errno not 0, if it could not be read.
/// Then nothing else may be asked. To be released by `json_decref`.
json_t *last_next_left(last_results *l);

#endif
