#include "interview/say.h"

#include "interview/words.h"
#include "write/memory.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST_SHOWN = 200, MOST_LINES = 6, NUMBER_SIZE = 40 };

/// A text in the way of printf, wrapped after `first`.
static void say(const screen *s, const char *first, ink i, char *text)
{
    screen_wrap(s, first, INK_CYAN, screen_columns(first), text, i);
    free(text);
}

void say_topic(const screen *s, const char *topic)
{
    (void)fputc('\n', s->out);
    say(s, "", INK_BOLD, must_format("== %s ==", topic));
}

// --- questions ---

static advise_fact declared(const advise_pack *pack, const advise_interview_question *q)
{
    return advise_pack_fact(pack, q->type, q->index);
}

/// The values that are a list of choices; 0 if it is none.
static size_t choice_count(const advise_pack *pack, const advise_interview_question *q)
{
    const advise_fact f = declared(pack, q);
    bool closed = q->kind == ADVISE_QUESTION_VALUE || q->kind == ADVISE_QUESTION_LIST;
    for (size_t i = 0; i < f.allowed_count && closed; i++)
        closed = !advise_pack_allowed(pack, q->type, q->index, i).is_range;
    return closed ? f.allowed_count : 0;
}

/// Many choices stand in a paragraph, so that they do not fill the screen.
static void say_many_choices(const screen *s, const advise_pack *pack, const advise_interview_question *q,
                             size_t count)
{
    char *text;
    size_t length;
    FILE *out = must_open_text(&text, &length);
    for (size_t i = 0; i < count; i++)
        (void)fprintf(out, "%s%zu %s", i > 0 ? ", " : "", i + 1,
                      advise_pack_allowed(pack, q->type, q->index, i).low);
    must_close_text(out, &text);
    say(s, "  ", INK_PLAIN, text);
}

static void say_choices(const screen *s, const advise_pack *pack, const advise_interview_question *q)
{
    const size_t count = choice_count(pack, q);
    if (count > MOST_LINES) {
        say_many_choices(s, pack, q, count);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        char first[NUMBER_SIZE];
        (void)snprintf(first, sizeof first, "%4zu  ", i + 1);
        screen_wrap(s, first, INK_CYAN, 6, advise_pack_allowed(pack, q->type, q->index, i).low, INK_PLAIN);
    }
}

/// "0 to 60", "0 or more"; "" if there is no single range.
static void range_form(char *out, size_t size, const advise_pack *pack, const advise_interview_question *q)
{
    const bool single = declared(pack, q).allowed_count == 1;
    const advise_allowed range =
        single ? advise_pack_allowed(pack, q->type, q->index, 0) : (advise_allowed){.low = "", .high = ""};
    *out = '\0';
    if (!range.is_range)
        return;
    if (*range.low != '\0' && *range.high != '\0')
        (void)snprintf(out, size, ", %s%s to %s%s", range.low_closed ? "" : "more than ", range.low,
                       range.high_closed ? "" : "less than ", range.high);
    else if (*range.low != '\0' && strcmp(range.low, "0") != 0)
        (void)snprintf(out, size, ", %s %s", range.low_closed ? "at least" : "more than", range.low);
    else if (*range.high != '\0')
        (void)snprintf(out, size, ", %s %s", range.high_closed ? "at most" : "less than", range.high);
}

static void number_form(char *out, size_t size, const advise_pack *pack, const advise_interview_question *q)
{
    char range[128];
    const char *unit = declared(pack, q).unit;
    const char *number = declared(pack, q).is_integer ? "a whole number" : "a number";
    range_form(range, sizeof range, pack, q);
    if (*unit != '\0' && strncmp(unit, "a ", 2) != 0)
        (void)snprintf(out, size, "%s of %s%s", number, unit, range);
    else
        (void)snprintf(out, size, "%s%s%s%s", number, *unit != '\0' ? ", " : "", unit, range);
}

/// A name as words: "next_task" is "next task".
static void as_words(char *out, size_t size, const char *name)
{
    size_t i = 0;
    for (; name[i] != '\0' && i + 1 < size; i++)
        out[i] = name[i] == '_' ? ' ' : name[i];
    out[i] = '\0';
}

