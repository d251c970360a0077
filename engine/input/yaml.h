/// The checking pass over YAML: libyaml's events become a tree of nodes with places, within limits. All YAML is read here first, also
/// what libcyaml then loads.
#ifndef ADVISE_INPUT_YAML_H
#define ADVISE_INPUT_YAML_H

#include "base/arena.h"
#include "base/diag.h"

typedef enum yaml_kind { YAML_SCALAR, YAML_SEQUENCE, YAML_MAPPING } yaml_kind;

/// How a scalar is written.
typedef enum yaml_style { YAML_PLAIN, YAML_SINGLE_QUOTED, YAML_DOUBLE_QUOTED, YAML_BLOCK } yaml_style;

typedef struct yaml_node yaml_node;

/// A node. Lives in the arena that the text was read into.
struct yaml_node {
    yaml_kind kind;
    yaml_style style; ///< of a scalar
    bool is_flow;     ///< of a collection: it stands in brackets
    slice text;       ///< of a scalar: its content, decoded
    place where;      ///< what is written; of a collection its beginning
    size_t end;       ///< the byte behind it; of a block scalar behind the blank lines that follow
    const yaml_node *const *items; ///< of a sequence; of a mapping: key, value, key, value, …
    size_t count;                  ///< items; of a mapping: pairs
};

/// Reads one document. Everything wrong is a diagnostic: syntax, invalid UTF-8, NUL, several documents, nothing at all, nesting,
/// aliases, tags, duplicate keys, keys and strings that are too long.
/// @param source  kept (borrowed) for the places
/// @return the root, or NULL if there was an error. Call below `arena_run(a)`.
const yaml_node *yaml_read(arena *a, const source_text *source, diag_list *diags);

/// The value of a key, or NULL if there is none. Also NULL if `mapping` is NULL or no mapping.
const yaml_node *yaml_get(const yaml_node *mapping, const char *key);

/// A scalar's content as a source of its own: its places are resolved to those in the file.
const source_text *yaml_scalar_source(arena *a, const yaml_node *scalar);

/// True if a node says that there is no value: `null`, `~`, or nothing, all without quotes.
static inline bool yaml_is_null(const yaml_node *n)
{
    return n->kind == YAML_SCALAR && n->style == YAML_PLAIN &&
           (n->text.len == 0 || slice_is(n->text, "~") || slice_is(n->text, "null"));
}

/// White space of YAML, and of JSON.
static inline bool yaml_is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// True if the line is a document marker, "---" or "...". At the beginning of a line YAML gives them no other meaning.
static inline bool yaml_is_marker(slice line, const char *marker)
{
    return line.len >= 3 && memcmp(line.ptr, marker, 3) == 0 && (line.len == 3 || yaml_is_space(line.ptr[3]));
}

#endif
