#include "feel/written_date.h"

int64_t written_year(unsigned number)
{
    return number >= 100 ? number : number < 50 ? 2000 + number : 1900 + number;
}

size_t written_days(const unsigned numbers[3], bool has_points, written_day out[2])
{
    enum { MOST_DAYS = 31, MONTHS = 12 };
    const unsigned first = numbers[0];
    const unsigned second = numbers[1];
    if (first > MOST_DAYS) {
        out[0] = (written_day){written_year(first), second, numbers[2]};
        return 1;
    }
    const written_day month_first = {written_year(numbers[2]), first, second};
    const written_day day_first = {written_year(numbers[2]), second, first};
    const bool is_day_first = first > MONTHS || (second <= MONTHS && has_points);
    const bool is_either =
        first >= 1 && second >= 1 && first <= MONTHS && second <= MONTHS && first != second;
    out[0] = is_day_first ? day_first : month_first;
    out[1] = is_day_first ? month_first : day_first;
    return is_either ? 2 : 1;
}
