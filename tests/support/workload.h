/// What made-up workloads of the benchmarks have in common: facts, their values, and files of one folder.
#ifndef ADVISE_TESTS_WORKLOAD_H
#define ADVISE_TESTS_WORKLOAD_H

#include "random.h"

#include <stdio.h>

enum {
    WORKLOAD_WORDS = 8,
    WORKLOAD_LARGEST = 100, ///< numbers are below
    WORKLOAD_KNOWN = 90,    ///< of a hundred values
};

typedef enum workload_kind { WORKLOAD_NUMBER, WORKLOAD_WORD, WORKLOAD_FLAG } workload_kind;

/// The words that facts and fields of the kind may be. A word is written as its number where a peer knows only numbers.
extern const char *const workload_words[WORKLOAD_WORDS];

/// Two of five facts are numbers, two words, one a flag.
workload_kind workload_kind_of(size_t fact);

/// "amount_05". Good for the next three calls too.
const char *workload_fact_name(size_t fact);

/// A fact of a kind, of so many. There are at least five.
size_t workload_pick_fact(random_source *random, size_t fact_count, workload_kind kind);

/// A value of a kind, or NaN: unknown.
double workload_value(random_source *random, workload_kind kind);

/// The value as JSON has it; "null" if it is unknown. Good for the next three calls too.
const char *workload_json(workload_kind kind, double value);

/// A file of the folder, for writing. A failure ends the program with a message, here and below.
FILE *workload_create(const char *folder, const char *name);
void workload_finish(FILE *out);

/// Writes what rules in C say if they fire: MATCH(rule, times) adds to `matches`; if EACH is defined, to `fired` of the rule.
void workload_write_match(FILE *out, size_t rule_count);

/// Makes the folders and writes pack/pack.yaml.
void workload_write_pack(const char *folder);

#endif
