// Facts in columns, and the atoms that ask about them: one word for 64 profiles. A number becomes a code, which says how it
// compares with every constant that the pack compares it with.
#include "columns/column.h"
#include "reason/condition_truth.h"

#if defined(__SSE2__)
#include <immintrin.h>
#endif

static void put_string(block *b, const plan_column *c, uint64_t rows, slice text)
{
    for (size_t i = 0; i < c->text_count; i++) {
        if (slice_equal(c->texts[i], text)) {
            b->words[c->first_word + 1 + i] |= rows;
            return;
        }
    }
}

/// Gives rows the code of a number that they have.
static void put_code(block *b, const plan_column *c, uint64_t rows, uint32_t code)
{
    uint32_t *codes = column_codes(b, c);
    for (uint64_t left = rows; left != 0; left &= left - 1)
        codes[__builtin_ctzll(left)] = code;
}

void column_put_rows(block *b, size_t column, uint64_t rows, feel_value v)
{
    const plan_column *c = &b->plan->columns[column];
    column_state *state = &b->columns[column];
    double number;
    if (feel_is_null(v))
        return;
    state->known |= rows;
    switch (c->kind) {
    case COLUMN_NUMBER:
        if (v.kind != FEEL_NUMBER || !column_exact_number(v, &number))
            state->wide |= rows;
        else
            put_code(b, c, rows, column_code(c, number));
        break;
    case COLUMN_BOOLEAN:
        if (v.kind != FEEL_BOOLEAN)
            state->wide |= rows;
        else if (v.as.boolean)
            b->words[c->first_word + 1] |= rows;
        break;
    case COLUMN_STRING:
        if (v.kind != FEEL_STRING)
            state->wide |= rows;
        else
            put_string(b, c, rows, feel_text(v));
        break;
    case COLUMN_STRINGS:
        if (v.kind != FEEL_LIST) {
            state->wide |= rows;
            break;
        }
        for (size_t i = 0; i < v.as.list->count; i++) {
            if (v.as.list->items[i].kind == FEEL_STRING)
                put_string(b, c, rows, feel_text(v.as.list->items[i]));
            else
                state->wide |= rows; // an unknown item may be what is asked for
        }
        break;
    case COLUMN_COUNT:
        if (v.kind != FEEL_LIST)
            state->wide |= rows;
        else
            put_code(b, c, rows, column_code_of_integer(c, (int64_t)v.as.list->count));
        break;
    }
}

void column_put_numbers(block *b, size_t column, uint64_t rows, const double *numbers)
{
    const plan_column *c = &b->plan->columns[column];
    uint32_t *codes = column_codes(b, c);
    b->columns[column].known |= rows;
    for (uint64_t left = rows; left != 0; left &= left - 1) {
        const size_t i = (size_t)__builtin_ctzll(left);
        codes[i] = column_code(c, numbers[i]);
    }
}

#if defined(__SSE2__)
/// `compare_codes` for processors that make a word of 64 comparisons.
__attribute__((target("avx512f,avx512bw"))) static void
compare_codes_avx512(const uint32_t *codes, size_t cut_count, uint64_t *words)
{
    __m512i bytes = _mm512_setzero_si512();
    bytes = _mm512_inserti32x4(bytes, _mm512_cvtepi32_epi8(_mm512_loadu_si512(codes)), 0);
    bytes = _mm512_inserti32x4(bytes, _mm512_cvtepi32_epi8(_mm512_loadu_si512(codes + 16)), 1);
    bytes = _mm512_inserti32x4(bytes, _mm512_cvtepi32_epi8(_mm512_loadu_si512(codes + 32)), 2);
    bytes = _mm512_inserti32x4(bytes, _mm512_cvtepi32_epi8(_mm512_loadu_si512(codes + 48)), 3);
    for (size_t cut = 1; cut <= cut_count; cut++)
        words[cut] = _mm512_cmpge_epu8_mask(bytes, _mm512_set1_epi8((char)cut));
}

/// Sixteen codes as bytes.
static __m128i code_bytes(const uint32_t *codes)
{
    __m128i four[4];
    for (int k = 0; k < 4; k++)
        four[k] = _mm_loadu_si128((const __m128i *)(const void *)(codes + 4 * k));
    return _mm_packus_epi16(_mm_packs_epi32(four[0], four[1]), _mm_packs_epi32(four[2], four[3]));
}

