// Facts by a table: a name, how many of a thousand paralegals state it, and what they state.
#include "generate.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/// How a value is made. `words` are separated by '|'.
typedef enum made { MADE_FLAG, MADE_NUMBER, MADE_WORD, MADE_WORDS, MADE_RECORDS } made;

typedef struct field_row {
    const char *name; ///< NULL ends a table
    unsigned stated;  ///< of a thousand
    made how;
    const char *words;
    unsigned most; ///< the largest number; the most words or records
    const struct field_row *record;
} field_row;

#define AREAS                                                                                                \
    "litigation|corporate|intellectual property|real estate|family|immigration|employment|bankruptcy|tax|"   \
    "estates and trusts|criminal|personal injury|insurance|environmental|health care"
#define WORKPLACES                                                                                           \
    "small law firm|medium law firm|large law firm|company legal department|government office|nonprofit "    \
    "organization"
#define LAWYERS "Robert Kessler|Ana Ortiz|Priya Raman|Tom Lindqvist|Grace Mbeki"
#define SKILLS  "legal research|discovery|trademark searches|drafting|deposition summaries|interviewing"
#define MATTERS                                                                                              \
    "Brandt v. Midland Casualty|Estate of Lowell|Haile asylum file|Ames supply contract|In re Castle Foods"

static const field_row goal[] = {
    {"title", 1000, MADE_WORD, "Work on trademark cases|Lead a team|Better hours|Move to a company", 0, NULL},
    {"kind", 800, MADE_WORD, "advance|specialty|environment|skill|pay|balance", 0, NULL},
    {"reached", 600, MADE_FLAG, NULL, 0, NULL},
    {"under_way", 600, MADE_FLAG, NULL, 0, NULL},
    {0}};
static const field_row opening[] = {
    {"title", 1000, MADE_WORD, "Senior paralegal|Trademark team|Night docket desk", 0, NULL},
    {"response", 700, MADE_WORD, "accepted|applied|declined|ignored|pending", 0, NULL},
    {"fits_goals", 600, MADE_FLAG, NULL, 0, NULL},
    {0}};
static const field_row assignment[] = {
    {"title", 1000, MADE_WORD,
     "Research on late notice|Discovery plan|Document production|Closing binder|Witness outline", 0, NULL},
    {"difficulty", 800, MADE_WORD, "routine|moderate|hard", 0, NULL},
    {"outcome", 800, MADE_WORD, "praised|accepted|sent back", 0, NULL},
    {"skill", 500, MADE_WORD, SKILLS, 0, NULL},
    {"field", 300, MADE_WORD, AREAS, 0, NULL},
    {"on_resume", 500, MADE_FLAG, NULL, 0, NULL},
    {0}};
static const field_row memo[] = {
    {"title", 1000, MADE_WORD, "Late notice|Service of process|Lease review|Medical records", 0, NULL},
    {"text", 800, MADE_WORD,
     "We looked at the file.\\n\\nNothing further was found.|The lease ends in May.\\n\\nNext steps: ask the "
     "landlord for "
     "the annex.|Notice was late.\\n\\nWe should interview the claims clerk.|The record is complete.",
     0, NULL},
    {0}};
static const field_row skill[] = {{"name", 1000, MADE_WORD, SKILLS, 0, NULL},
                                  {"level", 700, MADE_WORD, "new|developing|solid|strong", 0, NULL},
                                  {"wanted", 600, MADE_FLAG, NULL, 0, NULL},
                                  {"field", 200, MADE_WORD, AREAS, 0, NULL},
                                  {0}};
static const field_row duty[] = {
    {"name", 1000, MADE_WORD, "filing|calendaring|cite checking|client intake|billing", 0, NULL},
    {"hours", 1000, MADE_NUMBER, NULL, 20, NULL},
    {"complexity", 700, MADE_WORD, "routine|moderate|complex", 0, NULL},
    {"keep", 300, MADE_FLAG, NULL, 0, NULL},
    {0}};
static const field_row matter[] = {
    {"title", 1000, MADE_WORD, MATTERS, 0, NULL},
    {"status", 800, MADE_WORD, "open|closed", 0, NULL},
    {"lawyer", 400, MADE_WORD, LAWYERS, 0, NULL},
    {"field", 300, MADE_WORD, AREAS, 0, NULL},
    {"next_task", 400, MADE_WORD, "the reply brief|the witness list|the closing papers", 0, NULL},
    {"next_task_with", 400, MADE_WORD, "nobody|me|someone else", 0, NULL},
    {"followed", 400, MADE_FLAG, NULL, 0, NULL},
    {0}};
