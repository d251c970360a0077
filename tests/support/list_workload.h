/// A made-up workload of rules on lists. A profile has ten lists of up to 20 records. A rule asks something of each record of a list, or
/// whether some, every or so many of its records are so; 1 to 3 % of the records match a rule of the first kind.
#ifndef ADVISE_TESTS_LIST_WORKLOAD_H
#define ADVISE_TESTS_LIST_WORKLOAD_H

#include "workload.h"

#include <stdbool.h>

enum { LISTS = 10, MOST_RECORDS = 20, TARGETS_A_ROUND = LISTS + 1 };

typedef enum field { KIND, STATUS, SIZE, DONE, TAGS, FIELDS } field;
typedef enum quantifier { EACH, SOME, EVERY, COUNT } quantifier;

/// One comparison: of a field with a constant or a fact, or of a fact with a constant.
typedef struct list_test {
    size_t of; ///< a field, or a fact
    workload_kind kind;
    bool contains; ///< the field has the word among others
    bool at_least; ///< of numbers; else less than
    bool with_fact;
    size_t fact;
    unsigned constant;
} list_test;

typedef struct list_rule {
    quantifier quantifier;
    size_t list;
    unsigned least; ///< of COUNT
    bool has_gate;
    list_test gate; ///< of a fact
    list_test tests[3];
    size_t test_count;
    size_t target;
    unsigned certainty; ///< in hundredths
} list_rule;

typedef struct list_workload {
    const char *folder;
    list_rule *rules;
    size_t rule_count, fact_count, target_count, profile_count;
    random_source random;
} list_workload;

/// The names of the fields, and of what kind they are. Tags are several words.
extern const char *const list_field_names[FIELDS];
extern const workload_kind list_field_kinds[FIELDS];

/// The priority of a recommendation; and whether it is about the records of a list, or about nothing.
size_t list_priority_of(size_t target);
bool list_target_is_about_record(size_t target);

/// Makes the rules up; free them with free.
void list_make_rules(list_workload *w);

/// Writes pack/.
void list_write_pack(const list_workload *w);

/// Writes the same rules as rules.json, rules.c and rules.clp.
void list_write_peers(const list_workload *w);

/// Writes profiles.ndjson, the same as rows.bin (doubles; NaN: unknown), and layout, which says what a row has: first the names of
/// facts, then a line for each list, with its name, the most records, and the names of fields; that of several words begins with '*'.
/// In a row a list is the number of its records, and room for the most records.
void list_write_profiles(list_workload *w);

#endif
