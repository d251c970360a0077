// A small reader of TZif files, version 2 and later: their transitions, and the footer's rule for the time after them. It reads only
// regular files of at most 64 KiB below /usr/share/zoneinfo, and keeps nothing between calls.
#include "feel/temporal_zone.h"

#include "base/limits.h"
#include "feel/temporal.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEADER = 44, DAY = 86400 };

typedef struct zone_file {
    unsigned char bytes[LIMIT_ZONE_FILE];
    size_t size;
} zone_file;

static bool is_zone_name(slice name)
{
    if (name.len == 0 || name.len > LIMIT_ZONE_NAME || name.ptr[0] == '/' || name.ptr[0] == '.')
        return false;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!letter && c != '_' && c != '+' && c != '-' && c != '/')
            return false;
    }
    return true;
}

static bool read_file(slice name, zone_file *file)
{
    char path[128];
    (void)snprintf(path, sizeof path, "/usr/share/zoneinfo/%.*s", SLICE_ARG(name));
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    struct stat about;
    if (fd < 0)
        return false;
    bool good = fstat(fd, &about) == 0 && S_ISREG(about.st_mode) && about.st_size <= LIMIT_ZONE_FILE;
    file->size = 0;
    while (good && file->size < LIMIT_ZONE_FILE) {
        ssize_t got = read(fd, file->bytes + file->size, LIMIT_ZONE_FILE - file->size);
        if (got <= 0) {
            good = got == 0;
            break;
        }
        file->size += (size_t)got;
    }
    (void)close(fd);
    return good;
}

static int64_t big_endian(const unsigned char *at, size_t bytes)
{
    uint64_t value = (at[0] & 0x80) != 0 ? UINT64_MAX : 0;
    for (size_t i = 0; i < bytes; i++)
        value = (value << 8) | at[i];
    return (int64_t)value;
}

/// The parts of the second block, checked to lie within the file.
typedef struct zone_data {
    const unsigned char *times, *indexes, *types;
    size_t time_count, type_count;
    slice footer;
} zone_data;

static bool block_size(const unsigned char *bytes, size_t length, size_t start, size_t time_bytes,
                       size_t counts[6], size_t *size)
{
    if (length < start || length - start < HEADER || memcmp(bytes + start, "TZif", 4) != 0)
        return false;
    for (size_t i = 0; i < 6; i++) {
        int64_t count = big_endian(bytes + start + 20 + 4 * i, 4);
        if (count < 0 || count > LIMIT_ZONE_FILE)
            return false;
        counts[i] = (size_t)count;
    }
    // isutc, isstd, leap, time, type, char
    *size = HEADER + counts[3] * (time_bytes + 1) + counts[4] * 6 + counts[5] + counts[2] * (time_bytes + 4) +
            counts[1] + counts[0];
    return *size <= length - start;
}

static bool parse_file(const unsigned char *bytes, size_t length, zone_data *out)
{
    size_t counts[6];
    size_t first;
    size_t second;
    if (!block_size(bytes, length, 0, 4, counts, &first) || bytes[4] < '2' ||
        !block_size(bytes, length, first, 8, counts, &second) || counts[4] == 0)
        return false;
    const unsigned char *at = bytes + first + HEADER;
    *out = (zone_data){.times = at,
                       .indexes = at + counts[3] * 8,
                       .types = at + counts[3] * 9,
                       .time_count = counts[3],
                       .type_count = counts[4]};
    const char *footer = (const char *)bytes + first + second;
    size_t left = length - first - second;
    if (left >= 2 && footer[0] == '\n') {
        const char *end = memchr(footer + 1, '\n', left - 1);
        if (end != NULL)
            out->footer = (slice){footer + 1, (size_t)(end - footer - 1)};
    }
    return true;
}

// --- the footer: a POSIX TZ string such as CET-1CEST,M3.5.0,M10.5.0/3 ---

typedef struct tz_reader {
    slice text;
    size_t at;
} tz_reader;

static char looking_at(const tz_reader *r)
{
    return r->at < r->text.len ? r->text.ptr[r->at] : '\0';
}

static bool skip_name(tz_reader *r)
{
    size_t start = r->at;
    if (looking_at(r) == '<') {
        while (looking_at(r) != '>' && looking_at(r) != '\0')
            r->at++;
        r->at += looking_at(r) == '>';
    } else {
        while ((looking_at(r) >= 'A' && looking_at(r) <= 'Z') ||
               (looking_at(r) >= 'a' && looking_at(r) <= 'z'))
            r->at++;
    }
    return r->at > start;
}

static bool read_int(tz_reader *r, int32_t *out)
{
    size_t start = r->at;
    *out = 0;
    while (looking_at(r) >= '0' && looking_at(r) <= '9' && r->at - start < 4)
        *out = *out * 10 + (r->text.ptr[r->at++] - '0');
    return r->at > start;
}

/// [+-]hh[:mm[:ss]]
static bool read_clock(tz_reader *r, int32_t *seconds)
{
    int32_t part;
    bool negative = looking_at(r) == '-';
    r->at += negative || looking_at(r) == '+';
    if (!read_int(r, &part))
        return false;
    *seconds = part * 3600;
    for (int32_t unit = 60; unit >= 1 && looking_at(r) == ':'; unit /= 60) {
        r->at++;
        if (!read_int(r, &part))
            return false;
        *seconds += part * unit;
    }
    *seconds = negative ? -*seconds : *seconds;
    return true;
}

