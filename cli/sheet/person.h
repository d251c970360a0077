/// What a page says of one person, for a page of their own or one of many.
#ifndef ADVISE_CLI_SHEET_PERSON_H
#define ADVISE_CLI_SHEET_PERSON_H

#include "report/report.h"
#include "write/page.h"

/// Writes what a page says of one person, between its beginning and its end.
void sheet_write_person(const page *p, const report_options *o, const advise_pack *pack,
                        const advise_report *r);

#endif
