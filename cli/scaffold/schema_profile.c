// The schema of profiles. It is stricter than loading if that helps in an editor: text that looks like a number or like true must be quoted.
#include "scaffold/schema.h"

#include "write/memory.h"

#include <string.h>

#include <stdlib.h>

// --- one fact ---

/// True if JSON Schema can express the allowed values: texts one by one, numbers also as ranges.
static bool can_list_allowed(const advise_pack *pack, size_t type, size_t index, advise_fact fact)
{
    for (size_t i = 0; i < fact.allowed_count; i++) {
        if (fact.type != ADVISE_TYPE_NUMBER && advise_pack_allowed(pack, type, index, i).is_range)
            return false;
    }
    return fact.allowed_count > 0 && (fact.type == ADVISE_TYPE_NUMBER || fact.type == ADVISE_TYPE_STRING ||
                                      fact.type == ADVISE_TYPE_TEXT);
}

/// Whole sentences: the question, what it is, and what the schema cannot express.
static void write_description(json_writer *w, const advise_fact *fact, bool listed)
{
    char *text;
    size_t length;
    FILE *out = must_open_text(&text, &length);
    const struct {
        bool said;
        const char *before, *text, *after;
    } parts[] = {{*fact->ask != '\0', "", fact->ask, ""},
                 {*fact->description != '\0', "", fact->description, ""},
                 {*fact->unit != '\0', "Unit: ", fact->unit, "."},
                 {*fact->allowed != '\0' && !listed, "Allowed: ", fact->allowed, "."},
                 {fact->derived, "Derived: rules conclude it, unless a profile states it.", "", ""}};
    const char *space = "";
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!parts[i].said)
            continue;
        (void)fprintf(out, "%s%s%s%s", space, parts[i].before, parts[i].text, parts[i].after);
        space = " ";
    }
    must_close_text(out, &text);
    if (length > 0)
        json_string_entry(w, "description", text);
    free(text);
}

static void write_value(json_writer *w, const advise_fact *fact, const char *value)
{
    if (fact->type == ADVISE_TYPE_NUMBER)
        json_digits(w, value);
    else
        json_string(w, value);
}

static void write_range(json_writer *w, advise_allowed range)
{
    if (*range.low != '\0') {
        json_key(w, range.low_closed ? "minimum" : "exclusiveMinimum");
        json_digits(w, range.low);
    }
    if (*range.high != '\0') {
        json_key(w, range.high_closed ? "maximum" : "exclusiveMaximum");
        json_digits(w, range.high);
    }
}

/// "enum" if all are values, the keywords of a range if it is one, else "anyOf".
static void write_allowed(json_writer *w, const advise_pack *pack, size_t type, size_t index,
                          const advise_fact *fact, bool nullable)
{
    size_t ranges = 0;
    for (size_t i = 0; i < fact->allowed_count; i++)
        ranges += advise_pack_allowed(pack, type, index, i).is_range;
    if (ranges == 1 && fact->allowed_count == 1) {
        write_range(w, advise_pack_allowed(pack, type, index, 0));
        return;
    }
    json_key(w, ranges == 0 ? "enum" : "anyOf");
    json_array_begin(w);
    for (size_t i = 0; i < fact->allowed_count; i++) {
        advise_allowed one = advise_pack_allowed(pack, type, index, i);
        if (ranges == 0) {
            write_value(w, fact, one.low);
            continue;
        }
        json_object_begin(w);
        if (one.is_range) {
            write_range(w, one);
        } else {
            json_key(w, "const");
            write_value(w, fact, one.low);
        }
        json_object_end(w);
    }
    if (nullable && ranges == 0) {
        json_null(w);
    } else if (nullable) {
        json_object_begin(w);
        json_string_entry(w, "type", "null");
        json_object_end(w);
    }
    json_array_end(w);
}

static void write_type(json_writer *w, const char *type, bool nullable)
{
    json_key(w, "type");
    if (!nullable) {
        json_string(w, type);
        return;
    }
    json_array_begin(w);
    json_string(w, type);
    json_string(w, "null");
    json_array_end(w);
}

