// Imports of invented people: what the file says is stated, nothing else is, and importing twice changes nothing. The maker knows what it
// means by a file, and says it as a profile; each kind is tried fifty times, and the seed is printed.
#include "advise.h"
#include "archive_maker.h"
#include "base/text.h"
#include "files.h"
#include "pack/pack.h"
#include "profile/profile.h"
#include "random.h"

#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 50, FEW = 10, YEAR = 2026, MONTH = 6, DAY = 20 };

typedef enum kind { KIND_JSON, KIND_LINKEDIN, KIND_EUROPASS, KIND_CANDIDATE, KINDS } kind;

static const char *const firsts[] = {"Nora",          "Zo\xC3\xAB", "Yes", "Null",
                                     "Ann \"Annie\"", "O'Neil",     "#1",  "- Jo"};
static const char *const lasts[] = {"Fielding", "Roe, Esq.", "M\xC3\xBCller", "True",
                                    "B: C",     "{x}",       "& Sons <i>"};
/// A title, whether all who have it are paralegals, and the area that it names.
static const struct {
    const char *text;
    bool is_paralegal;
    const char *area;
} titles[] = {{"Senior Paralegal", true, NULL},
              {"Clerk", false, NULL},
              {"Paralegal: wills", true, NULL},
              {"no", false, NULL},
              {"007", false, NULL},
              {"Aide, night", false, NULL},
              {"Paralegal Instructor", false, NULL},
              {"Sr. Immigration Paralegal II", true, "immigration"},
              {"IP Paralegal", true, "intellectual property"}};
/// A language as the kinds of files have it, and how well it is known.
static const struct {
    const char *name, *code, *proficiency, *fluency, *scores[2], *level;
} languages[] = {
    {"Spanish", "spa", "Native or bilingual proficiency", "Native speaker", {"C2", "C1"}, "strong"},
    {"German", "deu", "Elementary proficiency", "Elementary", {"B1", "A2"}, "new"},
    {"Elvish", "Elvish", "Sung only", "by heart", {"?", ""}, NULL}};
static const char *const skills[] = {
    "Legal research", "Drafting: motions", "E-discovery, large", "[x]", "null", "12"};
/// A text of a file, and the area that it means, NULL: none.
static const char *const areas[][2] = {{"Immigration Law", "immigration"},
                                       {"family LAW", "family"},
                                       {"Tax law", "tax"},
                                       {"Art", NULL},
                                       {"Immigrants", NULL},
                                       {"Law of tax", NULL}};
static const char *const courses[] = {"Visa practice", "Torts I", "yes", "A \"B\" C", "1984"};
static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/// An invented person, as far as all kinds of files can say it.
typedef struct person {
    const char *first, *last;
    size_t present; ///< positions that go on: 0 to 2
    size_t title;
    unsigned year, month, day; ///< when the first of them began; day 0: the file does not say it
    bool has_past;
    size_t skill_count; ///< the first ones of a shuffled list
    size_t skill[COUNT(skills)];
    size_t area;
    size_t course_count, course[COUNT(courses)];
    size_t language; ///< COUNT(languages): none
    size_t
        applied; ///< 0: nowhere; 1: elsewhere, lately; 2: elsewhere, last year; 3: in the own house, lately
    bool saved;  ///< an opening, lately
} person;

static void shuffle(random_source *r, size_t *items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        items[i] = i;
    for (size_t i = count; i > 1; i--) {
        const size_t k = random_below(r, i);
        const size_t other = items[i - 1];
        items[i - 1] = items[k];
        items[k] = other;
    }
}

static person invent(random_source *r)
{
    person p = {.first = firsts[random_below(r, COUNT(firsts))],
                .last = lasts[random_below(r, COUNT(lasts))],
                .present = random_below(r, 3),
                .title = random_below(r, COUNT(titles)),
                .year = 2015 + (unsigned)random_below(r, 11),
                .month = 1 + (unsigned)random_below(r, 12),
                .day = random_below(r, 2) == 0 ? 0 : 1 + (unsigned)random_below(r, 28),
                .has_past = random_below(r, 2) == 0,
                .skill_count = random_below(r, COUNT(skills) + 1),
                .area = random_below(r, COUNT(areas)),
                .course_count = random_below(r, COUNT(courses) + 1),
                .language = random_below(r, COUNT(languages) + 1),
                .applied = random_below(r, 4),
                .saved = random_below(r, 2) == 0};
    shuffle(r, p.skill, COUNT(skills));
    shuffle(r, p.course, COUNT(courses));
    return p;
}

