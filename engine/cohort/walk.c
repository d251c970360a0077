// Folders are kept in a list while they are walked, not on the stack, so that their depth does not matter. A name is looked at first; only a
// file whose name says nothing is opened, for its first lines.
#include "cohort/walk.h"

#include "base/sort.h"
#include "cohort/form.h"
#include "input/folder.h"
#include "input/text_stream.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

// --- what is passed over ---

static void pass_over(walk *w, walk_reason reason, const char *path)
{
    walk_passed *p = &w->passed[reason];
    p->count++;
    for (size_t i = 0; i < WALK_NAMED; i++) {
        if (p->names[i] != NULL && strcmp(p->names[i], path) < 0)
            continue;
        const char *later = p->names[i];
        p->names[i] = path;
        path = later;
        if (path == NULL)
            break;
    }
}

static bool is_hidden(const char *name)
{
    return name[0] == '.' || slice_starts_with(slice_of(name), SLICE("~$"));
}

/// What a run of batch writes until it is complete, perhaps this one.
static bool is_unfinished(const char *name)
{
    return slice_ends_with(slice_of(name), SLICE(".advise-part"));
}

/// Documents that people read or look at: they may speak of clients, but do not list them as facts.
static bool is_document(slice name)
{
    static const slice endings[] = {
        SLICE_INIT(".md"),   SLICE_INIT(".rst"),  SLICE_INIT(".html"), SLICE_INIT(".htm"), SLICE_INIT(".pdf"),
        SLICE_INIT(".doc"),  SLICE_INIT(".docx"), SLICE_INIT(".odt"),  SLICE_INIT(".rtf"), SLICE_INIT(".tex"),
        SLICE_INIT(".ppt"),  SLICE_INIT(".pptx"), SLICE_INIT(".odp"),  SLICE_INIT(".eml"), SLICE_INIT(".msg"),
        SLICE_INIT(".png"),  SLICE_INIT(".jpg"),  SLICE_INIT(".jpeg"), SLICE_INIT(".gif"), SLICE_INIT(".tif"),
        SLICE_INIT(".tiff"), SLICE_INIT(".svg"),  SLICE_INIT(".heic"), SLICE_INIT(".mp3"), SLICE_INIT(".m4a"),
        SLICE_INIT(".wav"),  SLICE_INIT(".mp4"),  SLICE_INIT(".mov"),  SLICE_INIT(".ics"), SLICE_INIT(".sh"),
        SLICE_INIT(".py"),   SLICE_INIT(".r"),    SLICE_INIT(".sql"),  SLICE_INIT(".css"), SLICE_INIT(".js")};
    bool found = false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        found = found || form_name_ends(name, endings[i]);
    return found;
}

static bool is_readme(const char *name)
{
    slice head = slice_part(slice_of(name), 0, 6);
    return head.len == 6 && form_name_ends(head, SLICE("readme"));
}

// --- looking into a file ---

typedef struct look {
    walk_reason reason; ///< WALK_REASONS: it is a table, and an input
    const char *kind;   ///< what it is instead of text; NULL: that is not known
    bool no_memory;
} look;

/// What a file whose name says nothing is.
static look look_into(const walk *w, int fd, slice name)
{
    enum { ROOM = 2 * TEXT_STREAM_LEAST_ROOM };
    char text[ROOM];
    size_t got = 0;
    text_stream *s = text_stream_new(w->from, fd, w->options->encoding, TEXT_NOT_JUDGED);
    stream_outcome outcome = s != NULL ? text_stream_read(s, text, ROOM, &got) : STREAM_NO_MEMORY;
    const text_problem *problem = s != NULL ? text_stream_problem(s) : NULL;
    look found = {WALK_OTHER, problem != NULL ? problem->kind : NULL, outcome == STREAM_NO_MEMORY};
    if (problem != NULL && !problem->holds_no_records)
        found.reason = WALK_KIND;
    if (outcome == STREAM_BYTES && memchr(text, '\0', got) == NULL) {
        form_look form = form_look_of(w->options, (slice){text, got});
        found.reason = form == FORM_PROSE                                          ? WALK_TEXT
                       : form == FORM_TABLE && form_name_ends(name, SLICE(".txt")) ? WALK_REASONS
                                                                                   : WALK_NAME;
    }
    text_stream_free(s);
    return found;
}

