#include "workbook/archive.h"

#include "base/limits.h"
#include "base/sort.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>
#include <unzip.h>

struct archive {
    arena *arena;
    int fd;
    uint64_t position, size, taken; ///< in the file; of the file; read from it
    unzFile zip;
    archive_entry *items;
    size_t count, capacity;
    bool cut_off; ///< more was asked for than the file has
    bool entered;
    bool at_end; ///< of the entered entry
    const char *problem;
};

static const char damaged[] = "the ZIP archive is damaged";

// --- the file, for minizip ---

static voidpf open_file(voidpf opaque, const void *name, int mode)
{
    (void)name;
    (void)mode;
    return opaque;
}

static uLong read_file(voidpf opaque, voidpf stream, void *to, uLong room)
{
    archive *z = opaque;
    size_t got = 0;
    (void)stream;
    while (got < room) {
        ssize_t count = pread(z->fd, (char *)to + got, room - got, (off_t)z->position);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            break;
        got += (size_t)count;
        z->position += (uint64_t)count;
    }
    z->taken += got;
    z->cut_off = z->cut_off || got < room;
    return got;
}

static uLong write_file(voidpf opaque, voidpf stream, const void *from, uLong size)
{
    (void)opaque;
    (void)stream;
    (void)from;
    (void)size;
    return 0;
}

static ZPOS64_T tell_file(voidpf opaque, voidpf stream)
{
    const archive *z = opaque;
    (void)stream;
    return z->position;
}

static long seek_file(voidpf opaque, voidpf stream, ZPOS64_T offset, int origin)
{
    archive *z = opaque;
    uint64_t base = origin == ZLIB_FILEFUNC_SEEK_SET   ? 0
                    : origin == ZLIB_FILEFUNC_SEEK_CUR ? z->position
                                                       : z->size;
    (void)stream;
    if (offset > z->size || base > z->size - offset)
        return -1;
    z->position = base + offset;
    return 0;
}

static int close_file(voidpf opaque, voidpf stream)
{
    (void)opaque;
    (void)stream;
    return 0;
}

/// Without this, minizip takes what stands past the end for zeros.
static int error_of_file(voidpf opaque, voidpf stream)
{
    const archive *z = opaque;
    (void)stream;
    return z->cut_off;
}

static void release(void *resource)
{
    archive *z = resource;
    if (z->zip != NULL)
        (void)unzClose(z->zip);
}

// --- the directory ---

/// A name as it is compared: what some programs for Windows write is a slash too.
static slice clean_name(arena *a, const char *name)
{
    slice text = arena_copy(a, slice_of(name));
    for (char *at = (char *)(uintptr_t)text.ptr; *at != '\0'; at++) {
        if (*at == '\\')
            *at = '/';
    }
    while (text.len > 0 && text.ptr[0] == '/')
        text = slice_part(text, 1, text.len);
    return text;
}

static const char *read_entry(archive *z)
{
    char name[LIMIT_ARCHIVE_NAME + 1];
    unz_file_info64 about;
    unz64_file_pos position;
    if (unzGetCurrentFileInfo64(z->zip, &about, name, sizeof name, NULL, 0, NULL, 0) != UNZ_OK ||
        unzGetFilePos64(z->zip, &position) != UNZ_OK)
        return damaged;
    if (about.size_filename > LIMIT_ARCHIVE_NAME)
        return "the ZIP archive has a name of more than 1,024 bytes";
    name[about.size_filename] = '\0';
    if ((about.flag & 1) != 0)
        return "the ZIP archive is protected by a password";
    if (about.compression_method != 0 && about.compression_method != Z_DEFLATED)
        return "the ZIP archive is compressed in an unusual way: deflate can be read";
    archive_entry entry = {.name = clean_name(z->arena, name),
                           .size = about.uncompressed_size,
                           .packed = about.compressed_size,
                           .directory = position.pos_in_zip_directory,
                           .number = position.num_of_file};
    if (entry.name.len == 0 || !slice_ends_with(entry.name, SLICE("/")))
        ARENA_PUSH(z->arena, z, items, count, capacity, entry);
    return NULL;
}

static const char *read_directory(archive *z)
{
    unz_global_info64 about;
    if (unzGetGlobalInfo64(z->zip, &about) != UNZ_OK)
        return damaged;
    if (about.number_entry > LIMIT_ARCHIVE_ENTRIES)
        return "the ZIP archive has more than 10,000 entries";
    int outcome = about.number_entry > 0 ? unzGoToFirstFile(z->zip) : UNZ_END_OF_LIST_OF_FILE;
    while (outcome == UNZ_OK) {
        const char *problem = read_entry(z);
        if (problem != NULL)
            return problem;
        outcome = unzGoToNextFile(z->zip);
    }
    return outcome == UNZ_END_OF_LIST_OF_FILE ? NULL : damaged;
}

/// Where the bytes of an entry lie.
typedef struct extent {
    uint64_t start, end;
} extent;

static int compare_extents(const void *a, const void *b, void *context)
{
    uint64_t left = ((const extent *)a)->start;
    uint64_t right = ((const extent *)b)->start;
    (void)context;
    return (left > right) - (left < right);
}

