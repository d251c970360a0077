// Writes what a column is: a fact, with the values that somebody must translate, or a column that is kept or ignored.
#include "mapping/draft_words.h"
#include "mapping/draft_write.h"

#include "base/limits.h"
#include "profile/said_choice.h"
#include "profile/said_nothing.h"
#include "profile/said_words.h"

void draft_text(const draft_writer *w, const char *text)
{
    text_add(w->out, slice_of(text));
}

void draft_scalar(const draft_writer *w, slice text)
{
    bool plain = text.len > 0 && said_is_letter(text.ptr[0]) && text.ptr[text.len - 1] != ' ' &&
                 said_pair_of(text).kind == SAID_NO_PAIR && !slice_is(text, "null") &&
                 !slice_is(text, "NULL") && !slice_is(text, "Null");
    for (size_t i = 0; i < text.len && plain; i++) {
        const char c = text.ptr[i];
        plain = said_is_letter(c) || said_is_digit(c) || c == ' ' || c == '_' || c == '/' || c == '.' ||
                c == '-' || c == '(' || c == ')';
    }
    if (!plain)
        text_add_byte(w->out, '"');
    for (size_t i = 0; i < text.len; i++) {
        const unsigned char c = (unsigned char)text.ptr[i];
        const bool is_c1 = c == 0xC2 && i + 1 < text.len && (unsigned char)text.ptr[i + 1] < 0xA0;
        if (is_c1)
            text_add_format(w->out, "\\x%02x", (unsigned char)text.ptr[++i]);
        else if (c < 0x20 || c == 0x7F)
            text_add_format(w->out, "\\x%02x", c);
        else {
            if (c == '"' || c == '\\')
                text_add_byte(w->out, '\\');
            text_add_byte(w->out, (char)c);
        }
    }
    if (!plain)
        text_add_byte(w->out, '"');
}

const feel_type *draft_type_of(const fact *f)
{
    return f->type->kind == FEEL_TYPE_LIST ? f->type->element : f->type;
}

bool draft_is_unknown(const draft_writer *w, slice value)
{
    const slice plain = said_plainly(w->arena, slice_part(value, 0, LIMIT_GUESSED_NAME));
    return said_unknown(plain);
}

// --- values ---

/// Whether somebody must say what a value means.
static bool needs_translation(const draft_writer *w, const feel_type *type, slice value)
{
    if (draft_is_unknown(w, value))
        return false;
    return type->kind == FEEL_TYPE_BOOLEAN ? said_pair_of(value).kind == SAID_NO_PAIR
           : type->kind == FEEL_TYPE_STRING && type->allowed_count > 0 ? said_choice_same(type, value) < 0
                                                                       : false;
}

/// Writes the values that the fact does not allow, each with a guess, or with null for somebody to fill in.
static void add_value(const draft_writer *w, const feel_type *type, slice value)
{
    const slice plain = said_plainly(w->arena, slice_part(value, 0, LIMIT_GUESSED_NAME));
    draft_text(w, "      ");
    draft_scalar(w, value);
    if (type->kind == FEEL_TYPE_BOOLEAN) {
        const feel_truth said = said_yes_or_no(plain);
        draft_text(w, said == FEEL_TRUE    ? ": true # a guess\n"
                      : said == FEEL_FALSE ? ": false # a guess\n"
                                           : ": null # true or false?\n");
        return;
    }
    const said_choice like = said_choice_like(w->arena, type, plain);
    draft_text(w, ": ");
    if (like.count == 1) {
        draft_scalar(w, like.values[0]);
        draft_text(w, " # a guess\n");
        return;
    }
    draft_text(w, "null # ");
    for (size_t i = 0; i < type->allowed_count; i++) {
        text_add_format(w->out, "%s%.*s",
                        i == 0                         ? ""
                        : i + 1 == type->allowed_count ? " or "
                                                       : ", ",
                        SLICE_ARG(feel_text(type->allowed[i])));
    }
    draft_text(w, "?\n");
}

static size_t untranslated(const draft_writer *w, const fact *f, const draft_column *c)
{
    size_t n = 0;
    for (size_t i = 0; i < c->value_count; i++)
        n += needs_translation(w, draft_type_of(f), c->values[i]);
    return n;
}

// --- dates ---

/// Which of the first two numbers of a date are days: those above 12 cannot be months.
static const char *order_of(const draft_column *c, bool *is_sure)
{
    bool first = false;
    bool second = false;
    *is_sure = true;
    for (size_t i = 0; i < c->value_count; i++) {
        unsigned numbers[2] = {0, 0};
        size_t at = 0;
        const slice v = c->values[i];
        for (size_t k = 0; k < 2; k++) {
            while (at < v.len && said_is_digit(v.ptr[at]) && numbers[k] < 100000)
                numbers[k] = 10 * numbers[k] + (unsigned)(v.ptr[at++] - '0');
            at++;
        }
        if (numbers[0] > 31)
            return v.len > 4 && v.ptr[4] == '-' ? NULL : "ymd";
        first = first || numbers[0] > 12;
        second = second || numbers[1] > 12;
    }
    *is_sure = first != second;
    return second && !first ? "mdy" : "dmy";
}