static look look_at(const walk *w, int folder, const char *name)
{
    int fd = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
    if (fd < 0)
        return (look){.reason = WALK_LOCKED};
    look found = look_into(w, fd, slice_of(name));
    (void)close(fd);
    return found;
}

// --- entries ---

static walk_item item_of(const char *path, const struct stat *about)
{
    return (walk_item){path, about->st_dev, about->st_ino, about->st_size > 0 ? (uint64_t)about->st_size : 0};
}

static void take_file(walk *w, int folder, const char *name, const char *path, const struct stat *about)
{
    bool is_input = form_of_name(slice_of(name)) != COHORT_BY_NAME;
    if (!is_input && is_readme(name)) {
        pass_over(w, WALK_TEXT, path);
        return;
    }
    if (!is_input && (is_document(slice_of(name)) || !S_ISREG(about->st_mode) || w->from == NULL)) {
        pass_over(w, WALK_OTHER, path);
        return;
    }
    look found = is_input ? (look){.reason = WALK_REASONS} : look_at(w, folder, name);
    if (found.no_memory)
        arena_fail(w->arena);
    walk_item item = item_of(path, about);
    if (found.reason == WALK_REASONS)
        ARENA_PUSH(w->arena, &w->files, items, count, capacity, item);
    else
        pass_over(w, found.reason,
                  found.kind != NULL ? arena_format(w->arena, "%s (%s)", path, found.kind).ptr : path);
}

static void take_entry(walk *w, int folder, const char *name, const char *path)
{
    struct stat about;
    if (is_hidden(name)) {
        pass_over(w, WALK_HIDDEN, path);
    } else if (fstatat(folder, name, &about, AT_SYMLINK_NOFOLLOW) != 0) {
        w->failed = w->failed || errno != ENOENT; // it may be gone by now
    } else if (S_ISLNK(about.st_mode)) {
        walk_item item = {.path = path};
        if (fstatat(folder, name, &about, 0) == 0)
            item = item_of(path, &about);
        ARENA_PUSH(w->arena, &w->links, items, count, capacity, item);
    } else if (S_ISDIR(about.st_mode)) {
        walk_item item = item_of(path, &about);
        ARENA_PUSH(w->arena, &w->folders, items, count, capacity, item);
    } else {
        take_file(w, folder, name, path, &about);
    }
}

// --- folders ---

typedef struct folder_job {
    walk *walk;
    const char *path; ///< below the folder that is walked; "" for itself
    folder_reader reader;
} folder_job;

static void take_entries(void *argument)
{
    folder_job *job = argument;
    const char *name;
    while ((name = folder_next(&job->reader)) != NULL) {
        if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || is_unfinished(name))
            continue;
        const char *path =
            arena_format(job->walk->arena, "%s%s%s", job->path, job->path[0] != '\0' ? "/" : "", name).ptr;
        take_entry(job->walk, dirfd(job->reader.stream), name, path);
    }
}

static void walk_one(walk *w, const char *root, const char *path)
{
    folder_job job = {.walk = w, .path = path};
    const char *full = path[0] == '\0' ? root : arena_format(w->arena, "%s/%s", root, path).ptr;
    bool is_root = path[0] == '\0';
    int fd = open(full, O_RDONLY | O_DIRECTORY | O_CLOEXEC | (is_root ? 0 : O_NOFOLLOW));
    if (fd < 0 || !folder_open_descriptor(&job.reader, fd)) {
        if (errno == ENOMEM)
            arena_fail(w->arena);
        pass_over(w, WALK_LOCKED, is_root ? "." : path);
        return;
    }
    struct stat about;
    bool is_pack = fstatat(fd, "pack.yaml", &about, AT_SYMLINK_NOFOLLOW) == 0;
    arena_outcome outcome = ARENA_DONE;
    w->is_pack = w->is_pack || (is_pack && is_root);
    if (is_pack)
        pass_over(w, WALK_PACK, path);
    else
        outcome = arena_run(w->arena, take_entries, &job);
    w->failed = w->failed || job.reader.failed;
    folder_close(&job.reader);
    if (outcome != ARENA_DONE)
        arena_end(w->arena, outcome); // only now: the folder must not stay open
}

