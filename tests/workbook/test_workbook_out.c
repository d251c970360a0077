// Results as a workbook, read back by the reader of workbooks: texts stay texts, numbers and dates are typed, and limits are said.
#include "workbook/workbook.h"

#include "command.h"
#include "files.h"

#include "test.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char *folder;

static int make_folder(void **state)
{
    (void)state;
    folder = folder_new();
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    folder_remove(folder);
    return 0;
}

/// The cells of a worksheet, a line for each row: "a|b".
static char *read_sheet(const char *name)
{
    char *path = text_of("%s/out.xlsx", folder);
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    assert_true(fd >= 0);
    assert_non_null(out);
    workbook *w = workbook_reader_open(&allocator_default, fd, name, 1 << 20);
    assert_non_null(w);
    assert_null(workbook_reader_problem(w));
    workbook_row row;
    while (workbook_reader_next(w, &row) == WORKBOOK_ROW) {
        for (size_t i = 0; i < row.count; i++)
            (void)fprintf(out, "%s%.*s", i > 0 ? "|" : "", SLICE_ARG(row.cells[i].text));
        (void)fputc('\n', out);
    }
    workbook_reader_close(w);
    (void)close(fd);
    (void)fclose(out);
    free(path);
    return text;
}

/// @param err  how the messages end; "": there are none
static void run(const char *options, const char *csv, int status, const char *err)
{
    free(file_make(folder, "in.csv", csv));
    char *command =
        text_of("advise batch --pack tests/packs/all-types --as-of 2026-01-31 --id letter --top 1 --facts "
                "grade,born,remark %s --format xlsx -o %s/out.xlsx %s/in.csv",
                options, folder, folder);
    command_result r = command_run(command, NULL, folder);
    assert_true(r.err_length >= strlen(err) && (err[0] != '\0' || r.err_length == 0));
    assert_string_equal(r.err + r.err_length - strlen(err), err);
    assert_string_equal(r.out, "");
    assert_int_equal(r.status, status);
    command_free(&r);
    free(command);
}

static void test_results_refused_and_totals_have_a_worksheet_each(void **state)
{
    (void)state;
    run("",
        "letter,grade,born,remark,places,keen\n=1+1,3.5,1990-02-28,http://"
        "example.org,[],\nAnna,nine,,,[],\nBert,1,,@x,[],true\n",
        4, "advise: 1 of 3 profiles was refused\n");
    char *results = read_sheet("Results");
    char *refused = read_sheet("Refused");
    char *totals = read_sheet("Totals");
    assert_string_equal(results, "Id|grade|born|remark|Given|Advice 1|Score 1|Horizon 1|Effort "
                                 "1|Reasons 1|Steps 1|Also 1|Ask\n"
                                 "=1+1|3.5|1990-02-28|http://example.org|0||||||||please state it (keen)\n"
                                 "Bert|1||@x|1|Go on|50|||You are ready.\n");
    assert_non_null(strstr(refused, "Id|Problem\nAnna|"));
    assert_non_null(strstr(refused, "'grade' must be a number"));
    assert_string_equal(
        totals,
        "Advice from|Every type\nPack|all types\nVersion|0.1.0\nAs of|2026-01-31\nProfiles|3\nRefused|1\n");
    free(results);
    free(refused);
    free(totals);
}

static void test_the_same_bytes_come_again_and_only_the_owner_reads_them(void **state)
{
    (void)state;
    static const char people[] = "letter,grade,places\nAnna,1,[]\n";
    char *path = text_of("%s/out.xlsx", folder);
    struct stat about;
    size_t first_length;
    size_t second_length;
    run("", people, 0, "");
    char *first = file_read(path, &first_length);
    run("--jobs 3", people, 0, "");
    char *second = file_read(path, &second_length);
    assert_int_equal(first_length, second_length);
    assert_memory_equal(first, second, first_length);
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    free(first);
    free(second);
    free(path);
}

static void test_a_text_that_no_cell_has_room_for_is_cut_and_this_is_said(void **state)
{
    (void)state;
    enum { LENGTH = 40000, MOST = 32767 };
    char *text = malloc(LENGTH + 1);
    assert_non_null(text);
    memset(text, 'a', LENGTH);
    text[LENGTH] = '\0';
    char *people = text_of("letter,grade,places,remark\nAnna,1,[],%s\n", text);
    run("", people, 0, "advise: warning: 1 text was cut: a cell has room for 32,767 characters\n");
    char *results = read_sheet("Results");
    char *cut = text_of("|%.*s...|", MOST - 3, text);
    assert_non_null(strstr(results, cut));
    free(cut);
    free(results);
    free(people);
    free(text);
}

static void test_results_can_be_sorted(void **state)
{
    (void)state;
    run("--sort grade", "letter,grade,places\nAnna,3.5,[]\nBert,1,[]\nCarl,2,[]\n", 0, "");
    char *results = read_sheet("Results");
    const char *bert = strstr(results, "\nBert|");
    const char *carl = strstr(results, "\nCarl|");
    assert_true(bert != NULL && carl != NULL && strstr(carl, "\nAnna|") != NULL && bert < carl);
    free(results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_results_refused_and_totals_have_a_worksheet_each, make_folder,
                                        remove_folder),
        cmocka_unit_test_setup_teardown(test_the_same_bytes_come_again_and_only_the_owner_reads_them,
                                        make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_a_text_that_no_cell_has_room_for_is_cut_and_this_is_said,
                                        make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_results_can_be_sorted, make_folder, remove_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
