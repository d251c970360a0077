/// The formats of a summary.
#ifndef ADVISE_CLI_SUMMARY_FORMAT_H
#define ADVISE_CLI_SUMMARY_FORMAT_H

#include "summary/privacy.h"
#include "summary/summary.h"
#include "write/formats.h"
#include "write/screen.h"

enum { SUMMARY_MIN_GROUP = 10 };

// Help of the options that commands which write summaries share.
#define MIN_GROUP_HELP                                                                                       \
    "round numbers of people down to multiples of N, and withhold those below (default: 10)"
#define MIN_GROUP_MORE                                                                                       \
    "Small numbers name people, and so do differences of numbers. Groups of fewer than N profiles are "      \
    "withheld, and with them the "                                                                           \
    "smallest of the others if the rest would tell how few are missing. 'All' is not told from 'nearly "     \
    "all'. With 1 everything is "                                                                            \
    "exact: that is for the summaries of shards, which 'advise merge' joins, and for those who may see the " \
    "results."
#define SUMMARY_RULES_HELP "in text and HTML, also show which rules fired, and which never did"

/// The rows of a summary in their order.
typedef struct summary_lists {
    const summary_row **recommendations, **codes, **causes, **questions, **rules, **checks;
    size_t rules_seen;  ///< the rules that fired for somebody, which come first
    size_t checks_seen; ///< likewise
    const summary_group **groups;
    size_t group_count;
    size_t least;     ///< the smallest group: smaller numbers are withheld; 1: nothing is
    size_t evaluated; ///< profiles, exactly
    bool withheld;    ///< groups are
    size_t hidden;    ///< recommendations that no group may show
    bool for_authors; ///< what rules did is shown too
} summary_lists;

#define SUMMARY_FORMATS(ROW, type)                                                                           \
    ROW(type, "text", summary_as_text)                                                                       \
    ROW(type, "json", summary_as_json)                                                                       \
    ROW(type, "html", summary_as_html)

typedef struct summary_format {
    void (*write)(const screen *s, const summary *m, const summary_lists *l);
} summary_format;

FORMATS_DECLARE(SUMMARY_FORMATS, summary_format)

/// The format at a position among the option's words.
const summary_format *summary_format_at(size_t index);
/// The format whose word ends the name of a file, behind a dot, else the first.
const summary_format *summary_format_of_name(const char *path);

/// What is asked for of a summary.
typedef struct summary_options {
    size_t min_group; ///< smaller numbers of people are withheld; 0: SUMMARY_MIN_GROUP
    bool rules;       ///< also what only an author reads: which rules fired
} summary_options;

/// Writes the summary in a format. False if memory ran out. Marks recommendations that no group may show.
bool summary_write(const screen *s, summary *m, const summary_options *asked, const summary_format *format);

// What text and HTML say alike.
enum {
    SUMMARY_ROWS_SHOWN = 100
}; ///< at most, of causes, of rules that fired and of those that never did; JSON has all
extern const char summary_no_rules[];     ///< why rules that never fired are not listed
extern const char summary_no_questions[]; ///< why unknown facts are not listed
extern const char summary_too_few[];      ///< why nothing is listed
/// What an error code means; "" if that is not known.
const char *summary_code_meaning(const char *code);
/// What a group is called.
const char *summary_group_name(const summary_group *g);
/// Which pack advised, and as of when; NULL if that is not known, or memory ran out. Free with free.
char *summary_note_on_origin(const summary *m);
/// A note about recommendations that are not counted; false if none is needed.
bool summary_note_on_top(char *note, size_t size, const summary *m);
/// A note about how numbers are given; false if they are exact.
bool summary_note_on_numbers(char *note, size_t size, const summary_lists *l);
/// A note about groups that are not shown; false if none is needed.
bool summary_note_on_groups(char *note, size_t size, const summary *m, const summary_lists *l);
/// A number of profiles as text: "120", "120+" if there may be more, "< 10" if it is withheld; of a whole of which parts are shown.
void summary_number(char *text, size_t size, size_t count, size_t of, size_t least);
/// "120+ evaluated, < 10 without advice". Free with free.
char *summary_group_numbers(const summary_group *g, size_t least);
/// The rows that are given to so few, or by so few are not, that no number is shown: "a, b, c"; NULL if there are none. Free with free.
char *summary_few(const summary_row *const *rows, size_t count, size_t of, size_t least);
/// The message of a cause, behind its code.
const char *summary_cause_message(const summary_row *row);
/// The mean of what a row sums up; 0 of none.
double summary_mean(const summary_row *row);
double summary_sum(const summary_row *row);

#endif