// --- writing ---

static bool is_xml(kind k)
{
    return k == KIND_EUROPASS || k == KIND_CANDIDATE;
}

/// A text with some of its signs doubled or escaped.
static void add_escaped(text_builder *out, const char *text, kind k)
{
    text_add(out, is_xml(k) ? SLICE("") : SLICE("\""));
    for (; *text != '\0'; text++) {
        if (is_xml(k) && strchr("&<>\"", *text) != NULL)
            text_add_format(out, "&#%d;", *text);
        else if (*text == '"')
            text_add(out, k == KIND_JSON ? SLICE("\\\"") : SLICE("\"\""));
        else
            text_add_byte(out, *text);
    }
    text_add(out, is_xml(k) ? SLICE("") : SLICE("\""));
}

static void add_named(text_builder *out, const char *before, const char *text, kind k, const char *behind)
{
    text_add(out, slice_of(before));
    add_escaped(out, text, k);
    text_add(out, slice_of(behind));
}

static bool knows_day(const person *p, kind k)
{
    return p->day > 0 && k != KIND_LINKEDIN;
}

/// Whole years as a paralegal, as far as months tell them; -1: they do not.
static int years_of(const person *p)
{
    const int worked = 12 * (YEAR - (int)p->year) + MONTH - (int)p->month + 1;
    const bool is_sure = p->present > 0 && titles[p->title].is_paralegal && (worked - 2) / 12 == worked / 12;
    return is_sure ? worked / 12 : -1;
}

static void mean_position(text_builder *out, const person *p, kind k)
{
    if (years_of(p) >= 0)
        text_add_format(out, ",\"years_experience\":%d", years_of(p));
    if (p->present != 1)
        return;
    add_named(out, ",\"job_title\":", titles[p->title].text, KIND_JSON, ",\"employed\":true");
    if (titles[p->title].area != NULL)
        add_named(out, ",\"current_specialty\":", titles[p->title].area, KIND_JSON, "");
    if (knows_day(p, k))
        text_add_format(out, ",\"months_in_position\":%d",
                        12 * (YEAR - (int)p->year) + MONTH - (int)p->month - (p->day > DAY));
}

/// A new Europass profile has codes: what is not among them is not read.
static bool says_language(const person *p, kind k)
{
    return p->language < COUNT(languages) &&
           (k != KIND_CANDIDATE || strlen(languages[p->language].code) == strlen("spa"));
}

static void mean_skills(text_builder *out, const person *p, kind k)
{
    const size_t count = k == KIND_EUROPASS ? 0 : p->skill_count;
    if (count == 0 && !says_language(p, k))
        return;
    text_add(out, SLICE(",\"skills\":["));
    for (size_t i = 0; i < count; i++)
        add_named(out, i == 0 ? "{\"name\":" : ",{\"name\":", skills[p->skill[i]], KIND_JSON, "}");
    if (says_language(p, k)) {
        add_named(out, count == 0 ? "{\"name\":" : ",{\"name\":", languages[p->language].name, KIND_JSON, "");
        if (languages[p->language].level != NULL)
            add_named(out, ",\"level\":", languages[p->language].level, KIND_JSON, "");
        text_add(out, SLICE("}"));
    }
    text_add(out, SLICE("]"));
}

static void mean_search(text_builder *out, const person *p)
{
    const bool is_late = p->applied == 1 || p->applied == 3;
    // The own house is no other employer, if there is one.
    const bool is_own = p->applied == 3 && p->present > 0;
    if (p->applied > 0)
        text_add_format(out, ",\"openings\":[{\"title\":\"Aide, %s\",\"response\":\"applied\"}]",
                        p->applied == 3 ? "X & Y" : "Lund IP");
    if ((is_late && !is_own) || p->saved)
        text_add_format(out, ",\"prospective_firms\":[%s%s%s]",
                        !is_late || is_own ? ""
                        : p->applied == 3  ? "{\"name\":\"X & Y\"}"
                                           : "{\"name\":\"Lund IP\"}",
                        is_late && !is_own && p->saved ? "," : "", p->saved ? "{\"name\":\"Marsh\"}" : "");
    if (is_late || p->saved)
        text_add(out, SLICE(",\"watches_openings\":true"));
    if (is_late && !is_own)
        text_add(out, SLICE(",\"looking_for_change\":true"));
}

