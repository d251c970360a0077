// Functions on lists that give lists, items or positions (DMN 1.5, 10.3.4.4). Statistics are in builtin_statistic.c.
#include "base/limits.h"
#include "base/sort.h"
#include "feel/builtin.h"
#include "feel/builtin_statistic.h"
#include "feel/eval.h"

typedef struct value_list {
    feel_value *items;
    size_t count, capacity;
} value_list;

static feel_value give(feel_machine *m, const value_list *list)
{
    return feel_list_of(m->arena, list->items, list->count);
}

static void add_all(feel_machine *m, value_list *out, const feel_value *items, size_t count)
{
    for (size_t i = 0; i < count && feel_spend(m, 1); i++)
        ARENA_PUSH(m->arena, out, items, count, capacity, items[i]);
}

static feel_value call_list_contains(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    const feel_list *list = arguments[0].as.list;
    for (size_t i = 0; i < list->count && feel_spend(m, 1); i++) {
        if (feel_equal_spending(m, list->items[i], arguments[1]) == FEEL_TRUE)
            return feel_boolean(true);
    }
    return feel_boolean(false);
}

static feel_value call_count(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)m;
    (void)count;
    return feel_integer((int64_t)arguments[0].as.list->count);
}

/// The index of an item at a position, of which a fraction is dropped; false if the list has none there.
static bool find_position(const feel_list *list, feel_value position, size_t *index)
{
    int64_t whole;
    return feel_to_whole(position, &whole) && eval_position(list, feel_integer(whole), index);
}

static feel_value call_sublist(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    const feel_list *list = arguments[0].as.list;
    size_t start;
    int64_t length;
    if (!find_position(list, arguments[1], &start))
        return feel_null();
    size_t most = list->count - start;
    if (arguments[2].kind == FEEL_ABSENT)
        length = (int64_t)most;
    else if (!feel_to_whole(arguments[2], &length) || length < 1 || (size_t)length > most)
        return feel_null();
    return feel_list_of(m->arena, list->items + start, (size_t)length);
}

static feel_value call_append(feel_machine *m, const feel_value *arguments, size_t count)
{
    value_list out = {0};
    add_all(m, &out, arguments[0].as.list->items, arguments[0].as.list->count);
    for (size_t i = 1; i < count; i++)
        add_all(m, &out, &arguments[i], arguments[i].kind != FEEL_ABSENT);
    return give(m, &out);
}

static feel_value call_concatenate(feel_machine *m, const feel_value *arguments, size_t count)
{
    value_list out = {0};
    for (size_t i = 0; i < count; i++)
        add_all(m, &out, arguments[i].as.list->items, arguments[i].as.list->count);
    return give(m, &out);
}

/// The list (the first argument) with `removed` items at a position (the second) replaced by `added`, which may be NULL.
static feel_value splice(feel_machine *m, const feel_value *arguments, size_t removed,
                         const feel_value *added)
{
    const feel_list *list = arguments[0].as.list;
    size_t at;
    if (!find_position(list, arguments[1], &at))
        return feel_null();
    value_list out = {0};
    add_all(m, &out, list->items, at);
    add_all(m, &out, added, added != NULL);
    add_all(m, &out, list->items + at + removed, list->count - at - removed);
    return give(m, &out);
}

static feel_value call_insert_before(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    return splice(m, arguments, 0, &arguments[2]);
}

static feel_value call_remove(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    return splice(m, arguments, 1, NULL);
}

static feel_value call_reverse(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    const feel_list *list = arguments[0].as.list;
    value_list out = {0};
    for (size_t i = list->count; i-- > 0;)
        add_all(m, &out, &list->items[i], 1);
    return give(m, &out);
}

static feel_value call_index_of(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    const feel_list *list = arguments[0].as.list;
    value_list out = {0};
    for (size_t i = 0; i < list->count && feel_spend(m, 1); i++) {
        feel_value position = feel_integer((int64_t)i + 1);
        if (feel_equal_spending(m, list->items[i], arguments[1]) == FEEL_TRUE)
            add_all(m, &out, &position, 1);
    }
    return give(m, &out);
}

static void add_distinct(feel_machine *m, value_list *out, const feel_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        bool known = false;
        for (size_t j = 0; j < out->count && !known && feel_spend(m, 1); j++)
            known = feel_equal_spending(m, out->items[j], list->items[i]) == FEEL_TRUE;
        add_all(m, out, &list->items[i], known ? 0 : 1);
    }
}

