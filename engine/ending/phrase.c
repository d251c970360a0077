// The table of phrases, and how one is compared with the words of a sentence.
#include "ending/phrase.h"

#define AT_START   PHRASE_AT_START
#define UNDENIED   PHRASE_UNDENIED
#define SUGGESTS   READ_SUGGESTS
#define DOUBT      READ_DOUBT
#define HANDS_BACK READ_HANDS_BACK
#define COURTESY   READ_COURTESY
#define NOTHING    READ_NOTHING

// In alphabetical order of their first words.
static const phrase_row phrases_a[] = {
    {"a", "|duty|obligation to", SUGGESTS},
    {"a", "good idea to", SUGGESTS},
    {"a", "look at _ ... |may|might|could|would|should", SUGGESTS},
    {"a", "pleasure |working|to work", COURTESY},
    {"a", "second look", SUGGESTS},
    {"a", "second pair of eyes", SUGGESTS},
    {"absent", "|objection|objections", SUGGESTS},
    {"action", "|needed|required|item|items", SUGGESTS},
    {"all", "it takes", SUGGESTS},
    {"all", "right |to|if", SUGGESTS | AT_START},
    {"all", "set", NOTHING},
    {"all", "that |remains|is left", SUGGESTS},
    {"alternatively", "", DOUBT},
    {"am", "expecting", NOTHING},
    {"am", "|i|we |ok|okay|right|free|good|fine to", SUGGESTS | AT_START},
    {"an", "|investigator|expert|appraiser|accountant|engineer|interpreter ... |could|might|would|can",
     DOUBT},
    {"and", "|can|will do so", SUGGESTS},
    {"and", "i agree", DOUBT},
    {"another", "pair of eyes", SUGGESTS},
    {"another", "|way|option|approach|possibility|idea|alternative", DOUBT | AT_START},
    {"another", "|way|option|approach|possibility|idea|alternative |is|would|might", SUGGESTS},
    {"any", "concerns", COURTESY},
    {"any", "interest in", SUGGESTS | AT_START},
    {"any", "|objection|objections |to|if", SUGGESTS | AT_START},
    {"any", "|other|further questions", COURTESY},
    {"any", "questions", COURTESY},
    {"any", "thoughts", HANDS_BACK},
    {"appears", "|advisable|warranted|prudent|wise|sensible", SUGGESTS},
    {"appears", "|justified|appropriate|worthwhile|necessary|desirable", SUGGESTS},
    {"appreciate", "it if you", SUGGESTS},
    {"appreciate", "the opportunity", COURTESY},
    {"appreciate", "your", DOUBT},
    {"appreciate", "your |guidance|thoughts|input|views|instructions|direction|advice", HANDS_BACK},
    {"appreciate", "your time", COURTESY},
    {"are", "|advisable|warranted|overdue", SUGGESTS | UNDENIED},
    {"are", "expecting", NOTHING},
    {"are", "|needed|advised", SUGGESTS | UNDENIED},
    {"are", "not |necessary|needed|required|worth", NOTHING},
    {"are", "ready for", NOTHING},
    {"are", "recommended", SUGGESTS | UNDENIED},
    {"are", "we |ok|okay|right|free|good|fine to", SUGGESTS | AT_START},
    {"are", "|yours", HANDS_BACK},
    {"as", "soon as you", SUGGESTS},
    {"ask", "me", COURTESY | AT_START},
    {"assuming", "the client", SUGGESTS},
    {"assuming", "you", SUGGESTS},
    {"at", "your disposal", COURTESY},
    {"attention", "should be", SUGGESTS},
    {"attorney", "|may|might |wish|want|consider", SUGGESTS},
    {"available", "... to ACT", SUGGESTS},
    {"available", "... to |discuss|talk|answer|meet|speak", COURTESY},
    {"available", "for questions", COURTESY},
    {"available", "to |discuss|talk|answer|chat|meet|explain|elaborate|clarify|speak", COURTESY},
    {"await", "", NOTHING},
    {"await", "further instructions", HANDS_BACK},
    {"await", "hearing from you", HANDS_BACK},
    {"await", "instructions", HANDS_BACK},
    {"await", "|word|direction|guidance from you", HANDS_BACK},
    {"await", "your", HANDS_BACK},
    {"await", "your |approval|okay|ok|signature|consent|permission|sign|go|blessing", SUGGESTS},
    {"awaiting", "", NOTHING},
    {"awaiting", "|further instructions", HANDS_BACK},
    {"awaiting", "instructions", HANDS_BACK},
    {"awaiting", "your", HANDS_BACK},
    {"awaiting", "your |approval|okay|ok|signature|consent|permission|sign|go|blessing", SUGGESTS},
};

static const phrase_row phrases_b[] = {
    {"barring", "... |objection|objections", SUGGESTS},
    {"be", "good idea", SUGGESTS | UNDENIED},
    {"be", "of |any|further|some|more |assistance|help|service", COURTESY},
    {"be", "of |assistance|help|service", COURTESY},
    {"be", "sure to ACT", SUGGESTS},
    {"be", "time |for|to", SUGGESTS},
    {"believe", "|it|this|that THE |right|better|best|proper|sensible|wiser|safest|safer", SUGGESTS},
    {"belong", "in front of", SUGGESTS},
    {"belong",
     "in |the|our "
     "|brief|motion|complaint|answer|letter|reply|opposition|response|declaration|affidavit|petition|memo|"
     "demand",
     SUGGESTS},
    {"belongs", "in front of", SUGGESTS},
    {"belongs",
     "|in|at|on|near ... "
     "|brief|motion|complaint|answer|letter|reply|opposition|response|declaration|affidavit|petition|memo|"
     "demand",
     SUGGESTS},
    {"benefit", "from |a|an|another|more|further|some", SUGGESTS},
    {"best", "|would|might be", SUGGESTS | AT_START},
    {"better", "ME", SUGGESTS},
    {"better", "that ME", SUGGESTS},
    {"better", "to ACT", SUGGESTS | AT_START},
    {"burden", "is on", NOTHING},
    {"buys", "us", DOUBT},
};

static const phrase_row phrases_c[] = {
    {"calendar", "|for|NUMBER", DOUBT | AT_START},
    {"call", "me", COURTESY | AT_START},
    {"call", "me |before|once|when", SUGGESTS | AT_START},
    {"call", "me or |stop|come|email|drop|visit|write|text", COURTESY},
    {"call", "me |with|if|at|should|anytime", COURTESY},
    {"calls", "for |a|an|another|more|further", SUGGESTS},
    {"can", "answer questions", COURTESY},
    {"can", "go out", DOUBT},
    {"can", "|i|we ACT", SUGGESTS | AT_START},
    {"can", "leave it |at|there", NOTHING},
    {"can", "not hurt", SUGGESTS},
    {"can", "not tell", NOTHING},
    {"can", "not wait", SUGGESTS},
    {"can", "you ACT", SUGGESTS},
    {"cannot", "hurt", SUGGESTS},
    {"cannot", "|recommend|suggest", NOTHING},
    {"cannot", "tell", NOTHING},
    {"cannot", "wait", SUGGESTS},
    {"care", "to discuss", COURTESY},
    {"case", "to be made", SUGGESTS},
    {"cheap", "insurance", SUGGESTS},
    {"check", "|on|in|for A", SUGGESTS | AT_START},
    {"check", "|on|in|for THE", SUGGESTS | AT_START},
    {"check", "with", SUGGESTS | AT_START},
    {"choice", "is yours", HANDS_BACK},
    {"client", "has until", SUGGESTS},
    {"come", "by", COURTESY | AT_START},
    {"come", "|find|see me", COURTESY},
    {"come", "first", DOUBT},
    {"comes", "first", DOUBT},
    {"compare", "_ v", NOTHING},
    {"compare", "|ex|exh|exhibit|exhibits|id|tr|dep|depo", NOTHING},
    {"congratulations", "", COURTESY},
    {"consider", "|it|this|that THE |right|better|best|proper|sensible|wiser|safest|safer", SUGGESTS},
    {"consideration", "should be", SUGGESTS},
    {"contact", "me |with|if|at|should|anytime|directly", COURTESY},
    {"cost", "|nothing|little", DOUBT},
    {"costs", "|nothing|little", DOUBT},
    {"could", "be in order", SUGGESTS},
    {"could", "be |needed|necessary|warranted|required|called", SUGGESTS},
    {"could", "go |to|into|in|back|under|on", DOUBT | UNDENIED},
    {"could", "|i|we ACT", SUGGESTS | AT_START},
    {"could", "keep |us|me|you", SUGGESTS},
    {"could", "not hurt", SUGGESTS},
    {"could", "|tell|show|give|help|let|get|save|buy |us|me|you", SUGGESTS},
    {"could", "|think|talk about", SUGGESTS},
    {"could", "use |a|an|some|another|more", SUGGESTS},
    {"could", "you ACT", SUGGESTS},
    {"counsel", "|may|might |wish|want|consider", SUGGESTS},
    {"counter", "|at|with", SUGGESTS | AT_START},
    {"cure", "is", DOUBT},
};