/// What the file means, as a profile in JSON.
static slice meaning(arena *a, const person *p, kind k)
{
    text_builder out = {.arena = a};
    const slice name = arena_format(a, "%s %s", p->first, p->last);
    add_named(&out, "{\"name\":", name.ptr, KIND_JSON, "");
    mean_position(&out, p, k);
    mean_skills(&out, p, k);
    if (areas[p->area][1] != NULL)
        text_add_format(&out, ",\"fields_studied\":[\"%s\"]", areas[p->area][1]);
    if (k != KIND_EUROPASS && p->course_count > 0) {
        for (size_t i = 0; i < p->course_count; i++)
            add_named(&out, i == 0 ? ",\"seminars\":[{\"title\":" : ",{\"title\":", courses[p->course[i]],
                      KIND_JSON, ",\"attended\":true}");
        text_add(&out, SLICE("]"));
    }
    if (k == KIND_LINKEDIN)
        mean_search(&out, p);
    text_add(&out, SLICE("}"));
    return text_result(&out);
}

static char *make_json(const char *folder, arena *a, const person *p)
{
    text_builder out = {.arena = a};
    const slice name = arena_format(a, "%s %s", p->first, p->last);
    const slice day = p->day > 0 ? arena_format(a, "-%02u", p->day) : SLICE("");
    add_named(&out, "\xEF\xBB\xBF{\"basics\":{\"name\":", name.ptr, KIND_JSON, ",\"label\":null},\"work\":[");
    for (size_t i = 0; i < p->present; i++) {
        add_named(&out, i > 0 ? ",{\"position\":" : "{\"position\":", titles[p->title].text, KIND_JSON, "");
        text_add_format(&out, ",\"startDate\":\"%u-%02u%.*s\",\"endDate\":\"\"}", p->year, p->month,
                        SLICE_ARG(day));
    }
    if (p->has_past)
        text_add_format(&out, "%s{\"position\":\"Old\",\"startDate\":\"2010\",\"endDate\":\"2012-05\"}",
                        p->present > 0 ? "," : "");
    add_named(&out, "],\"education\":[{\"area\":", areas[p->area][0], KIND_JSON, ",\"courses\":[");
    for (size_t i = 0; i < p->course_count; i++)
        add_named(&out, i > 0 ? "," : "", courses[p->course[i]], KIND_JSON, "");
    text_add(&out, SLICE("]}],\"skills\":["));
    for (size_t i = 0; i < p->skill_count; i++)
        add_named(&out, i > 0 ? ",{\"name\":" : "{\"name\":", skills[p->skill[i]], KIND_JSON,
                  ",\"level\":\"so-so\"}");
    if (p->language < COUNT(languages)) {
        add_named(&out, "],\"languages\":[{\"language\":", languages[p->language].name, KIND_JSON, "");
        add_named(&out, ",\"fluency\":", languages[p->language].fluency, KIND_JSON, "}");
    }
    text_add(&out, SLICE("],\"references\":[{\"name\":\"Other Person\"}]}"));
    return file_make(folder, "resume.json", text_result(&out).ptr);
}

static slice table_of(arena *a, const char *header, const char *const *names, const size_t *order,
                      size_t count)
{
    text_builder out = {.arena = a};
    text_add(&out, slice_of(header));
    for (size_t i = 0; i < count; i++)
        add_named(&out, "", names[order[i]], KIND_LINKEDIN, "\r\n");
    return text_result(&out);
}

