/// Changes one thing in a YAML or JSON text and leaves every other byte as it is: comments, order, blank lines, quotes, line ends.
#ifndef ADVISE_INPUT_YAML_EDIT_H
#define ADVISE_INPUT_YAML_EDIT_H

#include "input/yaml.h"

typedef enum yaml_edit_kind {
    YAML_EDIT_SET,    ///< a key of a mapping gets a value; it is added if it is not there
    YAML_EDIT_REMOVE, ///< a key of a mapping goes, with its value
    YAML_EDIT_APPEND, ///< a sequence gets another item, or several
    YAML_EDIT_DROP,   ///< an item of a sequence goes
    /// Comments come on lines of their own: above a pair, or one above each of several items, or, with no key, behind the whole text. Not
    /// in JSON, nor within brackets
    YAML_EDIT_COMMENT,
} yaml_edit_kind;

typedef struct yaml_edit {
    yaml_edit_kind kind;
    const yaml_node *at; ///< the mapping or sequence; NULL: the text is empty, and becomes a mapping
    slice key;           ///< set, remove, comment
    slice old_key;       ///< set: the key that it takes the place of, if that has another name; else empty
    ptrdiff_t after; ///< set, if the key is not there: the pair that it comes after; -1: after the last one
    size_t index;    ///< drop; comment, of a sequence: the first item that gets one
    const yaml_node *value;       ///< set, append: as yaml_write.h says
    const yaml_node *const *more; ///< append: the items that come behind it
    size_t more_count;
    const slice
        *comments; ///< comment: without the number sign, each on one line; for a pair one, for items one each
    size_t comment_count;
} yaml_edit;

/// Reads a text that may be empty, or have nothing but comments: then `*root` is NULL.
/// @return false, with diagnostics, if it cannot be read, or is no mapping
bool yaml_edit_read(arena *a, const source_text *source, bool is_json, const yaml_node **root,
                    diag_list *diags);

/// The text with the change. It has been read again: its tree is that of `source` with the change and nothing else.
/// @param root  what `yaml_edit_read` gave for the source; `edit.at` is in it
/// @return      false if the change cannot be made without touching more: `*out` is then untouched. Call below `arena_run(a)`.
bool yaml_edit_text(arena *a, const source_text *source, const yaml_node *root, bool is_json, yaml_edit edit,
                    slice *out);

#endif
