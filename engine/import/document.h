/// A person's file as a tree, whatever it was: JSON, XML, or a set of tables. What an import description looks for is found by paths in it.
///
/// JSON: an object's entries are children by their keys, an array's items children by the array's name. XML: elements, without namespaces,
/// and attributes as "@name". Tables: each row is a child by its table's name, without the ending, and each cell one by its column's.
#ifndef ADVISE_IMPORT_DOCUMENT_H
#define ADVISE_IMPORT_DOCUMENT_H

#include "base/arena.h"
#include "base/diag.h"
#include "input/yaml.h"

typedef enum document_form { DOCUMENT_JSON, DOCUMENT_TABLES, DOCUMENT_XML, DOCUMENT_FORMS } document_form;

/// The words for the forms, as descriptions have them.
extern const char *const document_form_names[DOCUMENT_FORMS];

/// A thing in a file. Children stand in the order of the file.
typedef struct document_node {
    slice name;
    slice text; ///< of a leaf: what it says, without white space at its ends; empty if it says nothing
    size_t
        number; ///< JSON: the index in its array, from 0; XML: among its siblings of one name, from 1; of a table's row: from 1
    bool is_numbered;
    slice file; ///< of a table's row: the file that it stands in, without folders
    const struct document_node *parent;
    struct document_node *first, *last, *next;
} document_node;

typedef struct document {
    document_form form;
    slice file; ///< the file's name without folders, for comments: on one line
    document_node *root;
} document;

/// A new last child.
document_node *document_add(arena *a, document_node *parent, slice name);

/// What receives the things at a path.
typedef struct document_visitor {
    void *state;
    bool (*visit)(void *state, const document_node *n); ///< false: no more of them
} document_visitor;

/// Goes to all things at a path of names that dots join, below `from`, in the order of the file. An empty path is `from` itself. Names
/// are compared without regard to case.
void document_walk(const document_node *from, slice path, const document_visitor *to);

/// The first thing at the path; NULL if there is none.
const document_node *document_first(const document_node *from, slice path);

/// Where a thing stands, for people: "work[0].position in resume.json", "Positions.csv, row 3".
slice document_origin(arena *a, const document *d, const document_node *n);

/// Puts a JSON tree below `parent`.
void document_add_json(arena *a, document_node *parent, const yaml_node *json);

#endif
