/// What an override can do.
#ifndef ADVISE_PACK_CHANGE_KIND_H
#define ADVISE_PACK_CHANGE_KIND_H

typedef enum change_kind {
    CHANGE_SET,     ///< a key has another value
    CHANGE_ADDED,   ///< a list has one element more
    CHANGE_REMOVED, ///< a list has one element less
    CHANGE_DISABLED ///< the whole is disabled, or enabled again
} change_kind;

#endif
