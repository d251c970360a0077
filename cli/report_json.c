// Reports and diagnostics as JSON: one object a line, always valid UTF-8, numbers with at most four decimals.
#include "report.h"

#include <math.h>
#include <stdint.h>
#include <string.h>
#include <unistr.h>

static void write_string(FILE *out, const char *text)
{
    size_t left = strlen(text);
    (void)fputc('"', out);
    while (left > 0) {
        ucs4_t c;
        int bytes = u8_mbtoucr(&c, (const uint8_t *)text, left);
        if (bytes <= 0) {
            (void)fputs("\\ufffd", out);
            bytes = 1;
        } else if (c == '"' || c == '\\') {
            (void)fprintf(out, "\\%c", (char)c);
        } else if (c < 0x20 || c == 0x7F || c == 0x2028 || c == 0x2029) {
            (void)fprintf(out, "\\u%04x", (unsigned)c);
        } else {
            (void)fwrite(text, 1, (size_t)bytes, out);
        }
        text += bytes;
        left -= (size_t)bytes;
    }
    (void)fputc('"', out);
}

static void write_key(FILE *out, const char *key, bool first)
{
    if (!first)
        (void)fputc(',', out);
    write_string(out, key);
    (void)fputc(':', out);
}

static void write_text(FILE *out, const char *key, const char *text, bool first)
{
    write_key(out, key, first);
    write_string(out, text);
}

/// At most four decimals, without a locale.
static void write_number(FILE *out, const char *key, double value)
{
    long long scaled = llround(fabs(value) * 10000);
    write_key(out, key, false);
    (void)fprintf(out, "%s%lld", value < 0 && scaled > 0 ? "-" : "", scaled / 10000);
    if (scaled % 10000 == 0)
        return;
    char digits[8];
    (void)snprintf(digits, sizeof digits, "%04lld", scaled % 10000);
    for (size_t last = 4; digits[last - 1] == '0'; last--)
        digits[last - 1] = '\0';
    (void)fprintf(out, ".%s", digits);
}

static void write_evidence(FILE *out, const advise_report *r, size_t advice, size_t index)
{
    advise_evidence e = advise_report_evidence(r, advice, index);
    (void)fputc('{', out);
    write_text(out, "rule", e.rule, true);
    write_number(out, "certainty", e.certainty);
    write_text(out, "because", e.because, false);
    write_text(out, "condition", e.condition, false);
    write_key(out, "bindings", false);
    (void)fputc('{', out);
    for (size_t i = 0; i < e.binding_count; i++) {
        advise_binding b = advise_report_binding(r, advice, index, i);
        write_text(out, b.variable, b.item, i == 0);
    }
    (void)fputc('}', out);
    write_key(out, "sources", false);
    (void)fputc('[', out);
    for (size_t i = 0; i < e.source_count; i++) {
        advise_source s = advise_report_source(r, advice, index, i);
        (void)fputs(i > 0 ? ",{" : "{", out);
        write_text(out, "id", s.id, true);
        write_text(out, "title", s.title, false);
        write_text(out, "point", s.point, false);
        (void)fputc('}', out);
    }
    (void)fputs("]}", out);
}

static void write_advice(FILE *out, const advise_report *r, size_t index)
{
    static const char *const states[] = {"given", "excluded", "below threshold"};
    advise_advice a = advise_report_advice(r, index);
    (void)fputc('{', out);
    write_key(out, "rank", true);
    if (a.rank > 0)
        (void)fprintf(out, "%zu", a.rank);
    else
        (void)fputs("null", out);
    write_text(out, "id", a.recommendation, false);
    write_text(out, "status", states[a.status], false);
    if (a.status == ADVISE_EXCLUDED)
        write_text(out, "excluded_by", a.excluded_by, false);
    if (a.about[0] != '\0') {
        write_text(out, "about", a.about, false);
        write_text(out, "item", a.item, false);
    }
    write_text(out, "title", a.title, false);
    write_text(out, "summary", a.summary, false);
    write_number(out, "certainty", a.certainty);
    write_number(out, "score", a.score);
    write_number(out, "priority", a.priority);
    write_text(out, "effort", a.effort, false);
    write_text(out, "horizon", a.horizon, false);
    write_key(out, "evidence", false);
    (void)fputc('[', out);
    for (size_t i = 0; i < a.evidence_count; i++) {
        if (i > 0)
            (void)fputc(',', out);
        write_evidence(out, r, index, i);
    }
    (void)fputc(']', out);
    write_key(out, "next_steps", false);
    (void)fputc('[', out);
    for (size_t i = 0; i < a.next_step_count; i++) {
        if (i > 0)
            (void)fputc(',', out);
        write_string(out, advise_report_next_step(r, index, i));
    }
    (void)fputs("]}", out);
}

