/// The tokens of YAML documents that follow one another. One parser of libyaml's reads them as one stream as long as it finds
/// nothing wrong; after a document that was not read to its end it starts again. Private to engine/rows/.
#ifndef ADVISE_ROWS_DOCUMENT_TOKENS_H
#define ADVISE_ROWS_DOCUMENT_TOKENS_H

#include "cohort/cohort.h"

#include <yaml.h>

typedef struct document_tokens {
    yaml_token_t token; ///< the current one; YAML_NO_TOKEN if there is none
    yaml_parser_t parser;
    bool is_open; ///< there is a parser
    bool in_step; ///< the token begins document `next`
    const cohort_record *records;
    size_t count;
    size_t next;       ///< the record that is read
    size_t begin;      ///< where it begins, in characters of what the parser reads
    size_t fed;        ///< the record that the parser is given
    size_t fed_offset; ///< how much of it was given
} document_tokens;

/// Reads other records from here on. They must last until the next call, or until the tokens are no longer used.
void document_tokens_set(document_tokens *t, const cohort_record *records, size_t count);

/// Looks at the first token of the document of a record: after its "---" if it has one. False if no parser can be made.
bool document_begin(document_tokens *t, size_t index);

/// Looks at the next token.
void document_advance(document_tokens *t);

/// Ends the document, whose last token was passed. False if it continues, if there is another one in the same record,
/// or if it was not the record's: a record of nothing leads to the next one's.
bool document_end(document_tokens *t);

/// Releases the parser.
void document_tokens_release(document_tokens *t);

#endif
