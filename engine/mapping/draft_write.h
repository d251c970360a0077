/// The writing of a draft. Private to engine/mapping/.
#ifndef ADVISE_MAPPING_DRAFT_WRITE_H
#define ADVISE_MAPPING_DRAFT_WRITE_H

#include "mapping/draft_match.h"

typedef struct draft_writer {
    arena *arena;
    const draft *draft;
    const pack *pack;
    text_builder *out;
} draft_writer;

void draft_text(const draft_writer *w, const char *text);

/// A text as YAML has it: in double quotes, unless it is a plain word.
void draft_scalar(const draft_writer *w, slice text);

/// The type of a fact's values, or of the items of a list.
const feel_type *draft_type_of(const fact *f);

/// True if a value says that nobody knows.
bool draft_is_unknown(const draft_writer *w, slice value);

/// True for a name of nothing but words such as "Ref. No." and "Client ID".
bool draft_is_number_of_client(arena *a, slice name);

/// A column that is a fact.
void draft_stated(const draft_writer *w, const draft_column *c, const draft_match *m);

/// A column that is not told: ignored, with what it may be.
void draft_ignored(const draft_writer *w, const draft_column *c, const draft_match *m);

#endif
