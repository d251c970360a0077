// How an ending is taken apart: its own last part, its sentences, and what single lines and sentences are.
#include "ending/clause.h"
#include "ending/ending.h"
#include "ending/heading.h"
#include "ending/part.h"
#include "ending/report.h"

#include "test.h"

#include <stdio.h>

enum { ALL_KINDS = 0x1FF }; // of words that a line may open with

/// The sentences of a text, apart by " | ", their words by blanks.
static const char *sentences(const char *text)
{
    static char out[4096];
    static sentence s;
    line_list lines;
    lines_read(&lines, slice_of(text));
    sentence_reader r = sentence_reader_of(&lines, (line_range){0, lines.count}, NULL);
    size_t used = 0;
    while (sentence_next(&r, &s)) {
        used += (size_t)snprintf(out + used, sizeof out - used, "%s", used > 0 ? " |" : "");
        for (size_t i = 0; i < s.count; i++)
            used += (size_t)snprintf(out + used, sizeof out - used, "%s%.*s", used > 0 ? " " : "",
                                     SLICE_ARG(s.words[i].text));
    }
    return out;
}

static void test_sentences_end_at_full_stops_and_not_at_abbreviations(void **state)
{
    (void)state;
    assert_string_equal(sentences("It rained. We left."), "it rained | we left");
    assert_string_equal(sentences("Smith v. Acme Corp., No. 4, is on point. Mr. Doe agrees."),
                        "smith v acme corp no 4 is on point | mr doe agrees");
    assert_string_equal(sentences("He sued Acme Inc. The case settled."),
                        "he sued acme inc | the case settled");
    assert_string_equal(sentences("See § 12(b) and J. R. Boone at 9 a.m. on Monday."),
                        "see § 12 b and j r boone at 9 a m on monday");
    assert_string_equal(sentences("It cost $1,200.50 in all. Paid."), "it cost 1 200 50 in all | paid");
    assert_string_equal(sentences("Really? Yes! Go."), "really | yes | go");
}

static void test_contractions_are_spelled_out_and_quotations_are_one_word(void **state)
{
    (void)state;
    assert_string_equal(sentences("I'll call. We’d rather wait. Don't. Let's go. It's Ann's."),
                        "i will call | we would rather wait | do not | let us go | it is ann");
    assert_string_equal(sentences("He said \"I will. Soon.\" She left."), "he said \" | she left");
    assert_string_equal(sentences("Call it “time is of the essence” here."), "call it \" here");
    assert_string_equal(sentences("An inch is 1\" here. Yes."), "an inch is 1 here | yes");
}

static void test_items_and_short_lines_are_sentences_and_wrapped_lines_are_not(void **state)
{
    (void)state;
    assert_string_equal(sentences("- call her\n- file it"), "call her | file it");
    assert_string_equal(sentences("1. Call her\n(b) File it\niv) Wait\n• Go"),
                        "call her | file it | wait | go");
    assert_string_equal(sentences("Me: pull the file\nYou: sign"), "me pull the file | you sign");
    assert_string_equal(
        sentences("The survey of the northern line shows an encroachment of four\nfeet, which "
                  "nobody has noticed."),
        "the survey of the northern line shows an encroachment of four feet which nobody has noticed");
}

/// The last part of a text's body, its lines apart by " / ".
static const char *last_part(const char *text)
{
    static char out[4096];
    line_list lines;
    line_range postscript;
    lines_read(&lines, slice_of(text));
    line_range body = part_body(&lines, &postscript);
    line_range last = part_last(&lines, body.end);
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = last.first; i < last.end; i++) {
        if (lines.items[i].len > 0)
            used += (size_t)snprintf(out + used, sizeof out - used, "%s%.*s", used > 0 ? " / " : "",
                                     SLICE_ARG(lines.items[i]));
    }
    return out;
}

