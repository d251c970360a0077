/// Streams that go on after an interruption, and never after a failure. The C library takes EINTR for a failure, and forgets what it had to
/// write; later writes that succeed would leave a hole.
#ifndef ADVISE_CLI_WRITE_STREAM_H
#define ADVISE_CLI_WRITE_STREAM_H

#include <stddef.h>
#include <stdio.h>

/// A stream that writes to a descriptor, and closes it when it is closed. NULL, with errno set, if memory ran out.
/// @param failure  will point to the errno of the first write that failed, 0 if none did, until the stream is closed
FILE *stream_to(int fd, const int **failure);

/// Writes all bytes. Returns how many arrived; if not all did, errno says why.
size_t stream_write_all(int fd, const char *bytes, size_t length);

/// Closes a descriptor; as close does, but Linux has closed it also if that was interrupted.
int stream_close(int fd);

#endif
