/// Walks through a folder and all folders in it, and lists the files that are inputs, in byte order of their paths. What it passes over it
/// counts and names by reason. Links are not followed. Private to engine/cohort/.
#ifndef ADVISE_COHORT_WALK_H
#define ADVISE_COHORT_WALK_H

#include "cohort/cohort.h"

/// Why something was passed over. The first ones hold no clients, as far as anybody can tell; the others may.
typedef enum walk_reason {
    WALK_HIDDEN, ///< its name begins with a point or with ~$, or it is a link to something in the folder
    WALK_TEXT,   ///< words to read: a README, notes, the text files of profiles
    WALK_OTHER,  ///< a document, a picture, …
    WALK_PACK,   ///< a folder with a rule pack
    WALK_LINK,   ///< a link to something outside of the folder, or to nothing
    WALK_KIND,   ///< a workbook, an archive, …
    WALK_NAME,   ///< its lines look like records, but its name does not say of which form
    WALK_LOCKED, ///< it cannot be read
    WALK_REASONS
} walk_reason;

enum { WALK_NAMED = 3 };

/// What was passed over for one reason.
typedef struct walk_passed {
    size_t count;
    const char *names[WALK_NAMED]; ///< the first ones, in byte order; as many as there are
} walk_passed;

typedef struct walk_item {
    const char *path; ///< below the folder
    uint64_t device, number;
    uint64_t size; ///< in bytes
} walk_item;

typedef struct walk_items {
    walk_item *items;
    size_t count, capacity;
} walk_items;

typedef struct walk {
    arena *arena;
    const cohort_options *options;
    const allocator *
        from; ///< for looking into files; NULL: only names decide, and nothing is passed over for what it holds
    walk_items files;   ///< inputs, in byte order of their paths
    walk_items folders; ///< the folder itself first
    walk_items links;
    walk_passed passed[WALK_REASONS];
    bool is_pack; ///< the folder is a rule pack: none of its files is an input
    bool failed;  ///< the folder could not be read to its end, or one in it could not
} walk;

/// Walks through the folder. Call below `arena_run(w->arena)`. @param w  arena, options and from are given, the rest is zero
void walk_folder(walk *w, const char *path);

/// Says what was passed over: an error for each reason for which clients may be missed, a note for each other one.
void walk_report(const walk *w, const char *path, diag_list *diags);

#endif
