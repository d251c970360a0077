/// What words of names have in common: in small letters, whatever separates them, without the ends that make plurals and the like, and with
/// abbreviations and words of one meaning as one. Private to engine/mapping/.
#ifndef ADVISE_MAPPING_DRAFT_WORDS_H
#define ADVISE_MAPPING_DRAFT_WORDS_H

#include "base/arena.h"

/// How well two texts share words: 0 for none, 100 for the same words.
int draft_likeness(arena *a, slice name, slice other);

/// How many in a hundred of a column's words stand in the name of a fact or in its question; 0 if none stands in the name, or it has one word only.
int draft_coverage(arena *a, slice column, slice name, slice question);

/// The unit of time that a name has: 'y' for years, 'm' for months, 'w' for weeks; '\0' if it has none, or several.
char draft_time_unit(arena *a, slice name);

#endif
