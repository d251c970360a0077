// A pack as it is written, as one JSON object on one line (docs/json.md).
#include "report/listing.h"
#include "write/json.h"

#include <string.h>

static void write_value(json_writer *w, const char *key, const advise_listed_value *v)
{
    json_key(w, key);
    if (!v->is_there) {
        json_null(w);
    } else if (v->is_list) {
        json_array_begin(w);
        for (size_t i = 0; i < v->item_count; i++)
            json_string(w, v->items[i]);
        json_array_end(w);
    } else {
        json_string(w, v->text);
    }
}

static void write_place(json_writer *w, const char *pack, const char *file, size_t line)
{
    json_string_entry(w, "pack", pack);
    json_string_entry(w, "file", file);
    json_count_entry(w, "line", line);
}

/// Where each item of a field is from.
static void write_origins(json_writer *w, const advise_listing *l, size_t thing, size_t field, size_t count)
{
    json_array_entry(w, "origins");
    for (size_t i = 0; i < count; i++) {
        const advise_listed_item item = advise_listing_item(l, thing, field, i);
        json_object_begin(w);
        write_place(w, item.pack, item.file, item.line);
        json_object_end(w);
    }
    json_array_end(w);
}

static void write_thing(json_writer *w, const advise_listing *l, size_t index)
{
    static const char *const how[] = {[ADVISE_OVERRIDE_SETS] = "set",
                                      [ADVISE_OVERRIDE_ADDS] = "add",
                                      [ADVISE_OVERRIDE_REMOVES] = "remove",
                                      [ADVISE_OVERRIDE_DISABLES] = "disable"};
    advise_thing t = advise_listing_thing(l, index);
    json_object_begin(w);
    json_string_entry(w, "kind", t.kind);
    json_string_entry(w, "id", t.id);
    write_place(w, t.pack, t.file, t.line);
    json_boolean_entry(w, "disabled", t.disabled);
    if (t.on_date[0] != '\0')
        json_string_entry(w, "on_date", t.on_date);
    if (t.disabled_with[0] != '\0')
        json_string_entry(w, "disabled_with", t.disabled_with);
    json_array_entry(w, "fields");
    for (size_t i = 0; i < t.field_count; i++) {
        advise_field f = advise_listing_field(l, index, i);
        json_object_begin(w);
        json_string_entry(w, "key", f.key);
        write_value(w, "value", &f.value);
        write_place(w, f.pack, f.file, f.line);
        if (f.value.is_list)
            write_origins(w, l, index, i, f.value.item_count);
        json_boolean_entry(w, "changed", f.changed);
        json_object_end(w);
    }
    json_array_end(w);
    json_array_entry(w, "changes");
    for (size_t i = 0; i < t.change_count; i++) {
        advise_listed_change c = advise_listing_change(l, index, i);
        json_object_begin(w);
        json_string_entry(w, "how", how[c.kind]);
        json_string_entry(w, "key", c.key);
        write_value(w, "before", &c.before);
        write_value(w, "after", &c.after);
        write_place(w, c.pack, c.file, c.line);
        json_string_entry(w, "reason", c.reason);
        json_object_end(w);
    }
    json_array_end(w);
    json_object_end(w);
}

static void write_levels(json_writer *w, const advise_pack *pack)
{
    json_array_entry(w, "packs");
    for (size_t i = 0; i < advise_pack_level_count(pack); i++) {
        advise_level level = advise_pack_level(pack, i);
        json_object_begin(w);
        json_string_entry(w, "name", level.name);
        json_string_entry(w, "version", level.version);
        json_string_entry(w, "title", level.title);
        json_string_entry(w, "folder", level.folder);
        json_object_end(w);
    }
    json_array_end(w);
}

static void write(const screen *s, const advise_pack *pack, const advise_listing *l, const char *only)
{
    json_writer w = json_begin(s->out);
    json_object_begin(&w);
    json_string_entry(&w, "format", "advise-pack/1");
    write_levels(&w, pack);
    json_array_entry(&w, "things");
    for (size_t i = 0; i < advise_listing_count(l); i++) {
        if (only == NULL || strcmp(advise_listing_thing(l, i).id, only) == 0)
            write_thing(&w, l, i);
    }
    json_array_end(&w);
    json_object_end(&w);
    json_line_end(&w);
}

static void write_outdated(const screen *s, const advise_pack *pack, const advise_listing *l)
{
    json_writer w = json_begin(s->out);
    json_object_begin(&w);
    json_string_entry(&w, "format", "advise-outdated/1");
    write_levels(&w, pack);
    json_count_entry(&w, "overrides", advise_listing_override_count(l));
    json_count_entry(&w, "compared", advise_listing_compared_count(l));
    json_array_entry(&w, "outdated");
    for (size_t i = 0; i < advise_listing_outdated_count(l); i++) {
        advise_outdated o = advise_listing_outdated(l, i);
        json_object_begin(&w);
        json_string_entry(&w, "kind", o.kind);
        json_string_entry(&w, "id", o.id);
        json_string_entry(&w, "key", o.key);
        write_value(&w, "was", &o.was);
        write_value(&w, "now", &o.now);
        write_place(&w, o.pack, o.file, o.line);
        json_string_entry(&w, "reason", o.reason);
        json_string_entry(&w, "was_version", o.was_version);
        json_string_entry(&w, "base_version", o.base_version);
        json_object_end(&w);
    }
    json_array_end(&w);
    json_object_end(&w);
    json_line_end(&w);
}

const listing_format listing_as_json = {.write = write, .write_outdated = write_outdated};
