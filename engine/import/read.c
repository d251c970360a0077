#include "import/read.h"

#include "base/limits.h"
#include "base/text.h"
#include "base/utf8.h"
#include "input/json.h"

#include <fcntl.h>
#include <unistd.h>

/// A file's name as a comment can have it: without folders, on one line, and not long.
static slice plain_name(arena *a, const char *path)
{
    slice name = slice_of(path);
    while (name.len > 1 && name.ptr[name.len - 1] == '/')
        name.len--;
    for (size_t i = name.len; i > 0; i--) {
        if (name.ptr[i - 1] == '/') {
            name = slice_part(name, i, name.len);
            break;
        }
    }
    name = diag_quote(name);
    text_builder out = {.arena = a};
    for (size_t at = 0; at < name.len;) {
        const size_t from = at;
        const uint32_t c = utf8_next(name, &at);
        const bool is_plain = c >= 0x20 && !(c >= 0x7F && c <= 0x9F) && c != 0x2028 && c != 0x2029 &&
                              c != 0xFEFF && c < 0xFFFE && !(c >= 0x202A && c <= 0x202E) &&
                              !(c >= 0x2066 && c <= 0x2069);
        text_add(&out,
                 is_plain && at - from > 0 && c <= 0xFFFF ? slice_part(name, from, at - from) : SLICE("?"));
    }
    return text_result(&out);
}

bool import_read_json(arena *a, const source_text *source, document *out, diag_list *diags)
{
    const yaml_node *root = json_read(a, source, diags);
    out->form = DOCUMENT_JSON;
    if (root != NULL)
        document_add_json(a, out->root, root);
    return root != NULL;
}

/// The first byte that is neither a blank nor part of a byte order mark.
static char first_sign(slice text)
{
    size_t at = slice_starts_with(text, SLICE("\xEF\xBB\xBF")) ? 3 : 0;
    while (at < text.len && yaml_is_space(text.ptr[at]))
        at++;
    return at < text.len ? text.ptr[at] : '\0';
}

static bool read_text(arena *a, const source_text *source, document *out, diag_list *diags)
{
    const char first = first_sign(source->text);
    if (first == '{' || first == '[')
        return import_read_json(a, source, out, diags);
    if (first == '<')
        return import_read_xml(a, source, out, diags);
    diag_error(diags, (place){source, 0, 1}, "not-a-resume",
               "this is neither JSON nor XML nor a ZIP archive");
    diag_hint(
        diags,
        "what can be imported: a résumé as JSON Resume or Europass XML, and LinkedIn's export as it is");
    return false;
}

static bool is_archive(const char *path)
{
    char signs[4] = {0};
    const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    const bool is = fd >= 0 && pread(fd, signs, sizeof signs, 0) == (ssize_t)sizeof signs &&
                    (memcmp(signs, "PK\3\4", 4) == 0 || memcmp(signs, "PK\5\6", 4) == 0);
    if (fd >= 0)
        (void)close(fd);
    return is;
}

load_outcome import_read(arena *a, const char *path, import_tables wanted, document *out, diag_list *diags)
{
    source_text *source = ARENA_NEW(a, source_text);
    source->file = arena_copy(a, slice_of(path));
    source->lasting = true;
    *out = (document){.file = plain_name(a, path), .root = ARENA_NEW(a, document_node)};
    if (is_archive(path))
        return import_read_archive(a, path, wanted, out, diags) ? LOAD_DONE : LOAD_REFUSED;
    const file_problem problem = file_read_at(a, path, LIMIT_IMPORT, &source->text);
    if (problem == FILE_FOLDER)
        return import_read_folder(a, path, wanted, out, diags) ? LOAD_DONE : LOAD_REFUSED;
    if (problem != FILE_READ) {
        diag_error(diags, (place){0}, "file-unreadable", "%s: %s", path, file_problem_text(problem));
        return LOAD_UNREADABLE;
    }
    return read_text(a, source, out, diags) ? LOAD_DONE : LOAD_REFUSED;
}
