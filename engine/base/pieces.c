#include "base/pieces.h"

enum { SIGNS = 3 }; ///< so many marks are signs; the others are for texts of which each value can be told

bool piece_next(slice *rest, piece_marks marks, slice *piece)
{
    static const slice known[] = {SLICE_INIT(","),    SLICE_INIT(";"),     SLICE_INIT("|"),  SLICE_INIT("/"),
                                  SLICE_INIT(" or "), SLICE_INIT(" and "), SLICE_INIT(" & ")};
    const size_t count = marks == PIECES_BY_SIGNS ? SIGNS : sizeof known / sizeof *known;
    if (rest->len == 0)
        return false;
    size_t end = rest->len;
    size_t skip = 0;
    for (size_t at = 0; at < rest->len && skip == 0; at++) {
        for (size_t i = 0; i < count && skip == 0; i++) {
            if (slice_starts_with(slice_part(*rest, at, rest->len), known[i])) {
                end = at;
                skip = known[i].len;
            }
        }
    }
    *piece = slice_trim(slice_part(*rest, 0, end));
    *rest = slice_part(*rest, end + skip, rest->len);
    return true;
}
