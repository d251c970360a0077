/// What `advise feel` prints of an expression: value, explanation, tokens or tree, as text or JSON (docs/json.md).
#ifndef ADVISE_CLI_PROMPT_FEEL_OUTPUT_H
#define ADVISE_CLI_PROMPT_FEEL_OUTPUT_H

#include "advise.h"
#include "write/screen.h"

typedef enum feel_view {
    FEEL_VIEW_VALUE,
    FEEL_VIEW_EXPLANATION,
    FEEL_VIEW_TOKENS,
    FEEL_VIEW_TREE,
    FEEL_VIEW_TYPE,
} feel_view;

typedef struct feel_output {
    screen out, errors;
    bool json, quiet;
    feel_view view;
    const char *input; ///< FEEL: expressions are unary tests of its value; NULL: they are not
    size_t printed;    ///< expressions so far
} feel_output;

/// Evaluates or parses one expression. Prints the result on stdout, and what is wrong with it on stderr (in JSON with the
/// result).
/// @param file, line  where it is written, for diagnostics; NULL and 0 on the command line
/// @return            the exit status
int feel_show(feel_output *o, advise_scope *scope, const char *text, size_t length, const char *file,
              size_t line);

#endif
