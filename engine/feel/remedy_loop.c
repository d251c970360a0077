// `any(m in memos satisfies …)`, `all(m in memos where …)`, `exists(m in memos | …)`: `some` and `every` as a call.
#include "feel/foreign.h"
#include "feel/remedy.h"

/// "some" or "every" for the word of other languages; NULL if it is none.
static const char *loop_named(slice word)
{
    static const foreign_row loops[] = {{"any", "some"},    {"some", "some"},   {"exists", "some"},
                                        {"all", "every"},   {"every", "every"}, {"each", "every"},
                                        {"forall", "every"}};
    const foreign_row *found = foreign_find(loops, sizeof loops / sizeof *loops, word);
    return found != NULL ? found->remedy : NULL;
}

/// Where the condition begins: behind "satisfies", "where", "such that", "with", "|" or ":". `s->count` if it is none of these.
static size_t condition_from(const scene *s)
{
    static const char *const words[] = {"satisfies", "where", "with", "if", "when"};
    if (slice_is(scene_text(s, s->at), "such") && s->at + 1 < s->count &&
        slice_is(scene_text(s, s->at + 1), "that"))
        return s->at + 2;
    bool is_known = slice_is(scene_text(s, s->at), "|") || scene_is(s, s->at, ':');
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        is_known = is_known || foreign_same_name(scene_text(s, s->at), slice_of(words[i]));
    return is_known ? s->at + 1 : s->count;
}

/// What stands from one token up to before another.
static slice between(const scene *s, size_t from, size_t to)
{
    const size_t start = s->tokens[from].offset;
    return from < to ? slice_part(s->text, start, scene_end(s, to - 1) - start) : SLICE("…");
}

bool remedy_of_loop(const scene *s)
{
    const size_t open = scene_open_bracket(s, s->at);
    const size_t condition = condition_from(s);
    if (condition >= s->count || open == SIZE_MAX || open == 0 || !scene_is(s, open, '(') ||
        open + 3 >= s->at || !slice_is(scene_text(s, open + 2), "in"))
        return false;
    const char *loop = loop_named(scene_text(s, open - 1));
    if (loop == NULL)
        return false;
    const size_t close = scene_close_bracket(s, open);
    return scene_say(s, open - 1, open - 1,
                     arena_format(s->arena, "FEEL has no loop '%.*s(…)'", SLICE_ARG(scene_text(s, open - 1))),
                     arena_format(s->arena, "write %s %.*s satisfies %.*s", loop,
                                  SLICE_ARG(between(s, open + 1, s->at)),
                                  SLICE_ARG(between(s, condition, close))));
}
