// Trees of counts, by the search trees of the C library.
#include "summary.h"

#include <math.h>
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/// What rows and groups begin with.
typedef struct named {
    char *name;
} named;

static int by_name(const void *a, const void *b)
{
    return strcmp(((const named *)a)->name, ((const named *)b)->name);
}

/// Finds the entry, or adds one of `size` bytes of zeros; NULL where memory ran out.
static void *entry(summary *s, summary_table *t, const char *name, size_t size)
{
    union {
        const char *constant;
        char *text;
    } key = {.constant = name};
    named wanted = {key.text};
    void *found = tfind(&wanted, &t->root, by_name);
    if (found != NULL)
        return *(void **)found;
    named *made = calloc(1, size);
    if (made != NULL)
        made->name = strdup(name);
    if (made == NULL || made->name == NULL || tsearch(made, &t->root, by_name) == NULL) {
        s->failed = true;
        if (made != NULL)
            free(made->name);
        free(made);
        return NULL;
    }
    t->count++;
    return made;
}

static void free_row(void *item)
{
    free(((named *)item)->name);
    free(item);
}

static void free_group(void *item)
{
    summary_group *g = item;
    tdestroy(g->recommendations.root, free_row);
    free_row(g);
}

void summary_free(summary *s)
{
    tdestroy(s->recommendations.root, free_row);
    tdestroy(s->codes.root, free_row);
    tdestroy(s->questions.root, free_row);
    tdestroy(s->groups.root, free_group);
    *s = (summary){0};
}

// --- counting ---

static void count(summary *s, summary_table *t, const char *name, double amount, bool is_score)
{
    summary_row *row = entry(s, t, name, sizeof *row);
    if (row == NULL)
        return;
    int64_t sum = llround(amount * 10000);
    row->profiles += row->last != s->profiles;
    row->last = s->profiles;
    row->times++;
    row->sum += sum;
    if (is_score && sum >= 0)
        row->tenths[sum >= 1000000 ? SUMMARY_TENTHS - 1 : sum / 100000]++;
}

summary_profile summary_add(summary *s, const char *group)
{
    summary_profile p = {.to = s};
    s->profiles++;
    if (group != NULL)
        p.group = entry(s, &s->groups, group, sizeof *p.group);
    if (p.group != NULL)
        p.group->evaluated++;
    return p;
}

summary_profile summary_add_refused(summary *s)
{
    s->profiles++;
    s->refused++;
    return (summary_profile){.to = s};
}

void summary_add_advice(summary_profile *p, const char *recommendation, double score)
{
    count(p->to, &p->to->recommendations, recommendation, score, true);
    if (p->group != NULL)
        count(p->to, &p->group->recommendations, recommendation, score, true);
}

void summary_end_advice(summary_profile *p, size_t given)
{
    p->to->without += given == 0;
    if (p->group != NULL)
        p->group->without += given == 0;
}

void summary_add_question(summary_profile *p, const char *fact, const char *field, double weight)
{
    char name[300];
    (void)snprintf(name, sizeof name, "%s%s%s", fact, field[0] != '\0' ? "." : "", field);
    p->to->has_questions = true;
    count(p->to, &p->to->questions, name, weight, false);
}

void summary_add_code(summary_profile *p, const char *code)
{
    count(p->to, &p->to->codes, code, 0, false);
}

void summary_add_outcome(summary *s, const advise_outcome *o, bool grouped)
{
    const advise_diagnostics *d = advise_outcome_problems(o);
    const advise_report *report = advise_outcome_report(o);
    if (advise_outcome_is_refused(o)) {
        summary_profile p = summary_add_refused(s);
        for (size_t i = 0; i < advise_diagnostics_count(d); i++) {
            advise_diagnostic one = advise_diagnostics_get(d, i);
            if (one.is_error)
                summary_add_code(&p, one.code);
        }
        return;
    }
    summary_profile p = summary_add(s, grouped ? advise_outcome_group(o) : NULL);
    for (size_t i = 0; i < advise_outcome_count(o); i++) {
        advise_outcome_advice a = advise_outcome_get(o, i);
        summary_add_advice(&p, a.recommendation, a.score);
    }
    summary_end_advice(&p, advise_outcome_given_count(o));
    s->has_questions = s->has_questions || report != NULL;
    for (size_t i = 0; report != NULL && i < advise_report_question_count(report); i++) {
        advise_question q = advise_report_question(report, i);
        summary_add_question(&p, q.fact, q.field, q.weight);
    }
}