/// ,Mm.w.d[/time]: the local second of the change in the year. The zones of the system use no other form.
static bool read_change(tz_reader *r, int64_t year, int64_t *local)
{
    int32_t month;
    int32_t week;
    int32_t day;
    int32_t time = 7200;
    if (looking_at(r) != ',')
        return false;
    r->at++;
    if (looking_at(r) != 'M')
        return false;
    r->at++;
    bool good = read_int(r, &month) && looking_at(r) == '.' && ++r->at > 0 && read_int(r, &week) &&
                looking_at(r) == '.' && ++r->at > 0 && read_int(r, &day);
    if (!good || month < 1 || month > 12 || week < 1 || week > 5 || day > 6)
        return false;
    if (looking_at(r) == '/') {
        r->at++;
        if (!read_clock(r, &time))
            return false;
    }
    int64_t first = temporal_days_from_civil(year, (unsigned)month, 1);
    int64_t next = month == 12 ? temporal_days_from_civil(year + 1, 1, 1)
                               : temporal_days_from_civil(year, (unsigned)month + 1, 1);
    int64_t weekday = temporal_weekday(first) % 7; // 0 for Sunday
    int64_t days = first + (day - weekday + 7) % 7 + (int64_t)(week - 1) * 7;
    while (days >= next)
        days -= 7;
    *local = days * DAY + time;
    return true;
}

static bool footer_offset(slice footer, int64_t utc, int32_t *offset)
{
    tz_reader r = {footer, 0};
    int32_t standard;
    int32_t summer;
    int64_t start;
    int64_t end;
    if (!skip_name(&r) || !read_clock(&r, &standard))
        return false;
    *offset = -standard;
    if (r.at == footer.len)
        return true;
    summer = standard - 3600;
    if (!skip_name(&r) || (looking_at(&r) != ',' && !read_clock(&r, &summer)))
        return false;
    int64_t year;
    unsigned month;
    unsigned day;
    int64_t local = utc - standard;
    temporal_civil_from_days(local / DAY - (local % DAY < 0), &year, &month, &day);
    if (!read_change(&r, year, &start) || !read_change(&r, year, &end))
        return false;
    int64_t from = start + standard;
    int64_t to = end + summer;
    bool in_summer = from < to ? utc >= from && utc < to : utc >= from || utc < to;
    if (in_summer)
        *offset = -summer;
    return true;
}

static bool offset_at(const zone_data *z, int64_t utc, int32_t *offset)
{
    size_t below = 0; // how many transitions are at or before the instant
    size_t above = z->time_count;
    while (below < above) {
        size_t middle = below + (above - below) / 2;
        if (big_endian(z->times + 8 * middle, 8) <= utc)
            below = middle + 1;
        else
            above = middle;
    }
    if (below == z->time_count && z->footer.len > 0)
        return footer_offset(z->footer, utc, offset);
    size_t type = below > 0 ? z->indexes[below - 1] : 0;
    if (type >= z->type_count)
        return false;
    *offset = (int32_t)big_endian(z->types + 6 * type, 4);
    return true;
}

/// The offsets that may hold at a local time: two days before it, when no change near it has happened yet, and two days after it.
typedef struct offset_pair {
    int32_t before, after;
    bool before_holds, after_holds; ///< at that local time
} offset_pair;

static bool offsets_at_local(const zone_data *z, int64_t local, offset_pair *out)
{
    int32_t check;
    if (!offset_at(z, local - 2 * (int64_t)DAY, &out->before) ||
        !offset_at(z, local + 2 * (int64_t)DAY, &out->after))
        return false;
    out->before_holds = offset_at(z, local - out->before, &check) && check == out->before;
    out->after_holds = offset_at(z, local - out->after, &check) && check == out->after;
    return true;
}

static bool read_zone(slice name, zone_file *file, zone_data *data)
{
    return is_zone_name(name) && read_file(name, file) && parse_file(file->bytes, file->size, data);
}

bool zone_offset_in_file(slice tzif, int64_t utc, int32_t *offset)
{
    zone_data data;
    return parse_file((const unsigned char *)tzif.ptr, tzif.len, &data) && offset_at(&data, utc, offset);
}

bool zone_offset_at_local(slice name, int64_t local, int32_t *offset)
{
    zone_file file;
    zone_data data;
    offset_pair pair;
    if (!read_zone(name, &file, &data) || !offsets_at_local(&data, local, &pair))
        return false;
    *offset = pair.before_holds ? pair.before : pair.after;
    return true;
}

bool zone_offset_at_later(slice name, int64_t local, int32_t *offset, bool *later)
{
    zone_file file;
    zone_data data;
    offset_pair pair;
    if (!read_zone(name, &file, &data) || !offsets_at_local(&data, local, &pair))
        return false;
    *later = pair.before_holds && pair.after_holds && pair.before != pair.after;
    *offset = pair.before_holds && !*later ? pair.before : pair.after;
    return true;
}

bool zone_offset_at_instant(slice name, int64_t utc, int32_t *offset, bool *later)
{
    zone_file file;
    zone_data data;
    offset_pair pair;
    if (!read_zone(name, &file, &data) || !offset_at(&data, utc, offset) ||
        !offsets_at_local(&data, utc + *offset, &pair))
        return false;
    *later = pair.before_holds && pair.before != *offset;
    return true;
}
