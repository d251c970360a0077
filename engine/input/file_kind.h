/// What the first bytes of a file say that it is, if it is no plain text.
#ifndef ADVISE_INPUT_FILE_KIND_H
#define ADVISE_INPUT_FILE_KIND_H

#include "base/slice.h"

typedef struct file_kind {
    slice head;
    size_t offset;      ///< where `head` stands
    const char *name;   ///< with its article: "a PDF document"
    const char *remedy; ///< what to do if rows or profiles were expected: "save the sheet as CSV"
    bool holds_records; ///< it may well be a table of people, or hold files of such
} file_kind;

#define COMPILED_MAGIC "advise\x1a\n" ///< how a compiled pack begins

enum { FILE_KIND_HEAD = 512 }; ///< as many bytes tell every kind

/// The kind whose signature the bytes have; NULL if there is none.
const file_kind *file_kind_of(slice head);

/// True for a compiled pack.
bool file_kind_is_pack(const file_kind *kind);

/// True if more bytes are needed to tell whether the file is of a kind.
bool file_kind_is_open(slice head);

#endif