static const phrase_row phrases_d[] = {
    {"decision", "is yours", HANDS_BACK},
    {"decision", "|needed|required", SUGGESTS},
    {"defendants", "|ask|want|request|demand|suggest|propose", NOTHING},
    {"defer", "to |you|your", HANDS_BACK},
    {"delighted", "to |discuss|talk|answer|chat|meet|explain|elaborate|clarify|speak|assist|help|expand",
     COURTESY},
    {"deserves", "|a|an|another|further|closer|more", SUGGESTS},
    {"diary", "", DOUBT | AT_START},
    {"do", "not be shy", COURTESY},
    {"do", "not |express|offer|have|take|hold|venture A |view|opinion|position|recommendation", NOTHING},
    {"do", "not have |any|anything |suggestions|recommendations|recommend|suggest|to", NOTHING},
    {"do", "not need", NOTHING},
    {"do", "not |recommend|suggest |any|anything|further|more", NOTHING},
    {"do", "not reply to", COURTESY},
    {"do", "not |see|have |a|any |need|reason to", NOTHING},
    {"do", "|shout|ask|call|ring|say|holler if", COURTESY},
    {"do", "so |if|when|as|once", SUGGESTS},
    {"do", "you need it |in|as", COURTESY},
    {"do", "you |need|want A _ copy", COURTESY},
    {"do", "you |need|want A copy", COURTESY},
    {"do", "you |need|want |another|more|extra |set|one|copies|sets", COURTESY},
    {"do", "you |need|want |copies|more", COURTESY},
    {"docket", "for", DOUBT | AT_START},
    {"does", "not hurt to", SUGGESTS},
    {"does", "not need", NOTHING},
    {"double", "check", SUGGESTS | AT_START},
    {"draft", "... to follow", SUGGESTS | AT_START},
    {"drop", "|by|in", COURTESY | AT_START},
    {"due", "for |replacement|renewal|review|revision|renegotiation|amendment", DOUBT | UNDENIED},
    {"due", "|on|by|in|before|tomorrow|today", DOUBT | AT_START},
};

static const phrase_row phrases_e[] = {
    {"easy", "|fix|way|solution|cure|remedy", SUGGESTS},
    {"either", "ME |ACT", SUGGESTS},
    {"email", "me", COURTESY | AT_START},
    {"email", "me |with|if|at|should", COURTESY},
    {"enjoy", "", COURTESY | AT_START},
    {"enjoyed", "", COURTESY | AT_START},
    {"every", "reason to", SUGGESTS},
    {"express", "no |view|opinion|preference", NOTHING},
};

static const phrase_row phrases_f[] = {
    {"feel", "free to", COURTESY},
    {"file", "|in|with|by|under", DOUBT | AT_START},
    {"find", "me |at|in|on", COURTESY},
    {"fine", "to |go|send|file|say|sign|proceed", SUGGESTS | AT_START},
    {"first", "THE ... then", DOUBT | AT_START},
    {"first", "priority", DOUBT},
    {"first", "things first", SUGGESTS | AT_START},
    {"fix", "is", DOUBT},
    {"follow", "up |needed|required|with|on", SUGGESTS | UNDENIED},
    {"for", "follow up", SUGGESTS},
    {"for", "information only", COURTESY},
    {"for", "what it is worth", NOTHING},
    {"for", "you to |look|review|read|check|consider|comment|see|settle|amend|edit|mark", DOUBT},
    {"for", "you to |sign|approve|decide", SUGGESTS},
    {"for", "your _ and |signature|approval|decision", SUGGESTS},
    {"for", "your |edits|markup|changes|revisions|corrections", DOUBT},
    {"for", "your |information|reference|convenience|records", COURTESY},
    {"for", "your |information|reference|convenience|records only", COURTESY},
    {"for", "your |look|eye|eyes|say|pen", DOUBT},
    {"for", "your |review|consideration|comments|comment|attention", DOUBT},
    {"for", "your |review|consideration|comments|comment|attention only", COURTESY},
    {"for", "your |signature|approval|decision|okay|ok", SUGGESTS},
    {"free", "... to ACT", SUGGESTS},
    {"free", "to |discuss|talk|chat|speak", COURTESY},
    {"further", "questions", COURTESY},
};

static const phrase_row phrases_g[] = {
    {"gets", "us", DOUBT},
    {"give", "me a |shout|call|ring|bell|buzz", COURTESY},
    {"gives", "us |a|an|the|our", DOUBT},
    {"glad", "to |assist|expand", COURTESY},
    {"glad", "to |discuss|talk|answer|chat|meet|explain|elaborate|clarify|speak", COURTESY},
    {"glad", "to go |over|down|up to", SUGGESTS},
    {"glad", "to have been", COURTESY},
    {"glad", "to help", COURTESY},
    {"glad", "to help |with|on|draft|prepare|at", SUGGESTS},
    {"glad", "to |provide|give |any|more|further|additional|anything", COURTESY},
    {"glad", "to |walk|go |you|through|over", COURTESY},
    {"go", "through |it|this|that|them|the ... with you", COURTESY},
    {"goes", "out", DOUBT},
    {"good", "reason to ACT", SUGGESTS | UNDENIED},
    {"grateful", "for |a|an|NUMBER|ten|five|half ... |time|minutes|hour|word|chat", DOUBT},
    {"grateful", "for |instructions|directions|guidance|direction", HANDS_BACK},
    {"grateful", "if you", SUGGESTS},
    {"grateful", "if you |could|would", SUGGESTS},
};

static const phrase_row phrases_h[] = {
    {"happy", "for |me|us to", SUGGESTS},
    {"happy", "to |assist|expand", COURTESY},
    {"happy", "to |discuss|talk|answer|chat|meet|explain|elaborate|clarify|speak", COURTESY},
    {"happy", "to go |over|down|up to", SUGGESTS},
    {"happy", "to help", COURTESY},
    {"happy", "to help |with|on|draft|prepare|at", SUGGESTS},
    {"happy", "to |provide|give |any|more|further|additional|anything", COURTESY},
    {"happy", "to |walk|go |you|through|over", COURTESY},
    {"has", "to be |in|on|with|ready|done|complete|there|signed|back", SUGGESTS | UNDENIED},
    {"have", "a |good|great|nice", COURTESY},
    {"have", "been worth", NOTHING},
    {"have", "|both|each|all|every ... ACT", SUGGESTS | AT_START},
    {"have", "no |view|opinion|preference|recommendation|recommendations|suggestion|suggestions", NOTHING},
    {"have", "questions", COURTESY},
    {"have", "to be |in|on|with|ready|done|complete|there|signed|back", SUGGESTS | UNDENIED},
    {"hesitate", "to", COURTESY},
    {"hope", "the |above|foregoing|attached|enclosed|memo|summary|note |is|are|helps|answers|assists|covers",
     COURTESY},
    {"hope", "|this|that |helps|answers|is|assists|gives|addresses", COURTESY},
    {"hope", "|this|that|it|all |covers|clears|does|explains|works|is", COURTESY},
    {"hope", "to |have|get|receive|see THE", NOTHING},
    {"hope", "to hear", NOTHING},
    {"hope", "you", COURTESY | AT_START},
    {"how", "about", SUGGESTS | AT_START},
    {"how", "do you |want|wish|prefer|propose", HANDS_BACK},
    {"how", "shall |i|we |proceed|respond|reply|answer|handle|deal", HANDS_BACK},
    {"how", "should |i|we |proceed|respond|reply|answer|handle|deal", HANDS_BACK},
    {"how", "would you |like|want|prefer|wish", HANDS_BACK},
};

