/// Which lines of a memo are its own last part. Private to engine/ending/.
#ifndef ADVISE_ENDING_PART_H
#define ADVISE_ENDING_PART_H

#include "ending/line.h"

/// Lines `first` up to, but without, `end`.
typedef struct line_range {
    size_t first, end;
} line_range;

/// The memo's own text: without signature, notations and notices at its end, and without a postscript.
/// If there is nothing else, it is all lines.
/// @param postscript  receives the lines of a postscript; an empty range if there is none
line_range part_body(const line_list *lines, line_range *postscript);

/// The last paragraph before the line `end`. A list takes the paragraph above it along, and a heading goes with what it heads.
line_range part_last(const line_list *lines, size_t end);

/// True if the nearest heading at or above the line `first` is one for steps. `*under` receives the line below it.
bool part_is_under_step_heading(const line_list *lines, size_t first, size_t *under);

#endif