static void test_signatures_notations_and_notices_are_cut(void **state)
{
    (void)state;
    assert_string_equal(last_part("One.\n\nTwo.\n\nSincerely,\n\nNaomi Feld, CP\nLitigation Paralegal"),
                        "Two.");
    assert_string_equal(last_part("One.\n\nTwo.\n\nJ. Pruitt\nSenior Paralegal"), "Two.");
    assert_string_equal(last_part("Two.\n\nNora Whelan | Immigration Paralegal | nw@firm.com"), "Two.");
    assert_string_equal(last_part("Two.\nDana"), "Two.");
    assert_string_equal(last_part("Two.\n\nM. Adeyemi, Probate Paralegal\nDirect: (312) 555-0144"), "Two.");
    assert_string_equal(last_part("Two.\n\nDW/kl\n\ncc: File\nEncl. (2)"), "Two.");
    assert_string_equal(last_part("Two.\n\n/s/ Maria Espinoza\n\n*** End of summary ***"), "Two.");
    assert_string_equal(last_part("Two.\n\nPrepared by: T. Lowell\nReviewed by: ____"), "Two.");
    assert_string_equal(last_part("Two.\n\nPRIVILEGED AND CONFIDENTIAL"), "Two.");
    assert_string_equal(
        last_part("Two.\n\nThis e-mail may be privileged. If you are not the intended recipient, "
                  "you should\ndelete it."),
        "Two.");
    assert_string_equal(last_part("Regards,"), "Regards,");
}

static void test_lists_of_enclosures_are_cut_with_what_heads_them(void **state)
{
    (void)state;
    assert_string_equal(last_part("Two.\n\nAttachments:\n- Lease\n- Notice, May 2"), "Two.");
    assert_string_equal(last_part("Two.\n\nEnclosures (2)\n\n1. Lease\n\n2. Notice"), "Two.");
    assert_string_equal(last_part("Two.\nExhibits:\nA - Lease\nB - Call log"), "Two.");
    assert_string_equal(last_part("Two.\n\ncc: M. Orr\n    Docketing\n    File 22-118"), "Two.");
    assert_string_equal(last_part("Two.\n\nEncl.: Lease;\n- Notice\n\nDana"), "Two.");
    assert_string_equal(last_part("Exhibits to file:\n- Lease\n- Notice"),
                        "Exhibits to file: / - Lease / - Notice");
    assert_string_equal(last_part("One.\n\nAttachments:\n- Lease\n\nWe should file it now."),
                        "We should file it now.");
    assert_string_equal(last_part("Two.\n\nAnn Lee\nPlease think before you print this."), "Two.");
}

static void test_a_postscript_is_set_apart(void **state)
{
    (void)state;
    line_list lines;
    line_range postscript;
    lines_read(&lines, SLICE("One.\n\nThanks,\nSam\n\nP.S. Two."));
    line_range body = part_body(&lines, &postscript);
    assert_int_equal(body.end, 1);
    assert_int_equal(postscript.first, 5);
    assert_int_equal(postscript.end, 6);
}

static void test_a_list_takes_its_heading_along_even_if_it_is_spaced_out(void **state)
{
    (void)state;
    assert_string_equal(last_part("Facts.\n\nTo do:\n\n- a thing\n\n- another"),
                        "To do: / - a thing / - another");
    assert_string_equal(last_part("Facts.\n\nNext steps\n\nFile it."), "Next steps / File it.");
    assert_string_equal(last_part("Facts.\n\n– Bill of sale\n– Landlord consent"),
                        "Facts. / – Bill of sale / – Landlord consent");
}

static void test_headings_for_steps_are_known_by_their_words(void **state)
{
    (void)state;
    assert_true(heading_is_for_steps(SLICE("NEXT STEPS"), ALL_KINDS));
    assert_true(heading_is_for_steps(SLICE("IV. Recommendations:"), ALL_KINDS));
    assert_true(heading_is_for_steps(SLICE("**Options for the client**"), ALL_KINDS));
    assert_true(heading_is_for_steps(SLICE("Proposed timeline:"), ALL_KINDS));
    assert_false(heading_is_for_steps(SLICE("Options were granted in 2015."), ALL_KINDS));
    assert_false(heading_is_for_steps(SLICE("Conclusion"), ALL_KINDS));
    slice steps;
    assert_true(heading_opens_with_steps(SLICE("Action item: call the clerk"), ALL_KINDS, &steps));
    assert_true(slice_is(steps, "call the clerk"));
    assert_false(heading_opens_with_steps(SLICE("Holding: affirmed"), ALL_KINDS, &steps));
}

