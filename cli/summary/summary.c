// Counts, in search trees of the C library.
#include "summary/summary.h"
#include "report/refusals.h"
#include "summary/order.h"

#include <math.h>
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/// What rows and groups begin with.
typedef struct named {
    char *name; ///< NULL comes before all others
} named;

static int by_name(const void *a, const void *b)
{
    const char *x = ((const named *)a)->name;
    const char *y = ((const named *)b)->name;
    if (x == NULL || y == NULL)
        return (x != NULL) - (y != NULL);
    return strcmp(x, y);
}

/// Finds the entry, or adds one of `size` zero bytes; NULL if memory ran out.
static void *entry(summary *s, summary_counts *t, const char *name, size_t size)
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
    if (made != NULL && name != NULL)
        made->name = strdup(name);
    if (made == NULL || (made->name == NULL && name != NULL) || tsearch(made, &t->root, by_name) == NULL) {
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
    summary_row *row = item;
    free(row->name);
    free(row->title);
    free(row);
}

summary_row *summary_find(const summary_counts *t, const char *name)
{
    union {
        const char *constant;
        char *text;
    } key = {.constant = name};
    const named wanted = {key.text};
    void *const *found = tfind(&wanted, &t->root, by_name);
    return found != NULL ? *found : NULL;
}

static void free_group(void *item)
{
    summary_group *g = item;
    tdestroy(g->recommendations.root, free_row);
    free(g->value);
    free(g);
}

static void free_groups(summary *s)
{
    tdestroy(s->groups.root, free_group);
    s->groups = (summary_counts){0};
}

void summary_free(summary *s)
{
    tdestroy(s->recommendations.root, free_row);
    tdestroy(s->codes.root, free_row);
    tdestroy(s->causes.root, free_row);
    tdestroy(s->questions.root, free_row);
    tdestroy(s->rules.root, free_row);
    tdestroy(s->checks.root, free_row);
    free_groups(s);
    free(s->by);
    free(s->origin.name);
    free(s->origin.version);
    free(s->origin.title);
    free(s->origin.as_of);
    *s = (summary){0};
}

summary_row *summary_row_of(summary *s, summary_counts *t, const char *name)
{
    return entry(s, t, name, sizeof(summary_row));
}

/// How many bytes of a value are kept: no character is cut in two.
static size_t kept_length(const char *value)
{
    size_t length = strnlen(value, SUMMARY_LONGEST_VALUE + 1);
    if (length <= SUMMARY_LONGEST_VALUE)
        return length;
    length = SUMMARY_LONGEST_VALUE;
    while (length > 0 && ((unsigned char)value[length] & 0xC0) == 0x80)
        length--;
    return length;
}

summary_group *summary_group_of(summary *s, const char *value)
{
    char kept[SUMMARY_LONGEST_VALUE + sizeof "…"];
    if (s->too_many_groups)
        return NULL;
    if (value != NULL) {
        size_t length = kept_length(value);
        (void)snprintf(kept, sizeof kept, "%.*s%s", (int)length, value, value[length] != '\0' ? "…" : "");
        value = kept;
    }
    summary_group *group = entry(s, &s->groups, value, sizeof *group);
    if (s->groups.count <= SUMMARY_MOST_GROUPS)
        return group;
    s->too_many_groups = true; // all are dropped, so that the order of profiles does not matter
    free_groups(s);
    return NULL;
}

// --- counting ---

void summary_set_origin(summary *s, const char *name, const char *version, const char *title,
                        const char *as_of)
{
    s->origin = (summary_origin){strdup(name), strdup(version), strdup(title), strdup(as_of)};
    s->failed = s->failed || s->origin.name == NULL || s->origin.version == NULL || s->origin.title == NULL ||
                s->origin.as_of == NULL;
}

void summary_set_by(summary *s, const char *fact)
{
    s->by = strdup(fact);
    s->failed = s->failed || s->by == NULL;
}

static void count(summary *s, summary_counts *t, const char *name, double amount, bool is_score)
{
    summary_row *row = summary_row_of(s, t, name);
    if (row == NULL)
        return;
    int64_t sum = llround(amount * SUMMARY_TEN_THOUSANDTHS);
    row->profiles += row->last != s->profiles;
    row->last = s->profiles;
    row->times++;
    row->sum += sum;
    if (is_score && sum >= 0)
        row->tenths[sum >= 1000000 ? SUMMARY_TENTHS - 1 : sum / 100000]++;
}

