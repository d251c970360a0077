// Every fact has a line with null, which is the same as leaving it out. The keys of records and derived facts are comments; a line whose
// number sign is removed says nothing until it is filled in.
#include "scaffold/profile.h"

#include "write/json.h"
#include "write/memory.h"
#include "write/screen.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { WIDTH = 100 };

/// Writes words as a comment over several lines, each after `before`. They come from a pack: what could end a line or turn its direction
/// is shown escaped.
static void write_remark(FILE *out, const char *before, const char *text)
{
    size_t column = 0;
    for (;;) {
        text += strspn(text, " \n\t\r");
        size_t length = strcspn(text, " \n\t\r");
        if (length == 0)
            break;
        char *word = must_have(strndup(text, length));
        size_t columns = screen_columns(word);
        if (column == 0 || column + 1 + columns > WIDTH) {
            (void)fprintf(out, "%s%s#", column > 0 ? "\n" : "", before);
            column = strlen(before) + 1;
        }
        (void)fputc(' ', out);
        screen_safe(out, word);
        column += 1 + columns;
        free(word);
        text += length;
    }
    if (column > 0)
        (void)fputc('\n', out);
}

static bool is_plain(const char *text)
{
    static const char *const words[] = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcasecmp(words[i], text) == 0)
            return false;
    }
    size_t length = strlen(text);
    return length > 0 && strchr(" -0123456789", *text) == NULL && text[length - 1] != ' ' &&
           strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 _-") == length;
}

/// A text as YAML: a JSON string is one.
static void write_text(FILE *out, const char *text)
{
    json_writer w = json_begin(out);
    if (is_plain(text))
        (void)fputs(text, out);
    else
        json_string(&w, text);
}

static void write_value(FILE *out, const advise_fact *fact, const char *value)
{
    if (fact->type == ADVISE_TYPE_STRING || fact->type == ADVISE_TYPE_TEXT)
        write_text(out, value);
    else
        (void)fputs(value, out);
}

/// What the fact may be, in words: the values of an enumeration, or else the tests as written.
static void describe_values(FILE *out, const advise_pack *pack, size_t type, size_t index,
                            const advise_fact *fact)
{
    static const char *const words[] = {[ADVISE_TYPE_ANY] = "",
                                        [ADVISE_TYPE_BOOLEAN] = "(true or false)",
                                        [ADVISE_TYPE_NUMBER] = "",
                                        [ADVISE_TYPE_STRING] = "",
                                        [ADVISE_TYPE_TEXT] = "",
                                        [ADVISE_TYPE_DATE] = "(a date such as 2026-01-31)",
                                        [ADVISE_TYPE_TIME] = "(a time such as 09:30:00)",
                                        [ADVISE_TYPE_DATE_TIME] =
                                            "(a date and time such as 2026-01-31T09:30:00)",
                                        [ADVISE_TYPE_RECORD] = ""};
    size_t ranges = 0;
    for (size_t i = 0; i < fact->allowed_count; i++)
        ranges += advise_pack_allowed(pack, type, index, i).is_range;
    if (*words[fact->type] != '\0')
        (void)fprintf(out, " %s", words[fact->type]);
    if (fact->is_integer)
        (void)fputs(fact->is_list ? " (whole numbers)" : " (a whole number)", out);
    if (*fact->unit != '\0')
        (void)fprintf(out, " Unit: %s.", fact->unit);
    if (fact->allowed_count == 0 || ranges > 0) {
        if (*fact->allowed != '\0')
            (void)fprintf(out, " Allowed: %s.", fact->allowed);
        return;
    }
    (void)fputs(fact->is_list ? " Of:" : " One of:", out);
    for (size_t i = 0; i < fact->allowed_count; i++) {
        (void)fputs(i > 0 ? ", " : " ", out);
        write_value(out, fact, advise_pack_allowed(pack, type, index, i).low);
    }
    (void)fputc('.', out);
}

/// The question, what it is, and what may be written there.
static void write_words(FILE *out, const char *before, const advise_pack *pack, size_t type, size_t index)
{
    advise_fact fact = advise_pack_fact(pack, type, index);
    char *text;
    size_t length;
    FILE *words = must_open_text(&text, &length);
    (void)fprintf(words, "%s %s", fact.ask, fact.description);
    describe_values(words, pack, type, index, &fact);
    if (fact.type == ADVISE_TYPE_TEXT)
        (void)fprintf(words, " Or %s_file instead, with the path of a text file.", fact.name);
    if (fact.required)
        (void)fputs(" Must be given.", words);
    must_close_text(words, &text);
    write_remark(out, before, text);
    free(text);
}

/// The first value, or end of a range, that is allowed itself.
static void write_number(FILE *out, const advise_pack *pack, size_t type, size_t index,
                         const advise_fact *fact)
{
    const char *number = "1";
    for (size_t i = fact->allowed_count; i-- > 0;) {
        advise_allowed one = advise_pack_allowed(pack, type, index, i);
        if (!one.is_range || (one.low_closed && *one.low != '\0'))
            number = one.low;
        else if (one.high_closed && *one.high != '\0')
            number = one.high;
    }
    (void)fputs(number, out);
}

