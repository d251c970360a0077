// JSON text to a tree: whatever the bytes, the tree is sound and every place lies within the text.
#include "input/json.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct job {
    arena *arena;
    slice text;
} job;

static void walk(const yaml_node *n, slice text)
{
    size_t items = n->kind == YAML_MAPPING ? 2 * n->count : n->kind == YAML_SEQUENCE ? n->count : 0;
    if (n->where.offset + n->where.length > text.len)
        abort();
    for (size_t i = 0; i < items; i++) {
        if (n->items[i]->where.offset < n->where.offset)
            abort();
        walk(n->items[i], text);
    }
}

static void read_text(void *argument)
{
    job *j = argument;
    source_text source = {.file = SLICE("fuzz"), .text = j->text};
    diag_list *diags = diag_list_new(j->arena);
    const yaml_node *root = json_read(j->arena, &source, diags);
    if ((root == NULL) != (diags->errors > 0))
        abort();
    if (root != NULL)
        walk(root, j->text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    job j = {arena_new(NULL, 0), {(const char *)data, size}};
    if (j.arena == NULL || arena_run(j.arena, read_text, &j) != ARENA_DONE)
        abort();
    arena_free(j.arena);
    return 0;
}
