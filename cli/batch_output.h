/// The formats in which outcomes of a batch are written.
#ifndef ADVISE_CLI_BATCH_OUTPUT_H
#define ADVISE_CLI_BATCH_OUTPUT_H

#include "advise.h"

/// An outcome as one line of JSON.
void batch_ndjson(const advise_outcome *o, advise_text *out);

#endif