summary_profile summary_add(summary *s, const char *value)
{
    summary_profile p = {.to = s};
    s->profiles++;
    if (s->by != NULL)
        p.group = summary_group_of(s, value);
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

void summary_end_advice(summary_profile *p, size_t added, size_t given)
{
    p->to->past_top += given > added ? given - added : 0;
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

static void drop_causes(summary *s)
{
    s->too_many_causes = true;
    tdestroy(s->causes.root, free_row);
    s->causes = (summary_counts){0};
}

void summary_add_code(summary_profile *p, const char *code, const char *message)
{
    summary *s = p->to;
    count(s, &s->codes, code, 0, false);
    if (s->too_many_causes || message[0] == '\0')
        return;
    char *words = refusal_words(message);
    char *name = NULL;
    if (words == NULL || asprintf(&name, "%s\n%s", code, words) < 0)
        s->failed = true;
    else
        count(s, &s->causes, name, 0, false);
    free(words);
    free(name);
    if (s->causes.count > SUMMARY_MOST_CAUSES)
        drop_causes(s); // all, so that the order of profiles does not matter
}

void summary_add_outcome(summary *s, const advise_outcome *o)
{
    const advise_diagnostics *d = advise_outcome_problems(o);
    const advise_report *report = advise_outcome_report(o);
    if (advise_outcome_is_refused(o)) {
        summary_profile p = summary_add_refused(s);
        for (size_t i = 0; i < advise_diagnostics_count(d); i++) {
            advise_diagnostic one = advise_diagnostics_get(d, i);
            if (one.is_error)
                summary_add_code(&p, one.code, one.message);
        }
        return;
    }
    summary_profile p = summary_add(s, s->by != NULL ? advise_outcome_fact(o, 0) : NULL);
    size_t entries = 0;
    for (size_t i = 0; i < advise_outcome_count(o); i++) {
        advise_outcome_advice a = advise_outcome_get(o, i);
        summary_add_advice(&p, a.recommendation, a.score);
        entries = a.rank;
    }
    summary_end_advice(&p, entries, advise_outcome_given_count(o));
    s->has_questions = s->has_questions || report != NULL;
    for (size_t i = 0; report != NULL && i < advise_report_question_count(report); i++) {
        advise_question q = advise_report_question(report, i);
        summary_add_question(&p, q.fact, q.field, q.weight);
    }
}

void summary_add_rules(summary *s, const advise_pack *pack, const size_t *fired)
{
    s->has_rules = true;
    for (size_t i = 0; i < advise_pack_rule_count(pack); i++) {
        summary_row *row = summary_row_of(s, &s->rules, advise_pack_rule_id(pack, i));
        if (row != NULL)
            row->profiles += fired[i];
    }
}

void summary_add_checks(summary *s, const advise_pack *pack, const advise_check_tally *checks)
{
    s->has_checks = true;
    for (size_t i = 0; i < advise_pack_profile_check_count(pack); i++) {
        summary_row *row = summary_row_of(s, &s->checks, advise_pack_profile_check(pack, i).id);
        if (row != NULL)
            row->profiles += checks[i].count;
    }
}

/// Gives a row its title. What is filled in for each profile is left out.
static void add_title(summary *s, const summary_counts *t, const char *name, const char *title)
{
    summary_row *row = summary_find(t, name);
    if (row == NULL || row->title != NULL || title[0] == '\0')
        return;
    row->title = strdup(title);
    if (row->title == NULL) {
        s->failed = true;
        return;
    }
    for (char *at = strstr(row->title, "{{"); at != NULL; at = strstr(at, "{{")) {
        const char *end = strstr(at, "}}");
        if (end == NULL)
            break;
        static const char dots[] = "…";
        memcpy(at, dots, sizeof dots - 1); // shorter than the braces
        at += sizeof dots - 1;
        memmove(at, end + 2, strlen(end + 2) + 1);
    }
}

void summary_add_titles(summary *s, const advise_pack *pack)
{
    for (size_t i = 0; i < advise_pack_recommendation_count(pack); i++)
        add_title(s, &s->recommendations, advise_pack_recommendation_id(pack, i),
                  advise_pack_recommendation_title(pack, i));
    for (size_t i = 0; i < advise_pack_fact_count(pack); i++) {
        const advise_fact fact = advise_pack_fact(pack, ADVISE_FACTS, i);
        add_title(s, &s->questions, fact.name, fact.ask);
    }
    for (size_t i = 0; i < advise_pack_profile_check_count(pack); i++) {
        const advise_profile_check check = advise_pack_profile_check(pack, i);
        add_title(s, &s->checks, check.id, check.because);
    }
}

const char *summary_title(const summary_row *row)
{
    return row->title != NULL ? row->title : row->name;
}

// --- joining ---

typedef struct join {
    summary *into;
    summary_counts *table;
} join;

static void join_row(const void *node, VISIT when, void *state)
{
    const join *j = state;
    const summary_row *from = *(const summary_row *const *)node;
    if (when != postorder && when != leaf)
        return;
    summary_row *row = summary_row_of(j->into, j->table, from->name);
    if (row == NULL)
        return;
    if (row->title == NULL && from->title != NULL) {
        row->title = strdup(from->title);
        j->into->failed = j->into->failed || row->title == NULL;
    }
    row->profiles += from->profiles;
    row->times += from->times;
    row->sum += from->sum;
    for (size_t i = 0; i < SUMMARY_TENTHS; i++)
        row->tenths[i] += from->tenths[i];
}

static void join_table(summary *into, summary_counts *table, const summary_counts *from)
{
    join j = {into, table};
    twalk_r(from->root, join_row, &j);
}

static void join_group(const void *node, VISIT when, void *state)
{
    summary *into = state;
    const summary_group *from = *(const summary_group *const *)node;
    if (when != postorder && when != leaf)
        return;
    summary_group *group = summary_group_of(into, from->value);
    if (group == NULL)
        return;
    group->evaluated += from->evaluated;
    group->without += from->without;
    join_table(into, &group->recommendations, &from->recommendations);
}

static bool same_names(const summary_counts *a, const summary_counts *b)
{
    const summary_row **left = summary_rows(a, SUMMARY_BY_NAME);
    const summary_row **right = summary_rows(b, SUMMARY_BY_NAME);
    bool same = a->count == b->count && (a->count == 0 || (left != NULL && right != NULL));
    for (size_t i = 0; same && i < a->count; i++)
        same = strcmp(left[i]->name, right[i]->name) == 0;
    free(left);
    free(right);
    return same;
}

static bool same_text(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

const char *summary_mismatch(const summary *a, const summary *b)
{
    bool evaluated = a->profiles > a->refused && b->profiles > b->refused;
    if (!same_text(a->by, b->by))
        return "it does not count by the fact that the others count by";
    if (a->least > 1 || b->least > 1)
        return "numbers are withheld or rounded in one of these: summaries to join are written with "
               "--min-group 1";
    if (a->has_rules != b->has_rules)
        return "not all of these say which rules fired, as the summaries of 'advise batch' do";
    if (!same_names(&a->rules, &b->rules))
        return "it is about another pack: the rules are not the same";
    if (a->has_checks != b->has_checks)
        return "not all of these say which checks are true, as the summaries of 'advise batch' do";
    if (!same_names(&a->checks, &b->checks))
        return "it is about another pack: the checks are not the same";
    if (!same_text(a->origin.name, b->origin.name) || !same_text(a->origin.version, b->origin.version))
        return "it is about another pack, or another version of it";
    if (!same_text(a->origin.as_of, b->origin.as_of))
        return "it is of another day: summaries to join are written with the same --as-of";
    if (evaluated && a->has_questions != b->has_questions)
        return "not all of these name unknown facts: that takes --explain or --fields questions";
    return NULL;
}

void summary_join(summary *into, const summary *from)
{
    into->profiles += from->profiles;
    into->refused += from->refused;
    into->without += from->without;
    into->past_top += from->past_top;
    into->has_questions = into->has_questions || from->has_questions;
    into->has_rules = into->has_rules || from->has_rules;
    into->has_checks = into->has_checks || from->has_checks;
    into->failed = into->failed || from->failed;
    join_table(into, &into->recommendations, &from->recommendations);
    join_table(into, &into->codes, &from->codes);
    if (!into->too_many_causes)
        join_table(into, &into->causes, &from->causes);
    if (from->too_many_causes || into->causes.count > SUMMARY_MOST_CAUSES)
        drop_causes(into);
    join_table(into, &into->questions, &from->questions);
    join_table(into, &into->rules, &from->rules);
    join_table(into, &into->checks, &from->checks);
    if (from->too_many_groups && !into->too_many_groups) {
        into->too_many_groups = true;
        free_groups(into);
    }
    twalk_r(from->groups.root, join_group, into);
}
