// XML as a tree: elements without namespaces, attributes as "@name".
#include "import/read.h"

#include "base/limits.h"
#include "base/text.h"
#include "workbook/xml.h"

typedef struct tree_builder {
    arena *arena;
    xml_reader *reader;
    document_node *at;
    document_node *above[LIMIT_NESTING + 1]; ///< what `at` stands in, from the root on
    size_t depth;
    text_builder text; ///< since the last tag
    size_t count;
} tree_builder;

static bool is_named(const document_node *n, slice name)
{
    return slice_equal(n->name, name);
}

/// The number of the next child of the name.
static size_t next_number(const document_node *parent, slice name)
{
    size_t number = 1;
    if (parent->last != NULL && is_named(parent->last, name))
        return parent->last->number + 1;
    for (const document_node *n = parent->first; n != NULL; n = n->next)
        number += is_named(n, name);
    return number;
}

static document_node *add(tree_builder *b, slice name)
{
    const size_t number = next_number(b->at, name);
    document_node *n = document_add(b->arena, b->at, arena_copy(b->arena, name));
    n->number = number;
    n->is_numbered = true;
    return n;
}

static void add_attributes(tree_builder *b, xml_attributes attributes)
{
    for (const char **at = attributes.pairs; *at != NULL; at += 2) {
        const char *local = strchr(at[0], '\n'); // behind the address of its namespace
        document_node *n =
            document_add(b->arena, b->at, arena_format(b->arena, "@%s", local != NULL ? local + 1 : at[0]));
        n->text = arena_copy(b->arena, slice_trim(slice_of(at[1])));
    }
}

static void start(void *state, xml_name name, xml_attributes attributes)
{
    tree_builder *b = state;
    if (++b->count > LIMIT_IMPORT_ELEMENTS) {
        xml_refuse(b->reader, "its XML has more than 20,000 elements");
        return;
    }
    document_node *n = add(b, name.name);
    b->text.length = 0;
    b->above[b->depth++] = b->at; // the reader refuses what is deeper
    b->at = n;
    add_attributes(b, attributes);
}

static void end(void *state, xml_name name)
{
    tree_builder *b = state;
    (void)name;
    // If an element has others in it, this is only the text after the last of them, which is white space in the files that are read.
    if (b->text.length <= LIMIT_STRING)
        b->at->text = arena_copy(b->arena, slice_trim((slice){b->text.bytes, b->text.length}));
    b->text.length = 0;
    b->at = b->above[--b->depth];
}

static void text(void *state, slice more)
{
    tree_builder *b = state;
    if (b->text.length <= LIMIT_STRING) // a picture is nothing that anybody looks for
        text_add(&b->text, more);
}

bool import_read_xml(arena *a, const source_text *source, document *out, diag_list *diags)
{
    static const xml_handler handler = {start, end, text};
    tree_builder b = {.arena = a, .at = out->root, .text = {.arena = a}};
    out->form = DOCUMENT_XML;
    b.reader = xml_reader_new_of_text(a, source->text, &handler, &b);
    const xml_outcome outcome = xml_read(b.reader);
    if (outcome == XML_READ_NO_MEMORY)
        arena_fail(a);
    if (outcome != XML_READ_DONE)
        diag_error(diags, (place){0}, "file-unreadable", "%.*s: %s", SLICE_ARG(source->file),
                   xml_problem(b.reader));
    return outcome == XML_READ_DONE;
}
