#include "respond/ask_json.h"

#include "write/memory.h"

#include <stdlib.h>
#include <string.h>

/// So much of what was said is brought again while a list is being told of; then it begins anew from the profile.
enum { MOST_REPEATED = 60 };

static const char *const states[] = {[ADVISE_INTERVIEW_ASKS] = "asks",
                                     [ADVISE_INTERVIEW_SETTLED] = "settled",
                                     [ADVISE_INTERVIEW_EXHAUSTED] = "exhausted",
                                     [ADVISE_INTERVIEW_ENOUGH] = "enough"};
static const char *const kinds[] = {[ADVISE_QUESTION_VALUE] = "value",
                                    [ADVISE_QUESTION_LIST] = "list",
                                    [ADVISE_QUESTION_TEXT] = "text",
                                    [ADVISE_QUESTION_ITEM] = "item"};
static const char *const replies[] = {[ADVISE_REPLY_ACCEPTED] = "accepted",
                                      [ADVISE_REPLY_REJECTED] = "rejected",
                                      [ADVISE_REPLY_AMBIGUOUS] = "ambiguous"};
static const char *const types[] = {
    [ADVISE_TYPE_ANY] = "any",       [ADVISE_TYPE_BOOLEAN] = "boolean",
    [ADVISE_TYPE_NUMBER] = "number", [ADVISE_TYPE_STRING] = "string",
    [ADVISE_TYPE_TEXT] = "text",     [ADVISE_TYPE_DATE] = "date",
    [ADVISE_TYPE_TIME] = "time",     [ADVISE_TYPE_DATE_TIME] = "date and time",
    [ADVISE_TYPE_RECORD] = "record"};

void ask_keep_reply(ask_answer *a, const advise_reply *reply)
{
    a->reply = reply->kind;
    a->understood = request_session_keep(a->session, reply->understood);
    a->message = request_session_keep(a->session, reply->message);
    a->hint = request_session_keep(a->session, reply->hint);
}

static void write_reply(json_writer *w, const ask_answer *a)
{
    json_key(w, "reply");
    if (request_count(a->said) == 0) {
        json_null(w);
        return;
    }
    json_object_begin(w);
    json_string_entry(w, "kind", replies[a->reply]);
    json_string_entry(w, "understood", a->understood);
    json_string_entry(w, "message", a->message);
    json_string_entry(w, "hint", a->hint);
    json_object_end(w);
}

static void write_progress(json_writer *w, const advise_progress *p)
{
    json_object_entry(w, "progress");
    json_string_entry(w, "state", states[p->state]);
    json_count_entry(w, "answered", p->answered);
    json_count_entry(w, "places", p->places);
    json_count_entry(w, "final", p->final_places);
    json_object_end(w);
}

static void write_settled(json_writer *w, const advise_interview *interview)
{
    json_array_entry(w, "settled");
    for (size_t i = 0; i < advise_interview_settled_count(interview); i++)
        json_string(w, advise_interview_settled(interview, i));
    json_array_end(w);
}

static void write_allowed(json_writer *w, const advise_pack *pack, const advise_interview_question *q,
                          const advise_fact *f)
{
    json_array_entry(w, "allowed");
    for (size_t i = 0; i < f->allowed_count; i++) {
        const advise_allowed one = advise_pack_allowed(pack, q->type, q->index, i);
        json_object_begin(w);
        if (one.is_range) {
            json_optional_entry(w, "low", one.low[0] != '\0' ? one.low : NULL);
            json_optional_entry(w, "high", one.high[0] != '\0' ? one.high : NULL);
        } else {
            json_string_entry(w, "value", one.low);
        }
        json_object_end(w);
    }
    json_array_end(w);
}

static void write_question(json_writer *w, const ask_answer *a)
{
    const advise_pack *pack = a->session->by->pack;
    const advise_interview_question q = advise_interview_next(a->interview);
    json_key(w, "question");
    if (advise_interview_progress(a->interview).state != ADVISE_INTERVIEW_ASKS) {
        json_null(w);
        return;
    }
    const advise_fact f = advise_pack_fact(pack, q.type, q.index);
    json_object_begin(w);
    json_string_entry(w, "kind", kinds[q.kind]);
    json_string_entry(w, "ask", q.ask);
    json_string_entry(w, "topic", q.topic);
    json_string_entry(w, "fact", q.fact);
    json_string_entry(w, "field", q.field);
    json_string_entry(w, "item", q.item);
    json_string_entry(w, "record", q.record);
    json_string_entry(w, "type", f.is_integer ? "integer" : types[f.type]);
    json_string_entry(w, "unit", f.unit);
    json_string_entry(w, "description", f.description);
    write_allowed(w, pack, &q, &f);
    json_count_entry(w, "ordinal", q.ordinal);
    json_boolean_entry(w, "required", q.is_required);
    json_boolean_entry(w, "edit", q.is_edit);
    json_string_entry(w, "present", q.present);
    json_array_entry(w, "reasons");
    for (size_t i = 0; i < q.reason_count; i++)
        json_string(w, advise_interview_reason(a->interview, i));
    json_array_end(w);
    json_object_end(w);
}

