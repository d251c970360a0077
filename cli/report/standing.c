// Numbers are written out as far as people say them.
#include "report/standing.h"

#include <stdio.h>

void standing_sentence(char *out, const advise_standing *standing)
{
    static const char *const numbers[] = {"no", "", " two", " three", " four", " five"};
    enum { NUMBERS = sizeof numbers / sizeof *numbers };
    const size_t final = standing->final_places;
    const size_t named = final > 0 ? final : standing->places;
    char count[32];
    if (named < NUMBERS)
        (void)snprintf(count, sizeof count, "%s", numbers[named]);
    else
        (void)snprintf(count, sizeof count, " %zu", named);
    const char *noun = named == 1 ? " place is" : " places are";
    if (final == standing->places)
        (void)snprintf(out, STANDING_TEXT, "The first%s%s final, whatever else you say.", count, noun);
    else if (final > 0)
        (void)snprintf(out, STANDING_TEXT, "The first%s%s final. What could change the next:", count, noun);
    else
        (void)snprintf(out, STANDING_TEXT, "What could change the first%s%s:", count,
                       named == 1 ? " place" : " places");
}

void standing_question(char *out, const advise_question *q, bool with_name)
{
    const char *quote = q->item[0] != '\0' ? "\"" : "";
    const int length =
        snprintf(out, STANDING_TEXT, "%s%s%s%s%s", quote, q->item, quote, q->item[0] != '\0' ? ": " : "",
                 q->ask[0] != '\0' ? q->ask : "please state it");
    const size_t used = length > 0 && length < STANDING_TEXT ? (size_t)length : STANDING_TEXT - 1;
    if (with_name || q->ask[0] == '\0')
        (void)snprintf(out + used, STANDING_TEXT - used, " (%s%s%s)", q->fact, q->field[0] != '\0' ? "." : "",
                       q->field);
}

size_t standing_question_count(const advise_report *r)
{
    const size_t count = advise_report_question_count(r);
    size_t shown = 0;
    while (shown < count && shown < STANDING_QUESTIONS && advise_report_question(r, shown).may_matter)
        shown++;
    return shown;
}
