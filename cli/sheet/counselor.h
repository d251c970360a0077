/// What stands on the counselor's sheet and not on the person's: what was nearly advised, what waits for what, warnings, and remarks.
#ifndef ADVISE_CLI_SHEET_COUNSELOR_H
#define ADVISE_CLI_SHEET_COUNSELOR_H

#include "report/obstacle.h"
#include "write/page.h"

#include <stdbool.h>
#include <stddef.h>

/// A piece of advice that is not given and nearly was: something speaks for it, or a rule for it lacks one thing that is not so.
typedef struct near_miss {
    const char *recommendation;
    const advise_why_not *why_not;
    size_t answer;
    size_t rule, end; ///< the obstacles of its nearest rule: from, and up to, not including
} near_miss;

enum { NEAR_MISSES = 5, NEAR_MISS_SETS = 3 };

/// Finds the near misses: what has evidence comes first, then in the order of the pack.
/// @return how many there are, at most NEAR_MISSES
size_t near_misses_find(const advise_pack *pack, const advise_report *r, near_miss out[NEAR_MISSES]);

/// Its title and how it stands: "its certainty is 0.15, and must exceed 0.20". Free with free, here and below.
char *near_miss_title(const near_miss *m);
char *near_miss_status(const advise_report *r, const near_miss *m);

/// One of the ways that would bring it, as a sentence; NULL behind the last that is shown.
char *near_miss_way(const near_miss *m, size_t way);

/// A warning, with its rule; a remark of the profile.
char *warning_text(const advise_report *r, size_t index);
char *note_text(const advise_report *r, size_t index);

/// Where one stands among all that undetermined rules wait for. Zeros to begin.
typedef struct waiting {
    size_t rule, unknown;
} waiting;

/// The next thing that is not known and that a rule waits for, each once: "years_experience"; NULL: there are no more.
const char *waiting_next(const advise_report *r, waiting *at);
/// The rules that wait for it. Free with free.
char *waiting_rules(const advise_report *r, const char *name);

/// The counselor's part of a sheet, whole.
void counselor_as_html(const page *p, const advise_pack *pack, const advise_report *r);
void counselor_as_markdown(FILE *out, const advise_pack *pack, const advise_report *r);

#endif
