#include "workbook/serial.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>

// --- formats ---

/// What was seen in a section of a format's code.
typedef struct code_reader {
    slice rest;
    bool date, time, duration;
    bool month; ///< an `m` that is a month unless an hour comes before it or a second after it
    bool hour;  ///< the last part was an hour
} code_reader;

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool starts_with_word(slice s, const char *word)
{
    size_t i = 0;
    while (word[i] != '\0' && i < s.len && lower(s.ptr[i]) == word[i])
        i++;
    return word[i] == '\0';
}

/// Passes a text in quotes or a part in brackets; an elapsed hour, minute or second makes a duration.
static size_t pass_enclosed(code_reader *r, char end)
{
    const char *closing = r->rest.len > 1 ? memchr(r->rest.ptr + 1, end, r->rest.len - 1) : NULL;
    size_t length = closing != NULL ? (size_t)(closing - r->rest.ptr) + 1 : r->rest.len;
    if (end != ']' || length < 3)
        return length;
    char unit = lower(r->rest.ptr[1]);
    bool same = unit == 'h' || unit == 'm' || unit == 's';
    for (size_t i = 1; i + 1 < length; i++)
        same = same && lower(r->rest.ptr[i]) == unit;
    r->duration = r->duration || same;
    return length;
}

/// Notes a letter that stands for a part of a date or a time.
static void note_letter(code_reader *r, char letter)
{
    switch (letter) {
    case 'y':
    case 'd': r->date = true; break;
    case 'h':
        r->time = true;
        r->hour = true;
        return;
    case 's':
        r->time = true;
        r->month = false;
        break;
    case 'm':
        if (!r->hour)
            r->month = true;
        break;
    default: return;
    }
    r->hour = false;
}

/// Passes one part of the code.
static size_t pass_part(code_reader *r)
{
    char c = lower(r->rest.ptr[0]);
    switch (c) {
    case '"': return pass_enclosed(r, '"');
    case '[': return pass_enclosed(r, ']');
    case '\\':
    case '_':
    case '*': return 2;
    default: break;
    }
    if (starts_with_word(r->rest, "general"))
        return sizeof "general" - 1;
    if (starts_with_word(r->rest, "am/pm") || starts_with_word(r->rest, "a/p")) {
        r->time = true;
        return starts_with_word(r->rest, "am/pm") ? sizeof "am/pm" - 1 : sizeof "a/p" - 1;
    }
    size_t length = 1;
    while (length < r->rest.len && lower(r->rest.ptr[length]) == c)
        length++;
    note_letter(r, c);
    return length;
}

number_kind number_kind_of_code(slice code)
{
    code_reader r = {.rest = code};
    while (r.rest.len > 0 && r.rest.ptr[0] != ';')
        r.rest = slice_part(r.rest, pass_part(&r), r.rest.len);
    if (r.duration)
        return NUMBER_DURATION;
    return r.date || r.month ? NUMBER_DATE : r.time ? NUMBER_TIME : NUMBER_PLAIN;
}

number_kind number_kind_of_id(unsigned long id)
{
    static const struct {
        unsigned char first, last;
        number_kind kind;
    } kinds[] = {{14, 17, NUMBER_DATE}, {18, 21, NUMBER_TIME},     {22, 22, NUMBER_DATE},
                 {27, 31, NUMBER_DATE}, {32, 35, NUMBER_TIME},     {36, 36, NUMBER_DATE},
                 {45, 45, NUMBER_TIME}, {46, 46, NUMBER_DURATION}, {47, 47, NUMBER_TIME},
                 {50, 54, NUMBER_DATE}, {55, 56, NUMBER_TIME},     {57, 58, NUMBER_DATE}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (id >= kinds[i].first && id <= kinds[i].last)
            return kinds[i].kind;
    }
    return NUMBER_PLAIN;
}

// --- numbers of days ---

enum {
    MILLISECONDS = 1000,
    DAY = 24 * 3600 * MILLISECONDS,
    LAST_DAY = 2958465, ///< 9999-12-31, from 1899-12-30
    DAYS_TO_1904 = 1462,
    NO_SUCH_DAY = 60, ///< 1900-02-29, which Excel counts as Lotus 1-2-3 did
};

