#include "import/document.h"

#include "base/limits.h"
#include "base/text.h"

#include <strings.h>

const char *const document_form_names[DOCUMENT_FORMS] = {"json", "tables", "xml"};

document_node *document_add(arena *a, document_node *parent, slice name)
{
    document_node *n = ARENA_NEW(a, document_node);
    *n = (document_node){.name = name, .parent = parent};
    if (parent->last != NULL)
        parent->last->next = n;
    else
        parent->first = n;
    parent->last = n;
    return n;
}

static bool is_named(const document_node *n, slice name)
{
    return n->name.len == name.len && (name.len == 0 || strncasecmp(n->name.ptr, name.ptr, name.len) == 0);
}

/// False: no more of them are wanted. Recursion ends with the path.
static bool walk(const document_node *from, slice path, const document_visitor *to)
{
    if (path.len == 0)
        return to->visit(to->state, from);
    const char *dot = memchr(path.ptr, '.', path.len);
    const size_t length = dot != NULL ? (size_t)(dot - path.ptr) : path.len;
    const slice name = slice_part(path, 0, length);
    const slice rest = dot != NULL ? slice_part(path, length + 1, path.len) : (slice){"", 0};
    bool more = true;
    for (const document_node *n = from->first; n != NULL && more; n = n->next) {
        if (is_named(n, name))
            more = walk(n, rest, to);
    }
    return more;
}

void document_walk(const document_node *from, slice path, const document_visitor *to)
{
    (void)walk(from, path, to);
}

static bool take_first(void *state, const document_node *n)
{
    const document_node **found = state;
    *found = n;
    return false;
}

const document_node *document_first(const document_node *from, slice path)
{
    const document_node *found = NULL;
    const document_visitor to = {(void *)&found, take_first};
    document_walk(from, path, &to);
    return found;
}

// --- origins ---

/// @param most  names at most, from the end: those of XML are long, and begin alike
static void add_path(text_builder *out, const document *d, const document_node *n, size_t most)
{
    if (n->parent == NULL || most == 0)
        return;
    add_path(out, d, n->parent, most - 1);
    text_add(out, out->length > 0 ? SLICE(".") : SLICE(""));
    text_add(out, n->name);
    // The only one of its name in XML needs no number.
    if (n->is_numbered &&
        (d->form == DOCUMENT_JSON || n->number > 1 || (n->next != NULL && is_named(n->next, n->name))))
        text_add_format(out, "[%zu]", n->number);
}

slice document_origin(arena *a, const document *d, const document_node *n)
{
    if (d->form == DOCUMENT_TABLES) {
        while (n->parent != NULL && n->parent->parent != NULL)
            n = n->parent;
        return n->parent != NULL ? arena_format(a, "%.*s, row %zu", SLICE_ARG(n->file), n->number) : d->file;
    }
    text_builder out = {.arena = a};
    add_path(&out, d, n, d->form == DOCUMENT_XML ? 3 : LIMIT_NESTING);
    text_add_format(&out, "%s%.*s", out.length > 0 ? " in " : "", SLICE_ARG(d->file));
    return text_result(&out);
}

// --- JSON ---

static bool is_null(const yaml_node *n)
{
    return n->kind == YAML_SCALAR && n->style == YAML_PLAIN && slice_is(n->text, "null");
}

static void add_value(arena *a, document_node *parent, slice name, const yaml_node *value)
{
    if (value->kind != YAML_SEQUENCE) {
        document_add_json(a, document_add(a, parent, name), value);
        return;
    }
    for (size_t i = 0; i < value->count; i++) {
        document_node *item = document_add(a, parent, name);
        item->number = i;
        item->is_numbered = true;
        document_add_json(a, item, value->items[i]);
    }
}

// Recursion ends where the tree does, within the reader's limit of nesting.
void document_add_json(arena *a, document_node *parent, const yaml_node *json)
{
    switch (json->kind) {
    case YAML_SCALAR: parent->text = is_null(json) ? (slice){"", 0} : slice_trim(json->text); break;
    case YAML_MAPPING:
        for (size_t i = 0; i < json->count; i++)
            add_value(a, parent, json->items[2 * i]->text, json->items[2 * i + 1]);
        break;
    case YAML_SEQUENCE: add_value(a, parent, SLICE("item"), json); break;
    }
}
