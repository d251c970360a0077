// Lines by their looks: what stands below a memo's own text.
#include "ending/signature.h"

#include "ending/line.h"
#include "ending/opening.h"

bool signature_is_rule(slice line)
{
    if (line.len == 0 || (is_letter(line.ptr[0]) && lower(line.ptr[0]) != 'e' && lower(line.ptr[0]) != 'p'))
        return false;
    size_t letters = 0;
    for (size_t i = 0; i < line.len; i++)
        letters += is_letter(line.ptr[i]) || (unsigned char)line.ptr[i] >= 0xC3;
    if (line.len > 0 && letters == 0 && memchr("-=_*#~+.|", line.ptr[0], 9) != NULL)
        return true;
    static const slice ends[] = {SLICE_INIT("end of"), SLICE_INIT("end memo"), SLICE_INIT("page")};
    while (line.len > 0 && !is_letter(line.ptr[0]) && !is_digit(line.ptr[0]))
        line = slice_part(line, 1, line.len);
    return line.len <= 40 && line_begins_with_one(line, ends, COUNT(ends)) > 0;
}

bool signature_is_valediction(slice line, unsigned opens)
{
    if ((opens & OPENS_VALEDICTION) == 0)
        return false;
    const size_t length = opening_length(line, OPENS_VALEDICTION);
    if (line.len > length + 24)
        return false;
    slice rest = line_skip_blanks(slice_part(line, length, line.len));
    return rest.len == 0 || memchr(",.!-", rest.ptr[0], 4) != NULL || (unsigned char)rest.ptr[0] >= 0xC3 ||
           (signature_is_name(rest) && memchr(rest.ptr, '.', rest.len) == NULL);
}

static bool is_telephone(slice line)
{
    size_t digits = 0;
    size_t other = 0;
    for (size_t i = 0; i < line.len && other <= 4; i++) {
        digits += is_digit(line.ptr[i]);
        other += is_letter(line.ptr[i]) || line.ptr[i] == '$' || line.ptr[i] == '/' || line.ptr[i] == '%';
    }
    return digits >= 7 && digits <= 14 && other <= 4;
}

/// " | " between names and numbers.
static bool has_bar(slice line)
{
    return memchr(line.ptr, '|', line.len) != NULL && memmem(line.ptr, line.len, " | ", 3) != NULL;
}

static bool is_mail(slice line)
{
    return line.len <= 60 && memchr(line.ptr, '@', line.len) != NULL &&
           memchr(line.ptr, ' ', line.len) == NULL;
}

static bool is_place(slice line)
{
    static const slice places[] = {SLICE_INIT("suite"), SLICE_INIT("street"), SLICE_INIT("avenue"),
                                   SLICE_INIT("llp"),   SLICE_INIT("pllc"),   SLICE_INIT("p.c.")};
    return line.len <= 60 && line.len > 0 && line.ptr[line.len - 1] != '.' &&
           line_holds_one(line, places, COUNT(places));
}

/// Whether it would be a notation if it were no sentence.
static bool looks_like_notation(slice line, unsigned opens)
{
    if ((opens & OPENS_NOTATION) != 0) {
        const size_t length = opening_length(line, OPENS_NOTATION);
        return length == line.len || memchr(":.( \t,", line.ptr[length], 6) != NULL;
    }
    return line.len > 0 && (has_bar(line) || is_mail(line) || is_place(line) || is_telephone(line));
}

bool signature_is_notation(slice line, unsigned opens)
{
    static const slice sentence[] = {SLICE_INIT("is"), SLICE_INIT("are"), SLICE_INIT("was"),
                                     SLICE_INIT("were")};
    return line.len <= 100 && looks_like_notation(line, opens) &&
           !line_holds_one(line, sentence, COUNT(sentence));
}

bool signature_heads_enclosures(slice line, unsigned opens)
{
    if ((opens & OPENS_ENCLOSURES) == 0)
        return false;
    slice rest = line_skip_blanks(slice_part(line, opening_length(line, OPENS_ENCLOSURES), line.len));
    static const slice company[] = {SLICE_INIT("with"),    SLICE_INIT("herewith"), SLICE_INIT("hereto"),
                                    SLICE_INIT("to this"), SLICE_INIT("are"),      SLICE_INIT("as")};
    const bool short_one = line.len <= 40 && line.ptr[line.len - 1] != '.';
    return rest.len == 0 || memchr(":(.", rest.ptr[0], 3) != NULL ||
           (short_one &&
            line_begins_with_one(rest, company, COUNT(company)) > 0); // "Enclosed with this memo"
}

