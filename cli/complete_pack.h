/// What a pack, or the search path, offers to complete a word with.
#ifndef ADVISE_CLI_COMPLETE_PACK_H
#define ADVISE_CLI_COMPLETE_PACK_H

#include "options.h"

/// A word that is being typed.
typedef struct candidate_list {
    const char *word; ///< so far
    size_t kept;      ///< bytes at its beginning that stay: "--format="
} candidate_list;

/// The pack that the line names.
typedef struct pack_choice {
    const char *pack; ///< NULL: the default one
    common_options options;
} pack_choice;

/// Prints `text`, and what it is, if the word may become it. A text that a line cannot carry is left out.
void candidate_offer(const candidate_list *to, const char *text, const char *what);

/// Packs that are found by name.
void complete_packs(const pack_choice *pack, const candidate_list *to);
/// All that the pack defines.
void complete_ids(const pack_choice *pack, const candidate_list *to);
/// Recommendations.
void complete_advice(const pack_choice *pack, const candidate_list *to);
/// Facts, derived ones too.
void complete_facts(const pack_choice *pack, const candidate_list *to);
/// The last of several facts that commas join.
void complete_fact_list(const pack_choice *pack, const candidate_list *to);
/// FACT= or, behind that, a value that the pack allows, as FEEL.
void complete_fact_value(const pack_choice *pack, const candidate_list *to);

#endif
