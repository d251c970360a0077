/// Bytes as text of 64 characters (RFC 4648), for pictures in pages.
#ifndef ADVISE_CLI_WRITE_BASE64_H
#define ADVISE_CLI_WRITE_BASE64_H

#include <stddef.h>

/// The characters that so many bytes become, without the NUL.
#define BASE64_LENGTH(bytes) (((bytes) + 2) / 3 * 4)

/// @param out  receives BASE64_LENGTH(length) characters and a NUL
void base64_encode(char *out, const unsigned char *bytes, size_t length);

#endif
