/// The characters that do something where a text is shown: every writer of text puts something visible in their place.
#ifndef ADVISE_CLI_WRITE_ACTING_H
#define ADVISE_CLI_WRITE_ACTING_H

#include <stdbool.h>
#include <unitypes.h>

/// True for the controls C0 and C1 and DEL, on which terminals act; tabs and line ends, which some writers keep, are among them.
static inline bool is_control(ucs4_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

/// True for what turns the direction of the text behind it, so that it can be made to look like another (Unicode's Bidi_Control).
static inline bool turns_direction(ucs4_t c)
{
    return c == 0x61C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

#endif
