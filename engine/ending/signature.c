// Lines by their looks: what stands below a memo's own text.
#include "ending/signature.h"

#include "ending/line.h"

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

bool signature_is_valediction(slice line)
{
    static const slice words[] = {
        SLICE_INIT("regards"),
        SLICE_INIT("kind regards"),
        SLICE_INIT("best regards"),
        SLICE_INIT("warm regards"),
        SLICE_INIT("with regards"),
        SLICE_INIT("best wishes"),
        SLICE_INIT("all the best"),
        SLICE_INIT("all best"),
        SLICE_INIT("best"),
        SLICE_INIT("warmly"),
        SLICE_INIT("sincerely yours"),
        SLICE_INIT("sincerely"),
        SLICE_INIT("respectfully submitted"),
        SLICE_INIT("respectfully yours"),
        SLICE_INIT("respectfully"),
        SLICE_INIT("very truly yours"),
        SLICE_INIT("yours truly"),
        SLICE_INIT("yours"),
        SLICE_INIT("many thanks"),
        SLICE_INIT("thanks again"),
        SLICE_INIT("thanks so much"),
        SLICE_INIT("with thanks"),
        SLICE_INIT("thanks"),
        SLICE_INIT("thank you"),
        SLICE_INIT("thx"),
        SLICE_INIT("cordially"),
        SLICE_INIT("cheers"),
        SLICE_INIT("take care"),
        SLICE_INIT("submitted by"),
    };
    size_t length = line_begins_with_one(line, words, COUNT(words));
    if (length == 0 || line.len > length + 24)
        return false;
    slice rest = line_skip_blanks(slice_part(line, length, line.len));
    return rest.len == 0 || memchr(",.!-", rest.ptr[0], 4) != NULL || (unsigned char)rest.ptr[0] >= 0xC3 ||
           (signature_is_name(rest) && memchr(rest.ptr, '.', rest.len) == NULL);
}

static bool is_telephone(slice line)
{
    size_t digits = 0;
    size_t other = 0;
    for (size_t i = 0; i < line.len; i++) {
        digits += is_digit(line.ptr[i]);
        other += is_letter(line.ptr[i]) || line.ptr[i] == '$' || line.ptr[i] == '/' || line.ptr[i] == '%';
    }
    return digits >= 7 && digits <= 14 && other <= 4;
}

bool signature_is_notation(slice line)
{
    static const slice words[] = {
        SLICE_INIT("cc"),          SLICE_INIT("bcc"),         SLICE_INIT("enc"),
        SLICE_INIT("encl"),        SLICE_INIT("encls"),       SLICE_INIT("encs"),
        SLICE_INIT("enclosure"),   SLICE_INIT("enclosures"),  SLICE_INIT("attachment"),
        SLICE_INIT("attachments"), SLICE_INIT("attached"),    SLICE_INIT("ext"),
        SLICE_INIT("extension"),   SLICE_INIT("tel"),         SLICE_INIT("phone"),
        SLICE_INIT("fax"),         SLICE_INIT("direct"),      SLICE_INIT("mobile"),
        SLICE_INIT("e-mail"),      SLICE_INIT("email"),       SLICE_INIT("initials"),
        SLICE_INIT("prepared by"), SLICE_INIT("reviewed by"), SLICE_INIT("compiled by"),
        SLICE_INIT("typed by"),    SLICE_INIT("dictated by"), SLICE_INIT("drafted by"),
        SLICE_INIT("sent from my")};
    static const slice places[] = {SLICE_INIT("suite"), SLICE_INIT("street"), SLICE_INIT("avenue"),
                                   SLICE_INIT("llp"),   SLICE_INIT("pllc"),   SLICE_INIT("p.c.")};
    static const slice sentence[] = {SLICE_INIT("is"), SLICE_INIT("are"), SLICE_INIT("was"),
                                     SLICE_INIT("were")};
    if (line.len > 100 || line_holds_one(line, sentence, COUNT(sentence)))
        return false;
    size_t length = line_begins_with_one(line, words, COUNT(words));
    if (length > 0)
        return length == line.len || memchr(":.( \t,", line.ptr[length], 6) != NULL;
    if (line.len > 0 && memmem(line.ptr, line.len, " | ", 3) != NULL)
        return true;
    if (line.len <= 60 && memchr(line.ptr, '@', line.len) != NULL && memchr(line.ptr, ' ', line.len) == NULL)
        return true;
    bool place = line.len <= 60 && line.len > 0 && line.ptr[line.len - 1] != '.' &&
                 line_holds_one(line, places, COUNT(places));
    return place || is_telephone(line);
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
    return line.len > 0 && words <= 7 && line.len <= 60 && line.ptr[line.len - 1] != '.';
}

