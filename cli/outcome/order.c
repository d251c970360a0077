// Keys of which the bytes have the order of what they stand for. Each part begins with a byte that says whether it is known, so that what
// is not comes last; all behind that byte is turned over if the order descends.
#include "outcome/order.h"
#include "file/sorter.h"
#include "report/measures.h"
#include "write/memory.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_TEXT = 300, KNOWN = 0, UNKNOWN = 1 };

/// A key that is being written. There is room for all parts.
typedef struct sort_key {
    unsigned char bytes[SORTER_KEY];
    size_t length;
} sort_key;

// Of a part: whether it is known, a place in a list, a kind or sign, an exponent, a text and its end; at last the number of the record.
_Static_assert(ORDER_PARTS *(1 + 8 + 2 + 8 + MOST_TEXT + 1) + 8 <= (int)SORTER_KEY,
               "a key has room for all parts");

// --- what is asked for ---

static bool find_fact(const advise_pack *pack, const char *name, order_part *out)
{
    for (size_t i = 0; i < advise_pack_fact_count(pack); i++) {
        const advise_fact f = advise_pack_fact(pack, ADVISE_FACTS, i);
        if (strcmp(f.name, name) != 0)
            continue;
        *out = (order_part){.measure = ORDER_FACT, .fact = name, .index = i, .type = ADVISE_TYPE_ANY};
        if (!f.is_list) {
            out->type = f.type;
            out->listed = f.type == ADVISE_TYPE_STRING ? f.allowed_count : 0;
        }
        return true;
    }
    return false;
}

static bool find_kept(const advise_map *map, const char *name, order_part *out)
{
    const char *kept;
    for (size_t i = 0; map != NULL && (kept = advise_map_kept(map, i)) != NULL; i++) {
        if (strcmp(kept, name) == 0) {
            *out = (order_part){.measure = ORDER_FACT, .fact = name, .type = ADVISE_TYPE_ANY};
            return true;
        }
    }
    return false;
}

static bool read_part(const outcome_order *o, const char *name, order_part *out)
{
    static const struct {
        const char *name;
        order_measure measure;
    } measures[] = {{"score", ORDER_SCORE}, {"given", ORDER_GIVEN}, {"questions", ORDER_QUESTIONS}};
    const bool descending = *name == '-';
    name += descending;
    bool found = find_fact(o->pack, name, out) || find_kept(o->map, name, out);
    for (size_t i = 0; !found && i < sizeof measures / sizeof *measures; i++) {
        found = strcmp(measures[i].name, name) == 0;
        *out = (order_part){.measure = measures[i].measure};
    }
    out->descending = descending;
    return found;
}

char *outcome_order_read(outcome_order *o, const advise_pack *pack, const advise_map *map, const char *names)
{
    *o = (outcome_order){.pack = pack, .map = map};
    if (names == NULL)
        return NULL;
    o->text = must_have(strdup(names));
    for (char *rest = o->text; rest != NULL;) {
        const char *name = strsep(&rest, ",");
        order_part part;
        if (!read_part(o, name, &part))
            return must_format("there is nothing '%s' to sort by: it is score, given, questions or a fact",
                               name);
        if (o->count == ORDER_NAMES)
            return must_format("--sort takes %d names at most", (int)ORDER_NAMES);
        o->parts[o->count++] = part;
    }
    return NULL;
}

void outcome_order_add(outcome_order *o, order_measure measure, bool descending)
{
    if (o->count < ORDER_PARTS)
        o->parts[o->count++] = (order_part){.measure = measure, .descending = descending};
}

static void put_first(outcome_order *o, order_part part)
{
    if (o->count == ORDER_PARTS)
        return;
    memmove(o->parts + 1, o->parts, o->count * sizeof *o->parts);
    o->parts[0] = part;
    o->count++;
}

void outcome_order_put_first(outcome_order *o, const char *fact)
{
    order_part part;
    if (find_fact(o->pack, fact, &part) || find_kept(o->map, fact, &part))
        put_first(o, part);
}

