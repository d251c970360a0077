// What changed as NDJSON: an object for each client that is not as before, and at last the totals.
#include "since/since.h"
#include "write/json.h"

static void add_side(json_writer *w, const char *key, size_t rank, bool has_score, double score)
{
    if (rank == 0)
        return;
    json_object_entry(w, key);
    json_count_entry(w, "rank", rank);
    if (has_score)
        json_number_entry(w, "score", score);
    json_object_end(w);
}

static void add_change(json_writer *w, const change *c)
{
    json_object_begin(w);
    json_string_entry(w, "kind", change_words[c->kind]);
    json_string_entry(w, "id", c->recommendation);
    json_entry_if_any(w, "item", c->item);
    json_entry_if_any(w, "title", c->title);
    json_entry_if_any(w, "excluded_by", c->by);
    add_side(w, "was", c->was_rank, c->has_was, c->was);
    add_side(w, "now", c->now_rank, c->has_now, c->now);
    json_object_end(w);
}

static void client(const since_output *o, const client_change *c)
{
    json_writer w = json_begin(o->screen.out);
    json_object_begin(&w);
    if (c->name[0] != '\0')
        json_string_entry(&w, "id", c->name);
    else
        json_count_entry(&w, "id", c->number);
    json_string_entry(&w, "state", client_state_words[c->state]);
    json_entry_if_any(&w, "problem", c->problem);
    json_array_entry(&w, "changes");
    for (size_t i = 0; i < c->count; i++)
        add_change(&w, &c->changes[i]);
    json_array_end(&w);
    json_array_entry(&w, "facts");
    for (size_t i = 0; i < c->fact_count; i++) {
        json_object_begin(&w);
        json_string_entry(&w, "fact", c->facts[i].fact);
        json_optional_entry(&w, "was", c->facts[i].was);
        json_optional_entry(&w, "now", c->facts[i].now);
        json_object_end(&w);
    }
    json_array_end(&w);
    json_object_end(&w);
    json_line_end(&w);
}

static void end(const since_output *o, const since_totals *t)
{
    json_writer w = json_begin(o->screen.out);
    json_object_begin(&w);
    json_object_entry(&w, "totals");
    for (size_t i = 0; i < CLIENT_STATES; i++)
        json_count_entry(&w, client_state_words[i], t->clients[i]);
    json_object_entry(&w, "changes");
    for (size_t i = 0; i < CHANGE_KINDS; i++)
        json_count_entry(&w, change_words[i], t->kinds[i]);
    json_object_end(&w);
    json_object_end(&w);
    json_object_end(&w);
    json_line_end(&w);
}

const since_format since_as_ndjson = {.client = client, .end = end};
