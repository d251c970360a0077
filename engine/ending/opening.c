// The words that lines open with: what letters, headings and notices begin with. To teach it some, add a row in its place.
#include "ending/opening.h"

#include "ending/key.h"
#include "ending/line.h"

#define VALEDICTION     OPENS_VALEDICTION
#define NOTATION        OPENS_NOTATION
#define POSTSCRIPT      OPENS_POSTSCRIPT
#define NOTICE          OPENS_NOTICE
#define NOTICE_SUBJECT  OPENS_NOTICE_SUBJECT
#define STEPS           OPENS_STEPS
#define STEPS_IF_MARKED OPENS_STEPS_IF_MARKED
#define HEADING         OPENS_HEADING
#define ENCLOSURES      OPENS_ENCLOSURES

// In the order of their bytes, in small letters, of two bytes at least.
static const opening rows[] = {
    {"action", STEPS},
    {"action item", STEPS},
    {"action items", STEPS},
    {"action needed", STEPS},
    {"action plan", STEPS},
    {"action points", STEPS},
    {"action required", STEPS},
    {"actions", STEPS},
    {"actions arising", STEPS},
    {"actions needed", STEPS},
    {"additional steps", STEPS},
    {"advice", STEPS},
    {"agreed actions", STEPS},
    {"all best", VALEDICTION},
    {"all the best", VALEDICTION},
    {"also needed", STEPS},
    {"analysis", HEADING},
    {"annexes", ENCLOSURES},
    {"any", NOTICE_SUBJECT},
    {"appendices", ENCLOSURES},
    {"approval needed", STEPS},
    {"approvals needed", STEPS},
    {"as ever", VALEDICTION},
    {"ask", STEPS},
    {"asks", STEPS},
    {"assignments", STEPS},
    {"attached", NOTATION | ENCLOSURES},
    {"attachment", NOTATION | ENCLOSURES},
    {"attachments", NOTATION | ENCLOSURES},
    {"attorney to", STEPS_IF_MARKED},
    {"attorney work product", NOTICE},
    {"attorney-client", NOTICE},
    {"attorney/client", NOTICE},
    {"authority needed", STEPS},
    {"authority requested", STEPS},
    {"background", HEADING},
    {"bcc", NOTATION | ENCLOSURES},
    {"before closing", STEPS},
    {"before completion", STEPS},
    {"before exchange", STEPS},
    {"before filing", STEPS},
    {"before signing", STEPS},
    {"before the closing", STEPS},
    {"before the hearing", STEPS},
    {"before the trial", STEPS},
    {"before trial", STEPS},
    {"before we close", STEPS},
    {"before we file", STEPS},
    {"best", VALEDICTION},
    {"best regards", VALEDICTION},
    {"best wishes", VALEDICTION},
    {"best, as ever", VALEDICTION},
    {"bests", VALEDICTION},
    {"bottom line", HEADING},
    {"brief answer", HEADING},
    {"cc", NOTATION | ENCLOSURES},
    {"checklist", STEPS},
    {"cheers", VALEDICTION},
    {"choices", STEPS},
    {"chronology", HEADING},
    {"compiled by", NOTATION},
    {"conclusion", HEADING},
    {"conclusion and recommendation", STEPS},
    {"conclusion and recommendations", STEPS},
    {"conclusions and recommendations", STEPS},
    {"confidential", NOTICE},
    {"confidentiality", NOTICE},
    {"connect with us", NOTATION},
    {"copied to", ENCLOSURES},
    {"copies", ENCLOSURES},
    {"copies to", ENCLOSURES},
    {"copy to", ENCLOSURES},
    {"cordially", VALEDICTION},
    {"courses open to us", STEPS},
    {"current position", HEADING},
    {"damages", HEADING},
    {"ddi", NOTATION},
    {"decision needed", STEPS},
    {"decisions", STEPS},
    {"decisions for", STEPS_IF_MARKED},
    {"decisions needed", STEPS},
    {"dictated but not read", NOTATION},
    {"dictated by", NOTATION},
    {"direct", NOTATION},
    {"direct dial", NOTATION},
    {"disclaimer", NOTICE},
    {"discussion", HEADING},
    {"distribution", ENCLOSURES},
    {"do not copy", NOTICE},
    {"do not distribute", NOTICE},
    {"do not forward", NOTICE},
    {"documents attached", ENCLOSURES},
    {"documents enclosed", ENCLOSURES},
    {"drafted by", NOTATION},
    {"e-mail", NOTATION},
    {"email", NOTATION},
    {"enc", NOTATION | ENCLOSURES},
    {"encl", NOTATION | ENCLOSURES},
    {"enclosed", ENCLOSURES},
    {"enclosure", NOTATION | ENCLOSURES},
    {"enclosures", NOTATION | ENCLOSURES},
    {"encls", NOTATION | ENCLOSURES},
    {"encs", NOTATION | ENCLOSURES},
    {"ever yours", VALEDICTION},
    {"every good wish", VALEDICTION},
    {"exhibits", ENCLOSURES},
    {"ext", NOTATION},
    {"extension", NOTATION},
    {"facts", HEADING},
    {"faithfully", VALEDICTION},
    {"fax", NOTATION},
    {"findings", HEADING},
    {"follow up", STEPS},
    {"follow up items", STEPS},
    {"follow ups", STEPS},
    {"follow us", NOTATION},
    {"follow-up", STEPS},
    {"follow-up items", STEPS},
    {"follow-ups", STEPS},
    {"for action", STEPS},
    {"for attorney", STEPS_IF_MARKED},
    {"for attorneys' eyes", NOTICE},
    {"for internal use", NOTICE},
    {"for your action", STEPS},
    {"for your approval", STEPS},
    {"for your attention", STEPS},
    {"for your consideration", STEPS},
    {"for your decision", STEPS},
    {"further action", STEPS},
    {"further investigation", STEPS},
    {"further research", STEPS},
    {"further steps", STEPS},
    {"further steps needed", STEPS},
    {"further work", STEPS},
    {"going forward", STEPS},
    {"history", HEADING},
    {"if you", NOTICE_SUBJECT},
    {"immediate action", STEPS},
    {"immediate actions", STEPS},
    {"immediate next step", STEPS},
    {"immediate next steps", STEPS},
    {"immediate steps", STEPS},
    {"initials", NOTATION},
    {"internal use only", NOTICE},
    {"introduction", HEADING},
    {"irs circular", NOTICE},
    {"issue", HEADING},
    {"issues for", STEPS_IF_MARKED},
    {"items for", STEPS_IF_MARKED},
    {"items needed", STEPS},
    {"kind regards", VALEDICTION},
    {"kindest regards", VALEDICTION},
    {"kr", VALEDICTION},
    {"left to be done", STEPS},
    {"left to do", STEPS},
    {"list of attachments", ENCLOSURES},
    {"list of enclosures", ENCLOSURES},
    {"many thanks", VALEDICTION},
    {"mobile", NOTATION},
    {"moving forward", STEPS},
    {"my advice", STEPS},
    {"my plan", STEPS},
    {"my proposal", STEPS},
    {"my proposals", STEPS},
    {"my recommendation", STEPS},
    {"my recommendations", STEPS},
    {"my suggestion", STEPS},
    {"my suggestions", STEPS},
    {"my view", STEPS},
    {"needed", STEPS | STEPS_IF_MARKED},
    {"needed from you", STEPS},
    {"next", STEPS_IF_MARKED},
    {"next action", STEPS},
    {"next actions", STEPS},
    {"next step", STEPS},
    {"next steps", STEPS},
    {"next task", STEPS},
    {"next tasks", STEPS},
    {"next up", STEPS},
    {"not legal advice", NOTICE},
    {"note", NOTICE_SUBJECT},
    {"notice", NOTICE_SUBJECT},
    {"notice of confidentiality", NOTICE},
    {"open issues", STEPS},
    {"open items", STEPS},
    {"open points", STEPS},
    {"open tasks", STEPS},
    {"option", STEPS},
    {"options", STEPS},
    {"our choices", STEPS},
    {"our options", STEPS},
    {"our plan", STEPS},
    {"our proposal", STEPS},
    {"our proposals", STEPS},
    {"our recommendation", STEPS},
    {"our recommendations", STEPS},
    {"our ref", NOTATION},
    {"outstanding", STEPS_IF_MARKED},
    {"outstanding items", STEPS},
    {"outstanding tasks", STEPS},
    {"overview", HEADING},
    {"p.p.s", POSTSCRIPT},
    {"p.s", POSTSCRIPT},
    {"path forward", STEPS},
    {"pending items", STEPS},
    {"pending tasks", STEPS},
    {"phone", NOTATION},
    {"plan", STEPS},
    {"plan of action", STEPS},
    {"plan of attack", STEPS},
    {"please", NOTICE_SUBJECT},
    {"points for", STEPS_IF_MARKED},
    {"position", HEADING},
    {"possible", STEPS_IF_MARKED},
    {"possible courses", STEPS},
    {"possible follow up", STEPS},
    {"possible follow-up", STEPS},
    {"possible next step", STEPS},
    {"possible next steps", STEPS},
    {"potential next steps", STEPS},
    {"pps", POSTSCRIPT},
    {"prepared", NOTICE_SUBJECT},
    {"prepared by", NOTATION},
    {"privileged", NOTICE},
    {"proposal", STEPS},
    {"proposals", STEPS},
    {"proposed", STEPS_IF_MARKED},
    {"proposed action", STEPS},
    {"proposed approach", STEPS},
    {"proposed course", STEPS},
    {"proposed follow-up", STEPS},
    {"proposed next step", STEPS},
    {"proposed next steps", STEPS},
    {"proposed plan", STEPS},
    {"proposed steps", STEPS},
    {"proposed way forward", STEPS},
    {"ps", POSTSCRIPT},
    {"question", HEADING},
    {"questions for", STEPS_IF_MARKED},
    {"questions for you", STEPS},
    {"rec", STEPS},
    {"reco", STEPS},
    {"recommend", STEPS},
    {"recommendation", STEPS},
    {"recommendations", STEPS},
    {"recommendations and next steps", STEPS},
    {"recommended", STEPS_IF_MARKED},
    {"recommended action", STEPS},
    {"recommended actions", STEPS},
    {"recommended approach", STEPS},
    {"recommended course", STEPS},
    {"recommended follow up", STEPS},
    {"recommended follow-up", STEPS},
    {"recommended next step", STEPS},
    {"recommended next steps", STEPS},
    {"recommended steps", STEPS},
    {"recs", STEPS},
    {"ref", NOTATION},
    {"regards", VALEDICTION},
    {"remaining", STEPS_IF_MARKED},
    {"remaining items", STEPS},
    {"remaining tasks", STEPS},
    {"remaining work", STEPS},
    {"respectfully", VALEDICTION},
    {"respectfully submitted", VALEDICTION},
    {"respectfully yours", VALEDICTION},
    {"result", HEADING},
    {"results", HEADING},
    {"reviewed by", NOTATION},
    {"rgds", VALEDICTION},
    {"sent from my", NOTATION},
    {"short answer", HEADING},
    {"sincerely", VALEDICTION},
    {"sincerely yours", VALEDICTION},
    {"status", HEADING},
    {"steps", STEPS_IF_MARKED},
    {"still", STEPS_IF_MARKED},
    {"still needed", STEPS},
    {"still open", STEPS},
    {"still outstanding", STEPS},
    {"still to do", STEPS},
    {"strategy", STEPS},
    {"submitted by", VALEDICTION},
    {"suggested", STEPS_IF_MARKED},
    {"suggested action", STEPS},
    {"suggested actions", STEPS},
    {"suggested approach", STEPS},
    {"suggested follow up", STEPS},
    {"suggested follow-up", STEPS},
    {"suggested next step", STEPS},
    {"suggested next steps", STEPS},
    {"suggested steps", STEPS},
    {"suggested way ahead", STEPS},
    {"suggested way forward", STEPS},
    {"suggestion", STEPS},
    {"suggestions", STEPS},
    {"summary", HEADING},
    {"summary and recommendation", STEPS},
    {"summary and recommendations", STEPS},
    {"ta", VALEDICTION},
    {"take care", VALEDICTION},
    {"task list", STEPS},
    {"tasks", STEPS},
    {"tel", NOTATION},
    {"testimony", HEADING},
    {"thank you", VALEDICTION},
    {"thank you in advance", VALEDICTION},
    {"thanking you", VALEDICTION},
    {"thanks", VALEDICTION},
    {"thanks & regards", VALEDICTION},
    {"thanks again", VALEDICTION},
    {"thanks and regards", VALEDICTION},
    {"thanks in advance", VALEDICTION},
    {"thanks so much", VALEDICTION},
    {"the ask", STEPS},
    {"the contents", NOTICE_SUBJECT},
    {"the information", NOTICE_SUBJECT},
    {"the options", STEPS},
    {"the recipient", NOTICE_SUBJECT},
    {"the way forward", STEPS},
    {"things", STEPS_IF_MARKED},
    {"things to do", STEPS},
    {"this", NOTICE_SUBJECT},
    {"thx", VALEDICTION},
    {"to be done", STEPS},
    {"to close out", STEPS},
    {"to close this out", STEPS},
    {"to do", STEPS},
    {"to do list", STEPS},
    {"to dos", STEPS},
    {"to finish this off", STEPS},
    {"to-do", STEPS},
    {"to-do list", STEPS},
    {"todo", STEPS},
    {"truly yours", VALEDICTION},
    {"typed by", NOTATION},
    {"unauthorized", NOTICE_SUBJECT},
    {"upcoming", STEPS_IF_MARKED},
    {"very truly yours", VALEDICTION},
    {"visit our website", NOTATION},
    {"visit us", NOTATION},
    {"warm regards", VALEDICTION},
    {"warmest regards", VALEDICTION},
    {"warmly", VALEDICTION},
    {"warning", NOTICE_SUBJECT},
    {"way ahead", STEPS},
    {"way forward", STEPS},
    {"we still", STEPS_IF_MARKED},
    {"what i need from you", STEPS},
    {"what is left", STEPS},
    {"what is left to do", STEPS},
    {"what is next", STEPS},
    {"what next", STEPS},
    {"what now", STEPS},
    {"what remains", STEPS},
    {"what remains to be done", STEPS},
    {"what we need", STEPS},
    {"what's left", STEPS | STEPS_IF_MARKED},
    {"what's next", STEPS},
    {"where do we go from here", STEPS},
    {"where next", STEPS},
    {"where to go from here", STEPS},
    {"with attachments", ENCLOSURES},
    {"with best regards", VALEDICTION},
    {"with best wishes", VALEDICTION},
    {"with copies to", ENCLOSURES},
    {"with enclosures", ENCLOSURES},
    {"with kind regards", VALEDICTION},
    {"with many thanks", VALEDICTION},
    {"with regards", VALEDICTION},
    {"with thanks", VALEDICTION},
    {"with warm regards", VALEDICTION},
    {"work product", NOTICE},
    {"work remaining", STEPS},
    {"work to be done", STEPS},
    {"your ref", NOTATION},
    {"yours", VALEDICTION},
    {"yours aye", VALEDICTION},
    {"yours ever", VALEDICTION},
    {"yours faithfully", VALEDICTION},
    {"yours in haste", VALEDICTION},
    {"yours respectfully", VALEDICTION},
    {"yours sincerely", VALEDICTION},
    {"yours truly", VALEDICTION},
    {"yours very truly", VALEDICTION},
};

