/// What every test program includes first: cmocka with the headers that it wants before it.
#ifndef ADVISE_TESTS_TEST_H
#define ADVISE_TESTS_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// cmocka comes last: it uses what the four above define.
#include <cmocka.h>

#endif
