// Proofs as a page: lists within lists; each piece of evidence can be folded.
#include "report/why.h"
#include "write/page.h"

static void write_line(const page *p, const why_line *line)
{
    page_put(p, line->is_aside ? "<span class=\"dim\">" : "<span>");
    page_text(p, line->text);
    page_put(p, "</span>");
    if (line->origin[0] == '\0')
        return;
    page_put(p, " <span class=\"dim\">");
    page_text(p, line->origin);
    page_put(p, "</span>");
}

static void write_list(const page *p, const advise_proof *proof, const why_line *above);

/// A piece of evidence, which can be folded.
static void write_evidence(const page *p, const advise_proof *proof, const why_line *line)
{
    page_format(p, "<details open><summary><b class=\"%s\">%s</b> ", line->sign == '+' ? "gain" : "loss",
                line->sign == '+' ? "for:" : "against:");
    write_line(p, line);
    page_put(p, "</summary>\n");
    if (line->has_below)
        write_list(p, proof, line);
    page_put(p, "</details>\n");
}

static void write_list(const page *p, const advise_proof *proof, const why_line *above)
{
    const size_t count = advise_proof_get(proof, above->below).child_count;
    page_put(p, "<ul>\n");
    for (size_t i = 0; i < count; i++) {
        const size_t child = advise_proof_child(proof, above->below, i);
        if (why_is_told(proof, above, child))
            continue;
        const why_line line = why_tell(proof, child);
        page_put(p, "<li>");
        if (line.sign != ' ') {
            write_evidence(p, proof, &line);
        } else {
            write_line(p, &line);
            if (line.has_below)
                write_list(p, proof, &line);
        }
        page_put(p, "</li>\n");
    }
    page_put(p, "</ul>\n");
}

static void write_proof(const page *p, const why_report *r, size_t which)
{
    char text[WHY_LINE];
    const why_line head = why_tell(r->proofs[which], 0);
    page_element(p, "h2", head.text);
    why_standing(r, r->advices[which], text, sizeof text);
    page_note(p, text);
    write_list(p, r->proofs[which], &head);
}

static void write(const screen *s, const why_report *r)
{
    const page p = {.out = s->out};
    char text[WHY_LINE];
    const char *person = advise_report_person(r->report);
    (void)snprintf(text, sizeof text, "Why %s is advised so", person[0] != '\0' ? person : r->profile);
    page_begin(&p, text);
    (void)snprintf(text, sizeof text, "%s %s, as of %s", advise_pack_title(r->pack),
                   advise_pack_version(r->pack), advise_report_date(r->report));
    page_note(&p, text);
    for (size_t i = 0; i < r->count; i++)
        write_proof(&p, r, i);
    if (r->count == 0) {
        why_nothing(r, text, sizeof text);
        page_element(&p, "p", text);
    }
    page_end(&p);
}

const why_format why_as_html = {.write = write};
