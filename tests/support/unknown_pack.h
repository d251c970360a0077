/// Packs and profiles made at random, for tests of what is unknown: few values for each thing, so that all of them can be tried. The packs
/// have loops, filters, functions, tables, derived facts of every hit policy, and conditions that ask if something is stated.
#ifndef ADVISE_TESTS_UNKNOWN_PACK_H
#define ADVISE_TESTS_UNKNOWN_PACK_H

#include "random_pack.h"

enum { PERSON_FACTS = 6, PERSON_FIELDS = 4, PERSON_MOST_ITEMS = 3, CHOICE_MOST_VALUES = 8 };

/// Something that a profile may say, and all that it may say of it.
typedef struct choice {
    const char *key;
    const char *values[CHOICE_MOST_VALUES];
} choice;

/// Of a profile, and of each of its items.
extern const choice person_facts[PERSON_FACTS];
extern const choice person_fields[PERSON_FIELDS];

/// What a profile says: for each thing the number of its value from 1; 0: nothing.
typedef struct person {
    unsigned facts[PERSON_FACTS];
    unsigned items[PERSON_MOST_ITEMS][PERSON_FIELDS];
    size_t item_count;
} person;

/// How many values there are.
unsigned choice_count(const choice *c);

/// A pack in a new folder, whose path is to be freed with `folder_remove`.
char *unknown_pack(random_source *r);

person person_make(random_source *r);

/// Writes the profile as JSON.
void person_write(buffer *t, const person *p);

#endif
