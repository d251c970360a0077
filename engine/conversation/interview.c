// Steps forward and back. What a step does is tried on the arena of the view that is not shown; only if all of it went well does the new
// step count. So a lack of memory, or an answer that is not accepted, leaves everything as it was.
#include "conversation/interview_step.h"

#include "base/limits.h"
#include "base/text.h"
#include "base/utf8.h"
#include "profile/amend.h"
#include "profile/understand.h"

struct interview {
    allocator from;
    interview_settings settings;
    arena *kept;     ///< the list of steps
    arena *replies;  ///< of the latest reply
    arena *views[2]; ///< of the view that is shown, and of the one that is being made
    size_t shown;    ///< which of them is which
    interview_view *view;
    struct {
        interview_step **items;
        size_t count, capacity;
    } steps;
    bool edits; ///< the view's question is about an earlier answer; what it was before:
    interview_question question;
    interview_state state;
    size_t rejections;
};

/// A step that is being made.
typedef struct attempt {
    interview *in;
    arena *scratch; ///< of the new view
    arena *owner;   ///< of the new step
    interview_step *next;
    slice typed;
    bool (*change)(struct attempt *); ///< makes the step; false: the reply says why not
    interview_reply reply;
    interview_view *view;
    diag_list *diags;
} attempt;

// --- making a step ---

static interview_step *newest(const interview *in)
{
    return in->steps.items[in->steps.count - 1];
}

static const interview_question *asked(const attempt *t)
{
    return &t->in->view->question;
}

static bool refuse(attempt *t, interview_reply_kind kind, slice message, slice hint)
{
    t->reply = (interview_reply){.kind = kind, .message = message, .hint = hint};
    return false;
}

static void accept(attempt *t, slice understood)
{
    t->reply.understood = understood;
    t->next->answered++;
    t->next->asked++;
}

static feel_value today(const attempt *t)
{
    return t->in->settings.clock.today;
}

/// Changes the text by an edit; false, with a reply, if that cannot be.
static bool edit_text(attempt *t, amend_edit edit)
{
    source_text *source = ARENA_NEW(t->scratch, source_text);
    diag_list *diags = diag_list_new(t->scratch);
    slice out;
    *source = (source_text){.file = t->in->settings.name, .text = t->next->text};
    if (amend(t->scratch, t->in->settings.pack, source, PROFILE_YAML, &edit, &out, diags) == AMEND_DONE) {
        t->next->text = arena_copy(t->next->arena, out);
        return true;
    }
    const diagnostic *why = diags->count > 0 ? &diags->items[0] : NULL;
    return refuse(t, REPLY_REJECTED, why != NULL ? why->message : SLICE("this cannot be written"),
                  why != NULL ? why->hint : SLICE("change the file by hand"));
}

static void skip_place(attempt *t, interview_place at)
{
    interview_step *next = t->next;
    interview_place *skipped = ARENA_ARRAY(next->arena, next->skipped_count + 1, interview_place);
    if (next->skipped_count > 0)
        memcpy(skipped, next->skipped, next->skipped_count * sizeof *skipped);
    skipped[next->skipped_count++] = at;
    next->skipped = skipped;
}

static void tell_no_more(attempt *t)
{
    t->next->tells = false;
    t->next->begun = NULL;
}

// --- what an answer means ---

static slice join_readings(arena *a, const answer *means)
{
    text_builder out = {.arena = a};
    for (size_t i = 0; i < means->reading_count; i++)
        text_add_format(&out, "%s%.*s",
                        i == 0                         ? ""
                        : i + 1 < means->reading_count ? ", "
                                                       : " or ",
                        SLICE_ARG(means->readings[i]));
    return text_result(&out);
}

static slice what_can_be(const attempt *t, const answer *means)
{
    return means->said.len > 0 ? arena_format(t->scratch, "it can be %.*s", SLICE_ARG(means->said))
                               : (slice){"", 0};
}

/// Refuses an answer that is no value; says what would do.
static bool refuse_answer(attempt *t, const answer *means)
{
    switch (means->kind) {
    case ANSWER_AMBIGUOUS: return refuse(t, REPLY_AMBIGUOUS, means->said, join_readings(t->scratch, means));
    case ANSWER_NOT_ALLOWED: return refuse(t, REPLY_REJECTED, SLICE("that cannot be"), what_can_be(t, means));
    default: return refuse(t, REPLY_REJECTED, SLICE("that is not understood"), what_can_be(t, means));
    }
}

