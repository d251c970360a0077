// Diagnostics as a log in SARIF 2.1.0 (OASIS), which code scanning services and editors read. A pack is a run, and what it allows is a
// suppressed result.
#include "report/diagnostics.h"

#include <string.h>

enum { LONGEST_PATH = 4096 };

static void text_member(json_writer *w, const char *key, const char *text)
{
    json_object_entry(w, key);
    json_string_entry(w, "text", text);
    json_object_end(w);
}

static void write_rule(json_writer *w, const advise_code *code)
{
    json_object_begin(w);
    json_string_entry(w, "id", code->code);
    text_member(w, "shortDescription", code->meaning);
    text_member(w, "fullDescription", code->explanation[0] != '\0' ? code->explanation : code->meaning);
    if (code->example[0] != '\0')
        text_member(w, "help", code->example);
    json_object_entry(w, "defaultConfiguration");
    json_string_entry(w, "level", severity_name(code->severity));
    json_object_end(w);
    json_object_end(w);
}

static void write_tool(json_writer *w)
{
    json_object_entry(w, "tool");
    json_object_entry(w, "driver");
    json_string_entry(w, "name", "advise");
    json_string_entry(w, "semanticVersion", advise_version());
    json_array_entry(w, "rules");
    for (size_t i = 0; i < advise_code_count(); i++) {
        advise_code code = advise_code_get(i);
        write_rule(w, &code);
    }
    json_array_end(w);
    json_object_end(w);
    json_object_end(w);
}

/// Writes a path as a URI reference: all but unreserved characters and '/' become %XX.
static void uri_of(const char *path, char out[LONGEST_PATH])
{
    static const char digits[] = "0123456789ABCDEF";
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    size_t at = 0;
    for (const char *c = path; *c != '\0' && at + 4 < LONGEST_PATH; c++) {
        if (strchr(plain, *c) != NULL) {
            out[at++] = *c;
        } else {
            out[at++] = '%';
            out[at++] = digits[(unsigned char)*c >> 4];
            out[at++] = digits[(unsigned char)*c & 15];
        }
    }
    out[at] = '\0';
}

static void write_location(json_writer *w, const advise_diagnostic *d)
{
    char uri[LONGEST_PATH];
    uri_of(d->file, uri);
    json_object_begin(w);
    json_object_entry(w, "physicalLocation");
    json_object_entry(w, "artifactLocation");
    json_string_entry(w, "uri", uri);
    json_object_end(w);
    json_object_entry(w, "region");
    json_count_entry(w, "startLine", d->line);
    json_count_entry(w, "startColumn", d->column);
    json_count_entry(w, "endColumn", d->column + d->length);
    text_member(w, "snippet", d->source_line);
    json_object_end(w);
    json_object_end(w);
    json_object_end(w);
}

static void write_message(json_writer *w, const advise_diagnostic *d)
{
    char text[8192];
    (void)snprintf(text, sizeof text, "%s%s%s%s%s", d->message, d->hint[0] != '\0' ? "\n" : "", d->hint,
                   d->witness[0] != '\0' ? "\nfor example: " : "", d->witness);
    text_member(w, "message", text);
}

static void write_result(json_writer *w, const advise_diagnostic *d)
{
    json_object_begin(w);
    json_string_entry(w, "ruleId", d->code);
    for (size_t i = 0; i < advise_code_count(); i++) {
        if (strcmp(advise_code_get(i).code, d->code) == 0)
            json_count_entry(w, "ruleIndex", i);
    }
    json_string_entry(w, "level", severity_name(d->severity));
    write_message(w, d);
    json_array_entry(w, "locations");
    if (d->line > 0)
        write_location(w, d);
    json_array_end(w);
    if (d->allowed[0] != '\0') {
        json_array_entry(w, "suppressions");
        json_object_begin(w);
        json_string_entry(w, "kind", "inSource");
        json_string_entry(w, "justification", d->allowed);
        json_object_end(w);
        json_array_end(w);
    }
    if (d->witness[0] != '\0') {
        json_object_entry(w, "properties");
        json_string_entry(w, "witness", d->witness);
        json_object_end(w);
    }
    json_object_end(w);
}

static void begin(diagnostics_output *o)
{
    json_writer *w = &o->log;
    *w = json_begin(o->screen.out);
    json_object_begin(w);
    json_string_entry(w, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    json_string_entry(w, "version", "2.1.0");
    json_array_entry(w, "runs");
}

static void write(diagnostics_output *o, const char *subject, const advise_pack *pack,
                  const advise_diagnostics *d)
{
    json_writer *w = &o->log;
    (void)subject;
    (void)pack;
    json_object_begin(w);
    write_tool(w);
    json_string_entry(w, "columnKind", "unicodeCodePoints");
    json_array_entry(w, "results");
    for (size_t i = 0; i < advise_diagnostics_count(d); i++) {
        advise_diagnostic one = advise_diagnostics_get(d, i);
        write_result(w, &one);
    }
    json_array_end(w);
    json_object_end(w);
}

static void end(diagnostics_output *o)
{
    json_array_end(&o->log);
    json_object_end(&o->log);
    json_line_end(&o->log);
}

const diagnostics_format diagnostics_as_sarif = {.begin = begin, .write = write, .end = end};
