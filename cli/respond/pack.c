// GET /v1/pack: what the page must know before anybody says something.
#include "report/report.h"
#include "respond/respond.h"
#include "write/memory.h"
#include "write/today.h"

#include <string.h>

/// The title of a recommendation as the pack writes it, with what is to be filled in.
static const char *title_of(const advise_listing *l, size_t thing)
{
    const advise_thing t = advise_listing_thing(l, thing);
    for (size_t i = 0; i < t.field_count; i++) {
        const advise_field f = advise_listing_field(l, thing, i);
        if (strcmp(f.key, "title") == 0)
            return f.value.text;
    }
    return t.id;
}

static void write_recommendations(json_writer *w, const advise_listing *l)
{
    json_array_entry(w, "recommendations");
    for (size_t i = 0; i < advise_listing_count(l); i++) {
        const advise_thing t = advise_listing_thing(l, i);
        if (strcmp(t.kind, "recommendation") != 0 || t.disabled)
            continue;
        json_object_begin(w);
        json_string_entry(w, "id", t.id);
        json_string_entry(w, "title", title_of(l, i));
        json_object_end(w);
    }
    json_array_end(w);
}

/// The facts by which people can be named.
static void write_names(json_writer *w, const advise_pack *pack)
{
    json_array_entry(w, "facts");
    for (size_t i = 0; i < advise_pack_fact_count(pack); i++) {
        const advise_fact f = advise_pack_fact(pack, ADVISE_FACTS, i);
        if (f.is_list || f.type == ADVISE_TYPE_RECORD)
            continue;
        json_object_begin(w);
        json_string_entry(w, "name", f.name);
        json_string_entry(w, "ask", f.ask);
        json_boolean_entry(w, "derived", f.derived);
        json_object_end(w);
    }
    json_array_end(w);
}

void respond_pack(const responder *by, const char *body, size_t length, response *out)
{
    char today[TODAY_SIZE];
    (void)body;
    (void)length;
    advise_listing *l = must_have(advise_listing_new(by->pack, NULL));
    json_writer w = json_begin(out->out);
    json_object_begin(&w);
    json_string_entry(&w, "format", "advise-serve/1");
    json_string_entry(&w, "version", advise_version());
    report_json_pack(&w, "pack", by->pack);
    json_string_entry(&w, "as_of", date_or_today(by->as_of, today));
    write_recommendations(&w, l);
    write_names(&w, by->pack);
    json_object_end(&w);
    json_line_end(&w);
    advise_listing_free(l);
}
