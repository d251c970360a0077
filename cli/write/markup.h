/// The one writer of text into HTML and XML.
#ifndef ADVISE_CLI_WRITE_MARKUP_H
#define ADVISE_CLI_WRITE_MARKUP_H

#include "advise.h"

#include <stdbool.h>
#include <stdio.h>

/// Writes text so that it stands for itself inside an element or a quoted attribute of HTML or XML: markup is escaped; control
/// characters, which XML has no place for, and invalid bytes become U+FFFD; bidirectional overrides are shown as \u{…}.
void markup_text(FILE *out, const char *text);
/// The same, added to a text.
void markup_add(advise_text *out, const char *text);

#endif