static void write_record(json_writer *w, const char *type, bool nullable)
{
    char *escaped = schema_urn_part(type); // the name stands in a URI here too
    if (nullable) {
        json_key(w, "anyOf");
        json_array_begin(w);
        json_object_begin(w);
    }
    schema_text(w, "$ref", must_format("#/$defs/%s", escaped));
    free(escaped);
    if (!nullable)
        return;
    json_object_end(w);
    json_object_begin(w);
    json_string_entry(w, "type", "null");
    json_object_end(w);
    json_array_end(w);
}

/// The keywords of a fact's value, or of one item of a list. Times and dates with times have no "format": it would refuse those without
/// an offset, and those with a named zone.
static void write_item(json_writer *w, const advise_pack *pack, size_t type, size_t index,
                       const advise_fact *fact, bool nullable)
{
#define DATE "-?([0-9]{4}|[1-9][0-9]{4,8})-[0-9]{2}-[0-9]{2}"
#define TIME "[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2}(:[0-9]{2})?|@[A-Za-z0-9_+/-]+)?"
    static const struct {
        const char *type, *pattern;
    } words[] = {
        [ADVISE_TYPE_ANY] = {NULL, NULL},
        [ADVISE_TYPE_BOOLEAN] = {"boolean", NULL},
        [ADVISE_TYPE_NUMBER] = {"number", NULL},
        [ADVISE_TYPE_STRING] = {"string", NULL},
        [ADVISE_TYPE_TEXT] = {"string", NULL},
        [ADVISE_TYPE_DATE] = {"string", "^" DATE "$"},
        [ADVISE_TYPE_TIME] = {"string", "^" TIME "$"},
        [ADVISE_TYPE_DATE_TIME] = {"string", "^" DATE "(T" TIME ")?$"},
        [ADVISE_TYPE_RECORD] = {NULL, NULL},
    };
    if (fact->type == ADVISE_TYPE_RECORD) {
        write_record(w, advise_pack_type(pack, fact->record).name, nullable);
        return;
    }
    if (words[fact->type].type != NULL)
        write_type(w, fact->is_integer ? "integer" : words[fact->type].type, nullable);
    if (fact->type == ADVISE_TYPE_DATE)
        json_string_entry(w, "format", "date");
    if (words[fact->type].pattern != NULL)
        json_string_entry(w, "pattern", words[fact->type].pattern);
    if (can_list_allowed(pack, type, index, *fact))
        write_allowed(w, pack, type, index, fact, nullable);
}

static void write_fact(json_writer *w, const advise_pack *pack, size_t type, size_t index)
{
    advise_fact fact = advise_pack_fact(pack, type, index);
    json_key(w, fact.name);
    json_object_begin(w);
    write_description(w, &fact, can_list_allowed(pack, type, index, fact));
    if (fact.is_list) {
        write_type(w, "array", !fact.required);
        json_key(w, "items");
        json_object_begin(w);
        write_item(w, pack, type, index, &fact, false);
        json_object_end(w);
    } else {
        write_item(w, pack, type, index, &fact, !fact.required);
    }
    json_object_end(w);
    if (fact.type != ADVISE_TYPE_TEXT)
        return;
    char *name = must_format("%s_file", fact.name);
    json_key(w, name);
    free(name);
    json_object_begin(w);
    schema_text(
        w, "description",
        must_format("The path of a text file below the profile's folder, instead of '%s'.", fact.name));
    write_type(w, "string", true);
    json_object_end(w);
}

// --- an object: the profile, or a record ---

static void write_required(json_writer *w, const advise_pack *pack, size_t type, size_t count)
{
    json_key(w, "required");
    json_array_begin(w);
    for (size_t i = 0; i < count; i++) {
        advise_fact fact = advise_pack_fact(pack, type, i);
        if (fact.required && fact.type != ADVISE_TYPE_TEXT)
            json_string(w, fact.name);
    }
    json_array_end(w);
}

/// {"required": [key, …]}: one key, or both.
static void write_requirement(json_writer *w, const char *key, const char *second)
{
    json_object_begin(w);
    json_key(w, "required");
    json_array_begin(w);
    json_string(w, key);
    if (second != NULL)
        json_string(w, second);
    json_array_end(w);
    json_object_end(w);
}