enum { ROWS = sizeof rows / sizeof *rows };

const opening *opening_rows(size_t *count)
{
    *count = ROWS;
    return rows;
}

enum { FIRST_TWO = 48 }; // bits below the first two bytes of a start

/// The first bytes of a line in small letters, the first one the greatest; behind its end stand NULs.
static uint64_t start_of(slice line)
{
    const uint64_t start = line.len < HALF_BYTES ? key_short_half(line.ptr, line.len) : key_half(line.ptr);
    return key_small(start, key_letters(start));
}

/// The first row that begins with the two bytes, or would stand behind it.
static size_t first_row(uint64_t start)
{
    size_t low = 0;
    for (size_t left = ROWS; left > 0;) { // branch-free, as key_find
        const size_t half = (left + 1) / 2;
        low += key_half(rows[low + half - 1].words) >> FIRST_TWO < start >> FIRST_TWO ? half : 0;
        left -= half;
    }
    return low;
}

opening_search openings_of(slice line, unsigned kinds)
{
    if (line.len < 2)
        return (opening_search){.at = ROWS};
    const uint64_t start = start_of(line);
    return (opening_search){line, kinds, start, first_row(start)};
}

/// False for nearly all rows that a line does not open with: by its first bytes, of which the first that differs must be the row's end.
static inline bool may_open(uint64_t start, uint64_t row)
{
    const uint64_t differ = start ^ row;
    return differ == 0 || row << (8 * ((unsigned)__builtin_clzll(differ) / 8)) >> 56 == 0;
}

