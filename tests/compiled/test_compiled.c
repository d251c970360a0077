// Compiled packs: what is read is what was written, and nothing else is ever read.
#include "compiled/form.h"
#include "compiled/image.h"
#include "compiled/read.h"
#include "compiled/write.h"
#include "files.h"
#include "pack/content.h"
#include "random.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define PROGRAM SLICE("1.2.3")

/// A pack that was loaded from its files, and compiled.
typedef struct sample {
    arena *arena;
    diag_list *diags;
    pack *pack;
    slice bytes;
} sample;

static void compile(void *argument)
{
    sample *s = argument;
    s->bytes = compiled_write(s->arena, s->pack, s->diags, PROGRAM);
}

static sample sample_of(const char *folder)
{
    sample s = {.arena = arena_new(NULL, 0)};
    assert_non_null(s.arena);
    s.diags = diag_list_new(s.arena);
    s.pack = pack_load(NULL, folder, s.diags);
    if (s.pack != NULL)
        assert_int_equal(arena_run(s.arena, compile, &s), ARENA_DONE);
    return s;
}

static void end_sample(sample *s)
{
    pack_free(s->pack);
    arena_free(s->arena);
}

/// What a file is read as.
typedef struct reading {
    arena *arena;
    const char *path;
    diag_list *diags;
    slice program;
    compiled_outcome outcome;
    pack *pack;
} reading;

static void read_it(void *argument)
{
    reading *r = argument;
    r->diags = diag_list_new(r->arena);
    r->outcome = compiled_read(r->arena, slice_of(r->path), NULL, r->program, r->diags, &r->pack);
}

static reading read_file(const char *path, slice program)
{
    reading r = {.arena = arena_new(NULL, 0), .path = path, .program = program};
    assert_non_null(r.arena);
    assert_int_equal(arena_run(r.arena, read_it, &r), ARENA_DONE);
    return r;
}

static compiled_outcome outcome_of(const char *path, slice program)
{
    reading r = read_file(path, program);
    arena_free(r.arena);
    return r.outcome;
}

/// Reads bytes that lie in a folder without sources.
static compiled_outcome outcome_of_bytes(const char *path, const char *bytes, size_t length)
{
    file_write(path, bytes, length);
    return outcome_of(path, PROGRAM);
}

/// Copies a pack's folders, so that a file can lie in them.
static char *copy_of(const char *from)
{
    char *folder = folder_new();
    char *command = text_of("cp -R %s/. %s", from, folder);
    assert_int_equal(system(command), 0); // NOLINT(cert-env33-c): of the test's own
    free(command);
    return folder;
}

// --- what is read is what was written ---

/// Writes the pack, reads the file beside it, and writes what was read: the same bytes, so the same pack, down to the last field that is
/// described.
static size_t try_pack(const char *folder)
{
    sample s = sample_of(folder);
    size_t tried = 0;
    if (s.pack != NULL) {
        char *path = text_of("%s/%s", folder, COMPILED_NAME);
        file_write(path, s.bytes.ptr, s.bytes.len);
        reading r = read_file(path, PROGRAM);
        if (r.outcome != COMPILED_READ)
            fail_msg("%s: outcome %d", folder, (int)r.outcome);
        assert_int_equal(r.diags->count, s.diags->count);
        r.pack->inputs = s.pack->inputs;
        r.pack->input_count = s.pack->input_count;
        sample again = {s.arena, s.diags, r.pack, {NULL, 0}};
        assert_int_equal(arena_run(s.arena, compile, &again), ARENA_DONE);
        if (!slice_equal(again.bytes, s.bytes))
            fail_msg("%s: what was read is written otherwise", folder);
        arena_free(r.arena);
        (void)unlink(path);
        free(path);
        tried = 1;
    }
    end_sample(&s);
    return tried;
}

static size_t try_packs_below(const char *from)
{
    char *root = copy_of(from);
    size_t count = 0;
    size_t tried = 0;
    char **files = files_below(root, "/pack.yaml", &count);
    for (size_t i = 0; i < count; i++) {
        files[i][strlen(files[i]) - strlen("/pack.yaml")] = '\0';
        tried += try_pack(files[i]);
    }
    names_free(files);
    folder_remove(root);
    return tried;
}

static void test_every_pack_is_read_as_it_was_written(void **state)
{
    (void)state;
    assert_true(try_packs_below("rules") >= 2);
    assert_true(try_packs_below("tests/packs") >= 20);
}

static void test_same_pack_gives_same_bytes_in_any_folder(void **state)
{
    (void)state;
    char *folder = copy_of("rules");
    char *there = text_of("%s/harlow-pike", folder);
    sample one = sample_of("rules/harlow-pike");
    sample other = sample_of(there);
    assert_true(slice_equal(one.bytes, other.bytes));
    end_sample(&one);
    end_sample(&other);
    free(there);
    folder_remove(folder);
}

// --- files that do not fit ---

