// Counts what columns say, and writes the draft of a map.
#include "mapping/draft.h"

#include "base/limits.h"
#include "mapping/draft_match.h"
#include "profile/said_choice.h"
#include "profile/said_nothing.h"
#include "profile/said_words.h"

// --- counting ---

size_t draft_find(draft *d, slice name)
{
    for (size_t i = 0; i < d->columns.count; i++) {
        if (slice_equal(d->columns.items[i]->name, name))
            return i;
    }
    draft_column *made = ARENA_NEW(d->arena, draft_column);
    made->name = arena_copy(d->arena, name);
    ARENA_PUSH(d->arena, &d->columns, items, count, capacity, made);
    return d->columns.count - 1;
}

void draft_add(draft *d, size_t at, slice text, bool is_text)
{
    draft_column *c = d->columns.items[at];
    text = cells_trim(text);
    if (text.len == 0)
        return;
    c->filled++;
    c->texts += is_text;
    for (size_t i = 0; i < c->value_count; i++) {
        if (said_is_same_but_for_case(c->values[i], text))
            return;
    }
    if (c->value_count < DRAFT_VALUES && text.len <= LIMIT_SHOWN_VALUE)
        c->values[c->value_count++] = arena_copy(d->arena, text);
    else
        c->has_more = true;
}

// --- writing ---

typedef struct writer {
    arena *arena;
    const draft *draft;
    const pack *pack;
    text_builder *out;
} writer;

static void add(const writer *w, const char *text)
{
    text_add(w->out, slice_of(text));
}

/// A text as YAML has it: in double quotes, unless it is a plain word.
static void add_scalar(const writer *w, slice text)
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

static const feel_type *type_of(const fact *f)
{
    return f->type->kind == FEEL_TYPE_LIST ? f->type->element : f->type;
}

/// True if a value says that nobody knows.
static bool is_unknown(const writer *w, slice value)
{
    const slice plain = said_plainly(w->arena, slice_part(value, 0, LIMIT_GUESSED_NAME));
    return said_unknown(plain) || slice_is(plain, "null");
}

// --- values ---

/// Whether somebody must say what a value means.
static bool needs_translation(const writer *w, const feel_type *type, slice value)
{
    if (is_unknown(w, value))
        return false;
    return type->kind == FEEL_TYPE_BOOLEAN ? said_pair_of(value).kind == SAID_NO_PAIR
           : type->kind == FEEL_TYPE_STRING && type->allowed_count > 0 ? said_choice_same(type, value) < 0
                                                                       : false;
}

/// Writes the values that the fact does not allow, each with a guess, or with null for somebody to fill in.
static void add_value(const writer *w, const feel_type *type, slice value)
{
    const slice plain = said_plainly(w->arena, slice_part(value, 0, LIMIT_GUESSED_NAME));
    add(w, "      ");
    add_scalar(w, value);
    if (type->kind == FEEL_TYPE_BOOLEAN) {
        const feel_truth said = said_yes_or_no(plain);
        add(w, said == FEEL_TRUE    ? ": true # a guess\n"
               : said == FEEL_FALSE ? ": false # a guess\n"
                                    : ": null # true or false?\n");
        return;
    }
    const said_choice like = said_choice_like(w->arena, type, plain);
    add(w, ": ");
    if (like.count == 1) {
        add_scalar(w, like.values[0]);
        add(w, " # a guess\n");
        return;
    }
    add(w, "null # ");
    for (size_t i = 0; i < type->allowed_count; i++) {
        text_add_format(w->out, "%s%.*s",
                        i == 0                         ? ""
                        : i + 1 == type->allowed_count ? " or "
                                                       : ", ",
                        SLICE_ARG(feel_text(type->allowed[i])));
    }
    add(w, "?\n");
}