/// A text is given as such or as a file: not both, and one of them if it is required.
static void write_text_choices(json_writer *w, const advise_pack *pack, size_t type, size_t count)
{
    bool begun = false;
    for (size_t i = 0; i < count; i++) {
        advise_fact fact = advise_pack_fact(pack, type, i);
        if (fact.type != ADVISE_TYPE_TEXT || fact.is_list)
            continue;
        if (!begun) {
            json_key(w, "allOf");
            json_array_begin(w);
        }
        begun = true;
        char *file = must_format("%s_file", fact.name);
        json_object_begin(w);
        json_key(w, fact.required ? "oneOf" : "not");
        if (fact.required) {
            json_array_begin(w);
            write_requirement(w, fact.name, NULL);
            write_requirement(w, file, NULL);
            json_array_end(w);
        } else {
            write_requirement(w, fact.name, file);
        }
        json_object_end(w);
        free(file);
    }
    if (begun)
        json_array_end(w);
}

/// True if a fact or field has the name.
static bool is_taken(const advise_pack *pack, size_t type, size_t count, const char *name)
{
    bool taken = false;
    for (size_t i = 0; i < count && !taken; i++)
        taken = strcmp(advise_pack_fact(pack, type, i).name, name) == 0;
    return taken;
}

/// What nobody knows may be listed in any profile and record, unless a fact or field has that name.
static void write_not_known(json_writer *w, const advise_pack *pack, size_t type, size_t count)
{
    size_t asked = 0;
    for (size_t i = 0; i < count; i++)
        asked += !advise_pack_fact(pack, type, i).derived;
    if (asked == 0 || is_taken(pack, type, count, "not_known"))
        return;
    json_key(w, "not_known");
    json_object_begin(w);
    json_string_entry(
        w, "description",
        "Keys that nobody knows a value for: they stay unknown, and nobody asks for them again.");
    write_type(w, "array", true);
    json_key(w, "items");
    json_object_begin(w);
    json_key(w, "enum");
    json_array_begin(w);
    for (size_t i = 0; i < count; i++) {
        const advise_fact fact = advise_pack_fact(pack, type, i);
        if (!fact.derived)
            json_string(w, fact.name);
    }
    json_array_end(w);
    json_object_end(w);
    json_boolean_entry(w, "uniqueItems", true);
    json_object_end(w);
}

/// Remarks may stand in any profile, unless the pack has a fact of that name.
static void write_notes(json_writer *w, const advise_pack *pack, size_t count)
{
    if (is_taken(pack, ADVISE_FACTS, count, "notes"))
        return;
    json_key(w, "notes");
    json_object_begin(w);
    json_string_entry(w, "description", "Remarks of your own: no rule reads them.");
    json_object_end(w);
}

static void write_object(json_writer *w, const advise_pack *pack, size_t type, size_t count)
{
    json_string_entry(w, "type", "object");
    json_key(w, "properties");
    json_object_begin(w);
    for (size_t i = 0; i < count; i++)
        write_fact(w, pack, type, i);
    write_not_known(w, pack, type, count);
    if (type == ADVISE_FACTS)
        write_notes(w, pack, count);
    json_object_end(w);
    write_required(w, pack, type, count);
    write_text_choices(w, pack, type, count);
    json_boolean_entry(w, "additionalProperties", false);
}

void schema_profile(FILE *out, const advise_pack *pack)
{
    json_writer w = schema_begin(out, pack, "profile", "Profile for");
    write_object(&w, pack, ADVISE_FACTS, advise_pack_fact_count(pack));
    if (advise_pack_type_count(pack) > 0) {
        json_key(&w, "$defs");
        json_object_begin(&w);
        for (size_t i = 0; i < advise_pack_type_count(pack); i++) {
            advise_record_type type = advise_pack_type(pack, i);
            json_key(&w, type.name);
            json_object_begin(&w);
            if (*type.description != '\0')
                json_string_entry(&w, "description", type.description);
            write_object(&w, pack, i, type.field_count);
            json_object_end(&w);
        }
        json_object_end(&w);
    }
    schema_end(&w);
}
