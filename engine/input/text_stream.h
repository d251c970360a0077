/// The text of a file as UTF-8 with line feeds: bytes are decompressed (input/stream.h), UTF-16, UTF-32 and encodings that are named are
/// converted, and a carriage return that no line feed follows becomes one. What is no text at all is named. UTF-8 passes without a copy.
#ifndef ADVISE_INPUT_TEXT_STREAM_H
#define ADVISE_INPUT_TEXT_STREAM_H

#include "input/encoding.h"
#include "input/stream.h"

typedef struct text_stream text_stream;

/// What is done about bytes that are not UTF-8 in text that should be. Whoever reads a record refuses it for them in any case.
typedef enum text_judgement {
    TEXT_NOT_JUDGED, ///< nothing: the text was surveyed, or somebody says that it is UTF-8
    TEXT_JUDGED, ///< reading fails at the first byte after which the text counts as not UTF-8 (`utf8_census_is_utf8`)
} text_judgement;

/// Why reading failed.
typedef struct text_problem {
    const char *code;             ///< for a diagnostic
    size_t line, column;          ///< from 1; 0: no place is known
    const char *kind;             ///< what it is instead of text, with its article; NULL: not that
    bool holds_no_records;        ///< of that kind: see `file_kind`
    bool is_of_encoding;          ///< the bytes are not text in the encoding that was expected
    char message[200], hint[240]; ///< the hint may be empty
} text_problem;

enum { TEXT_STREAM_LEAST_ROOM = 2 * STREAM_LEAST_ROOM };

/// A stream over an open file, which stays the caller's to close. NULL if there is no memory.
/// @param encoding  of text that does not show its own (`encoding_of`), as iconv knows it, borrowed; NULL: UTF-8
text_stream *text_stream_new(const allocator *from, int fd, const char *encoding, text_judgement judgement);
void text_stream_free(text_stream *s); ///< NULL is allowed

/// The bytes below it, for what is to be known before the first read.
byte_stream *text_stream_bytes(text_stream *s);

/// Reads what there is, as `byte_stream_read` does.
/// @param room  at least TEXT_STREAM_LEAST_ROOM
stream_outcome text_stream_read(text_stream *s, char *to, size_t room, size_t *got);

/// Forgets what was held back, since the file was moved to another place. Only if `text_stream_is_plain`.
void text_stream_moved(text_stream *s);

/// Why reading failed; NULL if it did not.
const text_problem *text_stream_problem(const text_stream *s);

/// True once the first read has found text that is neither compressed nor converted: its offsets are those of the file.
bool text_stream_is_plain(const text_stream *s);

/// How many bytes were read from the file.
uint64_t text_stream_taken(const text_stream *s);

/// False if the next read would have to wait.
bool text_stream_is_ready(const text_stream *s);

/// What a survey found.
typedef struct text_survey {
    bool done;            ///< false: the file cannot be read twice, and was not touched
    const char *encoding; ///< to read it in
    text_problem problem; ///< why it cannot be read; the code is NULL if it can
} text_survey;

/// Reads a file to its end before its first record is read, and returns to where it stood: so a file that is not UTF-8 gives no records
/// at all, not those that happen to be spelled in ASCII. Damage of compressed data is left to whoever reads it.
/// @return STREAM_END, or STREAM_NO_MEMORY
stream_outcome text_survey_file(const allocator *from, int fd, const char *encoding, text_survey *out);

#endif
