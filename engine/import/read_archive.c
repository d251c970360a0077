// Tables of a ZIP archive.
#include "import/read.h"

#include "base/limits.h"
#include "workbook/archive.h"

#include <fcntl.h>
#include <stdint.h>
#include <unistd.h>

static void close_file(void *resource)
{
    (void)close((int)(intptr_t)resource);
}

/// Reads an entry whole. False, with `*problem`, if it cannot be read or has more than `limit` bytes.
static bool read_entry(arena *a, archive *z, const archive_entry *entry, size_t limit, slice *text,
                       const char **problem)
{
    ptrdiff_t got = -1;
    *text = (slice){"", 0};
    if (entry->size > limit) {
        *problem = "the file is too large";
        return false;
    }
    char *bytes = arena_alloc(a, (size_t)entry->size + 1);
    size_t length = 0;
    if (archive_enter(z, entry)) {
        while (length <= entry->size &&
               (got = archive_read(z, bytes + length, (size_t)entry->size + 1 - length)) > 0)
            length += (size_t)got;
    }
    if (got != 0 && archive_problem(z) == NULL)
        arena_fail(a);
    *problem = archive_problem(z);
    *text = (slice){bytes, length};
    return got == 0;
}

bool import_read_archive(arena *a, const char *path, import_tables wanted, document *out, diag_list *diags)
{
    const char *problem = NULL;
    size_t taken = 0;
    bool good = true;
    const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    out->form = DOCUMENT_TABLES;
    if (fd >= 0)
        arena_on_release(a, close_file, (void *)(intptr_t)fd);
    archive *z = fd >= 0 ? archive_open(a, fd, &problem) : NULL;
    if (z == NULL) {
        diag_error(diags, (place){0}, "file-unreadable", "%s: %s", path,
                   problem != NULL ? problem : file_problem_text(FILE_FAILED));
        return false;
    }
    for (size_t i = 0; i < archive_count(z); i++) {
        slice text;
        const archive_entry *entry = archive_at(z, i);
        const slice *table = import_table_wanted(wanted, entry->name);
        if (table == NULL)
            continue;
        if (!read_entry(a, z, entry, LIMIT_IMPORT - taken, &text, &problem)) {
            diag_error(diags, (place){0}, "file-unreadable", "%s: %.*s.csv: %s", path, SLICE_ARG(*table),
                       problem);
            return false;
        }
        taken += text.len;
        good = import_read_table(a, path, *table, entry->name, text, out, diags) && good;
    }
    return good;
}
