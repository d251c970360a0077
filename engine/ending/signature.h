/// What stands below a memo's own text: signatures, notations, notices. Private to engine/ending/.
///
/// Some ask for what the line opens with (opening_kinds), which is found once for a line.
#ifndef ADVISE_ENDING_SIGNATURE_H
#define ADVISE_ENDING_SIGNATURE_H

#include "base/slice.h"

/// Nothing but signs: "-----", "* * *", "_____"; also page numbers and "End of summary".
bool signature_is_rule(slice line);

/// "Regards,", "Respectfully submitted,", "Thanks": what letters end with.
bool signature_is_valediction(slice line, unsigned opens);

/// "cc: …", "Enclosures", "Ext. 214", "Prepared by: …", a telephone, street or mail line.
bool signature_is_notation(slice line, unsigned opens);

/// "Enclosures:", "Attachments (2)", "cc: Dana": what may go on in a list.
bool signature_heads_enclosures(slice line, unsigned opens);

/// "dw", "DW/kl", "/s/ Dana", "— Dana".
bool signature_is_initials(slice line);

/// A few words, each with a capital, no sentence: a name or title.
bool signature_is_name(slice line);

/// "P.S." and the like.
bool signature_is_postscript(slice line, unsigned opens);

/// A paragraph that begins a notice of confidentiality, or says that it is one.
bool signature_is_notice(slice text, unsigned opens);

#endif