static char *make_linkedin(const char *folder, arena *a, const person *p)
{
    text_builder positions = {.arena = a};
    text_builder about = {.arena = a};
    text_builder education = {.arena = a};
    text_add(&positions, SLICE("Company Name,Title,Description,Location,Started On,Finished On\r\n"));
    for (size_t i = 0; i < p->present; i++) {
        add_named(&positions, "X & Y,", titles[p->title].text, KIND_LINKEDIN, ",\"several\nlines\",,");
        text_add_format(&positions, "%s %u,\r\n", months[p->month - 1], p->year);
    }
    if (p->has_past)
        text_add(&positions, SLICE("Old,Old,,,2010,May 2012\r\n"));
    add_named(&about, "First Name,Last Name,Headline\n", p->first, KIND_LINKEDIN, ",");
    add_named(&about, "", p->last, KIND_LINKEDIN, ",The best\n");
    add_named(&education, "School Name,Degree Name\nX,", areas[p->area][0], KIND_LINKEDIN, "\n");
    text_builder spoken = {.arena = a};
    text_builder applied = {.arena = a};
    text_add(&spoken, SLICE("Name,Proficiency\r\n"));
    if (p->language < COUNT(languages))
        text_add_format(&spoken, "%s,%s\r\n", languages[p->language].name,
                        languages[p->language].proficiency);
    text_add(&applied, SLICE("Application Date,Company Name,Job Title\r\n"));
    if (p->applied > 0)
        text_add_format(&applied, "\"%s, 9:15 AM\",%s,Aide\r\n", p->applied == 2 ? "10/1/25" : "6/1/26",
                        p->applied == 3 ? "X & Y" : "Lund IP");
    const archive_part parts[] = {
        {"Languages.csv", text_result(&spoken).ptr, 0},
        {"Jobs/Job Applications_1.csv", text_result(&applied).ptr, 0},
        {"Jobs/Saved Jobs.csv",
         p->saved ? "Saved Date,Job Url,Job Title,Company Name\n\"5/30/26, 1:00 PM\",,Clerk,Marsh\n"
                  : "Saved Date,Job Url,Job Title,Company Name\n\"5/30/23, 1:00 PM\",,Clerk,Marsh\n",
         0},
        {"Basic_Export/Positions.csv", text_result(&positions).ptr, 0},
        {"Profile.csv", text_result(&about).ptr, 0},
        {"../../Education.csv", text_result(&education).ptr, 0},
        {"Skills.csv", table_of(a, "Name\r\n", skills, p->skill, p->skill_count).ptr, 0},
        {"courses.CSV", table_of(a, "Name\r\n", courses, p->course, p->course_count).ptr, 0},
        {"Connections.csv", "Notes:\n\"Some, perhaps.\"\n\nFirst Name,Last Name,Company\nOther,Person,X\n",
         0},
        {"messages.csv", "FROM\n\"broken", 0}};
    return archive_make(folder, "export.zip", parts, COUNT(parts));
}

static char *make_europass(const char *folder, arena *a, const person *p)
{
    text_builder out = {.arena = a};
    const slice day = p->day > 0 ? arena_format(a, " day=\"---%02u\"", p->day) : SLICE("");
    add_named(&out,
              "<?xml version=\"1.0\"?>\n<e:SkillsPassport "
              "xmlns:e=\"http://europass.cedefop.europa.eu/Europass\"><e:LearnerInfo>"
              "<e:Identification><e:PersonName><e:FirstName>",
              p->first, KIND_EUROPASS, "</e:FirstName>");
    add_named(&out, "<e:Surname>", p->last, KIND_EUROPASS,
              "</e:Surname></e:PersonName></e:Identification><e:WorkExperienceList>");
    for (size_t i = 0; i < p->present; i++) {
        text_add_format(&out,
                        "<e:WorkExperience><e:Period><e:From year=\"%u\" "
                        "month=\"--%02u\"%.*s/><e:Current>true</e:Current>"
                        "</e:Period>",
                        p->year, p->month, SLICE_ARG(day));
        add_named(&out, "<e:Position><e:Label>", titles[p->title].text, KIND_EUROPASS,
                  "</e:Label></e:Position></e:WorkExperience>");
    }
    if (p->has_past)
        text_add(&out,
                 SLICE("<e:WorkExperience><e:Period><e:From year=\"2010\"/><e:To year=\"2012\"/></e:Period>"
                       "<e:Position><e:Label>Old</e:Label></e:Position></e:WorkExperience>"));
    add_named(&out, "</e:WorkExperienceList><e:EducationList><e:Education><e:Title>", areas[p->area][0],
              KIND_EUROPASS, "</e:Title></e:Education></e:EducationList>");
    if (p->language < COUNT(languages))
        text_add_format(
            &out,
            "<e:Skills><e:Linguistic><e:ForeignLanguageList><e:ForeignLanguage><e:Description>"
            "<e:Label>%s</e:Label></e:Description><e:ProficiencyLevel><e:Listening>%s</e:Listening>"
            "<e:Writing>%s</e:Writing></e:ProficiencyLevel></e:ForeignLanguage>"
            "</e:ForeignLanguageList></e:Linguistic></e:Skills>",
            languages[p->language].name, languages[p->language].scores[0], languages[p->language].scores[1]);
    text_add(&out, SLICE("</e:LearnerInfo></e:SkillsPassport>"));
    return file_make(folder, "cv.xml", text_result(&out).ptr);
}

