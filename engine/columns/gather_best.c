// The best of each row. The rules are walked in the order in which they rank, and no further than may matter.
#include "columns/gather_best.h"

#include "columns/gather.h"
#include "columns/select.h"

#include <math.h>

// --- where one rule of a group fires ---

enum {
    SQUARE = BLOCK_ROWS, ///< rules that are taken together: as many as a word has bits
    AT_ONCE = 3,         ///< more of them hardly ever fire in a row
};

typedef uint64_t two_words __attribute__((vector_size(16)));

/// The upper parts of `x`, each of `half` bits, change places with the lower ones of `y`.
static inline void swap_parts(two_words *x, two_words *y, unsigned half, uint64_t lower)
{
    const two_words differ = (*x >> half ^ *y) & lower;
    *x ^= differ << half;
    *y ^= differ;
}

/// Turns a square of bits over its diagonal: bit r of word i becomes bit i of word r. First squares of 32 by 32 bits change places in
/// those of 64, then those of 16 by 16 in these, and so on. (Hacker's Delight, 7-3.)
static void transpose(two_words *square)
{
    for (unsigned i = 0; i < 4; i++) {
        two_words w[8];
        for (unsigned k = 0; k < 8; k++)
            w[k] = square[4 * k + i];
        for (unsigned k = 0; k < 4; k++)
            swap_parts(&w[k], &w[k + 4], 32, UINT64_C(0x00000000FFFFFFFF));
        for (unsigned k = 0; k < 4; k++)
            swap_parts(&w[k + (k & 2)], &w[k + (k & 2) + 2], 16, UINT64_C(0x0000FFFF0000FFFF));
        for (unsigned k = 0; k < 8; k += 2)
            swap_parts(&w[k], &w[k + 1], 8, UINT64_C(0x00FF00FF00FF00FF));
        for (unsigned k = 0; k < 8; k++)
            square[4 * k + i] = w[k];
    }
    for (unsigned i = 0; i < SQUARE / 2; i += 4) {
        two_words *w = square + i;
        swap_parts(&w[0], &w[2], 4, UINT64_C(0x0F0F0F0F0F0F0F0F));
        swap_parts(&w[1], &w[3], 4, UINT64_C(0x0F0F0F0F0F0F0F0F));
        swap_parts(&w[0], &w[1], 2, UINT64_C(0x3333333333333333));
        swap_parts(&w[2], &w[3], 2, UINT64_C(0x3333333333333333));
        for (unsigned k = 0; k < 4; k++) { // the last ones within each two words
            const uint64_t lower = UINT64_C(0x5555555555555555);
            const uint64_t x = w[k][0];
            const uint64_t y = w[k][1];
            w[k] = (two_words){(x & lower) | (y & lower) << 1, (x >> 1 & lower) | (y & ~lower)};
        }
    }
}

/// For each of the next rules, the open rows in which it is the only one of its group that fires.
static void find_singles(block *b, size_t first, uint64_t open, uint64_t *square)
{
    const plan *p = b->plan;
    const size_t left = p->single_count - first;
    const size_t count = left < SQUARE ? left : SQUARE;
    for (size_t i = 0; i < count; i++) {
        const plan_single *s = &p->singles[first + i];
        if (!b->is_answered[s->group])
            answer_group(b, s->group);
        square[i] = b->fired[s->rule] & b->once[s->group] & open;
    }
    memset(square + count, 0, (SQUARE - count) * sizeof *square);
}

/// What a row takes of the rules that rank highest.
typedef struct taking {
    size_t count;
    uint32_t singles[FEW + AT_ONCE];
} taking;

/// Takes rules that fire in the row, from the first on, until there are `most`, or a few more.
static inline void take(taking *t, size_t most, size_t first, uint64_t hits)
{
    uint32_t *to = t->singles + t->count;
    // Branch-free: the processor could not predict how many there are.
    for (int i = 0; i < AT_ONCE; i++) {
        *to = (uint32_t)first + (uint32_t)__builtin_ctzll(hits | (uint64_t)1 << 63);
        to += hits != 0;
        hits &= hits - 1;
    }
    t->count = (size_t)(to - t->singles);
    for (; hits != 0 && t->count < most; hits &= hits - 1)
        t->singles[t->count++] = (uint32_t)first + (uint32_t)__builtin_ctzll(hits);
}

/// If a group fires in a row, it is mostly one of its rules, whose certainty is then the group's. Each row takes the first of these.
static void gather_single(block *b)
{
    const plan *p = b->plan;
    taking takings[BLOCK_ROWS];
    uint64_t open = b->live; // rows that may take more
    const size_t row_count = b->count;
    for (size_t i = 0; i < row_count; i++)
        takings[i].count = 0;
    for (size_t first = 0; first < p->single_count && open != 0; first += SQUARE) {
        union {
            uint64_t words[SQUARE];
            two_words pairs[SQUARE / 2];
        } square;
        find_singles(b, first, open, square.words);
        transpose(square.pairs);
        for (uint64_t rows = open; rows != 0; rows &= rows - 1) {
            const unsigned i = (unsigned)__builtin_ctzll(rows);
            take(&takings[i], b->top, first, square.words[i]);
            open ^= (uint64_t)(takings[i].count >= b->top) << i;
        }
    }
    for (size_t i = 0; i < row_count; i++) {
        const size_t count = takings[i].count < b->top ? takings[i].count : b->top;
        select_add_singles(b, i, takings[i].singles, count);
    }
}

// --- where several do ---

static void gather_multiple(block *b)
{
    const plan *p = b->plan;
    double least = HUGE_VAL; // of all rows
    uint64_t open = b->live; // rows that may still take something
    for (size_t i = 0; i < b->count; i++)
        least = b->least[i] < least ? b->least[i] : least;
    for (size_t i = 0; i < p->group_count && p->groups[i].most >= least; i++) {
        const plan_group *g = &p->groups[i];
        if (!g->surely_given)
            continue;
        if (!b->is_answered[i])
            answer_group(b, i);
        for (uint64_t left = b->again[i] & open; left != 0; left &= left - 1) {
            const size_t row_index = (size_t)__builtin_ctzll(left);
            open ^= (uint64_t)(g->most < b->least[row_index]) << row_index;
        }
        for (uint64_t rows = b->again[i] & open; rows != 0; rows &= rows - 1) {
            const size_t row_index = (size_t)__builtin_ctzll(rows);
            const block_advice c = select_candidate(b, g->recommendation, combine_group(b, g, row_index));
            select_add_best(b, row_index, &c);
        }
    }
}

void gather_best(block *b)
{
    gather_single(b);
    gather_multiple(b);
}
