/// Sorts texts by keys in bounded memory: what does not fit goes to a temporary file in sorted runs, which are merged at the end. Texts with
/// equal keys keep the order in which they came.
#ifndef ADVISE_CLI_FILE_SORTER_H
#define ADVISE_CLI_FILE_SORTER_H

#include <stdbool.h>
#include <stddef.h>

/// The memory that a sorter fills before it writes a run, and its merge takes. It must hold one text twice.
enum { SORTER_MEMORY = 64 << 20 };
/// The longest key.
enum { SORTER_KEY = 3000 };

typedef struct sorter sorter;

/// A sorter; if there is no memory for it, the program ends.
/// @param folder  where its temporary file would lie, which has no name, so that nothing is left of it however the program ends.
///                Borrowed. Only its owner can read it
/// @param memory  SORTER_MEMORY, or less for tests
sorter *sorter_new(const char *folder, size_t memory);
void sorter_free(sorter *s); ///< NULL is allowed

/// Adds a text. Keys are compared byte by byte; of two, one of which begins with the other, the shorter comes first.
/// @param key_length  at most SORTER_KEY
/// @return            false, with errno set, if the temporary file could not be written
bool sorter_add(sorter *s, const char *key, size_t key_length, const char *text, size_t length);

/// Gives all texts in order; then the sorter is only to be freed.
/// @param take  false: stop
/// @return      false, with errno set, if the temporary file could not be written or read, or `take` returned false
bool sorter_finish(sorter *s, bool (*take)(void *state, const char *text, size_t length), void *state);

#endif
