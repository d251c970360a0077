// What to write for those who put several texts into one: `size in "small;large"`.
#include "base/pieces.h"
#include "base/text.h"
#include "feel/foreign.h"
#include "feel/typecheck_advice.h"

/// The value that a closed list has for a piece, whatever its case, blanks and underscores; empty if it has none.
static slice allowed_like(const feel_type *type, slice piece)
{
    for (size_t i = 0; i < type->allowed_count; i++) {
        if (type->allowed[i].kind == FEEL_STRING && foreign_same_name(feel_text(type->allowed[i]), piece))
            return feel_text(type->allowed[i]);
    }
    return (slice){NULL, 0};
}

/// Each in quotes, with commas between: `"small", "large"`. Empty if the text is not several.
/// @param type  whose values they must be; NULL: any texts, and only signs separate them
static slice quoted(arena *a, slice text, const feel_type *type)
{
    text_builder out = {.arena = a};
    slice piece;
    size_t count = 0;
    bool all = true;
    while (all && piece_next(&text, type != NULL ? PIECES_BY_WORDS : PIECES_BY_SIGNS, &piece)) {
        if (piece.len == 0)
            continue;
        const slice name = type != NULL ? allowed_like(type, piece) : piece;
        all = name.len > 0;
        text_add_format(&out, "%s\"%.*s\"", count++ > 0 ? ", " : "", SLICE_ARG(name));
    }
    return all && count > 1 ? text_result(&out) : (slice){NULL, 0};
}

/// True if a test stands among others, or in brackets of its own.
static bool is_in_brackets(const checker *c, const node *test)
{
    const slice before = slice_trim(slice_part(c->in->source->text, 0, test->offset));
    const char last = before.len > 0 ? before.ptr[before.len - 1] : '\0';
    return last == '(' || last == ',' || last == '[';
}

/// Tests of which one must hold: in a cell as they are, behind `in` in brackets.
static slice tests_of(const checker *c, const node *test, bool in_cell, slice texts)
{
    return in_cell || is_in_brackets(c, test) ? texts
                                              : arena_format(c->in->arena, "(%.*s)", SLICE_ARG(texts));
}

slice advice_several(const checker *c, const feel_type *type, const node *text)
{
    const feel_value *value = advice_literal(text, FEEL_STRING);
    return value != NULL && type != NULL && type->allowed_count > 0 &&
                   !hint_is_allowed(type, feel_text(*value))
               ? quoted(c->in->arena, feel_text(*value), type)
               : (slice){NULL, 0};
}

bool hint_several(checker *c, slice subject, const feel_type *type, const node *literal, literal_use use)
{
    const slice texts = advice_several(c, type, literal);
    diag_list *diags = c->in->diags;
    if (texts.len == 0)
        return false;
    switch (use) {
    case USE_EQUAL: diag_hint(diags, "write %.*s in (%.*s)", SLICE_ARG(subject), SLICE_ARG(texts)); break;
    case USE_NOT_EQUAL:
        diag_hint(diags, "write not(%.*s in (%.*s))", SLICE_ARG(subject), SLICE_ARG(texts));
        break;
    case USE_MEMBER:
        diag_hint(diags, "write some x in %.*s satisfies x in (%.*s)", SLICE_ARG(subject), SLICE_ARG(texts));
        break;
    case USE_ARGUMENT: diag_hint(diags, "only one fits: %.*s", SLICE_ARG(texts)); break;
    case USE_TEST:
    case USE_ITEM:
        diag_hint(diags, "write %.*s",
                  SLICE_ARG(tests_of(c, literal, use == USE_ITEM || subject.len == 0, texts)));
        break;
    }
    return true;
}

void warn_of_several(checker *c, const node *test, const feel_type *tested)
{
    for (size_t i = 0; test->kind == NODE_LIST && i < test->as.list.count; i++)
        warn_of_several(c, test->as.list.items[i], tested);
    const feel_value *text = advice_literal(test, FEEL_STRING);
    if (!c->in->scope->strict || c->in->has_input || text == NULL ||
        (tested != NULL && tested->allowed_count > 0))
        return;
    const slice texts = quoted(c->in->arena, feel_text(*text), NULL);
    if (texts.len > 0)
        advice_warn(c, test, "likely-mistake", SLICE("this is one text"),
                    arena_format(c->in->arena, "write %.*s", SLICE_ARG(tests_of(c, test, false, texts))));
}