static feel_value call_union(feel_machine *m, const feel_value *arguments, size_t count)
{
    value_list out = {0};
    for (size_t i = 0; i < count; i++)
        add_distinct(m, &out, arguments[i].as.list);
    return give(m, &out);
}

static void add_flat(feel_machine *m, value_list *out, const feel_list *list, unsigned depth)
{
    for (size_t i = 0; i < list->count && feel_spend(m, 1); i++) {
        if (list->items[i].kind == FEEL_LIST && depth < LIMIT_EXPRESSION_NESTING)
            add_flat(m, out, list->items[i].as.list, depth + 1);
        else
            add_all(m, out, &list->items[i], 1);
    }
}

static feel_value call_flatten(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    value_list out = {0};
    add_flat(m, &out, arguments[0].as.list, 0);
    return give(m, &out);
}

static feel_value call_list_replace(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    return splice(m, arguments, 1, &arguments[2]);
}

static feel_value call_list_replace_where(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    const feel_list *list = arguments[0].as.list;
    value_list out = {0};
    if (feel_function_arity(arguments[1].as.function) != 2)
        return feel_null();
    for (size_t i = 0; i < list->count; i++) {
        feel_value chosen =
            feel_call(m, arguments[1].as.function, (feel_value[]){list->items[i], arguments[2]}, 2);
        if (chosen.kind != FEEL_BOOLEAN)
            return feel_null();
        add_all(m, &out, chosen.as.boolean ? &arguments[2] : &list->items[i], 1);
    }
    return give(m, &out);
}

/// Whether `a` comes before `b`: what the given function says, or FEEL's order if none is given. Sets `*failed` if there is no answer.
static bool precedes(feel_machine *m, feel_value function, feel_value a, feel_value b, bool *failed)
{
    int order;
    if (function.kind == FEEL_FUNCTION) {
        feel_value v = feel_call(m, function.as.function, (feel_value[]){a, b}, 2);
        *failed = *failed || v.kind != FEEL_BOOLEAN;
        return feel_is_true(v);
    }
    if (!feel_order(a, b, &order)) {
        *failed = true;
        return false;
    }
    return order < 0;
}

/// How `sort` orders: by a function, or by what FEEL can compare.
typedef struct value_order {
    feel_machine *machine;
    feel_value function; ///< null: none
    bool failed;
} value_order;

static int order_values(const void *a, const void *b, void *context)
{
    value_order *o = context;
    return !o->failed &&
           precedes(o->machine, o->function, *(const feel_value *)b, *(const feel_value *)a, &o->failed);
}

static feel_value call_sort(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    const feel_list *list = arguments[0].as.list;
    if (arguments[1].kind == FEEL_FUNCTION && feel_function_arity(arguments[1].as.function) != 2)
        return feel_null();
    value_list out = {0};
    add_all(m, &out, list->items, list->count);
    if (out.count != list->count)
        return feel_null();
    value_order order = {.machine = m, .function = arguments[1]};
    sort_stable(m->arena, out.items, out.count, sizeof *out.items, order_values, &order);
    return order.failed ? feel_null() : give(m, &out);
}

#define KEPT_LIST      PARAMETER("list", ACCEPT_LIST | PARAMETER_KEEPS)
#define KEPT(name)     PARAMETER(name, ACCEPT_ANY | PARAMETER_KEEPS)
#define LIST           PARAMETER("list", ACCEPT_LIST)
#define LISTS          PARAMETER("list", ACCEPT_LIST | PARAMETER_VARIADIC)
#define ANY(name)      PARAMETER(name, ACCEPT_ANY)
#define ITEMS          PARAMETER("c", ACCEPT_ANY | PARAMETER_VARIADIC)
#define POSITION(name) PARAMETER(name, ACCEPT_NUMBER)