static size_t untranslated(const writer *w, const fact *f, const draft_column *c)
{
    size_t n = 0;
    for (size_t i = 0; i < c->value_count; i++)
        n += needs_translation(w, type_of(f), c->values[i]);
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

// --- columns ---

/// Columns for naming and grouping.
static bool is_for_keeping(const writer *w, const draft_column *c)
{
    static const char *const names[] = {"id",        "number", "nr",   "no",   "ref",
                                        "reference", "client", "case", "file", NULL};
    static const char *const groups[] = {"counselor", "counsellor", "advisor",    "adviser", "office",
                                         "branch",    "team",       "caseworker", NULL};
    const slice name = said_in_small_letters(w->arena, c->name);
    return said_has_one_of(name, names) || said_has_one_of(name, groups);
}

static void add_key(const writer *w, slice name)
{
    add(w, "  ");
    add_scalar(w, name);
    add(w, ":");
}

/// A column that is not told: ignored, with what it may be.
static void add_ignored(const writer *w, const draft_column *c, const draft_match *m)
{
    add_key(w, c->name);
    if (is_for_keeping(w, c)) {
        add(w, " keep # a guess: for --id, --facts and --by; no rule sees it\n");
        return;
    }
    add(w, " ignore");
    for (size_t i = 0; i < m->count; i++)
        text_add_format(w->out, "%s%.*s", i == 0 ? " # perhaps " : " or ", SLICE_ARG(m->names[i]));
    add(w, m->count > 0 ? "?\n" : "\n");
}

static void add_stated(const writer *w, const draft_column *c, const draft_match *m)
{
    const fact *f = m->facts[0];
    const size_t values = untranslated(w, f, c);
    bool order_is_sure = true;
    const bool is_date = type_of(f)->kind == FEEL_TYPE_DATE || type_of(f)->kind == FEEL_TYPE_DATE_TIME;
    const char *order = is_date ? order_of(c, &order_is_sure) : NULL;
    add_key(w, c->name);
    if (values == 0 && order == NULL) {
        text_add_format(w->out, " %.*s%s\n", SLICE_ARG(m->names[0]), m->is_sure ? "" : " # a guess");
        return;
    }
    text_add_format(w->out, "%s\n    fact: %.*s\n", m->is_sure ? "" : " # a guess", SLICE_ARG(m->names[0]));
    if (order != NULL)
        text_add_format(w->out, "    date: %s%s\n", order, order_is_sure ? "" : " # or mdy?");
    if (values > 0)
        add(w, "    values:\n");
    for (size_t i = 0; i < c->value_count; i++) {
        const bool is_boolean =
            values > 0 && type_of(f)->kind == FEEL_TYPE_BOOLEAN && !is_unknown(w, c->values[i]);
        if (is_boolean || needs_translation(w, type_of(f), c->values[i]))
            add_value(w, type_of(f), c->values[i]);
    }
}

// --- lists from numbered columns ---

/// Columns whose names differ only in a number, and what they most likely are.
typedef struct series {
    slice before, behind;
    size_t count;
    const fact *list; ///< NULL: it is not known
    slice field;      ///< of its items; "item" if they are plain values
} series;

/// Cuts a name around its last number; false if it has none.
static bool cut_number(slice name, series *out)
{
    size_t end = name.len;
    while (end > 0 && !said_is_digit(name.ptr[end - 1]))
        end--;
    size_t begin = end;
    while (begin > 0 && said_is_digit(name.ptr[begin - 1]))
        begin--;
    *out =
        (series){.before = slice_part(name, 0, begin), .behind = slice_part(name, end, name.len), .count = 1};
    return end > begin && begin > 0 && end - begin <= 3;
}

typedef struct series_list {
    series *items;
    size_t count, capacity;
} series_list;

static series *find_series(const series_list *list, slice name)
{
    series cut;
    if (!cut_number(name, &cut))
        return NULL;
    for (size_t i = 0; i < list->count; i++) {
        if (slice_equal(list->items[i].before, cut.before) && slice_equal(list->items[i].behind, cut.behind))
            return &list->items[i];
    }
    return NULL;
}

enum { LIKE = 60 };

/// A list whose name is like that of the columns: they name its items, or are these.
static void match_list(const writer *w, series *s)
{
    int best = LIKE;
    for (size_t i = 0; i < w->pack->fact_count; i++) {
        const fact *f = &w->pack->facts[i];
        const int like =
            f->type->kind == FEEL_TYPE_LIST && !f->derived ? draft_likeness(w->arena, s->before, f->name) : 0;
        if (like < best || (like == best && s->list != NULL))
            continue;
        best = like;
        s->list = f;
        s->field = f->record == NULL ? SLICE("item")
                                     : f->record->fields[f->record->key >= 0 ? f->record->key : 0].name;
    }
}

/// A field of a list that other columns are.
static void match_field(const writer *w, const series_list *all, series *s)
{
    for (size_t i = 0; i < all->count && s->list == NULL; i++) {
        const record_type *type = all->items[i].list != NULL ? all->items[i].list->record : NULL;
        for (size_t k = 0; type != NULL && k < type->field_count && s->list == NULL; k++) {
            if (draft_likeness(w->arena, s->before, type->fields[k].name) < LIKE ||
                slice_equal(type->fields[k].name, all->items[i].field))
                continue;
            s->list = all->items[i].list;
            s->field = type->fields[k].name;
        }
    }
}

/// Takes back what two series were both taken for: the first has it.
static void part(const series_list *all)
{
    for (size_t i = 0; i < all->count; i++) {
        for (size_t k = 0; k < i; k++) {
            if (all->items[i].list != NULL && all->items[k].list == all->items[i].list &&
                slice_equal(all->items[k].field, all->items[i].field))
                all->items[i].list = NULL;
        }
    }
}

static series_list find_all_series(const writer *w)
{
    series_list all = {0};
    for (size_t i = 0; i < w->draft->columns.count; i++) {
        const slice name = w->draft->columns.items[i]->name;
        series *known = find_series(&all, name);
        series cut;
        if (known != NULL)
            known->count++;
        else if (cut_number(name, &cut))
            ARENA_PUSH(w->arena, &all, items, count, capacity, cut);
    }
    for (size_t i = 0; i < all.count; i++) {
        if (all.items[i].count > 1)
            match_list(w, &all.items[i]);
    }
    part(&all);
    for (size_t i = 0; i < all.count; i++) {
        if (all.items[i].count > 1 && all.items[i].list == NULL)
            match_field(w, &all, &all.items[i]);
    }
    part(&all);
    return all;
}

static void add_lists(const writer *w, const series_list *all)
{
    bool has_begun = false;
    for (size_t i = 0; i < w->pack->fact_count; i++) {
        bool is_named = false;
        for (size_t k = 0; k < all->count; k++) {
            const series *s = &all->items[k];
            if (s->list != &w->pack->facts[i])
                continue;
            if (!has_begun)
                add(w, "lists: # guesses\n");
            if (!is_named)
                text_add_format(w->out, "  %.*s:\n    columns:\n", SLICE_ARG(s->list->name));
            has_begun = is_named = true;
            add(w, "      ");
            add_scalar(w, arena_format(w->arena, "%.*s{n}%.*s", SLICE_ARG(s->before), SLICE_ARG(s->behind)));
            text_add_format(w->out, ": %.*s\n", SLICE_ARG(s->field));
        }
    }
}

// --- the whole ---

/// The matches of all columns: a fact goes to the column that fits it best, and others are asked about.
static draft_match *match_all(const writer *w)
{
    const size_t count = w->draft->columns.count;
    draft_match *all = ARENA_ARRAY(w->arena, count, draft_match);
    for (size_t i = 0; i < count; i++)
        all[i] = draft_match_of(w->arena, w->pack, w->draft->columns.items[i]);
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < count && all[i].is_guess; k++) {
            const bool is_better =
                all[k].is_guess && slice_equal(all[k].names[0], all[i].names[0]) &&
                (int)all[k].is_exact * 2 + all[k].is_sure > (int)all[i].is_exact * 2 + all[i].is_sure;
            const bool is_earlier =
                k < i && all[k].is_guess && slice_equal(all[k].names[0], all[i].names[0]) &&
                (int)all[k].is_exact * 2 + all[k].is_sure == (int)all[i].is_exact * 2 + all[i].is_sure;
            if (is_better || is_earlier)
                all[i].is_guess = all[i].is_sure = all[i].is_exact = false;
        }
    }
    return all;
}

