/// Texts of cells in XLSX: what stands in `t` elements, in pieces if it is formatted, and how it is pronounced, which is left out. Texts
/// that cells share stand in a part of their own and are held in memory, up to LIMIT_SHARED_TEXTS.
#ifndef ADVISE_WORKBOOK_TEXTS_H
#define ADVISE_WORKBOOK_TEXTS_H

#include "base/text.h"
#include "workbook/xml.h"

/// Collects one text.
typedef struct rich_text {
    text_builder bytes;
    bool in_piece;       ///< within `t`
    unsigned pronounced; ///< depth of elements within `rPh`
} rich_text;

void rich_text_begin(rich_text *t);
void rich_text_start(rich_text *t, slice name);
void rich_text_end(rich_text *t, slice name);
void rich_text_add(rich_text *t, slice piece);

/// The text, once its element has ended: `_x000A_` stands for a character. Valid until the next one begins.
slice rich_text_result(rich_text *t);

/// The texts that cells share, by number.
typedef struct shared_texts shared_texts;

/// Reads the part. XML_READ_DONE, or why not: see `*problem`. Call below `arena_run(a)`.
/// @param out  receives the texts, which are released with `a`
xml_outcome shared_texts_read(arena *a, archive *from, const archive_entry *part, shared_texts **out,
                              const char **problem);

/// False if there is no such text.
bool shared_texts_get(const shared_texts *s, size_t index, slice *out);

#endif
