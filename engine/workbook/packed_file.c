#include "workbook/packed_file.h"

#include "workbook/archive.h"

struct packed_file {
    allocator from;
    arena *arena;
    int fd;
    archive *archive;
    const archive_entry *entry;
    bool is_entered;
};

/// Whether a program has added the entry on its own: for a Mac, or hidden.
static bool is_added(slice name)
{
    size_t start = name.len;
    while (start > 0 && name.ptr[start - 1] != '/')
        start--;
    return slice_starts_with(name, SLICE("__MACOSX/")) ||
           slice_starts_with(slice_part(name, start, name.len), SLICE("."));
}

static void open_entry(void *argument)
{
    packed_file *p = argument;
    const char *problem = NULL;
    size_t count = 0;
    p->archive = archive_open(p->arena, p->fd, &problem);
    // Some parts of a document may have names like those of hidden files.
    if (p->archive != NULL && archive_find(p->archive, SLICE("_rels/.rels")) != NULL)
        return;
    for (size_t i = 0; p->archive != NULL && i < archive_count(p->archive); i++) {
        const archive_entry *entry = archive_at(p->archive, i);
        if (is_added(entry->name))
            continue;
        count++;
        p->entry = entry;
    }
    if (count != 1)
        p->entry = NULL;
}

packed_file *packed_file_open(const allocator *from, int fd, bool *no_memory)
{
    packed_file *p = from->resize(from->state, NULL, sizeof *p);
    *no_memory = p == NULL;
    if (p == NULL)
        return NULL;
    *p = (packed_file){.from = *from, .arena = arena_new(from, 0), .fd = fd};
    *no_memory = p->arena == NULL || arena_run(p->arena, open_entry, p) != ARENA_DONE;
    if (!*no_memory && p->entry != NULL) {
        p->is_entered = archive_enter(
            p->archive, p->entry); // what cannot be, such as a bomb, is reported when it is read
        return p;
    }
    packed_file_close(p);
    return NULL;
}

void packed_file_close(packed_file *p)
{
    if (p == NULL)
        return;
    allocator from = p->from;
    arena_free(p->arena);
    (void)from.resize(from.state, p, 0);
}

const char *packed_file_name(const packed_file *p)
{
    return p->entry->name.ptr;
}

ptrdiff_t packed_file_read(void *p, void *to, size_t room)
{
    const packed_file *of = p;
    return of->is_entered ? archive_read(of->archive, to, room) : -1;
}

const char *packed_file_problem(const void *p)
{
    const packed_file *of = p;
    return archive_problem(of->archive);
}
