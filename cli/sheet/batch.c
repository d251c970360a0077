#include "sheet/batch.h"

#include "outcome/client.h"
#include "sheet/person.h"
#include "sheet/sheet.h"
#include "write/memory.h"

#include <stdlib.h>
#include <string.h>

const outcome_format *sheet_batch_format(const char *path)
{
    static const char ending[] = ".html";
    const size_t length = strlen(path);
    const bool is_page = length >= strlen(ending) && strcmp(path + length - strlen(ending), ending) == 0;
    return is_page ? &outcomes_as_sheet_page : &outcomes_as_sheet_folder;
}

/// What a client is called. Free with free.
static char *client_name(const advise_outcome *outcome)
{
    const char *id = advise_outcome_id(outcome);
    return id[0] != '\0' ? must_format("%s", id)
                         : must_format("profile %zu", advise_outcome_record(outcome).number);
}

/// @param name    of the client
/// @param number  of the client on a page of several; else 0
static report_options shown(const outcome_options *o, const char *name, size_t number)
{
    return (report_options){
        .top = outcome_top(o), .client = name, .counselor = o->sheets->counselor, .number = number};
}

/// Ends an outcome: what is behind the last such line was cut off. No text of the user's has such a mark.
#define LAST_LINE "<!-- client: "
#define REFUSED   "refused -->"

static void end_outcome(const page *p, const advise_outcome *outcome)
{
    page_put(p, advise_outcome_is_refused(outcome) ? LAST_LINE REFUSED "\n" : LAST_LINE "advised -->\n");
}

// --- a folder ---

static void begin_index(FILE *out, const outcome_options *o)
{
    clients_page_begin(out, o, advise_pack_title(o->pack));
}

static void write_refused(const page *p, const advise_outcome *outcome)
{
    client_begin(p, outcome, false);
    client_problems(p, outcome);
    page_client_end(p);
}

static void write_file(const outcome_options *o, const advise_outcome *outcome, const char *name,
                       const char *file)
{
    char *text;
    size_t length;
    FILE *out = must_open_text(&text, &length);
    const screen s = {.out = out};
    const report_options options = shown(o, name, 0);
    sheet_as_html.write(&s, &options, o->pack, advise_outcome_report(outcome));
    must_close_text(out, &text);
    if (!atomic_load(&o->sheets->failed) && !sheet_file_write(o->sheets, file, text, length))
        atomic_store(&o->sheets->failed, true);
    free(text);
}

static void write_entry(const page *p, const advise_report *r, const char *name, const char *file)
{
    page_format(p, "<p class=\"client\"><a href=\"%s\">", file);
    page_text(p, name);
    page_put(p, "</a> <span class=\"dim\">");
    page_text(p, advise_report_given_count(r) > 0 ? advise_report_advice(r, 0).title : "No advice yet.");
    page_put(p, "</span></p>\n");
}

static void write_to_folder(const outcome_options *o, const advise_outcome *outcome, advise_text *out)
{
    const page p = {.text = out};
    char file[SHEET_FILE_NAME];
    if (advise_outcome_is_refused(outcome)) {
        write_refused(&p, outcome);
    } else {
        char *name = client_name(outcome);
        sheet_file_name(file, advise_outcome_record(outcome).number, advise_outcome_id(outcome));
        write_file(o, outcome, name, file);
        write_entry(&p, advise_outcome_report(outcome), name, file);
        free(name);
    }
    end_outcome(&p, outcome);
}

const outcome_format outcomes_as_sheet_folder = {.title = "sheets",
                                                 .abilities = OUTCOME_IS_OF_REPORTS | OUTCOME_TAKES_LISTS |
                                                              OUTCOME_CAN_RESUME,
                                                 .last_line = LAST_LINE,
                                                 .refused = REFUSED,
                                                 .begin = begin_index,
                                                 .write = write_to_folder,
                                                 .end = clients_page_end};

// --- one page ---

static void begin_page(FILE *out, const outcome_options *o)
{
    const page p = {.out = out};
    page_open(&p, advise_pack_title(o->pack), advise_pack_office(o->pack).logo_length > 0);
}

static void write_to_page(const outcome_options *o, const advise_outcome *outcome, advise_text *out)
{
    const page p = {.text = out};
    char *name = client_name(outcome);
    const report_options options = shown(o, name, advise_outcome_record(outcome).number);
    page_put(&p, "<section class=\"sheet\">\n");
    if (advise_outcome_is_refused(outcome))
        write_refused(&p, outcome);
    else
        sheet_write_person(&p, &options, o->pack, advise_outcome_report(outcome));
    page_put(&p, "</section>\n");
    end_outcome(&p, outcome);
    free(name);
}

static void end_page(FILE *out, const advise_batch_totals *t)
{
    const page p = {.out = out};
    (void)t;
    page_end(&p);
}

const outcome_format outcomes_as_sheet_page = {.title = "sheets",
                                               .abilities = OUTCOME_IS_OF_REPORTS | OUTCOME_TAKES_LISTS |
                                                            OUTCOME_CAN_RESUME,
                                               .last_line = LAST_LINE,
                                               .refused = REFUSED,
                                               .begin = begin_page,
                                               .write = write_to_page,
                                               .end = end_page};
