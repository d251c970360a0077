// readdir says by errno alone whether it failed or came to the end.
#include "input/folder.h"

#include "base/sort.h"

#include <errno.h>
#include <unistd.h>

bool folder_open(folder_reader *r, const char *path)
{
    *r = (folder_reader){.stream = opendir(path)};
    return r->stream != NULL;
}

bool folder_open_descriptor(folder_reader *r, int fd)
{
    *r = (folder_reader){.stream = fdopendir(fd)};
    if (r->stream == NULL) {
        int why = errno;
        (void)close(fd);
        errno = why;
    }
    return r->stream != NULL;
}

const char *folder_next(folder_reader *r)
{
    const struct dirent *entry = NULL;
    do {
        errno = 0;
        entry = readdir(r->stream);
    } while (entry == NULL && errno == EINTR);
    r->failed = entry == NULL && errno != 0;
    return entry != NULL ? entry->d_name : NULL;
}

void folder_close(folder_reader *r)
{
    if (r->stream != NULL)
        (void)closedir(r->stream);
    r->stream = NULL;
}

typedef struct list_job {
    arena *arena;
    folder_reader reader;
    bool (*wanted)(slice name);
    size_t most;
    folder_names *out;
} list_job;

static void list_names(void *argument)
{
    list_job *job = argument;
    const char *name = "";
    while (job->out->count <= job->most && (name = folder_next(&job->reader)) != NULL) {
        if (!job->wanted(slice_of(name)))
            continue;
        slice copy = arena_copy(job->arena, slice_of(name));
        ARENA_PUSH(job->arena, job->out, items, count, capacity, copy);
    }
    sort_slices(job->arena, job->out->items, job->out->count);
}

bool folder_list(arena *a, const char *path, bool (*wanted)(slice name), size_t most, folder_names *out)
{
    list_job job = {.arena = a, .wanted = wanted, .most = most, .out = out};
    *out = (folder_names){0};
    bool is_open = folder_open(&job.reader, path);
    int why = is_open ? EIO : errno;
    arena_outcome outcome = !is_open && errno == ENOMEM ? ARENA_NO_MEMORY : ARENA_DONE;
    if (is_open)
        outcome = arena_run(a, list_names, &job);
    folder_close(&job.reader);
    if (outcome != ARENA_DONE)
        arena_end(a, outcome); // only now: the folder must not stay open
    errno = why;
    return is_open && !job.reader.failed;
}
