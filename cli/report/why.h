/// The formats of proofs, why something is advised: one file why_FORMAT.c each.
#ifndef ADVISE_CLI_REPORT_WHY_H
#define ADVISE_CLI_REPORT_WHY_H

#include "advise.h"
#include "write/formats.h"
#include "write/screen.h"

/// What was asked, and the proofs that answer it.
typedef struct why_report {
    const advise_pack *pack;
    const advise_report *report;
    const char *profile;         ///< as the user named it
    const advise_target *target; ///< NULL: all that is given
    bool names_no_commands;      ///< its reader has buttons: what to run is not said
    size_t *advices;             ///< indexes in the report, in its order
    const advise_proof **proofs;
    size_t count; ///< of both; 0: there is no evidence
} why_report;

/// Fills in the proofs of what was asked. End with `why_free` in any case.
advise_status why_prove(why_report *r);
void why_free(why_report *r);

#define WHY_FORMATS(ROW, type)                                                                               \
    ROW(type, "text", why_as_text)                                                                           \
    ROW(type, "json", why_as_json)                                                                           \
    ROW(type, "dot", why_as_dot)                                                                             \
    ROW(type, "html", why_as_html)

typedef struct why_format {
    void (*write)(const screen *s, const why_report *r);
} why_format;

FORMATS_DECLARE(WHY_FORMATS, why_format)

// What the formats for people share: a proof told in lines. A line may say what several nodes do: "years_experience is 3, that is at least 2"
// is a part of a condition and the leaf below it.

enum { WHY_LINE = 1024 };

/// A line. Texts of users are in it as they are: the format escapes them.
typedef struct why_line {
    char text[WHY_LINE];
    char origin[WHY_LINE /
                4]; ///< "(me.yaml:12)", or which rule it is and where that stands; "" if there is none
    char sign;      ///< '+' for, '-' against, or ' '
    size_t below;   ///< the node whose children the lines below are about
    bool has_below; ///< false: no lines stand below
    size_t leaf;    ///< a leaf below that the line has told of; 0: none
    bool is_aside;  ///< it is not about the person: a source, a constant
} why_line;

/// The line of a node.
why_line why_tell(const advise_proof *p, size_t node);

/// True if a node needs no line: the line above it has told of it, or it is a source of a derived fact that was cited further up.
bool why_is_told(const advise_proof *p, const why_line *above, size_t node);

/// Whether a node is a leaf: something that the profile states, or does not.
bool why_is_leaf(advise_proof_kind kind);

/// Whether a piece of advice is given, its certainty and place, or why not and how to ask for that.
void why_standing(const why_report *r, size_t advice, char *out, size_t size);

/// Why there is nothing to prove, and how to ask what would change that.
void why_nothing(const why_report *r, char *out, size_t size);

#endif
