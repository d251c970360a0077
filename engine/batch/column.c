// Facts in columns, and the atoms that ask about them: one word for 64 profiles.
#include "batch/block_state.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

static void put_string(block *b, const plan_column *c, uint64_t bit, slice text)
{
    for (size_t i = 0; i < c->word_count; i++) {
        if (slice_equal(c->words[i], text)) {
            b->has[c->first_word + i] |= bit;
            return;
        }
    }
}

void column_put(block *b, size_t column, size_t row_index, feel_value v)
{
    const plan_column *c = &b->plan->columns[column];
    column_state *state = &b->columns[column];
    uint64_t bit = (uint64_t)1 << row_index;
    double *number = &b->numbers[column * BLOCK_ROWS + row_index];
    *number = 0;
    if (feel_is_null(v))
        return;
    state->known |= bit;
    switch (c->kind) {
    case COLUMN_NUMBER:
        if (v.kind != FEEL_NUMBER || !decimal_to_exact_double(feel_decimal(v), number))
            state->wide |= bit;
        break;
    case COLUMN_BOOLEAN:
        if (v.kind != FEEL_BOOLEAN)
            state->wide |= bit;
        else if (v.as.boolean)
            state->yes |= bit;
        break;
    case COLUMN_STRING:
        if (v.kind != FEEL_STRING)
            state->wide |= bit;
        else
            put_string(b, c, bit, feel_text(v));
        break;
    case COLUMN_STRINGS:
        if (v.kind != FEEL_LIST) {
            state->wide |= bit;
            break;
        }
        for (size_t i = 0; i < v.as.list->count; i++) {
            if (v.as.list->items[i].kind == FEEL_STRING)
                put_string(b, c, bit, feel_text(v.as.list->items[i]));
        }
        break;
    case COLUMN_COUNT:
        if (v.kind != FEEL_LIST)
            state->wide |= bit;
        else
            *number = (double)v.as.list->count;
        break;
    }
}

/// Bit i: `numbers[i] op constant`.
static uint64_t compare_numbers(const double *numbers, feel_comparison op, double constant)
{
    uint64_t out = 0;
#if defined(__SSE2__)
    const __m128d against = _mm_set1_pd(constant);
#define COMPARE(instruction)                                                                                 \
    for (int i = 0; i < BLOCK_ROWS; i += 2)                                                                  \
    out |= (uint64_t)(unsigned)_mm_movemask_pd(instruction(_mm_loadu_pd(numbers + i), against)) << i
    switch (op) {
    case FEEL_EQUAL: COMPARE(_mm_cmpeq_pd); break;
    case FEEL_NOT_EQUAL: COMPARE(_mm_cmpneq_pd); break;
    case FEEL_LESS: COMPARE(_mm_cmplt_pd); break;
    case FEEL_AT_MOST: COMPARE(_mm_cmple_pd); break;
    case FEEL_GREATER: COMPARE(_mm_cmpgt_pd); break;
    case FEEL_AT_LEAST: COMPARE(_mm_cmpge_pd); break;
    }
#undef COMPARE
#else
    for (int i = 0; i < BLOCK_ROWS; i++) {
        double n = numbers[i];
        bool holds = op == FEEL_EQUAL       ? n == constant
                     : op == FEEL_NOT_EQUAL ? n != constant
                     : op == FEEL_LESS      ? n < constant
                     : op == FEEL_AT_MOST   ? n <= constant
                     : op == FEEL_GREATER   ? n > constant
                                            : n >= constant;
        out |= (uint64_t)holds << i;
    }
#endif
    return out;
}

