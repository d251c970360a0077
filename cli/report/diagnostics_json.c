// Diagnostics as JSON: one object for each pack, on one line (docs/json.md).
#include "report/diagnostics.h"

/// The places beside its own, if there are any.
static void write_others(json_writer *w, const advise_diagnostics *d, size_t index, size_t count)
{
    if (count == 0)
        return;
    json_array_entry(w, "also");
    for (size_t i = 0; i < count; i++) {
        const advise_place other = advise_diagnostics_other(d, index, i);
        json_object_begin(w);
        json_string_entry(w, "file", other.file);
        json_count_entry(w, "line", other.line);
        json_count_entry(w, "column", other.column);
        json_count_entry(w, "length", other.length);
        json_object_end(w);
    }
    json_array_end(w);
}

void diagnostics_json_list(json_writer *w, const advise_diagnostics *d)
{
    json_array_begin(w);
    for (size_t i = 0; i < advise_diagnostics_count(d); i++) {
        advise_diagnostic one = advise_diagnostics_get(d, i);
        json_object_begin(w);
        json_string_entry(w, "severity", severity_name(one.severity));
        json_string_entry(w, "code", one.code);
        json_string_entry(w, "file", one.file);
        json_count_entry(w, "line", one.line);
        json_count_entry(w, "column", one.column);
        json_count_entry(w, "length", one.length);
        json_string_entry(w, "message", one.message);
        json_string_entry(w, "hint", one.hint);
        write_others(w, d, i, one.other_count);
        if (one.witness[0] != '\0')
            json_string_entry(w, "witness", one.witness);
        if (one.about[0] != '\0')
            json_string_entry(w, one.about, one.id);
        if (one.allowed[0] != '\0')
            json_string_entry(w, "allowed", one.allowed);
        json_object_end(w);
    }
    json_array_end(w);
}

static void write(diagnostics_output *o, const char *subject, const advise_pack *pack,
                  const advise_diagnostics *d)
{
    json_writer w = json_begin(o->screen.out);
    (void)pack;
    json_object_begin(&w);
    json_string_entry(&w, "format", "advise-diagnostics/1");
    json_string_entry(&w, "subject", subject);
    json_key(&w, "diagnostics");
    diagnostics_json_list(&w, d);
    json_object_end(&w);
    json_line_end(&w);
}

const diagnostics_format diagnostics_as_json = {.write = write};