static bool has_item(const walk_items *list, const walk_item *item)
{
    bool found = false;
    for (size_t i = 0; !found && i < list->count; i++)
        found = list->items[i].device == item->device && list->items[i].number == item->number;
    return found;
}

/// What a link leads to is an input already if it lies in the folder.
static void take_links(walk *w)
{
    for (size_t i = 0; i < w->links.count; i++) {
        const walk_item *link = &w->links.items[i];
        bool inside = link->number > 0 && (has_item(&w->files, link) || has_item(&w->folders, link));
        pass_over(w, inside ? WALK_HIDDEN : WALK_LINK, link->path);
    }
}

static int compare_items(const void *a, const void *b, void *context)
{
    (void)context;
    return strcmp(((const walk_item *)a)->path, ((const walk_item *)b)->path);
}

void walk_folder(walk *w, const char *path)
{
    struct stat about;
    walk_item root = {.path = ""};
    if (stat(path, &about) == 0)
        root = item_of("", &about);
    ARENA_PUSH(w->arena, &w->folders, items, count, capacity, root);
    for (size_t i = 0; i < w->folders.count; i++)
        walk_one(w, path, w->folders.items[i].path);
    take_links(w);
    sort_stable(w->arena, w->files.items, w->files.count, sizeof *w->files.items, compare_items, NULL);
}

// --- reporting ---

static const struct {
    const char *one, *many, *hint; ///< the hint only for what may hold clients
} words[WALK_REASONS] = {
    [WALK_HIDDEN] = {"hidden file, or link to one that is read",
                     "hidden files, or links to some that are read", NULL},
    [WALK_TEXT] = {"text", "texts", NULL},
    [WALK_OTHER] = {"file that holds no profiles", "files that hold no profiles", NULL},
    [WALK_PACK] = {"rule pack", "rule packs", NULL},
    [WALK_LINK] = {"link that leads out of the folder", "links that lead out of the folder",
                   "links are not followed: name what they lead to as inputs"},
    [WALK_KIND] = {"file that may hold profiles", "files that may hold profiles",
                   "save workbooks as CSV, unpack archives, or move them out of the folder"},
    [WALK_NAME] =
        {"file that looks like profiles, but does not end so",
         "files that look like profiles, but do not end so",
         "rename them to end in .csv, .tsv, .json, .ndjson or .yaml, or move them out of the folder"},
    [WALK_LOCKED] = {"file or folder that cannot be read", "files or folders that cannot be read", ""},
};

/// The first names, and how many more there are.
static slice list_names(arena *a, const walk_passed *p)
{
    slice list = {"", 0};
    for (size_t i = 0; i < WALK_NAMED && i < p->count; i++)
        list = arena_format(a, "%.*s%s%s", SLICE_ARG(list), i > 0 ? ", " : "", p->names[i]);
    if (p->count > WALK_NAMED)
        list = arena_format(a, "%.*s and %zu more", SLICE_ARG(list), p->count - WALK_NAMED);
    return list;
}

void walk_report(const walk *w, const char *path, diag_list *diags)
{
    if (w->is_pack) {
        diag_error(diags, (place){0}, "passed-over", "%s: this is a rule pack", path);
        diag_hint(diags, "name the files and folders of its profiles");
        return;
    }
    for (walk_reason r = 0; r < WALK_REASONS; r++) {
        const walk_passed *p = &w->passed[r];
        if (p->count == 0)
            continue;
        const char *what = p->count == 1 ? words[r].one : words[r].many;
        slice names = list_names(diags->arena, p);
        if (words[r].hint == NULL) {
            diag_finding(diags, SEVERITY_NOTE, (place){0}, "passed-over", NULL, (slice){NULL, 0},
                         "%s: passed over %zu %s: %.*s", path, p->count, what, SLICE_ARG(names));
            continue;
        }
        diag_error(diags, (place){0}, "passed-over", "%s: passed over %zu %s: %.*s", path, p->count, what,
                   SLICE_ARG(names));
        if (words[r].hint[0] != '\0')
            diag_hint(diags, "%s", words[r].hint);
    }
}
