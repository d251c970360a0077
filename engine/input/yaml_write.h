/// Writes nodes as YAML or JSON, so that reading gives the same nodes: same kinds, same texts, and null only if it was null.
#ifndef ADVISE_INPUT_YAML_WRITE_H
#define ADVISE_INPUT_YAML_WRITE_H

#include "base/text.h"
#include "input/yaml.h"

/// Where a text stands: what may stand in lines without quotes may not always do so in brackets.
typedef enum yaml_setting { YAML_IN_LINES, YAML_IN_BRACKETS, YAML_IN_JSON } yaml_setting;

/// How nodes are written. A scalar that is plain (YAML_PLAIN: a number, a boolean, null, a date) is written as it is, but a date in JSON
/// in quotes; any other is a text, and gets quotes if it needs them.
typedef struct yaml_layout {
    bool is_json;
    bool in_lines; ///< lists and records may have a line for each item, and a text its own lines behind '|'
    bool list_in_lines; ///< a list of plain values has a line for each item, as the one before it had
    slice line_end;     ///< "\n", "\r\n" or "\r"
} yaml_layout;

/// A value as it stands behind its key.
typedef struct yaml_written {
    slice first; ///< on the line of the key; empty: nothing stands there
    slice lines; ///< the lines below, each with its end
} yaml_written;

/// A key, or a text, on one line: plain if any reader takes it for the same text, else in quotes.
void yaml_write_text(text_builder *out, slice text, yaml_setting setting);

/// A node on one line.
void yaml_write_inline(text_builder *out, const yaml_node *n, yaml_setting setting);

/// The value of a key that stands in column `column` (from 0).
yaml_written yaml_write_value(arena *a, const yaml_node *n, size_t column, yaml_layout layout);

/// An item of a list in lines: whole lines, of which the first has its '-' in column `column`.
/// @param in_brackets  a record is written on one line if that can be
slice yaml_write_item(arena *a, const yaml_node *n, size_t column, bool in_brackets, yaml_layout layout);

#endif
