/// The one writer of JSON: always valid UTF-8, keys in the order written, numbers without a locale.
#ifndef ADVISE_CLI_WRITE_JSON_H
#define ADVISE_CLI_WRITE_JSON_H

#include "write/room.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/// A JSON text that is being written; keeps track of commas. Start with one of the functions that begin one.
typedef struct json_writer {
    text_room to;
    bool after_value; ///< the next thing needs a comma before it
    bool pretty;      ///< keys stand on lines of their own
    unsigned depth;   ///< of objects, for `pretty`
} json_writer;

json_writer json_begin(FILE *out);
/// The text is complete only after `json_line_end` or `json_flush`; until then nothing else may be added to it.
static inline json_writer json_begin_text(advise_text *text)
{
    return (json_writer){.to = room_of(text)};
}
void json_flush(json_writer *w);
/// The same for people to read: one key a line, indented by two spaces; lists stay on theirs.
json_writer json_begin_pretty(FILE *out);
/// Writes a key; the next call writes its value.
void json_key(json_writer *w, const char *key);
void json_object_begin(json_writer *w);
void json_object_end(json_writer *w);
void json_array_begin(json_writer *w);
void json_array_end(json_writer *w);
void json_string(json_writer *w, const char *text);
/// The same for `length` bytes, which may hold NULs.
void json_bytes(json_writer *w, const char *text, size_t length);
/// At most four decimals, rounded half away from zero.
void json_number(json_writer *w, double value);
/// A number that is already JSON.
void json_digits(json_writer *w, const char *digits);
void json_count(json_writer *w, size_t count);
void json_boolean(json_writer *w, bool value);
void json_null(json_writer *w);
/// Ends the line: one JSON text a line.
void json_line_end(json_writer *w);

// A key and its value; of an object or a list, its beginning.
void json_object_entry(json_writer *w, const char *key);
void json_array_entry(json_writer *w, const char *key);
/// A text; null if it is NULL.
void json_optional_entry(json_writer *w, const char *key, const char *text);
void json_string_entry(json_writer *w, const char *key, const char *text);
/// A text; nothing if it is "".
void json_entry_if_any(json_writer *w, const char *key, const char *text);
void json_number_entry(json_writer *w, const char *key, double value);
void json_count_entry(json_writer *w, const char *key, size_t count);
void json_boolean_entry(json_writer *w, const char *key, bool value);

// --- For what is written often into texts: pieces that are already JSON, one behind the other in room that is taken for all of them ---

/// A piece from a literal, for `json_put`.
#define JSON_PIECE(json) json, sizeof(json) - 1

/// Room for `length` bytes, with a comma in front if one is due. Returns where they go; what comes behind them ends with `json_took`.
static inline char *json_take(json_writer *w, size_t length)
{
    char *at = room_take(&w->to, length + 1);
    *at = ',';
    return at + w->after_value;
}

/// Ends what was written in room: `end` is behind its last byte.
/// @param after_value  it ended with a value, not with a key or the beginning of a list
static inline void json_took(json_writer *w, char *end, bool after_value)
{
    w->to.at = end;
    w->after_value = after_value;
}

// In the header, so that the length of a literal is known and copying it takes few instructions.
static inline char *json_put(char *at, const char *piece, size_t length)
{
    memcpy(at, piece, length);
    return at + length;
}

#endif