/// A time as the newer form has it, with the precision that is known.
static void add_time(text_builder *out, const char *element, unsigned year, unsigned month, unsigned day)
{
    text_add_format(out, "<eures:%s><hr:FormattedDateTime>%u-%02u", element, year, month);
    if (day > 0)
        text_add_format(out, "-%02u", day);
    text_add_format(out, "</hr:FormattedDateTime></eures:%s>", element);
}

static char *make_candidate(const char *folder, arena *a, const person *p)
{
    text_builder out = {.arena = a};
    add_named(&out,
              "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><Candidate "
              "xmlns=\"http://www.europass.eu/1.0\" xmlns:oa=\"http://www.openapplications.org/oagis/9\" "
              "xmlns:eures=\"http://www.europass_eures.eu/1.0\" xmlns:hr=\"http://www.hr-xml.org/3\">"
              "<hr:DocumentID schemeID=\"x\"/><CandidatePerson><PersonName><oa:GivenName>",
              p->first, KIND_CANDIDATE, "</oa:GivenName>");
    add_named(&out, "<hr:FamilyName>", p->last, KIND_CANDIDATE,
              "</hr:FamilyName></PersonName></CandidatePerson><CandidateProfile languageCode=\"en\"><hr:ID/>"
              "<EmploymentHistory>");
    for (size_t i = 0; i < p->present; i++) {
        add_named(&out,
                  "<EmployerHistory><hr:OrganizationName>X</hr:OrganizationName><PositionHistory>"
                  "<PositionTitle typeCode=\"FREETEXT\">",
                  titles[p->title].text, KIND_CANDIDATE, "</PositionTitle><eures:EmploymentPeriod>");
        add_time(&out, "StartDate", p->year, p->month, p->day);
        text_add(&out, SLICE("<hr:CurrentIndicator>true</hr:CurrentIndicator></eures:EmploymentPeriod>"
                             "</PositionHistory></EmployerHistory>"));
    }
    if (p->has_past) {
        text_add(&out, SLICE("<EmployerHistory><PositionHistory><PositionTitle>Old</PositionTitle>"
                             "<eures:EmploymentPeriod>"));
        add_time(&out, "StartDate", 2010, 1, 0);
        add_time(&out, "EndDate", 2012, 5, 31);
        text_add(&out, SLICE("<hr:CurrentIndicator>false</hr:CurrentIndicator></eures:EmploymentPeriod>"
                             "</PositionHistory></EmployerHistory>"));
    }
    add_named(&out,
              "</EmploymentHistory><EducationHistory><EducationOrganizationAttendance><EducationDegree>"
              "<hr:DegreeName>",
              areas[p->area][0], KIND_CANDIDATE,
              "</hr:DegreeName></EducationDegree></EducationOrganizationAttendance></EducationHistory>"
              "<eures:Licenses/><Certifications>");
    for (size_t i = 0; i < p->course_count; i++)
        add_named(&out, "<Certification><hr:CertificationName>", courses[p->course[i]], KIND_CANDIDATE,
                  "</hr:CertificationName></Certification>");
    text_add(&out, SLICE("</Certifications><PublicationHistory/><PersonQualifications>"));
    if (p->language < COUNT(languages)) {
        text_add_format(&out,
                        "<PersonCompetency><CompetencyID schemeName=\"NORMAL\">%s</CompetencyID>"
                        "<hr:TaxonomyID>language</hr:TaxonomyID>",
                        languages[p->language].code);
        for (size_t i = 0; i < COUNT(languages[0].scores); i++)
            text_add_format(&out,
                            "<eures:CompetencyDimension><eures:Score><hr:ScoreText>%s</hr:ScoreText>"
                            "</eures:Score></eures:CompetencyDimension>",
                            languages[p->language].scores[i]);
        text_add(&out, SLICE("</PersonCompetency>"));
    }
    text_add(&out, SLICE("</PersonQualifications><Skills>"));
    for (size_t i = 0; i < p->skill_count; i++)
        add_named(&out, "<PersonCompetency><hr:CompetencyName>", skills[p->skill[i]], KIND_CANDIDATE,
                  "</hr:CompetencyName></PersonCompetency>");
    text_add(&out, SLICE("</Skills></CandidateProfile></Candidate>"));
    return file_make(folder, "profile.xml", text_result(&out).ptr);
}

