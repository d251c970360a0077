// Lines by their looks: list items, headings, and what stands below a memo's own text.
#include "ending/line.h"

#include "base/limits.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

// --- reading lines ---

/// The bytes of the blank at the start: a space or tab, or the no-break space of Unicode.
static size_t blank_at(slice s, size_t at)
{
    if (s.ptr[at] == ' ' || (s.ptr[at] >= '\t' && s.ptr[at] <= '\r'))
        return 1;
    return slice_starts_with(slice_part(s, at, 2), SLICE("\xC2\xA0")) ? 2 : 0;
}

static slice skip_blanks(slice s)
{
    size_t blank;
    while (s.len > 0 && (blank = blank_at(s, 0)) > 0)
        s = slice_part(s, blank, s.len);
    return s;
}

static slice trim(slice s)
{
    s = skip_blanks(s);
    for (;;) {
        if (s.len > 0 && blank_at(s, s.len - 1) == 1)
            s.len--;
        else if (s.len > 1 && blank_at(s, s.len - 2) == 2)
            s.len -= 2;
        else
            return s;
    }
}

/// The last LIMIT_ENDING bytes, from a line's start if there is one, else from behind a blank.
static slice window_of(slice text)
{
    if (text.len <= LIMIT_ENDING)
        return text;
    slice window = slice_part(text, text.len - LIMIT_ENDING, LIMIT_ENDING);
    const char *end = memchr(window.ptr, '\n', window.len / 2);
    if (end == NULL)
        end = memchr(window.ptr, ' ', window.len);
    return end != NULL ? slice_part(window, (size_t)(end - window.ptr) + 1, window.len) : window;
}

static size_t line_start(slice text, size_t end)
{
    while (end > 0 && text.ptr[end - 1] != '\n' && text.ptr[end - 1] != '\r')
        end--;
    return end;
}

void lines_read(line_list *lines, slice text)
{
    slice window = window_of(text);
    size_t first = LINES_MOST;
    size_t end = window.len;
    for (;;) {
        size_t start = line_start(window, end);
        lines->items[--first] = trim(slice_part(window, start, end - start));
        if (start == 0 || first == 0)
            break;
        end = start - 1;
        if (end > 0 && window.ptr[end] == '\n' && window.ptr[end - 1] == '\r')
            end--;
    }
    lines->count = LINES_MOST - first;
    memmove(lines->items, lines->items + first, lines->count * sizeof *lines->items);
}

// --- comparing ---

/// The bytes of `line` that are `words` (in small letters), as whole words at its beginning; 0: it begins otherwise.
static size_t begins(slice line, slice words)
{
    if (line.len < words.len || lower(line.ptr[0]) != words.ptr[0])
        return 0;
    for (size_t i = 0; i < words.len; i++) {
        if (lower(line.ptr[i]) != words.ptr[i])
            return 0;
    }
    bool whole = line.len == words.len || !is_letter(line.ptr[words.len]);
    return whole ? words.len : 0;
}

static size_t begins_with_one(slice line, const slice *table, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t length = begins(line, table[i]);
        if (length > 0)
            return length;
    }
    return 0;
}

static bool holds(slice line, slice words)
{
    for (size_t at = 0; at + words.len <= line.len; at++) {
        if (lower(line.ptr[at]) == words.ptr[0] && begins(slice_part(line, at, line.len), words) > 0)
            return true;
    }
    return false;
}

static bool holds_one(slice line, const slice *table, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (holds(line, table[i]))
            return true;
    }
    return false;
}

// --- lists ---

static const slice bullets[] = {SLICE_INIT("-"),   SLICE_INIT("*"),  SLICE_INIT("•"),   SLICE_INIT("–"),
                                SLICE_INIT("—"),   SLICE_INIT("·"),  SLICE_INIT("▪"),   SLICE_INIT("‣"),
                                SLICE_INIT("◦"),   SLICE_INIT("●"),  SLICE_INIT("○"),   SLICE_INIT("■"),
                                SLICE_INIT("□"),   SLICE_INIT("☐"),  SLICE_INIT("☑"),   SLICE_INIT("→"),
                                SLICE_INIT("➢"),   SLICE_INIT("✓"),  SLICE_INIT("[ ]"), SLICE_INIT("[x]"),
                                SLICE_INIT("[X]"), SLICE_INIT("[]"), SLICE_INIT(">"),   SLICE_INIT("+"),
                                SLICE_INIT("o"),   SLICE_INIT("->"), SLICE_INIT("--")};

static size_t bullet_length(slice line)
{
    for (size_t i = 0; i < COUNT(bullets); i++) {
        if (slice_starts_with(line, bullets[i]) && line.len > bullets[i].len &&
            blank_at(line, bullets[i].len) > 0)
            return bullets[i].len;
    }
    return 0;
}

