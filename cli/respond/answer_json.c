#include "respond/answer_json.h"
#include "report/diagnostics.h"

enum { PAGE_WIDTH = 80 };

json_writer answer_begin(const request_session *s)
{
    json_writer w = json_begin(s->out->out);
    json_object_begin(&w);
    json_key(&w, "diagnostics");
    diagnostics_json_list(&w, s->problems);
    return w;
}

screen answer_screen(const request_session *s)
{
    return (screen){.out = s->out->out, .width = PAGE_WIDTH};
}

screen answer_document_begin(json_writer *w, const char *key)
{
    json_key(w, key);
    return (screen){.out = w->to.stream, .width = PAGE_WIDTH};
}

void answer_document_end(json_writer *w)
{
    w->after_value = true;
}

void answer_end(request_session *s, json_writer *w, const advise_report *report)
{
    json_object_end(w);
    json_line_end(w);
    answer_page_end(s, report);
}

void answer_page(const request_session *s, const char *type)
{
    s->out->type = type;
}

void answer_page_end(request_session *s, const advise_report *report)
{
    if (!advise_report_is_complete(report))
        (void)request_session_good(s, ADVISE_NO_MEMORY, NULL);
}

void answer_report(json_writer *w, const char *key, const report_options *o, const advise_pack *pack,
                   const advise_report *report)
{
    const screen s = answer_document_begin(w, key);
    report_as_json.write(&s, o, pack, report);
    answer_document_end(w);
}