static const field_row firm[] = {{"name", 1000, MADE_WORD,
                                  "Lund IP|Harlow & Pike|Meyer Stone|Grand & Whitlow|Tolliver|Ostrander", 0,
                                  NULL},
                                 {"size", 700, MADE_WORD, "small|medium|large", 0, NULL},
                                 {"environment", 300, MADE_WORD, WORKPLACES, 0, NULL},
                                 {"practice_areas", 600, MADE_WORDS, AREAS, 3, NULL},
                                 {"departments", 300, MADE_WORDS, AREAS, 3, NULL},
                                 {"opening", 500, MADE_FLAG, NULL, 0, NULL},
                                 {"distance_km", 400, MADE_NUMBER, NULL, 120, NULL},
                                 {"pay", 300, MADE_NUMBER, NULL, 90000, NULL},
                                 {0}};
static const field_row contact[] = {
    {"name", 1000, MADE_WORD, "Imani Brooks|Greg Tolliver|Lena Fischer|Omar Diaz", 0, NULL},
    {"works_at", 500, MADE_WORD, "Lund IP|Harlow & Pike|Tolliver Court Reporting", 0, NULL},
    {"field", 400, MADE_WORD, AREAS, 0, NULL},
    {"asked", 600, MADE_FLAG, NULL, 0, NULL},
    {0}};
static const field_row seminar[] = {
    {"title", 1000, MADE_WORD, "Trademark practice|Patent filing week|E-discovery day", 0, NULL},
    {"topic", 700, MADE_WORD, AREAS "|" SKILLS, 0, NULL},
    {"cost", 500, MADE_NUMBER, NULL, 2000, NULL},
    {"distance_km", 400, MADE_NUMBER, NULL, 900, NULL},
    {"weeks_away", 400, MADE_NUMBER, NULL, 26, NULL},
    {"attended", 300, MADE_FLAG, NULL, 0, NULL},
    {0}};

static const field_row facts[] = {
    {"job_title", 300, MADE_WORD, "Paralegal|Litigation paralegal|Senior paralegal", 0, NULL},
    {"years_experience", 850, MADE_NUMBER, NULL, 30, NULL},
    {"months_in_position", 500, MADE_NUMBER, NULL, 120, NULL},
    {"satisfaction", 700, MADE_WORD, "content|restless|unhappy", 0, NULL},
    {"goals_written", 500, MADE_FLAG, NULL, 0, NULL},
    {"months_since_goals_review", 300, MADE_NUMBER, NULL, 36, NULL},
    {"goals", 520, MADE_RECORDS, NULL, 2, goal},
    {"watches_openings", 400, MADE_FLAG, NULL, 0, NULL},
    {"openings", 370, MADE_RECORDS, NULL, 2, opening},
    {"looking_for_change", 300, MADE_FLAG, NULL, 0, NULL},
    {"assignments", 520, MADE_RECORDS, NULL, 3, assignment},
    {"memos", 520, MADE_RECORDS, NULL, 2, memo},
    {"skills", 470, MADE_RECORDS, NULL, 3, skill},
    {"duties", 520, MADE_RECORDS, NULL, 4, duty},
    {"hours_per_week", 600, MADE_NUMBER, NULL, 70, NULL},
    {"junior_staff", 400, MADE_FLAG, NULL, 0, NULL},
    {"volunteered_lately", 400, MADE_FLAG, NULL, 0, NULL},
    {"passed_over", 300, MADE_FLAG, NULL, 0, NULL},
    {"supervisor", 400, MADE_WORD, LAWYERS, 0, NULL},
    {"supervisor_response", 400, MADE_WORD, "welcomes|neutral|discourages", 0, NULL},
    {"waiting_for_talk", 300, MADE_FLAG, NULL, 0, NULL},
    {"dreads_talk", 300, MADE_FLAG, NULL, 0, NULL},
    {"matters", 520, MADE_RECORDS, NULL, 2, matter},
    {"knows_next_tasks", 300, MADE_FLAG, NULL, 0, NULL},
    {"present_environment", 600, MADE_WORD, WORKPLACES, 0, NULL},
    {"wanted_environment", 400, MADE_WORD, WORKPLACES, 0, NULL},
    {"current_specialty", 600, MADE_WORD, AREAS, 0, NULL},
    {"wanted_specialty", 500, MADE_WORD, AREAS, 0, NULL},
    {"firm_practice_areas", 400, MADE_WORDS, AREAS, 4, NULL},
    {"seniority", 500, MADE_WORD, "bottom|middle|top", 0, NULL},
    {"prospective_firms", 470, MADE_RECORDS, NULL, 3, firm},
    {"willing_to_start_low", 300, MADE_FLAG, NULL, 0, NULL},
    {"willing_to_relocate", 300, MADE_FLAG, NULL, 0, NULL},
    {"terms_settled", 300, MADE_FLAG, NULL, 0, NULL},
    {"commute_limit_km", 300, MADE_NUMBER, NULL, 100, NULL},
    {"lowest_pay", 300, MADE_NUMBER, NULL, 80000, NULL},
    {"bound_for_months", 150, MADE_NUMBER, NULL, 24, NULL},
    {"resume_months_old", 300, MADE_NUMBER, NULL, 60, NULL},
    {"references_ready", 300, MADE_NUMBER, NULL, 4, NULL},
    {"contacts", 420, MADE_RECORDS, NULL, 2, contact},
    {"fields_studied", 250, MADE_WORDS, AREAS, 3, NULL},
    {"seminars", 420, MADE_RECORDS, NULL, 2, seminar},
    {"seminar_budget", 250, MADE_NUMBER, NULL, 2000, NULL},
    {"travel_limit_km", 250, MADE_NUMBER, NULL, 500, NULL},
    {0}};