void outcome_order_put_refused_last(outcome_order *o)
{
    put_first(o, (order_part){.measure = ORDER_REFUSED});
}

void outcome_order_free(outcome_order *o)
{
    free(o->text);
    *o = (outcome_order){0};
}

static bool has(const outcome_order *o, order_measure measure)
{
    size_t i = 0;
    while (i < o->count && o->parts[i].measure != measure)
        i++;
    return i < o->count;
}

bool outcome_order_needs_reports(const outcome_order *o)
{
    return has(o, ORDER_QUESTIONS) || has(o, ORDER_HORIZON) || has(o, ORDER_WARNINGS);
}

bool outcome_order_counts_given(const outcome_order *o)
{
    return has(o, ORDER_GIVEN);
}

// --- keys ---

static void add_byte(sort_key *k, unsigned byte)
{
    k->bytes[k->length++] = (unsigned char)byte;
}

static void add_integer(sort_key *k, uint64_t value)
{
    for (int shift = 56; shift >= 0; shift -= 8)
        add_byte(k, value >> shift & 0xFF);
}

/// Bytes of doubles have the order of the numbers once the sign bit is turned over and, of negative ones, all others too.
static void add_double(sort_key *k, double value)
{
    uint64_t bits;
    value += 0.0; // the two zeros are equal
    memcpy(&bits, &value, sizeof bits);
    add_integer(k, bits >> 63 != 0 ? ~bits : bits | (uint64_t)1 << 63);
}

/// Texts have no NUL, so that one ends them.
static void add_text(sort_key *k, const char *text)
{
    const size_t length = strnlen(text, MOST_TEXT);
    memcpy(k->bytes + k->length, text, length);
    k->length += length;
    add_byte(k, 0);
}

/// A number as it is written, with all its digits: sign, exponent, digits without zeros at either end; turned over if it is negative.
static void add_number(sort_key *k, const char *text)
{
    enum { ZERO_EXPONENT = 1 << 30 };
    char digits[MOST_TEXT] = "";
    size_t count = 0;
    long exponent = 0; // of ten, for 0.DIGITS
    bool in_fraction = false;
    const bool negative = *text == '-';
    text += negative;
    for (; (*text >= '0' && *text <= '9') || *text == '.'; text++) {
        if (*text == '.')
            in_fraction = true;
        else if (*text == '0' && count == 0)
            exponent -= in_fraction;
        else {
            exponent += !in_fraction;
            if (count + 1 < sizeof digits)
                digits[count++] = *text;
        }
    }
    if (*text == 'e' || *text == 'E')
        exponent += strtol(text + 1, NULL, 10);
    while (count > 0 && digits[count - 1] == '0')
        count--;
    digits[count] = '\0';
    add_byte(k, count == 0 ? 1 : negative ? 0 : 2);
    const size_t start = k->length;
    add_integer(k, count == 0 ? 0 : (uint64_t)(exponent + ZERO_EXPONENT));
    add_text(k, digits);
    for (size_t i = start; negative && count > 0 && i < k->length; i++)
        k->bytes[i] = (unsigned char)~k->bytes[i];
}

/// The place of a text among those that the vocabulary lists; behind them if it is none.
static size_t place_of(const outcome_order *o, const order_part *part, const char *text)
{
    size_t i = 0;
    while (i < part->listed &&
           strcmp(advise_pack_allowed(o->pack, ADVISE_FACTS, part->index, i).low, text) != 0)
        i++;
    return i;
}

/// Digits as the number that they are, before all other texts: client 9 comes before client 10.
static void add_name(sort_key *k, const char *text)
{
    const bool is_count = text[0] != '\0' && text[strspn(text, "0123456789")] == '\0';
    add_byte(k, is_count ? 0 : 1);
    if (is_count)
        add_number(k, text);
    else
        add_text(k, text);
}

static void add_fact(sort_key *k, const outcome_order *o, const order_part *part, const char *value)
{
    if (part->listed > 0)
        add_integer(k, place_of(o, part, value));
    if (part->type == ADVISE_TYPE_NUMBER)
        add_number(k, value);
    else if (part->type == ADVISE_TYPE_ANY)
        add_name(k, value);
    else
        add_text(k, value);
}