static const phrase_row phrases_i[] = {
    {"i", "|agree|concur with |her|him|them|it|this|that|counsel|you", SUGGESTS},
    {"i", "am at |my|ext|extension|home|the|a", NOTHING},
    {"i", "am |for|against|in ACTING", SUGGESTS},
    {"i", "am in favor of", SUGGESTS},
    {"i", "am in favour of", SUGGESTS},
    {"i", "am |in|out|away|here|around|off|back", NOTHING},
    {"i", "am working |from|on", NOTHING},
    {"i", "appreciate |your|the|this", COURTESY},
    {"i", "can be reached |at|on|by", COURTESY},
    {"i", "can see |if|whether|about|what", SUGGESTS},
    {"i", "defer to you", HANDS_BACK},
    {"i", "enjoyed", COURTESY},
    {"i", "|go|am on leave", NOTHING},
    {"i", "have |a|an|one|another ... |idea|suggestion|proposal|recommendation", SUGGESTS},
    {"i", "have got to", SUGGESTS},
    {"i", "have it |down|calendared|docketed|diaried", DOUBT},
    {"i", "have time", DOUBT},
    {"i", "leave", NOTHING},
    {"i", "leave |it|this|that |to|with you", HANDS_BACK},
    {"i", "leave the |decision|choice|matter |to|with you", HANDS_BACK},
    {"i", "prefer", SUGGESTS},
    {"i", "should be able to", SUGGESTS},
    {"i", "trust |this|that|the", COURTESY},
    {"i", "will be at |my|ext|extension|home|the|a", NOTHING},
    {"i", "will be in touch", DOUBT},
    {"i", "will be |in|here|around|out|away|off|back|on", NOTHING},
    {"i", "will see |if|whether|about|what", SUGGESTS},
    {"i", "wish ME", NOTHING},
    {"i", "wish ME had", NOTHING},
    {"i", "wish you", COURTESY},
    {"i", "would go |for|with", SUGGESTS},
    {"i", "would like |a|an|the|our|some|more", SUGGESTS},
    {"i", "would say |yes|no|so|go", SUGGESTS},
    {"id", "|suggest|recommend|propose|like|ask|call|rather", SUGGESTS | AT_START},
    {"if", "ME", DOUBT},
    {"if", "ME are |to|going", SUGGESTS},
    {"if", "ME can do |anything|more", COURTESY},
    {"if", "ME |can|may be of", COURTESY},
    {"if", "ME |can|may |help|assist", COURTESY},
    {"if", "ME do not ACT", SUGGESTS},
    {"if", "ME |want|decide|intend|choose|need", SUGGESTS},
    {"if", "any ... |unclear|confusing|explaining|explanation", COURTESY},
    {"if", "anything ... |unclear|confusing|explaining|explanation", COURTESY},
    {"if", "anything |else|further", COURTESY},
    {"if", "|authorized|approved|acceptable|agreeable", SUGGESTS},
    {"if", "|helpful|useful|desired|wanted|preferred", SUGGESTS},
    {"if", "i |can|may be of", COURTESY},
    {"if", "something ... |unclear|confusing|explaining|explanation", COURTESY},
    {"if", "|that|this is |acceptable|agreeable|okay|ok", SUGGESTS},
    {"if", "|that|this|it |works|suits", SUGGESTS},
    {"if", "the client |agrees|approves|consents|wants|prefers|wishes|authorizes", SUGGESTS},
    {"if", "there is anything", COURTESY},
    {"if", "you ACT", SUGGESTS},
    {"if", "you ACTED", DOUBT},
    {"if", "you |agree|approve|concur|prefer|like", SUGGESTS},
    {"if", "you are |comfortable|okay|ok|agreeable|amenable|inclined", SUGGESTS},
    {"if", "you have no |objection|objections", SUGGESTS},
    {"if", "you have |questions|any|concerns|comments", COURTESY},
    {"if", "you have |trouble|problems|difficulty", COURTESY},
    {"if", "you |look|compare|read|check|see|count|add |at|closely|up|in|through|the", NOTHING},
    {"if", "you need A |copy|set", COURTESY},
    {"if", "you need |anything|any|more|additional|further|me|copies", COURTESY},
    {"if", "you need the |word|original|originals|file|files", COURTESY},
    {"if", "you |require|need |any|further|more|additional|anything", COURTESY},
    {"if", "you |think|feel|believe", SUGGESTS},
    {"if", "you want |ME|me|us|to|that", SUGGESTS},
    {"if", "you want to |discuss|talk|meet", COURTESY},
    {"if", "you want to |see|review|read", DOUBT},
    {"if", "you wish to |discuss|talk|meet", COURTESY},
    {"if", "you would like to |discuss|talk|meet|go", COURTESY},
    {"if", "you would like to |see|review|read", DOUBT},
    {"if", "you would |like|prefer|want |ME|me|us|to|that", SUGGESTS},
    {"if", "you would rather", SUGGESTS},
    {"in", "your court", SUGGESTS},
    {"in", "your hands", HANDS_BACK},
    {"initial", "|and|page|here", SUGGESTS | AT_START},
    {"is", "|advisable|warranted|overdue", SUGGESTS | UNDENIED},
    {"is", "all |it|we|this|that |needs|need|takes", SUGGESTS},
    {"is", "|an|another|one |option|alternative|possibility", SUGGESTS | UNDENIED},
    {"is", "better", DOUBT},
    {"is", "for you to |decide|say|choose|judge", HANDS_BACK},
    {"is", "good idea", SUGGESTS | UNDENIED},
    {"is", "high time", SUGGESTS},
    {"is", "necessary to ACT", SUGGESTS | UNDENIED},
    {"is", "|needed|advised", SUGGESTS | UNDENIED},
    {"is", "no need", NOTHING},
    {"is", "not |necessary|needed|required|worth", NOTHING},
    {"is", "planned |for|on", DOUBT},
    {"is", "ready for", NOTHING},
    {"is", "recommended", SUGGESTS | UNDENIED},
    {"is", "|safer|wiser|preferable|simpler|cheaper", SUGGESTS | UNDENIED},
    {"is", "still |timely|possible|available|open", DOUBT},
    {"is", "that all right", DOUBT | AT_START},
    {"is", "that |ok|okay|acceptable|fine|agreeable|alright", DOUBT | AT_START},
    {"is", "that something ... you", HANDS_BACK | AT_START},
    {"is", "the |place|forum|court|vehicle|tool|way|time|moment for", SUGGESTS | UNDENIED},
    {"is", "this something ... you", HANDS_BACK | AT_START},
    {"is", "time |to|for", SUGGESTS | UNDENIED},
    {"is", "your |call|decision|choice", HANDS_BACK},
    {"is", "yours", HANDS_BACK},
    {"it",
     "is |best|better|wise|wiser|prudent|advisable|safer|safest|sensible|smart|smarter|easier|cheaper "
     "|to|if|that",
     SUGGESTS},
    {"it", "is |easy|simple|cheap|quick to ACT", DOUBT},
    {"it",
     "is |important|essential|critical|crucial|vital to "
     "|note|remember|keep|bear|recall|understand|know|recognize|see",
     NOTHING},
    {"it", "is |important|essential|critical|crucial|vital|imperative|urgent that", SUGGESTS},
    {"it", "is |important|essential|critical|crucial|vital|imperative|urgent to", SUGGESTS},
    {"it", "is |recommended|suggested|proposed that", SUGGESTS},
    {"it", "is time", SUGGESTS},
    {"it",
     "may be |best|better|wise|wiser|prudent|advisable|safer|safest|sensible|smart|smarter|easier|cheaper "
     "|to|if|that",
     SUGGESTS},
    {"it",
     "might be |best|better|wise|wiser|prudent|advisable|safer|safest|sensible|smart|smarter|easier|cheaper "
     "|to|if|that",
     SUGGESTS},
    {"it", "remains to ACT", SUGGESTS},
    {"it",
     "would be |best|better|wise|wiser|prudent|advisable|safer|safest|sensible|smart|smarter|easier|cheaper "
     "|to|if|that",
     SUGGESTS},
    {"items", "|remain|are |left|open|missing|outstanding", SUGGESTS},
    {"its", "|important|essential to |note|remember|keep|bear|understand", NOTHING},
    {"its", "|important|essential|urgent|critical|crucial to", SUGGESTS | AT_START},
};