/// What the only sentence of a text says.
static reading read_sentence(const char *text)
{
    static sentence s;
    line_list lines;
    lines_read(&lines, slice_of(text));
    sentence_reader r = sentence_reader_of(&lines, (line_range){0, lines.count}, NULL);
    assert_true(sentence_next(&r, &s));
    bool reported[SENTENCE_WORDS];
    report_mark(&s, reported);
    reading phrases = clause_read_phrases(&s, reported);
    reading clauses = clause_read(&s, reported);
    return phrases == READ_COURTESY || phrases > clauses ? phrases : clauses;
}

static void test_our_own_future_is_a_step_and_that_of_others_is_not(void **state)
{
    (void)state;
    assert_int_equal(read_sentence("I will call the clerk."), READ_SUGGESTS);
    assert_int_equal(read_sentence("We could then move to compel."), READ_SUGGESTS);
    assert_int_equal(read_sentence("I called the clerk and will call again."), READ_SUGGESTS);
    assert_int_equal(read_sentence("The sellers will vacate the house."), READ_NOTHING);
    assert_int_equal(read_sentence("We would have moved to compel."), READ_NOTHING);
    assert_int_equal(read_sentence("We would have to show a defect."), READ_NOTHING);
    assert_int_equal(read_sentence("Count I could be dismissed."),
                     read_sentence("Count II could be dismissed."));
    assert_int_equal(read_sentence("Her I-94 is valid through March."), READ_NOTHING);
    assert_int_equal(read_sentence("The court heard the motion on May 5."), READ_NOTHING);
    assert_int_equal(read_sentence("I would note that he is a cousin."), READ_NOTHING);
}

static void test_what_somebody_reports_is_no_step(void **state)
{
    (void)state;
    assert_int_equal(read_sentence("Plaintiff argues that we should amend."), READ_NOTHING);
    assert_int_equal(read_sentence("The clerk told me that we could file by mail."), READ_NOTHING);
    assert_int_equal(read_sentence("The clerk told me that it was closed, so we should file by mail."),
                     READ_SUGGESTS);
}

static void test_what_is_said_behind_a_colon_is_no_step(void **state)
{
    (void)state;
    assert_int_equal(read_sentence("She told the man: fix the railing, or close the stairs."), READ_NOTHING);
    assert_int_equal(read_sentence("The letter says: call within ten days."), READ_NOTHING);
    assert_int_equal(read_sentence("His plan was simple: sell the house and move."), READ_NOTHING);
    assert_int_equal(read_sentence("The rule has two parts: serve and file."), READ_NOTHING);
    assert_int_equal(read_sentence("My plan was simple: sell the house and move."), READ_SUGGESTS);
    assert_int_equal(read_sentence("I suggest the following: file by mail."), READ_SUGGESTS);
    assert_int_equal(read_sentence("She said that it was closed: send it by mail."), READ_SUGGESTS);
}

static void test_what_need_not_be_done_is_no_step_and_what_should_not_is(void **state)
{
    (void)state;
    assert_int_equal(read_sentence("We do not need to depose the adjuster."), READ_NOTHING);
    assert_int_equal(read_sentence("I don't think that we need an expert."), READ_NOTHING);
    assert_int_equal(read_sentence("Nothing further needs to be done."), READ_NOTHING);
    assert_int_equal(read_sentence("We do not need an expert, so we can file."), READ_SUGGESTS);
    assert_int_equal(read_sentence("I would not file it yet."), READ_SUGGESTS);
    assert_int_equal(read_sentence("The client should not sign."), READ_SUGGESTS);
}

