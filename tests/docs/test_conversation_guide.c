// docs/conversation.md is held against the program. Its sessions (```console) run in a folder that has `profiles/` in it, and must print what
// is printed there. A block ```yaml PATH or ```text PATH is a file that the sessions after it use. With GOLDEN_UPDATE set, the manual is
// rewritten instead.
#include "command.h"
#include "files.h"
#include "guide.h"

#include "test.h"

#define GUIDE "docs/conversation.md"

static guide built;

static int build(void **state)
{
    (void)state;
    guide_begin(&built, GUIDE);
    command_result copied = command_run("cp -R \"$ROOT/profiles\" .", built.folder, built.folder);
    assert_int_equal(copied.status, 0);
    command_free(&copied);
    guide_line l;
    while (guide_next(&built, &l)) {
        guide_keep(&built, l);
        if (guide_begins(l, "```yaml "))
            guide_write_file(&built, l, "```yaml ");
        else if (guide_begins(l, "```text "))
            guide_write_file(&built, l, "```text ");
        else if (guide_begins(l, "```console"))
            guide_run_session(&built);
    }
    guide_end(&built);
    return 0;
}

static int clean(void **state)
{
    (void)state;
    guide_free(&built);
    return 0;
}

static void test_the_manual_of_the_conversation_says_what_the_program_does(void **state)
{
    (void)state;
    assert_true(built.sessions > 0);
    guide_check(&built);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_manual_of_the_conversation_says_what_the_program_does),
    };
    return cmocka_run_group_tests(tests, build, clean);
}
