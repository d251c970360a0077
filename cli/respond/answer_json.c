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

screen answer_document_begin(json_writer *w, const char *key)
{
    json_key(w, key);
    return (screen){.out = w->out, .width = PAGE_WIDTH};
}

void answer_document_end(json_writer *w)
{
    w->after_value = true;
}

void answer_end(request_session *s, json_writer *w, const advise_report *report)
{
    json_object_end(w);
    json_line_end(w);
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
