/// A text in which one thing is edited. Private to the files engine/input/yaml_edit*.c, whose functions it declares: yaml_editor.c (places
/// in the text, and patches), yaml_edit_brackets.c, yaml_edit_lines.c, yaml_edit_verify.c.
///
/// Places are offsets in the text. Everything that returns a slice gives the whole new text, but for `edit_brackets_pair`,
/// `edit_lines_pair` and `editor_lines_at`, which give a part of it.
#ifndef ADVISE_INPUT_YAML_EDITOR_H
#define ADVISE_INPUT_YAML_EDITOR_H

#include "base/text.h"
#include "input/yaml_edit.h"
#include "input/yaml_write.h"

typedef struct editor {
    arena *arena;
    const yaml_node *root; ///< NULL: the text says nothing
    slice text;
    yaml_edit edit;
    yaml_layout layout;
} editor;

/// Other bytes for a part of the text. Patches stand in the order of the text.
typedef struct patch {
    size_t from, to;
    slice with;
} patch;

/// The place of what is not there.
#define EDITOR_NOWHERE SIZE_MAX

// --- places ---

/// The byte at a place; a line end behind the last one.
char editor_byte(const editor *e, size_t at);

/// A space or a tab.
bool editor_is_blank(char c);

size_t editor_line_start(const editor *e, size_t at);

/// Where the text of the line ends, before its line end.
size_t editor_line_stop(const editor *e, size_t at);

/// The beginning of the line after.
size_t editor_next_line(const editor *e, size_t at);

/// Where the next line begins, as seen from the end of something: its last line may have been read to its end already.
size_t editor_line_behind(const editor *e, size_t end);

size_t editor_skip_blanks(const editor *e, size_t at);

/// The first byte from `at` on that is neither white space nor in a comment.
size_t editor_skip_comments(const editor *e, size_t at);

bool editor_is_first_on_line(const editor *e, size_t at);

bool editor_is_same_line(const editor *e, size_t from, size_t to);

/// The end of what a node says. The blank lines behind a block scalar are not its own, unless it keeps them.
size_t editor_end_of(const editor *e, const yaml_node *n);

/// The end of a pair: of its value, or of its key and colon.
size_t editor_end_of_pair(const editor *e, const yaml_node *key, const yaml_node *value);

// --- patches ---

/// The text with the patches.
slice editor_patched(editor *e, const patch *patches, size_t count);

/// New lines, which begin at `at`: the line before may have no end.
slice editor_lines_at(editor *e, size_t at, slice lines);

/// The name under which the edited key stands in the old text.
slice editor_old_key(const editor *e);

// --- in brackets ---

yaml_setting edit_brackets_setting(const editor *e);

/// The pair of the edit.
slice edit_brackets_pair(editor *e);

/// Puts `what` behind a thing in brackets that ends at `end`: on a line of its own if that thing has one.
/// @param start  of the thing; EDITOR_NOWHERE: nothing is in the brackets yet
slice edit_brackets_put(editor *e, size_t start, size_t end, slice what);

/// Takes a thing out of brackets, with the comma that is needed no more.
/// @param before  the end of the thing before it, or EDITOR_NOWHERE
/// @param next    the start of the thing behind it, or EDITOR_NOWHERE
slice edit_brackets_take(editor *e, size_t before, size_t start, size_t end, size_t next);

/// Another value for a pair.
slice edit_brackets_set(editor *e, const yaml_node *key, const yaml_node *value);

// --- in lines ---

/// The pair of the edit.
/// @param column  of its key, from 0
slice edit_lines_pair(editor *e, size_t column);

/// The value of a pair in lines, written anew. What stands behind it on its line, a comment, stays.
slice edit_lines_set(editor *e, const yaml_node *key, const yaml_node *value);

/// The pair of the edit in a mapping, which has one at least.
slice edit_lines_add(editor *e, const yaml_node *mapping);

/// Without pair `i` of a mapping.
slice edit_lines_remove(editor *e, const yaml_node *mapping, size_t i);

/// The items of the edit behind the last one of a sequence, which has one at least.
slice edit_lines_append(editor *e, const yaml_node *sequence);

// --- reading again ---

/// True if the new text says what the old one did, with the edit and nothing else.
bool edit_is_as_wanted(editor *e, slice text);

#endif
