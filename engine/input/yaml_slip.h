/// Slips of the pen in YAML that people write by hand. A parser says where it stopped; what was meant is seen by looking at the line.
#ifndef ADVISE_INPUT_YAML_SLIP_H
#define ADVISE_INPUT_YAML_SLIP_H

#include "base/arena.h"
#include "base/diag.h"

/// Reports every line with a slip: `name:Jo`, `-name`, a tab before the first word, a non-breaking space, quotation marks within
/// quotation marks, a colon in a plain text, `name = Jo`. Ask this only of a text that could not be read: it may see slips in a sound one.
/// @return false if none was found; then nothing is reported
bool yaml_report_slips(arena *a, const source_text *source, diag_list *diags);

/// Reports a parser's problem in words of people, with what to do.
/// @param problem  libyaml's words
/// @param at       where the parser stopped
/// @param begins   where begins what it was reading, such as an unclosed quotation mark
void yaml_report_problem(const source_text *source, const char *problem, place at, place begins,
                         diag_list *diags);

#endif
