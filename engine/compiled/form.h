/// How the structs of a pack stand in a compiled file: each is described once, field by field, and the same description writes and reads it.
/// Private to engine/compiled/.
///
/// A file is an image of memory. For each form it has one array, the form's section, which holds all structs of that kind as they are in
/// memory. A pointer is the index, from 1, of what it points to in the section of its form; 0 is NULL. So reading is one look at each
/// pointer: an index and a count within the section, whatever the bytes say.
#ifndef ADVISE_COMPILED_FORM_H
#define ADVISE_COMPILED_FORM_H

#include "feel/ast.h"
#include "pack/pack.h"

/// The sections, in the order in which they are written and read.
typedef enum section {
    SECTION_TEXT,  ///< the bytes of all texts, each followed by a NUL
    SECTION_BYTES, ///< what is no text
    SECTION_HEAD,
    SECTION_INPUT,
    SECTION_PROBLEM,
    SECTION_PROBLEM_PLACE,
    SECTION_PACK,
    SECTION_LEVEL,
    SECTION_BASE,
    SECTION_NUMBER, ///< size_t and ptrdiff_t
    SECTION_WORD,   ///< uint32_t
    SECTION_FLAG,   ///< bool
    SECTION_NUMBERS,
    SECTION_SLICE,
    SECTION_PLACE,
    SECTION_ORIGIN,
    SECTION_RUN,
    SECTION_PATTERN,
    SECTION_TYPE,
    SECTION_FIELD,
    SECTION_VALUE,
    SECTION_DECIMAL,
    SECTION_TEMPORAL,
    SECTION_DURATION,
    SECTION_LIST,
    SECTION_CONTEXT,
    SECTION_ENTRY,
    SECTION_RANGE,
    SECTION_FUNCTION,
    SECTION_EXPRESSION,
    SECTION_EXPRESSIONS, ///< pointers
    SECTION_NODE,
    SECTION_NODES, ///< pointers
    SECTION_ITERATION,
    SECTION_VARIABLE,
    SECTION_WITHDRAWN,
    SECTION_SOURCE,
    SECTION_FACT,
    SECTION_ALLOWED,
    SECTION_RECORD_TYPE,
    SECTION_DERIVED_FIELD,
    SECTION_STEP,
    SECTION_PIECE,
    SECTION_TEMPLATE,
    SECTION_RECOMMENDATION,
    SECTION_TABLE,
    SECTION_TABLE_INPUT,
    SECTION_CALLED, ///< behind the tables, which say how many rows there are
    SECTION_RULE,
    SECTION_CHECK,
    SECTION_DATED,
    SECTION_CONSTANT,
    SECTION_ALLOWANCE,
    SECTION_COUNT
} section;

typedef enum part_kind {
    PART_PLAIN,   ///< a number, any
    PART_LEFT,    ///< not written: NULL or 0 until somebody sets it
    PART_BOOL,    ///< 0 or 1
    PART_CHOICE,  ///< an enum: below `limit`
    PART_TEXT,    ///< a slice of text
    PART_WORDS,   ///< a `const char *`
    PART_BYTES,   ///< a slice of anything
    PART_FILE,    ///< a slice: the name of one of the pack's files
    PART_VALUE,   ///< a feel_value
    PART_INNER,   ///< a struct in the struct, of the form `inner`
    PART_VARIANT, ///< what a node holds by its kind
    PART_ONE,     ///< a pointer to one of section `to`, or NULL
    PART_MANY,    ///< a pointer to several, or NULL
    PART_BUILTIN, ///< the rows of a built-in function, or NULL
    PART_REGEX,   ///< a regular expression, or NULL
} part_kind;

/// How many elements an array has that no field counts. SIZE_MAX: nonsense.
typedef size_t part_counter(const pack *p, const void *element);

typedef struct form form;

typedef struct part {
    part_kind kind;
    size_t offset, size;
    section to;
    bool is_needed; ///< a pointer that is never NULL
    bool may_lack;  ///< an array that may be NULL whatever its count is
    size_t limit;
    size_t count_offset, count_size; ///< of the field that counts; size 0: `counter` does
    part_counter *counter;
    const form *inner;
} part;

struct form {
    const char *name;
    size_t size;
    const part *parts;
    size_t part_count;
};

/// What the elements of a section are; those of texts and bytes are bytes, without parts.
const form *section_form(section s);

/// What a node holds besides what all nodes hold, by its kind. Offsets are those in the node.
extern const form *const node_variants[NODE_TESTS + 1];

/// A file that a pack was compiled from.
typedef struct compiled_input {
    size_t level;
    slice name; ///< below the level's folder
    uint64_t size, hash;
} compiled_input;

/// What a compiled file holds.
typedef struct compiled_head {
    const compiled_input *inputs;
    size_t input_count;
    const diagnostic *problems; ///< what a load of the files warns of
    size_t problem_count;
    const pack *pack;
} compiled_head;

/// From here on, a text stands elsewhere in the file that it is from.
typedef struct origin_run {
    size_t from;              ///< in the text
    const source_text *outer; ///< the file
    size_t at;                ///< in the file
    bool moves;               ///< the text follows the file byte by byte; if false, all of it is at one place
} origin_run;

/// A source_text: a file, or a text in one. However many texts it was read out of, its runs lead straight to the file.
typedef struct origin {
    source_text text; ///< first, so that a pointer to it is one to the origin
    const origin_run *runs;
    size_t run_count;
} origin;

/// A regular expression.
typedef struct pattern {
    slice text, flags;
} pattern;

/// The numbers of one of several lists.
typedef struct number_list {
    const size_t *numbers;
} number_list;

/// The checksum of compiled files, and the hash of their sources.
uint64_t compiled_checksum(const void *bytes, size_t count, uint64_t before);

/// Pointers to the types that are static begin here: such a type has no element in a section.
#define STATIC_TYPE (UINT64_C(1) << 40)
size_t static_type_count(void);
const feel_type *static_type(size_t index);

/// The rows of a built-in function.
typedef struct builtin_rows {
    const builtin *rows;
    size_t count;
} builtin_rows;

/// All built-in functions, each name once; a pointer to one is its index here, from 1.
const builtin_rows *builtin_list(arena *a, size_t *count);

/// A number that stands for the descriptions: two programs with the same one lay out all structs alike.
uint64_t forms_fingerprint(const builtin_rows *builtins, size_t count);

#endif