/// Words for "not known" in columns that are no open texts.
static void add_unknown(const writer *w, const draft_match *all)
{
    size_t count = 0;
    slice words[8];
    for (size_t i = 0; i < w->draft->columns.count; i++) {
        const draft_column *c = w->draft->columns.items[i];
        const feel_type *type = all[i].is_guess ? type_of(all[i].facts[0]) : NULL;
        const bool is_open = type == NULL || (type->kind == FEEL_TYPE_STRING && type->allowed_count == 0);
        for (size_t k = 0; k < c->value_count && !is_open; k++) {
            bool is_new = count < sizeof words / sizeof *words && is_unknown(w, c->values[k]) &&
                          !(type->allowed_count > 0 && said_choice_same(type, c->values[k]) >= 0);
            for (size_t n = 0; n < count && is_new; n++)
                is_new = !said_is_same_but_for_case(words[n], c->values[k]);
            if (is_new)
                words[count++] = c->values[k];
        }
    }
    for (size_t i = 0; i < count; i++) {
        add(w, i == 0 ? "unknown: [" : ", ");
        add_scalar(w, words[i]);
    }
    add(w, count > 0 ? "] # a guess: words for what nobody knows\n" : "");
}

/// How numbers are written: by the sign that has other than three digits behind it, or stands once among others.
static void add_signs(const writer *w, const draft_match *all)
{
    size_t commas = 0;
    size_t points = 0;
    size_t both = 0;
    for (size_t i = 0; i < w->draft->columns.count; i++) {
        const draft_column *c = w->draft->columns.items[i];
        if (!all[i].is_guess || type_of(all[i].facts[0])->kind != FEEL_TYPE_NUMBER || c->texts == 0)
            continue;
        for (size_t k = 0; k < c->value_count; k++) {
            const slice v = c->values[k];
            const char *comma = draft_is_number(v) ? memchr(v.ptr, ',', v.len) : NULL;
            const char *point = draft_is_number(v) ? memchr(v.ptr, '.', v.len) : NULL;
            commas += comma != NULL && (point == NULL ? v.ptr + v.len - comma != 4 : comma > point);
            points += point != NULL && (comma == NULL || point > comma);
            both += comma != NULL && (point != NULL || v.ptr + v.len - comma == 4);
        }
    }
    if (commas > points)
        add(w, "decimal: \",\"\n");
    if (both > 0)
        add(w, commas > points ? "group: \".\"\n" : "group: \",\"\n");
}

