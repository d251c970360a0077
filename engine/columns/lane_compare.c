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

// --- by processors that compare 32 bytes at once ---

static bool has_avx2(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2");
}

__attribute__((target("avx2"))) static uint64_t four_less(const double *x, const double *y)
{
    return (unsigned)_mm256_movemask_pd(_mm256_cmp_pd(_mm256_loadu_pd(x), _mm256_loadu_pd(y), _CMP_LT_OQ));
}

__attribute__((target("avx2,bmi2"))) static uint64_t less_avx2(const double *x, const double *y, size_t count)
{
    uint64_t out = 0;
    for (size_t i = 0; i < count; i += 16)
        out |= (four_less(x + i, y + i) | four_less(x + i + 4, y + i + 4) << 4 |
                four_less(x + i + 8, y + i + 8) << 8 | four_less(x + i + 12, y + i + 12) << 12)
               << i;
    return out;
}

__attribute__((target("avx2"))) static uint64_t eight_same(const uint32_t *x, const uint32_t *y)
{
    const __m256i left = _mm256_loadu_si256((const __m256i *)(const void *)x);
    const __m256i right = _mm256_loadu_si256((const __m256i *)(const void *)y);
    return (unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(_mm256_cmpeq_epi32(left, right)));
}

__attribute__((target("avx2,bmi2"))) static uint64_t same_avx2(const uint32_t *x, const uint32_t *y,
                                                               size_t count)
{
    uint64_t out = 0;
    for (size_t i = 0; i < count; i += 16)
        out |= (eight_same(x + i, y + i) | eight_same(x + i + 8, y + i + 8) << 8) << i;
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
    if (__builtin_cpu_supports("avx512f"))
        return less_avx512(x, y, count);
    return has_avx2() ? less_avx2(x, y, count) : less_sse2(x, y, count);
}

uint64_t lanes_same(const uint32_t *x, const uint32_t *y, size_t count)
{
    if (__builtin_cpu_supports("avx512f"))
        return same_avx512(x, y, count);
    return has_avx2() ? same_avx2(x, y, count) : same_sse2(x, y, count);
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