bool signature_is_initials(slice line)
{
    if (slice_starts_with(line, SLICE("/s/")))
        return true;
    if (slice_starts_with(line, SLICE("—")) || slice_starts_with(line, SLICE("–")))
        return line.len <= 40 && signature_is_name(line_skip_blanks(slice_part(line, 3, line.len)));
    if (slice_starts_with(line, SLICE("--")))
        return line.len <= 40 && signature_is_name(line_skip_blanks(slice_part(line, 2, line.len)));
    if (line.len > 8)
        return false;
    size_t letters = 0;
    size_t small = 0;
    bool slash = false;
    bool point = false;
    for (size_t i = 0; i < line.len; i++) {
        bool letter = is_letter(line.ptr[i]);
        letters += letter;
        small += letter && lower(line.ptr[i]) == line.ptr[i];
        slash = slash || line.ptr[i] == '/' || line.ptr[i] == ':';
        point = point || line.ptr[i] == '.';
        if (!letter && memchr("./:-", line.ptr[i], 4) == NULL)
            return false;
    }
    bool looks_so = slash || small == 0 || (small == letters && letters <= 3 && !point);
    return looks_so && letters >= 1 && letters <= 5 && line.ptr[line.len - 1] != ':';
}

static bool joins_names(slice rest)
{
    static const slice words[] = {SLICE_INIT("of"),  SLICE_INIT("and"), SLICE_INIT("for"), SLICE_INIT("to"),
                                  SLICE_INIT("the"), SLICE_INIT("de"),  SLICE_INIT("van")};
    return line_begins_with_one(rest, words, COUNT(words)) > 0;
}

bool signature_is_name(slice line)
{
    size_t words = 1;
    bool starts = true;
    if (line.len == 0 || line.len > 60 || line.ptr[line.len - 1] == '.')
        return false;
    for (size_t i = 0; i < line.len; i++) {
        char c = line.ptr[i];
        if (c == ' ') {
            words++;
            starts = true;
            continue;
        }
        if (starts && c >= 'a' && c <= 'z' && !joins_names(slice_part(line, i, line.len)))
            return false;
        if (c == ':' || c == ';' || c == '?' || c == '!' || is_digit(c))
            return false;
        starts = false;
    }
    return words <= 7;
}

bool signature_is_postscript(slice line, unsigned opens)
{
    if ((opens & OPENS_POSTSCRIPT) == 0)
        return false;
    const size_t length = opening_length(line, OPENS_POSTSCRIPT);
    return length < line.len && memchr(".:- ", line.ptr[length], 4) != NULL;
}

static const slice notice_phrases[] = {
    SLICE_INIT("intended recipient"),
    SLICE_INIT("confidentiality notice"),
    SLICE_INIT("be privileged"),
    SLICE_INIT("notify the sender"),
    SLICE_INIT("contain privileged"),
    SLICE_INIT("contain confidential"),
    SLICE_INIT("contains privileged"),
    SLICE_INIT("contains confidential"),
    SLICE_INIT("privileged and confidential"),
    SLICE_INIT("privileged & confidential"),
    SLICE_INIT("confidential and privileged"),
    SLICE_INIT("confidential and may be"),
    SLICE_INIT("confidential and subject"),
    SLICE_INIT("for viruses"),
    SLICE_INIT("before printing"),
    SLICE_INIT("before you print"),
    SLICE_INIT("consider the environment"),
    SLICE_INIT("think of the environment"),
    SLICE_INIT("work product of"),
    SLICE_INIT("attorney work product"),
    SLICE_INIT("attorney-client communication"),
    SLICE_INIT("attorney-client privilege."),
    SLICE_INIT("at the direction of counsel"),
    SLICE_INIT("anticipation of litigation"),
    SLICE_INIT("does not constitute legal advice"),
    SLICE_INIT("does not constitute advice"),
    SLICE_INIT("is not legal advice"),
    SLICE_INIT("not to be relied"),
    SLICE_INIT("must not be relied"),
    SLICE_INIT("should not be relied"),
    SLICE_INIT("before it is relied"),
    SLICE_INIT("is not a substitute for"),
};

bool signature_is_notice(slice line, unsigned opens)
{
    const bool apart = line.len > 0 && !is_letter(line.ptr[0]);
    while (line.len > 0 && !is_letter(line.ptr[0]))
        line = slice_part(line, 1, line.len);
    if (apart)
        opens = opening_kinds(line);
    if ((opens & OPENS_NOTICE) != 0) {
        const size_t length = opening_length(line, OPENS_NOTICE);
        return line.len < length + 80 || memchr(line.ptr, ':', 60) != NULL;
    }
    return (opens & OPENS_NOTICE_SUBJECT) != 0 && line_holds_one(line, notice_phrases, COUNT(notice_phrases));
}