static const phrase_row phrases_j[] = {
    {"just", "ask", COURTESY},
    {"just", "|shout|holler|ring", COURTESY},
    {"just", "to let you know", NOTHING},
};

static const phrase_row phrases_k[] = {
    {"keep", "you |posted|informed|updated|advised|apprised", DOUBT},
    {"kindly", "advise", HANDS_BACK},
    {"kindly", "advise |how|as|what", HANDS_BACK},
    {"kindly", "advise |whether|if|which|how|as|when", SUGGESTS},
    {"kindly", "instruct", HANDS_BACK},
    {"kindly", "let me have your", HANDS_BACK},
    {"kindly", "|review|consider and advise", HANDS_BACK},
};

static const phrase_row phrases_l[] = {
    {"leave", "|it|this|that |to|with you", HANDS_BACK},
    {"leave", "the |decision|choice|matter |to|with you", HANDS_BACK},
    {"left", "to |do|file|obtain|order|get", SUGGESTS},
    {"let", "me ACT", SUGGESTS | AT_START},
    {"let", "me have your |instructions|thoughts|views|view|wishes|comments|input", HANDS_BACK},
    {"let", "me know how ... |goes|went|go", COURTESY},
    {"let", "me know how |to|best|i|we", HANDS_BACK},
    {"let", "me know how you |want|wish|prefer|intend", HANDS_BACK},
    {"let", "me know how you would |like|want|wish|prefer", HANDS_BACK},
    {"let", "me know |how|when|what|who|where|your", DOUBT},
    {"let", "me know if ... |should|agree|approve|object|concur|works|acceptable|prefer", SUGGESTS},
    {"let", "me know if THE |format|layout|link", COURTESY},
    {"let", "me know if anything", COURTESY},
    {"let", "me know if i |have|missed|misread", COURTESY},
    {"let", "me know if |this|that|anything|something |is|was|needs|seems", COURTESY},
    {"let", "me know if you |have|need|require|see|spot|find|notice", COURTESY},
    {"let", "me know if you |want|need A copy", COURTESY},
    {"let", "me know if you would like A copy", COURTESY},
    {"let", "me know if you would |like|want|need |a|an|copies|the", DOUBT},
    {"let", "me know what |to|i|we", HANDS_BACK},
    {"let", "me know what you decide", SUGGESTS},
    {"let", "me know what you think", COURTESY},
    {"let", "me know what you |want|wish|prefer|suggest", HANDS_BACK},
    {"let", "me know what you would |like|want|wish|prefer", HANDS_BACK},
    {"let", "me know when you |want|have|are", COURTESY},
    {"let", "me know |which|whether", SUGGESTS},
    {"let", "me know your |decision|preference|choice", SUGGESTS},
    {"let", "me know your |instructions|thoughts|views|view|wishes|position|opinion", HANDS_BACK},
    {"let", "us ACT", SUGGESTS | UNDENIED},
    {"let", "you know", DOUBT},
    {"like", "|me|us to", SUGGESTS},
    {"like", "|me|us to do |anything|more", DOUBT},
    {"like", "to |discuss|talk|meet", COURTESY},
    {"look", "forward to", COURTESY},
    {"look", "|justified|warranted|appropriate|worthwhile|advisable|prudent", SUGGESTS},
    {"looking", "forward to", COURTESY},
    {"looks", "|better|best|safer|safest|preferable|wiser|wisest|sensible", SUGGESTS},
    {"looks", "|justified|warranted|appropriate|worthwhile|necessary|advisable|prudent|wise", SUGGESTS},
    {"looks", "like the |better|best|right|safer|safest|wiser", SUGGESTS},
    {"lose", "nothing by", SUGGESTS},
};

static const phrase_row phrases_m[] = {
    {"make", "no |recommendation|recommendations|suggestion|comment", NOTHING},
    {"make", "sense |to|for", SUGGESTS},
    {"makes", "sense", SUGGESTS | UNDENIED},
    {"makes", "sense |to|for", SUGGESTS},
    {"many", "thanks", COURTESY | AT_START},
    {"may", "be an idea to", SUGGESTS},
    {"may", "be closed", DOUBT},
    {"may", "be in order", SUGGESTS},
    {"may", "be |needed|necessary|warranted|required|called", SUGGESTS},
    {"may", "|i|we have your", SUGGESTS | AT_START},
    {"may", "not hurt", SUGGESTS},
    {"may", "|tell|show|give|help|let|get|save|buy |us|me|you", SUGGESTS},
    {"maybe", "", DOUBT | AT_START},
    {"merit", "in ACTING", SUGGESTS | UNDENIED},
    {"merits", "|a|an|another|further|closer|more", SUGGESTS},
    {"might", "be an idea to", SUGGESTS},
    {"might", "be in order", SUGGESTS},
    {"might", "be |needed|necessary|warranted|required|called", SUGGESTS},
    {"might", "|be|do |well|better |advised|off|served|to", SUGGESTS},
    {"might", "not hurt", SUGGESTS},
    {"might", "|tell|show|give|help|let|get|save|buy |us|me|you", SUGGESTS},
    {"might", "|think|talk about", SUGGESTS},
    {"mind", "if ME", SUGGESTS},
    {"minded", "to ACT", SUGGESTS},
    {"mine", "to do", SUGGESTS},
    {"must",
     "not be |disclosed|distributed|forwarded|disseminated|shared|copied ... "
     "|parties|anyone|persons|outside|others",
     NOTHING},
    {"my", "leave", NOTHING},
    {"my", "next _", SUGGESTS},
    {"my", "own |view|feeling", DOUBT},
    {"my",
     "|own|strong|clear|personal|firm|provisional|tentative|initial|first|present|strongest "
     "|recommendation|suggestion|advice|vote|proposal|preference|inclination|instinct",
     SUGGESTS},
    {"my", "plan is", SUGGESTS},
    {"my", "|priority|focus|objective |is|must|should|will|would", SUGGESTS},
    {"my", "|recommendation|suggestion|advice|proposal|preference |was|were|had", NOTHING},
    {"my", "|recommendation|suggestion|advice|vote|proposal|preference|inclination|instinct", SUGGESTS},
    {"my", "|thought|thinking|intention|aim|goal is", SUGGESTS},
};

