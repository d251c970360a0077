// Lines of NDJSON as the reader of rows takes them: what it takes, the full reader takes too, and with the same advice.
#include "batch/row_reader.h"
#include "infer/infer.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct fuzz_state {
    arena *arena; ///< of the plan and the reader
    pack *pack;
    const plan *plan;
    row_reader *reader;
    block *block;
    const char *text;
    size_t size;
} fuzz_state;

static fuzz_state fuzz;

static void make(void *argument)
{
    (void)argument;
    fuzz.pack = pack_load(NULL, "rules/paralegal", diag_list_new(fuzz.arena));
    if (fuzz.pack == NULL)
        abort();
    fuzz.plan = plan_new(fuzz.arena, fuzz.pack, NULL, 0);
    fuzz.reader = row_reader_new(fuzz.arena, fuzz.plan);
}

static void end(void)
{
    block_free(fuzz.block);
    pack_free(fuzz.pack);
    arena_free(fuzz.arena);
}

static void hold(void *argument)
{
    (void)argument;
    arena *a = block_arena(fuzz.block);
    const slice line = {fuzz.text, fuzz.size};
    block_begin(fuzz.block);
    if (!row_read(fuzz.reader, fuzz.block, line))
        return;
    block_run(fuzz.block);
    const block_result fast = block_result_of(fuzz.block, 0);
    feel_machine m;
    feel_machine_init(&m, a);
    const profile *person =
        profile_read_text(a, fuzz.pack, SLICE("p"), line, PROFILE_JSON, NULL, diag_list_new(a));
    if (person == NULL)
        abort();
    const inference *plain = infer(&m, fuzz.pack, person);
    if (plain->exhausted || fast.exhausted)
        return;
    if (fast.given_count != plain->given_count || fast.count != plain->given_count)
        abort();
    for (size_t i = 0; i < fast.count; i++) {
        if (fast.advices[i].recommendation != plain->advices[i].recommendation ||
            fast.advices[i].score != plain->advices[i].score)
            abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (fuzz.block == NULL) {
        fuzz.arena = arena_new(NULL, 0);
        if (fuzz.arena == NULL || arena_run(fuzz.arena, make, NULL) != ARENA_DONE)
            abort();
        fuzz.block = block_new(NULL, fuzz.plan);
        (void)atexit(end);
    }
    char *text = calloc(1, size + 1 + ROW_READER_PADDING);
    if (fuzz.block == NULL || text == NULL)
        abort();
    for (size_t i = 0; i < size; i++) // a line
        text[i] = data[i] == '\n' ? ' ' : (char)data[i];
    fuzz.text = text;
    fuzz.size = size;
    if (arena_run(block_arena(fuzz.block), hold, NULL) == ARENA_NO_MEMORY)
        abort();
    block_reset(fuzz.block);
    free(text);
    return 0;
}