static size_t open_questions(const advise_report *r)
{
    size_t count = 0;
    for (size_t i = 0; i < advise_report_question_count(r); i++)
        count += advise_report_question(r, i).may_matter;
    return count;
}

static size_t warnings_of(const advise_outcome *outcome)
{
    return advise_diagnostics_count(advise_outcome_problems(outcome));
}

/// Adds what the part says of the outcome. False: nothing is known of it.
static bool add_measure(sort_key *k, const outcome_order *o, const order_part *part,
                        const advise_outcome *outcome)
{
    const advise_report *report = advise_outcome_report(outcome);
    const bool refused = advise_outcome_is_refused(outcome);
    const bool given = advise_outcome_count(outcome) > 0;
    const char *value = part->measure == ORDER_FACT ? advise_outcome_fact(outcome, part->place) : NULL;
    switch (part->measure) {
    case ORDER_REFUSED: add_byte(k, refused); return true;
    case ORDER_SCORE:
        if (given)
            add_double(k, advise_outcome_get(outcome, 0).score);
        return given;
    case ORDER_GIVEN: add_integer(k, advise_outcome_given_count(outcome)); return !refused;
    case ORDER_QUESTIONS: add_integer(k, report != NULL ? open_questions(report) : 0); return report != NULL;
    case ORDER_HORIZON:
        if (given && report != NULL)
            add_integer(k, report_horizon(advise_report_advice(report, 0).horizon));
        return given && report != NULL;
    case ORDER_WARNINGS: add_integer(k, refused ? 0 : warnings_of(outcome)); return !refused;
    case ORDER_ID: add_name(k, advise_outcome_id(outcome)); return true;
    case ORDER_FACT:
        if (value != NULL)
            add_fact(k, o, part, value);
        return value != NULL;
    }
    return false;
}

static void add_part(sort_key *k, const outcome_order *o, const order_part *part,
                     const advise_outcome *outcome)
{
    const size_t start = k->length;
    add_byte(k, KNOWN);
    if (!add_measure(k, o, part, outcome)) {
        k->length = start;
        add_byte(k, UNKNOWN);
    }
    for (size_t i = start + 1; part->descending && i < k->length; i++)
        k->bytes[i] = (unsigned char)~k->bytes[i];
}

// --- texts with their keys: HEADING, TEXT, LENGTH OF HEADING, KEY, TRAILER ---

typedef struct trailer {
    size_t text, key; ///< bytes
} trailer;

void outcome_order_end(const outcome_order *o, const advise_outcome *outcome, advise_text *out, size_t start,
                       size_t heading)
{
    sort_key k;
    k.length = 0;
    for (size_t i = 0; i < o->count; i++)
        add_part(&k, o, &o->parts[i], outcome);
    add_integer(&k, advise_outcome_record(outcome).number);
    advise_text_add(out, (const char *)&heading, sizeof heading);
    const trailer t = {advise_text_length(out) - start, k.length};
    advise_text_add(out, (const char *)k.bytes, k.length);
    advise_text_add(out, (const char *)&t, sizeof t);
}

bool outcome_order_next(const char *text, size_t *length, ordered_text *out)
{
    trailer t;
    if (*length < sizeof t)
        return false;
    memcpy(&t, text + *length - sizeof t, sizeof t);
    *length -= sizeof t + t.key;
    out->key = text + *length;
    out->key_length = t.key;
    *length -= t.text;
    out->text = text + *length;
    out->length = t.text;
    return true;
}

const char *outcome_order_shown(outcome_heading *before, const char *text, size_t *length)
{
    size_t heading;
    *length -= sizeof heading;
    memcpy(&heading, text + *length, sizeof heading);
    if (heading == before->length && (heading == 0 || memcmp(text, before->text, heading) == 0)) {
        *length -= heading;
        return text + heading;
    }
    before->text = must_have(realloc(before->text, heading + 1));
    memcpy(before->text, text, heading);
    before->length = heading;
    return text;
}