static const phrase_row phrases_n[] = {
    {"need", "|another|a|any|more ... |copy|copies|set", COURTESY | AT_START},
    {"need", "|direction|guidance|instructions", HANDS_BACK},
    {"need", "do nothing", NOTHING},
    {"need", "|me|us to", SUGGESTS},
    {"need", "|me|us to do |anything|more", DOUBT},
    {"need", "not", NOTHING},
    {"need", "|some|further |direction|guidance|instructions", HANDS_BACK},
    {"need", "to ACT", SUGGESTS | AT_START},
    {"need", "to be |in|on|with|ready|done|complete|there|signed|back", SUGGESTS | UNDENIED},
    {"need", "to hear from you", SUGGESTS},
    {"need", "your", SUGGESTS},
    {"need", "your |direction|guidance|instructions|input|decision", HANDS_BACK},
    {"needed", "|by|before|from|on|page|asap|today|now|soon", DOUBT},
    {"needs", "to", SUGGESTS | AT_START},
    {"needs", "to be |in|on|with|ready|done|complete|there|signed|back", SUGGESTS | UNDENIED},
    {"needs", "your", SUGGESTS},
    {"next", "step |is|would|will|should|might|could|may", SUGGESTS | AT_START},
    {"next", "step |is|would|will|should|might|could|may", SUGGESTS},
    {"next", "steps |are|would|will|should|might|could|include", SUGGESTS},
    {"no", "|action|response|follow|reply|steps ... |needed|required|necessary|warranted|recommended",
     NOTHING},
    {"no",
     "further |action|steps|work|follow ... |needed|required|necessary|warranted|recommended|anticipated",
     NOTHING},
    {"no", "harm in", SUGGESTS},
    {"no", "need to ACT", NOTHING},
    {"no", "need |to|for", NOTHING},
    {"no", "occasion |to|for", NOTHING},
    {"no", "reason not to", SUGGESTS},
    {"no", "reason to ACT", NOTHING},
    {"no", "recommendation", NOTHING},
    {"no", "recommendations", NOTHING},
    {"no", "suggestion", NOTHING},
    {"no", "suggestions", NOTHING},
    {"not", "believe ME need", NOTHING},
    {"not", "believe that ME need", NOTHING},
    {"not", "have A |recommendation|suggestion|view|opinion", NOTHING},
    {"not", "have to", NOTHING},
    {"not", "in A position", NOTHING},
    {"not", "much", NOTHING},
    {"not", "much ME can do", NOTHING},
    {"not", "much can", NOTHING},
    {"not", "propose |any|anything|a|further", NOTHING},
    {"not", "recommend |anything|any", NOTHING},
    {"not", "see ME need", NOTHING},
    {"not", "suggest |a|anything|any", NOTHING},
    {"not", "sure |how|what |to|we|i|best", HANDS_BACK},
    {"not", "think ... is |needed|necessary|required|worth", NOTHING},
    {"not", "think ME need", NOTHING},
    {"not", "think that ME need", NOTHING},
    {"not", "too late to", SUGGESTS},
    {"note", "that", NOTHING | AT_START},
    {"nothing", "ME |can|could do", NOTHING},
    {"nothing", "for |us|me|you to", NOTHING},
    {"nothing", "|further|more|else ... |needed|required|necessary|do", DOUBT},
    {"nothing", "|further|more|else |is|needs|remains|to|for|seems|at", NOTHING},
    {"nothing", "is |needed|required|necessary|left|outstanding", NOTHING},
    {"nothing", "left to", NOTHING},
    {"nothing", "left to do but", SUGGESTS},
    {"nothing", "|needs|remains|to", NOTHING},
    {"nothing", "|prevents|stops|keeps |us|you from", SUGGESTS},
    {"nothing", "to lose by", SUGGESTS},
    {"now", "is the |time|moment", SUGGESTS},
};

static const phrase_row phrases_o[] = {
    {"obliged", "if you", SUGGESTS},
    {"offer", "NUMBER", SUGGESTS | AT_START},
    {"offer", "no", NOTHING},
    {"offer", "no |view|opinion|recommendation|advice|suggestion", NOTHING},
    {"ok", "to", SUGGESTS | AT_START},
    {"okay", "to", SUGGESTS | AT_START},
    {"on", "OUR word", SUGGESTS},
    {"on", "my calendar", DOUBT},
    {"on", "my list", SUGGESTS},
    {"on", "track", NOTHING},
    {"on", "your desk by", SUGGESTS},
    {"once", "the client |agrees|approves|consents|signs", SUGGESTS},
    {"once", "you |approve|sign|agree|decide|confirm|give|tell|say|clear|have", SUGGESTS},
    {"one", "should ACT", SUGGESTS},
    {"one", "|thought|idea|suggestion|proposal", DOUBT | AT_START},
    {"one", "|way|option|approach|possibility|idea|alternative |is|would", SUGGESTS | AT_START},
    {"open", "to us", DOUBT},
    {"open", "to |us|me to", SUGGESTS},
    {"opposing", "counsel |may|might |wish|want|consider", NOTHING},
    {"options", "|are|include", SUGGESTS | AT_START},
    {"our", "next _", SUGGESTS},
    {"our", "options |are|include", SUGGESTS},
    {"our",
     "|own|strong|clear|firm|provisional|tentative|initial|first|present|strongest "
     "|recommendation|suggestion|advice|vote|proposal|preference|inclination|instinct",
     SUGGESTS},
    {"our", "plan is", SUGGESTS},
    {"our", "|priority|focus|objective |is|must|should|will|would", SUGGESTS},
    {"our", "|recommendation|suggestion|advice|proposal|preference |was|were|had", NOTHING},
    {"our", "|recommendation|suggestion|advice|vote|proposal|preference|inclination|instinct", SUGGESTS},
    {"our", "|thought|thinking|intention|aim|goal is", SUGGESTS},
    {"over", "to you", HANDS_BACK},
    {"overdue", "for", DOUBT},
};

static const phrase_row phrases_p[] = {
    {"pdf", "|too|version", COURTESY},
    {"pending", "your", SUGGESTS},
    {"perhaps", "", DOUBT | AT_START},
    {"plaintiffs", "|ask|want|request|demand|suggest|propose", NOTHING},
    {"plan", "on ACTING", SUGGESTS},
    {"planning", "on ACTING", SUGGESTS},
    {"please", "advise", HANDS_BACK},
    {"please", "advise |how|as|what", HANDS_BACK},
    {"please", "advise if you |need|have|require", COURTESY},
    {"please", "advise |whether|if|which|how|as|when", SUGGESTS},
    {"please", "be sure to ACT", SUGGESTS},
    {"please", "|call|email me |before|once|when|about|as|so", SUGGESTS},
    {"please", "|call|email|text me", COURTESY},
    {"please", "contact |me|us", COURTESY},
    {"please", "direct |me|us", HANDS_BACK},
    {"please", "|drop|stop|come by", COURTESY},
    {"please", "give my", COURTESY},
    {"please", "|indicate|state|give|confirm your |preference|preferences|decision|wishes|choice",
     HANDS_BACK},
    {"please", "instruct", HANDS_BACK},
    {"please", "keep this ... confidential", COURTESY},
    {"please", "let me have your", HANDS_BACK},
    {"please", "print |double|only|this", COURTESY},
    {"please", "remember to", SUGGESTS},
    {"please", "|review|consider and advise", HANDS_BACK},
    {"please", "see |whether|if|to|about|who|that", SUGGESTS},
    {"please", "thank", COURTESY},
    {"pleased", "to |discuss|talk|answer|chat|meet|explain|elaborate|clarify|speak|assist|help|expand",
     COURTESY},
    {"pleased", "to |provide|give |any|more|further|additional|anything", COURTESY},
    {"prefer", "|me|us to", SUGGESTS},
    {"prefer", "that ME", SUGGESTS},
    {"priority", "|one|is", DOUBT},
    {"propose", "no", NOTHING},
    {"proposing", "", SUGGESTS | AT_START},
};

static const phrase_row phrases_q[] = {
    {"questions", "", COURTESY | AT_START},
    {"questions", "or |concerns|comments", COURTESY},
};

