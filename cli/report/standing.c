// Numbers are written out as far as people say them.
#include "report/standing.h"
#include "write/memory.h"

#include <stdio.h>

char *standing_sentence(const advise_standing *standing)
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
        return must_format("The first%s%s final, whatever else you say.", count, noun);
    if (final > 0)
        return must_format("The first%s%s final. What could change the next:", count, noun);
    return must_format("What could change the first%s%s:", count, named == 1 ? " place" : " places");
}

char *standing_question(const advise_question *q, bool with_name)
{
    const bool is_of_item = q->item[0] != '\0';
    const bool is_named = with_name || q->ask[0] == '\0';
    return must_format("%s%s%s%s%s%s%s%s%s", is_of_item ? "\"" : "", q->item, is_of_item ? "\": " : "",
                       q->ask[0] != '\0' ? q->ask : "please state it", is_named ? " (" : "",
                       is_named ? q->fact : "", is_named && q->field[0] != '\0' ? "." : "",
                       is_named ? q->field : "", is_named ? ")" : "");
}

size_t standing_question_count(const advise_report *r)
{
    const size_t count = advise_report_question_count(r);
    size_t shown = 0;
    while (shown < count && shown < STANDING_QUESTIONS && advise_report_question(r, shown).may_matter)
        shown++;
    return shown;
}
