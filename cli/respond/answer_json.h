/// What answers in JSON have in common: they hold documents that other rooms write, as they write them to a file.
#ifndef ADVISE_CLI_RESPOND_ANSWER_JSON_H
#define ADVISE_CLI_RESPOND_ANSWER_JSON_H

#include "report/report.h"
#include "respond/request.h"

/// Begins an answer: an object with what was found wrong or unlikely in the profile.
json_writer answer_begin(const request_session *s);
/// The screen on which a document is written as the value of the next key; `answer_document_end` follows it.
screen answer_document_begin(json_writer *w, const char *key);
void answer_document_end(json_writer *w);
/// Ends the answer. If memory ran out while a text of the report was made, it is an error instead.
void answer_end(request_session *s, json_writer *w, const advise_report *report);

/// Begins an answer that is a page or another text, of a type; ends it likewise.
void answer_page(const request_session *s, const char *type);
screen answer_screen(const request_session *s);
void answer_page_end(request_session *s, const advise_report *report);

/// A report as the value of `key`.
void answer_report(json_writer *w, const char *key, const report_options *o, const advise_pack *pack,
                   const advise_report *report);

#endif
