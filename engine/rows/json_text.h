/// JSON that is written for the reader of rows, by the types that the vocabulary declares. Private to engine/rows/.
#ifndef ADVISE_ROWS_JSON_TEXT_H
#define ADVISE_ROWS_JSON_TEXT_H

#include "base/arena.h"
#include "feel/type.h"
#include "rows/row_reader.h"

/// A text that grows in an arena. Behind it, ROW_READER_PADDING bytes may be read. Values that are kept may point into it: if it has to
/// grow, they stay where they are.
typedef struct json_text {
    arena *arena;
    char *bytes;
    size_t length, capacity;
} json_text;

/// Makes room for more bytes, and for those after them that the reader of rows may look at; where they begin.
char *json_text_room(json_text *t, size_t more);

void json_text_add(json_text *t, slice text);

/// Adds a plain value of a type; false if the text is none as JSON has it.
bool json_text_scalar(json_text *t, const feel_type *type, slice text);

#endif