static void write_answers(json_writer *w, const advise_interview *interview)
{
    json_array_entry(w, "answers");
    for (size_t i = 0; i < advise_interview_answer_count(interview); i++) {
        const advise_answer one = advise_interview_get_answer(interview, i);
        json_object_begin(w);
        json_count_entry(w, "number", i + 1);
        json_string_entry(w, "ask", one.ask);
        json_string_entry(w, "topic", one.topic);
        json_string_entry(w, "fact", one.fact);
        json_string_entry(w, "field", one.field);
        json_string_entry(w, "item", one.item);
        json_string_entry(w, "text", one.text);
        json_boolean_entry(w, "known", one.is_known);
        json_boolean_entry(w, "names_item", one.names_item);
        json_count_entry(w, "line", one.line);
        json_object_end(w);
    }
    json_array_end(w);
}

static void write_contradictions(json_writer *w, const advise_interview *interview)
{
    json_array_entry(w, "contradictions");
    for (size_t i = 0; i < advise_interview_contradiction_count(interview); i++) {
        const advise_contradiction one = advise_interview_contradiction(interview, i);
        json_object_begin(w);
        json_string_entry(w, "message", one.message);
        json_boolean_entry(w, "new", one.is_new);
        json_array_entry(w, "answers");
        for (size_t k = 0; k < one.answer_count; k++)
            json_count(w, advise_interview_contradiction_answer(interview, i, k) + 1);
        json_array_end(w);
        json_object_end(w);
    }
    json_array_end(w);
}

/// Whether what was said must be said again the next time, since the profile alone does not tell how far the interview is: a record is being
/// told of, or an answer is being changed.
static bool must_repeat(const ask_answer *a)
{
    const advise_interview_question q = advise_interview_next(a->interview);
    const bool is_lost = q.is_edit || q.is_required;
    const bool goes_on = q.item[0] != '\0' || (q.kind == ADVISE_QUESTION_ITEM && q.ordinal > 1);
    return is_lost || (goes_on && request_count(a->said) < MOST_REPEATED);
}

/// What was said, without the last of it if that was not accepted.
static void write_said(json_writer *w, const ask_answer *a)
{
    const size_t count = request_count(a->said);
    const size_t good = count > 0 && a->reply != ADVISE_REPLY_ACCEPTED ? count - 1 : count;
    json_array_entry(w, "said");
    for (size_t i = 0; i < good; i++) {
        char *one = request_copy(request_item(a->said, i));
        json_digits(w, one); // JSON already
        free(one);
    }
    json_array_end(w);
}

static void write_skipped(json_writer *w, const ask_answer *a, size_t count)
{
    json_array_entry(w, "skipped");
    for (size_t i = 0; i < count; i++) {
        json_object_begin(w);
        json_string_entry(w, "fact", a->skipped[i].fact.text);
        json_string_entry(w, "field", a->skipped[i].field.text);
        json_string_entry(w, "item", a->skipped[i].item.text);
        json_object_end(w);
    }
    json_array_end(w);
}

/// What is to be brought the next time.
static void write_next(json_writer *w, const ask_answer *a)
{
    const bool repeat = must_repeat(a);
    size_t length;
    const char *text = advise_interview_text(a->interview, &length);
    json_object_entry(w, "next");
    json_key(w, "profile");
    if (repeat) {
        json_bytes(w, a->profile->text, a->profile->length);
        write_said(w, a);
    } else {
        json_bytes(w, text, length);
    }
    const char *topic = repeat ? a->topic_before : a->topic;
    if (topic != NULL)
        json_string_entry(w, "topic", topic);
    write_skipped(w, a, repeat ? a->skipped_before : a->skipped_count);
    json_object_end(w);
}

void ask_write(const ask_answer *a)
{
    const report_options shown = {.all = true};
    const advise_report *report = advise_interview_report(a->interview);
    const advise_progress p = advise_interview_progress(a->interview);
    size_t length;
    const char *text = advise_interview_text(a->interview, &length);
    json_writer w = answer_begin(a->session);
    json_string_entry(&w, "format", "advise-interview/1");
    json_key(&w, "profile");
    json_bytes(&w, text, length);
    write_next(&w, a);
    write_reply(&w, a);
    write_progress(&w, &p);
    write_settled(&w, a->interview);
    write_question(&w, a);
    write_answers(&w, a->interview);
    write_contradictions(&w, a->interview);
    answer_report(&w, "report", &shown, a->session->by->pack, report);
    answer_end(a->session, &w, report);
}
