// Recommendations are few, so that those of one result are looked up in the other one by one.
#include "since/change.h"
#include "write/memory.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *const client_state_words[CLIENT_STATES] = {"same",    "moved",    "new",      "left",
                                                       "refused", "readable", "repeated", "nameless"};
const char *const change_words[CHANGE_KINDS] = {"done",  "new",      "more_pressing", "less_pressing",
                                                "faded", "withheld", "open",          "foreign"};

static const char *text_member(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text != NULL ? text : "";
}

static bool is_about(const json_t *advice, const char *id, const char *item)
{
    return strcmp(text_member(advice, "id"), id) == 0 && strcmp(text_member(advice, "item"), item) == 0;
}

/// The recommendation for the item in a list of advice; NULL if it is not there.
static const json_t *find(const json_t *list, const char *id, const char *item)
{
    size_t i;
    const json_t *one;
    json_array_foreach(list, i, one)
    {
        if (is_about(one, id, item))
            return one;
    }
    return NULL;
}

static ptrdiff_t index_in(const advise_pack *pack, const char *id)
{
    for (size_t i = 0; i < advise_pack_recommendation_count(pack); i++) {
        if (strcmp(advise_pack_recommendation_id(pack, i), id) == 0)
            return (ptrdiff_t)i;
    }
    return -1;
}

static bool is_open(const json_t *now, const char *id)
{
    size_t i;
    const json_t *one;
    json_array_foreach(json_object_get(now, "open"), i, one)
    {
        if (strcmp(json_string_value(one), id) == 0)
            return true;
    }
    return false;
}

static bool is_given(const json_t *advice)
{
    return strcmp(text_member(advice, "status"), "given") == 0;
}

static size_t rank_of(const json_t *advice)
{
    return (size_t)json_integer_value(json_object_get(advice, "rank"));
}

static void add(client_change *c, change_kind kind, const json_t *was, const json_t *now)
{
    const json_t *either = now != NULL ? now : was;
    const json_t *last_score = json_object_get(was, "score");
    change *one = &c->changes[c->count++];
    *one = (change){.kind = kind,
                    .recommendation = text_member(either, "id"),
                    .item = text_member(either, "item"),
                    .title = text_member(either, "title"),
                    .by = text_member(now, "by"),
                    .has_was = json_is_number(last_score),
                    .has_now = now != NULL && is_given(now),
                    .was = json_number_value(last_score),
                    .was_rank = rank_of(was)};
    if (one->has_now) {
        one->now = json_number_value(json_object_get(now, "score"));
        one->now_rank = rank_of(now);
    }
}

/// Why advice that was given is not given now.
static change_kind why_gone(const advise_pack *pack, const json_t *was, const json_t *now,
                            const json_t *present)
{
    const char *id = text_member(was, "id");
    if (index_in(pack, id) < 0)
        return CHANGE_FOREIGN;
    if (present != NULL)
        return strcmp(text_member(present, "status"), "excluded") == 0 ? CHANGE_WITHHELD : CHANGE_FADED;
    return is_open(now, id) ? CHANGE_OPEN : CHANGE_DONE;
}

/// How many entries a result has, if it has not all; 0: it has all.
static size_t cut_at(const json_t *last)
{
    const json_t *list = json_object_get(last, "recommendations");
    const json_t *given = json_object_get(last, "given");
    const size_t entries =
        json_array_size(list) > 0 ? rank_of(json_array_get(list, json_array_size(list) - 1)) : 0;
    const bool is_cut = json_is_integer(given) && (size_t)json_integer_value(given) > entries;
    return is_cut ? entries : 0;
}

static void compare_advice(client_change *c, const advise_pack *pack, const json_t *last, const json_t *now)
{
    enum { PRECISION = 20000 }; // scores are written with four decimals
    const json_t *before = json_object_get(last, "recommendations");
    const json_t *after = json_object_get(now, "recommendations");
    const size_t cut = cut_at(last);
    size_t i;
    const json_t *one;
    json_array_foreach(before, i, one)
    {
        const json_t *present = find(after, text_member(one, "id"), text_member(one, "item"));
        const json_t *score = json_object_get(one, "score");
        if (present == NULL || !is_given(present)) {
            add(c, why_gone(pack, one, now, present), one, present);
            continue;
        }
        const double more = json_number_value(json_object_get(present, "score")) - json_number_value(score);
        if (json_is_number(score) && fabs(more) * PRECISION > 1)
            add(c, more > 0 ? CHANGE_MORE : CHANGE_LESS, one, present);
    }
    json_array_foreach(after, i, one)
    {
        const bool is_seen = cut == 0 || rank_of(one) <= cut; // beyond, nobody knows what was given last time
        if (is_given(one) && is_seen &&
            find(before, text_member(one, "id"), text_member(one, "item")) == NULL)
            add(c, CHANGE_NEW, NULL, one);
    }
}

static int by_kind(const void *left, const void *right)
{
    const change *a = left;
    const change *b = right;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    const size_t a_rank = a->now_rank > 0 ? a->now_rank : a->was_rank;
    const size_t b_rank = b->now_rank > 0 ? b->now_rank : b->was_rank;
    if (a_rank != b_rank)
        return a_rank < b_rank ? -1 : 1;
    const double a_score = a->has_now ? a->now : a->was;
    const double b_score = b->has_now ? b->now : b->was;
    if (a_score != b_score) // in an entry the head, which most often has the highest score, first
        return a_score > b_score ? -1 : 1;
    const int order = strcmp(a->recommendation, b->recommendation);
    return order != 0 ? order : strcmp(a->item, b->item);
}

static void compare_facts(client_change *c, const json_t *last, const json_t *now)
{
    json_t *before = json_object_get(last, "facts");
    const json_t *after = json_object_get(now, "facts");
    const char *fact;
    json_t *was;
    c->facts = must_have(calloc(json_object_size(before) + 1, sizeof *c->facts));
    json_object_foreach(before, fact, was)
    {
        const json_t *is = json_object_get(after, fact);
        if (is != NULL && !json_equal(was, is))
            c->facts[c->fact_count++] = (fact_change){fact, json_string_value(was), json_string_value(is)};
    }
}

static bool is_refused(const json_t *result)
{
    return strcmp(text_member(result, "status"), "refused") == 0;
}

void client_change_find(client_change *c, const advise_pack *pack, const json_t *last, const json_t *now)
{
    const size_t most = json_array_size(json_object_get(last, "recommendations")) +
                        json_array_size(json_object_get(now, "recommendations"));
    *c = (client_change){.name = text_member(now != NULL ? now : last, "id"),
                         .number = (size_t)json_integer_value(json_object_get(now, "number")),
                         .problem = text_member(now, "problem")};
    c->changes = must_have(calloc(most + 1, sizeof *c->changes));
    if (now == NULL)
        c->state = CLIENT_LEFT;
    else if (is_refused(now))
        c->state = CLIENT_REFUSED;
    else if (last == NULL)
        c->state = CLIENT_NEW;
    else if (is_refused(last))
        c->state = CLIENT_READABLE;
    if (c->state == CLIENT_LEFT || c->state == CLIENT_REFUSED)
        return;
    compare_advice(c, pack, last, now);
    compare_facts(c, last, now);
    if (c->count > 0)
        qsort(c->changes, c->count, sizeof *c->changes, by_kind);
    if (c->state == CLIENT_SAME && c->count > 0)
        c->state = CLIENT_MOVED;
}

void client_change_free(client_change *c)
{
    free(c->changes);
    free(c->facts);
    *c = (client_change){0};
}
