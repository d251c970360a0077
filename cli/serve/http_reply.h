/// Answers as HTTP, each with the headers that keep a browser from doing more with it than it should.
#ifndef ADVISE_CLI_SERVE_HTTP_REPLY_H
#define ADVISE_CLI_SERVE_HTTP_REPLY_H

#include "respond/respond.h"
#include "serve/assets.h"
#include "serve/gate.h"

#include <microhttpd.h>

enum MHD_Result reply_response(struct MHD_Connection *connection, response *answer);
enum MHD_Result reply_error(struct MHD_Connection *connection, response_status status, const char *error,
                            const char *message);
/// 405, with the methods that there are.
enum MHD_Result reply_wrong_method(struct MHD_Connection *connection, const char *allowed);
enum MHD_Result reply_asset(struct MHD_Connection *connection, const asset *file);
/// The page for those who may not come in.
enum MHD_Result reply_locked(struct MHD_Connection *connection, response_status status);
/// Gives the cookie, and sends the browser to the address without the token.
enum MHD_Result reply_cookie(struct MHD_Connection *connection, const gate *g);

#endif
