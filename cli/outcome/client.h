/// A client on a page: an article with a name that can be linked to. Shared by the pages of results and worklists.
#ifndef ADVISE_CLI_OUTCOME_CLIENT_H
#define ADVISE_CLI_OUTCOME_CLIENT_H

#include "outcome/format.h"
#include "write/page.h"

/// Begins the article of a client with the name, which is a link to itself. `page_client_end` ends it.
/// @param to_do  a box to tick stands before the name
void client_begin(const page *p, const advise_outcome *outcome, bool to_do);
/// Writes the values of facts that are written, if there are any.
void client_facts(const page *p, const outcome_options *o, const advise_outcome *outcome);
/// Writes why a profile was refused.
void client_problems(const page *p, const advise_outcome *outcome);

/// Begins a page of clients with a field to search them: its title, and which pack and day it is of.
void clients_page_begin(FILE *out, const outcome_options *o, const char *title);
/// Ends such a page with how many profiles there were.
void clients_page_end(FILE *out, const advise_batch_totals *t);

#endif
