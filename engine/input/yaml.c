// Recursion is bounded by LIMIT_NESTING; the parser is released with the arena.
#include "input/yaml.h"

#include "base/byte_scan.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "input/sound.h"
#include "input/yaml_slip.h"

#include <yaml.h>

typedef struct reader {
    arena *arena;
    const source_text *source;
    diag_list *diags;
    yaml_parser_t parser;
    yaml_event_t event;
    bool has_event;
    bool stopped;           ///< what follows cannot be read
    size_t mark, mark_byte; ///< the character whose byte was last looked up, and that byte
} reader;

static void release_reader(void *resource)
{
    reader *r = resource;
    if (r->has_event)
        yaml_event_delete(&r->event);
    yaml_parser_delete(&r->parser);
}

/// The byte where a character stands: libyaml counts characters. Marks come nearly in order, so the way from the last one is short.
static size_t byte_of(reader *r, size_t character)
{
    slice text = r->source->text;
    while (r->mark < character && r->mark_byte < text.len) {
        const size_t plain = byte_scan_ascii(slice_part(text, r->mark_byte, character - r->mark), 0);
        r->mark += plain;
        r->mark_byte += plain;
        if (r->mark == character || r->mark_byte == text.len)
            break;
        r->mark++;
        do
            r->mark_byte++;
        while (r->mark_byte < text.len && ((unsigned char)text.ptr[r->mark_byte] & 0xC0) == 0x80);
    }
    while (r->mark > character) {
        r->mark--;
        do
            r->mark_byte--;
        while (((unsigned char)text.ptr[r->mark_byte] & 0xC0) == 0x80);
    }
    return r->mark_byte;
}

static place place_of(reader *r, yaml_mark_t start, yaml_mark_t end)
{
    size_t first = byte_of(r, start.index);
    size_t last = byte_of(r, end.index);
    return (place){r->source, first, last > first ? last - first : 1};
}

static void report_syntax(reader *r)
{
    const char *problem = r->parser.problem != NULL ? r->parser.problem : "this is not YAML";
    if (yaml_report_slips(r->arena, r->source, r->diags))
        return;
    yaml_mark_t begin = r->parser.context_mark;
    place begins = {0};
    place at = {r->source, byte_of(r, r->parser.problem_mark.index), 1};
    if (r->parser.context != NULL)
        begins = (place){r->source, byte_of(r, begin.index), 1};
    yaml_report_problem(r->source, problem, at, begins, r->diags);
}

/// Gets the next event; false if there is none.
static bool next_event(reader *r)
{
    if (r->has_event)
        yaml_event_delete(&r->event);
    r->has_event = false;
    if (r->stopped)
        return false;
    if (!yaml_parser_parse(&r->parser, &r->event)) {
        if (r->parser.error == YAML_MEMORY_ERROR)
            arena_fail(r->arena);
        report_syntax(r);
        r->stopped = true;
        return false;
    }
    r->has_event = true;
    return true;
}

static const yaml_node *read_node(reader *r, unsigned depth);

typedef struct node_list {
    const yaml_node **items;
    size_t count, capacity;
} node_list;

static yaml_node *new_node(reader *r, yaml_kind kind)
{
    yaml_node *n = ARENA_NEW(r->arena, yaml_node);
    n->kind = kind;
    n->where = place_of(r, r->event.start_mark, r->event.end_mark);
    n->end = byte_of(r, r->event.end_mark.index);
    return n;
}

/// A block collection ends with the last thing in it: the mark of its end comes after the comments that follow.
static void end_collection(reader *r, yaml_node *n, const node_list *items)
{
    if (n->is_flow)
        n->end = byte_of(r, r->event.end_mark.index);
    else if (items->count > 0)
        n->end = items->items[items->count - 1]->end;
}

static bool is_one_of(slice text, const char *const words[])
{
    while (*words != NULL && !slice_is(text, *words))
        words++;
    return *words != NULL;
}