static void item_form(char *out, size_t size, const advise_pack *pack, const advise_interview_question *q)
{
    char key[128];
    as_words(key, sizeof key, declared(pack, q).name);
    if (q->ordinal == 1)
        (void)snprintf(out, size, "the %s of the first one, or: none", key);
    else
        (void)snprintf(out, size, "its %s, or: no", key);
}

void say_form(char *out, size_t size, const advise_pack *pack, const advise_interview_question *q)
{
    const advise_fact f = declared(pack, q);
    const bool closed = choice_count(pack, q) > 0;
    if (q->kind == ADVISE_QUESTION_ITEM)
        item_form(out, size, pack, q);
    else if (q->kind == ADVISE_QUESTION_TEXT)
        (void)snprintf(out, size, "type or paste it, then a line with only a dot; or: @FILE");
    else if (q->kind == ADVISE_QUESTION_LIST)
        (void)snprintf(out, size, "%s, with commas between; or: none",
                       closed ? "numbers or beginnings" : "one or more");
    else if (closed)
        (void)snprintf(out, size, "the number or the beginning of one");
    else if (f.type == ADVISE_TYPE_BOOLEAN)
        (void)snprintf(out, size, "yes or no");
    else if (f.type == ADVISE_TYPE_NUMBER)
        number_form(out, size, pack, q);
    else if (f.type == ADVISE_TYPE_DATE || f.type == ADVISE_TYPE_DATE_TIME)
        (void)snprintf(out, size, "a date, such as 2026-01-31 or May 2026");
    else if (f.type == ADVISE_TYPE_TIME)
        (void)snprintf(out, size, "a time, such as 9:30");
    else
        (void)snprintf(out, size, "a few words");
}

void say_question(const screen *s, const advise_pack *pack, const advise_interview_question *q,
                  bool repeat_item)
{
    char form[256];
    say_form(form, sizeof form, pack, q);
    (void)fputc('\n', s->out);
    if (repeat_item && *q->item != '\0')
        say(s, "", INK_BOLD, must_format("%s:", q->item));
    const bool closed = choice_count(pack, q) > 0 && q->kind == ADVISE_QUESTION_VALUE;
    if (closed)
        screen_wrap(s, "", INK_PLAIN, 0, q->ask, INK_BOLD);
    else
        say(s, "", INK_BOLD, must_format("%s (%s)", q->ask, form));
    say_choices(s, pack, q);
    if (q->is_edit && *q->present != '\0')
        say(s, "  now: ", INK_PLAIN, must_format("%s (an empty line keeps it)", q->present));
}

void say_question_again(const screen *s, const advise_pack *pack, const advise_interview_question *q)
{
    char form[256];
    say_form(form, sizeof form, pack, q);
    say(s, "", INK_BOLD, must_format("%s (%s)", q->ask, form));
}

void say_reasons(const screen *s, const advise_interview *interview)
{
    const advise_interview_question q = advise_interview_next(interview);
    if (q.reason_count == 0)
        screen_wrap(s, "", INK_PLAIN, 0,
                    q.is_edit       ? "You asked to change this answer."
                    : q.is_required ? "What you began to tell of cannot be used without it."
                                    : "It belongs to what you began to tell of.",
                    INK_PLAIN);
    for (size_t i = 0; i < q.reason_count; i++)
        screen_wrap(s, "  - ", INK_CYAN, 4, advise_interview_reason(interview, i), INK_PLAIN);
}

// --- progress ---

static const char *ordinal(size_t n, char buffer[NUMBER_SIZE])
{
    static const char *const words[] = {"",      "first",   "second", "third", "fourth", "fifth",
                                        "sixth", "seventh", "eighth", "ninth", "tenth"};
    if (n < sizeof words / sizeof *words)
        return words[n];
    (void)snprintf(buffer, NUMBER_SIZE, "number %zu", n);
    return buffer;
}