/// "3." "3)" "(3)" "(iv)" "b." "IV." "1.2": up to four letters of a Roman number, one letter, or three digits.
static size_t number_length(slice line)
{
    size_t open = line.len > 0 && line.ptr[0] == '(' ? 1 : 0;
    size_t at = open;
    while (at < line.len && at < open + 4 && is_digit(line.ptr[at]))
        at++;
    if (at == open) {
        while (at < line.len && at < open + 4 && memchr("ivxIVX", line.ptr[at], 6) != NULL)
            at++;
        if (at == open && at < line.len && is_letter(line.ptr[at]))
            at++;
    }
    if (at == open || at >= line.len)
        return 0;
    bool closed = line.ptr[at] == ')' || (open == 0 && line.ptr[at] == '.');
    return closed && at - open < 4 ? at + 1 : 0;
}

size_t line_label(slice line)
{
    size_t length = bullet_length(line);
    if (length == 0)
        length = number_length(line);
    if (length == 0 || length >= line.len || blank_at(line, length) == 0)
        return 0;
    slice rest = skip_blanks(slice_part(line, length, line.len));
    return rest.len > 0 ? (size_t)(rest.ptr - line.ptr) : 0;
}

// --- what stands below the text ---

bool line_is_rule(slice line)
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
    return line.len <= 40 && begins_with_one(line, ends, COUNT(ends)) > 0;
}

bool line_is_valediction(slice line)
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
    size_t length = begins_with_one(line, words, COUNT(words));
    if (length == 0 || line.len > length + 24)
        return false;
    slice rest = skip_blanks(slice_part(line, length, line.len));
    return rest.len == 0 || memchr(",.!-", rest.ptr[0], 4) != NULL || (unsigned char)rest.ptr[0] >= 0xC3 ||
           (line_is_name(rest) && memchr(rest.ptr, '.', rest.len) == NULL);
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

bool line_is_notation(slice line)
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
    if (line.len > 100 || holds_one(line, sentence, COUNT(sentence)))
        return false;
    size_t length = begins_with_one(line, words, COUNT(words));
    if (length > 0)
        return length == line.len || memchr(":.( \t,", line.ptr[length], 6) != NULL;
    if (line.len > 0 && memmem(line.ptr, line.len, " | ", 3) != NULL)
        return true;
    if (line.len <= 60 && memchr(line.ptr, '@', line.len) != NULL && memchr(line.ptr, ' ', line.len) == NULL)
        return true;
    bool place = line.len <= 60 && line.len > 0 && line.ptr[line.len - 1] != '.' &&
                 holds_one(line, places, COUNT(places));
    return place || is_telephone(line);
}

bool line_is_initials(slice line)
{
    if (slice_starts_with(line, SLICE("/s/")))
        return true;
    if (slice_starts_with(line, SLICE("—")) || slice_starts_with(line, SLICE("–")))
        return line.len <= 40 && line_is_name(skip_blanks(slice_part(line, 3, line.len)));
    if (slice_starts_with(line, SLICE("--")))
        return line.len <= 40 && line_is_name(skip_blanks(slice_part(line, 2, line.len)));
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
    return begins_with_one(rest, words, COUNT(words)) > 0;
}

bool line_is_name(slice line)
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

bool line_is_postscript(slice line)
{
    static const slice words[] = {SLICE_INIT("p.s"), SLICE_INIT("ps"), SLICE_INIT("p.p.s"),
                                  SLICE_INIT("pps")};
    size_t length = begins_with_one(line, words, COUNT(words));
    return length > 0 && length < line.len && memchr(".:- ", line.ptr[length], 4) != NULL;
}