/// How many words there are, and where one of them begins.
static size_t word_count(const char *words)
{
    size_t count = 1;
    for (; *words != '\0'; words++)
        count += *words == '|';
    return count;
}

static void put_word(const char *words, size_t index, FILE *out)
{
    for (; index > 0; index--)
        words = strchr(words, '|') + 1;
    (void)fprintf(out, "\"%.*s\"", (int)strcspn(words, "|"), words);
}

static void put_fields(random_source *random, const field_row *rows, bool first, FILE *out);

static void put_value(random_source *random, const field_row *row, FILE *out)
{
    switch (row->how) {
    case MADE_FLAG: (void)fputs(random_below(random, 2) == 0 ? "false" : "true", out); break;
    case MADE_NUMBER: (void)fprintf(out, "%" PRIu64, random_below(random, row->most + 1)); break;
    case MADE_WORD: put_word(row->words, random_below(random, word_count(row->words)), out); break;
    case MADE_WORDS:
    case MADE_RECORDS: {
        uint64_t count = random_below(random, row->most + 1);
        // Neighbours in the list differ: a name stands once.
        size_t words = row->record == NULL ? word_count(row->words) : 1;
        size_t at = random_below(random, words);
        (void)fputc('[', out);
        for (uint64_t i = 0; i < count; i++) {
            (void)fputs(i > 0 ? ", " : "", out);
            if (row->record == NULL)
                put_word(row->words, (at + i) % words, out);
            else
                put_fields(random, row->record, true, out);
        }
        (void)fputc(']', out);
    }
    }
}

static void put_fields(random_source *random, const field_row *rows, bool first, FILE *out)
{
    if (first)
        (void)fputc('{', out);
    for (const field_row *row = rows; row->name != NULL; row++) {
        if (random_below(random, 1000) >= row->stated)
            continue;
        (void)fprintf(out, "%s\"%s\": ", first ? "" : ", ", row->name);
        put_value(random, row, out);
        first = false;
    }
    (void)fputc('}', out);
}

void generate_profile(random_source *random, size_t number, FILE *out)
{
    (void)fprintf(out, "{\"name\": \"Paralegal %zu\"", number);
    put_fields(random, facts, false, out);
    (void)fputc('\n', out);
}

void generate_cohort(const char *path, size_t count, uint64_t seed)
{
    random_source random = {seed};
    FILE *out = fopen(path, "w");
    for (size_t i = 1; out != NULL && i <= count; i++)
        generate_profile(&random, i, out);
    if (out == NULL || fclose(out) != 0) {
        perror("tests: cannot write a cohort");
        abort();
    }
}
