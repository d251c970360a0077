// Finds what a pack extends, by a relative path or by a name on the search path, with conditions on the version. Reads each pack.yaml
// down to the base, and stops at a circle.
#include "base/limits.h"
#include "base/text.h"
#include "pack/loader.h"
#include "pack/version.h"

/// The folder around a folder, written as briefly as possible.
static slice folder_around(loader *l, slice folder)
{
    size_t end = folder.len;
    while (end > 1 && folder.ptr[end - 1] == '/')
        end--;
    size_t start = end;
    while (start > 0 && folder.ptr[start - 1] != '/')
        start--;
    size_t cut = start;
    while (cut > 1 && folder.ptr[cut - 1] == '/')
        cut--;
    slice around = start == 0 ? SLICE(".") : arena_copy(l->arena, slice_part(folder, 0, cut));
    slice plain = arena_format(l->arena, "%.*s/..", SLICE_ARG(folder));
    file_identity a;
    file_identity b;
    bool same = file_identify(around.ptr, &a) == FILE_READ && file_identify(plain.ptr, &b) == FILE_READ &&
                a.device == b.device && a.number == b.number;
    return same ? around : plain; // a link's folder lies elsewhere than its name says
}

static slice join(loader *l, slice folder, slice name)
{
    return slice_is(folder, ".")
               ? arena_copy(l->arena, name)
               : arena_format(l->arena, "%.*s%s%.*s", SLICE_ARG(folder),
                              slice_ends_with(folder, SLICE("/")) ? "" : "/", SLICE_ARG(name));
}

static bool holds_pack(loader *l, slice folder)
{
    file_identity ignored;
    file_problem problem =
        file_identify(arena_format(l->arena, "%.*s/pack.yaml", SLICE_ARG(folder)).ptr, &ignored);
    l->unreadable =
        l->unreadable || problem == FILE_FAILED; // another pack of this name must not take its place
    return problem != FILE_MISSING;
}

slice find_pack(loader *l, slice name, slice beside, slice *looked)
{
    const pack_path *path = l->path;
    size_t first = path != NULL ? path->first_count : 0;
    size_t last = path != NULL ? path->last_count : 0;
    text_builder list = {.arena = l->arena};
    for (size_t i = 0; i < first + 1 + last; i++) {
        slice folder = i < first    ? slice_of(path->first[i])
                       : i == first ? beside
                                    : slice_of(path->last[i - first - 1]);
        if (folder.len == 0)
            continue;
        slice candidate = join(l, folder, name);
        if (holds_pack(l, candidate))
            return candidate;
        text_add_format(&list, "%s%.*s", list.length > 0 ? ", " : "", SLICE_ARG(folder));
    }
    *looked = text_result(&list);
    return (slice){NULL, 0};
}

/// A relative path from a folder; "./" and "../" at its beginning are resolved.
static slice follow(loader *l, slice folder, slice path)
{
    slice at = folder;
    while (path.len > 0) {
        size_t end = 0;
        while (end < path.len && path.ptr[end] != '/')
            end++;
        slice step = slice_part(path, 0, end);
        path = slice_part(path, end + 1, path.len);
        if (slice_is(step, ".."))
            at = folder_around(l, at);
        else if (step.len > 0 && !slice_is(step, "."))
            at = join(l, at, step);
    }
    return at;
}

static bool is_relative(slice name)
{
    return slice_starts_with(name, SLICE("./")) || slice_starts_with(name, SLICE("../")) ||
           slice_is(name, "..");
}

slice find_base(loader *l, slice folder, slice name, place where)
{
    slice looked = {NULL, 0};
    slice found = {NULL, 0};
    if (is_relative(name)) {
        found = follow(l, folder, name);
        if (!holds_pack(l, found)) {
            diag_error(l->diags, where, "base-missing", "the pack '%.*s' is not there", SLICE_ARG(name));
            diag_hint(l->diags, "there is no %.*s/pack.yaml", SLICE_ARG(found));
            found = (slice){NULL, 0};
        }
    } else if (name.len == 0 || name.ptr[0] == '.' || memchr(name.ptr, '/', name.len) != NULL) {
        diag_error(l->diags, where, "bad-extends", "'%.*s' is not the name of a pack",
                   SLICE_ARG(diag_quote(name)));
        diag_hint(l->diags, "write the name of a pack, or a path that begins with ./ or ../");
    } else {
        found = find_pack(l, name, folder_around(l, folder), &looked);
        if (found.len == 0) {
            diag_error(l->diags, where, "base-missing", "the pack '%.*s' was not found", SLICE_ARG(name));
            diag_hint(l->diags, "looked in %.*s", SLICE_ARG(looked));
        }
    }
    return found;
}

static const yaml_pack *pack_of_head(const level_head *head)
{
    return head->file.data;
}

/// The packs on the way to the one that is being read, from the pack itself down.
typedef struct way {
    level_head *heads[LIMIT_EXTENDS + 1];
    size_t count;
} way;

static bool is_same(const level_head *a, const level_head *b)
{
    return a->identity.device == b->identity.device && a->identity.number == b->identity.number;
}

/// Reports a base that was met on the way already; true if it was.
static bool is_circle(loader *l, const way *w, const level_head *base, place where)
{
    size_t met = 0;
    while (met < w->count && !is_same(w->heads[met], base))
        met++;
    if (met == w->count)
        return false;
    text_builder circle = {.arena = l->arena};
    for (size_t i = met; i < w->count; i++)
        text_add_format(&circle, "%s extends ", pack_of_head(w->heads[i])->pack);
    text_add_format(&circle, "%s", pack_of_head(w->heads[met])->pack);
    diag_error(l->diags, where, "circle", "packs extend each other: %.*s", SLICE_ARG(text_result(&circle)));
    return true;
}