/// `compare_codes` for processors that compare 32 bytes at once.
__attribute__((target("avx2"))) static void compare_codes_avx2(const uint32_t *codes, size_t cut_count,
                                                               uint64_t *words)
{
    const __m256i low = _mm256_set_m128i(code_bytes(codes + 16), code_bytes(codes));
    const __m256i high = _mm256_set_m128i(code_bytes(codes + 48), code_bytes(codes + 32));
    for (size_t cut = 1; cut <= cut_count; cut++) {
        const __m256i least = _mm256_set1_epi8((char)cut);
        const __m256i low_passes = _mm256_cmpeq_epi8(_mm256_max_epu8(low, least), low);
        const __m256i high_passes = _mm256_cmpeq_epi8(_mm256_max_epu8(high, least), high);
        words[cut] = (uint32_t)_mm256_movemask_epi8(low_passes) |
                     (uint64_t)(uint32_t)_mm256_movemask_epi8(high_passes) << 32;
    }
}

/// `compare_codes` for every other processor of the kind.
static void compare_codes_sse2(const uint32_t *codes, size_t cut_count, uint64_t *words)
{
    __m128i bytes[4];
    for (int i = 0; i < 4; i++)
        bytes[i] = code_bytes(codes + (size_t)16 * (size_t)i);
    for (size_t cut = 1; cut <= cut_count; cut++) {
        const __m128i least = _mm_set1_epi8((char)cut);
        uint64_t passed[4];
        for (int i = 0; i < 4; i++) {
            const __m128i passes = _mm_cmpeq_epi8(_mm_max_epu8(bytes[i], least), bytes[i]);
            passed[i] = (unsigned)_mm_movemask_epi8(passes);
        }
        words[cut] = passed[0] | passed[1] << 16 | passed[2] << 32 | passed[3] << 48;
    }
}
#endif

/// The rows that pass each cut, if codes fit bytes: 64 bytes are compared at once.
static void compare_codes(const uint32_t *codes, size_t cut_count, uint64_t *words)
{
#if defined(__SSE2__)
    if (__builtin_cpu_supports("avx512bw"))
        compare_codes_avx512(codes, cut_count, words);
    else if (__builtin_cpu_supports("avx2"))
        compare_codes_avx2(codes, cut_count, words);
    else
        compare_codes_sse2(codes, cut_count, words);
#else
    for (size_t cut = 1; cut <= cut_count; cut++) {
        words[cut] = 0;
        for (int i = 0; i < BLOCK_ROWS; i++)
            words[cut] |= (uint64_t)(codes[i] >= cut) << i;
    }
#endif
}

/// The same for any codes: each row is put where its code says, and a row that passes a cut has passed those before it.
static void deal_codes(const uint32_t *codes, size_t cut_count, uint64_t *words)
{
    for (int i = 0; i < BLOCK_ROWS; i++)
        words[codes[i]] |= (uint64_t)1 << i;
    for (size_t i = cut_count; i > 1; i--)
        words[i - 1] |= words[i];
    words[0] = 0;
}

/// If values do not fit the column, an atom is asked of the value.
static void answer_wide(block *b, const plan_column *c, uint64_t rows)
{
    for (size_t i = 0; i < c->atom_count; i++) {
        uint64_t *truth = &b->truth[c->atoms[i].literal & ~1u];
        for (uint64_t left = rows; left != 0; left &= left - 1) {
            int row_index = __builtin_ctzll(left);
            feel_truth t = atom_truth(c->asked[i], b->rows[row_index].values[c->fact]);
            truth[0] |= (uint64_t)(t == FEEL_TRUE) << row_index;
            truth[1] |= (uint64_t)(t == FEEL_FALSE) << row_index;
        }
    }
}

void column_answer(block *b, size_t column)
{
    const plan_column *c = &b->plan->columns[column];
    const column_state *state = &b->columns[column];
    uint64_t *words = &b->words[c->first_word];
    const uint64_t fits = state->known & ~state->wide;
    const uint64_t unknown = b->live & ~state->known;
    if (c->cut_count > UINT8_MAX)
        deal_codes(column_codes(b, c), c->cut_count, words);
    else if (c->cut_count > 0)
        compare_codes(column_codes(b, c), c->cut_count, words);
    uint64_t *truth = b->truth;
    for (size_t i = 0; i < c->plain_count; i++) {
        const plan_atom *a = &c->atoms[i];
        const uint64_t passes = words[a->from];
        truth[a->literal] = passes & fits;
        truth[a->literal ^ 1u] = ~passes & fits;
    }
    for (size_t i = c->plain_count; i < c->atom_count; i++) {
        const plan_atom *a = &c->atoms[i];
        const uint64_t passes = words[a->from] & ~words[a->without];
        truth[a->literal] = (passes & fits) | (a->null_is_true ? unknown : 0);
        truth[a->literal ^ 1u] = (~passes & fits) | (a->null_is_false ? unknown : 0);
    }
    if (state->wide != 0)
        answer_wide(b, c, state->wide);
}