bool line_is_notice(slice line)
{
    static const slice starts[] = {
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
    static const slice anywhere[] = {
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
    static const slice subjects[] = {SLICE_INIT("this"),         SLICE_INIT("the information"),
                                     SLICE_INIT("the contents"), SLICE_INIT("the recipient"),
                                     SLICE_INIT("if you"),       SLICE_INIT("notice"),
                                     SLICE_INIT("please"),       SLICE_INIT("prepared"),
                                     SLICE_INIT("any"),          SLICE_INIT("unauthorized"),
                                     SLICE_INIT("note"),         SLICE_INIT("warning")};
    while (line.len > 0 && !is_letter(line.ptr[0]))
        line = slice_part(line, 1, line.len);
    size_t length = begins_with_one(line, starts, COUNT(starts));
    if (length > 0)
        return line.len < length + 80 || memchr(line.ptr, ':', 60) != NULL;
    return begins_with_one(line, subjects, COUNT(subjects)) > 0 && holds_one(line, anywhere, COUNT(anywhere));
}

// --- headings ---

/// A heading without its number, its signs of emphasis and its colon.
static slice heading_text(slice line)
{
    slice text = slice_part(line, line_label(line), line.len);
    while (text.len > 0 && memchr("#*_ [", text.ptr[0], 5) != NULL)
        text = slice_part(text, 1, text.len);
    while (text.len > 0 && memchr("*_: .-]", text.ptr[text.len - 1], 7) != NULL)
        text.len--;
    return text;
}

/// The rest of a heading may name what the steps are for: "Next steps on the lien", "Options for the client".
static bool continues_heading(slice rest)
{
    static const slice words[] = {SLICE_INIT("for"),    SLICE_INIT("and"),  SLICE_INIT("on"),
                                  SLICE_INIT("in"),     SLICE_INIT("with"), SLICE_INIT("to"),
                                  SLICE_INIT("before"), SLICE_INIT("from"), SLICE_INIT("going")};
    rest = skip_blanks(rest);
    return rest.len == 0 || memchr("/&(,-", rest.ptr[0], 5) != NULL ||
           begins_with_one(rest, words, COUNT(words)) > 0;
}

static bool is_in_capitals(slice text)
{
    size_t capitals = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] >= 'a' && text.ptr[i] <= 'z')
            return false;
        capitals += text.ptr[i] >= 'A' && text.ptr[i] <= 'Z';
    }
    return capitals >= 4;
}

/// "Proposed timeline:", "ITEMS FOR ATTORNEY ATTENTION": what begins so and is marked as a heading, whatever it goes on with.
static bool is_heading_of_steps(slice line, slice text)
{
    static const slice words[] = {
        SLICE_INIT("proposed"),      SLICE_INIT("suggested"),     SLICE_INIT("recommended"),
        SLICE_INIT("possible"),      SLICE_INIT("remaining"),     SLICE_INIT("outstanding"),
        SLICE_INIT("items for"),     SLICE_INIT("questions for"), SLICE_INIT("issues for"),
        SLICE_INIT("decisions for"), SLICE_INIT("points for"),    SLICE_INIT("what's left"),
        SLICE_INIT("we still"),      SLICE_INIT("needed"),        SLICE_INIT("still"),
        SLICE_INIT("upcoming"),      SLICE_INIT("things"),        SLICE_INIT("for attorney"),
        SLICE_INIT("attorney to"),   SLICE_INIT("steps")};
    bool marked = line.ptr[line.len - 1] == ':' || is_in_capitals(text);
    return marked && begins_with_one(text, words, COUNT(words)) > 0;
}

