// Takes rows out of the trees, and sorts them.
#include "summary/order.h"

#include "summary/privacy.h"

#include <math.h>
#include <search.h>
#include <stdlib.h>
#include <string.h>

typedef struct sequence {
    const void **items;
    size_t count;
} sequence;

static void list_item(const void *node, VISIT when, void *state)
{
    sequence *l = state;
    if (when == postorder || when == leaf)
        l->items[l->count++] = *(const void *const *)node;
}

static const void **list(const summary_counts *t)
{
    sequence l = {.items = t->count > 0 ? calloc(t->count, sizeof *l.items) : NULL};
    if (l.items != NULL)
        twalk_r(t->root, list_item, &l);
    return l.items;
}

static int by_name(const void *a, const void *b)
{
    return strcmp((*(const summary_row *const *)a)->name, (*(const summary_row *const *)b)->name);
}

static int by_profiles(const void *a, const void *b)
{
    const summary_row *x = *(const summary_row *const *)a;
    const summary_row *y = *(const summary_row *const *)b;
    if (x->profiles != y->profiles)
        return x->profiles > y->profiles ? -1 : 1;
    return strverscmp(x->name, y->name); // TABLE/2 before TABLE/10
}

static int by_sum(const void *a, const void *b)
{
    const summary_row *x = *(const summary_row *const *)a;
    const summary_row *y = *(const summary_row *const *)b;
    return x->sum != y->sum ? (x->sum > y->sum ? -1 : 1) : by_profiles(a, b);
}

const summary_row **summary_rows(const summary_counts *t, summary_order order)
{
    static int (*const compare[])(const void *, const void *) = {
        [SUMMARY_BY_NAME] = by_name, [SUMMARY_BY_PROFILES] = by_profiles, [SUMMARY_BY_SUM] = by_sum};
    const void **rows = list(t);
    if (rows != NULL)
        qsort(rows, t->count, sizeof *rows, compare[order]);
    return (const summary_row **)rows;
}

typedef struct shown_order {
    size_t of, least;
} shown_order;

static int by_shown(const void *a, const void *b, void *state)
{
    const shown_order *o = state;
    const summary_row *x = *(const summary_row *const *)a;
    const summary_row *y = *(const summary_row *const *)b;
    const size_t left = summary_shown(x->profiles, o->of, o->least);
    const size_t right = summary_shown(y->profiles, o->of, o->least);
    if (left != right)
        return left > right ? -1 : 1;
    if ((x->profiles > 0) != (y->profiles > 0)) // what is withheld comes before what never was
        return x->profiles > 0 ? -1 : 1;
    return strverscmp(x->name, y->name);
}

const summary_row **summary_rows_shown(const summary_counts *t, size_t of, size_t least)
{
    shown_order order = {of, least};
    const void **rows = list(t);
    if (rows != NULL)
        qsort_r(rows, t->count, sizeof *rows, by_shown, &order);
    return (const summary_row **)rows;
}

size_t summary_seen(const summary_row *const *rows, size_t count)
{
    while (count > 0 && rows[count - 1]->profiles == 0)
        count--;
    return count;
}

/// The group of the unknown value comes first.
static int by_text(const summary_group *x, const summary_group *y)
{
    if (x->value == NULL || y->value == NULL)
        return (x->value != NULL) - (y->value != NULL);
    return strcmp(x->value, y->value);
}

static int by_size(const void *a, const void *b)
{
    const summary_group *x = *(const summary_group *const *)a;
    const summary_group *y = *(const summary_group *const *)b;
    if (x->evaluated != y->evaluated)
        return x->evaluated > y->evaluated ? -1 : 1;
    return by_text(x, y);
}

static bool read_number(const char *text, double *number)
{
    char *end;
    *number = strtod(text, &end);
    return end != text && *end == '\0' && isfinite(*number);
}

/// The unknown value, then numbers by size, then texts.
static int by_value(const void *a, const void *b)
{
    const summary_group *x = *(const summary_group *const *)a;
    const summary_group *y = *(const summary_group *const *)b;
    double left = 0;
    double right = 0;
    if (x->value == NULL || y->value == NULL)
        return by_text(x, y);
    bool is_number = read_number(x->value, &left);
    if (is_number != read_number(y->value, &right))
        return is_number ? -1 : 1;
    return is_number && left != right ? (left < right ? -1 : 1) : strcmp(x->value, y->value);
}

const summary_group **summary_groups(const summary *s, size_t least, size_t *count_out, bool *withheld)
{
    const summary_group **groups = (const summary_group **)list(&s->groups);
    *withheld = s->withheld;
    *count_out = 0;
    if (groups == NULL)
        return NULL;
    size_t shown = s->groups.count;
    size_t room =
        s->profiles -
        s->refused; // what the groups that are shown leave of the whole, as far as a reader can tell
    size_t hidden = 0;
    qsort(groups, shown, sizeof *groups, by_size);
    for (size_t i = 0; i < shown; i++)
        room -= summary_shown_size(groups[i]->evaluated, least);
    while (shown > 0 && least > 1 && (groups[shown - 1]->evaluated < least || (hidden > 0 && room < least))) {
        shown--;
        hidden += groups[shown]->evaluated;
        room += summary_shown_size(groups[shown]->evaluated, least);
        *withheld = true;
    }
    qsort(groups, shown, sizeof *groups, by_value);
    *count_out = shown;
    return groups;
}
