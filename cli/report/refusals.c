// The table: a tree of codes, each with a tree of causes, so that a code with too many messages becomes one cause whatever the order in
// which they come.
#include "report/refusals.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

typedef struct code_row {
    char *code;
    refusal_cause all; ///< of any message
    void *causes;      ///< a tree, by key; empty if there are too many
    size_t count;
    bool too_many;
} code_row;

static int by_code(const void *a, const void *b)
{
    return strcmp(((const code_row *)a)->code, ((const code_row *)b)->code);
}

static int by_key(const void *a, const void *b)
{
    return strcmp(((const refusal_cause *)a)->key, ((const refusal_cause *)b)->key);
}

static void free_texts(refusal_cause *c)
{
    free(c->key);
    free(c->message);
    free(c->hint);
    free(c->note);
    free(c->source_line);
    for (size_t i = 0; i < REFUSALS_EXAMPLES; i++)
        free(c->examples[i].file);
}

static void free_cause(void *item)
{
    free_texts(item);
    free(item);
}

static void free_code(void *item)
{
    code_row *row = item;
    tdestroy(row->causes, free_cause);
    free_texts(&row->all);
    free(row->code);
    free(row);
}

void refusals_free(refusals *r)
{
    tdestroy(r->codes, free_code);
    *r = (refusals){0};
}

char *refusal_words(const char *message)
{
    char *out = malloc(strlen(message) * strlen("…") + 1);
    char *end = out;
    bool quoted = false;
    for (const char *at = message; out != NULL && *at != '\0'; at++) {
        quoted ^= *at == '\'';
        if (quoted || *at < '0' || *at > '9') {
            *end++ = *at;
            continue;
        }
        at += strspn(at, "0123456789.") - 1;
        end = stpcpy(end, "…");
    }
    if (out != NULL)
        *end = '\0';
    return out;
}

static char *copy(refusals *r, const char *text)
{
    char *made = strdup(text);
    r->failed = r->failed || made == NULL;
    return made;
}

/// Finds the row of a code, or makes it; NULL if memory ran out.
static code_row *row_of(refusals *r, const char *code)
{
    code_row *made = calloc(1, sizeof *made);
    if (made != NULL)
        made->code = copy(r, code);
    code_row **found = made != NULL && made->code != NULL ? tsearch(made, &r->codes, by_code) : NULL;
    if (found != NULL && *found == made) {
        made->all.code = made->code;
        return made;
    }
    if (made != NULL)
        free(made->code);
    free(made);
    r->failed = r->failed || found == NULL;
    return found != NULL ? *found : NULL;
}

/// The same for a cause of the row; NULL also if the row has too many.
static refusal_cause *cause_of(refusals *r, code_row *row, const char *key)
{
    if (row->too_many)
        return NULL;
    refusal_cause *made = calloc(1, sizeof *made);
    if (made != NULL)
        made->key = copy(r, key);
    refusal_cause **found = made != NULL && made->key != NULL ? tsearch(made, &row->causes, by_key) : NULL;
    if (found != NULL && *found == made) {
        made->code = row->code;
        row->too_many = ++row->count > REFUSALS_MOST_MESSAGES;
        if (!row->too_many)
            return made;
        tdestroy(row->causes, free_cause);
        row->causes = NULL;
        return NULL;
    }
    if (made != NULL)
        free(made->key);
    free(made);
    r->failed = r->failed || found == NULL;
    return found != NULL ? *found : NULL;
}

/// Takes the texts of what was found in an earlier profile than all before.
static void take_texts(refusals *r, refusal_cause *c, const refusal_cause *from)
{
    free(c->message);
    free(c->hint);
    free(c->note);
    free(c->source_line);
    c->message = copy(r, from->message);
    c->hint = copy(r, from->hint);
    c->note = copy(r, from->note);
    c->source_line = copy(r, from->source_line);
    c->column = from->column;
    c->length = from->length;
}

/// Puts an example where it belongs by its number; the last one goes if there are too many.
static void put_example(refusals *r, refusal_cause *c, const refusal_example *e)
{
    size_t at = REFUSALS_EXAMPLES;
    while (at > 0 && (c->examples[at - 1].number == 0 || c->examples[at - 1].number > e->number))
        at--;
    if (at == REFUSALS_EXAMPLES)
        return;
    char *last = c->examples[REFUSALS_EXAMPLES - 1].file;
    for (size_t i = REFUSALS_EXAMPLES - 1; i > at; i--)
        c->examples[i] = c->examples[i - 1];
    c->examples[at] = (refusal_example){e->number, e->line, copy(r, e->file)};
    free(last);
}

/// Adds what `from` counts: the diagnostic of one profile, or all that another table has of the cause.
static void add_to(refusals *r, refusal_cause *c, const refusal_cause *from)
{
    const size_t number = from->examples[0].number;
    if (c == NULL || (from->profiles == 1 && c->last == number))
        return;
    if (c->message != NULL && strcmp(c->message, from->message) != 0)
        c->is_several = true;
    c->is_several = c->is_several || from->is_several;
    if (c->message == NULL || number < c->examples[0].number)
        take_texts(r, c, from);
    for (size_t i = 0; i < REFUSALS_EXAMPLES && from->examples[i].number > 0; i++)
        put_example(r, c, &from->examples[i]);
    c->profiles += from->profiles;
    c->last = number;
}

