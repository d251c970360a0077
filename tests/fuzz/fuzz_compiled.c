// Compiled packs whose bytes somebody has changed and then given the right checksum. The input is a list of changes to a sound file, not
// a file, so that seeds stay good when structs change: which pack, then for each change a section, an element, a byte in it, what to do, and a number.
// What is read all the same is applied to profiles, by the plain evaluator and by columns, and must end.
#include "cohort/read.h"
#include "columns/block.h"
#include "compiled/image.h"
#include "compiled/read.h"
#include "compiled/write.h"
#include "infer/infer.h"
#include "rows/row_reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define PROGRAM SLICE("fuzz")

enum { EDIT = 8, PACKS = 8, MOST_EDITS = 64 };

static const char *const folders[PACKS] = {
    "tests/packs/functions", "tests/packs/tables", "tests/packs/entries",   "tests/packs/everything",
    "tests/packs/interview", "rules/paralegal",    "tests/packs/all-types", "rules/harlow-pike"};

static const char *const people[] = {"{}", "{\"n\": 3, \"firms\": [{\"name\": \"A\", \"size\": 2}]}",
                                     ("{\"years_experience\": 4, \"memos\": [{\"title\": \"M\", \"text\": "
                                      "\"File it.\"}], \"hours_per_week\": 60}")};

static struct {
    arena *arena;
    slice files[PACKS];
} sound;

static void compile_all(void *argument)
{
    (void)argument;
    for (size_t i = 0; i < PACKS; i++) {
        pack *p = pack_load(NULL, folders[i], diag_list_new(sound.arena));
        if (p == NULL)
            abort();
        sound.files[i] = compiled_write(sound.arena, p, NULL, PROGRAM);
        pack_free(p);
    }
}

static void free_all(void)
{
    arena_free(sound.arena);
}

static void make_all(void)
{
    if (sound.arena != NULL)
        return;
    sound.arena = arena_new(NULL, 0);
    if (sound.arena == NULL || arena_run(sound.arena, compile_all, NULL) != ARENA_DONE)
        abort();
    (void)atexit(free_all);
}

// --- changes ---

static void edit(char *bytes, const compiled_header *h, const uint8_t *e)
{
    const size_t which = e[0] % SECTION_COUNT;
    const section_span *s = &h->spans[which];
    const size_t each = section_form((section)which)->size;
    if (s->count == 0)
        return;
    const size_t element = (e[1] | (size_t)e[2] << 8) % s->count;
    char *at = bytes + s->at + element * each + e[3] % each;
    uint64_t number = 0;
    switch (e[4] % 4) {
    case 0: *at = (char)e[5]; break;
    case 1: *at = (char)(*at + (char)e[5]); break;
    case 2: // an index, or a count
        at -= (size_t)(at - (bytes + s->at + element * each)) % sizeof number;
        number = e[5] | (uint64_t)e[6] << 8;
        if (each >= sizeof number)
            memcpy(at, &number, sizeof number);
        break;
    default: // what another element has
        memcpy(bytes + s->at + element * each, bytes + s->at + (e[5] | (size_t)e[6] << 8) % s->count * each,
               each);
    }
}

// --- what is done with a pack that was read ---

typedef struct trial {
    arena *arena;
    const char *path;
    pack *pack;
    const plan *plan;
    row_reader *reader;
    block *block;
} trial;

static void read_it(void *argument)
{
    trial *t = argument;
    pack *p = NULL;
    if (compiled_read(t->arena, slice_of(t->path), NULL, PROGRAM, diag_list_new(t->arena), &p) ==
        COMPILED_READ)
        t->pack = p;
}

static void infer_all(void *argument)
{
    trial *t = argument;
    for (size_t i = 0; i < sizeof people / sizeof *people; i++) {
        source_text source = {.file = SLICE("p"), .text = slice_of(people[i])};
        const cohort_record record = {.source = source, .syntax = PROFILE_JSON};
        const profile *person = cohort_read(t->arena, t->pack, &record, &source, diag_list_new(t->arena));
        if (person != NULL)
            (void)infer(t->arena, t->pack, person, (feel_clock){0}, 3, NULL, (place){0});
    }
}

static void plan_it(void *argument)
{
    trial *t = argument;
    t->plan = plan_new(t->arena, t->pack, NULL, 0);
    t->reader = row_reader_new(t->arena, t->plan);
}

static void run_block(void *argument)
{
    trial *t = argument;
    block_begin(t->block);
    for (size_t i = 0; i < sizeof people / sizeof *people; i++) {
        char *room = arena_alloc(block_arena(t->block), strlen(people[i]) + 1 + ROW_READER_PADDING);
        memcpy(room, people[i], strlen(people[i]));
        (void)row_read(t->reader, t->block, (slice){room, strlen(people[i])});
    }
    block_run(t->block);
    for (size_t i = 0; i < block_count(t->block); i++)
        (void)block_result_of(t->block, i);
}

static void apply(trial *t)
{
    if (arena_run(t->arena, infer_all, t) == ARENA_NO_MEMORY ||
        arena_run(t->arena, plan_it, t) == ARENA_NO_MEMORY)
        abort();
    t->block = t->plan != NULL ? block_new(NULL, t->plan) : NULL;
    if (t->block != NULL && arena_run(block_arena(t->block), run_block, t) == ARENA_NO_MEMORY)
        abort();
    block_free(t->block);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    make_all();
    if (size == 0)
        return 0;
    const slice file = sound.files[data[0] % PACKS];
    compiled_header h;
    char *bytes = malloc(file.len);
    char path[64];
    if (bytes == NULL)
        abort();
    memcpy(bytes, file.ptr, file.len);
    memcpy(&h, bytes, sizeof h);
    for (size_t at = 1; at + EDIT <= size && at < MOST_EDITS * EDIT; at += EDIT)
        edit(bytes, &h, data + at);
    const size_t start = offsetof(compiled_header, size);
    h.checksum = compiled_checksum(bytes + start, file.len - start, 0);
    memcpy(bytes, &h, sizeof h);
    const int fd = memfd_create("pack", MFD_CLOEXEC);
    if (fd < 0 || write(fd, bytes, file.len) != (ssize_t)file.len)
        abort();
    (void)snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    trial t = {.arena = arena_new(NULL, 0), .path = path};
    if (t.arena == NULL || arena_run(t.arena, read_it, &t) != ARENA_DONE)
        abort();
    if (t.pack != NULL)
        apply(&t);
    else if (size <= EDIT)
        abort(); // nothing was changed
    arena_free(t.arena);
    (void)close(fd);
    free(bytes);
    return 0;
}
