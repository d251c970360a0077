// The table of codes, one row each. docs/architecture.md says how to add a check.
#include "pack/codes.h"

#include "base/limits.h"

#define ERROR   SEVERITY_ERROR
#define WARNING SEVERITY_WARNING
#define NOTE    SEVERITY_NOTE

// The explanations below name these limits.
_Static_assert(LIMIT_PACK_FILE == 8 << 20 && LIMIT_PACK_FILES == 1000 && LIMIT_PACK == 64 << 20 &&
                   LIMIT_RULES == 100000 && LIMIT_LOGO == 128 << 10,
               "file-unreadable, pack-too-large, bad-logo");
_Static_assert(LIMIT_KEY == 1 << 10 && LIMIT_STRING == 256 << 10 && LIMIT_EXPRESSION == 64 << 10, "too-long");
_Static_assert(LIMIT_NESTING == 64 && LIMIT_EXPRESSION_NESTING == 64 && LIMIT_FACT_CHAIN == 2000, "too-deep");
_Static_assert(LIMIT_RIVALS == 64, "not-compared");

const check_code check_codes[] = {
    // Files
    {"file-missing", ERROR, "a required file or folder is missing",
     "A pack is a folder with pack.yaml, vocabulary.yaml and recommendations.yaml.", NULL},
    {"file-unreadable", ERROR, "a file cannot be read",
     "It is not a regular file, a link leads out of the pack's folder, it is larger than 8 MiB, or the "
     "system denies access.",
     NULL},
    {"pack-too-large", ERROR, "the pack has too many files, bytes or rules",
     "The limits are 1,000 files, 64 MiB and 100,000 rules.", NULL},
    {"not-loaded", ERROR, "the YAML library could not load a file that passed all checks", NULL, NULL},
    {"bad-logo", ERROR, "the office's logo cannot be used",
     "It is a PNG or SVG file of at most 128 KiB in the pack's own folder.", "office: {logo: ../logo.jpg}"},
    {"not-compiled", ERROR, "a file that was given as a pack is none",
     "A pack is a folder, or the file that 'advise compile' makes of one.", NULL},
    {"compiled-other", ERROR, "a compiled pack does not fit this program",
     "A compiled pack is for the version, the build and the kind of machine that it was compiled with. "
     "Compile the "
     "pack again.",
     NULL},
    {"compiled-damaged", ERROR, "a compiled pack is damaged",
     "Bytes of the file were lost or changed. Compile the pack again.", NULL},
    {"compiled-stale", ERROR, "the files beside a compiled pack have changed",
     "A file of the pack, or of one that it extends, was added, removed or edited. Compile the pack again.",
     NULL},
    {"format-version", ERROR, "the pack uses a format that this program cannot read",
     "This program reads format 1.", "advise: 1"},
    {"empty-file", ERROR, "the file is empty", "Most likely it was not saved.", NULL},
    {"invalid-utf8", ERROR, "the text is not valid UTF-8", "Save the file as UTF-8.", NULL},
    {"nul", ERROR, "the text contains a NUL character", NULL, NULL},
    {"too-long", ERROR, "a text is too long",
     "The limits are 1 KiB for a key, 256 KiB for a text and 64 KiB for an expression.", NULL},
    {"too-deep", ERROR, "something is nested or chained too deep",
     "The limits are 64 levels of YAML, 64 levels of an expression, and chains of 2,000 derived facts.",
     NULL},
    {"yaml-syntax", ERROR, "the file is not YAML",
     "Most often a tab, a missing quote or a colon in bare text.", "because: Quote this: it holds a colon"},
    {"yaml-alias", ERROR, "YAML aliases are not supported", "Write the value in full wherever it is used.",
     "title: *same"},
    {"yaml-merge", ERROR, "YAML merge keys are not supported", NULL, "<<: *base"},
    {"yaml-tag", ERROR, "YAML tags are not supported", NULL, "title: !special text"},
    {"yaml-key", ERROR, "a key is not text", NULL, "? [a, b] : c"},
    {"several-documents", ERROR, "a file holds more than one document",
     "Everything after the second --- would be lost.", NULL},
    {"duplicate-key", ERROR, "a key appears twice in one mapping",
     "YAML parsers disagree on which one counts.", "{id: a, id: b}"},
    {"unknown-key", ERROR, "a key that does not belong there", "Most likely it is misspelt.",
     "titel: End every memo"},
    {"missing-key", ERROR, "a required key is missing", NULL, "- {id: without-a-title}"},
    {"wrong-type", ERROR, "a value has the wrong type for its key", NULL, "priority: high"},
    {"empty-text", ERROR, "a text that people read is empty",
     "Titles, summaries, reasons, next steps, questions and points say something. YAML reads null, ~ and "
     "nothing as "
     "no value.",
     "because: null"},
    // Names
    {"bad-name", ERROR, "a name or id contains a character that is not allowed",
     "A name consists of letters, digits and '_', and begins with a letter; an id may also contain '-', '/' "
     "and '.'.",
     "- name: years of work"},
    {"duplicate-id", ERROR, "a name or id is defined twice", NULL, NULL},
    {"unknown-name", ERROR, "an expression or key names an undeclared fact",
     "A misspelt name would be unknown for every profile, and its rule would never fire.",
     "when: year_experience >= 2       # declared: years_experience"},
    {"unknown-field", ERROR, "a record has no such field", NULL, "when: memo.titel = \"A\""},
    {"unknown-type", ERROR, "a fact is declared with an unknown type", NULL, "type: numbr"},
    {"unknown-function", ERROR, "an expression calls an unknown function", NULL, "when: contain(a, b)"},
    {"unknown-recommendation", ERROR, "no recommendation in the catalogue has that id", NULL, NULL},
    {"unknown-source", ERROR, "no source in pack.yaml has that id", NULL, NULL},
    {"shadowed-name", ERROR, "a loop variable has the name of a fact or constant",
     "The expression would read the variable, but its author may mean the fact.", "for: size in sizes"},
    {"unbound-variable", ERROR, "a rule needs a variable that its 'for' does not give", NULL,
     "recommend: apply-to-firm       # about: firm\nfor: employer in prospective_firms"},
    // Expressions
    {"syntax", ERROR, "the expression is not FEEL", NULL, "when: a == 1"},
    {"template", ERROR, "the {{ and }} of a text do not match", NULL, "because: 'Some {{years'"},
    {"type-mismatch", ERROR, "two types never fit, so the result would always be unknown", NULL,
     "when: years_experience = \"three\""},
    {"wrong-arguments", ERROR, "a function is called with wrong arguments", NULL, "when: substring(1)"},
    {"invalid-regex", ERROR, "a regular expression is invalid", NULL, "when: matches(title, \"(\")"},
    {"always-null", WARNING, "an expression has no value, whatever the facts are",
     "The constants or the types tell: there is no such date, text is added to numbers, a range is written "
     "backwards.",
     "when: hired > date(\"2024-13-01\")"},
    {"likely-mistake", WARNING, "an expression is FEEL, but most likely means something else",
     "A date without quotes is a subtraction, and [5-10] is a list of one number.",
     "when: hired > 2024-01-01 or years in [5-10]"},
    {"not-allowed", ERROR, "a value is not allowed", NULL,
     "when: size = \"larg\"       # allowed: \"small\", \"large\""},
    {"bad-dates", ERROR, "dates that contradict each other",
     "Values of a constant are written in the order of their days, each day once; a period does not end "
     "before it begins.",
     "- {id: a, from: 2026-01-01, until: 2025-12-31, …}"},
    {"not-constant", ERROR, "a constant depends on a fact, or has no value", NULL,
     "constants: [{name: limit, expression: years + 1}]"},
    {"function-reads-fact", ERROR, "the body of a function reads a fact",
     "Pass it as an argument, so that the function means the same wherever it is called.", NULL},
    {"out-of-range", ERROR, "a number is out of range",
     "A priority is 1 to 100; a certainty is -1 to 1, but not 0; a threshold is at least 0 and less than 1.",
     "certainty: 1.5"},
    {"check-of-derived", ERROR, "a check of profiles reads a derived fact",
     "A check says what is unlikely in what a person states, so it reads stated facts alone.",
     "checks: [{id: late, when: considering_move, because: You move.}]"},
    // Rules
    {"no-rules", ERROR, "the pack has no rules", NULL, NULL},
    {"rule-kind", ERROR, "a rule has both 'recommend' and 'conclude', or neither", NULL, NULL},
    {"misplaced-key", ERROR, "a key that rules of this kind cannot have", NULL,
     "conclude: trusted\ncertainty: 0.5       # only evidence has a certainty"},
    {"not-derived", ERROR, "a rule concludes, or sets the policy of, what is not declared as derived", NULL,
     NULL},
    {"excludes-itself", ERROR, "a recommendation excludes itself", NULL, NULL},
    {"part-of-itself", ERROR, "a recommendation is a part of itself", NULL, NULL},
    {"part-of-part", ERROR, "a recommendation is a part of one that is a part itself",
     "Make both parts of the same whole.", NULL},
    {"mixed-group", ERROR, "alternatives of one group are not parts of the same whole",
     "Give all of them the same 'part_of', or none.", NULL},
    {"circle", ERROR, "derived facts or fields depend on each other in a circle, or a called table on itself",
     "The message names the whole circle. To break it, one of its rules must stop reading the next of them. "
     "A rule "
     "that compares whole records reads all of their derived fields: let it compare what names them.",
     NULL},
    // Packs that extend others
    {"bad-extends", ERROR, "'extends' is not written correctly",
     "Write a name, which is looked up on the search path, or a path that begins with ./ or ../.",
     "extends: paralegal >= 1.0"},
    {"bad-version", ERROR,
     "a version or a condition on it is invalid, or the base does not meet the condition", NULL,
     "extends: paralegal >= 1.0, < 2"},
    {"base-missing", ERROR, "the pack to extend was not found", NULL, NULL},
    {"nothing-extended", ERROR, "a pack that extends no other has overrides", NULL, NULL},
    {"no-target", ERROR, "an override does not name exactly one thing", NULL, NULL},
    {"unknown-target", ERROR, "an override names something that the base does not have", NULL, NULL},
    {"own-record", ERROR, "an override names something that the pack itself defines",
     "Change it where it is defined.", NULL},
    {"not-overridable", ERROR, "an override sets a key that cannot be changed",
     "Disable the record and define a new one.", NULL},
    {"disabled-name", ERROR, "something uses what an override disables",
     "Change or disable whatever uses it as well.", NULL},
    {"not-a-list", ERROR, "an override adds to something that is no list, or removes from it",
     "Only lists have elements: of sources, of next steps, of allowed values. Anything else is set.",
     "add: {sources: [handbook/mentors]}"},
    {"bases-differ", ERROR, "two bases of a pack change one thing in different ways",
     "Extend only one of them, or have both say the same.", NULL},
    {"duplicate-override", ERROR, "a key is overridden twice", NULL, NULL},
    {"no-effect", ERROR, "an override, or a part of a description of files, changes nothing",
     "An override sets nothing, or the base already has the values that it sets. In a description of files "
     "that "
     "can be imported, a name or words are not used, or no file is ever taken for its kind.",
     NULL},
    {"no-reason", ERROR, "an override gives no reason", NULL, NULL},
    {"disabled-recommendation", ERROR, "a rule gives a disabled recommendation", NULL, NULL},
    // Descriptions of files that can be imported
    {"unknown-fact", ERROR, "a description of files names an undeclared fact", NULL,
     "facts: {job_titel: title}"},
    {"not-certain", ERROR, "a fact rests on a date that may be another day",
     "A date that is read as 'about' is the first day that it may be: a guess can rest on it, a fact cannot.",
     "names: {begun: {at: startDate, as: about}}\nfacts: {born: begun}"},
    {"bad-path", ERROR, "a path leads nowhere in any file",
     "A path is names with dots between them. In XML nothing stands below an attribute.",
     "each: work..position"},
    // Decision tables
    {"table-columns", ERROR, "a table has no inputs, no outputs or no rows", NULL, NULL},
    {"table-rows", ERROR, "a table has both 'rows' and 'table_file', or neither", NULL, NULL},
    {"table-header", ERROR, "a column of a CSV file has an unknown heading", NULL, NULL},
    {"table-output", ERROR, "a table has an output that it cannot use", NULL, NULL},
    {"cell-count", ERROR, "a row has more or fewer cells than the table has columns", NULL, NULL},
    {"missing-cell", ERROR, "a row has no recommendation", NULL, NULL},
    {"ambiguous-cell", ERROR, "a spreadsheet would read a cell differently",
     "3-4 would be a subtraction, 0,8 two numbers.", NULL},
    {"allow", ERROR, "an entry of 'allow' is not understood",
     "It names a check, exactly one thing in the pack, and the reason.",
     "allow:\n  - {check: subsumed-rule, rule: seek-boutique, reason: Boutiques are worth double evidence.}"},
    // What may be allowed
    {"never-fires", WARNING, "a condition that no profile can meet",
     "The parts of the condition contradict each other or the allowed values, even if facts may be unknown. "
     "The example meets every part except the one that the finding points at.",
     "when: years_experience < 1 and years_experience >= 2"},
    {"always-fires", WARNING, "a condition that every profile meets, even if nothing is known",
     "Most often the cause is an 'or' that covers everything. If a rule is meant to fire always, leave out "
     "'when'.",
     "when: wanted_specialty = null or wanted_specialty != null"},
    {"needless-guard", WARNING, "a test for null that guards nothing",
     "A comparison with something unknown is unknown, and the rule does not fire. So the test keeps nothing "
     "out that the comparison "
     "beside it would let in.",
     "when: size != null and size != \"large\""},
    {"redundant-part", WARNING, "a part of a condition that makes no difference",
     "With or without the part, the condition is true, false and unknown for the same profiles. If two parts "
     "say the same, the finding names the later one.",
     "when: years_experience >= 5 and years_experience >= 2"},
    {"duplicate-rule", WARNING, "a rule that fires exactly when another does, with the same effect",
     "Both give evidence of the same sign for the same recommendation, or conclude the same value.", NULL},
    {"subsumed-rule", WARNING, "a rule whose effect another rule already has whenever it fires",
     "The other rule's condition is true whenever this one's is, and it gives the same recommendation with "
     "the same certainty, or concludes the same value. Evidence is only noted: it adds up, as it may be "
     "meant to.",
     "- {id: a, when: years >= 2, conclude: experienced, value: \"true\"}\n"
     "- {id: b, when: years >= 5, conclude: experienced, value: \"true\"}"},
    {"unreachable-rule", WARNING, "a rule that never counts, because of an earlier rule",
     "With the hit policy 'first', the first rule that fires counts. An earlier rule fires whenever this one "
     "does.",
     "- {id: a, when: hours > 40, conclude: busy, value: \"true\"}\n"
     "- {id: b, when: hours > 60, conclude: busy, value: \"false\"}"},
    {"conflicting-conclusions", WARNING, "two rules that can conclude different values at once",
     "With the hit policy 'unique', only one rule may fire; with 'any', those that fire must agree. "
     "Otherwise the fact stays unknown. The example makes both fire.",
     NULL},
    {"table-overlap", WARNING, "two rows of a table that match at once, but must not", NULL, NULL},
    {"table-gap", WARNING, "inputs that no row of a table matches", NULL, NULL},
    {"table-unreached", WARNING, "a row of a table that never counts, because of others",
     "With 'first', earlier rows match everything that it matches; with 'priority', rows that count more; "
     "with 'any', earlier "
     "rows that give the same.",
     NULL},
    {"table-unchecked", WARNING, "a table that is too large to be checked for all overlaps and gaps", NULL,
     NULL},
    {"empty-reason", WARNING, "a rule that can fire without a reason, or advice without a title or summary",
     "If an expression in 'because' is unknown, the whole reason is left out; likewise a summary. Advice "
     "without a "
     "title is headed by its id. Of next steps, it is reported if none is left. The example makes the rule "
     "fire "
     "while the expression is unknown.",
     "when: overloaded\nbecause: 'At {{hours_per_week}} hours nothing new fits in.'"},
    {"regex-explodes", WARNING, "a regular expression that can hit its limit",
     "The matcher gives up after 100,000 steps, and the condition is then unknown. The pattern was tried on "
     "texts that repeat what it matches and end differently.",
     "when: matches(memo.text, \"(a+)+$\")"},
    {"unread-fact", WARNING, "a fact that nothing reads",
     "No condition, certainty, value or text uses it, so there is no point in asking for it.", NULL},
    {"unread-constant", WARNING, "a constant that nothing uses", NULL, NULL},
    {"unread-function", WARNING, "a function that nothing uses",
     "If packs that extend this one are meant to use it, allow it with that reason.", NULL},
    {"unread-table", WARNING, "a table with parameters that no expression calls",
     "If packs that extend this one are meant to call it, allow it with that reason. 'rule' names the table.",
     NULL},
    {"unread-field", WARNING, "a field of a type that nothing reads",
     "Its name stands in no expression, and it is not the key. So there is no point in asking for it.", NULL},
    {"unused-recommendation", WARNING, "a recommendation that no rule gives", NULL, NULL},
    {"unconcluded-fact", WARNING, "a derived fact that no rule concludes", NULL, NULL},
    {"unconcluded-field", WARNING, "a derived field that no rule concludes", NULL, NULL},
    {"empty-range", WARNING, "a range that nothing lies in", "Most often its ends are swapped.",
     "when: years in [10..5]"},
    {"compared-with-itself", WARNING, "a comparison of something with itself",
     "Whatever the facts are, it comes to the same. One side was most likely meant to be something else.",
     "when: n = n + 1"},
    {"impossible-value", WARNING, "a comparison with a value that is not allowed, out of a constant",
     "Nothing can have this value, so the comparison is in vain. Most often the constant is misspelt.",
     "constants: [{name: quiet_fields, expression: '[\"tax\", \"famly\"]'}]"},
    {"date-gap", WARNING,
     "days between two rules or rows that follow each other, on which neither is in force",
     "Rules of one condition and one conclusion, or rows with the same cells, follow each other if their "
     "periods do. 'until' is the last day, "
     "so the next one begins on the day after.",
     "- {id: old, until: 2025-12-31, …}\n- {id: new, from: 2026-01-02, …}"},
    {"date-overlap", WARNING, "days on which two rules or rows that follow each other are both in force",
     "Rules of one condition and one conclusion, or rows with the same cells: on these days both count.",
     "- {id: old, until: 2026-01-01, …}\n- {id: new, from: 2026-01-01, …}"},
    {"mixed-units", WARNING, "things measured in different units are compared or added",
     "The vocabulary says with 'unit' what a number counts. Numbers as written have no unit, nor has what a "
     "function, a product or a "
     "quotient gives: to convert one unit into another, write a function.",
     "when: months_here > hours_per_week"},
    {"only-unknown", WARNING,
     "a condition that is true only while something is unknown, without asking for that",
     "It is true for none of many values that were tried, and true without any. If that is meant, say it "
     "with '= null'.",
     "when: size in (null) and years > 2"},
    {"never-given", WARNING, "advice that no evidence can lift over the threshold",
     "The certainty must exceed the pack's threshold. All evidence for it together, or all that can be true "
     "of one person, "
     "does not. A recommendation with computed certainties is left out.",
     "- {id: a, when: years >= 2, recommend: lead, certainty: 0.1}       # the threshold is 0.2"},
    {"opposed-rules", WARNING, "two rules that speak for and against the same advice under one condition",
     "Whenever one of them fires, the other does too. Their certainties take each other away: one rule with "
     "what is left says "
     "the same.",
     "- {id: a, when: years >= 2, recommend: lead, certainty: 0.6}\n"
     "- {id: b, when: years >= 2, recommend: lead, certainty: -0.6}"},
    {"unconcluded-value", WARNING, "a condition tests a derived fact for a value that nothing concludes",
     "Neither a rule nor a table nor the default gives the fact this value, so only a profile that states "
     "the "
     "fact can meet the condition. Most often the value is misspelt. A fact with 'ask' is left out: profiles "
     "are "
     "meant to state it.",
     "when: grade = \"partner\"       # rules conclude \"junior\" and \"senior\""},
    {"unstated-policy", WARNING,
     "a fact that a table concludes beside rules or another table, without a hit policy",
     "The first that gives a value counts, in the order in which they are written: the base first, then by "
     "file. Say with 'hit_policy' that this is meant.",
     NULL},
    {"uncited-source", WARNING, "a source that no rule cites", NULL, NULL},
    {"unused-allowance", WARNING, "an entry of 'allow' that matches no finding",
     "The finding is gone. Remove the entry too, or it would hide the next finding.", NULL},
    {"not-compared", NOTE, "a rule with too many similar rules to compare it with all of them",
     "Each rule is compared with at most 64 others, chosen by the most selective part of its condition, so "
     "that the work grows with the number of rules and not with its square.",
     NULL},
    {"by-row", NOTE, "a rule that a batch evaluates for one person at a time",
     "'advise check --plan' says so. A batch evaluates most rules for 64 people at once. It cannot if a part "
     "of the rule has no such form: "
     "the named part is what to write otherwise, if the speed of large batches matters. The advice is the "
     "same.",
     "when: contains(job_title, \"senior\")"},
    {"too-hard", NOTE, "a condition that takes too many steps to analyse",
     "A condition on many facts can have too many combinations to try. Nothing is reported about it.", NULL},
};

const size_t check_code_count = sizeof check_codes / sizeof *check_codes;

const check_code *check_code_find(slice code)
{
    for (size_t i = 0; i < check_code_count; i++) {
        if (slice_is(code, check_codes[i].code))
            return &check_codes[i];
    }
    return NULL;
}
