// Runs are filled and tested by adding: a carry runs through a run of ones up to its end, through any number of words.
#include "columns/lane_runs.h"

#include "columns/lane_compare.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

/// Lanes of a word that have another owner than the lane before.
static uint64_t find_firsts(const uint32_t *owner, size_t word, size_t count)
{
    if (word == 0)
        return ~(lanes_same(owner + 1, owner, count - 1) << 1);
    return ~lanes_same(owner + word * 64, owner + word * 64 - 1, count);
}

static void find_starts(arena *a, lane_runs *r)
{
    const size_t most = r->count < r->owner_count ? r->count : r->owner_count;
    r->starts = arena_uncleared(a, (most + 1) * sizeof *r->starts);
    for (size_t w = 0; w < words_of_lanes(r->count); w++) {
        for (uint64_t left = r->firsts[w]; left != 0; left &= left - 1) {
            const uint32_t lane = (uint32_t)(w * 64) + (uint32_t)__builtin_ctzll(left);
            r->starts[r->run_count++] = lane;
            r->having |= (uint64_t)1 << r->owner[lane] % 64;
        }
    }
    r->starts[r->run_count] = (uint32_t)r->count;
}

lane_runs lane_runs_new(arena *a, const uint32_t *owner, size_t count, size_t owner_count, bool scattered)
{
    const size_t words = words_of_lanes(count);
    lane_runs r = {.owner = owner, .count = count, .owner_count = owner_count, .scattered = scattered};
    if (scattered || count == 0)
        return r;
    r.firsts = arena_uncleared(a, 3 * words * sizeof *r.firsts);
    r.lasts = r.firsts + words;
    r.inside = r.lasts + words;
    for (size_t w = words; w-- > 0;) {
        const bool is_end = w + 1 == words;
        const size_t here = is_end ? count - w * 64 : 64;
        const uint64_t lanes = UINT64_MAX >> (64 - here);
        r.firsts[w] = find_firsts(owner, w, here) & lanes;
        r.lasts[w] = r.firsts[w] >> 1 | (is_end ? 1 : r.firsts[w + 1] & 1) << (here - 1);
        r.inside[w] = lanes & ~r.lasts[w];
    }
    find_starts(a, &r);
    return r;
}

/// Adds with a carry, which is 0 or 1 before and after.
static uint64_t add(uint64_t a, uint64_t b, uint64_t *carry)
{
    uint64_t sum;
    const bool first = __builtin_add_overflow(a, b, &sum);
    const bool second = __builtin_add_overflow(sum, *carry, &sum);
    *carry = (uint64_t)(first | second);
    return sum;
}

// --- spreading ---

static void spread_lane_by_lane(const lane_runs *r, const uint64_t *bits, uint64_t *out)
{
    memset(out, 0, words_of_lanes(r->count) * sizeof *out);
    for (size_t i = 0; i < r->count; i++)
        out[i / 64] |= (uint64_t)bit_set_has(bits, r->owner[i]) << i % 64;
}

/// Puts the bits of the owners where their runs begin.
static void spread_to_firsts(const lane_runs *r, const uint64_t *bits, uint64_t *out)
{
    for (size_t w = 0; w < words_of_lanes(r->count); w++) {
        out[w] = 0;
        for (uint64_t left = r->firsts[w]; left != 0; left &= left - 1) {
            const size_t at = (size_t)__builtin_ctzll(left);
            out[w] |= (uint64_t)bit_set_has(bits, r->owner[w * 64 + at]) << at;
        }
    }
}

#if defined(__x86_64__)
/// The same for at most 64 owners, by processors that move bits by a mask.
__attribute__((target("bmi2,popcnt"))) static void spread_to_firsts_bmi2(const lane_runs *r, uint64_t bits,
                                                                         uint64_t *out)
{
    uint64_t left = _pext_u64(bits, r->having);
    for (size_t w = 0; w < words_of_lanes(r->count); w++) {
        const int taken = __builtin_popcountll(r->firsts[w]);
        out[w] = _pdep_u64(left, r->firsts[w]);
        left = taken < 64 ? left >> taken : 0;
    }
}
#endif

void lane_runs_spread(const lane_runs *r, const uint64_t *bits, uint64_t *out)
{
    uint64_t carry = 0;
    if (r->scattered) {
        spread_lane_by_lane(r, bits, out);
        return;
    }
#if defined(__x86_64__)
    if (r->owner_count <= 64 && __builtin_cpu_supports("bmi2"))
        spread_to_firsts_bmi2(r, bits[0], out);
    else
        spread_to_firsts(r, bits, out);
#else
    spread_to_firsts(r, bits, out);
#endif
    // A first bit makes the ones of its run overflow: what changes then is the run.
    for (size_t w = 0; w < words_of_lanes(r->count); w++)
        out[w] = add(out[w], r->inside[w], &carry) ^ r->inside[w];
}

/// True if runs are long enough to write eight lanes of them at once: it is hard to predict how often. What is too much is written over by
/// the next run.
static bool are_long(const lane_runs *r)
{
    return r->count >= 3 * r->run_count && !r->scattered;
}

void lane_runs_spread_numbers(const lane_runs *r, const double *numbers, double *out)
{
    const bool by_eight = are_long(r);
    for (size_t i = 0; !by_eight && i < r->count; i++)
        out[i] = numbers[r->owner[i]];
    for (size_t i = 0; by_eight && i < r->run_count; i++) {
        const double number = numbers[r->owner[r->starts[i]]];
        for (size_t lane = r->starts[i]; lane < r->starts[i + 1]; lane += 8) {
            for (size_t k = 0; k < 8; k++)
                out[lane + k] = number;
        }
    }
}

