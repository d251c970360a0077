// Headings: by their words, their capitals and their marks.
#include "ending/heading.h"

#include "ending/line.h"

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
    rest = line_skip_blanks(rest);
    return rest.len == 0 || memchr("/&(,-", rest.ptr[0], 5) != NULL ||
           line_begins_with_one(rest, words, COUNT(words)) > 0;
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
    return marked && line_begins_with_one(text, words, COUNT(words)) > 0;
}

static const slice step_headings[] = {
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

bool heading_is_for_steps(slice line)
{
    slice text = heading_text(line);
    if (text.len == 0 || text.len > 60)
        return false;
    for (size_t i = 0; i < COUNT(step_headings); i++) {
        size_t length = line_begins(text, step_headings[i]);
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

bool heading_opens_with_steps(slice line, slice *steps)
{
    size_t end = heading_end(line);
    if (end == 0 || !heading_is_for_steps(slice_part(line, 0, end)))
        return false;
    slice rest = slice_part(line, end, line.len);
    while (rest.len > 0 && !is_letter(rest.ptr[0]) && !is_digit(rest.ptr[0]) && rest.ptr[0] != '(')
        rest = slice_part(rest, 1, rest.len);
    *steps = rest;
    return rest.len > 0;
}

bool heading_is_other(slice line)
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
    size_t length = line_begins_with_one(text, words, COUNT(words));
    return marked || length == text.len || is_in_capitals(text);
}
