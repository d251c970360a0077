/// A manual that is held against the program: its blocks are files, or sessions that must print what is printed there. With GOLDEN_UPDATE
/// set, the manual is rewritten instead.
#ifndef ADVISE_TESTS_GUIDE_H
#define ADVISE_TESTS_GUIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/// A manual being read, and the manual as it should be.
typedef struct guide {
    const char *path; ///< "docs/packs.md"
    char *text;       ///< as it is
    char *now;        ///< as it should be, once `guide_end` was called
    size_t now_length;
    const char *at; ///< what is read next
    FILE *out;      ///< into `now`
    char *folder;   ///< where its files are written and its sessions run
    size_t sessions, files;
} guide;

typedef struct guide_line {
    const char *text;
    size_t length; ///< the newline included
} guide_line;

/// Reads the manual; its folder is new and empty. End with `guide_free`.
void guide_begin(guide *g, const char *path);
void guide_end(guide *g);
void guide_free(guide *g);

/// The next line; false at the end.
bool guide_next(guide *g, guide_line *out);
bool guide_begins(guide_line l, const char *with);
/// The line stands in the manual as it should be.
void guide_keep(guide *g, guide_line l);

/// Writes the block that begins with `header` ("```text PATH") to the file PATH.
/// @param before  what stands before the path: "```text "
void guide_write_file(guide *g, guide_line header, const char *before);

/// Runs the commands of a block ("$ …", continued by "> …") in the folder, and keeps what they print.
void guide_run_session(guide *g);

/// Fails with the difference if the manual is not as it should be; with GOLDEN_UPDATE rewrites it.
void guide_check(const guide *g);

#endif