static void test_the_steps_of_others_are_none(void **state)
{
    (void)state;
    assert_int_equal(read_sentence("The next step is a subpoena."), READ_SUGGESTS);
    assert_int_equal(read_sentence("The next step for us is a subpoena."), READ_SUGGESTS);
    assert_int_equal(read_sentence("The next step for the city is the council's vote."), READ_NOTHING);
    assert_int_equal(read_sentence("Mrs. Petrov will bring the originals next week."), READ_NOTHING);
    assert_int_equal(read_sentence("The copies should arrive by Tuesday."), READ_NOTHING);
    assert_int_equal(read_sentence("The agency should decide within 90 days."), READ_NOTHING);
    assert_int_equal(read_sentence("The seller has to cure the defect."), READ_NOTHING);
    assert_int_equal(read_sentence("The payment should post tomorrow."), READ_NOTHING);
    assert_int_equal(read_sentence("It should take two weeks."), READ_NOTHING);
    assert_int_equal(read_sentence("We are waiting for an officer to be assigned."), READ_NOTHING);
    assert_int_equal(read_sentence("We are waiting for your decision."), READ_HANDS_BACK);
}

static ending_verdict judge(const char *text)
{
    return ending_judge(slice_of(text), &(ending_words){0});
}

static void test_what_hands_the_matter_back_is_no_step(void **state)
{
    (void)state;
    assert_int_equal(judge("The bank has not answered. Please advise."), ENDING_FLAT);
    assert_int_equal(judge("The bank has not answered. Please advise how to proceed."), ENDING_FLAT);
    assert_int_equal(judge("The bank has not answered. How would you like me to respond?"), ENDING_FLAT);
    assert_int_equal(judge("The bank has not answered. I await your instructions."), ENDING_FLAT);
    assert_int_equal(judge("The bank has not answered. The decision is yours."), ENDING_FLAT);
    assert_int_equal(judge("Both cases are on point.\n\nOver to you."), ENDING_FLAT);
}

static void test_a_step_that_is_handed_back_counts_all_the_same(void **state)
{
    (void)state;
    assert_int_equal(judge("I would call the bank. Please advise."), ENDING_SUGGESTS);
    assert_int_equal(judge("I would call the bank.\n\nI await your instructions."), ENDING_SUGGESTS);
    assert_int_equal(judge("The decision is yours, but I would call the bank."), ENDING_SUGGESTS);
    assert_int_equal(judge("How would you like to proceed, by letter or by motion?"), ENDING_DOUBTFUL);
    assert_int_equal(judge("Awaiting your instructions on whether to accept service."), ENDING_DOUBTFUL);
    assert_int_equal(judge("I await your approval to file."), ENDING_SUGGESTS);
    assert_int_equal(judge("Do you want me to call the bank?"), ENDING_SUGGESTS);
}

static void test_boxes_to_tick_are_steps_and_ticked_ones_are_not(void **state)
{
    (void)state;
    assert_int_equal(judge("For Monday\n☐ stock power\n☐ minutes"), ENDING_SUGGESTS);
    assert_int_equal(judge("For Monday\n☑ stock power signed\n☑ minutes approved"), ENDING_FLAT);
    assert_int_equal(judge("Facts.\n\n[ ] minute book"), ENDING_SUGGESTS);
    assert_int_equal(judge("Facts.\n\n- [ ] minute book\n- [ ] stamp"), ENDING_SUGGESTS);
    assert_int_equal(judge("Facts.\n\n- [x] call the clerk\n- [X] file it"), ENDING_FLAT);
    assert_int_equal(judge("Facts.\n\n- [x] call the clerk\n- [ ] file it"), ENDING_SUGGESTS);
}

static void test_advice_against_an_act_is_advice_in_any_form(void **state)
{
    (void)state;
    assert_int_equal(judge("The application ought not to be opposed by us."), ENDING_DOUBTFUL);
    assert_int_equal(judge("We ought not to oppose it."), ENDING_SUGGESTS);
    assert_int_equal(judge("In short, don't rely on it."), ENDING_SUGGESTS);
    assert_int_equal(judge("The court would not let us withdraw it."), ENDING_FLAT);
}

static void test_a_deed_without_a_verb_is_in_doubt(void **state)
{
    (void)state;
    assert_int_equal(judge("The log is missing, so a call to the clerk first."), ENDING_DOUBTFUL);
    assert_int_equal(judge("Next, the deposition of the nurse."), ENDING_DOUBTFUL);
    assert_int_equal(judge("Two letters, a call and a visit."), ENDING_FLAT);
    assert_int_equal(judge("Next, the nurse testified."), ENDING_FLAT);
    assert_int_equal(judge("A reminder would be timely."), ENDING_DOUBTFUL);
    assert_int_equal(judge("A reminder would be pointless."), ENDING_FLAT);
}