static bool looks_like_number(slice text, const char *characters)
{
    size_t i = 0;
    while (i < text.len && strchr(characters, text.ptr[i]) != NULL)
        i++;
    return text.len > 0 && i == text.len;
}

/// True if a tag of the YAML standard says of a scalar what it is anyway. Any other tag asks for something that is not done.
static bool scalar_tag_agrees(slice tag, slice text)
{
    static const char *const nulls[] = {"", "~", "null", "Null", "NULL", NULL};
    static const char *const booleans[] = {"true", "True", "TRUE", "false", "False", "FALSE", NULL};
    if (slice_is(tag, "str"))
        return true;
    if (slice_is(tag, "int"))
        return looks_like_number(text, "+-0123456789");
    if (slice_is(tag, "float"))
        return looks_like_number(text, "+-.0123456789eE");
    return (slice_is(tag, "null") && is_one_of(text, nulls)) ||
           (slice_is(tag, "bool") && is_one_of(text, booleans));
}

/// Reports a tag that asks for something else than the node is, and an anchor: nothing may refer to it.
static void check_properties(reader *r, const yaml_node *n, const yaml_char_t *tag, const yaml_char_t *anchor)
{
    static const slice standard = SLICE_INIT("tag:yaml.org,2002:");
    slice name = slice_of((const char *)tag);
    bool is_standard = slice_starts_with(name, standard);
    slice kind = slice_part(name, standard.len, name.len);
    bool agrees = tag == NULL || (is_standard && n->kind == YAML_MAPPING && slice_is(kind, "map")) ||
                  (is_standard && n->kind == YAML_SEQUENCE && slice_is(kind, "seq")) ||
                  (is_standard && n->kind == YAML_SCALAR && scalar_tag_agrees(kind, n->text));
    if (!agrees) {
        diag_error(r->diags, n->where, "yaml-tag", "tags have no meaning here");
        diag_hint(r->diags, "remove '%s%.*s', or put the text in quotes", is_standard ? "!!" : "",
                  SLICE_ARG(diag_value(r->diags, diag_quote(is_standard ? kind : name))));
    }
    if (anchor != NULL) {
        slice label = slice_of((const char *)anchor);
        diag_error(r->diags, n->where, "yaml-alias", "anchors are not allowed here");
        diag_hint(r->diags, "remove '&%.*s', or put the text in quotes",
                  SLICE_ARG(diag_value(r->diags, diag_quote(label))));
    }
}

static const yaml_node *read_scalar(reader *r)
{
    yaml_node *n = new_node(r, YAML_SCALAR);
    static const yaml_style styles[] = {
        [YAML_ANY_SCALAR_STYLE] = YAML_PLAIN,
        [YAML_PLAIN_SCALAR_STYLE] = YAML_PLAIN,
        [YAML_SINGLE_QUOTED_SCALAR_STYLE] = YAML_SINGLE_QUOTED,
        [YAML_DOUBLE_QUOTED_SCALAR_STYLE] = YAML_DOUBLE_QUOTED,
        [YAML_LITERAL_SCALAR_STYLE] = YAML_BLOCK,
        [YAML_FOLDED_SCALAR_STYLE] = YAML_BLOCK,
    };
    n->style = styles[r->event.data.scalar.style];
    slice text = {(const char *)r->event.data.scalar.value, r->event.data.scalar.length};
    if (text.len > LIMIT_STRING) {
        diag_error(r->diags, (place){r->source, n->where.offset, 1}, "too-long",
                   "a string is longer than %d bytes", LIMIT_STRING);
        text.len = 0;
    }
    if (memchr(text.len > 0 ? text.ptr : "x", '\0', text.len > 0 ? text.len : 1) != NULL && text.len > 0) {
        diag_error(r->diags, n->where, "nul", "a NUL character may not stand in text");
        text.len = 0;
    }
    n->text = arena_copy(r->arena, text);
    check_properties(r, n, r->event.data.scalar.tag, r->event.data.scalar.anchor);
    return n;
}