/// Finds for all constants of a column at once where numbers are at least as large, and where equal: each number is looked up among the
/// constants. Many comparisons cost less so than one by one.
static void rank_numbers(const block *b, const plan_column *c, const double *numbers)
{
    uint32_t below[BLOCK_ROWS] = {0}; // how many constants are no larger than the number
    size_t count = c->constant_count;
    for (size_t left = count; left > 1; left -= left / 2) {
        uint32_t half = (uint32_t)(left / 2);
        for (int i = 0; i < BLOCK_ROWS; i++)
            below[i] += half & -(uint32_t)(c->constants[below[i] + half - 1] <= numbers[i]); // no branch
    }
    for (int i = 0; i < BLOCK_ROWS; i++)
        below[i] += c->constants[below[i]] <= numbers[i];
    memset(b->at_least, 0, (count + 1) * sizeof *b->at_least);
    memset(b->equal, 0, (count + 1) * sizeof *b->equal);
    for (int i = 0; i < BLOCK_ROWS; i++) {
        uint64_t bit = (uint64_t)1 << i;
        // What is below all constants goes into the last word, which nobody asks for.
        size_t word = below[i] > 0 ? below[i] - 1 : count;
        b->at_least[word] |= bit;
        b->equal[word] |= below[i] > 0 && c->constants[word] == numbers[i] ? bit : 0;
    }
    for (size_t i = count - 1; i > 0; i--)
        b->at_least[i - 1] |= b->at_least[i];
}

static uint64_t ranked(const block *b, feel_comparison op, size_t constant)
{
    uint64_t at_least = b->at_least[constant];
    uint64_t equal = b->equal[constant];
    switch (op) {
    case FEEL_EQUAL: return equal;
    case FEEL_NOT_EQUAL: return ~equal;
    case FEEL_LESS: return ~at_least;
    case FEEL_AT_MOST: return ~at_least | equal;
    case FEEL_GREATER: return at_least & ~equal;
    case FEEL_AT_LEAST: return at_least;
    }
    return 0;
}

/// True where looking numbers up is cheaper than comparing.
static bool is_ranked(const plan_column *c)
{
    return c->constant_count > 8;
}

/// Where the atom is true, of the rows whose fact is known and fits the column; elsewhere anything.
static uint64_t answer_known(const block *b, const plan_column *c, const plan_atom *a, const double *numbers,
                             const column_state *state)
{
    uint64_t yes = 0;
    switch (a->test) {
    case TEST_NULL: break;
    case TEST_NUMBER:
        return is_ranked(c) ? ranked(b, a->op, a->place) : compare_numbers(numbers, a->op, a->constant);
    case TEST_WORD: yes = b->has[c->first_word + a->word]; break;
    case TEST_FLAG: yes = state->yes; break;
    case TEST_NO_FLAG: yes = ~state->yes; break;
    }
    return a->negated ? ~yes : yes;
}

void column_answer(block *b, size_t column)
{
    const plan_column *c = &b->plan->columns[column];
    const column_state *state = &b->columns[column];
    const double *numbers = &b->numbers[column * BLOCK_ROWS];
    uint64_t fits = state->known & ~state->wide;
    uint64_t unknown = b->live & ~state->known;
    if (is_ranked(c))
        rank_numbers(b, c, numbers);
    for (size_t i = 0; i < c->atom_count; i++) {
        const plan_atom *a = &c->atoms[i];
        uint64_t yes = answer_known(b, c, a, numbers, state);
        uint64_t no = ~yes & fits;
        yes &= fits;
        yes |= a->of_null == FEEL_TRUE ? unknown : 0;
        no |= a->of_null == FEEL_FALSE ? unknown : 0;
        for (uint64_t left = state->wide; left != 0; left &= left - 1) {
            int row_index = __builtin_ctzll(left);
            feel_truth t = feel_atom_truth(a->asks, b->rows[row_index].run.values[c->fact]);
            yes |= (uint64_t)(t == FEEL_TRUE) << row_index;
            no |= (uint64_t)(t == FEEL_FALSE) << row_index;
        }
        b->truth[2 * (size_t)a->index] = yes;
        b->truth[2 * (size_t)a->index + 1] = no;
    }
}
