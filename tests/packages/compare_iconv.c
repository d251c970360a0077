// Compares the iconv of static programs (.packaging/static/iconv.c, compiled with other names) with the C library's: the same text, the
// same fault at the same byte, for each encoding, however the text is cut. Prints TAP.
//
// usage: iconv -l | compare_iconv
#include <ctype.h>
#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

iconv_t static_iconv_open(const char *to, const char *from);
size_t static_iconv(iconv_t cd, char **in, size_t *left, char **out, size_t *room);
int static_iconv_close(iconv_t cd);

typedef struct functions {
    iconv_t (*open)(const char *, const char *);
    size_t (*convert)(iconv_t, char **, size_t *, char **, size_t *);
    int (*close)(iconv_t);
} functions;

static const functions ours = {static_iconv_open, static_iconv, static_iconv_close};
static const functions theirs = {iconv_open, iconv, iconv_close};

enum { TEXT = 64, ROOM = 1024, ROUNDS = 20000 };

typedef struct result {
    char text[ROOM];
    size_t length;
    size_t taken;
    int why; ///< errno at the end; 0: all was converted
} result;

/// Converts as text_stream does: in pieces of `piece` bytes, what is left over going on with the next one, and into `room` bytes at a time.
static bool convert(const functions *f, const char *name, const char *text, size_t length, size_t piece,
                    size_t room, result *out)
{
    iconv_t c = f->open("UTF-8", name);
    *out = (result){0};
    if (c == (iconv_t)-1)
        return false;
    size_t shown = 0;
    bool done = false;
    while (!done) {
        shown = shown + piece < length ? shown + piece : length;
        for (;;) {
            char *from = (char *)(uintptr_t)text + out->taken;
            size_t left = shown - out->taken;
            char *to = out->text + out->length;
            size_t free_room = room;
            const size_t converted = f->convert(c, &from, &left, &to, &free_room);
            out->why = converted == (size_t)-1 ? errno : 0;
            out->length += room - free_room;
            out->taken = shown - left;
            if (out->why != E2BIG)
                break;
        }
        done = out->why == EILSEQ || shown == length;
    }
    if (out->why == 0) {
        char *to = out->text + out->length;
        size_t free_room = ROOM - out->length;
        (void)f->convert(c, NULL, NULL, &to, &free_room);
        out->length = ROOM - free_room;
    }
    (void)f->close(c);
    return true;
}

static bool same(const char *name, const char *text, size_t length, size_t piece, size_t room)
{
    result a;
    result b;
    if (!convert(&ours, name, text, length, piece, room, &a) ||
        !convert(&theirs, name, text, length, length, ROOM / 2, &b))
        return false;
    // Where it does not know a character, the C library's UHC stops behind it.
    const bool same_place =
        a.taken == b.taken || (a.why == EILSEQ && b.taken > a.taken && b.taken - a.taken <= 2);
    if (a.why == b.why && same_place && a.length == b.length && memcmp(a.text, b.text, a.length) == 0)
        return true;
    printf("# %s:", name);
    for (size_t i = 0; i < length; i++)
        printf(" %02X", (unsigned char)text[i]);
    printf(": errno %d after %zu bytes in, %zu out; the C library: %d, %zu, %zu\n", a.why, a.taken, a.length,
           b.why, b.taken, b.length);
    return false;
}

/// A small generator: the same texts each time.
static uint32_t next(uint64_t *state)
{
    *state = *state * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)(*state >> 33);
}

static bool joins_marks(const char *name)
{
    // What stands in the comment of make_charsets.c; the names are those of iconv -l.
    static const char *const names[] = {"1255", "MS-HEBR", "1258", "TCVN"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strstr(name, names[i]) != NULL)
            return true;
    }
    return false;
}

static bool encoding_is_same(const char *name, int rounds)
{
    char text[TEXT];
    uint64_t state = 42;
    bool all = true;
    bool leads = false;
    for (unsigned i = 0; i < 0x10000 && all; i++) {
        // After a byte that is something by itself, a few others tell that it is.
        const char first = (char)(i >> 8);
        result alone;
        if (i % 0x100 == 0)
            leads = convert(&theirs, name, &first, 1, 1, ROOM / 2, &alone) && alone.why == EINVAL;
        if (!leads && i % 0x1F > 0)
            continue;
        text[0] = (char)(i >> 8);
        text[1] = (char)(i & 0xFF);
        text[2] = 'x';
        text[3] = 'y';
        all = joins_marks(name) || same(name, text, 4, 1, 8);
    }
    for (int i = 0; i < rounds && all; i++) {
        const size_t length = 1 + next(&state) % TEXT;
        const bool tame = next(&state) % 2 == 0;
        for (size_t k = 0; k < length; k++)
            text[k] = (char)(tame && next(&state) % 4 > 0 ? 0x20 + next(&state) % 0x5F : next(&state) & 0xFF);
        all = joins_marks(name) || same(name, text, length, 1 + next(&state) % 7, 8 + next(&state) % 9);
    }
    return all;
}

int main(void)
{
    char name[TEXT];
    int number = 0;
    int different = 0;
    int unknown = 0;
    while (fgets(name, sizeof name, stdin) != NULL) {
        name[strcspn(name, "/\n")] = '\0';
        iconv_t opened = static_iconv_open("UTF-8", name);
        if (opened == (iconv_t)-1) {
            unknown++;
            continue;
        }
        (void)static_iconv_close(opened);
        number++;
        different += !encoding_is_same(name, ROUNDS / 100);
    }
    printf("# %d names are known, %d are not\n", number, unknown);
    printf("%s 1 - each encoding is converted as the C library does\n",
           different == 0 && number > 1000 ? "ok" : "not ok");
    static const char *const needed[] = {
        "windows-1252", "ISO-8859-15", "latin1",    "macintosh", "cp437",  "cp850", "windows-1251",
        "windows-1255", "KOI8-R",      "Shift_JIS", "CP932",     "EUC-JP", "GBK",   "Big5",
        "EUC-KR",       "UTF-16",      "UTF-16LE",  "UTF-32BE",  "UTF-8"};
    bool all = true;
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        iconv_t opened = static_iconv_open("UTF-8", needed[i]);
        if (opened == (iconv_t)-1) {
            printf("# not known: %s\n", needed[i]);
            all = false;
        } else
            (void)static_iconv_close(opened);
    }
    printf("%s 2 - what people's files are written in is known\n1..2\n", all ? "ok" : "not ok");
    return different == 0 && all ? EXIT_SUCCESS : EXIT_FAILURE;
}