static const phrase_row phrases_r[] = {
    {"rather", "ME", SUGGESTS},
    {"rather", "that ME", SUGGESTS},
    {"reach", "me |at|on|by|any|over|in|anytime|directly", COURTESY},
    {"reach", "out to me", COURTESY},
    {"reach", "out |with|if", COURTESY},
    {"ready", "for you", NOTHING},
    {"ready", "for you to", DOUBT},
    {"ready", "to |go|file|send|serve|sign|mail|record", DOUBT},
    {"recommend", "nothing", NOTHING},
    {"recommending", "", SUGGESTS | AT_START},
    {"remain", "to be ACTED", SUGGESTS},
    {"remains", "an |option|alternative|possibility", SUGGESTS | UNDENIED},
    {"remains", "to be ACTED", SUGGESTS},
    {"remains", "to be |seen|determined", NOTHING},
    {"report", "back", DOUBT},
    {"requesting", "", SUGGESTS | AT_START},
    {"review", "|needed|required", SUGGESTS},
    {"ripe", "for |a|an|the", SUGGESTS | UNDENIED},
};

static const phrase_row phrases_s[] = {
    {"say", "so and ME", SUGGESTS},
    {"say", "the word", SUGGESTS},
    {"search", "for |THE|A|OUR", SUGGESTS | AT_START},
    {"see", "you", COURTESY | AT_START},
    {"seek", "your |instructions|guidance|direction", HANDS_BACK},
    {"seeking", "your |instructions|guidance|direction", HANDS_BACK},
    {"seem", "|justified|warranted|appropriate|worthwhile|advisable|prudent", SUGGESTS},
    {"seems", "|advisable|warranted|prudent|wise|sensible", SUGGESTS},
    {"seems", "|better|best|safer|safest|preferable|wiser|wisest|sensible", SUGGESTS},
    {"seems", "|justified|appropriate|worthwhile|necessary|desirable", SUGGESTS},
    {"seems", "the |better|best|right|safer|safest|wiser", SUGGESTS},
    {"serve", "|us|you|the client better", SUGGESTS},
    {"shall", "ME", SUGGESTS | AT_START},
    {"should", "be |glad|grateful|obliged if you", SUGGESTS},
    {"should", "be here", NOTHING},
    {"should",
     "be |in|out|done|ready|complete|finished|lodged|made|given |by|before|within|today|tomorrow|now",
     SUGGESTS},
    {"should", "be well advised", SUGGESTS},
    {"should", "clear", NOTHING},
    {"should", "come out", SUGGESTS},
    {"should", "get A |letter|notice|copy", SUGGESTS},
    {"should", "have THE |ruling|answer|transcript|records|report|results|decision|documents|order", NOTHING},
    {"should", "have |it|them|this|received", NOTHING},
    {"should", "|i|we ACT", SUGGESTS | AT_START},
    {"should", "|know|hear|learn |about|of|that", DOUBT},
    {"should", "like to", SUGGESTS},
    {"should", "like to thank", COURTESY},
    {"should",
     "not be |disclosed|distributed|forwarded|disseminated|shared|copied ... "
     "|parties|anyone|persons|outside|others",
     NOTHING},
    {"should", "prefer", SUGGESTS},
    {"should", "|think|talk about", SUGGESTS},
    {"should", "you |require|need|have |any|further|more|additional|anything|questions", COURTESY},
    {"should", "you |wish|want|agree|approve|prefer", SUGGESTS},
    {"sign", "|page|here|and|on|below", SUGGESTS | AT_START},
    {"signature", "needed", SUGGESTS},
    {"so", "either ME", SUGGESTS},
    {"solution", "is", DOUBT},
    {"speak", "soon", COURTESY | AT_START},
    {"steps", "|remain|are", DOUBT},
    {"still", "|missing|outstanding|unresolved|unanswered|open", DOUBT},
    {"still", "|needed|needs|need", SUGGESTS | UNDENIED},
    {"still", "time to ACT", SUGGESTS},
    {"still", "to be", DOUBT},
    {"still", "to do", SUGGESTS},
    {"stop", "by", COURTESY | AT_START},
    {"stop", "by |if|any|anytime|when|my", COURTESY},
    {"subject", "to your", SUGGESTS},
    {"suggest", "nothing", NOTHING},
    {"suggesting", "", SUGGESTS | AT_START},
};

static const phrase_row phrases_t[] = {
    {"take", "no", NOTHING},
    {"take", "no |view|position", NOTHING},
    {"talk", "soon", COURTESY | AT_START},
    {"talk", "|this|it |through|over", COURTESY},
    {"talk", "to you", COURTESY | AT_START},
    {"tell", "me how you would |like|want|wish|prefer", HANDS_BACK},
    {"tell", "me |how|what to", HANDS_BACK},
    {"tell", "me what you would |like|want|wish|prefer", HANDS_BACK},
    {"tell", "me what you |would|want|wish|prefer|think", HANDS_BACK},
    {"tell", "me which", HANDS_BACK},
    {"tell", "me which ... you |want|prefer|like", HANDS_BACK},
    {"thank", "you", COURTESY},
    {"thank", "you ... for |your|the|this|all|any|giving|letting|taking", COURTESY},
    {"thank",
     "you for |your|the|this ... "
     "|time|attention|consideration|review|guidance|help|opportunity|assignment|input",
     COURTESY},
    {"thanking", "you", COURTESY},
    {"thanks", "", COURTESY | AT_START},
    {"thanks", "... for |your|the|this|all|any|giving|letting|taking", COURTESY | AT_START},
    {"thanks",
     "for |your|the|this ... |time|attention|consideration|review|guidance|help|opportunity|assignment|input",
     COURTESY | AT_START},
    {"the", "alternative |is|would", SUGGESTS},
    {"the", "go ahead", SUGGESTS},
    {"the", "green light", SUGGESTS},
    {"the", "idea |is|would be to", SUGGESTS},
    {"the",
     "|one|thing|place|man|woman|people|body|office|point to "
     "|ask|call|see|press|raise|find|get|do|try|write|file",
     SUGGESTS | UNDENIED},
    {"the", "options |are|include", SUGGESTS},
    {"the", "person to |ask|call|see", SUGGESTS},
    {"the", "|place|person to |look|try", DOUBT},
    {"the", "plan is to", SUGGESTS},
    {"the", "recommendation is", SUGGESTS},
    {"the", "sooner", SUGGESTS},
    {"there", "is one |more|other|further |avenue|option|way|possibility|thing|step|course", DOUBT},
    {"there", "is still time to", SUGGESTS},
    {"they", "|ask|want|request|demand|suggest|propose", NOTHING},
    {"thing", "to |do|try", SUGGESTS | UNDENIED},
    {"things", "are |missing|left|open|outstanding", SUGGESTS},
    {"things", "remain", SUGGESTS},
    {"think", "|it|this|that THE |right|better|best|proper|sensible|wiser|safest|safer", SUGGESTS},
    {"think", "|it|this|that |right|better|best|proper|sensible|wise|wiser|prudent|safer", SUGGESTS},
    {"thinking", "of ACTING", SUGGESTS | UNDENIED},
    {"thought", "of ACTING", SUGGESTS | UNDENIED},
    {"thought", "should be", SUGGESTS},
    {"thoughts", "", HANDS_BACK | AT_START},
    {"tickler", "", DOUBT},
    {"time", "ME", SUGGESTS | AT_START},
    {"time", "for A", SUGGESTS | AT_START},
    {"time", "to ACT", SUGGESTS | AT_START},
    {"time", "to |think|consider|decide", SUGGESTS | AT_START},
    {"to", "be |decided|discussed|determined|resolved", DOUBT | AT_START},
    {"to", "be done", SUGGESTS | UNDENIED},
    {"to", "you by", SUGGESTS},
    {"todo", "", SUGGESTS | AT_START},
    {"top", "priority", DOUBT},
    {"trust", "|this|that", COURTESY | AT_START},
};

static const phrase_row phrases_u[] = {
    {"unless", "ME hear", SUGGESTS},
    {"unless", "the client |objects|disagrees|instructs", SUGGESTS},
    {"unless", "told otherwise", SUGGESTS},
    {"unless", "you", SUGGESTS},
    {"unsure", "how |to|we|i|best", HANDS_BACK},
    {"up", "to the _ but", SUGGESTS},
    {"up", "to you", HANDS_BACK},
    {"upon", "your", SUGGESTS},
};

static const phrase_row phrases_v[] = {
    {"value", "in ACTING", SUGGESTS | UNDENIED},
};

