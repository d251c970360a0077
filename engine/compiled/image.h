/// A compiled file in memory. Private to engine/compiled/.
#ifndef ADVISE_COMPILED_IMAGE_H
#define ADVISE_COMPILED_IMAGE_H

#include "compiled/form.h"
#include "feel/temporal.h"
#include "input/file_kind.h"

enum {
    COMPILED_FORMAT = 1,         ///< goes up when files change in a way that their fingerprint does not show
    COMPILED_ORDER = 0x01020304, ///< as this machine stores it
    COMPILED_ALIGNMENT = 16,
    COMPILED_PROGRAM = 24, ///< bytes for the program's version, with a NUL
};

/// Where a section stands.
typedef struct section_span {
    uint64_t at;    ///< in the file; a multiple of COMPILED_ALIGNMENT
    uint64_t count; ///< of elements
} section_span;

/// How a file begins. The checksum is over all that follows it.
typedef struct compiled_header {
    char magic[sizeof COMPILED_MAGIC - 1];
    uint32_t order, format;
    char program[COMPILED_PROGRAM]; ///< the version of the program that wrote it
    uint64_t fingerprint;           ///< of its layout
    uint64_t checksum;
    uint64_t size; ///< of the file
    section_span spans[SECTION_COUNT];
} compiled_header;

/// A section that is read.
typedef struct section_data {
    char *first;
    size_t count;
    size_t size; ///< of an element
} section_data;

/// A file while it is read. All pointers in it stand for themselves once `image_link` is done.
typedef struct image {
    arena *arena;
    section_data sections[SECTION_COUNT];
    const compiled_head *head;
    pack *pack;
    const feel_regex **regexes; ///< one for each pattern
    const builtin_rows *builtins;
    size_t builtin_count;
    const slice *files; ///< the names of the files, as diagnostics show them; one for each input
} image;

/// The elements of a section.
#define IMAGE_ITEMS(image_, section_, type) ((type *)(void *)(image_)->sections[SECTION_##section_].first)

/// Makes pointers of the indexes in the head, the inputs, the pack itself and its levels. False as below.
bool image_link_head(image *im);

/// The same of all others, once `files` is set. False if one leads out of its section, or if a text, a flag or a kind is none.
bool image_link(image *im);

// --- what pointers lead to (verify.c and its kin); each is true if all is as the other parts of the engine take for granted ---

/// A date, a time or both: true if its fields are in their ranges. Its zone need not be linked.
bool verify_temporal(feel_kind kind, const feel_temporal *t);
/// Types and values: they end somewhere, and numbers have the form that numbers have.
bool verify_values(const image *im);
/// Expressions: trees with the parts that their kinds have, and names that stand for what is there.
bool verify_expressions(const image *im);
/// The pack: each index is one of what is there.
bool verify_pack(const image *im);

#endif
