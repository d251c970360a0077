/// Long texts for tests of limits.
#ifndef ADVISE_TESTS_REPEATED_H
#define ADVISE_TESTS_REPEATED_H

#include "base/slice.h"

/// `first`, `count` times `middle`, `last`. Free its text with free.
slice repeated(const char *first, const char *middle, size_t count, const char *last);

#endif
