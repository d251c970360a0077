/// The one writer of JSON: always valid UTF-8, keys in the order written, numbers without a locale.
#ifndef ADVISE_CLI_WRITE_JSON_H
#define ADVISE_CLI_WRITE_JSON_H

#include "advise.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { JSON_PENDING = 512, JSON_MOST_DIGITS = 32 };

/// A JSON text that is being written; keeps track of commas. Start with one of the functions that begin one.
typedef struct json_writer {
    FILE *out; ///< NULL: `text`
    advise_text *text;
    bool after_value; ///< the next thing needs a comma before it
    bool pretty;      ///< keys stand on lines of their own
    unsigned depth;   ///< of objects, for `pretty`
    size_t pending_length;
    char pending[JSON_PENDING]; ///< what was not yet added to the text: short pieces are added together
} json_writer;

json_writer json_begin(FILE *out);
/// The text is complete only after `json_line_end` or `json_flush`.
static inline json_writer json_begin_text(advise_text *text);
void json_flush(json_writer *w);
/// The same for people to read: one key a line, indented by two spaces; lists stay on theirs.
json_writer json_begin_pretty(FILE *out);
/// Writes a key; the next call writes its value.
void json_key(json_writer *w, const char *key);
// What is already JSON and shorter than JSON_PENDING bytes, in one piece; not for pretty texts. The macros make both arguments from literals.
/// A key; of JSON_OBJECT, behind the beginning of its object.
static inline void json_ready_key(json_writer *w, const char *key, size_t length);
/// A key with its value, which is a text.
static inline void json_ready_entry(json_writer *w, const char *entry, size_t length);
// Such a key, and a value.
static inline void json_ready_text(json_writer *w, const char *key, size_t length, const char *text);
static inline void json_ready_count(json_writer *w, const char *key, size_t length, size_t count);
static inline void json_ready_number(json_writer *w, const char *key, size_t length, double value);
#define JSON_PIECE(json)        json, sizeof(json) - 1
#define JSON_KEY(name)          JSON_PIECE("\"" name "\":")
#define JSON_OBJECT(name)       JSON_PIECE("{\"" name "\":")
#define JSON_LIST(name)         JSON_PIECE("\"" name "\":[")
#define JSON_ENTRY(name, value) JSON_PIECE("\"" name "\":\"" value "\"")
void json_object_begin(json_writer *w);
static inline void json_object_end(json_writer *w);
void json_array_begin(json_writer *w);
void json_array_end(json_writer *w);
void json_string(json_writer *w, const char *text);
/// The same for `length` bytes, which may hold NULs.
void json_bytes(json_writer *w, const char *text, size_t length);
/// At most four decimals, rounded half away from zero.
void json_number(json_writer *w, double value);
/// The number as `json_number` writes it.
double json_rounded(double value);
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

// In the header, and without an initializer: clearing `pending` for each text would cost time.
static inline json_writer json_begin_text(advise_text *text)
{
    json_writer w;
    w.out = NULL;
    w.text = text;
    w.after_value = w.pretty = false;
    w.depth = 0;
    w.pending_length = 0;
    return w;
}

/// Room for `length` bytes, at most JSON_PENDING, in what is pending; the caller ends with `json_wrote`. NULL if all goes to a stream.
static inline char *json_room(json_writer *w, size_t length)
{
    if (w->out != NULL)
        return NULL;
    if (length > JSON_PENDING - w->pending_length)
        json_flush(w);
    return w->pending + w->pending_length;
}

/// Begins a value in `room`, with a comma unless it is the first. Returns where the value goes.
static inline char *json_after_comma(json_writer *w, char *room)
{
    *room = ',';
    return room + w->after_value;
}

/// Ends what was written in room: `end` is behind its last byte.
static inline void json_wrote(json_writer *w, const char *end)
{
    w->pending_length = (size_t)(end - w->pending);
}

/// Writes a piece in `room`, behind a comma if one is due. Returns its end.
// In the header, so that the length of a literal is known and copying it takes few instructions.
static inline char *json_put_ready(json_writer *w, char *room, const char *json, size_t length)
{
    room = json_after_comma(w, room);
    memcpy(room, json, length);
    w->depth += *json == '{';
    return room + length;
}

static inline void json_ready(json_writer *w, const char *json, size_t length, bool is_value)
{
    char *room = json_room(w, length + 1);
    if (room == NULL) {
        if (w->after_value)
            (void)fputc(',', w->out);
        (void)fwrite(json, 1, length, w->out);
        w->depth += *json == '{';
    } else {
        json_wrote(w, json_put_ready(w, room, json, length));
    }
    w->after_value = is_value;
}

static inline void json_ready_key(json_writer *w, const char *key, size_t length)
{
    json_ready(w, key, length, false);
}

static inline void json_ready_entry(json_writer *w, const char *entry, size_t length)
{
    json_ready(w, entry, length, true);
}

/// Writes a count, as `json_count` does, at `at`, where there is room for JSON_MOST_DIGITS. Returns its end.
char *json_put_count(char *at, size_t count);
/// The same for what `json_number` writes.
char *json_put_number(char *at, double value);

static inline void json_ready_text(json_writer *w, const char *key, size_t length, const char *text)
{
    json_ready_key(w, key, length);
    json_string(w, text);
}

static inline void json_ready_count(json_writer *w, const char *key, size_t length, size_t count)
{
    char *room = json_room(w, length + 1 + JSON_MOST_DIGITS);
    if (room == NULL) {
        json_ready_key(w, key, length);
        json_count(w, count);
        return;
    }
    json_wrote(w, json_put_count(json_put_ready(w, room, key, length), count));
    w->after_value = true;
}

static inline void json_ready_number(json_writer *w, const char *key, size_t length, double value)
{
    char *room = json_room(w, length + 1 + JSON_MOST_DIGITS);
    if (room == NULL) {
        json_ready_key(w, key, length);
        json_number(w, value);
        return;
    }
    json_wrote(w, json_put_number(json_put_ready(w, room, key, length), value));
    w->after_value = true;
}

/// Ends an object by a line of its own.
void json_pretty_object_end(json_writer *w);

static inline void json_object_end(json_writer *w)
{
    char *room = w->pretty ? NULL : json_room(w, 1);
    w->depth--;
    if (room == NULL) {
        json_pretty_object_end(w);
        return;
    }
    *room = '}';
    json_wrote(w, room + 1);
    w->after_value = true;
}

#endif
