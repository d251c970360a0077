// Compressed and plain files give the same bytes; each cut and each change of a byte in compressed data is noticed; memory stays small.
#include "input/stream.h"

#include "failing.h"
#include "files.h"
#include "random.h"

#include "test.h"

#include <fcntl.h>
#include <lzma.h>
#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

typedef struct bytes {
    char *ptr;
    size_t length;
} bytes;

enum { ROOM = STREAM_LEAST_ROOM };

static bytes gzip(const char *text, size_t length)
{
    bytes out = {malloc(length + 1000), 0};
    assert_non_null(out.ptr);
    z_stream z = {0};
    assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    z.next_in = (unsigned char *)(uintptr_t)text;
    z.avail_in = (unsigned)length;
    z.next_out = (unsigned char *)out.ptr;
    z.avail_out = (unsigned)length + 1000;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    out.length = length + 1000 - z.avail_out;
    (void)deflateEnd(&z);
    return out;
}

static bytes zstd(const char *text, size_t length)
{
    size_t room = ZSTD_compressBound(length);
    bytes out = {malloc(room + 1), 0};
    assert_non_null(out.ptr);
    ZSTD_CCtx *context = ZSTD_createCCtx();
    assert_non_null(context);
    assert_false(ZSTD_isError(ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)));
    out.length = ZSTD_compress2(context, out.ptr, room, text, length);
    assert_false(ZSTD_isError(out.length));
    (void)ZSTD_freeCCtx(context);
    return out;
}

static bytes xz(const char *text, size_t length)
{
    size_t room = lzma_stream_buffer_bound(length);
    bytes out = {malloc(room), 0};
    assert_non_null(out.ptr);
    assert_int_equal(lzma_easy_buffer_encode(1, LZMA_CHECK_CRC64, NULL, (const uint8_t *)text, length,
                                             (uint8_t *)out.ptr, &out.length, room),
                     LZMA_OK);
    return out;
}

/// Reads the file to its end; what was read is in `out`, to be freed.
static stream_outcome read_file(const char *path, const allocator *from, bytes *out, const char **problem)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    assert_true(fd >= 0);
    *out = (bytes){malloc(ROOM), 0};
    byte_stream *s = byte_stream_new(from, fd);
    stream_outcome outcome = s != NULL ? STREAM_BYTES : STREAM_NO_MEMORY;
    while (outcome == STREAM_BYTES) {
        size_t got = 0;
        assert_non_null(out->ptr);
        outcome = byte_stream_read(s, out->ptr + out->length, ROOM, &got);
        assert_true((outcome == STREAM_BYTES) == (got > 0));
        out->length += got;
        char *larger = realloc(out->ptr, out->length + ROOM);
        assert_non_null(larger);
        out->ptr = larger;
    }
    *problem = s != NULL ? byte_stream_problem(s) : NULL;
    byte_stream_free(s);
    (void)close(fd);
    return outcome;
}

static void expect(const char *folder, bytes file, const char *text, size_t length)
{
    char *path = text_of("%s/file", folder);
    bytes out;
    const char *problem;
    file_write(path, file.ptr, file.length);
    assert_int_equal(read_file(path, &allocator_default, &out, &problem), STREAM_END);
    assert_int_equal(out.length, length);
    if (length > 0)
        assert_memory_equal(out.ptr, text, length);
    free(out.ptr);
    free(path);
}

