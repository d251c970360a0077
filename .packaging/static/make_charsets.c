// Writes, as C, tables of the encodings that this machine's iconv knows: static programs cannot load the C library's own modules.
//
// usage: iconv -l | make_charsets > charsets.h
//
// An encoding becomes a tree: the byte leads to a character, to a node for the next byte, or to nothing. Left out are those that shift (what a
// byte means depends on a byte long before it), those of more nodes than MOST_NODES, and those of Unicode, which iconv.c decodes itself.
// Encodings that join a mark to the letter before it (windows-1255, windows-1258) give both as they stand.
#include <ctype.h>
#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    BYTES = 256,
    MOST_LENGTH = 3,
    MOST_NODES = 400,
    ALL_NODES = 1 << 15,
    MOST_NAMES = 4096,
    NAME_ROOM = 64
};
#define IS_NODE 0x80000000U

static uint32_t nodes[ALL_NODES][BYTES];
static uint32_t count; ///< of nodes; the first stays empty
static uint32_t of_this_encoding;

static struct {
    char name[NAME_ROOM];
    uint32_t root;
} encodings[MOST_NAMES];
static size_t known;

static void fail(const char *why)
{
    (void)fprintf(stderr, "make_charsets: %s\n", why);
    exit(EXIT_FAILURE);
}

typedef enum reply { CHARACTER, NOTHING, MORE, UNUSABLE } reply;

/// What a sequence of bytes is, from the beginning of a text.
static reply ask(const char *name, const unsigned char *bytes, size_t length, uint32_t *character)
{
    uint32_t out[4] = {0};
    char *to = (char *)out;
    size_t room = sizeof out;
    char *from = (char *)(uintptr_t)bytes;
    size_t left = length;
    iconv_t converter = iconv_open("UTF-32LE", name);
    if (converter == (iconv_t)-1)
        return UNUSABLE;
    const size_t converted = iconv(converter, &from, &left, &to, &room);
    const int why = converted == (size_t)-1 ? errno : 0;
    if (why == 0)
        (void)iconv(converter, NULL, NULL, &to, &room);
    (void)iconv_close(converter);
    *character = out[0];
    if (why == EILSEQ)
        return NOTHING;
    if (why == EINVAL && left > 0)
        return length < MOST_LENGTH && left == length ? MORE : UNUSABLE;
    return why == 0 && left == 0 && room == sizeof out - sizeof *out ? CHARACTER : UNUSABLE;
}

/// The number of a node that is like the last one, which goes if there is one before it.
static uint32_t shared_node(uint32_t last)
{
    for (uint32_t i = 1; i < last; i++) {
        if (memcmp(nodes[i], nodes[last], sizeof nodes[last]) == 0) {
            count = last;
            return i;
        }
    }
    return last;
}

/// Makes the node of what may follow the bytes so far. 0: the encoding is unusable.
static uint32_t make_node(const char *name, unsigned char *bytes, size_t length)
{
    uint32_t made[BYTES] = {0};
    for (unsigned byte = 0; byte < BYTES; byte++) {
        uint32_t character = 0;
        bytes[length] = (unsigned char)byte;
        switch (ask(name, bytes, length + 1, &character)) {
        case CHARACTER: made[byte] = character + 1; break;
        case NOTHING: break;
        case MORE:
            character = make_node(name, bytes, length + 1);
            if (character == 0)
                return 0;
            made[byte] = IS_NODE | character;
            break;
        default: return 0;
        }
    }
    if (++of_this_encoding > MOST_NODES)
        return 0;
    if (count == ALL_NODES)
        fail("too many nodes");
    memcpy(nodes[count], made, sizeof made);
    return shared_node(count++);
}

static bool is_of_unicode(const char *name)
{
    static const char *const begins[] = {"UTF",      "UCS",     "ISO-10646", "ISO10646",
                                         "INTERNAL", "WCHAR_T", "UNICODE",   "CSUNICODE",
                                         "CSUCS4",   "10646",   "JAVA",      "OSF0001"};
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
        if (strncmp(name, begins[i], strlen(begins[i])) == 0)
            return true;
    }
    return false;
}

static void add(const char *name)
{
    unsigned char bytes[MOST_LENGTH];
    const uint32_t before = count;
    of_this_encoding = 0;
    const uint32_t root = make_node(name, bytes, 0);
    if (root == 0) {
        count = before;
        return;
    }
    if (known == MOST_NAMES)
        fail("too many names");
    memcpy(encodings[known].name, name, strlen(name) + 1);
    encodings[known++].root = root;
}

static int by_name(const void *a, const void *b)
{
    return strcasecmp(a, b); // as iconv.c looks them up
}

int main(void)
{
    char name[NAME_ROOM];
    count = 1;
    while (fgets(name, sizeof name, stdin) != NULL) {
        name[strcspn(name, "/\n")] = '\0';
        for (char *c = name; *c != '\0'; c++)
            *c = (char)toupper((unsigned char)*c);
        if (name[0] != '\0' && !is_of_unicode(name))
            add(name);
    }
    if (known == 0)
        fail("iconv knows no encodings");
    qsort(encodings, known, sizeof *encodings, by_name);
    (void)printf("static const uint32_t nodes[%u][%d] = {\n", count, BYTES);
    for (uint32_t i = 0; i < count; i++) {
        (void)printf("{");
        for (int byte = 0; byte < BYTES; byte++)
            (void)printf("0x%X,", nodes[i][byte]);
        (void)printf("},\n");
    }
    (void)printf("};\nstatic const encoding encodings[] = {\n");
    for (size_t i = 0; i < known; i++) {
        if (i == 0 || strcmp(encodings[i].name, encodings[i - 1].name) != 0)
            (void)printf("{\"%s\", %u},\n", encodings[i].name, encodings[i].root);
    }
    (void)printf("};\n");
    return 0;
}