bool line_is_step_heading(slice line)
{
    static const slice words[] = {
        SLICE_INIT("next step"),
        SLICE_INIT("next up"),
        SLICE_INIT("next steps"),
        SLICE_INIT("possible next steps"),
        SLICE_INIT("immediate next steps"),
        SLICE_INIT("further steps"),
        SLICE_INIT("recommendation"),
        SLICE_INIT("recommendations"),
        SLICE_INIT("conclusion and recommendation"),
        SLICE_INIT("conclusion and recommendations"),
        SLICE_INIT("conclusions and recommendations"),
        SLICE_INIT("suggestion"),
        SLICE_INIT("suggestions"),
        SLICE_INIT("option"),
        SLICE_INIT("options"),
        SLICE_INIT("our options"),
        SLICE_INIT("action items"),
        SLICE_INIT("action item"),
        SLICE_INIT("actions"),
        SLICE_INIT("action needed"),
        SLICE_INIT("action required"),
        SLICE_INIT("action plan"),
        SLICE_INIT("actions needed"),
        SLICE_INIT("to do"),
        SLICE_INIT("to-do"),
        SLICE_INIT("todo"),
        SLICE_INIT("to-do list"),
        SLICE_INIT("to do list"),
        SLICE_INIT("to dos"),
        SLICE_INIT("things to do"),
        SLICE_INIT("still to do"),
        SLICE_INIT("left to do"),
        SLICE_INIT("follow-up"),
        SLICE_INIT("follow up"),
        SLICE_INIT("follow-up items"),
        SLICE_INIT("open items"),
        SLICE_INIT("open points"),
        SLICE_INIT("open issues"),
        SLICE_INIT("outstanding items"),
        SLICE_INIT("remaining items"),
        SLICE_INIT("remaining tasks"),
        SLICE_INIT("remaining work"),
        SLICE_INIT("work remaining"),
        SLICE_INIT("items needed"),
        SLICE_INIT("further action"),
        SLICE_INIT("further work"),
        SLICE_INIT("further investigation"),
        SLICE_INIT("further research"),
        SLICE_INIT("plan"),
        SLICE_INIT("plan of action"),
        SLICE_INIT("plan of attack"),
        SLICE_INIT("path forward"),
        SLICE_INIT("way forward"),
        SLICE_INIT("going forward"),
        SLICE_INIT("moving forward"),
        SLICE_INIT("where do we go from here"),
        SLICE_INIT("what's next"),
        SLICE_INIT("what next"),
        SLICE_INIT("what is next"),
        SLICE_INIT("tasks"),
        SLICE_INIT("task list"),
        SLICE_INIT("assignments"),
        SLICE_INIT("decisions needed"),
        SLICE_INIT("decision needed"),
        SLICE_INIT("decisions"),
        SLICE_INIT("questions for you"),
        SLICE_INIT("for your decision"),
        SLICE_INIT("for your consideration"),
        SLICE_INIT("for your action"),
        SLICE_INIT("for your attention"),
        SLICE_INIT("for your approval"),
        SLICE_INIT("still needed"),
        SLICE_INIT("still open"),
        SLICE_INIT("still outstanding"),
        SLICE_INIT("needed"),
        SLICE_INIT("proposal"),
        SLICE_INIT("proposals"),
        SLICE_INIT("proposed steps"),
        SLICE_INIT("proposed next steps"),
        SLICE_INIT("proposed action"),
        SLICE_INIT("proposed plan"),
        SLICE_INIT("proposed course"),
        SLICE_INIT("suggested steps"),
        SLICE_INIT("suggested next steps"),
        SLICE_INIT("suggested follow-up"),
        SLICE_INIT("suggested action"),
        SLICE_INIT("suggested actions"),
        SLICE_INIT("recommended action"),
        SLICE_INIT("recommended actions"),
        SLICE_INIT("recommended steps"),
        SLICE_INIT("recommended next steps"),
        SLICE_INIT("recommended course"),
        SLICE_INIT("strategy"),
        SLICE_INIT("what i need from you"),
        SLICE_INIT("what we need"),
        SLICE_INIT("what's left"),
        SLICE_INIT("what is left"),
    };
    slice text = heading_text(line);
    if (text.len == 0 || text.len > 60)
        return false;
    for (size_t i = 0; i < COUNT(words); i++) {
        size_t length = begins(text, words[i]);
        if (length > 0 && continues_heading(slice_part(text, length, text.len)))
            return true;
    }
    return is_heading_of_steps(line, text);
}

/// Where the heading ends that a line opens with: at a colon, a full stop or a dash; 0: nowhere near.
static size_t heading_end(slice line)
{
    for (size_t at = line_label(line); at + 2 < line.len && at < 60; at++) {
        char c = line.ptr[at];
        slice rest = slice_part(line, at, line.len);
        if (c == ':' || (c == '.' && line.ptr[at + 1] == ' ') || slice_starts_with(rest, SLICE(" - ")) ||
            slice_starts_with(rest, SLICE("—")) || slice_starts_with(rest, SLICE(" –")))
            return at;
    }
    return 0;
}

bool line_opens_with_step_heading(slice line, slice *steps)
{
    size_t end = heading_end(line);
    if (end == 0 || !line_is_step_heading(slice_part(line, 0, end)))
        return false;
    slice rest = slice_part(line, end, line.len);
    while (rest.len > 0 && !is_letter(rest.ptr[0]) && !is_digit(rest.ptr[0]) && rest.ptr[0] != '(')
        rest = slice_part(rest, 1, rest.len);
    *steps = rest;
    return rest.len > 0;
}

bool line_is_other_heading(slice line)
{
    static const slice words[] = {
        SLICE_INIT("conclusion"),   SLICE_INIT("facts"),        SLICE_INIT("discussion"),
        SLICE_INIT("background"),   SLICE_INIT("summary"),      SLICE_INIT("analysis"),
        SLICE_INIT("brief answer"), SLICE_INIT("short answer"), SLICE_INIT("question"),
        SLICE_INIT("issue"),        SLICE_INIT("damages"),      SLICE_INIT("status"),
        SLICE_INIT("introduction"), SLICE_INIT("chronology"),   SLICE_INIT("findings"),
        SLICE_INIT("result"),       SLICE_INIT("results"),      SLICE_INIT("history"),
        SLICE_INIT("overview"),     SLICE_INIT("testimony")};
    bool marked = line.len > 0 && line.ptr[0] == '#';
    slice text = heading_text(line);
    if (text.len == 0 || text.len > 50 || (line.ptr[line.len - 1] == '.' && !marked))
        return false;
    size_t length = begins_with_one(text, words, COUNT(words));
    return marked || length == text.len || is_in_capitals(text);
}
