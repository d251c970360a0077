// GET /v1/pack: what the page must know before anybody says something.
#include "report/report.h"
#include "respond/respond.h"
#include "write/today.h"

#include <string.h>

static void write_recommendations(json_writer *w, const advise_pack *pack)
{
    json_array_entry(w, "recommendations");
    for (size_t i = 0; i < advise_pack_recommendation_count(pack); i++) {
        json_object_begin(w);
        json_string_entry(w, "id", advise_pack_recommendation_id(pack, i));
        json_string_entry(w, "title", advise_pack_recommendation_title(pack, i));
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
    json_writer w = json_begin(out->out);
    json_object_begin(&w);
    json_string_entry(&w, "format", "advise-serve/1");
    json_string_entry(&w, "version", advise_version());
    report_json_pack(&w, "pack", by->pack);
    json_string_entry(&w, "as_of", date_or_today(by->as_of, today));
    write_recommendations(&w, by->pack);
    write_names(&w, by->pack);
    json_object_end(&w);
    json_line_end(&w);
}
