/// How text is encoded: what bytes say of it themselves, and names that the C library's iconv knows.
#ifndef ADVISE_INPUT_ENCODING_H
#define ADVISE_INPUT_ENCODING_H

#include "base/slice.h"

#include <stdint.h>

enum { ENCODING_HEAD = 256 }; ///< as many bytes tell UTF-16 and UTF-32 from UTF-8

/// The encoding that the first bytes show, as iconv names it: "UTF-16LE", "UTF-32BE", …; "UTF-8" if they begin with its byte order mark;
/// NULL if they show none. Without a mark, text in UTF-16 shows by its ASCII characters (delimiters, digits, line ends): each has a NUL.
const char *encoding_of(slice head);

/// True if more bytes are needed to tell.
bool encoding_is_open(slice head);

/// True if this system can read text in the encoding of that name.
bool encoding_is_known(const char *name);

/// The code point of a byte above 0x7F in Windows-1252; 0 if it has none.
uint32_t encoding_windows_1252(unsigned char byte);

/// What is in text that should be UTF-8. It is looked at chunk by chunk; begin with zeros.
///
/// A file is either not UTF-8, which is one fault of the file, or it is UTF-8 in which some bytes are damaged, which is a fault of the
/// records that hold them. The lines decide: see `utf8_census_is_utf8`.
typedef struct utf8_census {
    uint64_t good_lines; ///< with characters beyond ASCII, all of them right
    uint64_t bad_lines;  ///< with bytes that are not UTF-8
    uint64_t first_bad;  ///< with `bad_lines`: the offset of the first such byte
    bool only_letters;   ///< in Windows-1252, what is bad would be letters, quotation marks and the like
    bool has_nul;
    unsigned char first_byte; ///< at `first_bad`
    // The state between chunks.
    uint64_t position;
    unsigned needed, lowest,
        highest;            ///< of the character under way: bytes that are to follow, and bounds of the next
    unsigned char begun[4]; ///< its bytes so far
    unsigned length;
    bool line_is_good, line_is_bad;
} utf8_census;

/// Looks at a chunk of text.
/// @param each  stop at the first bad byte after which the text counts as not UTF-8
/// @return how many bytes were looked at: all, or those before that byte
size_t utf8_census_read(utf8_census *c, slice chunk, bool each);

/// The end of the text: a character that is not complete is bad.
void utf8_census_end(utf8_census *c);

/// True if the text counts as UTF-8, perhaps with damaged places: there are no bad bytes, or as many lines are right as are wrong and no
/// more than three are, or ten times as many.
bool utf8_census_is_utf8(const utf8_census *c);

#endif