// --- importing ---

typedef struct taken_text {
    arena *arena;
    slice text;
} taken_text;

static void take(void *state, const char *text, size_t length)
{
    taken_text *t = state;
    t->text = arena_copy(t->arena, (slice){text, length});
}

static advise_session *session_on(advise_pack **loaded)
{
    assert_int_equal(advise_pack_load("rules/paralegal", NULL, loaded, NULL), ADVISE_OK);
    advise_session *s = advise_session_new(*loaded, NULL);
    assert_int_equal(advise_session_set_date(s, "2026-06-20"), ADVISE_OK);
    return s;
}

static advise_status import(arena *a, const advise_session *s, const char *path, slice before, bool people,
                            slice *after, advise_import_result *result)
{
    taken_text t = {.arena = a};
    advise_diagnostics *problems = NULL;
    const advise_import_profile into = {.name = "me.yaml", .text = before.ptr, .length = before.len};
    const advise_status status = advise_import(s, path, &into, people, take, &t, result, &problems);
    advise_diagnostics_free(problems);
    *after = t.text;
    return status;
}

/// True if the profile says exactly what it should.
static bool says(arena *a, const pack *p, slice text, slice wanted)
{
    diag_list *diags = diag_list_new(a);
    const profile *got = profile_read_text(a, p, SLICE("me.yaml"), text, PROFILE_YAML, NULL, diags);
    const profile *want = profile_read_text(a, p, SLICE("wanted"), wanted, PROFILE_JSON, NULL, diags);
    bool good = got != NULL && want != NULL && diags->count == 0;
    for (size_t i = 0; i < p->fact_count && good; i++) {
        good = feel_same(got->values[i], want->values[i]);
        if (!good)
            print_message("%.*s is not as it should be\n", SLICE_ARG(p->facts[i].name));
    }
    for (size_t i = 0; i < diags->count; i++)
        print_message("%.*s\n", SLICE_ARG(diags->items[i].message));
    return good;
}

static void test_what_the_file_says_is_stated_and_nothing_else(void **state)
{
    static char *(*const makers[KINDS])(const char *, arena *, const person *) = {
        make_json, make_linkedin, make_europass, make_candidate};
    random_source random = random_new();
    advise_pack *loaded = NULL;
    advise_session *session = session_on(&loaded);
    arena *kept = arena_new(NULL, 0);
    pack *p = pack_load(NULL, "rules/paralegal", diag_list_new(kept));
    size_t wrong = 0;
    (void)state;
    for (size_t i = 0; i < (size_t)ROUNDS * KINDS; i++) {
        const kind k = (kind)(i % KINDS);
        arena *a = arena_new(NULL, 0);
        char *folder = folder_new();
        const person someone = invent(&random);
        char *path = makers[k](folder, a, &someone);
        const slice wanted = meaning(a, &someone, k);
        slice once = {0};
        slice twice = {0};
        advise_import_result result = {0};
        const advise_status first = import(a, session, path, (slice){NULL, 0}, false, &once, &result);
        bool good = first == ADVISE_OK && says(a, p, once, wanted) && result.people == !is_xml(k);
        good = good && import(a, session, path, once, false, &twice, &result) == ADVISE_OK &&
               slice_equal(once, twice) && result.stated == 0;
        if (!good)
            print_message("--- kind %d, status %d\n%.*s--- wanted\n%.*s\n", (int)k, (int)first,
                          SLICE_ARG(once), SLICE_ARG(wanted));
        wrong += !good;
        free(path);
        folder_remove(folder);
        arena_free(a);
    }
    pack_free(p);
    arena_free(kept);
    advise_session_free(session);
    advise_pack_free(loaded);
    assert_int_equal(wrong, 0);
}