static const phrase_row phrases_w[] = {
    {"wait", "for your |instructions|direction|decision|word", HANDS_BACK},
    {"wait", "to hear from you", HANDS_BACK},
    {"waiting", "|on|for", NOTHING},
    {"waiting", "|on|for you", SUGGESTS},
    {"waiting", "|on|for your", HANDS_BACK},
    {"waiting", "|on|for your |approval|okay|ok|signature|consent|permission|sign|go|blessing", SUGGESTS},
    {"waiting", "to hear from you", HANDS_BACK},
    {"waiting", "to |hear|see|receive|get", NOTHING},
    {"walk", "you through", COURTESY},
    {"want", "|me|us to", SUGGESTS},
    {"want", "|me|us to do |anything|more", DOUBT},
    {"want", "to |discuss|talk", COURTESY},
    {"want", "to see", DOUBT},
    {"warrants", "|a|an|another|further|closer|more", SUGGESTS},
    {"way", "forward", SUGGESTS | UNDENIED},
    {"way", "to |go|do|proceed", SUGGESTS | UNDENIED},
    {"ways", "to |proceed|go|handle|approach|address|deal|fix|do|cure|resolve|get", SUGGESTS},
    {"we", "have ... |days|weeks|months|time |to|left", SUGGESTS},
    {"we", "have |a|an|one|another ... |idea|suggestion|proposal|recommendation", SUGGESTS},
    {"we", "have got to", SUGGESTS},
    {"we", "have |two|three|four|several|some|a |options|choices|ways|alternatives", SUGGESTS},
    {"we", "have until", SUGGESTS},
    {"we", "should be able to", SUGGESTS},
    {"welcome", "|direction|guidance|instructions", HANDS_BACK},
    {"welcome", "the |chance|opportunity to ACT", SUGGESTS},
    {"welcome", "the |chance|opportunity to |discuss|talk", COURTESY},
    {"welcome", "to |keep|use|borrow|have|call|stop", COURTESY},
    {"what", "about", SUGGESTS | AT_START},
    {"what", "are your |thoughts|views|instructions|wishes", HANDS_BACK},
    {"what", "do you |want|wish|suggest|recommend|advise|think|make|say", HANDS_BACK},
    {"what", "if ME", SUGGESTS | AT_START},
    {"what", "is left is", SUGGESTS},
    {"what", "is your |thinking|view|take|preference|position|feeling|steer|instinct", HANDS_BACK},
    {"what", "remains is", SUGGESTS},
    {"what", "shall |i|we |do|say|tell|answer|reply", HANDS_BACK},
    {"what", "should |i|we |do|say|tell|answer|reply", HANDS_BACK},
    {"what", "would you |like|want|prefer|suggest|recommend|advise", HANDS_BACK},
    {"when", "you |approve|sign|agree|decide|give|tell|say", SUGGESTS},
    {"whenever", "you say", SUGGESTS},
    {"whether", "ME should", DOUBT},
    {"whether", "to ACT", DOUBT},
    {"why", "not", SUGGESTS | AT_START},
    {"will", "be able to ACT", DOUBT},
    {"will", "be |ready|back|done|finished", DOUBT},
    {"will", "follow", DOUBT},
    {"will", "go out", DOUBT},
    {"will", "have ... |day|days|week|weeks|month|months|year|years", NOTHING},
    {"will", "have A |chance|opportunity", NOTHING},
    {"will", "have to be A", SUGGESTS},
    {"will", "have until", NOTHING},
    {"will", "you ACT", SUGGESTS | AT_START},
    {"wish", "|me|us to", SUGGESTS},
    {"wish", "to |discuss|talk", COURTESY},
    {"with", "your |okay|ok|approval|permission|blessing|consent|go", SUGGESTS},
    {"word", "version", COURTESY},
    {"worth", "ACTING", SUGGESTS},
    {"worth", "|having|trying|doing|seeing|a|an|the|another|it|our|your|considering", SUGGESTS},
    {"worth", "|noting|mentioning|remembering|recalling|stressing", NOTHING},
    {"worth", "|noting|mentioning|remembering|recalling|stressing that", NOTHING},
    {"would", "allow |us|me|you", SUGGESTS},
    {"would", "be an idea to", SUGGESTS},
    {"would", "be in order", SUGGESTS},
    {"would", "be |needed|necessary|warranted|required|called", SUGGESTS},
    {"would", "|be|do |well|better |advised|off|served|to", SUGGESTS},
    {"would", "keep |us|me|you", SUGGESTS},
    {"would", "leave it |at|there", NOTHING},
    {"would", "not hurt", SUGGESTS},
    {"would", "seem |justified|warranted|appropriate|worthwhile|advisable|prudent|sensible|wise|best|right",
     SUGGESTS},
    {"would", "spare |us|me|you", SUGGESTS},
    {"would", "|tell|show|give|help|let|get|save|buy |us|me|you", SUGGESTS},
    {"would", "that be all right", SUGGESTS | AT_START},
    {"would", "that be |ok|okay|acceptable|fine|agreeable|right|possible|alright", SUGGESTS | AT_START},
    {"would", "want to see", SUGGESTS},
    {"would", "you ACT", SUGGESTS | AT_START},
    {"would", "you like ... |pdf|stick|color|too", COURTESY},
    {"would", "you like A _ copy", COURTESY},
    {"would", "you like A copy", COURTESY},
};

static const phrase_row phrases_y[] = {
    {"yet", "to be ACTED", DOUBT},
    {"you", "can |see|find", NOTHING},
    {"you", "have ... |days|weeks|months|time |to|left", SUGGESTS},
    {"you", "have got to", SUGGESTS},
    {"you", "have until", SUGGESTS},
    {"you", "know where |i|to|we", COURTESY},
    {"you", "may |recall|remember|notice", NOTHING},
    {"you", "|may|can keep", COURTESY},
    {"you", "will |find|see|recall|note|notice|receive|get|hear", NOTHING},
    {"your", "call |whether|if", DOUBT},
    {"your", "|choice|pick|preference", SUGGESTS},
    {"your", "decision |on|whether|as|about", SUGGESTS},
    {"your", "go ahead", SUGGESTS},
    {"your", "|instructions|thoughts|guidance|direction|input|views|view|steer|wishes", HANDS_BACK},
    {"your", "|ok|okay|approval|blessing|authority|consent|permission to", SUGGESTS},
    {"your", "second look", SUGGESTS},
    {"your", "thoughts on |whether|how|which", SUGGESTS},
    {"your", "|view|views|guidance|direction|instructions|input on |whether|how|which", SUGGESTS},
};

static const struct {
    const phrase_row *rows;
    size_t count;
} by_letter[26] = {
    ['a' - 'a'] = {phrases_a, COUNT(phrases_a)}, ['b' - 'a'] = {phrases_b, COUNT(phrases_b)},
    ['c' - 'a'] = {phrases_c, COUNT(phrases_c)}, ['d' - 'a'] = {phrases_d, COUNT(phrases_d)},
    ['e' - 'a'] = {phrases_e, COUNT(phrases_e)}, ['f' - 'a'] = {phrases_f, COUNT(phrases_f)},
    ['g' - 'a'] = {phrases_g, COUNT(phrases_g)}, ['h' - 'a'] = {phrases_h, COUNT(phrases_h)},
    ['i' - 'a'] = {phrases_i, COUNT(phrases_i)}, ['j' - 'a'] = {phrases_j, COUNT(phrases_j)},
    ['k' - 'a'] = {phrases_k, COUNT(phrases_k)}, ['l' - 'a'] = {phrases_l, COUNT(phrases_l)},
    ['m' - 'a'] = {phrases_m, COUNT(phrases_m)}, ['n' - 'a'] = {phrases_n, COUNT(phrases_n)},
    ['o' - 'a'] = {phrases_o, COUNT(phrases_o)}, ['p' - 'a'] = {phrases_p, COUNT(phrases_p)},
    ['q' - 'a'] = {phrases_q, COUNT(phrases_q)}, ['r' - 'a'] = {phrases_r, COUNT(phrases_r)},
    ['s' - 'a'] = {phrases_s, COUNT(phrases_s)}, ['t' - 'a'] = {phrases_t, COUNT(phrases_t)},
    ['u' - 'a'] = {phrases_u, COUNT(phrases_u)}, ['v' - 'a'] = {phrases_v, COUNT(phrases_v)},
    ['w' - 'a'] = {phrases_w, COUNT(phrases_w)}, ['y' - 'a'] = {phrases_y, COUNT(phrases_y)},
};

