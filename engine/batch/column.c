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

/// Where the atom is true, of the rows whose fact is known and fits the column; elsewhere anything.
static uint64_t answer_known(const block *b, const plan_column *c, const plan_atom *a, const double *numbers,
                             const column_state *state)
{
    const feel_atom *asks = a->asks;
    bool negated = asks->kind == FEEL_ATOM_COMPARE && asks->op == FEEL_NOT_EQUAL;
    uint64_t equal = 0;
    if (asks->kind == FEEL_ATOM_COMPARE && feel_is_null(asks->constant))
        equal = 0; // what is known is not null
    else if (c->kind == COLUMN_NUMBER || c->kind == COLUMN_COUNT)
        return compare_numbers(numbers, asks->op, a->constant);
    else if (c->kind != COLUMN_BOOLEAN)
        equal = b->has[c->first_word + a->word];
    else
        equal = asks->kind == FEEL_ATOM_HOLDS || asks->constant.as.boolean ? state->yes : ~state->yes;
    return negated ? ~equal : equal;
}

void column_answer(block *b, size_t column)
{
    const plan_column *c = &b->plan->columns[column];
    const column_state *state = &b->columns[column];
    const double *numbers = &b->numbers[column * BLOCK_ROWS];
    uint64_t fits = state->known & ~state->wide;
    for (size_t i = 0; i < c->atom_count; i++) {
        const plan_atom *a = &b->plan->atoms[c->atoms[i]];
        uint64_t yes = answer_known(b, c, a, numbers, state);
        uint64_t no = ~yes & fits;
        yes &= fits;
        uint64_t unknown = b->live & ~state->known;
        yes |= a->of_null == FEEL_TRUE ? unknown : 0;
        no |= a->of_null == FEEL_FALSE ? unknown : 0;
        for (uint64_t left = state->wide; left != 0; left &= left - 1) {
            int row_index = __builtin_ctzll(left);
            feel_truth t = feel_atom_truth(a->asks, b->rows[row_index].run.values[c->fact]);
            yes |= (uint64_t)(t == FEEL_TRUE) << row_index;
            no |= (uint64_t)(t == FEEL_FALSE) << row_index;
        }
        b->truth[2 * c->atoms[i]] = yes;
        b->truth[2 * c->atoms[i] + 1] = no;
    }
}