static void test_an_import_leaves_every_line_of_a_profile_as_it_is(void **state)
{
    static const char before[] =
        "# mine\nname: N.\r\nskills: # two\n- {name: LEGAL research}\nseminars: []\n\n# end";
    random_source random = random_new();
    advise_pack *loaded = NULL;
    advise_session *session = session_on(&loaded);
    (void)state;
    for (size_t i = 0; i < FEW; i++) {
        arena *a = arena_new(NULL, 0);
        char *folder = folder_new();
        const person someone = invent(&random);
        char *path = make_linkedin(folder, a, &someone);
        slice after = {0};
        advise_import_result result = {0};
        assert_int_equal(import(a, session, path, SLICE(before), true, &after, &result), ADVISE_OK);
        const char *at = arena_copy(a, after).ptr;
        static const char *const lines[] = {"# mine\n", "name: N.\r\n",
                                            "skills: # two\n- {name: LEGAL research}\n", "seminars: []\n",
                                            "\n# end"};
        for (size_t k = 0; k < COUNT(lines); k++) {
            at = strstr(at, lines[k]);
            assert_non_null(at);
            at += strlen(lines[k]);
        }
        assert_non_null(strstr(after.ptr, "Other Person"));
        free(path);
        folder_remove(folder);
        arena_free(a);
    }
    advise_session_free(session);
    advise_pack_free(loaded);
}

static void test_hostile_files_are_refused(void **state)
{
    static const char *const texts[] = {"<!DOCTYPE x [<!ENTITY a \"b\">]><SkillsPassport/>",
                                        "<SkillsPassport><LearnerInfo></SkillsPassport>",
                                        "<SkillsPassport><LearnerInfo/></SkillsPassport><more/>",
                                        "PK\3\4 and nothing behind it",
                                        "{\"basics\": {\"name\": \"a\", \"name\": \"b\"}}",
                                        "{\"basics\": {\"name\": \"\\ud800\"}}",
                                        "[[[[",
                                        ""};
    advise_pack *loaded = NULL;
    advise_session *session = session_on(&loaded);
    arena *a = arena_new(NULL, 0);
    char *folder = folder_new();
    text_builder deep = {.arena = a};
    text_builder wide = {.arena = a};
    (void)state;
    for (size_t i = 0; i < 200; i++)
        text_add(&deep, SLICE("<a>"));
    text_add(&wide, SLICE("<SkillsPassport><LearnerInfo/>"));
    for (size_t i = 0; i < 20001; i++)
        text_add(&wide, i % 2 == 0 ? SLICE("<a/>") : SLICE("<b/>"));
    text_add(&wide, SLICE("</SkillsPassport>"));
    for (size_t i = 0; i < COUNT(texts) + 2; i++) {
        slice after = {0};
        char *path = file_make(folder, "x",
                               i < COUNT(texts)    ? texts[i]
                               : i == COUNT(texts) ? text_result(&deep).ptr
                                                   : text_result(&wide).ptr);
        assert_int_not_equal(import(a, session, path, (slice){NULL, 0}, true, &after, NULL), ADVISE_OK);
        free(path);
    }
    folder_remove(folder);
    arena_free(a);
    advise_session_free(session);
    advise_pack_free(loaded);
}

static void test_tables_that_unpack_to_too_much_are_refused(void **state)
{
    enum { MUCH = 17 << 20 };
    advise_pack *loaded = NULL;
    advise_session *session = session_on(&loaded);
    arena *a = arena_new(NULL, 0);
    char *folder = folder_new();
    char *much = calloc(1, MUCH + 1);
    slice after = {0};
    (void)state;
    memset(much, 'x', MUCH);
    memcpy(much, "Name\n", 5);
    const archive_part parts[] = {{"Skills.csv", much, MUCH}};
    char *path = archive_make(folder, "bomb.zip", parts, 1);
    assert_int_not_equal(import(a, session, path, (slice){NULL, 0}, true, &after, NULL), ADVISE_OK);
    const archive_part latin[] = {{"Skills.csv", "Name\nR\xE9sum\xE9s\n", 0}};
    char *other = archive_make(folder, "latin.zip", latin, 1);
    assert_int_not_equal(import(a, session, other, (slice){NULL, 0}, true, &after, NULL), ADVISE_OK);
    free(path);
    free(other);
    free(much);
    folder_remove(folder);
    arena_free(a);
    advise_session_free(session);
    advise_pack_free(loaded);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_the_file_says_is_stated_and_nothing_else),
        cmocka_unit_test(test_an_import_leaves_every_line_of_a_profile_as_it_is),
        cmocka_unit_test(test_hostile_files_are_refused),
        cmocka_unit_test(test_tables_that_unpack_to_too_much_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