// --- units ---

/// What converts a number of the column's unit of time into the fact's: keys of a map, or NULL.
static const char *conversion(const draft_writer *w, const fact *f, const draft_column *c)
{
    static const struct {
        char from, to;
        const char *keys;
    } all[] = {{'y', 'm', "    multiply: 12\n"}, // times
               {'m', 'y', "    divide: 12\n"},
               {'m', 'w', "    multiply: 12\n    divide: 52\n"}, // hours in a week of those in a month
               {'y', 'w', "    divide: 52\n"}};
    const char own = draft_time_unit(w->arena, f->unit);
    const char to = own != '\0' ? own : draft_time_unit(w->arena, f->name);
    const char from = draft_time_unit(w->arena, c->name);
    const char *found = NULL;
    for (size_t i = 0; i < sizeof all / sizeof *all && f->type->kind == FEEL_TYPE_NUMBER; i++)
        found = all[i].from == from && all[i].to == to ? all[i].keys : found;
    return found;
}

// --- columns ---

/// Words of columns for naming.
static const char *const names[] = {"id",        "number", "nr",   "no",   "ref",
                                    "reference", "client", "case", "file", NULL};

bool draft_is_number_of_client(arena *a, slice name)
{
    slice rest = said_in_small_letters(a, name);
    slice word;
    size_t words = 0;
    bool all = true;
    for (; said_next_word(&rest, &word); words++)
        all = all && said_is_one_of(word, names);
    return words > 1 && all;
}

/// Columns for naming and grouping.
static bool is_for_keeping(const draft_writer *w, const draft_column *c)
{
    static const char *const groups[] = {"counselor", "counsellor", "advisor", "adviser", "office", "branch",
                                         "team",      "caseworker", "mail",    "email",   "phone",  NULL};
    const slice name = said_in_small_letters(w->arena, c->name);
    return said_has_one_of(name, names) || said_has_one_of(name, groups);
}

static void add_key(const draft_writer *w, slice name)
{
    draft_text(w, "  ");
    draft_scalar(w, name);
    draft_text(w, ":");
}

void draft_ignored(const draft_writer *w, const draft_column *c, const draft_match *m)
{
    enum { MOST_HINTS = 3 };
    add_key(w, c->name);
    if (is_for_keeping(w, c)) {
        draft_text(w, " keep # a guess: for --id, --facts and --by; no rule sees it\n");
        return;
    }
    draft_text(w, " ignore");
    const size_t shown = m->hint_count < MOST_HINTS ? m->hint_count : MOST_HINTS;
    for (size_t i = 0; i < shown; i++)
        text_add_format(w->out, "%s%.*s", i == 0 ? " # perhaps " : " or ", SLICE_ARG(m->hints[i]));
    draft_text(w, shown > 0 ? "?\n" : "\n");
}

void draft_stated(const draft_writer *w, const draft_column *c, const draft_match *m)
{
    const fact *f = m->facts[0];
    const size_t values = untranslated(w, f, c);
    bool order_is_sure = true;
    const bool is_date =
        draft_type_of(f)->kind == FEEL_TYPE_DATE || draft_type_of(f)->kind == FEEL_TYPE_DATE_TIME;
    const char *order = is_date ? order_of(c, &order_is_sure) : NULL;
    const char *converts = conversion(w, f, c);
    add_key(w, c->name);
    if (values == 0 && order == NULL && converts == NULL) {
        text_add_format(w->out, " %.*s%s\n", SLICE_ARG(m->names[0]), m->is_sure ? "" : " # a guess");
        return;
    }
    text_add_format(w->out, "%s\n    fact: %.*s\n", m->is_sure && converts == NULL ? "" : " # a guess",
                    SLICE_ARG(m->names[0]));
    if (converts != NULL)
        draft_text(w, converts);
    if (order != NULL)
        text_add_format(w->out, "    date: %s%s\n", order, order_is_sure ? "" : " # or mdy?");
    if (values > 0)
        draft_text(w, "    values:\n");
    for (size_t i = 0; i < c->value_count; i++) {
        const bool is_boolean =
            values > 0 && draft_type_of(f)->kind == FEEL_TYPE_BOOLEAN && !draft_is_unknown(w, c->values[i]);
        if (is_boolean || needs_translation(w, draft_type_of(f), c->values[i]))
            add_value(w, draft_type_of(f), c->values[i]);
    }
}