/// Applies the conditions after the name to the version of the base.
static void check_version(loader *l, const source_text *text, size_t at, const level_head *base)
{
    const yaml_pack *head = pack_of_head(base);
    slice version = slice_of(head->version);
    if (at < text->text.len && !version_is_sound(version)) {
        diag_error(l->diags, loader_place(base->file.root, "version"), "bad-version",
                   "'%.*s' cannot be compared with other versions", SLICE_ARG(diag_quote(version)));
        diag_hint(l->diags, "a version is numbers joined by '.', such as 1.2.0");
        return;
    }
    bool more = at < text->text.len;
    while (more) { // a comma is followed by a condition
        version_condition condition;
        bool sound = version_read_condition(text->text, &at, &condition);
        more = condition.length > 0 && text->text.ptr[at - 1] == ',';
        place where = {text, condition.offset, condition.length > 0 ? condition.length : 1};
        if (!sound) {
            diag_error(l->diags, where, "bad-version", "this is not a condition on a version");
            diag_hint(l->diags, "such as >= 1.0, or >= 1.0, < 2");
        } else if (!version_meets(version, &condition)) {
            diag_error(l->diags, where, "version", "the pack '%s' has the version %.*s, which is not %.*s",
                       head->pack, SLICE_ARG(version),
                       SLICE_ARG(slice_part(text->text, condition.offset, condition.length)));
            diag_hint(l->diags, "it was found in %.*s", SLICE_ARG(base->folder));
        }
    }
}

/// The name or path before the conditions on the version.
static slice base_name(slice text, size_t *end)
{
    *end = 0;
    while (*end < text.len && strchr("<>=", text.ptr[*end]) == NULL)
        ++*end;
    slice name = slice_part(text, 0, *end);
    while (name.len > 0 && name.ptr[name.len - 1] == ' ')
        name.len--;
    return name;
}

static void read_level(loader *l, way *w, level_head *head);

/// The level of the pack that one entry of `extends` names, read with all below it; LIMIT_LEVELS, reported, if it cannot be used.
static size_t read_base(loader *l, way *w, const level_head *from, const source_text *text)
{
    size_t end;
    const slice name = base_name(text->text, &end);
    place where = {text, 0, name.len > 0 ? name.len : 1};
    if (w->count > LIMIT_EXTENDS) {
        diag_error(l->diags, where, "too-deep", "packs that extend each other more than %d deep",
                   LIMIT_EXTENDS);
        return LIMIT_LEVELS;
    }
    level_head base = {.folder = find_base(l, from->folder, name, where)};
    if (base.folder.len == 0)
        return LIMIT_LEVELS;
    (void)file_identify(base.folder.ptr, &base.identity);
    if (is_circle(l, w, &base, where))
        return LIMIT_LEVELS;
    size_t level = 0;
    while (level < l->head_count && !is_same(&l->heads[level], &base))
        level++;
    if (level == l->head_count) { // else several packs extend it: it counts once
        if (l->head_count + w->count >= LIMIT_LEVELS) {
            diag_error(l->diags, where, "pack-too-large", "more than %d packs are extended",
                       LIMIT_LEVELS - 1);
            return LIMIT_LEVELS;
        }
        read_level(l, w, &base);
        level = l->head_count - 1;
    }
    if (l->heads[level].file.data == NULL)
        return LIMIT_LEVELS;
    check_version(l, text, end, &l->heads[level]);
    return level;
}

static void add_base(loader *l, level_head *head, size_t base, slice name, place where)
{
    for (size_t i = 0; i < head->base_count; i++) {
        if (head->bases[i] != base)
            continue;
        diag_error(l->diags, where, "bad-extends", "the pack '%s' is extended twice",
                   pack_of_head(&l->heads[base])->pack);
        return;
    }
    if (head->base_count == LIMIT_BASES) {
        diag_error(l->diags, where, "pack-too-large", "a pack extends at most %d others", LIMIT_BASES);
        return;
    }
    head->base_names[head->base_count] = name;
    head->bases[head->base_count++] = base;
    head->below |= l->heads[base].below | UINT64_C(1) << base;
}

/// Reads pack.yaml of a folder, and before it those that it extends. As deep as LIMIT_EXTENDS.
static void read_level(loader *l, way *w, level_head *head)
{
    head->file = load_file(l, head->folder, SLICE("pack.yaml"), &schema_pack, true);
    const yaml_node *extends = head->file.data != NULL ? yaml_get(head->file.root, "extends") : NULL;
    const bool list = extends != NULL && extends->kind == YAML_SEQUENCE;
    const size_t count = extends == NULL ? 0 : list ? extends->count : 1;
    w->heads[w->count++] = head;
    for (size_t i = 0; i < count; i++) {
        const source_text *text = yaml_scalar_source(l->arena, list ? extends->items[i] : extends);
        const size_t base = read_base(l, w, head, text);
        size_t end;
        if (base < LIMIT_LEVELS)
            add_base(l, head, base, base_name(text->text, &end),
                     (place){text, 0, text->text.len > 0 ? text->text.len : 1});
    }
    if (list && count == 0) {
        diag_error(l->diags, extends->where, "bad-extends", "this list names no pack");
        diag_hint(l->diags, "leave 'extends' out if the pack extends no other");
    }
    w->heads[--w->count] = NULL;
    l->heads[l->head_count++] = *head;
}

bool find_levels(loader *l, slice folder)
{
    size_t errors = l->diags->errors;
    level_head head = {.folder = folder};
    way w = {.count = 0};
    (void)file_identify(folder.ptr, &head.identity);
    read_level(l, &w, &head);
    return l->diags->errors == errors;
}