static void write_questions(FILE *out, const advise_report *r)
{
    write_key(out, "questions", false);
    (void)fputc('[', out);
    for (size_t i = 0; i < advise_report_question_count(r); i++) {
        advise_question q = advise_report_question(r, i);
        (void)fputs(i > 0 ? ",{" : "{", out);
        write_text(out, "fact", q.fact, true);
        write_text(out, "field", q.field, false);
        write_text(out, "item", q.item, false);
        write_text(out, "ask", q.ask, false);
        write_number(out, "weight", q.weight);
        (void)fputc('}', out);
    }
    (void)fputc(']', out);
}

static void write_derived(FILE *out, const advise_report *r)
{
    write_key(out, "derived", false);
    (void)fputc('[', out);
    for (size_t i = 0; i < advise_report_derived_count(r); i++) {
        advise_derived d = advise_report_derived(r, i);
        (void)fputs(i > 0 ? ",{" : "{", out);
        write_text(out, "fact", d.fact, true);
        write_text(out, "value", d.literal, false);
        write_text(out, "origin", d.origin, false);
        write_key(out, "rules", false);
        (void)fputc('[', out);
        for (size_t k = 0; k < d.rule_count; k++) {
            if (k > 0)
                (void)fputc(',', out);
            write_string(out, advise_report_derived_rule(r, i, k));
        }
        (void)fputs("]}", out);
    }
    (void)fputc(']', out);
}

static void write_undetermined(FILE *out, const advise_report *r)
{
    write_key(out, "undetermined", false);
    (void)fputc('[', out);
    for (size_t i = 0; i < advise_report_undetermined_count(r); i++) {
        advise_undetermined u = advise_report_undetermined(r, i);
        (void)fputs(i > 0 ? ",{" : "{", out);
        write_text(out, "rule", u.rule, true);
        write_key(out, "bindings", false);
        (void)fputc('{', out);
        for (size_t k = 0; k < u.binding_count; k++) {
            advise_binding b = advise_report_undetermined_binding(r, i, k);
            write_text(out, b.variable, b.item, k == 0);
        }
        (void)fputc('}', out);
        write_key(out, "waits_for", false);
        (void)fputc('[', out);
        for (size_t k = 0; k < u.unknown_count; k++) {
            if (k > 0)
                (void)fputc(',', out);
            write_string(out, advise_report_undetermined_unknown(r, i, k));
        }
        (void)fputs("]}", out);
    }
    (void)fputc(']', out);
}

void report_json(FILE *out, const options *o, const advise_pack *pack, const advise_report *r)
{
    (void)fputc('{', out);
    write_text(out, "format", "advise-report/1", true);
    write_key(out, "pack", false);
    (void)fputc('{', out);
    write_text(out, "name", advise_pack_name(pack), true);
    write_text(out, "version", advise_pack_version(pack), false);
    write_text(out, "title", advise_pack_title(pack), false);
    (void)fputc('}', out);
    write_text(out, "profile", advise_report_profile(r), false);
    write_text(out, "person", advise_report_person(r), false);
    write_text(out, "as_of", advise_report_date(r), false);
    write_number(out, "threshold", advise_report_threshold(r));
    write_key(out, "recommendations", false);
    (void)fputc('[', out);
    size_t shown = 0;
    for (size_t i = 0; i < advise_report_count(r); i++) {
        bool given = advise_report_advice(r, i).status == ADVISE_GIVEN;
        if ((!given && !o->all) || (o->top > 0 && shown >= o->top))
            continue;
        if (shown++ > 0)
            (void)fputc(',', out);
        write_advice(out, r, i);
    }
    (void)fputc(']', out);
    write_questions(out, r);
    write_derived(out, r);
    write_undetermined(out, r);
    write_key(out, "warnings", false);
    (void)fputc('[', out);
    for (size_t i = 0; i < advise_report_warning_count(r); i++) {
        advise_warning w = advise_report_warning(r, i);
        (void)fputs(i > 0 ? ",{" : "{", out);
        write_text(out, "rule", w.rule, true);
        write_text(out, "code", w.code, false);
        write_text(out, "message", w.message, false);
        (void)fputc('}', out);
    }
    (void)fputs("]}\n", out);
}

void diagnostics_json(FILE *out, const char *subject, const advise_diagnostics *d)
{
    (void)fputc('{', out);
    write_text(out, "format", "advise-diagnostics/1", true);
    write_text(out, "subject", subject, false);
    write_key(out, "diagnostics", false);
    (void)fputc('[', out);
    for (size_t i = 0; i < advise_diagnostics_count(d); i++) {
        advise_diagnostic one = advise_diagnostics_get(d, i);
        (void)fputs(i > 0 ? ",{" : "{", out);
        write_text(out, "severity", one.is_error ? "error" : "warning", true);
        write_text(out, "code", one.code, false);
        write_text(out, "file", one.file, false);
        (void)fprintf(out, ",\"line\":%zu,\"column\":%zu,\"length\":%zu", one.line, one.column, one.length);
        write_text(out, "message", one.message, false);
        write_text(out, "hint", one.hint, false);
        (void)fputc('}', out);
    }
    (void)fputs("]}\n", out);
}
