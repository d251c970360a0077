// Records to one stream, and its tokens. A record joins those before it if it begins with a marker at the beginning of a line: what
// is on one side of such a marker has no bearing on the other. libyaml counts characters; so are the places of markers counted here.
#include "rows/document_tokens.h"

#include "base/byte_scan.h"

static slice text_of(const document_tokens *t, size_t index)
{
    return t->records[index].source.text;
}

/// True if the record may be read after the one before it, in one stream.
static bool joins(const document_tokens *t, size_t index)
{
    const cohort_record *r = &t->records[index];
    const slice text = text_of(t, index);
    const slice before = text_of(t, index - 1);
    return r->syntax == PROFILE_YAML && r->header == NULL && slice_ends_with(before, SLICE("\n")) &&
           yaml_is_marker(text, "---");
}

/// Gives the parser some of a record, never of two: what it reads ahead of a document that is wrong is read again.
static int feed(void *state, unsigned char *buffer, size_t size, size_t *given)
{
    document_tokens *t = state;
    *given = 0;
    if (t->fed_offset == text_of(t, t->fed).len && t->fed + 1 < t->count && joins(t, t->fed + 1)) {
        t->fed++;
        t->fed_offset = 0;
    }
    const slice rest = slice_part(text_of(t, t->fed), t->fed_offset, text_of(t, t->fed).len);
    *given = rest.len < size ? rest.len : size;
    if (*given > 0)
        memcpy(buffer, rest.ptr, *given);
    t->fed_offset += *given;
    return 1;
}

void document_tokens_set(document_tokens *t, const cohort_record *records, size_t count)
{
    t->in_step = false;
    t->records = records;
    t->count = count;
}

static void release_token(document_tokens *t)
{
    switch (t->token.type) {
    case YAML_SCALAR_TOKEN:
    case YAML_ALIAS_TOKEN:
    case YAML_ANCHOR_TOKEN:
    case YAML_TAG_TOKEN:
    case YAML_TAG_DIRECTIVE_TOKEN: yaml_token_delete(&t->token); break;
    default: t->token.type = YAML_NO_TOKEN; // the others own nothing
    }
}

void document_tokens_release(document_tokens *t)
{
    release_token(t);
    if (t->is_open)
        yaml_parser_delete(&t->parser);
    t->is_open = t->in_step = false;
}

void document_advance(document_tokens *t)
{
    release_token(t);
    if (!yaml_parser_scan(&t->parser, &t->token))
        t->token.type = YAML_NO_TOKEN;
}

bool document_begin(document_tokens *t, size_t index)
{
    if (!t->in_step || t->next != index) {
        document_tokens_release(t);
        t->is_open = yaml_parser_initialize(&t->parser) != 0;
        if (!t->is_open)
            return false;
        yaml_parser_set_encoding(&t->parser, YAML_UTF8_ENCODING);
        yaml_parser_set_input(&t->parser, feed, t);
        t->next = t->fed = index;
        t->begin = t->fed_offset = 0;
        document_advance(t); // the stream's start
        document_advance(t);
    }
    t->in_step = false;
    if (t->token.type == YAML_DOCUMENT_START_TOKEN)
        document_advance(t);
    return true;
}

bool document_end(document_tokens *t)
{
    while (t->token.type == YAML_DOCUMENT_END_TOKEN)
        document_advance(t);
    const bool is_last = t->token.type == YAML_STREAM_END_TOKEN && t->fed == t->next;
    t->begin += byte_scan_characters(text_of(t, t->next++));
    t->in_step = t->token.type == YAML_DOCUMENT_START_TOKEN && t->token.start_mark.index == t->begin;
    return is_last || t->in_step;
}
