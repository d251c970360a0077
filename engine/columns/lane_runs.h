/// How the lanes of a set belong to those of a smaller one (records to their profiles, pairs of records to either of the two, or to their
/// profiles), and truths given from one to the other. The lanes of one owner follow one another: a *run*. A whole word is done at once.
#ifndef ADVISE_COLUMNS_LANE_RUNS_H
#define ADVISE_COLUMNS_LANE_RUNS_H

#include "base/arena.h"
#include "base/bit_set.h"

enum { LANES_BEHIND = 7 };

typedef struct lane_runs {
    const uint32_t *owner; ///< of each lane
    size_t count;          ///< of lanes
    size_t owner_count;
    bool scattered; ///< the lanes of an owner are no run: only `owner` says where they are
    /// A bit for the first and for the last lane of each run, and one for each lane that is not the last.
    uint64_t *firsts, *lasts, *inside;
    uint32_t *starts; ///< where each run begins, and where the last one ends
    size_t run_count;
    uint64_t having; ///< owners that have lanes, if there are at most 64 owners
} lane_runs;

/// @param owner  stays; ascending unless the lanes are scattered. It can be read up to a whole word, and lane 64 always
lane_runs lane_runs_new(arena *a, const uint32_t *owner, size_t count, size_t owner_count, bool scattered);

/// Gives each lane the bit of its owner. Bits behind the last lane are not defined, here and in what is read.
void lane_runs_spread(const lane_runs *r, const uint64_t *bits, uint64_t *out);

/// The same of numbers, and of numbers of texts. A few lanes behind the last one are written too: LANES_BEHIND.
void lane_runs_spread_numbers(const lane_runs *r, const double *numbers, double *out);
void lane_runs_spread_texts(const lane_runs *r, const uint32_t *texts, uint32_t *out);

/// Gives each owner whether some lane of it has a bit. Owners without lanes get none.
/// @param negated  takes the bits that are not set instead
void lane_runs_any(const lane_runs *r, const uint64_t *bits, bool negated, uint64_t *out);

/// Gives each owner how many of its lanes have a bit.
void lane_runs_count(const lane_runs *r, const uint64_t *bits, bool negated, double *out);

/// How many words hold `count` lanes.
static inline size_t words_of_lanes(size_t count)
{
    return (count + 63) / 64;
}

#endif