/// The bytes of the row's words if the line begins with them and a word ends there; else 0.
static size_t length_in(slice line, const char *words)
{
    size_t at = 2; // the first two are the same
    while (at < line.len && words[at] != '\0' && words[at] == lower(line.ptr[at]))
        at++;
    return words[at] == '\0' && (at == line.len || !is_letter(line.ptr[at])) ? at : 0;
}

const opening *opening_next(opening_search *search, size_t *length)
{
    for (; search->at < ROWS; search->at++) {
        const opening *row = &rows[search->at];
        const uint64_t start = key_half(row->words);
        if (start >> FIRST_TWO != search->start >> FIRST_TWO)
            break;
        if ((row->kinds & search->kinds) == 0 || !may_open(search->start, start))
            continue;
        *length = length_in(search->line, row->words);
        if (*length > 0) {
            search->at++;
            return row;
        }
    }
    return NULL;
}

size_t opening_length(slice line, unsigned kinds)
{
    opening_search search = openings_of(line, kinds);
    size_t longest = 0;
    size_t length;
    while (opening_next(&search, &length) != NULL)
        longest = length > longest ? length : longest;
    return longest;
}

unsigned opening_kinds(slice line)
{
    opening_search search = openings_of(line, ~0U);
    unsigned kinds = 0;
    size_t length;
    for (const opening *row = opening_next(&search, &length); row != NULL;
         row = opening_next(&search, &length))
        kinds |= row->kinds;
    return kinds;
}
