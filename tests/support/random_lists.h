/// Packs at random whose rules run over lists of records, and profiles with such lists: what is known and unknown, short and long, usual
/// and odd.
#ifndef ADVISE_TESTS_RANDOM_LISTS_H
#define ADVISE_TESTS_RANDOM_LISTS_H

#include "random_pack.h"

/// Writes a pack into a new folder, which the caller removes and frees.
char *random_list_pack(random_source *r);

/// A profile of such a pack, as JSON.
void random_list_profile(buffer *b, random_source *r);

#endif