void scaffold_example(FILE *out, const advise_pack *pack, size_t type, size_t index)
{
    advise_fact fact = advise_pack_fact(pack, type, index);
    if (fact.is_list)
        (void)fputc('[', out);
    switch (fact.type) {
    case ADVISE_TYPE_BOOLEAN: (void)fputs("true", out); break;
    case ADVISE_TYPE_NUMBER: write_number(out, pack, type, index, &fact); break;
    case ADVISE_TYPE_DATE: (void)fputs("2026-01-31", out); break;
    case ADVISE_TYPE_TIME: (void)fputs("09:30:00", out); break;
    case ADVISE_TYPE_DATE_TIME: (void)fputs("2026-01-31T09:30:00", out); break;
    case ADVISE_TYPE_ANY:
    case ADVISE_TYPE_STRING:
    case ADVISE_TYPE_TEXT:
        if (fact.allowed_count > 0 && !advise_pack_allowed(pack, type, index, 0).is_range)
            write_value(out, &fact, advise_pack_allowed(pack, type, index, 0).low);
        else
            (void)fprintf(out, "some %s", fact.name);
        break;
    case ADVISE_TYPE_RECORD: {
        advise_record_type record = advise_pack_type(pack, fact.record);
        (void)fputc('{', out);
        size_t written = 0;
        for (size_t i = 0; i < record.field_count; i++) {
            const advise_fact field = advise_pack_fact(pack, fact.record, i);
            if (field.derived)
                continue;
            (void)fprintf(out, "%s%s: ", written++ > 0 ? ", " : "", field.name);
            scaffold_example(out, pack, fact.record, i);
        }
        (void)fputc('}', out);
        break;
    }
    }
    if (fact.is_list)
        (void)fputc(']', out);
}

/// True if the field's line has a stand-in, which is refused until it is replaced: what must be given, and what names the record.
static bool has_stand_in(const advise_record_type *record, const advise_fact *field, size_t index)
{
    return !field->is_list && field->type != ADVISE_TYPE_RECORD &&
           (field->required || (*record->key != '\0' ? strcmp(record->key, field->name) == 0 : index == 0));
}

/// Says which keys of a record nobody needs to write.
static void write_derived(FILE *out, const advise_pack *pack, size_t type, const char *before)
{
    const advise_record_type record = advise_pack_type(pack, type);
    char *text;
    size_t length;
    size_t written = 0;
    FILE *words = must_open_text(&text, &length);
    for (size_t i = 0; i < record.field_count; i++) {
        const advise_fact field = advise_pack_fact(pack, type, i);
        if (field.derived)
            (void)fprintf(words, "%s %s",
                          written++ > 0 ? "," : "Rules conclude, unless it is written here:", field.name);
    }
    must_close_text(words, &text);
    write_remark(out, before, text);
    free(text);
}

/// The keys of a record below its fact, as comments. A stand-in is in brackets: as a list it is no value of any field, so that lines whose
/// number signs were removed are refused until they are filled in.
static void write_record(FILE *out, const advise_pack *pack, const advise_fact *fact)
{
    advise_record_type record = advise_pack_type(pack, fact->record);
    size_t written = 0;
    for (size_t i = 0; i < record.field_count; i++) {
        advise_fact field = advise_pack_fact(pack, fact->record, i);
        if (field.derived)
            continue;
        write_words(out, fact->is_list ? "#    " : "#  ", pack, fact->record, i);
        (void)fprintf(out, "%s%s:", !fact->is_list ? "#  " : written++ == 0 ? "#  - " : "#    ", field.name);
        if (has_stand_in(&record, &field, i))
            (void)fprintf(out, " [the %s]", field.name);
        (void)fputc('\n', out);
    }
    write_derived(out, pack, fact->record, fact->is_list ? "#    " : "#  ");
}

static void write_fact(FILE *out, const advise_pack *pack, size_t index)
{
    advise_fact fact = advise_pack_fact(pack, ADVISE_FACTS, index);
    (void)fputc('\n', out);
    write_words(out, "", pack, ADVISE_FACTS, index);
    (void)fprintf(out, "%s%s:\n", fact.derived ? "#" : "", fact.name);
    if (fact.type == ADVISE_TYPE_RECORD)
        write_record(out, pack, &fact);
}

// --- the order of the questions ---

/// A fact that the form asks for.
typedef struct question {
    size_t index; ///< in the pack
    const char *topic;
    size_t section; ///< rank of its topic: that of the topic's first question
    size_t rank;    ///< what must be given first, then by effect on the advice, then as in the vocabulary
} question;

static int order_questions(const void *left, const void *right)
{
    const question *a = left;
    const question *b = right;
    if (a->section != b->section)
        return a->section < b->section ? -1 : 1;
    return a->rank < b->rank ? -1 : a->rank > b->rank;
}

