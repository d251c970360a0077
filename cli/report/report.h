/// The formats of a report and of diagnostics.
#ifndef ADVISE_CLI_REPORT_REPORT_H
#define ADVISE_CLI_REPORT_REPORT_H

#include "advise.h"
#include "write/json.h"
#include "write/screen.h"

/// How much of a report is shown.
typedef struct report_options {
    size_t top; ///< the first recommendations only; 0: all that are given
    bool all;   ///< also what was withheld or did not reach the threshold
} report_options;

/// A report for a person.
void report_text(const screen *s, const report_options *o, const advise_pack *pack, const advise_report *r);
/// A report as one JSON object on one line (docs/json.md).
void report_json(FILE *out, const report_options *o, const advise_pack *pack, const advise_report *r);
/// What a report found, as entries of a JSON object under way; the functions after it write the list of one entry.
void report_json_entries(json_writer *w, const report_options *o, const advise_report *r);
void report_json_questions(json_writer *w, const advise_report *r);
void report_json_derived(json_writer *w, const advise_report *r);
void report_json_undetermined(json_writer *w, const advise_report *r);
void report_json_warnings(json_writer *w, const advise_report *r);

/// "error", "warning" or "note".
const char *severity_name(advise_severity severity);

/// Diagnostics as compilers print them: at most 20, then a count. What the pack allows is left out, and all but errors when
/// `quiet`.
void diagnostics_text(const screen *s, const advise_diagnostics *d, bool quiet);
/// The same as a list of a JSON text under way.
void diagnostics_json_list(json_writer *w, const advise_diagnostics *d);
/// The same as one JSON object on one line; `subject` is the pack's folder or the profile's name.
void diagnostics_json(FILE *out, const char *subject, const advise_diagnostics *d);

/// Diagnostics as GitHub's workflow commands, one a line, which it shows beside the lines of the files.
void diagnostics_github(FILE *out, const advise_diagnostics *d);

/// A SARIF 2.1.0 log of one run a pack. Begin it, add each pack's diagnostics, end it.
typedef struct sarif_log {
    json_writer writer;
} sarif_log;

sarif_log sarif_begin(FILE *out);
void sarif_run(sarif_log *log, const advise_diagnostics *d);
void sarif_end(sarif_log *log);

#endif
