// Words of proposed commands: a shell gets back what was put in.
#include "report/target.h"

#include "random.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void expect(const char *recommendation, const char *item, const char *expected)
{
    phrase w = PHRASE_EMPTY;
    target_add(&w, recommendation, item);
    assert_string_equal(w.text, expected);
}

static void test_a_target_is_quoted_if_a_shell_would_read_it_otherwise(void **state)
{
    (void)state;
    expect("apply-to-firm", "", "apply-to-firm");
    expect("apply-to-firm", "Ostrander", "apply-to-firm:Ostrander");
    expect("apply-to-firm", "Lund IP", "'apply-to-firm:Lund IP'");
    expect("apply-to-firm", "Vance (LLP)", "'apply-to-firm:Vance (LLP)'");
    expect("apply-to-firm", "O'Neil", "'apply-to-firm:O'\\''Neil'");
}

static void test_a_shell_reads_any_word_as_it_was(void **state)
{
    (void)state;
    static const char signs[] = "ab '\"$`\\!*?&|;<>(){}[]#~%-=\t\xC3\xA9";
    random_source r = random_new();
    for (int i = 0; i < 100; i++) {
        char word[24] = "";
        const size_t length = (size_t)random_below(&r, sizeof word);
        for (size_t k = 0; k < length; k++)
            word[k] = signs[random_below(&r, sizeof signs - 1)];
        phrase w = PHRASE_EMPTY;
        phrase_add(&w, "printf %%s ");
        target_add_word(&w, word);
        FILE *shell = popen(w.text, "r"); // NOLINT(cert-env33-c): it is what is tested
        assert_non_null(shell);
        char read[64] = "";
        const size_t got = fread(read, 1, sizeof read - 1, shell);
        (void)pclose(shell);
        read[got] = '\0';
        assert_string_equal(read, word);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_target_is_quoted_if_a_shell_would_read_it_otherwise),
        cmocka_unit_test(test_a_shell_reads_any_word_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
