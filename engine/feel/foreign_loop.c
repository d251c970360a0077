// To teach a further function, add a row here and a case to tests/feel/mistakes.txt.
#include "feel/foreign_loop.h"

#include "base/text.h"
#include "feel/foreign.h"

#define SOME   "some {v} in {list} satisfies {test}"
#define EVERY  "every {v} in {list} satisfies {test}"
#define NONE   "not(some {v} in {list} satisfies {test})"
#define FILTER "{list}[{bare}]"
#define COUNT  "count({list}[{bare}])"
#define EACH   "for {v} in {list} return {test}"
#define SORT   "sort({list}, function(a, b) a.{field} < b.{field})"

static const foreign_loop rows[] = {
    {"any", SOME, NULL},
    {"some", SOME, NULL},
    {"exists", SOME, NULL},
    {"exist", SOME, NULL},
    {"is there", SOME, NULL},
    {"there is", SOME, NULL},
    {"any match", SOME, NULL},
    {"has any", "some {v} in {list} satisfies list contains({argument}, {v})", SOME},
    {"contains any", "some {v} in {list} satisfies list contains({argument}, {v})", SOME},
    {"any of", "some {v} in {list} satisfies list contains({argument}, {v})", SOME},
    {"includes any", "some {v} in {list} satisfies list contains({argument}, {v})", SOME},
    {"has all", "every x in {argument} satisfies list contains({list}, x)", EVERY},
    {"contains all", "every x in {argument} satisfies list contains({list}, x)", EVERY},
    {"all of", "every x in {argument} satisfies list contains({list}, x)", EVERY},
    {"includes all", "every x in {argument} satisfies list contains({list}, x)", EVERY},
    {"all", EVERY, NULL},
    {"every", EVERY, NULL},
    {"each", EVERY, NULL},
    {"for all", EVERY, NULL},
    {"all match", EVERY, NULL},
    {"none", NONE, NULL},
    {"none match", NONE, NULL},
    {"not any", NONE, NULL},
    {"not exists", NONE, NULL},
    {"filter", FILTER, NULL},
    {"where", FILTER, NULL},
    {"select where", FILTER, NULL},
    {"find all", FILTER, NULL},
    {"find", FILTER "[1]", NULL},
    {"first", FILTER "[1]", NULL},
    {"first where", FILTER "[1]", NULL},
    {"last", FILTER "[-1]", NULL},
    {"count", COUNT, NULL},
    {"count if", COUNT, NULL},
    {"count ifs", COUNT, NULL},
    {"count where", COUNT, NULL},
    {"number of", COUNT, NULL},
    {"map", EACH, "{list}.{field}"},
    {"select", EACH, "{list}.{field}"},
    {"collect", EACH, "{list}.{field}"},
    {"pluck", EACH, "{list}.{field}"},
    {"for each", EACH, "{list}.{field}"},
    {"sum", NULL, "sum({list}.{field})"},
    {"sum by", NULL, "sum({list}.{field})"},
    {"total", NULL, "sum({list}.{field})"},
    {"sum if", "sum({list}[{bare}].\xE2\x80\xA6)", "sum({list}.{field})"},
    {"sum where", "sum({list}[{bare}].\xE2\x80\xA6)", "sum({list}.{field})"},
    {"average if", "mean({list}[{bare}].\xE2\x80\xA6)", "mean({list}.{field})"},
    {"min", NULL, "min({list}.{field})"},
    {"min by", NULL, "min({list}.{field})"},
    {"max", NULL, "max({list}.{field})"},
    {"max by", NULL, "max({list}.{field})"},
    {"mean", NULL, "mean({list}.{field})"},
    {"average", NULL, "mean({list}.{field})"},
    {"avg", NULL, "mean({list}.{field})"},
    {"median", NULL, "median({list}.{field})"},
    {"distinct values", NULL, "distinct values({list}.{field})"},
    {"distinct", NULL, "distinct values({list}.{field})"},
    {"unique", NULL, "distinct values({list}.{field})"},
    {"string join", NULL, "string join({list}.{field})"},
    {"join", NULL, "string join({list}.{field}, \", \")"},
    {"sort", NULL, SORT},
    {"sort by", NULL, SORT},
    {"sorted", NULL, SORT},
    {"order by", NULL, SORT},
};

const foreign_loop *foreign_loop_find(slice name)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (foreign_same_name(slice_of(rows[i].spelling), name))
            return &rows[i];
    }
    return NULL;
}

/// The part of which the name stands at the beginning of the text, in braces.
static slice part_at(slice text, const loop_parts *parts, size_t *length)
{
    const struct {
        slice hole, part;
    } known[] = {{SLICE("{list}"), parts->list},         {SLICE("{v}"), parts->variable},
                 {SLICE("{test}"), parts->test},         {SLICE("{bare}"), parts->bare},
                 {SLICE("{argument}"), parts->argument}, {SLICE("{field}"), parts->field}};
    *length = 0;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (!slice_starts_with(text, known[i].hole))
            continue;
        *length = known[i].hole.len;
        return known[i].part.len > 0 ? known[i].part : SLICE("\xE2\x80\xA6");
    }
    return (slice){NULL, 0};
}

slice foreign_loop_remedy(arena *a, const foreign_loop *row, const loop_parts *parts)
{
    text_builder out = {.arena = a};
    slice rest = slice_of(parts->field.len > 0 && row->by_field != NULL ? row->by_field : row->by_test);
    while (rest.len > 0) {
        size_t length;
        const slice part = part_at(rest, parts, &length);
        if (length > 0)
            text_add(&out, part);
        else
            text_add_byte(&out, rest.ptr[0]);
        rest = slice_part(rest, length > 0 ? length : 1, rest.len);
    }
    return rest.ptr != NULL ? text_result(&out) : (slice){NULL, 0};
}
