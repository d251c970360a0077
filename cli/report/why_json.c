// Proofs as one JSON object on one line (docs/json.md): every node with all that it has, and what is below it.
#include "report/report.h"
#include "report/why.h"

static const char *const kinds[] = {[ADVISE_PROOF_ADVICE] = "advice",
                                    [ADVISE_PROOF_EVIDENCE] = "evidence",
                                    [ADVISE_PROOF_SOURCE] = "source",
                                    [ADVISE_PROOF_BINDING] = "binding",
                                    [ADVISE_PROOF_PART] = "part",
                                    [ADVISE_PROOF_ROW] = "row",
                                    [ADVISE_PROOF_CELL] = "cell",
                                    [ADVISE_PROOF_CERTAINTY] = "certainty",
                                    [ADVISE_PROOF_VALUE] = "value",
                                    [ADVISE_PROOF_DERIVED] = "derived",
                                    [ADVISE_PROOF_RULE] = "rule",
                                    [ADVISE_PROOF_NO_RULE] = "no rule",
                                    [ADVISE_PROOF_CONSTANT] = "constant",
                                    [ADVISE_PROOF_FACT] = "fact",
                                    [ADVISE_PROOF_FIELD] = "field",
                                    [ADVISE_PROOF_LIST] = "list",
                                    [ADVISE_PROOF_NOT_STATED] = "not stated",
                                    [ADVISE_PROOF_CALL] = "call"};

static void write_node(json_writer *w, const advise_proof *p, size_t node);

static void write_below(json_writer *w, const advise_proof *p, size_t node)
{
    const size_t count = advise_proof_get(p, node).child_count;
    for (size_t i = 0; i < count; i++)
        write_node(w, p, advise_proof_child(p, node, i));
}

static void write_node(json_writer *w, const advise_proof *p, size_t node)
{
    const advise_proof_node n = advise_proof_get(p, node);
    json_object_begin(w);
    json_string_entry(w, "kind", kinds[n.kind]);
    json_entry_if_any(w, "name", n.name);
    json_entry_if_any(w, "fact", n.fact);
    json_entry_if_any(w, "item", n.item);
    json_entry_if_any(w, "text", n.text);
    json_entry_if_any(w, "value", n.value);
    json_entry_if_any(w, "unit", n.unit);
    json_entry_if_any(w, "left", n.left);
    json_entry_if_any(w, "left_value", n.left_value);
    if (n.kind == ADVISE_PROOF_EVIDENCE)
        json_number_entry(w, "certainty", n.certainty);
    if (n.kind == ADVISE_PROOF_DERIVED || n.kind == ADVISE_PROOF_CALL)
        json_boolean_entry(w, "by_default", n.by_default);
    if (n.kind == ADVISE_PROOF_DERIVED) {
        json_boolean_entry(w, "repeated", n.is_repeated);
    }
    if (n.file[0] != '\0') {
        json_string_entry(w, "file", n.file);
        json_count_entry(w, "line", n.line);
        json_count_entry(w, "column", n.column);
    }
    json_array_entry(w, "below");
    write_below(w, p, node);
    json_array_end(w);
    json_object_end(w);
}

static void write_proof(json_writer *w, const why_report *r, size_t which)
{
    const advise_advice a = advise_report_advice(r->report, r->advices[which]);
    json_object_begin(w);
    report_json_head(w, &a);
    json_number_entry(w, "certainty", a.certainty);
    json_number_entry(w, "score", a.score);
    json_array_entry(w, "proof");
    write_below(w, r->proofs[which], 0);
    json_array_end(w);
    json_object_end(w);
}

static void write(const screen *s, const why_report *r)
{
    json_writer w = json_begin(s->out);
    json_object_begin(&w);
    json_string_entry(&w, "format", "advise-proof/1");
    json_string_entry(&w, "profile", r->profile);
    json_string_entry(&w, "as_of", advise_report_date(r->report));
    report_json_pack(&w, "pack", r->pack);
    json_optional_entry(&w, "recommendation", r->target != NULL ? r->target->recommendation : NULL);
    json_optional_entry(&w, "item", r->target != NULL && r->target->item[0] != '\0' ? r->target->item : NULL);
    json_array_entry(&w, "proofs");
    for (size_t i = 0; i < r->count; i++)
        write_proof(&w, r, i);
    json_array_end(&w);
    json_object_end(&w);
    json_line_end(&w);
}

const why_format why_as_json = {.write = write};
