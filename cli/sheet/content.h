/// What stands on a sheet, whatever its format.
#ifndef ADVISE_CLI_SHEET_CONTENT_H
#define ADVISE_CLI_SHEET_CONTENT_H

#include "report/measures.h"
#include "report/report.h"
#include "report/standing.h"

#include <stdint.h>

/// The title of the sheet: whom it is for. Free with free, here and below.
char *sheet_title(const report_options *o, const advise_report *r);
/// The pack, its version and the date.
char *sheet_subtitle(const advise_pack *pack, const advise_report *r);

/// What a reader has to know before the list.
extern const char sheet_key[];

/// The head of the plan's parts: "Today" … "This year", then "In your own time" for what declares no horizon.
enum { SHEET_HORIZONS = REPORT_HORIZONS };
extern const char *const sheet_horizons[SHEET_HORIZONS];

/// Whether the steps of a recommendation belong to a part of the plan. Those of alternatives do not: they are instead of others.
bool sheet_plans(const report_options *o, const advise_report *r, size_t index, size_t horizon);
/// Whether the part has a step at all.
bool sheet_has_plan(const report_options *o, const advise_report *r, size_t horizon);
/// Whether it has anything for any horizon.
bool sheet_has_steps(const report_options *o, const advise_report *r);

/// A source that something shown cites.
typedef struct sheet_source {
    size_t advice, evidence, at;
} sheet_source;

/// Goes to the next source that is cited by what is shown and was not met before: by title, or by point among those of one title.
/// @param here   starts as SHEET_FIRST; says where the source stands
/// @param title  only sources of this title that say a point, each point once; NULL: each title once
/// @return       false: there are no more
bool sheet_next_source(const report_options *o, const advise_report *r, sheet_source *here,
                       const char *title);
#define SHEET_FIRST ((sheet_source){.at = SIZE_MAX})

/// Whether any evidence of a recommendation gives a reason.
bool sheet_has_reasons(const advise_report *r, size_t index);

#endif
