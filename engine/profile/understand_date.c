// Dates and times.
#include "feel/temporal.h"
#include "profile/said_time.h"
#include "profile/said_words.h"
#include "profile/understood.h"

answer understand_which_day(const question *q, const said_date *date, const char *before)
{
    slice texts[2];
    for (size_t i = 0; i < 2; i++)
        texts[i] = arena_format(q->arena, "%s%.*s", before,
                                SLICE_ARG(said_day_text(q->arena, date->readings[i], false)));
    return understood_several(
        q, texts, 2,
        arena_format(q->arena, "which day: %.*s",
                     SLICE_ARG(understood_list_text(q->arena, texts, 2, " or ", false))));
}

answer understand_date(const question *q)
{
    const feel_value iso = temporal_parse_date(q->arena, q->typed);
    if (!feel_is_null(iso))
        return understood_value(q, iso, said_day_text(q->arena, said_day_of(iso), false), false);
    static const char *const before[] = {"since", "from", "on", "by", "until", NULL};
    slice rest = q->plain;
    slice word;
    const bool has_before = said_next_word(&rest, &word) && said_is_one_of(word, before);
    const said_date date = said_date_of(has_before ? slice_trim(rest) : q->plain, q->today,
                                        slice_is(word, "since") ? SAID_PAST : SAID_NEAREST);
    if (date.count == 0 || date.is_year_only)
        return understood_not(q);
    const said_day d = date.readings[0];
    if (!said_day_exists(d))
        return (answer){.kind = ANSWER_NOT_UNDERSTOOD, .said = SLICE("a date: the month has no such day")};
    if (date.count > 1)
        return understand_which_day(q, &date, "");
    const slice text = arena_format(q->arena, "%04lld-%02u-%02u", (long long)d.year, d.month, d.day);
    return understood_value(q, temporal_parse_date(q->arena, text),
                            said_day_text(q->arena, d, date.has_weekday), date.is_guess);
}

static slice time_said(arena *a, said_time t)
{
    return t.second > 0 ? arena_format(a, "%02u:%02u:%02u", t.hour, t.minute, t.second)
                        : arena_format(a, "%02u:%02u", t.hour, t.minute);
}

answer understand_time(const question *q)
{
    said_time t;
    const feel_value iso = temporal_parse_time(q->arena, q->typed);
    if (!feel_is_null(iso))
        return understood_value(q, iso, q->typed, false);
    if (!said_time_of(q->plain, &t))
        return understood_not(q);
    const slice text = arena_format(q->arena, "%02u:%02u:%02u", t.hour, t.minute, t.second);
    return understood_value(q, temporal_parse_time(q->arena, text), time_said(q->arena, t), false);
}

answer understand_date_time(const question *q)
{
    const feel_value iso = temporal_parse_date_time(q->arena, q->typed);
    if (!feel_is_null(iso))
        return understood_value(q, iso, q->typed, false);
    // Each place between two words may be the one between the date and the time.
    for (size_t i = 0; i < q->plain.len; i++) {
        said_time t;
        if (q->plain.ptr[i] != ' ' || !said_time_of(slice_part(q->plain, i + 1, q->plain.len), &t))
            continue;
        const said_date date = said_date_of(slice_part(q->plain, 0, i), q->today, SAID_NEAREST);
        const said_day d = date.readings[0];
        if (date.count != 1 || date.is_year_only || !said_day_exists(d))
            continue;
        const slice text = arena_format(q->arena, "%04lld-%02u-%02uT%02u:%02u:%02u", (long long)d.year,
                                        d.month, d.day, t.hour, t.minute, t.second);
        const slice said =
            arena_format(q->arena, "%.*s at %.*s", SLICE_ARG(said_day_text(q->arena, d, date.has_weekday)),
                         SLICE_ARG(time_said(q->arena, t)));
        return understood_value(q, temporal_parse_date_time(q->arena, text), said, date.is_guess);
    }
    return understood_not(q);
}