static void test_cut_off_file_is_refused_at_every_length(void **state)
{
    (void)state;
    char *folder = folder_new();
    char *path = text_of("%s/x", folder);
    sample s = sample_of("tests/packs/functions");
    assert_non_null(s.pack);
    const size_t step = s.bytes.len / 500 + 1; // and each of the first, where the header is
    for (size_t length = 0; length < s.bytes.len; length += length < sizeof(compiled_header) ? 1 : step)
        assert_int_not_equal(outcome_of_bytes(path, s.bytes.ptr, length), COMPILED_READ);
    assert_int_equal(outcome_of_bytes(path, s.bytes.ptr, s.bytes.len), COMPILED_READ);
    end_sample(&s);
    free(path);
    folder_remove(folder);
}

static void test_file_with_more_at_its_end_is_refused(void **state)
{
    (void)state;
    char *folder = folder_new();
    char *path = text_of("%s/x", folder);
    sample s = sample_of("tests/packs/functions");
    char *longer = calloc(1, s.bytes.len + 1);
    assert_non_null(longer);
    memcpy(longer, s.bytes.ptr, s.bytes.len);
    assert_int_equal(outcome_of_bytes(path, longer, s.bytes.len + 1), COMPILED_DAMAGED);
    free(longer);
    end_sample(&s);
    free(path);
    folder_remove(folder);
}

static void test_flipped_byte_is_found_wherever_it_is(void **state)
{
    (void)state;
    char *folder = folder_new();
    char *path = text_of("%s/x", folder);
    sample s = sample_of("tests/packs/functions");
    random_source random = {7};
    char *bytes = malloc(s.bytes.len);
    assert_non_null(bytes);
    memcpy(bytes, s.bytes.ptr, s.bytes.len);
    for (size_t i = 0; i < sizeof(compiled_header) + 500; i++) {
        const size_t at = i < sizeof(compiled_header) ? i : (size_t)random_below(&random, s.bytes.len);
        const char kept = bytes[at];
        bytes[at] = (char)(kept ^ (1 << random_below(&random, 8)));
        if (outcome_of_bytes(path, bytes, s.bytes.len) == COMPILED_READ)
            fail_msg("the byte %zu was changed", at);
        bytes[at] = kept;
    }
    free(bytes);
    end_sample(&s);
    free(path);
    folder_remove(folder);
}

static void test_file_of_another_program_is_told_from_a_damaged_one(void **state)
{
    (void)state;
    char *folder = folder_new();
    char *path = text_of("%s/x", folder);
    sample s = sample_of("tests/packs/functions");
    compiled_header h;
    char *bytes = malloc(s.bytes.len);
    assert_non_null(bytes);
    memcpy(bytes, s.bytes.ptr, s.bytes.len);
    file_write(path, bytes, s.bytes.len);
    assert_int_equal(outcome_of(path, SLICE("1.2.4")), COMPILED_OTHER);
    memcpy(&h, bytes, sizeof h);
    h.order = __builtin_bswap32(h.order);
    memcpy(bytes, &h, sizeof h);
    assert_int_equal(outcome_of_bytes(path, bytes, s.bytes.len), COMPILED_OTHER);
    memcpy(&h, s.bytes.ptr, sizeof h);
    h.fingerprint++;
    memcpy(bytes, &h, sizeof h);
    assert_int_equal(outcome_of_bytes(path, bytes, s.bytes.len), COMPILED_OTHER);
    assert_int_equal(outcome_of_bytes(path, "name: Ann\n", 10), COMPILED_NONE);
    assert_int_equal(outcome_of_bytes(path, "", 0), COMPILED_NONE);
    (void)unlink(path);
    assert_int_equal(outcome_of(path, PROGRAM), COMPILED_MISSING);
    free(bytes);
    end_sample(&s);
    free(path);
    folder_remove(folder);
}

// --- files beside it ---

static void add_to(const char *folder, const char *name, const char *text)
{
    char *path = text_of("%s/%s", folder, name);
    FILE *out = fopen(path, "ae");
    assert_non_null(out);
    (void)fputs(text, out);
    assert_int_equal(fclose(out), 0);
    free(path);
}

/// What becomes of a file in harlow-pike's folder if something changes.
static compiled_outcome outcome_after(const char *folder, const char *name, const char *text)
{
    char *root = copy_of("rules");
    char *there = text_of("%s/harlow-pike", root);
    char *path = text_of("%s/%s", there, COMPILED_NAME);
    char *changed = text_of("%s/%s", root, folder);
    sample s = sample_of(there);
    file_write(path, s.bytes.ptr, s.bytes.len);
    if (text != NULL) {
        add_to(changed, name, text);
    } else if (name != NULL) {
        char *gone = text_of("%s/%s", changed, name);
        assert_int_equal(unlink(gone), 0);
        free(gone);
    }
    const compiled_outcome outcome = outcome_of(path, PROGRAM);
    end_sample(&s);
    free(changed);
    free(path);
    free(there);
    folder_remove(root);
    return outcome;
}