enum { SKIPPED = 4 };

const phrase_row *phrase_rows(char letter, size_t *count)
{
    const bool small = letter >= 'a' && letter <= 'z';
    *count = small ? by_letter[letter - 'a'].count : 0;
    return small ? by_letter[letter - 'a'].rows : NULL;
}

// --- comparing ---

/// The word or name that begins here.
static slice name_at(const char *name)
{
    slice s = {name, 0};
    while (is_letter(name[s.len]) || name[s.len] == '_')
        s.len++;
    return s;
}

/// What a name in capitals stands for; 0: it is a word.
static word_kinds kind_of_name(slice name)
{
    static const struct {
        slice name;
        word_kinds kind;
    } names[] = {{SLICE_INIT("ME"), WORD_ME},        {SLICE_INIT("YOU"), WORD_YOU},
                 {SLICE_INIT("OUR"), WORD_OUR},      {SLICE_INIT("ACT"), WORD_ACT},
                 {SLICE_INIT("ACTED"), WORD_ACTED},  {SLICE_INIT("ACTING"), WORD_ACTING},
                 {SLICE_INIT("A"), WORD_A},          {SLICE_INIT("THE"), WORD_THE},
                 {SLICE_INIT("NUMBER"), WORD_NUMBER}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (slice_equal(name, names[i].name))
            return names[i].kind;
    }
    return 0;
}

/// Whether the word is the one that begins at `name`, or is of the kind that is named there.
static bool is_named(const char *name, const ending_word *word)
{
    if (*name >= 'a')
        return slice_equal(name_at(name), word->text);
    return *name == '_' || (word->is & kind_of_name(name_at(name))) != 0;
}

/// False for nearly all words that are another, by the first letter.
static inline bool may_be_named(const char *name, const ending_word *word)
{
    return *name == word->text.ptr[0] || *name < 'a'; // such as names, in capitals, and "_"
}

/// True if the word is one of those that the atom names.
static inline bool is_one_of(const char *atom, const ending_word *word)
{
    if (*atom != '|')
        return may_be_named(atom, word) && is_named(atom, word);
    do {
        atom++;
        if (may_be_named(atom, word) && is_named(atom, word))
            return true;
        while ((unsigned char)(*atom - '!') < '|' - '!') // up to the next '|', a blank or the end
            atom++;
    } while (*atom == '|');
    return false;
}

/// The word at or after `at` that is the atom, with at most `skip` words of any kind, or adverbs, before it; NULL: there is none.
static const ending_word *find_atom(const sentence *s, size_t at, const char *atom, size_t skip)
{
    for (; at < s->count; at++) {
        if (is_one_of(atom, &s->words[at]))
            return &s->words[at];
        bool adverb = (s->words[at].is & WORD_ADVERB) != 0;
        if (!adverb && skip == 0)
            return NULL;
        skip -= adverb ? 0 : 1;
    }
    return NULL;
}

/// The atom behind the one at `atom`: a NUL if it is the last.
static const char *next_atom(const char *atom)
{
    while (*atom != ' ' && *atom != '\0')
        atom++;
    return *atom == ' ' ? atom + 1 : atom;
}

static bool is_denied(const sentence *s, size_t at)
{
    while (at > 0 && (s->words[at].marks & MARK_STARTS) == 0) {
        at--;
        if ((s->words[at].is & WORD_AND) != 0)
            return false;
        if ((s->words[at].is & (WORD_NO | WORD_NOT)) != 0)
            return true;
    }
    return false;
}

/// How many words of the sentence the phrase is, whose first word is the one at `at`; 0: it is not there.
static size_t match(const phrase_row *row, const sentence *s, size_t at)
{
    size_t from = at++;
    size_t skip = 0;
    for (const char *atom = row->rest; *atom != '\0'; atom = next_atom(atom)) {
        if (*atom == '.') { // "..."
            skip = SKIPPED;
            continue;
        }
        const ending_word *found = find_atom(s, at, atom, skip);
        if (found == NULL)
            return 0;
        at = (size_t)(found - s->words) + 1;
        skip = 0;
    }
    return (row->says & UNDENIED) != 0 && is_denied(s, from) ? 0 : at - from;
}

/// False for nearly all phrases that do not stand at a word, by the letter that must follow.
static inline bool may_stand(const phrase_row *row, const sentence *s, size_t at)
{
    if ((row->says & AT_START) != 0 && (s->words[at].marks & MARK_STARTS) == 0)
        return false;
    const char next = row->rest[0];
    if (next < 'a' || next > 'z' || at + 1 >= s->count)
        return next == '\0' || at + 1 < s->count;
    return s->words[at + 1].text.ptr[0] == next || (s->words[at + 1].is & WORD_ADVERB) != 0;
}

reading phrase_at(const sentence *s, size_t at, size_t *length)
{
    *length = 0;
    reading says = READ_NOTHING;
    const ending_word *word = &s->words[at];
    if ((word->marks & MARK_OPENS) == 0)
        return says;
    size_t count;
    const phrase_row *rows = phrase_rows(word->text.ptr[0], &count);
    const size_t from = key_find(rows, sizeof *rows, count, word->key);
    if (from == count || !key_equal(key_of_bytes(rows[from].first), word->key))
        return says;
    for (size_t i = from; i < count && memcmp(rows[i].first, rows[from].first, KEY_BYTES) == 0; i++) {
        size_t words = may_stand(&rows[i], s, at) ? match(&rows[i], s, at) : 0;
        reading row = (reading)(rows[i].says & PHRASE_READING);
        bool prevails = words == *length && words > 0 && row == READ_COURTESY;
        if (words > *length || prevails) {
            *length = words;
            says = row;
        }
    }
    return says;
}

// --- phrases of the caller ---

static bool is_plain(char c)
{
    return is_letter(c) || is_digit(c) || c == '_';
}

/// False only if no word of the sentence is the phrase's first one: it need not be read then.
static bool may_be_in(const sentence *s, slice phrase)
{
    if (phrase.len == 0 ||
        !is_plain(phrase.ptr[0])) // begins with a sign or another letter: for sentence.c to read
        return true;
    if ((s->letters >> letter_number(lower(phrase.ptr[0])) & 1) == 0)
        return false;
    char first[KEY_BYTES] = {0};
    size_t length = 0;
    for (; length < phrase.len && length < KEY_BYTES && is_plain(phrase.ptr[length]); length++)
        first[length] = lower(phrase.ptr[length]);
    const char behind = length < phrase.len ? phrase.ptr[length] : ' ';
    if (behind == '\'' || (unsigned char)behind >= 0x80 || is_plain(behind)) // "won't", or a long word
        return true;
    const word_key key = key_of_bytes(first);
    bool found = false;
    for (size_t at = 0; at < s->count && !found; at++)
        found = key_equal(s->words[at].key, key);
    return found;
}

static bool stands_at(const sentence *s, size_t at, const sentence *phrase)
{
    for (size_t i = 0; i < phrase->count; i++) {
        if (!slice_equal(s->words[at + i].text, phrase->words[i].text))
            return false;
    }
    return true;
}

bool phrase_is_in(const sentence *s, slice phrase)
{
    if (!may_be_in(s, phrase))
        return false;
    sentence words;
    sentence_of_phrase(phrase, &words);
    for (size_t at = 0; words.count > 0 && at + words.count <= s->count; at++) {
        if (stands_at(s, at, &words))
            return true;
    }
    return false;
}