static void check_key(reader *r, const yaml_node *key)
{
    if (key->kind != YAML_SCALAR)
        diag_error(r->diags, key->where, "yaml-key", "a key must be text");
    else if (slice_is(key->text, "<<") && key->style == YAML_PLAIN)
        diag_error(r->diags, key->where, "yaml-merge", "merge keys are not supported");
}

static const yaml_node *read_collection(reader *r, unsigned depth, yaml_kind kind, yaml_event_type_t end)
{
    yaml_node *n = new_node(r, kind);
    node_list items = {0};
    n->is_flow = kind == YAML_MAPPING ? r->event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
                                      : r->event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
    if (kind == YAML_MAPPING)
        check_properties(r, n, r->event.data.mapping_start.tag, r->event.data.mapping_start.anchor);
    else
        check_properties(r, n, r->event.data.sequence_start.tag, r->event.data.sequence_start.anchor);
    if (depth >= LIMIT_NESTING) {
        diag_error(r->diags, n->where, "too-deep", "nested more than %d deep", LIMIT_NESTING);
        r->stopped = true;
        return NULL;
    }
    while (next_event(r) && r->event.type != end) {
        const yaml_node *item = read_node(r, depth + 1);
        if (item == NULL)
            return NULL;
        if (kind == YAML_MAPPING && items.count % 2 == 0)
            check_key(r, item);
        ARENA_PUSH(r->arena, &items, items, count, capacity, item);
    }
    if (r->stopped)
        return NULL;
    end_collection(r, n, &items);
    n->items = items.items;
    n->count = kind == YAML_MAPPING ? items.count / 2 : items.count;
    if (kind == YAML_MAPPING)
        sound_keys(r->arena, n->items, n->count, r->diags);
    return n;
}

/// The node that the event looked at begins.
static const yaml_node *read_node(reader *r, unsigned depth)
{
    switch (r->event.type) {
    case YAML_SCALAR_EVENT: return read_scalar(r);
    case YAML_SEQUENCE_START_EVENT: return read_collection(r, depth, YAML_SEQUENCE, YAML_SEQUENCE_END_EVENT);
    case YAML_MAPPING_START_EVENT: return read_collection(r, depth, YAML_MAPPING, YAML_MAPPING_END_EVENT);
    case YAML_ALIAS_EVENT:
        diag_error(r->diags, place_of(r, r->event.start_mark, r->event.end_mark), "yaml-alias",
                   "aliases are not allowed here");
        diag_hint(r->diags, "write the value out");
        return new_node(r, YAML_SCALAR);
    default: return NULL;
    }
}

static const yaml_node *read_document(reader *r)
{
    const yaml_node *root = NULL;
    while (next_event(r) && r->event.type != YAML_STREAM_END_EVENT) {
        if (r->event.type != YAML_DOCUMENT_START_EVENT)
            continue;
        if (root != NULL) {
            diag_error(r->diags, place_of(r, r->event.start_mark, r->event.end_mark), "several-documents",
                       "a second document begins here");
            diag_hint(r->diags,
                      "a file holds one document: remove the line '---'; 'advise batch' reads many profiles");
            return NULL;
        }
        if (next_event(r))
            root = read_node(r, 0);
    }
    return root;
}

const yaml_node *yaml_read(arena *a, const source_text *source, diag_list *diags)
{
    size_t errors = diags->errors;
    if (!sound_text(source, diags))
        return NULL;
    reader *r = ARENA_NEW(a, reader);
    r->arena = a;
    r->source = source;
    r->diags = diags;
    if (!yaml_parser_initialize(&r->parser))
        arena_fail(a);
    arena_on_release(a, release_reader, r);
    yaml_parser_set_encoding(&r->parser, YAML_UTF8_ENCODING);
    r->mark_byte =
        slice_starts_with(source->text, SLICE("\xEF\xBB\xBF")) ? 3 : 0; // a byte order mark says nothing
    slice text = slice_part(source->text, r->mark_byte, source->text.len);
    yaml_parser_set_input_string(&r->parser, (const unsigned char *)(text.len > 0 ? text.ptr : ""), text.len);
    const yaml_node *root = read_document(r);
    if (root == NULL && diags->errors == errors) {
        diag_error(diags, (place){source, 0, 1}, "empty-file", "the document is empty");
        diag_hint(diags, "write keys and values into it; 'advise init FILE' writes a profile to fill in");
    }
    return diags->errors == errors ? root : NULL;
}

