/// Diagnostics: what is wrong, where, and what to do about it. A run collects all of them in one list.
#ifndef ADVISE_BASE_DIAG_H
#define ADVISE_BASE_DIAG_H

#include "base/arena.h"
#include "base/slice.h"

/// A text that diagnostics can point into: a file, or an expression that stands inside a file.
typedef struct source_text {
    slice file;          ///< the name to print, as the user gave it
    slice text;          ///< kept alive by whoever made the source for as long as diagnostics may be added
    bool lasting;        ///< this struct and its text stay as they are while diagnostics are added to a list
    size_t lines_before; ///< lines of the file before `text`, if that is a later part of the file
    size_t
        characters_before; ///< of the line in which `text` begins; if there are any, that line is not shown
    /// The text that this one was read out of (that of a file, for an expression in a YAML scalar), or NULL.
    const struct source_text *outer;
    /// With `outer`: the byte in `outer->text` where byte `offset` of this text stands.
    size_t (*to_outer)(const struct source_text *inner, size_t offset);
    /// With `outer`, if the text is put together of several: the one that byte `offset` of this text stands in. NULL: `outer` for all.
    const struct source_text *(*outer_at)(const struct source_text *inner, size_t offset);
    size_t outer_start; ///< for `to_outer`: where the scalar begins in `outer->text`
    int outer_style;    ///< for `to_outer`: how the scalar is written
} source_text;

/// A run of bytes in a source. `source` NULL: no place is known.
typedef struct place {
    const source_text *source;
    size_t offset;
    size_t length;
} place;

typedef enum severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTE } severity;

/// A place as people find it: see the same fields of a diagnostic.
typedef struct diagnostic_place {
    slice file;
    size_t line, column, length;
    slice source_line;
} diagnostic_place;

/// One diagnostic. Texts live in the list's arena.
typedef struct diagnostic {
    severity severity;
    const char *code; ///< a fixed word such as "unknown-name"
    slice file;       ///< empty if no place is known
    size_t line;      ///< from 1; 0 if no place is known
    size_t column;    ///< in code points, from 1
    size_t length;    ///< in code points, at least 1, within the line
    slice message;
    slice hint;        ///< empty if there is none
    slice witness;     ///< an example that shows it: a profile as YAML in flow style; empty if there is none
    const char *about; ///< the kind of thing that it is about ("rule", "fact", …), NULL if none is named
    slice id;          ///< of that thing
    slice
        allowed; ///< the reason for which the pack allows it, so that nobody needs to act on it; empty if it does not
    slice source_line; ///< the whole line that `line` names, without its end
    struct {
        diagnostic_place *items;
        size_t count, capacity;
    } others; ///< places beside its own, in the order in which they were added
} diagnostic;

/// A line that was found before: counting starts there for what stands after it.
typedef struct line_mark {
    const source_text *source;
    size_t start; ///< byte
    size_t line;  ///< from 1
} line_mark;

typedef struct diag_list {
    arena *arena;
    line_mark last; ///< of the newest diagnostic
    diagnostic *items;
    size_t count;
    size_t capacity;
    size_t errors;  ///< how many were errors, those not kept included
    size_t dropped; ///< how many were not kept, past LIMIT_DIAGNOSTICS
    bool unread;    ///< nobody will read them: hints that need a search are left out
    bool
        hides_values; ///< it is about somebody else's data: lines of the source and values that a profile has are not kept
} diag_list;

/// An empty list whose texts are allocated from `a`.
diag_list *diag_list_new(arena *a);

/// A name as messages quote it: at most LIMIT_QUOTED_NAME bytes of it, in whole characters.
slice diag_quote(slice name);

/// Adds an error. The message is one sentence without a period at its end.
void diag_error(diag_list *list, place where, const char *code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/// Adds a warning.
void diag_warning(diag_list *list, place where, const char *code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/// Adds a diagnostic about a thing of a pack.
/// @param about  the kind of the thing: "rule"
/// @param id     its name
void diag_finding(diag_list *list, severity level, place where, const char *code, const char *about, slice id,
                  const char *format, ...) __attribute__((format(printf, 7, 8)));

/// Gives the newest diagnostic, which has no place, one in a file whose text is not at hand, or is not to be shown.
void diag_stands_at(diag_list *list, slice file, size_t line, size_t column);

/// Adds another place to the newest diagnostic; nothing if no place is known.
void diag_also(diag_list *list, place where);

/// Adds an example to the newest diagnostic.
void diag_witness(diag_list *list, slice witness);

/// Adds a hint to the newest diagnostic ("did you mean …?").
void diag_hint(diag_list *list, const char *format, ...) __attribute__((format(printf, 2, 3)));

/// Adds to the hint of the newest diagnostic what repeats a value, or follows from one; nothing if the list hides values, so the hint
/// must make sense without it.
void diag_hint_value(diag_list *list, const char *format, ...) __attribute__((format(printf, 2, 3)));

/// A value as messages of the list may repeat it: "…" if the list hides values.
slice diag_value(const diag_list *list, slice value);

/// Adds as a hint the candidate of which `name` is most likely a misspelling; none if none is near.
/// Distance: optimal string alignment (Damerau-Levenshtein with adjacent swaps) of what stands between blanks around it, whatever the
/// case of its letters, at most a third of the longer name's length; ties go to the earlier candidate.
void diag_hint_nearest(diag_list *list, slice name, const slice *candidates, size_t count);

/// The nearest of the candidates by the same measure; -1 if none is near.
ptrdiff_t nearest_name(arena *scratch, slice name, const slice *candidates, size_t count);

/// What a hint at a name without blanks around it adds if the text has some, as nobody sees them: ", without blanks around it"; else "".
const char *diag_blanks_around(slice text);

/// Sorts by file, line and column; diagnostics of one place keep their order.
void diag_sort(diag_list *list);

/// The place in the file itself: follows `outer`.
place place_in_file(place where);

/// File, line and column (code points, both from 1) of a place; follows `outer` to the file. All are 0 if the place is not known.
diagnostic_place place_resolve(place where);

#endif
