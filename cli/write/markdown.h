/// The one writer of text into Markdown (CommonMark).
#ifndef ADVISE_CLI_WRITE_MARKDOWN_H
#define ADVISE_CLI_WRITE_MARKDOWN_H

#include <stdio.h>

/// Writes text on one line so that it stands for itself: what Markdown or HTML would act on is escaped, runs of white space become a space,
/// and controls and bidirectional overrides are shown as \u{…}.
void markdown_text(FILE *out, const char *text);

#endif
