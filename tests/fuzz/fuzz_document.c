// YAML documents that follow one another as the reader of documents takes them: what it takes, the full reader takes too when it sees the
// document alone, and with the same advice.
#include "columns.h"
#include "rows/document_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static document_reader *reader;

typedef struct documents {
    cohort_record records[BLOCK_ROWS];
    size_t count;
} documents;

static void hold(void *argument)
{
    const documents *d = argument;
    size_t taken[BLOCK_ROWS] = {0};
    block_begin(columns.block);
    document_reader_set(reader, d->records, d->count);
    for (size_t i = 0; i < d->count; i++) {
        const size_t row = block_count(columns.block);
        if (document_read(reader, columns.block, i))
            taken[row] = i;
    }
    block_run(columns.block);
    for (size_t row = 0; row < block_count(columns.block); row++)
        columns_hold(row, profile_read_text(block_arena(columns.block), columns.pack, SLICE("p"),
                                            d->records[taken[row]].source.text, PROFILE_YAML, NULL,
                                            diag_list_new(block_arena(columns.block))));
}

static void make_reader(void *argument)
{
    (void)argument;
    reader = document_reader_new(columns.arena, columns.reader);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static documents d;
    columns_make();
    if (reader == NULL && arena_run(columns.arena, make_reader, NULL) != ARENA_DONE)
        abort();
    // Cut before lines that begin with a marker.
    slice rest = {(const char *)data, size};
    for (d.count = 0; d.count < BLOCK_ROWS && rest.len > 0; d.count++) {
        const char *end = rest.len > 1 ? memmem(rest.ptr + 1, rest.len - 1, "\n---", 4) : NULL;
        const slice text = slice_part(rest, 0, end != NULL ? (size_t)(end - rest.ptr) + 1 : rest.len);
        d.records[d.count] =
            (cohort_record){.source = {.file = SLICE("p"), .text = text}, .syntax = PROFILE_YAML};
        rest = slice_part(rest, text.len, rest.len);
    }
    if (arena_run(block_arena(columns.block), hold, &d) == ARENA_NO_MEMORY)
        abort();
    block_reset(columns.block);
    return 0;
}
