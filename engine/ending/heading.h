/// Headings, and which of them are for steps. Private to engine/ending/.
///
/// All ask for what the line opens with (opening_kinds), which is found once for a line.
#ifndef ADVISE_ENDING_HEADING_H
#define ADVISE_ENDING_HEADING_H

#include "base/slice.h"

/// "Next steps", "IV. Recommendations:", "**To do**": a heading under which steps stand.
bool heading_is_for_steps(slice line, unsigned opens);

/// A heading for steps with its steps behind it in the line: "Next steps: call the clerk." `*steps` receives what stands behind it.
bool heading_opens_with_steps(slice line, unsigned opens, slice *steps);

/// Any other heading: capitals throughout, or a usual one ("Conclusion").
bool heading_is_other(slice line, unsigned opens);

#endif
