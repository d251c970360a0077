// Lists: what was typed is cut into items, and each is understood by itself.
#include "profile/said_choice.h"
#include "profile/said_words.h"
#include "profile/understood.h"

typedef struct piece_list {
    slice *items;
    size_t count, capacity;
} piece_list;

static void add_piece(arena *a, piece_list *to, slice piece)
{
    static const slice and = SLICE_INIT("and ");
    piece = slice_trim(piece);
    if (slice_starts_with(piece, and))
        piece = slice_trim(slice_part(piece, and.len, piece.len));
    if (piece.len > 0)
        ARENA_PUSH(a, to, items, count, capacity, piece);
}

/// Cuts at any of the signs.
static void cut_at_signs(arena *a, slice text, const char *signs, piece_list *to)
{
    size_t from = 0;
    for (size_t i = 0; i <= text.len; i++) {
        if (i < text.len && strchr(signs, text.ptr[i]) == NULL)
            continue;
        add_piece(a, to, slice_part(text, from, i - from));
        from = i + 1;
    }
}

/// Cuts at a word with blanks around.
static void cut_at_word(arena *a, slice text, slice word, piece_list *to)
{
    size_t from = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (!slice_starts_with(slice_part(text, i, text.len), word))
            continue;
        add_piece(a, to, slice_part(text, from, i - from));
        i += word.len - 1;
        from = i + 1;
    }
    add_piece(a, to, slice_part(text, from, text.len));
}

/// True if the text is one of the values as it stands, so that an "and" in it separates nothing.
static bool is_whole_value(const question *q, slice text)
{
    return understood_is_closed(q->type) &&
           said_choice_of(q->arena, q->type, said_plainly(q->arena, text)).is_sure;
}

static bool is_numbers_only(slice text)
{
    bool good = text.len > 0;
    for (size_t i = 0; i < text.len && good; i++)
        good = said_is_digit(text.ptr[i]) || text.ptr[i] == ' ';
    return good;
}

/// The items that were typed: separated by commas or semicolons, and the last two by "and".
static piece_list items_of(const question *q)
{
    piece_list parts = {0};
    piece_list out = {0};
    cut_at_signs(q->arena, q->typed,
                 understood_is_closed(q->type) && !is_whole_value(q, q->typed) ? ",;/&" : ",;", &parts);
    for (size_t i = 0; i < parts.count; i++) {
        const bool may_be_last = i + 1 == parts.count || understood_is_closed(q->type);
        if (is_numbers_only(parts.items[i]))
            cut_at_signs(q->arena, parts.items[i], " ", &out);
        else if (may_be_last && !is_whole_value(q, parts.items[i]))
            cut_at_word(q->arena, parts.items[i], SLICE(" and "), &out);
        else
            add_piece(q->arena, &out, parts.items[i]);
    }
    return out;
}

static bool is_among(const feel_value *items, size_t count, feel_value v)
{
    bool found = false;
    for (size_t i = 0; i < count && !found; i++)
        found = feel_equal(items[i], v) == FEEL_TRUE;
    return found;
}

static answer list_answer(const question *q, const feel_value *items, const slice *said, size_t count,
                          bool is_guess)
{
    const feel_value list = feel_list_of(q->arena, items, count);
    return understood_value(q, list, understood_list_text(q->arena, said, count, " and ", false), is_guess);
}

static answer read_all(const question *q)
{
    const feel_type *element = q->type->element;
    slice *said = ARENA_ARRAY(q->arena, element->allowed_count, slice);
    for (size_t i = 0; i < element->allowed_count; i++)
        said[i] = feel_text(element->allowed[i]);
    return list_answer(q, element->allowed, said, element->allowed_count, false);
}

answer understand_list(const question *q)
{
    static const char *const all_words[] = {"all",       "all of them",  "everything",
                                            "every one", "all of these", NULL};
    const feel_type *element = q->type->element;
    if (q->fact->record != NULL || element == NULL || element->kind == FEEL_TYPE_LIST)
        return understood_not(q);
    if (understood_is_closed(element) && said_is_one_of(q->plain, all_words))
        return read_all(q);
    question item = *q;
    item.type = element;
    const piece_list pieces = items_of(&item);
    feel_value *items = ARENA_ARRAY(q->arena, pieces.count, feel_value);
    slice *said = ARENA_ARRAY(q->arena, pieces.count, slice);
    size_t count = 0;
    bool is_guess = false;
    for (size_t i = 0; i < pieces.count; i++) {
        item.typed = pieces.items[i];
        item.plain = said_plainly(q->arena, item.typed);
        answer one = understand_item(&item);
        if (one.kind != ANSWER_VALUE) {
            one.said = arena_format(q->arena, "for '%.*s', %.*s", SLICE_ARG(diag_quote(item.typed)),
                                    SLICE_ARG(one.said));
            return one;
        }
        is_guess = is_guess || one.is_guess;
        if (is_among(items, count, one.value))
            continue;
        said[count] = one.is_guess ? slice_part(one.said, sizeof "taken as " - 1, one.said.len) : one.said;
        items[count++] = one.value;
    }
    return count > 0 ? list_answer(q, items, said, count, is_guess) : understood_not(q);
}
