/// Secrets that say who may ask: random, and compared in a time that tells nothing.
#ifndef ADVISE_CLI_SERVE_TOKEN_H
#define ADVISE_CLI_SERVE_TOKEN_H

#include <stdbool.h>
#include <stddef.h>

/// Hexadecimal digits of 128 random bits, and the NUL behind them.
enum { TOKEN_SIZE = 33 };

/// Makes a secret. False, with errno set, if the system has no random numbers.
bool token_make(char token[TOKEN_SIZE]);

/// Whether `given` is the secret. How long it takes depends on the length of `given` alone.
bool token_is(const char token[TOKEN_SIZE], const char *given, size_t length);

#endif