static bool change_not_known(attempt *t);
static bool change_skip(attempt *t);

/// Understands what was typed as a value of what is declared. Otherwise `*done` says how the attempt ended.
static bool read_value(attempt *t, const fact *declared, answer *means, bool *done)
{
    *means = understand(t->scratch, declared, t->typed, today(t));
    *done = false;
    if (means->kind == ANSWER_VALUE || means->kind == ANSWER_NONE)
        return true;
    if (means->kind == ANSWER_NOT_KNOWN)
        *done = change_not_known(t);
    else if (means->kind == ANSWER_SKIP)
        *done = change_skip(t);
    else
        *done = refuse_answer(t, means);
    return false;
}

// --- records ---

/// True if the record that was begun has all that it cannot be without.
static bool is_whole(const record_type *type, const slice *begun)
{
    bool whole = true;
    for (size_t i = 0; i < type->field_count && whole; i++)
        whole = !type->fields[i].required || begun[i].len > 0;
    return whole;
}

/// What was begun, as a value. What was understood once is understood again.
static feel_value begun_record(attempt *t, const record_type *type, const slice *begun)
{
    feel_entry *entries = ARENA_ARRAY(t->scratch, type->field_count, feel_entry);
    for (size_t i = 0; i < type->field_count; i++) {
        entries[i].name = type->fields[i].name;
        if (begun[i].len > 0)
            entries[i].value = understand(t->scratch, &type->fields[i], begun[i], today(t)).value;
    }
    return feel_context_of(t->scratch, entries, type->field_count);
}

/// Adds the record to its list, once it is whole.
static bool add_record(attempt *t, size_t fact_index, const slice *begun)
{
    const fact *declared = &t->in->settings.pack->facts[fact_index];
    const bool is_list = declared->type->kind == FEEL_TYPE_LIST;
    const size_t count = interview_record_count(t->in->view->person, fact_index);
    t->next->tells = true;
    t->next->record = (interview_place){.fact = fact_index, .position = is_list ? count + 1 : 1};
    t->next->begun = begun;
    if (!is_whole(declared->record, begun))
        return true;
    const feel_value record = begun_record(t, declared->record, begun);
    const bool is_first = feel_is_null(t->in->view->person->values[fact_index]);
    t->next->begun = NULL;
    return edit_text(
        t, (amend_edit){.kind = is_list && !is_first ? AMEND_APPEND : AMEND_SET,
                        .at = {.fact = fact_index},
                        .value = is_list && is_first ? feel_list_of(t->scratch, &record, 1) : record});
}

/// A copy of what was begun with one field more.
static const slice *begin(attempt *t, const record_type *type, const slice *before, size_t field)
{
    slice *begun = ARENA_ARRAY(t->next->arena, type->field_count, slice);
    for (size_t i = 0; before != NULL && i < type->field_count; i++)
        begun[i] = arena_copy(t->next->arena, before[i]);
    begun[field] = arena_copy(t->next->arena, t->typed);
    return begun;
}

/// "None", or "no more": a list that was not stated is stated to be empty.
static bool end_list(attempt *t)
{
    const interview_place at = asked(t)->at;
    tell_no_more(t);
    if (asked(t)->ordinal > 1) {
        t->next->asked++;
        return true;
    }
    accept(t, SLICE("none"));
    return edit_text(
        t,
        (amend_edit){.kind = AMEND_SET, .at = {.fact = at.fact}, .value = feel_list_of(t->scratch, NULL, 0)});
}

static bool ask_for_name(attempt *t)
{
    const slice name = interview_ask(t->scratch, asked(t)->declared, true);
    return refuse(t, REPLY_AMBIGUOUS, name, (slice){"", 0});
}

