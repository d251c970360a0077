/// What a thread holds while it answers a request, so that it can be freed if the request is given up where memory ends.
#ifndef ADVISE_CLI_RESPOND_HELD_H
#define ADVISE_CLI_RESPOND_HELD_H

/// From now on this thread holds the resource; NULL is none. At most a few at a time.
void held_add(void (*release)(void *resource), void *resource);

/// Releases it; NULL is allowed. It is the newest, or nearly so.
void held_release(void *resource);

/// Releases all, the newest first.
void held_release_all(void);

#endif