static int open_entry(archive *z, const archive_entry *entry, bool raw)
{
    unz64_file_pos position = {.pos_in_zip_directory = entry->directory, .num_of_file = entry->number};
    int method = 0;
    int level = 0;
    int outcome = unzGoToFilePos64(z->zip, &position);
    return outcome == UNZ_OK ? unzOpenCurrentFile2(z->zip, &method, &level, raw) : outcome;
}

/// Two entries that share bytes are how a small archive pretends to hold much.
static const char *look_for_overlap(archive *z)
{
    extent *extents = ARENA_ARRAY(z->arena, z->count, extent);
    for (size_t i = 0; i < z->count; i++) {
        int outcome = open_entry(z, &z->items[i], true);
        if (outcome == UNZ_INTERNALERROR)
            arena_fail(z->arena);
        if (outcome != UNZ_OK)
            return damaged;
        extents[i].start = unzGetCurrentFileZStreamPos64(z->zip);
        (void)unzCloseCurrentFile(z->zip);
        if (z->items[i].packed > z->size || extents[i].start > z->size - z->items[i].packed)
            return "the ZIP archive is cut off";
        extents[i].end = extents[i].start + z->items[i].packed;
    }
    sort_stable(z->arena, extents, z->count, sizeof *extents, compare_extents, NULL);
    for (size_t i = 1; i < z->count; i++) {
        if (extents[i].start < extents[i - 1].end)
            return "entries of the ZIP archive overlap";
    }
    return NULL;
}

static bool equal_names(slice a, slice b)
{
    return a.len == b.len && (a.len == 0 || strncasecmp(a.ptr, b.ptr, a.len) == 0);
}

archive *archive_open(arena *a, int fd, const char **problem)
{
    struct stat about;
    *problem = NULL;
    if (fstat(fd, &about) != 0 || !S_ISREG(about.st_mode)) {
        *problem = "a ZIP archive can be read from a file only, not from a pipe";
        return NULL;
    }
    archive *z = ARENA_NEW(a, archive);
    *z = (archive){.arena = a, .fd = fd, .size = (uint64_t)about.st_size};
    zlib_filefunc64_def calls = {.zopen64_file = open_file,
                                 .zread_file = read_file,
                                 .zwrite_file = write_file,
                                 .ztell64_file = tell_file,
                                 .zseek64_file = seek_file,
                                 .zclose_file = close_file,
                                 .zerror_file = error_of_file,
                                 .opaque = z};
    z->zip = unzOpen2_64("", &calls);
    arena_on_release(a, release, z);
    *problem = z->zip == NULL ? "the ZIP archive is damaged or cut off" : read_directory(z);
    if (*problem == NULL)
        *problem = look_for_overlap(z);
    return *problem == NULL ? z : NULL;
}

size_t archive_count(const archive *z)
{
    return z->count;
}

const archive_entry *archive_at(const archive *z, size_t index)
{
    return &z->items[index];
}

const archive_entry *archive_find(const archive *z, slice name)
{
    for (size_t i = 0; i < z->count; i++) {
        if (equal_names(z->items[i].name, name))
            return &z->items[i];
    }
    return NULL;
}

// --- an entry ---

static bool fail(archive *z, const char *why)
{
    z->problem = why;
    return false;
}

/// True if so small an entry may not grow so large: in real files, no part that is large shrinks as much.
static bool is_bomb(const archive_entry *entry)
{
    enum { MEBIBYTE = 1 << 20 };
    return entry->size / MEBIBYTE >= LIMIT_ARCHIVE_ENTRY_MIB ||
           (entry->size / MEBIBYTE >= LIMIT_ARCHIVE_FREE_MIB &&
            entry->size / LIMIT_ARCHIVE_RATIO > entry->packed);
}

bool archive_enter(archive *z, const archive_entry *entry)
{
    if (z->entered)
        (void)unzCloseCurrentFile(z->zip);
    z->entered = z->at_end = false;
    if (is_bomb(entry))
        return fail(z, "the ZIP archive holds far more than its size tells, and is not read");
    int outcome = open_entry(z, entry, false);
    z->entered = outcome == UNZ_OK;
    return z->entered || fail(z, outcome == UNZ_INTERNALERROR ? NULL : damaged);
}

ptrdiff_t archive_read(archive *z, void *to, size_t room)
{
    enum { AT_ONCE = 1 << 20 };
    if (z->at_end)
        return 0;
    int got = z->entered ? unzReadCurrentFile(z->zip, to, (unsigned)(room < AT_ONCE ? room : AT_ONCE)) : -1;
    if (got > 0)
        return got;
    z->at_end = true;
    bool whole = got == 0 && unzeof(z->zip) == 1;
    bool right = z->entered && unzCloseCurrentFile(z->zip) == UNZ_OK;
    z->entered = false;
    if (whole && right)
        return 0;
    (void)fail(z, got == Z_MEM_ERROR ? NULL : damaged);
    return -1;
}

const char *archive_problem(const archive *z)
{
    return z->problem;
}

uint64_t archive_taken(const archive *z)
{
    return z->taken;
}