static void test_what_was_compressed_comes_out_again(void **state)
{
    (void)state;
    random_source random = random_new();
    char *folder = folder_new();
    for (size_t round = 0; round < 40; round++) {
        size_t length = (size_t)random_below(&random, round % 4 == 0 ? 300000 : 5000);
        char *text = malloc(length + 1);
        assert_non_null(text);
        for (size_t i = 0; i < length; i++)
            text[i] = (char)('a' + random_below(&random, round % 2 == 0 ? 2 : 26));
        bytes files[] = {{text, length}, gzip(text, length), zstd(text, length), xz(text, length)};
        for (size_t i = 0; i < 4; i++)
            expect(folder, files[i], text, length);
        // Two parts, one after the other.
        char *twice = malloc(2 * length + 1);
        assert_non_null(twice);
        memcpy(twice, text, length);
        memcpy(twice + length, text, length);
        for (size_t i = 1; i < 4; i++) {
            bytes both = {malloc(2 * files[i].length), 2 * files[i].length};
            assert_non_null(both.ptr);
            memcpy(both.ptr, files[i].ptr, files[i].length);
            memcpy(both.ptr + files[i].length, files[i].ptr, files[i].length);
            expect(folder, both, twice, 2 * length);
            free(both.ptr);
            free(files[i].ptr);
        }
        free(twice);
        free(text);
    }
    folder_remove(folder);
}

static void test_plain_files_that_begin_like_compressed_ones_are_plain(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",      "\x1F", "\x28",     "\x28\xB5", "\x28\xB5\x2F", "\x28\xB5\x2Fx",
        "\x1Fx", "\xFD", "\3757zXZ", "\3757zXZx"};
    char *folder = folder_new();
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        expect(folder, (bytes){(char *)(uintptr_t)texts[i], strlen(texts[i])}, texts[i], strlen(texts[i]));
    folder_remove(folder);
}

static void test_every_cut_and_every_changed_byte_is_noticed(void **state)
{
    (void)state;
    static const char text[] = "{\"grade\": 1}\n{\"grade\": 2}\n{\"grade\": 3}\n";
    char *folder = folder_new();
    char *path = text_of("%s/file", folder);
    bytes files[] = {gzip(text, sizeof text - 1), zstd(text, sizeof text - 1), xz(text, sizeof text - 1)};
    static const char *const cut_off[] = {"the gzip data is cut off", "the zstd data is cut off",
                                          "the xz data is cut off"};
    enum { HEADERS = 10 }; // of gzip: some of its bytes say nothing about the content
    for (size_t f = 0; f < 3; f++) {
        bytes out;
        const char *problem;
        for (size_t length = f == 2 ? 6 : 4; length < files[f].length; length++) {
            file_write(path, files[f].ptr, length);
            assert_int_equal(read_file(path, &allocator_default, &out, &problem), STREAM_FAILED);
            assert_string_equal(problem, cut_off[f]);
            assert_true(out.length < sizeof text);
            assert_memory_equal(out.ptr, text, out.length);
            free(out.ptr);
        }
        for (size_t at = HEADERS; at < files[f].length; at++) {
            files[f].ptr[at] ^= 0x10;
            file_write(path, files[f].ptr, files[f].length);
            assert_int_equal(read_file(path, &allocator_default, &out, &problem), STREAM_FAILED);
            files[f].ptr[at] ^= 0x10;
            free(out.ptr);
        }
        free(files[f].ptr);
    }
    free(path);
    folder_remove(folder);
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    char *folder = folder_new();
    char *path = text_of("%s/file", folder);
    bytes files[] = {gzip("text", 4), zstd("text", 4), xz("text", 4)};
    for (size_t f = 0; f < 3; f++) {
        file_write(path, files[f].ptr, files[f].length);
        for (size_t at = 1;; at++) {
            failing_allocator failing = {.fail_at = at};
            allocator from = failing_allocator_of(&failing);
            bytes out;
            const char *problem;
            stream_outcome outcome = read_file(path, &from, &out, &problem);
            assert_int_equal(outcome, failing.failed ? STREAM_NO_MEMORY : STREAM_END);
            assert_int_equal(failing.live, 0);
            free(out.ptr);
            if (!failing.failed)
                break;
        }
        free(files[f].ptr);
    }
    free(path);
    folder_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_was_compressed_comes_out_again),
        cmocka_unit_test(test_plain_files_that_begin_like_compressed_ones_are_plain),
        cmocka_unit_test(test_every_cut_and_every_changed_byte_is_noticed),
        cmocka_unit_test(test_every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