bool signature_is_postscript(slice line)
{
    static const slice words[] = {SLICE_INIT("p.s"), SLICE_INIT("ps"), SLICE_INIT("p.p.s"),
                                  SLICE_INIT("pps")};
    size_t length = line_begins_with_one(line, words, COUNT(words));
    return length > 0 && length < line.len && memchr(".:- ", line.ptr[length], 4) != NULL;
}

static const slice notice_starts[] = {
    SLICE_INIT("confidential"),
    SLICE_INIT("confidentiality"),
    SLICE_INIT("privileged"),
    SLICE_INIT("attorney work product"),
    SLICE_INIT("attorney-client"),
    SLICE_INIT("attorney/client"),
    SLICE_INIT("disclaimer"),
    SLICE_INIT("work product"),
    SLICE_INIT("notice of confidentiality"),
    SLICE_INIT("irs circular"),
    SLICE_INIT("internal use only"),
    SLICE_INIT("for internal use"),
    SLICE_INIT("do not forward"),
    SLICE_INIT("do not distribute"),
    SLICE_INIT("do not copy"),
    SLICE_INIT("for attorneys' eyes"),
    SLICE_INIT("not legal advice"),
};

static const slice notice_phrases[] = {
    SLICE_INIT("intended recipient"),
    SLICE_INIT("confidentiality notice"),
    SLICE_INIT("privileged and confidential"),
    SLICE_INIT("privileged & confidential"),
    SLICE_INIT("confidential and privileged"),
    SLICE_INIT("confidential and may be"),
    SLICE_INIT("confidential and subject"),
    SLICE_INIT("for viruses"),
    SLICE_INIT("before printing"),
    SLICE_INIT("work product of"),
    SLICE_INIT("attorney work product"),
    SLICE_INIT("attorney-client communication"),
    SLICE_INIT("attorney-client privilege."),
    SLICE_INIT("at the direction of counsel"),
    SLICE_INIT("anticipation of litigation"),
    SLICE_INIT("does not constitute legal advice"),
};

static const slice notice_subjects[] = {SLICE_INIT("this"),         SLICE_INIT("the information"),
                                        SLICE_INIT("the contents"), SLICE_INIT("the recipient"),
                                        SLICE_INIT("if you"),       SLICE_INIT("notice"),
                                        SLICE_INIT("please"),       SLICE_INIT("prepared"),
                                        SLICE_INIT("any"),          SLICE_INIT("unauthorized"),
                                        SLICE_INIT("note"),         SLICE_INIT("warning")};

bool signature_is_notice(slice line)
{
    while (line.len > 0 && !is_letter(line.ptr[0]))
        line = slice_part(line, 1, line.len);
    size_t length = line_begins_with_one(line, notice_starts, COUNT(notice_starts));
    if (length > 0)
        return line.len < length + 80 || memchr(line.ptr, ':', 60) != NULL;
    return line_begins_with_one(line, notice_subjects, COUNT(notice_subjects)) > 0 &&
           line_holds_one(line, notice_phrases, COUNT(notice_phrases));
}
