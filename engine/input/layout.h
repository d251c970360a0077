/// One layout for YAML files: two spaces a level, list entries indented below their key, single empty lines, no blanks at the ends of
/// lines. Words, comments, order and quotes stay as they are.
#ifndef ADVISE_INPUT_LAYOUT_H
#define ADVISE_INPUT_LAYOUT_H

#include "base/arena.h"
#include "base/diag.h"

/// Lays the text out. The result means the same: it is read again and compared with the original, node by node and comment by
/// comment, and laying it out once more changes nothing. If that is not so, or something is written in a way that is not handled, the
/// text is returned as it is, with a warning "layout-left".
/// @return the text, in `a`; with `ptr` NULL, and diagnostics, if the file cannot be read. Call below `arena_run(a)`.
slice layout_format(arena *a, const source_text *given, diag_list *diags);

#endif