const yaml_node *yaml_get(const yaml_node *mapping, const char *key)
{
    if (mapping == NULL || mapping->kind != YAML_MAPPING)
        return NULL;
    for (size_t i = 0; i < mapping->count; i++) {
        const yaml_node *k = mapping->items[2 * i];
        if (k->kind == YAML_SCALAR && slice_is(k->text, key))
            return mapping->items[2 * i + 1];
    }
    return NULL;
}

static bool is_white(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static size_t pass_white(slice raw, size_t at)
{
    while (at < raw.len && is_white(raw.ptr[at]))
        at++;
    return at;
}

/// Passes what is written before the next character and means nothing: folds, indentation, and the end of a line that goes on behind '\'.
static size_t pass_unmeant(const source_text *inner, size_t at, char next)
{
    const slice raw = inner->outer->text;
    while (inner->outer_style == YAML_DOUBLE_QUOTED && at + 1 < raw.len && raw.ptr[at] == '\\' &&
           (raw.ptr[at + 1] == '\n' || raw.ptr[at + 1] == '\r'))
        at = pass_white(raw, at + 1);
    if (next == ' ' || next == '\n')
        return at;
    while (at < raw.len && raw.ptr[at] != next && is_white(raw.ptr[at])) // a tab may be the next character
        at++;
    return at;
}

/// Bytes of the escape that begins at `at`.
static size_t escape_length(slice raw, size_t at)
{
    const char kind = at + 1 < raw.len ? raw.ptr[at + 1] : '\0';
    return kind == 'x' ? 4 : kind == 'u' ? 6 : kind == 'U' ? 10 : 2;
}

/// Behind the quote, or at the end of a block's header line.
static size_t begin_of_meant(const source_text *inner)
{
    const slice raw = inner->outer->text;
    const bool quoted = inner->outer_style == YAML_SINGLE_QUOTED || inner->outer_style == YAML_DOUBLE_QUOTED;
    size_t at = inner->outer_start + quoted;
    while (inner->outer_style == YAML_BLOCK && at < raw.len && raw.ptr[at] != '\n')
        at++;
    return at;
}

/// Walks along what is written and what it means until byte `offset` of the latter; skips folds, escapes and indentation.
static size_t scalar_to_outer(const source_text *inner, size_t offset)
{
    slice raw = inner->outer->text;
    size_t at = begin_of_meant(inner);
    for (size_t i = 0, next; i < inner->text.len && at < raw.len; i = next) {
        const char c = inner->text.ptr[i];
        const bool blank = c == ' ' || c == '\n';
        next = i + 1;
        at = pass_unmeant(inner, at, c);
        if (i >= offset)
            return at;
        if (at >= raw.len)
            break;
        if (inner->outer_style == YAML_DOUBLE_QUOTED && raw.ptr[at] == '\\') {
            at += escape_length(raw, at);
            next = i;
            (void)utf8_next(inner->text, &next); // it stands for a whole character
        } else if (inner->outer_style == YAML_SINGLE_QUOTED && c == '\'') {
            at += 2;
        } else if (blank && raw.ptr[at] != ' ' && raw.ptr[at] != '\n') {
            continue; // a fold whose white space was passed with the character before
        } else {
            at++;
        }
    }
    return at < raw.len ? at : raw.len;
}

const source_text *yaml_scalar_source(arena *a, const yaml_node *scalar)
{
    source_text *s = ARENA_NEW(a, source_text);
    *s = (source_text){.file = scalar->where.source->file,
                       .text = scalar->text,
                       .outer = scalar->where.source,
                       .to_outer = scalar_to_outer,
                       .outer_start = scalar->where.offset,
                       .outer_style = (int)scalar->style};
    return s;
}