/// "first place is", "second and third are", "fourth to tenth are".
static void add_places(FILE *out, size_t from, size_t to, bool noun)
{
    char a[NUMBER_SIZE];
    char b[NUMBER_SIZE];
    (void)fputs(ordinal(from, a), out);
    if (to > from)
        (void)fprintf(out, " %s %s", to == from + 1 ? "and" : "to", ordinal(to, b));
    (void)fprintf(out, "%s %s", noun ? " place" : "", to > from ? "are" : "is");
}

void say_progress(const screen *s, const advise_progress *p, bool places)
{
    char *text;
    size_t length;
    FILE *out = must_open_text(&text, &length);
    (void)fprintf(out, "%zu answered", p->answered);
    if (places && p->final_places == 0)
        (void)fputs("; no place is final yet", out);
    if (places && p->final_places > 0) {
        (void)fputs("; ", out);
        add_places(out, 1, p->final_places, true);
        (void)fputs(" final", out);
    }
    if (places && p->final_places > 0 && p->final_places < p->places) {
        (void)fputs(", ", out);
        add_places(out, p->final_places + 1, p->places, false);
        (void)fputs(" open", out);
    }
    must_close_text(out, &text);
    say(s, "", INK_DIM, must_format("(%s)", text));
    free(text);
}

// --- what was said ---

static void say_contradiction(const screen *s, const advise_interview *interview, size_t index)
{
    const advise_contradiction c = advise_interview_contradiction(interview, index);
    screen_wrap(s, "! ", INK_YELLOW, 2, c.message, INK_PLAIN);
    for (size_t i = 0; i < c.answer_count; i++) {
        const size_t at = advise_interview_contradiction_answer(interview, index, i);
        const advise_answer a = advise_interview_get_answer(interview, at);
        say(s, "  ", INK_PLAIN, must_format("edit %zu changes: %s %s", at + 1, a.ask, a.text));
    }
}

void say_contradictions(const screen *s, const advise_interview *interview, bool all)
{
    for (size_t i = 0; i < advise_interview_contradiction_count(interview); i++) {
        if (all || advise_interview_contradiction(interview, i).is_new)
            say_contradiction(s, interview, i);
    }
}

static void say_answer(const screen *s, size_t number, const advise_answer *a)
{
    char first[NUMBER_SIZE];
    const bool is_field = *a->field != '\0';
    (void)snprintf(first, sizeof first, "%s%3zu. ", is_field ? "    " : "", number);
    const size_t shown = screen_bytes(a->text, LONGEST_SHOWN);
    say(s, first, INK_PLAIN,
        must_format("%s %.*s%s", a->ask, (int)shown, a->text, a->text[shown] != '\0' ? "…" : ""));
}

void say_answers(const screen *s, const advise_interview *interview)
{
    const char *topic = "";
    const char *item = "";
    const size_t count = advise_interview_answer_count(interview);
    for (size_t i = 0; i < count; i++) {
        const advise_answer a = advise_interview_get_answer(interview, i);
        if (strcmp(a.topic, topic) != 0)
            say_topic(s, a.topic);
        if (*a.item != '\0' && strcmp(a.item, item) != 0)
            say(s, "      ", INK_BOLD, must_format("%s:", a.item));
        topic = a.topic;
        item = a.item;
        say_answer(s, i + 1, &a);
    }
    screen_wrap(s, "", INK_PLAIN, 0,
                count > 0 ? "A number now changes that answer; an empty line goes on."
                          : "There are no answers yet.",
                INK_PLAIN);
}

void say_help(const screen *s)
{
    for (const word_row *row = word_table; row->word != NULL; row++) {
        char first[64];
        (void)snprintf(first, sizeof first, "  %s%s%s", row->word, row->argument != NULL ? " " : "",
                       row->argument != NULL ? row->argument : "");
        char padded[64];
        (void)snprintf(padded, sizeof padded, "%-18s", first);
        screen_wrap(s, padded, INK_CYAN, 18, row->help, INK_PLAIN);
    }
    screen_wrap(
        s, "", INK_PLAIN, 0,
        "Anything else is an answer. An answer that is one of these words is written in quotation marks.",
        INK_PLAIN);
}
