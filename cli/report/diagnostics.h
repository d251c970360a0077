/// Diagnostics as text, and the formats of what `advise check` finds: one file diagnostics_FORMAT.c each.
#ifndef ADVISE_CLI_REPORT_DIAGNOSTICS_H
#define ADVISE_CLI_REPORT_DIAGNOSTICS_H

#include "advise.h"
#include "write/formats.h"
#include "write/json.h"
#include "write/screen.h"

/// How many diagnostics there are of each kind.
typedef struct diagnostics_tally {
    size_t of[3]; ///< by severity, without those that the pack allows
    size_t allowed;
} diagnostics_tally;

diagnostics_tally diagnostics_count(const advise_diagnostics *d);

/// "error", "warning" or "note".
const char *severity_name(advise_severity severity);

/// Diagnostics as compilers print them: at most 20, then a count. What the pack allows is left out, and all but errors if `quiet`.
void diagnostics_text(const screen *s, const advise_diagnostics *d, bool quiet);
/// What a diagnostic is made of: "FILE:LINE:COLUMN: error: ", and below the message the line (if it is known) with a mark, and a hint.
void diagnostics_text_head(const screen *s, const advise_place *at, advise_severity severity);
void diagnostics_text_body(const screen *s, const advise_place *at, const char *hint);
/// The same, all of them, as a list within a JSON text.
void diagnostics_json_list(json_writer *w, const advise_diagnostics *d);

/// What `advise check` writes of one or more packs, under way.
typedef struct diagnostics_output {
    screen screen;
    bool quiet;
    json_writer log; ///< of formats that write one JSON text for all packs
} diagnostics_output;

#define DIAGNOSTICS_FORMATS(ROW, type)                                                                       \
    ROW(type, "text", diagnostics_as_text)                                                                   \
    ROW(type, "json", diagnostics_as_json)                                                                   \
    ROW(type, "sarif", diagnostics_as_sarif)                                                                 \
    ROW(type, "github", diagnostics_as_github)

typedef struct diagnostics_format {
    void (*begin)(diagnostics_output *o); ///< before the first pack; NULL: nothing stands there
    /// Writes what was found in a pack.
    /// @param subject  its folder, or the name that it was asked for by
    /// @param pack     NULL: it could not be loaded
    void (*write)(diagnostics_output *o, const char *subject, const advise_pack *pack,
                  const advise_diagnostics *d);
    void (*end)(diagnostics_output *o); ///< after the last pack; NULL: nothing stands there
} diagnostics_format;

FORMATS_DECLARE(DIAGNOSTICS_FORMATS, diagnostics_format)

#endif