void draft_write(const draft *d, const pack *p, slice file, text_builder *out)
{
    const writer w = {d->arena, d, p, out};
    const draft_match *all = match_all(&w);
    text_add(out, SLICE("# How the columns of "));
    text_add(out, text_on_one_line(d->arena, file));
    add(&w, " become facts. Check the guesses, write what values mean, and say what the\n"
            "# columns are that are ignored. Then: advise batch --map FILE …\nmap: ");
    add_scalar(&w, file);
    add(&w, "\n");
    if (d->encoding != NULL) {
        add(&w, "encoding: ");
        add_scalar(&w, slice_of(d->encoding));
        add(&w, "\n");
    }
    if (d->skip_rows > 0)
        text_add_format(out, "skip_rows: %zu\n", d->skip_rows);
    if (d->delimiter == '\t')
        add(&w, "delimiter: tab\n");
    else if (d->delimiter != '\0' && d->delimiter != ',')
        text_add_format(out, "delimiter: \"%c\"\n", d->delimiter);
    add_signs(&w, all);
    add_unknown(&w, all);
    const series_list lists = find_all_series(&w);
    add(&w, "columns:\n");
    for (size_t i = 0; i < d->columns.count; i++) {
        const draft_column *c = d->columns.items[i];
        const series *s = find_series(&lists, c->name);
        if (c->name.len == 0 || (s != NULL && s->list != NULL))
            continue;
        if (all[i].is_guess)
            add_stated(&w, c, &all[i]);
        else
            add_ignored(&w, c, &all[i]);
    }
    add_lists(&w, &lists);
}