static bool give_item(attempt *t)
{
    const interview_question *q = asked(t);
    const record_type *type = t->in->settings.pack->facts[q->at.fact].record;
    const feel_truth yes = understand_yes_or_no(t->typed);
    const answer list = understand(t->scratch, &t->in->settings.pack->facts[q->at.fact], t->typed, today(t));
    answer means;
    bool done;
    if (yes == FEEL_TRUE)
        return ask_for_name(t);
    if (yes == FEEL_FALSE || list.kind == ANSWER_NONE || (t->typed.len == 0 && q->ordinal > 1))
        return end_list(t);
    if (!read_value(t, q->declared, &means, &done))
        return done;
    accept(t, means.said);
    return add_record(t, q->at.fact, begin(t, type, NULL, interview_naming_field(type)));
}

/// A field of a record that is not in the text yet.
static bool give_begun(attempt *t)
{
    const interview_question *q = asked(t);
    const record_type *type = t->in->settings.pack->facts[q->at.fact].record;
    answer means;
    bool done;
    if (!read_value(t, q->declared, &means, &done))
        return done;
    accept(t, means.said);
    return add_record(t, q->at.fact, begin(t, type, t->next->begun, q->at.field));
}

// --- the kinds of steps ---

/// "@memos/vega.txt": a text is in this file. Whether it can be read is found when the profile is.
static bool give_file(attempt *t)
{
    const slice path = slice_trim(slice_part(t->typed, 1, t->typed.len));
    accept(t, arena_format(t->scratch, "the file %.*s", SLICE_ARG(path)));
    return edit_text(t, (amend_edit){.kind = AMEND_SET,
                                     .at = interview_slot(t->in->view->person, asked(t)->at),
                                     .value = feel_string(path),
                                     .is_file = true});
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/// What to repeat back: of a long text only its length.
static slice repeated_back(const attempt *t, const answer *means)
{
    size_t words = 0;
    for (size_t i = 0; i < t->typed.len; i++)
        words += !is_blank(t->typed.ptr[i]) && (i == 0 || is_blank(t->typed.ptr[i - 1]));
    return asked(t)->declared->is_text
               ? arena_format(t->scratch, "a text of %zu word%s", words, words == 1 ? "" : "s")
               : means->said;
}

static bool give_value(attempt *t)
{
    const interview_question *q = asked(t);
    if (q->declared->is_text && t->typed.ptr[0] == '@')
        return give_file(t);
    answer means;
    bool done;
    if (!read_value(t, q->declared, &means, &done))
        return done;
    accept(t, repeated_back(t, &means));
    return edit_text(t, (amend_edit){.kind = AMEND_SET,
                                     .at = interview_slot(t->in->view->person, q->at),
                                     .value = means.value});
}

/// A NUL, or bytes that are no UTF-8, cannot stand in a profile.
static bool is_sound(slice typed)
{
    return (typed.len == 0 || memchr(typed.ptr, '\0', typed.len) == NULL) && utf8_valid(typed, NULL);
}

static bool change_give(attempt *t)
{
    const interview_question *q = asked(t);
    t->typed = slice_trim(t->typed);
    if (!is_sound(t->typed))
        return refuse(t, REPLY_REJECTED, SLICE("there are characters in it that cannot be read"),
                      SLICE("type it again"));
    if (q->is_item)
        return give_item(t);
    if (t->typed.len == 0)
        return refuse(t, REPLY_REJECTED, SLICE("nothing was typed"),
                      SLICE("'skip' goes on without an answer"));
    return q->is_begun ? give_begun(t) : give_value(t);
}

/// Without a field that it must have, a record is left out.
static bool leave_out(attempt *t, interview_place at)
{
    tell_no_more(t);
    return asked(t)->is_begun ||
           edit_text(t, (amend_edit){.kind = AMEND_DROP, .at = interview_slot(t->in->view->person, at)});
}

static bool change_not_known(attempt *t)
{
    const interview_question *q = asked(t);
    if (q->is_required)
        return refuse(t, REPLY_REJECTED, SLICE("it cannot be used without this"),
                      SLICE("a guess will do; 'skip' leaves it out"));
    if (q->is_item && q->ordinal > 1)
        return end_list(t);
    accept(t, SLICE("not known"));
    return edit_text(t,
                     (amend_edit){.kind = AMEND_NOT_KNOWN, .at = interview_slot(t->in->view->person, q->at)});
}

static bool change_skip(attempt *t)
{
    const interview_question *q = asked(t);
    if (q->is_item && q->ordinal > 1)
        return end_list(t);
    t->next->asked++;
    if (q->is_required)
        return leave_out(t, q->at);
    skip_place(t, q->at);
    return true;
}

/// What was skipped before says nothing of what the person is talking about now.
static bool change_pass(attempt *t)
{
    t->next->topic = newest(t->in)->topic;
    return change_skip(t);
}

// --- attempts ---

static interview_reply reply_kept(arena *a, interview_reply r)
{
    r.understood = arena_copy(a, r.understood);
    r.message = arena_copy(a, r.message);
    r.hint = arena_copy(a, r.hint);
    return r;
}

/// What was changed is read; what the reader refuses is refused with its reason.
static void look(attempt *t)
{
    t->view = interview_view_make(t->scratch, &t->in->settings, t->next, t->in->view, t->diags);
    if (t->view != NULL)
        return;
    const diagnostic *why = t->diags->count > 0 ? &t->diags->items[0] : NULL;
    (void)refuse(t, REPLY_REJECTED, why != NULL ? why->message : SLICE("that cannot be"),
                 why != NULL ? why->hint : (slice){"", 0});
}

static void make_step(void *argument)
{
    attempt *t = argument;
    t->next = ARENA_NEW(t->owner, interview_step);
    *t->next = *newest(t->in);
    t->next->arena = t->owner;
    t->next->topic = t->in->settings.pack->facts[asked(t)->at.fact].topic;
    t->diags = diag_list_new(t->scratch);
    t->typed = arena_copy(t->scratch, t->typed);
    if (t->change(t))
        look(t);
    t->reply = reply_kept(t->in->replies, t->reply);
    interview *in = t->in;
    ARENA_PUSH(in->kept, &in->steps, items, count, capacity, t->next);
    in->steps.count--; // there is room now: nothing can fail any more
}

/// Shows the view that was made.
static void show(interview *in, interview_view *view)
{
    in->view = view;
    in->shown = 1 - in->shown;
    in->edits = false;
    in->rejections = 0;
}

static bool try_step(interview *in, bool (*change)(attempt *), slice typed, interview_reply *reply)
{
    attempt t = {.in = in, .scratch = in->views[1 - in->shown], .typed = typed, .change = change};
    arena *const arenas[] = {t.scratch, in->replies, in->kept, t.owner = arena_new(&in->from, 0)};
    arena_reset(t.scratch);
    arena_reset(in->replies);
    const bool done = t.owner != NULL && arena_run_all(arenas, 4, make_step, &t) == ARENA_DONE;
    if (!done || t.view == NULL) {
        arena_free(t.owner);
        in->rejections += done && t.reply.kind == REPLY_REJECTED;
    } else {
        in->steps.items[in->steps.count++] = t.next;
        show(in, t.view);
    }
    *reply = t.reply;
    reply->rejections = in->rejections;
    return done;
}

/// Forgets that an earlier answer was to be changed.
static void keep_answer(interview *in)
{
    if (!in->edits)
        return;
    in->view->question = in->question;
    in->view->state = in->state;
    in->edits = false;
    in->rejections = 0;
}

bool interview_give(interview *in, slice text, interview_reply *reply)
{
    if (in->edits && slice_trim(text).len == 0) {
        keep_answer(in);
        *reply = (interview_reply){.understood = SLICE("unchanged")};
        return true;
    }
    return try_step(in, change_give, text, reply);
}

bool interview_dont_know(interview *in, interview_reply *reply)
{
    return try_step(in, change_not_known, (slice){"", 0}, reply);
}

bool interview_skip(interview *in, interview_reply *reply)
{
    if (in->edits) {
        keep_answer(in);
        *reply = (interview_reply){.understood = SLICE("unchanged")};
        return true;
    }
    return try_step(in, change_skip, (slice){"", 0}, reply);
}

bool interview_pass(interview *in, interview_reply *reply)
{
    keep_answer(in);
    return try_step(in, change_pass, (slice){"", 0}, reply);
}

// --- back, and earlier answers ---

typedef struct viewing {
    interview *in;
    const interview_step *step;
    interview_view *view;
} viewing;

static void look_back(void *argument)
{
    viewing *job = argument;
    arena *a = job->in->views[1 - job->in->shown];
    job->view = interview_view_make(a, &job->in->settings, job->step, job->in->view, diag_list_new(a));
}

bool interview_undo(interview *in, interview_reply *reply)
{
    *reply = (interview_reply){.understood = SLICE("")};
    if (in->edits) {
        keep_answer(in);
        return true;
    }
    if (in->steps.count == 1) {
        *reply = (interview_reply){.kind = REPLY_REJECTED, .message = SLICE("there is nothing to take back")};
        return true;
    }
    viewing job = {.in = in, .step = in->steps.items[in->steps.count - 2]};
    arena *a = in->views[1 - in->shown];
    arena_reset(a);
    if (arena_run(a, look_back, &job) != ARENA_DONE)
        return false;
    if (job.view == NULL) { // a text file that it names is not what it was
        *reply =
            (interview_reply){.kind = REPLY_REJECTED, .message = SLICE("a file that it reads has changed")};
        return true;
    }
    arena_free(in->steps.items[--in->steps.count]->arena);
    show(in, job.view);
    return true;
}

typedef struct editing {
    interview *in;
    size_t which;
    interview_question question;
} editing;

static void ask_again(void *argument)
{
    editing *job = argument;
    job->question =
        interview_question_again(job->in->view->arena, &job->in->settings, job->in->view, job->which);
}

bool interview_edit(interview *in, size_t which)
{
    editing job = {.in = in, .which = which};
    if (arena_run(in->view->arena, ask_again, &job) != ARENA_DONE)
        return false;
    keep_answer(in);
    in->question = in->view->question;
    in->state = in->view->state;
    in->edits = true;
    in->view->question = job.question;
    in->view->state = INTERVIEW_ASKS;
    return true;
}

// --- beginning and end ---

typedef struct beginning {
    interview *in;
    slice text;
    diag_list *diags;
    arena *owner;
} beginning;

static void begin_interview(void *argument)
{
    beginning *job = argument;
    interview *in = job->in;
    interview_step *first = ARENA_NEW(job->owner, interview_step);
    *first = (interview_step){.arena = job->owner,
                              .text = arena_copy(job->owner, job->text),
                              .topic = arena_copy(job->owner, in->settings.topic)};
    in->settings.name = arena_copy(in->kept, in->settings.name);
    if (in->settings.folder != NULL)
        in->settings.folder = arena_copy(in->kept, slice_of(in->settings.folder)).ptr;
    in->view = interview_view_make(in->views[0], &in->settings, first, NULL, job->diags);
    ARENA_PUSH(in->kept, &in->steps, items, count, capacity, first);
}

static bool make_arenas(interview *in)
{
    in->kept = arena_new(&in->from, 0);
    in->replies = arena_new(&in->from, 0);
    in->views[0] = arena_new(&in->from, LIMIT_MEMORY);
    in->views[1] = arena_new(&in->from, LIMIT_MEMORY);
    return in->kept != NULL && in->replies != NULL && in->views[0] != NULL && in->views[1] != NULL;
}

load_outcome interview_new(const allocator *from, const interview_settings *settings, slice text,
                           diag_list *diags, interview **out)
{
    *out = NULL;
    interview *in = from->resize(from->state, NULL, sizeof *in);
    if (in == NULL)
        return LOAD_NO_MEMORY;
    *in = (interview){.from = *from, .settings = *settings};
    beginning job = {.in = in, .text = text, .diags = diags};
    const bool ready = make_arenas(in) && (job.owner = arena_new(&in->from, 0)) != NULL;
    arena *const arenas[] = {in->views[0], in->kept, diags->arena, job.owner};
    const bool done = ready && arena_run_all(arenas, 4, begin_interview, &job) == ARENA_DONE;
    if (done && in->view != NULL) {
        *out = in;
        return LOAD_DONE;
    }
    if (in->steps.count == 0)
        arena_free(job.owner);
    interview_free(in);
    return done ? LOAD_REFUSED : LOAD_NO_MEMORY;
}

void interview_free(interview *in)
{
    if (in == NULL)
        return;
    const allocator from = in->from;
    while (in->steps.count > 0)
        arena_free(in->steps.items[--in->steps.count]->arena);
    arena_free(in->kept);
    arena_free(in->replies);
    arena_free(in->views[0]);
    arena_free(in->views[1]);
    (void)from.resize(from.state, in, 0);
}

const interview_view *interview_look(const interview *in)
{
    return in->view;
}
