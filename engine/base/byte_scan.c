// What is done 32 bytes at a time by processors that can, of texts that are long enough.
#include "base/byte_scan.h"

#if defined(__SSE2__)
#include <immintrin.h>

__attribute__((target("avx2"))) static __m256i load_32(const char *at)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)at);
}

__attribute__((target("avx2"))) static size_t pass_ascii_avx2(slice text, size_t from)
{
    size_t i = from;
    for (; i + 128 <= text.len; i += 128) {
        const char *at = text.ptr + i;
        const __m256i all = _mm256_or_si256(_mm256_or_si256(load_32(at), load_32(at + 32)),
                                            _mm256_or_si256(load_32(at + 64), load_32(at + 96)));
        if (_mm256_movemask_epi8(all) != 0)
            break;
    }
    return i;
}

size_t byte_scan_pass_ascii(slice text, size_t from)
{
    return __builtin_cpu_supports("avx2") ? pass_ascii_avx2(text, from) : from;
}
#else
size_t byte_scan_pass_ascii(slice text, size_t from)
{
    (void)text;
    return from;
}
#endif
