/// Text as pointer and length. A slice borrows: it owns nothing and need not end in NUL.
#ifndef ADVISE_BASE_SLICE_H
#define ADVISE_BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/// A run of bytes, UTF-8 unless said otherwise. `ptr` may be NULL only if `len` is 0.
typedef struct slice {
    const char *ptr;
    size_t len;
} slice;

/// A slice over a string literal.
#define SLICE(literal) ((slice){(literal), sizeof(literal) - 1})
/// The same for static initializers, in which a compound literal is not a constant.
#define SLICE_INIT(literal)                                                                                  \
    {                                                                                                        \
        (literal), sizeof(literal) - 1                                                                       \
    }
/// `printf("%.*s", SLICE_ARG(s))`.
#define SLICE_ARG(s) (int)(s).len, (s).ptr != NULL ? (s).ptr : ""

/// The slice over a NUL-terminated string; NULL gives the empty slice.
static inline slice slice_of(const char *text)
{
    return text != NULL ? (slice){text, strlen(text)} : (slice){NULL, 0};
}

/// The part from byte `start` (at most `s.len`) of at most `len` bytes.
static inline slice slice_part(slice s, size_t start, size_t len)
{
    if (start > s.len)
        start = s.len;
    if (len > s.len - start)
        len = s.len - start;
    return (slice){s.len > 0 ? s.ptr + start : s.ptr, len};
}

/// True if both hold the same bytes.
static inline bool slice_equal(slice a, slice b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/// True if `s` holds the bytes of the NUL-terminated `text`.
static inline bool slice_is(slice s, const char *text)
{
    return slice_equal(s, slice_of(text));
}

/// By bytes, a prefix before what it begins: negative, 0 or positive.
/// For UTF-8 this is the order of code points.
static inline int slice_compare(slice a, slice b)
{
    size_t shared = a.len < b.len ? a.len : b.len;
    int order = shared > 0 ? memcmp(a.ptr, b.ptr, shared) : 0;
    if (order != 0)
        return order;
    return (a.len > b.len) - (a.len < b.len);
}

/// True if `s` begins with `prefix`.
static inline bool slice_starts_with(slice s, slice prefix)
{
    return s.len >= prefix.len && (prefix.len == 0 || memcmp(s.ptr, prefix.ptr, prefix.len) == 0);
}

/// True if `s` ends with `suffix`.
static inline bool slice_ends_with(slice s, slice suffix)
{
    return s.len >= suffix.len &&
           (suffix.len == 0 || memcmp(s.ptr + s.len - suffix.len, suffix.ptr, suffix.len) == 0);
}

/// True if there is nothing but digits; so too if there is nothing at all.
static inline bool slice_is_digits(slice s)
{
    size_t i = 0;
    while (i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9')
        i++;
    return i == s.len;
}

/// The number of an item that a text is, from 1: digits alone, up to ten millions; 0 if it is none.
static inline size_t slice_number(slice s)
{
    size_t number = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9' || number > 1000000)
            return 0;
        number = number * 10 + (size_t)(s.ptr[i] - '0');
    }
    return number;
}

/// Without white space at its ends.
static inline slice slice_trim(slice s)
{
    while (s.len > 0 && memchr(" \t\r\n", s.ptr[0], 4) != NULL)
        s = slice_part(s, 1, s.len);
    while (s.len > 0 && memchr(" \t\r\n", s.ptr[s.len - 1], 4) != NULL)
        s.len--;
    return s;
}

/// The small letter of a capital one of ASCII; any other byte as it is.
static inline char small_letter(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

#endif