/// Ranks the facts by what their answers could change for somebody of whom nothing is known. Without memory for that, the order is
/// that of the vocabulary.
static void rank_questions(const advise_pack *pack, question *questions, size_t count)
{
    advise_session *session = must_have(advise_session_new(pack, NULL));
    const advise_report *report = NULL;
    if (advise_run_text(session, "nobody", "{}", 2, NULL, &report, NULL) == ADVISE_NO_MEMORY)
        (void)must_have(NULL); // without the questions, the profile would have another order
    size_t asked = report != NULL ? advise_report_question_count(report) : 0;
    for (size_t i = 0; i < count; i++) {
        advise_fact fact = advise_pack_fact(pack, ADVISE_FACTS, questions[i].index);
        size_t rank = count + asked + i;
        for (size_t q = 0; q < asked; q++) {
            advise_question asks = advise_report_question(report, q);
            if (asks.field[0] == '\0' && strcmp(asks.fact, fact.name) == 0)
                rank = count + q;
        }
        questions[i].rank = fact.required ? i : rank;
    }
    advise_session_free(session);
}

static void order_by_topic(const advise_pack *pack, question *questions, size_t count)
{
    rank_questions(pack, questions, count);
    for (size_t i = 0; i < count; i++) {
        questions[i].topic = advise_pack_fact(pack, ADVISE_FACTS, questions[i].index).topic;
        questions[i].section = SIZE_MAX;
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < count && *questions[i].topic != '\0'; j++) {
            bool same = strcmp(questions[i].topic, questions[j].topic) == 0;
            if (same && questions[j].rank < questions[i].section)
                questions[i].section = questions[j].rank;
        }
    }
    qsort(questions, count, sizeof *questions, order_questions);
}

static void write_heading(FILE *out, const char *topic)
{
    char line[200];
    (void)snprintf(line, sizeof line, "---- %s ----", topic);
    (void)fputc('\n', out);
    write_remark(out, "", line);
}

static bool has_fact(const advise_pack *pack, const char *name)
{
    bool found = false;
    for (size_t i = 0; i < advise_pack_fact_count(pack) && !found; i++)
        found = strcmp(advise_pack_fact(pack, ADVISE_FACTS, i).name, name) == 0;
    return found;
}

/// The keys that any profile has beside its facts.
static void write_other_keys(FILE *out, const advise_pack *pack)
{
    if (!has_fact(pack, "notes"))
        (void)fputs("\n# ---- Remarks of your own: no rule reads them ----\n\nnotes:\n", out);
    if (!has_fact(pack, "not_known"))
        (void)fputs(
            "\n# ---- What you do not know and do not want to be asked for again: [key, another key] ----\n"
            "\nnot_known:\n",
            out);
}

/// The facts that a person states, section by section.
static void write_questions(FILE *out, const advise_pack *pack)
{
    size_t facts = advise_pack_fact_count(pack);
    size_t count = 0;
    question *questions = must_have(calloc(facts > 0 ? facts : 1, sizeof *questions));
    for (size_t i = 0; i < facts; i++) {
        if (!advise_pack_fact(pack, ADVISE_FACTS, i).derived)
            questions[count++].index = i;
    }
    order_by_topic(pack, questions, count);
    bool has_topics = count > 0 && *questions[0].topic != '\0';
    for (size_t i = 0; i < count; i++) {
        const char *topic = questions[i].topic;
        if (i == 0 ? has_topics : strcmp(topic, questions[i - 1].topic) != 0)
            write_heading(out, *topic != '\0' ? topic : "Other questions");
        write_fact(out, pack, questions[i].index);
    }
    free(questions);
    write_other_keys(out, pack);
}

void scaffold_profile(FILE *out, const advise_pack *pack, const char *schema)
{
    char *text;
    size_t length;
    size_t derived = 0;
    FILE *words = must_open_text(&text, &length);
    (void)fprintf(
        words,
        "A profile for: %s %s. Write what you know after the colons and leave the rest as it is: what is "
        "left empty is unknown, and never taken for no or for zero.",
        advise_pack_title(pack), advise_pack_version(pack));
    if (schema != NULL)
        (void)fprintf(out, "# yaml-language-server: $schema=%s\n", schema);
    must_close_text(words, &text);
    write_remark(out, "", text);
    free(text);
    (void)fputs(
        "#\n"
        "# \"I don't know\": leave it empty.   \"None\": [] for a list, 0 for a number, false for yes or "
        "no.\n"
        "# A list of words: [one, two].      Text with a colon or a quotation mark: \"in double quotes\".\n"
        "# A list of records: remove the number signs from the lines below its key, write what you know\n"
        "# (without brackets where they hold an example), and repeat these lines for each entry.\n",
        out);
    write_questions(out, pack);
    for (size_t i = 0; i < advise_pack_fact_count(pack); i++)
        derived += advise_pack_fact(pack, ADVISE_FACTS, i).derived;
    if (derived > 0)
        (void)fputs("\n# Rules conclude what follows. Remove a number sign only to overrule them.\n", out);
    for (size_t i = 0; i < advise_pack_fact_count(pack); i++) {
        if (advise_pack_fact(pack, ADVISE_FACTS, i).derived)
            write_fact(out, pack, i);
    }
}
