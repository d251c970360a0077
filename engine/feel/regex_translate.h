/// XPath/XQuery regular expressions rewritten for PCRE2. Private to engine/feel/.
#ifndef ADVISE_FEEL_REGEX_TRANSLATE_H
#define ADVISE_FEEL_REGEX_TRANSLATE_H

#include "base/arena.h"

/// The PCRE2 pattern that means what `pattern` means in XPath (F&O 3.1, section 5.6); an empty slice with `*problem` set to the
/// reason if it is not an XPath pattern.
/// @param flags  s, m and x change what is written; x drops white space outside classes before anything else happens
slice regex_translate(arena *a, slice pattern, slice flags, const char **problem);

#endif
