/// Decides how the cells of a table are quoted, by its first rows: as RFC 4180 has it, unless these do not fit that.
#ifndef ADVISE_INPUT_CSV_QUOTING_H
#define ADVISE_INPUT_CSV_QUOTING_H

#include "input/csv.h"

/// The signs by which people name a quoting: the mark itself, '-' for no marks, a backslash for escapes.
#define CSV_QUOTING_SIGNS "\"'-\\"

/// The quoting of a sign out of CSV_QUOTING_SIGNS.
csv_quoting csv_quoting_of_sign(char sign);

/// The quoting that fits the first rows.
///  - Rows fit that have as many cells as the header, and whose marks are closed at the end of a cell.
///  - Between tabs and bars, cells count as not quoted if more rows fit then, or as many while marks are not closed in their line. So a cell
///    that happens to begin with a mark never takes the lines below it. A line end within a quoted cell is read if only that fits.
///  - Single marks and backslashes are looked at only if no cell stands in double marks.
/// @param text       the beginning of a table, from its header on
/// @param whole      the table ends with it
/// @param delimiter  '\0': the most frequent in the header
csv_quoting csv_quoting_find(arena *scratch, slice text, bool whole, char delimiter);

/// True if nobody has to be told: cells are quoted as in most files with such a delimiter, or not at all.
bool csv_quoting_is_usual(csv_quoting quoting);

#endif