static void add_one(refusals *r, const char *code, const refusal_cause *one)
{
    code_row *row = row_of(r, code);
    if (row == NULL)
        return;
    add_to(r, &row->all, one);
    add_to(r, cause_of(r, row, one->key), one);
}

static void add_diagnostic(refusals *r, const advise_record *record, const char *note,
                           const advise_diagnostic *d)
{
    // The texts are borrowed: what is kept of them is copied.
    union {
        const char *constant;
        char *text;
    } message = {.constant = d->message}, hint = {.constant = d->hint}, said = {.constant = note},
      line = {.constant = d->source_line}, file = {.constant = d->line > 0 ? d->file : record->file};
    char *words = refusal_words(d->message);
    char *key = NULL;
    if (words == NULL || asprintf(&key, "%s%s%s", words, note[0] != '\0' ? ", " : "", note) < 0) {
        key = NULL;
        r->failed = true;
    }
    const refusal_cause one = {
        .key = key,
        .message = message.text,
        .hint = hint.text,
        .note = said.text,
        .source_line = line.text,
        .column = d->column,
        .length = d->length,
        .profiles = 1,
        .examples = {{record->number, d->line > 0 ? d->line : record->line, file.text}}};
    if (key != NULL)
        add_one(r, d->code, &one);
    free(key);
    free(words);
}

void refusals_add(refusals *r, const advise_record *record, const char *note,
                  const advise_diagnostics *problems)
{
    for (size_t i = 0; i < advise_diagnostics_count(problems); i++) {
        const advise_diagnostic d = advise_diagnostics_get(problems, i);
        if (d.is_error)
            add_diagnostic(r, record, note, &d);
    }
}

// --- joining and listing ---

typedef struct visit {
    refusals *to;
    code_row *row;
    const refusal_cause **items; ///< of a list
    size_t count;
    bool only_counts;
} visit;

static void join_cause(const void *node, VISIT when, void *state)
{
    visit *v = state;
    const refusal_cause *from = *(const refusal_cause *const *)node;
    if (when == postorder || when == leaf)
        add_to(v->to, cause_of(v->to, v->row, from->key), from);
}

static void join_code(const void *node, VISIT when, void *state)
{
    visit *v = state;
    const code_row *from = *(const code_row *const *)node;
    if (when != postorder && when != leaf)
        return;
    v->row = row_of(v->to, from->code);
    if (v->row == NULL)
        return;
    add_to(v->to, &v->row->all, &from->all);
    if (from->too_many && !v->row->too_many) {
        v->row->too_many = true;
        tdestroy(v->row->causes, free_cause);
        v->row->causes = NULL;
    }
    twalk_r(from->causes, join_cause, v);
}

void refusals_join(refusals *r, const refusals *from)
{
    visit v = {.to = r};
    r->failed = r->failed || from->failed;
    twalk_r(from->codes, join_code, &v);
}

static void list_cause(const void *node, VISIT when, void *state)
{
    visit *v = state;
    if (when != postorder && when != leaf)
        return;
    if (!v->only_counts)
        v->items[v->count] = *(const refusal_cause *const *)node;
    v->count++;
}

static void list_code(const void *node, VISIT when, void *state)
{
    visit *v = state;
    const code_row *row = *(const code_row *const *)node;
    if (when != postorder && when != leaf)
        return;
    if (!row->too_many) {
        twalk_r(row->causes, list_cause, v);
        return;
    }
    if (!v->only_counts)
        v->items[v->count] = &row->all;
    v->count++;
}

static int by_profiles(const void *a, const void *b)
{
    const refusal_cause *x = *(const refusal_cause *const *)a;
    const refusal_cause *y = *(const refusal_cause *const *)b;
    if (x->profiles != y->profiles)
        return x->profiles > y->profiles ? -1 : 1;
    if (x->examples[0].number != y->examples[0].number)
        return x->examples[0].number < y->examples[0].number ? -1 : 1;
    if (x->examples[0].line != y->examples[0].line)
        return x->examples[0].line < y->examples[0].line ? -1 : 1;
    if (x->column != y->column)
        return x->column < y->column ? -1 : 1;
    const int order = strcmp(x->code, y->code);
    return order != 0 ? order : strcmp(x->message, y->message);
}

const refusal_cause **refusals_list(const refusals *r, size_t *count)
{
    visit v = {.only_counts = true};
    twalk_r(r->codes, list_code, &v);
    *count = 0;
    v.items = v.count > 0 ? calloc(v.count, sizeof *v.items) : NULL;
    if (v.items == NULL)
        return NULL;
    v.count = 0;
    v.only_counts = false;
    twalk_r(r->codes, list_code, &v);
    *count = v.count;
    qsort(v.items, v.count, sizeof *v.items, by_profiles);
    return v.items;
}