static void test_change_of_any_source_makes_it_stale(void **state)
{
    (void)state;
    assert_int_equal(outcome_after("harlow-pike", NULL, NULL), COMPILED_READ);
    assert_int_equal(outcome_after("harlow-pike", "pack.yaml", " "), COMPILED_STALE);
    assert_int_equal(outcome_after("harlow-pike", "changes.yaml", "#"), COMPILED_STALE);
    assert_int_equal(outcome_after("harlow-pike", "more.yaml", "rules: []\n"), COMPILED_STALE);
    assert_int_equal(outcome_after("harlow-pike", "additions.yaml", NULL), COMPILED_STALE);
    assert_int_equal(outcome_after("paralegal", "goals.yaml", "\n"), COMPILED_STALE);
    assert_int_equal(outcome_after("paralegal", "more.yaml", "rules: []\n"), COMPILED_STALE);
    assert_int_equal(outcome_after("paralegal", "pack.yaml", NULL), COMPILED_STALE);
}

static uint64_t content_of(const pack *p)
{
    uint64_t content;
    assert_true(pack_content_alone(p, &content));
    return content;
}

/// The content of harlow-pike after a change; that of its compiled file is the same.
static uint64_t content_after(const char *folder, const char *name, const char *text)
{
    char *root = copy_of("rules");
    char *there = text_of("%s/harlow-pike", root);
    char *path = text_of("%s/%s", there, COMPILED_NAME);
    char *changed = text_of("%s/%s", root, folder);
    add_to(changed, name, text);
    sample s = sample_of(there);
    assert_non_null(s.pack);
    file_write(path, s.bytes.ptr, s.bytes.len);
    reading r = read_file(path, PROGRAM);
    assert_int_equal(r.outcome, COMPILED_READ);
    const uint64_t content = content_of(s.pack);
    assert_true(content_of(r.pack) == content);
    arena_free(r.arena);
    end_sample(&s);
    free(changed);
    free(path);
    free(there);
    folder_remove(root);
    return content;
}

static void test_content_is_that_of_the_files_without_their_comments(void **state)
{
    (void)state;
    const uint64_t content = content_after("harlow-pike", "pack.yaml", "");
    assert_true(content_after("harlow-pike", "pack.yaml", "# More.\n") == content);
    assert_false(content_after("harlow-pike", "pack.yaml", "description: Another.\n") == content);
    assert_false(content_after("paralegal", "more.yaml", "constants: [{name: spare, expression: '1'}]\n") ==
                 content);
}

static void test_change_of_what_is_no_source_does_not(void **state)
{
    (void)state;
    assert_int_equal(outcome_after("harlow-pike", "README.md", "More.\n"), COMPILED_READ);
    assert_int_equal(outcome_after("harlow-pike", "more.test.yaml", "tests: []\n"), COMPILED_READ);
}

static void test_file_without_sources_is_named_by_its_packs(void **state)
{
    (void)state;
    char *folder = folder_new();
    char *path = text_of("%s/x", folder);
    sample s = sample_of("rules/harlow-pike");
    file_write(path, s.bytes.ptr, s.bytes.len);
    reading r = read_file(path, PROGRAM);
    assert_int_equal(r.outcome, COMPILED_READ);
    assert_true(slice_is(r.pack->levels[0].folder, "paralegal"));
    assert_true(slice_is(r.pack->folder, "harlow-pike"));
    arena_free(r.arena);
    end_sample(&s);
    free(path);
    folder_remove(folder);
}

// --- descriptions ---

static bool overlaps(const form *f, size_t part_index)
{
    bool found = false;
    const part *one = &f->parts[part_index];
    for (size_t i = 0; i < part_index && !found; i++)
        found = f->parts[i].offset < one->offset + one->size &&
                one->offset < f->parts[i].offset + f->parts[i].size;
    return found;
}

/// A byte that no part has is one that fills up to the next part: less than the alignment of anything.
static void hold_form(const form *f)
{
    size_t described = 0;
    for (size_t i = 0; i < f->part_count; i++) {
        assert_true(f->parts[i].offset + f->parts[i].size <= f->size);
        assert_false(overlaps(f, i));
        described += f->parts[i].size;
    }
    assert_true(described > 0);
}

static void test_descriptions_lie_in_their_structs(void **state)
{
    (void)state;
    for (size_t i = 0; i < SECTION_COUNT; i++) {
        assert_non_null(section_form((section)i));
        hold_form(section_form((section)i));
    }
    for (size_t i = 0; i <= NODE_TESTS; i++)
        hold_form(node_variants[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_pack_is_read_as_it_was_written),
        cmocka_unit_test(test_same_pack_gives_same_bytes_in_any_folder),
        cmocka_unit_test(test_cut_off_file_is_refused_at_every_length),
        cmocka_unit_test(test_file_with_more_at_its_end_is_refused),
        cmocka_unit_test(test_flipped_byte_is_found_wherever_it_is),
        cmocka_unit_test(test_file_of_another_program_is_told_from_a_damaged_one),
        cmocka_unit_test(test_change_of_any_source_makes_it_stale),
        cmocka_unit_test(test_change_of_what_is_no_source_does_not),
        cmocka_unit_test(test_content_is_that_of_the_files_without_their_comments),
        cmocka_unit_test(test_file_without_sources_is_named_by_its_packs),
        cmocka_unit_test(test_descriptions_lie_in_their_structs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
