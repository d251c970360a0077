/* Talks about the advice on a profile: conversation PACK PROFILE */
#include <advise.h>

#include <stdio.h>

static void print_problems(advise_diagnostics *problems)
{
    for (size_t i = 0; i < advise_diagnostics_count(problems); i++) {
        advise_diagnostic d = advise_diagnostics_get(problems, i);
        fprintf(stderr, "%s:%zu:%zu: %s\n", d.file, d.line, d.column, d.message);
    }
    advise_diagnostics_free(problems);
}

/* Why is the first piece of advice given? Its proof, and the lines of the profile that it rests on. */
static advise_status why(const advise_report *report)
{
    const advise_proof *proof = NULL;
    if (advise_report_given_count(report) == 0)
        return ADVISE_OK;
    advise_status status = advise_report_prove(report, 0, &proof);
    if (status != ADVISE_OK)
        return status;

    printf("%s, because:\n", advise_proof_get(proof, 0).text);
    for (size_t i = 1; i < advise_proof_count(proof); i++) {
        advise_proof_node node = advise_proof_get(proof, i);
        if (node.kind == ADVISE_PROOF_EVIDENCE)
            printf("  %+.2f %s\n", node.certainty, node.text);
        else if (node.kind == ADVISE_PROOF_FACT || node.kind == ADVISE_PROOF_FIELD)
            printf("    line %zu: %s%s%s\n", node.line, node.item, node.item[0] != '\0' ? ": " : "",
                   node.name);
    }
    return ADVISE_OK;
}

/* Says why a recommendation has another place: by which rules, and since what is another. */
static void print_change(const advise_report *report, const advise_contrast *contrast, size_t index)
{
    static const char *const kinds[] = {"enters", "moves", "stays", "leaves", "stays away"};
    advise_change_of_advice change = advise_contrast_change(contrast, index);
    const advise_report *other = advise_contrast_report(contrast);
    const char *title = change.is_there ? advise_report_advice(other, change.after).title
                                        : advise_report_advice(report, change.before).title;
    printf("  %s: %s\n", kinds[change.kind], title);
    for (size_t i = 0; i < change.evidence_count; i++) {
        advise_change_of_evidence e = advise_contrast_evidence(contrast, index, i);
        const char *rule = e.is_there ? advise_report_evidence(other, change.after, e.after).rule
                                      : advise_report_evidence(report, change.before, e.before).rule;
        printf("    rule %s", rule);
        for (size_t k = 0; k < e.difference_count; k++) {
            size_t at = advise_contrast_evidence_difference(contrast, index, i, k);
            advise_difference d = advise_contrast_difference(contrast, at);
            printf("%s %s = %s", k == 0 ? ", since" : " and", d.path, d.after);
        }
        printf("\n");
    }
}

/* What would bring a recommendation? All cheapest sets of changes, or why there are none. */
static advise_status why_not(const advise_report *report, const char *recommendation)
{
    advise_diagnostics *problems = NULL;
    advise_target target;
    advise_status status = advise_report_find(report, recommendation, &target, &problems);
    print_problems(problems);
    const advise_why_not_options options = {.tries = 10000};
    const advise_why_not *found = NULL;
    if (status == ADVISE_OK)
        status = advise_report_why_not(report, &target, &options, &found);
    for (size_t i = 0; found != NULL && i < advise_why_not_count(found); i++) {
        advise_why_not_answer a = advise_why_not_get(found, i);
        if (a.outcome == ADVISE_CHANGE_NEEDLESS)
            continue;
        printf("%s would be given:\n", a.title[0] != '\0' ? a.title : target.recommendation);
        for (size_t set = 0; set < a.set_count; set++) {
            for (size_t k = 0; k < advise_why_not_set(found, i, set); k++)
                printf("  %s %s\n", k == 0 ? "*" : " and", advise_why_not_change(found, i, set, k).text);
        }
        if (a.outcome == ADVISE_CHANGE_IMPOSSIBLE)
            printf("  never, whatever is changed\n");
        else if (a.is_cut_off)
            printf("  perhaps by other changes, too\n");
    }
    return status;
}

/* What would be advised if the person worked long hours? */
static advise_status what_if(const advise_report *report)
{
    const advise_setting settings[] = {{"hours_per_week", "60"}};
    const advise_alternative alternative = {.settings = settings, .setting_count = 1};
    advise_contrast *contrast = NULL;
    advise_diagnostics *problems = NULL;
    advise_status status = advise_contrast_new(report, &alternative, &contrast, &problems);
    print_problems(problems);
    if (status != ADVISE_OK)
        return status;

    printf("With 60 hours a week:\n");
    for (size_t i = 0; i < advise_contrast_count(contrast); i++)
        print_change(report, contrast, i);
    advise_contrast_free(contrast);
    return ADVISE_OK;
}

/* Asks what matters most for somebody of whom nothing is known; whoever answers is busy. */
static advise_status ask(const advise_session *session)
{
    advise_interview *interview = NULL;
    advise_diagnostics *problems = NULL;
    advise_reply reply;
    const advise_interview_options options = {.top = 1, .most = 2};
    advise_status status =
        advise_interview_new(session, "new.yaml", NULL, 0, NULL, &options, &interview, &problems);
    print_problems(problems);

    while (status == ADVISE_OK && advise_interview_progress(interview).state == ADVISE_INTERVIEW_ASKS) {
        advise_interview_question q = advise_interview_next(interview);
        printf("%s\n", q.ask);
        for (size_t i = 0; i < q.reason_count; i++)
            printf("  %s\n", advise_interview_reason(interview, i));
        status = advise_interview_answer(interview, "yes", 3, &reply);
        if (status == ADVISE_OK && reply.kind != ADVISE_REPLY_ACCEPTED)
            status = advise_interview_dont_know(interview, &reply);
    }
    if (status == ADVISE_OK)
        printf("%s", advise_interview_text(interview, NULL)); /* to be saved after each answer */
    advise_interview_free(interview);
    return status;
}

int main(int argc, char **argv)
{
    advise_pack *pack = NULL;
    advise_diagnostics *problems = NULL;
    const advise_report *report = NULL;
    if (argc != 3)
        return ADVISE_BAD_USE;

    advise_status status = advise_pack_load(argv[1], NULL, &pack, &problems);
    print_problems(problems);
    advise_session *session = advise_session_new(pack, NULL);
    if (session != NULL)
        status = advise_session_set_date(session, "2026-01-31");
    if (session != NULL && status == ADVISE_OK) {
        status = advise_run_file(session, argv[2], &report, &problems);
        print_problems(problems);
    }
    if (report != NULL)
        status = why(report);
    if (report != NULL && status == ADVISE_OK)
        status = why_not(report, "hand-down-duty");
    if (report != NULL && status == ADVISE_OK)
        status = what_if(report);
    if (report != NULL && status == ADVISE_OK)
        status = ask(session);
    advise_session_free(session);
    advise_pack_free(pack);
    return (int)status;
}
