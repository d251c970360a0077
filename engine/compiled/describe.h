/// Macros that describe a struct. Private to engine/compiled/.
///
///     #define FACT_PARTS(ROW) ROW(fact, name, TEXT) ROW(fact, type, ONE(TYPE)) …
///     DESCRIBE(fact, FACT_PARTS)
///
/// defines `fact_form`. A field that the description leaves out, or has in another order, is an error of the compiler: the same rows make
/// a value of the struct, whose fields must all be there.
#ifndef ADVISE_COMPILED_DESCRIBE_H
#define ADVISE_COMPILED_DESCRIBE_H

#include "compiled/form.h"

#define AS_PLAIN         .kind = PART_PLAIN
#define AS_LEFT          .kind = PART_LEFT
#define AS_BOOL          .kind = PART_BOOL
#define AS_CHOICE(last)  .kind = PART_CHOICE, .limit = (size_t)(last) + 1
#define AS_TEXT          .kind = PART_TEXT
#define AS_WORDS         .kind = PART_WORDS
#define AS_BYTES         .kind = PART_BYTES
#define AS_FILE          .kind = PART_FILE
#define AS_VALUE         .kind = PART_VALUE
#define AS_INNER(name)   .kind = PART_INNER, .inner = &name##_form
#define AS_VARIANT       .kind = PART_VARIANT
#define AS_ONE(section)  .kind = PART_ONE, .to = SECTION_##section
#define AS_NEED(section) .kind = PART_ONE, .to = SECTION_##section, .is_needed = true
#define AS_MANY(section, type, field)                                                                        \
    .kind = PART_MANY, .to = SECTION_##section, .count_offset = offsetof(type, field),                       \
    .count_size = sizeof(((const type *)0)->field)
/// The same of an array that may be missing though there is a count.
#define AS_MAY(section, type, field)  AS_MANY(section, type, field), .may_lack = true
#define AS_COUNTED(section, function) .kind = PART_MANY, .to = SECTION_##section, .counter = function
#define AS_BUILTIN                    .kind = PART_BUILTIN
#define AS_REGEX                      .kind = PART_REGEX

#define AS_PART(type, field, ...)                                                                            \
    {.offset = offsetof(type, field), .size = sizeof(((const type *)0)->field), AS_##__VA_ARGS__},
#define AS_FIELD(type, field, ...) of->field,

/// `type##_all` is never called: it is there for the compiler, which warns of a field without a row.
#define DESCRIBE(type, ROWS)                                                                                 \
    DESCRIBE_PARTS(type, ROWS)                                                                               \
    static const form type##_form = FORM_OF(type);

/// The same for what other files name: their header declares the form.
#define DESCRIBE_SHARED(type, ROWS)                                                                          \
    DESCRIBE_PARTS(type, ROWS)                                                                               \
    const form type##_form = FORM_OF(type);

#define DESCRIBE_PARTS(type, ROWS)                                                                           \
    static const part type##_parts[] = {ROWS(AS_PART)};                                                      \
    __attribute__((unused)) static type type##_all(const type *of)                                           \
    {                                                                                                        \
        return (type){ROWS(AS_FIELD)};                                                                       \
    }
#define FORM_OF(type)                                                                                        \
    {                                                                                                        \
#type, sizeof(type), type##_parts, sizeof(type##_parts) / sizeof(part)                               \
    }

/// An array of plain numbers, flags or pointers.
#define DESCRIBE_ONE(name_, type, ...)                                                                       \
    static const part name_##_parts[] = {{.offset = 0, .size = sizeof(type), AS_##__VA_ARGS__}};             \
    static const form name_##_form = {#name_, sizeof(type), name_##_parts, 1};

#endif
