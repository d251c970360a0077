// Lines of NDJSON as the reader of rows takes them: what it takes, the full reader takes too, and with the same advice.
#include "columns.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void hold(void *argument)
{
    const slice *line = argument;
    block_begin(columns.block);
    if (!row_read(columns.reader, columns.block, *line))
        return;
    block_run(columns.block);
    columns_hold(0, profile_read_text(block_arena(columns.block), columns.pack, SLICE("p"), *line,
                                      PROFILE_JSON, NULL, diag_list_new(block_arena(columns.block))));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    columns_make();
    char *text = calloc(1, size + 1 + ROW_READER_PADDING);
    if (text == NULL)
        abort();
    for (size_t i = 0; i < size; i++) // a line
        text[i] = data[i] == '\n' ? ' ' : (char)data[i];
    slice line = {text, size};
    if (arena_run(block_arena(columns.block), hold, &line) == ARENA_NO_MEMORY)
        abort();
    block_reset(columns.block);
    free(text);
    return 0;
}
