/// What the nodes of a proof say, in words. Private to cli/report/why*.c.
#ifndef ADVISE_CLI_REPORT_WHY_WORDS_H
#define ADVISE_CLI_REPORT_WHY_WORDS_H

#include "advise.h"
#include "report/phrase.h"

/// The most characters that are shown of an expression.
enum { WHY_MOST_EXPRESSION = 200 };

/// A FEEL literal as people read it: line ends as spaces, and of a number no more digits than anybody needs.
void why_say_literal(phrase *w, const char *literal);

/// The value of a node with its unit: "1 year"; "not known".
void why_say_value(phrase *w, const advise_proof_node *n);

/// "years_experience is 3"; "goals is not stated".
void why_say_leaf(phrase *w, const advise_proof_node *n);

/// What a condition asks of its left side, as written (">= 2"): "at least 2".
void why_say_asked(phrase *w, const char *asked);

/// " (enough_years is 2)" for each constant below a part.
void why_say_constants(phrase *w, const advise_proof *p, size_t node);

/// What a comparison says of what it compares: ", that is at least enough_years (enough_years is 2)"; nothing if that is plain.
/// @param value  of its left side
void why_say_comparison(phrase *w, const advise_proof *p, size_t node, const char *value);

/// A part of a condition: "years_experience is 3, that is at least 2"; "firm.departments has wanted_specialty".
void why_say_part(phrase *w, const advise_proof_node *n);

#endif
