// One row a key. Keys that mean the same in every list stand once, with NULL for the list, after those that differ.
#include "pack/key_help.h"

#define NOTHING NULL, KEY_NAMES_NOTHING
#define FEEL    "a FEEL expression"

static const key_help rows[] = {
    // pack.yaml
    {"", "advise", "The version of the format: 1.", "1", KEY_NAMES_NOTHING},
    {"", "pack", "The pack's name, by which others extend it.", NOTHING},
    {"", "version", "The pack's own version, such as 1.0.0.", NOTHING},
    {"", "title", "What reports call the pack.", NOTHING},
    {"", "description", "What the pack is for, in a sentence or two.", NOTHING},
    {"", "license", "Under what licence others may use it.", NOTHING},
    {"", "threshold",
     "The certainty that the evidence must exceed before something is recommended: from 0 up to 1, 0.2 where "
     "it is left out.",
     NOTHING},
    {"", "sources", "What the rules may cite, so that every reason can be traced.", NOTHING},
    {"sources", "id", "The name that rules cite.", NOTHING},
    {"sources", "title", "Where it is from: a book, a chapter, a policy of the firm.", NOTHING},
    {"sources", "point", "What it says, in one sentence of your own.", NOTHING},
    {"", "extends",
     "The pack that this one stands on: its name, or a path that begins with ./ or ../, and a condition on "
     "its "
     "version, such as paralegal >= 1.0, < 2.",
     NOTHING},
    {"", "overrides", "What this pack changes in what it extends.", NOTHING},
    {"overrides", "rule", "The id of the rule to change.", NOTHING},
    {"overrides", "recommendation", "The id of the recommendation to change.", NULL,
     KEY_NAMES_RECOMMENDATION},
    {"overrides", "fact", "The name of the fact to change.", NOTHING},
    {"overrides", "constant", "The name of the constant to change.", NOTHING},
    {"overrides", "function", "The name of the function to change.", NOTHING},
    {"overrides", "set", "The keys to change, with their new values.", NOTHING},
    {"overrides", "was", "The values that the base had when the override was written.", NOTHING},
    {"overrides", "was_version", "The base's version when the override was written.", NOTHING},
    {"overrides", "disable", "true: the rule or recommendation is switched off; false: on again.", NOTHING},
    {"overrides", "reason", "Why: whoever reads the pack later wants to know.", NOTHING},
    // vocabulary.yaml
    {"", "facts", "Everything that a profile may state and that rules conclude.", NOTHING},
    {"", "types", "The kinds of records that lists hold. A type may use those before it.", NOTHING},
    {"facts", "name", "The key in a profile and the name in conditions: letters, digits and '_'.", NOTHING},
    {"facts", "derived", "true: rules conclude it. A profile may still state it; then the statement stands.",
     NOTHING},
    {"facts", "hit_policy",
     "What counts where several rules conclude the fact. first: the first of them in the order of the files; "
     "unique: no two may; any: they must agree; collect: all values, as a list.",
     "first|unique|any|collect", KEY_NAMES_NOTHING},
    {"facts", "default",
     "The value of a derived fact that no rule concludes, as " FEEL ". Without it the fact stays unknown.",
     NOTHING},
    {"types", "name", "The name that 'of' uses.", NOTHING},
    {"types", "key", "The field that names one record in reports.", NOTHING},
    {"types", "description", "What such a record is.", NOTHING},
    {"types", "fields", "What a record of the type holds.", NOTHING},
    {"fields", "name", "The key in a record.", NOTHING},
    {NULL, "type",
     "boolean, number, string, text, date, time, date and time, list, or a type of the pack. A text may also "
     "be "
     "given as a file: NAME_file with a path.",
     NULL, KEY_NAMES_TYPE},
    {NULL, "of", "What a list is a list of.", NULL, KEY_NAMES_TYPE},
    {NULL, "unit", "The unit of a number, for whoever fills in a profile.", NOTHING},
    {NULL, "allowed",
     "The values that may be stated, as FEEL unary tests; of a list, those of each item. Anything else is an "
     "error, in profiles and in conditions.",
     NOTHING},
    {NULL, "ask", "The question that gets the answer.", NOTHING},
    {"facts", "description", "What it is, where the question does not say it.", NOTHING},
    {"fields", "description", "What it is, where the question does not say it.", NOTHING},
    {NULL, "required", "true: a profile or record without it is an error.", NOTHING},
    // recommendations.yaml
    {"", "recommendations", "The catalogue of what can be advised.", NOTHING},
    {"recommendations", "id", "The name that rules recommend it by.", NOTHING},
    {"recommendations", "title",
     "The headline of the advice. {{expressions}} are filled in, here as in next steps.", NOTHING},
    {"recommendations", "summary", "One sentence on why it is good advice.", NOTHING},
    {"recommendations", "about",
     "The loop variable that it is about: it is then given once for each item that the evidence speaks of.",
     NOTHING},
    {"recommendations", "priority", "From 1 to 100: how much it matters when it applies.", NOTHING},
    {"recommendations", "effort", "How much work it is.", "low|medium|high", KEY_NAMES_NOTHING},
    {"recommendations", "horizon", "By when it can be done.",
     "today|this week|this month|this quarter|this year", KEY_NAMES_NOTHING},
    {"recommendations", "next_steps",
     "What to do first. A step that names something the evidence does not know is left out.", NOTHING},
    {"recommendations", "excludes", "What is not advised beside it: the lower-ranked of the two is withheld.",
     NULL, KEY_NAMES_RECOMMENDATION},
    // rule files
    {"", "constants", "Names for values that conditions use: thresholds, words to look for.", NOTHING},
    {"constants", "name", "The name in conditions: letters, digits and '_'.", NOTHING},
    {"constants", "expression", "Its value: " FEEL " that reads no fact.", NOTHING},
    {"", "functions", "Expressions with a name and parameters, for what conditions have in common.", NOTHING},
    {"functions", "name", "The name in expressions.", NOTHING},
    {"functions", "parameters", "What it is called with, in order.", NOTHING},
    {"functions", "result", "The type of what it gives.", NOTHING},
    {"functions", "body", "What it gives: " FEEL " of the parameters, constants and functions.", NOTHING},
    {"functions", "description", "What it is for.", NOTHING},
    {"parameters", "name", "The parameter's name in the body.", NOTHING},
    {"parameters", "type", "The parameter's type. Without it, anything.", NOTHING},
    {"", "rules", "The rules. Each gives evidence for a recommendation or concludes a derived fact.",
     NOTHING},
    {"rules", "id", "The rule's name, by which reports and overlays know it.", NOTHING},
    {"rules", "for",
     "What the rule is tried on, one by one: 'memo in memos', and several with commas. The condition and the "
     "texts may use the variable.",
     NOTHING},
    {"rules", "when",
     "The condition: " FEEL
     ". True: the rule fires; unknown: it is undetermined and the report can ask for what "
     "is missing. Without it the rule always fires.",
     NOTHING},
    {"rules", "recommend", "The recommendation that the rule is evidence for.", NULL,
     KEY_NAMES_RECOMMENDATION},
    {"rules", "conclude", "The derived fact that the rule concludes; instead of 'recommend'.", NULL,
     KEY_NAMES_DERIVED_FACT},
    {"rules", "value", "What the derived fact becomes: " FEEL ".", NOTHING},
    {"rules", "certainty",
     "How strongly the evidence speaks for the recommendation, up to 1, or against it, down to -1. 1 where "
     "it is "
     "left out; may be " FEEL ".",
     NOTHING},
    {"rules", "because", "The reason as the reader sees it. {{expressions}} are filled in from the facts.",
     NOTHING},
    // test files
    {"", "tests", "The tests.", NOTHING},
    {"tests", "name", "What must hold, in words.", NOTHING},
    {"tests", "as_of", "The day that today() answers. Without it, nobody knows what day it is.", NOTHING},
    {"tests", "profile",
     "The profile to advise on: keys and values, or the path of a file below the pack's folder.", NOTHING},
    {"tests", "expect", "What must be recommended.", NOTHING},
    {"tests", "absent",
     "What must not be recommended: ids, or records of 'recommend', 'item' for one item only, and "
     "'certainty' for what the "
     "evidence comes to that does not suffice; 0 without any.",
     NOTHING},
    {"tests", "undetermined",
     "Rules that must be waiting for facts: ids, or records of 'rule' and 'waits_for' with the facts' names.",
     NOTHING},
    {"tests", "derived", "Derived facts and the values that they must have; null: unknown.", NOTHING},
    {"tests", "fired", "Rules that must fire.", NULL, KEY_NAMES_RULE},
    {"tests", "held_back", "Rules that must not fire, their condition being false or unknown.", NULL,
     KEY_NAMES_RULE},
    {"tests", "questions", "What the report must ask for: facts, or fields as in courses.done.", NOTHING},
    {"tests", "diagnostics", "What must be wrong with the profile. Such a test expects nothing else.",
     NOTHING},
    {"tests", "warnings", "What the evaluation must warn of. Without the key, any warning fails the test.",
     NOTHING},
    {"expect", "recommend", "The recommendation.", NULL, KEY_NAMES_RECOMMENDATION},
    {"expect", "item", "The item that it is about.", NOTHING},
    {"expect", "rank", "Its rank: a number, or unary tests as in \"<= 3\".", NOTHING},
    {"expect", "certainty",
     "Its certainty, compared with as many decimals as are written, or unary tests as in \"[0.5..0.7]\".",
     NOTHING},
    {"expect", "score", "Its certainty times its priority, likewise.", NOTHING},
    {"expect", "title", "Its headline.", NOTHING},
    {"expect", "reasons", "Parts of the reasons that must be given.", NOTHING},
    {"expect", "next_steps", "Parts of the next steps that must be given.", NOTHING},
    {"expect", "by_rules", "The rules that must have given evidence for it.", NULL, KEY_NAMES_RULE},
    {NULL, "code", "The code, which stands in brackets at the end of a message.", NOTHING},
    {NULL, "line", "The line of the profile, counted within the test file where the profile stands in it.",
     NOTHING},
    {NULL, "message", "A part of the message.", NOTHING},
    {"", "equivalent", "Changes of the pack that 'advise test --mutate' tries and that make no difference.",
     NOTHING},
    {"equivalent", "rule", "The rule, constant or derived fact that is changed.", NOTHING},
    {"equivalent", "mutant", "The change, as the command prints it.", NOTHING},
    {"equivalent", "reason", "Why it makes no difference.", NOTHING},
    {NULL, "source", "The source that the rule rests on.", NULL, KEY_NAMES_SOURCE},
    {NULL, "sources", "The sources, where there are several.", NULL, KEY_NAMES_SOURCE},
    {NULL, "note", "A remark for those who keep the rules; never printed in advice.", NOTHING},
};

const key_help *key_help_of(const char *list, const char *name)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (strcmp(rows[i].name, name) == 0 && (rows[i].list == NULL || strcmp(rows[i].list, list) == 0))
            return &rows[i];
    }
    return NULL;
}