// --- joining ---

typedef struct join {
    summary *into;
    summary_table *table;
} join;

static void join_row(const void *node, VISIT when, void *state)
{
    const join *j = state;
    const summary_row *from = *(const summary_row *const *)node;
    if (when != postorder && when != leaf)
        return;
    summary_row *row = entry(j->into, j->table, from->name, sizeof *row);
    if (row == NULL)
        return;
    row->profiles += from->profiles;
    row->times += from->times;
    row->sum += from->sum;
    for (size_t i = 0; i < SUMMARY_TENTHS; i++)
        row->tenths[i] += from->tenths[i];
}

static void join_table(summary *into, summary_table *table, const summary_table *from)
{
    join j = {into, table};
    twalk_r(from->root, join_row, &j);
}

static void join_group(const void *node, VISIT when, void *state)
{
    const join *j = state;
    const summary_group *from = *(const summary_group *const *)node;
    if (when != postorder && when != leaf)
        return;
    summary_group *group = entry(j->into, j->table, from->value, sizeof *group);
    if (group == NULL)
        return;
    group->evaluated += from->evaluated;
    group->without += from->without;
    join_table(j->into, &group->recommendations, &from->recommendations);
}

void summary_join(summary *into, const summary *from)
{
    join groups = {into, &into->groups};
    into->profiles += from->profiles;
    into->refused += from->refused;
    into->without += from->without;
    into->has_questions = into->has_questions || from->has_questions;
    into->failed = into->failed || from->failed;
    join_table(into, &into->recommendations, &from->recommendations);
    join_table(into, &into->codes, &from->codes);
    join_table(into, &into->questions, &from->questions);
    twalk_r(from->groups.root, join_group, &groups);
}

// --- listing ---

typedef struct listing {
    const void **items;
    size_t count;
} listing;

static void list_item(const void *node, VISIT when, void *state)
{
    listing *l = state;
    if (when == postorder || when == leaf)
        l->items[l->count++] = *(const void *const *)node;
}

static const void **list(const summary_table *t)
{
    listing l = {.items = t->count > 0 ? calloc(t->count, sizeof *l.items) : NULL};
    if (l.items != NULL)
        twalk_r(t->root, list_item, &l);
    return l.items;
}

static int by_frequency(const void *a, const void *b)
{
    const summary_row *x = *(const summary_row *const *)a;
    const summary_row *y = *(const summary_row *const *)b;
    if (x->profiles != y->profiles)
        return x->profiles > y->profiles ? -1 : 1;
    return strcmp(x->name, y->name);
}

const summary_row **summary_rows(const summary_table *t)
{
    const void **rows = list(t);
    if (rows != NULL)
        qsort(rows, t->count, sizeof *rows, by_frequency);
    return (const summary_row **)rows;
}

static int by_size(const void *a, const void *b)
{
    const summary_group *x = *(const summary_group *const *)a;
    const summary_group *y = *(const summary_group *const *)b;
    if (x->evaluated != y->evaluated)
        return x->evaluated > y->evaluated ? -1 : 1;
    return strcmp(x->value, y->value);
}

static int by_value(const void *a, const void *b)
{
    return strcmp((*(const summary_group *const *)a)->value, (*(const summary_group *const *)b)->value);
}

const summary_group **summary_groups(const summary *s, size_t least, size_t *count_out,
                                     summary_withheld *withheld)
{
    const summary_group **groups = (const summary_group **)list(&s->groups);
    *withheld = (summary_withheld){0};
    *count_out = 0;
    if (groups == NULL)
        return NULL;
    size_t shown = s->groups.count;
    qsort(groups, shown, sizeof *groups, by_size);
    while (shown > 0 &&
           (groups[shown - 1]->evaluated < least || (withheld->groups > 0 && withheld->profiles < least))) {
        shown--;
        withheld->groups++;
        withheld->profiles += groups[shown]->evaluated;
    }
    qsort(groups, shown, sizeof *groups, by_value);
    *count_out = shown;
    return groups;
}
