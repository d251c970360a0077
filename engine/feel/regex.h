/// XPath/XQuery regular expressions on PCRE2, with limits: match 100,000, depth 1,000, heap 8 MiB, patterns of 4 KiB.
#ifndef ADVISE_FEEL_REGEX_H
#define ADVISE_FEEL_REGEX_H

#include "feel/feel.h"

typedef struct feel_regex feel_regex;

/// Compiles, with JIT if the machine has it. Released with the arena.
/// @param flags    letters of "smixq"; any other is an error
/// @param problem  receives the reason if the result is NULL (may be NULL)
const feel_regex *feel_regex_compile(arena *a, slice pattern, slice flags, slice *problem);

/// The same, but compiled when it is first used, by whichever thread comes first. Every use of an invalid pattern gives null.
const feel_regex *feel_regex_later(arena *a, slice pattern, slice flags);

/// What a regular expression was compiled from.
void feel_regex_written(const feel_regex *r, slice *pattern, slice *flags);

/// The same, from the machine's cache of patterns that were computed at run time; NULL for an invalid pattern.
const feel_regex *feel_regex_cached(feel_machine *m, slice pattern, slice flags);

// Each gives null, with a warning on the machine, if a limit was hit.
feel_value feel_regex_matches(feel_machine *m, const feel_regex *r, slice input);
feel_value feel_regex_replace(feel_machine *m, const feel_regex *r, slice input, slice replacement);
feel_value feel_regex_split(feel_machine *m, const feel_regex *r, slice input);

#endif
