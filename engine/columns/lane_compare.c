#include "columns/lane_compare.h"

#if defined(__SSE2__)
#include <immintrin.h>

// --- by processors that make a bit of each comparison ---

__attribute__((target("avx512f"))) static uint64_t less_avx512(const double *x, const double *y, size_t count)
{
    uint64_t out = 0;
    for (size_t i = 0; i < count; i += 8)
        out |= (uint64_t)_mm512_cmp_pd_mask(_mm512_loadu_pd(x + i), _mm512_loadu_pd(y + i), _CMP_LT_OQ) << i;
    return out;
}

__attribute__((target("avx512f"))) static uint64_t same_avx512(const uint32_t *x, const uint32_t *y,
                                                               size_t count)
{
    uint64_t out = 0;
    for (size_t i = 0; i < count; i += 16)
        out |= (uint64_t)_mm512_cmpeq_epi32_mask(_mm512_loadu_si512(x + i), _mm512_loadu_si512(y + i)) << i;
    return out;
}

// --- by every other processor of the kind ---

/// A bit for each of 16 lanes, of which each of four vectors has four, all bits of them or none.
static uint64_t bits_of(const __m128i four[4])
{
    return (unsigned)_mm_movemask_epi8(
        _mm_packs_epi16(_mm_packs_epi32(four[0], four[1]), _mm_packs_epi32(four[2], four[3])));
}

static __m128 two_less(const double *x, const double *y)
{
    return _mm_castpd_ps(_mm_cmplt_pd(_mm_loadu_pd(x), _mm_loadu_pd(y)));
}

static uint64_t less_sse2(const double *x, const double *y, size_t count)
{
    uint64_t out = 0;
    for (size_t i = 0; i < count; i += 16) {
        __m128i four[4];
        for (size_t k = 0; k < 4; k++)
            four[k] = _mm_castps_si128(_mm_shuffle_ps(two_less(x + i + 4 * k, y + i + 4 * k),
                                                      two_less(x + i + 4 * k + 2, y + i + 4 * k + 2),
                                                      _MM_SHUFFLE(2, 0, 2, 0)));
        out |= bits_of(four) << i;
    }
    return out;
}

static __m128i four_at(const uint32_t *at)
{
    return _mm_loadu_si128((const __m128i *)(const void *)at);
}

static uint64_t same_sse2(const uint32_t *x, const uint32_t *y, size_t count)
{
    uint64_t out = 0;
    for (size_t i = 0; i < count; i += 16) {
        __m128i four[4];
        for (size_t k = 0; k < 4; k++)
            four[k] = _mm_cmpeq_epi32(four_at(x + i + 4 * k), four_at(y + i + 4 * k));
        out |= bits_of(four) << i;
    }
    return out;
}

uint64_t lanes_less(const double *x, const double *y, size_t count)
{
    return __builtin_cpu_supports("avx512f") ? less_avx512(x, y, count) : less_sse2(x, y, count);
}

uint64_t lanes_same(const uint32_t *x, const uint32_t *y, size_t count)
{
    return __builtin_cpu_supports("avx512f") ? same_avx512(x, y, count) : same_sse2(x, y, count);
}
#else
uint64_t lanes_less(const double *x, const double *y, size_t count)
{
    uint64_t out = 0;
    for (size_t i = 0; i < count; i++)
        out |= (uint64_t)(x[i] < y[i]) << i;
    return out;
}

uint64_t lanes_same(const uint32_t *x, const uint32_t *y, size_t count)
{
    uint64_t out = 0;
    for (size_t i = 0; i < count; i++)
        out |= (uint64_t)(x[i] == y[i]) << i;
    return out;
}
#endif