static void test_small_letters_may_begin_sentences(void **state)
{
    (void)state;
    assert_string_equal(sentences("he called at 5. ok to answer? no. 3 is wrong"),
                        "he called at 5 | ok to answer | no 3 is wrong");
    assert_string_equal(sentences("It is in para. 5. see there. the end"),
                        "it is in para 5 see there the end");
}

static void test_please_begins_courtesy_and_requests(void **state)
{
    (void)state;
    assert_int_equal(read_sentence("Please find the transcript enclosed."), READ_NOTHING);
    assert_int_equal(read_sentence("Please find out who signed."), READ_SUGGESTS);
    assert_int_equal(read_sentence("Please contact me."), READ_COURTESY);
    assert_int_equal(read_sentence("Please contact Dr. Lee."), READ_SUGGESTS);
}

static void test_commands_are_told_from_nouns(void **state)
{
    (void)state;
    assert_int_equal(read_sentence("Order the transcript."), READ_SUGGESTS);
    assert_int_equal(read_sentence("Order entered."), READ_NOTHING);
    assert_int_equal(read_sentence("Review of the file shows a gap."), READ_NOTHING);
    assert_int_equal(read_sentence("Depose Hartley"), READ_SUGGESTS);
    assert_int_equal(read_sentence("If she refuses, ask for leave."), READ_SUGGESTS);
    assert_int_equal(read_sentence("Dana to pull the plat."), READ_SUGGESTS);
    assert_int_equal(read_sentence("Motion to dismiss denied."), READ_NOTHING);
}

static void test_questions_to_the_lawyer_are_told_from_those_of_the_case(void **state)
{
    (void)state;
    assert_int_equal(read_sentence("Should we depose him?"), READ_SUGGESTS);
    assert_int_equal(read_sentence("May I call her?"), READ_SUGGESTS);
    assert_int_equal(read_sentence("Did the landlord accept rent?"), READ_NOTHING);
    assert_int_equal(read_sentence("Who opened the gate?"), READ_NOTHING);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sentences_end_at_full_stops_and_not_at_abbreviations),
        cmocka_unit_test(test_contractions_are_spelled_out_and_quotations_are_one_word),
        cmocka_unit_test(test_items_and_short_lines_are_sentences_and_wrapped_lines_are_not),
        cmocka_unit_test(test_signatures_notations_and_notices_are_cut),
        cmocka_unit_test(test_lists_of_enclosures_are_cut_with_what_heads_them),
        cmocka_unit_test(test_a_postscript_is_set_apart),
        cmocka_unit_test(test_a_list_takes_its_heading_along_even_if_it_is_spaced_out),
        cmocka_unit_test(test_headings_for_steps_are_known_by_their_words),
        cmocka_unit_test(test_our_own_future_is_a_step_and_that_of_others_is_not),
        cmocka_unit_test(test_what_somebody_reports_is_no_step),
        cmocka_unit_test(test_what_is_said_behind_a_colon_is_no_step),
        cmocka_unit_test(test_what_need_not_be_done_is_no_step_and_what_should_not_is),
        cmocka_unit_test(test_the_steps_of_others_are_none),
        cmocka_unit_test(test_what_hands_the_matter_back_is_no_step),
        cmocka_unit_test(test_a_step_that_is_handed_back_counts_all_the_same),
        cmocka_unit_test(test_boxes_to_tick_are_steps_and_ticked_ones_are_not),
        cmocka_unit_test(test_advice_against_an_act_is_advice_in_any_form),
        cmocka_unit_test(test_a_deed_without_a_verb_is_in_doubt),
        cmocka_unit_test(test_small_letters_may_begin_sentences),
        cmocka_unit_test(test_please_begins_courtesy_and_requests),
        cmocka_unit_test(test_commands_are_told_from_nouns),
        cmocka_unit_test(test_questions_to_the_lawyer_are_told_from_those_of_the_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
