/// The calls of decision tables that a part of a rule made. Private to the files that make proofs.
#ifndef ADVISE_CONVERSATION_GROUNDS_CALL_H
#define ADVISE_CONVERSATION_GROUNDS_CALL_H

#include "conversation/grounds.h"
#include "infer/call_log.h"

/// Adds a node for each call, with the row that decided; those that a table made stand below its own.
void grounds_add_calls(grounds *g, const call_log *calls);

#endif
