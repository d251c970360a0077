/// Which values of the fact that names profiles name several of them.
#ifndef ADVISE_CLI_REPORT_SAME_IDS_H
#define ADVISE_CLI_REPORT_SAME_IDS_H

#include "advise.h"
#include "write/json.h"
#include "write/screen.h"

/// Warns of them, by places and not by values; nothing if there are none.
/// @param fact  the name of the fact
void same_ids_text(const screen *s, const char *fact, const advise_id_tally *ids);

/// Writes them as an object within a JSON text.
void same_ids_json(json_writer *w, const char *fact, const advise_id_tally *ids);

#endif
