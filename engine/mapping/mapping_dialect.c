// What a map says of how the file is written.
#include "mapping/mapping_state.h"

#include "base/limits.h"
#include "input/csv_quoting.h"
#include "input/encoding.h"

enum { MOST_SKIPPED = 1000000 }; // lines before a header

/// Reads one character out of some.
static void read_character(const map_reader *r, const yaml_node *root, const char *key, const char *allowed,
                           const char *what, char *out)
{
    const yaml_node *node = yaml_get(root, key);
    if (node == NULL)
        return;
    const slice text = slice_is(node->text, "tab")         ? SLICE("\t")
                       : slice_is(node->text, "blank")     ? SLICE(" ")
                       : slice_is(node->text, "none")      ? SLICE("-")
                       : slice_is(node->text, "backslash") ? SLICE("\\")
                                                           : node->text;
    if (text.len == 1 && strchr(allowed, text.ptr[0]) != NULL)
        *out = text.ptr[0];
    else
        diag_error(r->diags, node->where, "wrong-type", "'%s' must be %s", key, what);
}

bool map_ignores_others(const map_reader *r, const yaml_node *node)
{
    const yaml_node *others = yaml_get(node, "others");
    const bool ignored = others != NULL && slice_is(others->text, "ignore");
    if (others != NULL && !ignored) {
        diag_error(r->diags, others->where, "wrong-type", "'others' must be ignore");
        diag_hint(r->diags, "without it, a column that is neither in the map nor a fact is an error");
    }
    return ignored;
}

static void read_encoding(const map_reader *r, const yaml_node *node, mapping_dialect *d)
{
    if (node == NULL)
        return;
    d->encoding = arena_copy(r->arena, node->text);
    if (encoding_is_known(d->encoding.ptr))
        return;
    diag_error(r->diags, node->where, "unknown-value", "this system knows no encoding '%.*s'",
               SLICE_ARG(node->text));
    diag_hint(r->diags, "names are those of iconv, such as windows-1252");
    d->encoding = (slice){NULL, 0};
}

static void read_skip_rows(const map_reader *r, const yaml_node *node, mapping_dialect *d)
{
    size_t lines = 0;
    if (node == NULL)
        return;
    for (size_t i = 0; i < node->text.len && lines <= MOST_SKIPPED; i++)
        lines = node->text.ptr[i] >= '0' && node->text.ptr[i] <= '9'
                    ? 10 * lines + (size_t)(node->text.ptr[i] - '0')
                    : MOST_SKIPPED + 1;
    if (lines > MOST_SKIPPED)
        diag_error(r->diags, node->where, "wrong-type", "'skip_rows' must be a number from 0 to %d",
                   (int)MOST_SKIPPED);
    else
        d->skip_rows = lines;
}

void map_read_dialect(const map_reader *r, const yaml_node *root)
{
    mapping_dialect *d = &r->out->dialect;
    cells_map *map = &r->out->map;
    read_character(r, root, "delimiter", ",;\t|", "',' ';' '|' or tab", &d->delimiter);
    read_character(r, root, "quote", CSV_QUOTING_SIGNS, "'\"' \"'\" none or backslash", &d->quote);
    read_character(r, root, "list_separator", ",;/|+&", "one of , ; / | + &", &d->list_separator);
    read_character(r, root, "decimal", ".,", "'.' or ','", &d->decimal);
    read_character(r, root, "group", ".,' ", "'.' ',' \"'\" or blank", &d->group);
    if (d->group != '\0' && d->group == (d->decimal != '\0' ? d->decimal : '.'))
        diag_error(r->diags, yaml_get(root, "group")->where, "given-twice",
                   "'group' and 'decimal' cannot be the same sign");
    const yaml_node *worksheet = yaml_get(root, "worksheet");
    if (worksheet != NULL)
        d->worksheet = arena_copy(r->arena, worksheet->text);
    read_encoding(r, yaml_get(root, "encoding"), d);
    read_skip_rows(r, yaml_get(root, "skip_rows"), d);
    const yaml_node *unknown = yaml_get(root, "unknown");
    if (unknown != NULL)
        map->unknown = map_read_words(r, "unknown", unknown, &map->unknown_count);
    map->ignores_others = map_ignores_others(r, root);
}