static const builtin rows[] = {
    BUILTIN("list contains", call_list_contains, RESULT_BOOLEAN, "whether the list has the element", LIST,
            ANY("element")),
    BUILTIN("count", call_count, RESULT_NUMBER, "how many items the list has", KEPT_LIST),
    BUILTIN("min", statistic_min, RESULT_ELEMENT_OF_FIRST, "the least item; null of an empty list", LIST),
    BUILTIN("min", statistic_min_of, RESULT_SAME_AS_FIRST, "the least argument", ITEMS),
    BUILTIN("max", statistic_max, RESULT_ELEMENT_OF_FIRST, "the greatest item; null of an empty list", LIST),
    BUILTIN("max", statistic_max_of, RESULT_SAME_AS_FIRST, "the greatest argument", ITEMS),
    BUILTIN("sum", statistic_sum, RESULT_NUMBER, "the sum of the numbers; null of an empty list", LIST),
    BUILTIN("sum", statistic_sum_of, RESULT_NUMBER, "the sum of the arguments", ITEMS),
    BUILTIN("product", statistic_product, RESULT_NUMBER, "the product of the numbers", LIST),
    BUILTIN("product", statistic_product_of, RESULT_NUMBER, "the product of the arguments", ITEMS),
    BUILTIN("mean", statistic_mean, RESULT_NUMBER, "the arithmetic mean", LIST),
    BUILTIN("mean", statistic_mean_of, RESULT_NUMBER, "the arithmetic mean of the arguments", ITEMS),
    BUILTIN("median", statistic_median, RESULT_NUMBER,
            "the middle item, or the mean of the two in the middle", LIST),
    BUILTIN("median", statistic_median_of, RESULT_NUMBER, "the median of the arguments", ITEMS),
    BUILTIN("stddev", statistic_stddev, RESULT_NUMBER, "the sample standard deviation", LIST),
    BUILTIN("stddev", statistic_stddev_of, RESULT_NUMBER, "the sample standard deviation of the arguments",
            ITEMS),
    BUILTIN("mode", statistic_mode, RESULT_LIST_OF_NUMBERS, "the most frequent numbers, ascending", LIST),
    BUILTIN("mode", statistic_mode_of, RESULT_LIST_OF_NUMBERS, "the most frequent arguments, ascending",
            ITEMS),
    BUILTIN("sublist", call_sublist, RESULT_SAME_AS_FIRST, "the items from a position", KEPT_LIST,
            POSITION("start position"), PARAMETER("length", ACCEPT_NUMBER | PARAMETER_OPTIONAL)),
    BUILTIN("append", call_append, RESULT_LIST, "the list with items added", KEPT_LIST,
            PARAMETER("item", ACCEPT_ANY | PARAMETER_VARIADIC | PARAMETER_KEEPS)),
    BUILTIN("concatenate", call_concatenate, RESULT_LIST, "the lists one after the other",
            PARAMETER("list", ACCEPT_LIST | PARAMETER_VARIADIC | PARAMETER_KEEPS)),
    BUILTIN("insert before", call_insert_before, RESULT_LIST, "the list with an item inserted", KEPT_LIST,
            POSITION("position"), KEPT("newItem")),
    BUILTIN("remove", call_remove, RESULT_SAME_AS_FIRST, "the list without the item at a position", KEPT_LIST,
            POSITION("position")),
    BUILTIN("reverse", call_reverse, RESULT_SAME_AS_FIRST, "the list in reverse order", KEPT_LIST),
    BUILTIN("index of", call_index_of, RESULT_LIST_OF_NUMBERS, "the positions of the items that equal match",
            LIST, ANY("match")),
    BUILTIN("union", call_union, RESULT_LIST, "the lists one after the other, each value once", LISTS),
    BUILTIN("distinct values", call_union, RESULT_SAME_AS_FIRST, "each value of the list once", LIST),
    BUILTIN("flatten", call_flatten, RESULT_LIST, "the items of the list and of the lists in it", LIST),
    BUILTIN("list replace", call_list_replace, RESULT_LIST, "the list with the item at a position replaced",
            KEPT_LIST, POSITION("position"), KEPT("newItem")),
    BUILTIN("list replace", call_list_replace_where, RESULT_LIST,
            "the list with the items replaced that the function chooses", KEPT_LIST,
            PARAMETER("match", ACCEPT_FUNCTION), KEPT("newItem")),
    BUILTIN("sort", call_sort, RESULT_SAME_AS_FIRST, "the list in the order that the function gives",
            KEPT_LIST, PARAMETER("precedes", ACCEPT_FUNCTION | PARAMETER_OPTIONAL)),
};

const builtin_topic builtins_list = {rows, sizeof rows / sizeof *rows};
