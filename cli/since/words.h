/// What changes are called: one wording for all that a person reads.
#ifndef ADVISE_CLI_SINCE_WORDS_H
#define ADVISE_CLI_SINCE_WORDS_H

#include "since/since.h"

/// What a kind of change is called, as the head of a line.
extern const char *const change_heads[CHANGE_KINDS];

/// The recommendation: its title, or the pack's, or its id, with the item unless it names that. Free with free, here and below.
char *change_title(const advise_pack *pack, const change *c);
/// What there is to say of the change beside its title: "49 → 62 of 100". "" if there is nothing.
char *change_detail(const change *c);
/// What the client is called.
char *client_label(const client_change *c);
/// A sentence on a client who is not compared; "" for one who is.
char *client_sentence(const client_change *c);
/// "years_experience: 2 → 3".
char *fact_sentence(const fact_change *f);
/// "3 moved, 12 as before, 1 new, 2 no longer here".
char *since_totals_sentence(const since_totals *t);
/// "What changed since last.ndjson".
char *since_title(const since_output *o);

#endif
