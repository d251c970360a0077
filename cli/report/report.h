/// The formats of a report: text.c and json.c.
#ifndef ADVISE_CLI_REPORT_REPORT_H
#define ADVISE_CLI_REPORT_REPORT_H

#include "advise.h"
#include "write/formats.h"
#include "write/json.h"
#include "write/screen.h"

/// How much of a report is shown.
typedef struct report_options {
    bool explain_signs; ///< say what the signs of a text mean
    size_t top;         ///< the first entries only; 0: all that are given
    bool brief;         ///< of each entry only its title, the first reason and the first step; no questions
    size_t number;      ///< of a sheet: of the client, if a page has several; else 0
    const char *client; ///< of a sheet: whom it is for if the profile has no name; NULL: the profile's file
    bool counselor;     ///< of a sheet: also what only a counselor needs
    bool all;           ///< also what was withheld or did not reach the threshold
} report_options;

/// Whether a recommendation is shown.
static inline bool report_shows(const report_options *o, const advise_report *r, size_t index)
{
    const size_t rank = advise_report_advice(r, index).rank;
    const size_t place =
        rank > 0 ? rank : advise_report_entry_count(r) + index - advise_report_given_count(r) + 1;
    return (rank > 0 || o->all) && (o->top == 0 || place <= o->top);
}

#define REPORT_FORMATS(ROW, type)                                                                            \
    ROW(type, "text", report_as_text)                                                                        \
    ROW(type, "json", report_as_json)

typedef struct report_format {
    void (*write)(const screen *s, const report_options *o, const advise_pack *pack, const advise_report *r);
    const char *between; ///< what stands between two reports; NULL: nothing
} report_format;

FORMATS_DECLARE(REPORT_FORMATS, report_format)

/// The pack behind a result, as an entry of a JSON object.
void report_json_pack(json_writer *w, const char *key, const advise_pack *pack);
/// What a status is called in JSON.
extern const char *const report_states[];
/// What a recommendation is and where it stands, from its rank to its title, as entries of a JSON object.
void report_json_head(json_writer *w, const advise_advice *a);
/// What a report found, as entries of a JSON object. The functions below write the list of one entry.
void report_json_entries(json_writer *w, const report_options *o, const advise_report *r);
void report_json_questions(json_writer *w, const advise_report *r);
void report_json_derived(json_writer *w, const advise_report *r);
void report_json_undetermined(json_writer *w, const advise_report *r);
void report_json_warnings(json_writer *w, const advise_report *r);

#endif
