// Cuts a text at {{ and }}, parses what stands between, and fills in its values.
#include "pack/template.h"

#include "base/text.h"

static size_t part_to_outer(const source_text *inner, size_t offset)
{
    return inner->outer_start + offset;
}

static size_t find(slice text, size_t from, const char *pair)
{
    for (size_t i = from; i + 1 < text.len; i++) {
        if (text.ptr[i] == pair[0] && text.ptr[i + 1] == pair[1])
            return i;
    }
    return text.len;
}

bool template_parse(arena *a, const source_text *source, const feel_scope *scope, diag_list *diags,
                    template_text *out)
{
    struct {
        template_piece *items;
        size_t count, capacity;
    } pieces = {0};
    slice text = source->text;
    bool good = true;
    *out = (template_text){.text = text};
    for (size_t at = 0; at < text.len;) {
        size_t open = find(text, at, "{{");
        if (open > at) {
            template_piece literal = {.literal = slice_part(text, at, open - at)};
            ARENA_PUSH(a, &pieces, items, count, capacity, literal);
        }
        if (open == text.len)
            break;
        size_t close = find(text, open + 2, "}}");
        if (close == text.len) {
            diag_error(diags, (place){source, open, 2}, "template", "'{{' is not closed by '}}'");
            return false;
        }
        source_text *part = ARENA_NEW(a, source_text);
        *part = (source_text){.file = source->file,
                              .text = slice_part(text, open + 2, close - open - 2),
                              .outer = source,
                              .to_outer = part_to_outer,
                              .outer_start = open + 2};
        template_piece piece = {.expression = feel_parse(a, part, scope, diags)};
        good = good && piece.expression != NULL;
        ARENA_PUSH(a, &pieces, items, count, capacity, piece);
        at = close + 2;
    }
    if (good) {
        out->pieces = pieces.items;
        out->count = pieces.count;
    }
    return good;
}

slice template_fill(feel_machine *m, const template_text *text, const feel_value *values, size_t count)
{
    text_builder out = {.arena = m->arena};
    for (size_t i = 0; i < text->count; i++) {
        if (text->pieces[i].expression == NULL) {
            text_add(&out, text->pieces[i].literal);
            continue;
        }
        feel_value v = feel_evaluate(m, text->pieces[i].expression, values, count);
        if (feel_is_null(v))
            return (slice){"", 0};
        text_add(&out, feel_to_shown(m->arena, v));
    }
    return text_result(&out);
}