void lane_runs_spread_texts(const lane_runs *r, const uint32_t *texts, uint32_t *out)
{
    const bool by_eight = are_long(r);
    for (size_t i = 0; !by_eight && i < r->count; i++)
        out[i] = texts[r->owner[i]];
    for (size_t i = 0; by_eight && i < r->run_count; i++) {
        const uint32_t text = texts[r->owner[r->starts[i]]];
        for (size_t lane = r->starts[i]; lane < r->starts[i + 1]; lane += 8) {
            for (size_t k = 0; k < 8; k++)
                out[lane + k] = text;
        }
    }
}

// --- reducing ---

static void any_lane_by_lane(const lane_runs *r, const uint64_t *bits, uint64_t flip, uint64_t *out)
{
    for (size_t i = 0; i < r->count; i++) {
        const uint64_t bit = (bits[i / 64] ^ flip) >> i % 64 & 1;
        out[r->owner[i] / 64] |= bit << r->owner[i] % 64;
    }
}

/// The last lanes of runs in which some lane of the word, or of those before it, has a bit.
static uint64_t any_at_lasts(const lane_runs *r, size_t word, uint64_t bits, uint64_t *carry)
{
    const uint64_t inside = r->inside[word];
    return (add(bits & inside, inside, carry) | bits) & r->lasts[word];
}

static void any_in_runs(const lane_runs *r, const uint64_t *bits, uint64_t flip, uint64_t *out)
{
    uint64_t carry = 0;
    for (size_t w = 0; w < words_of_lanes(r->count); w++) {
        for (uint64_t found = any_at_lasts(r, w, bits[w] ^ flip, &carry); found != 0; found &= found - 1) {
            const uint32_t owner = r->owner[w * 64 + (size_t)__builtin_ctzll(found)];
            out[owner / 64] |= (uint64_t)1 << owner % 64;
        }
    }
}

#if defined(__x86_64__)
/// The same for at most 64 owners, by processors that move bits by a mask.
__attribute__((target("bmi2,popcnt"))) static void any_in_runs_bmi2(const lane_runs *r, const uint64_t *bits,
                                                                    uint64_t flip, uint64_t *out)
{
    uint64_t carry = 0;
    uint64_t found = 0;
    int count = 0;
    for (size_t w = 0; w < words_of_lanes(r->count); w++) {
        const uint64_t here = _pext_u64(any_at_lasts(r, w, bits[w] ^ flip, &carry), r->lasts[w]);
        found |= count < 64 ? here << count : 0;
        count += __builtin_popcountll(r->lasts[w]);
    }
    *out = _pdep_u64(found, r->having);
}
#endif

void lane_runs_any(const lane_runs *r, const uint64_t *bits, bool negated, uint64_t *out)
{
    const uint64_t flip = negated ? UINT64_MAX : 0;
    memset(out, 0, words_of_lanes(r->owner_count) * sizeof *out);
    if (r->count == 0)
        return;
    if (r->scattered) {
        any_lane_by_lane(r, bits, flip, out);
        return;
    }
#if defined(__x86_64__)
    if (r->owner_count <= 64 && __builtin_cpu_supports("bmi2")) {
        any_in_runs_bmi2(r, bits, flip, out);
        return;
    }
#endif
    any_in_runs(r, bits, flip, out);
}

// --- counting ---

static void count_lane_by_lane(const lane_runs *r, const uint64_t *bits, uint64_t flip, double *out)
{
    for (size_t i = 0; i < r->count; i++)
        out[r->owner[i]] += (double)(int)((bits[i / 64] ^ flip) >> i % 64 & 1);
}

/// Counts up to the end of each run, and takes away what was counted up to its start.
static inline __attribute__((always_inline)) void count_in_runs(const lane_runs *r, const uint64_t *bits,
                                                                uint64_t flip, double *out)
{
    size_t word = 0;
    int in_words = 0; // in those before
    int before = 0;   // the run
    for (size_t i = 0; i < r->run_count; i++) {
        const size_t last = r->starts[i + 1] - 1;
        for (; word < last / 64; word++)
            in_words += __builtin_popcountll(bits[word] ^ flip);
        const int up_to = in_words + __builtin_popcountll((bits[word] ^ flip) << (63 - last % 64));
        out[r->owner[last]] = up_to - before;
        before = up_to;
    }
}

#if defined(__x86_64__)
/// The same by processors that count bits.
__attribute__((target("popcnt"))) static void count_in_runs_popcnt(const lane_runs *r, const uint64_t *bits,
                                                                   uint64_t flip, double *out)
{
    count_in_runs(r, bits, flip, out);
}
#endif

void lane_runs_count(const lane_runs *r, const uint64_t *bits, bool negated, double *out)
{
    const uint64_t flip = negated ? UINT64_MAX : 0;
    memset(out, 0, r->owner_count * sizeof *out);
    if (r->scattered) {
        count_lane_by_lane(r, bits, flip, out);
        return;
    }
#if defined(__x86_64__)
    if (__builtin_cpu_supports("popcnt")) {
        count_in_runs_popcnt(r, bits, flip, out);
        return;
    }
#endif
    count_in_runs(r, bits, flip, out);
}