/// Year, month and day of a number of days after 1899-12-30, by the algorithm of Howard Hinnant, "chrono-Compatible Low-Level Date
/// Algorithms", `civil_from_days`, whose day 0 is 1970-01-01.
static void civil_day(long days, int *year, int *month, int *day)
{
    long z = days - 25569 + 719468;
    long era = z / 146097;
    long of_era = z - era * 146097;
    long year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    long of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    long shifted = (5 * of_year + 2) / 153;
    *day = (int)(of_year - (153 * shifted + 2) / 5 + 1);
    *month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
    *year = (int)(year_of_era + era * 400 + (*month <= 2));
}

/// Adds hours, minutes and seconds: "08:30:00", "08:30:00.250".
static int add_time(char *out, size_t room, long milliseconds)
{
    long seconds = milliseconds / MILLISECONDS;
    long rest = milliseconds % MILLISECONDS;
    int length = snprintf(out, room, "%02ld:%02ld:%02ld", seconds / 3600, seconds / 60 % 60, seconds % 60);
    return rest == 0 ? length : length + snprintf(out + length, room - (size_t)length, ".%03ld", rest);
}

static void duration_text(int64_t milliseconds, char *out)
{
    int64_t seconds = milliseconds / MILLISECONDS;
    long rest = (long)(milliseconds % MILLISECONDS);
    int length = snprintf(out, SERIAL_TEXT_SIZE, "PT");
    if (seconds >= 3600)
        length +=
            snprintf(out + length, (size_t)(SERIAL_TEXT_SIZE - length), "%lldH", (long long)(seconds / 3600));
    if (seconds / 60 % 60 > 0)
        length +=
            snprintf(out + length, (size_t)(SERIAL_TEXT_SIZE - length), "%dM", (int)(seconds / 60 % 60));
    if (rest > 0)
        (void)snprintf(out + length, (size_t)(SERIAL_TEXT_SIZE - length), "%d.%03ldS", (int)(seconds % 60),
                       rest);
    else if (seconds % 60 > 0 || seconds == 0)
        (void)snprintf(out + length, (size_t)(SERIAL_TEXT_SIZE - length), "%dS", (int)(seconds % 60));
}

bool serial_text(double days, number_kind kind, bool from_1904, char out[SERIAL_TEXT_SIZE])
{
    if (!(days >= 0) || days > LAST_DAY + 1)
        return false;
    int64_t total = (int64_t)llround(days * DAY);
    if (kind == NUMBER_DURATION) {
        duration_text(total, out);
        return true;
    }
    long day = (long)(total / DAY);
    long time = (long)(total % DAY);
    if (day == 0 && kind == NUMBER_TIME) {
        (void)add_time(out, SERIAL_TEXT_SIZE, time);
        return true;
    }
    if (from_1904)
        day += DAYS_TO_1904;
    else if (day == 0 || day == NO_SUCH_DAY)
        return false;
    else if (day < NO_SUCH_DAY)
        day++;
    if (day > LAST_DAY)
        return false;
    int year;
    int month;
    int of_month;
    civil_day(day, &year, &month, &of_month);
    int length = snprintf(out, SERIAL_TEXT_SIZE, "%04d-%02d-%02d", year, month, of_month);
    if (time > 0) {
        out[length++] = 'T';
        (void)add_time(out + length, (size_t)(SERIAL_TEXT_SIZE - length), time);
    }
    return true;
}

bool serial_iso_text(slice iso, char out[SERIAL_TEXT_SIZE])
{
    if (iso.len == 0 || iso.len >= SERIAL_TEXT_SIZE)
        return false;
    if (iso.ptr[iso.len - 1] == 'Z')
        iso.len--;
    const char *time = memchr(iso.ptr, 'T', iso.len);
    bool is_midnight = time != NULL && iso.ptr[0] != 'P';
    for (const char *at = time; is_midnight && at + 1 < iso.ptr + iso.len; at++)
        is_midnight = at[1] == '0' || at[1] == ':' || at[1] == '.';
    if (is_midnight && time > iso.ptr)
        iso.len = (size_t)(time - iso.ptr);
    memcpy(out, iso.ptr, iso.len);
    out[iso.len] = '\0';
    return true;
}
