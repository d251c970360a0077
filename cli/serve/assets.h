/// The files of the page, which the program has in itself.
#ifndef ADVISE_CLI_SERVE_ASSETS_H
#define ADVISE_CLI_SERVE_ASSETS_H

#include <stddef.h>

typedef struct asset {
    const char *path; ///< "/style.css"
    const char *type; ///< for Content-Type
    const char *bytes;
    size_t length;
} asset;

/// The file at a path; NULL if there is none.
const asset *asset_find(const char *path);

#endif
