# Build, test and install advise. `make help` lists the targets.
#
# Flavours never mix: each has a folder below build/ with the same layout, and build/ itself is the
# ordinary one. A change of compiler or flags rebuilds the flavour that it concerns.

VERSION   := $(shell sed -n 's/^.define ADVISE_VERSION "\(.*\)"$$/\1/p' engine/advise.h)
SOVERSION := 0

PREFIX      ?= /usr/local
prefix      ?= $(PREFIX)
exec_prefix ?= $(prefix)
bindir      ?= $(exec_prefix)/bin
libdir      ?= $(exec_prefix)/lib
libexecdir  ?= $(exec_prefix)/libexec
includedir  ?= $(prefix)/include
datarootdir ?= $(prefix)/share
datadir     ?= $(datarootdir)
mandir      ?= $(datarootdir)/man
docdir      ?= $(datarootdir)/doc/advise
bashdir     ?= $(datarootdir)/bash-completion/completions
zshdir      ?= $(datarootdir)/zsh/site-functions
fishdir     ?= $(datarootdir)/fish/vendor_completions.d
DESTDIR     ?=

INSTALL         ?= install
INSTALL_PROGRAM ?= $(INSTALL) -m 755
INSTALL_DATA    ?= $(INSTALL) -m 644
PKG_CONFIG      ?= pkg-config
OBJCOPY         ?= objcopy
CLANG           ?= clang
CLANG_FORMAT    ?= clang-format
CLANG_TIDY      ?= clang-tidy
GCOVR           ?= gcovr
CFLAGS          ?= -O2 -g

MIN_COVERAGE ?= 90
MIN_MUTATION ?= 80
FUZZ_SECONDS ?= 20
SOAK_SECONDS ?= 20
CPUS         := $(shell nproc 2>/dev/null || echo 2)

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules
ifeq ($(MAKELEVEL),0)
ifeq ($(filter -j% --jobs%,$(shell tr '\0' ' ' </proc/$$PPID/cmdline 2>/dev/null)),)
MAKEFLAGS += -j$(CPUS)
endif
MAKEFLAGS += --output-sync=target
endif

# ---- flavours ---------------------------------------------------------------------------------------------------

ifdef FLAVOUR
else ifdef FUZZ
FLAVOUR := fuzz
else ifdef COVERAGE
FLAVOUR := coverage
else ifdef RACE
FLAVOUR := race
else ifdef STATIC
FLAVOUR := static
else
FLAVOUR := $(if $(findstring clang,$(CC)),clang)
ifdef SANITIZE
FLAVOUR := $(if $(FLAVOUR),$(FLAVOUR)-)asan
endif
endif
B := build$(if $(FLAVOUR),/$(FLAVOUR))

HARDENING := -fstack-protector-strong -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
ifdef FUZZ
override CFLAGS := -O1 -g
FLAVOUR_FLAGS   := -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
HARDENING       :=
else ifdef SANITIZE
override CFLAGS := -O1 -g
FLAVOUR_FLAGS   := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
# The tests start the program more than a thousand times, and half of what a sanitized one does is to start: less is to be
# relocated this way. clang links its runtimes so anyway.
PROGRAM_FLAGS   := -no-pie $(if $(findstring clang,$(CC)),,-static-libasan -static-libubsan)
HARDENING       :=
else ifdef RACE
override CFLAGS := -O1 -g
FLAVOUR_FLAGS   := -fsanitize=thread -fno-omit-frame-pointer
HARDENING       :=
else ifdef COVERAGE
override CFLAGS := -O0 -g
FLAVOUR_FLAGS   := --coverage -fprofile-update=atomic
HARDENING       :=
else ifdef STATIC
# For `make dist`, which says what else goes into the programs. The linker's maps tell which archives did.
override PKG_CONFIG := $(PKG_CONFIG) --static
PROGRAM_FLAGS   = -static-pie -Wl,-z,relro,-z,now -Wl,-Map=$@.map
endif

# ---- flags ------------------------------------------------------------------------------------------------------

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wdouble-promotion -Wformat=2 -Wundef -Wvla \
            -Wcast-qual -Wcast-align -Wwrite-strings -Wpointer-arith -Wimplicit-fallthrough \
            -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition
ifeq ($(findstring clang,$(CC)),)
WARNINGS += -Wlogical-op -Wduplicated-cond -Wduplicated-branches
else
# clang's -Wformat-nonliteral has no exception for functions that forward their own checked format.
WARNINGS += -Wno-format-nonliteral
endif
ifdef WERROR
WARNINGS += -Werror
endif

# Intel's decimals have no .pc file. Arguments by value, rounding mode and status flags as arguments: no global state.
BID_FLAGS := -DDECIMAL_CALL_BY_REFERENCE=0 -DDECIMAL_GLOBAL_ROUNDING=0 -DDECIMAL_GLOBAL_EXCEPTION_FLAGS=0
BID_LIB   ?= -lbidgcc000

ENGINE_PKGS := yaml-0.1 libcyaml libpcre2-8 zlib libzstd liblzma sqlite3
# What reads workbooks is left out without its libraries; WORKBOOK_PKGS= leaves it out with them.
WORKBOOK_PKGS ?= $(shell $(PKG_CONFIG) --exists minizip expat 2>/dev/null && echo minizip expat)
ENGINE_PKGS   += $(WORKBOOK_PKGS)
# Likewise for what writes them.
XLSX_PKGS     ?= $(shell $(PKG_CONFIG) --exists xlsxwriter minizip expat 2>/dev/null && echo xlsxwriter minizip expat)
# Its libraries take longer to load than most commands run: advise-workbook is the command with them, and takes its place if it shall write
# a workbook. A static program loads none and has them in itself.
XLSX_APART    := $(if $(STATIC),,$(XLSX_PKGS))
CLI_PKGS      := libedit jansson sqlite3 $(if $(STATIC),$(XLSX_PKGS))
# The local page is a program of its own, so that the command does not pull in a library for HTTP. Without the library it is not built.
SERVE_PKGS  := $(shell $(PKG_CONFIG) --exists libmicrohttpd 2>/dev/null && echo libmicrohttpd)
TEST_PKGS   := cmocka jansson
# System headers are not ours to warn about.
system_headers = $(patsubst -I%,-isystem %,$(1))
ENGINE_PKG_CFLAGS := $(call system_headers,$(shell $(PKG_CONFIG) --cflags $(ENGINE_PKGS) 2>/dev/null))
ENGINE_PKG_LIBS   := $(shell $(PKG_CONFIG) --libs $(ENGINE_PKGS) 2>/dev/null)
CLI_PKG_CFLAGS    := $(call system_headers,$(shell $(PKG_CONFIG) --cflags $(CLI_PKGS) $(XLSX_APART) 2>/dev/null))
CLI_PKG_LIBS      := $(shell $(PKG_CONFIG) --libs $(CLI_PKGS) 2>/dev/null)
XLSX_PKG_LIBS     := $(if $(XLSX_APART),$(shell $(PKG_CONFIG) --libs $(XLSX_APART) 2>/dev/null))
SERVE_PKG_LIBS    := $(if $(SERVE_PKGS),$(shell $(PKG_CONFIG) --libs $(SERVE_PKGS) 2>/dev/null))
TEST_PKG_CFLAGS   := $(call system_headers,$(shell $(PKG_CONFIG) --cflags $(TEST_PKGS) 2>/dev/null))
TEST_PKG_LIBS     := $(shell $(PKG_CONFIG) --libs $(TEST_PKGS) 2>/dev/null)

# -ffp-contract=off: the same certainties, bit for bit, from every compiler and machine.
BASE_CFLAGS := -std=c17 -D_GNU_SOURCE -fPIC -pthread -fvisibility=hidden -ffp-contract=off \
               $(WARNINGS) $(HARDENING) $(FLAVOUR_FLAGS) $(BID_FLAGS) $(ENGINE_PKG_CFLAGS)
BASE_LDFLAGS    := -pthread -Wl,--as-needed $(FLAVOUR_FLAGS)
PROGRAM_LDFLAGS  = $(BASE_LDFLAGS) $(PROGRAM_FLAGS)
ENGINE_LIBS     := $(ENGINE_PKG_LIBS) -lunistring $(BID_LIB) -lm

INCLUDES_engine := -Iengine
INCLUDES_cli    := -Icli -Iengine $(CLI_PKG_CFLAGS) -DADVISE_DATADIR='"$(datadir)/advise"' -DADVISE_LIBEXECDIR='"$(libexecdir)/advise"'
INCLUDES_tests  := -Iengine -Icli -Itests/support $(TEST_PKG_CFLAGS)
room_flags = $(INCLUDES_$(firstword $(subst /, ,$(1))))

# ---- sources ----------------------------------------------------------------------------------------------------

# A room, and its tests; or the file that stands in for it.
WORKBOOKS_OUT := $(if $(WORKBOOK_PKGS),engine/workbook/absent.c engine/import/absent.c,$(filter-out engine/%/absent.c,$(wildcard \
                     engine/workbook/*.c tests/workbook/*.c tests/support/archive_maker.c tests/fuzz/fuzz_workbook.c \
                     engine/import/read_archive.c engine/import/read_xml.c tests/import/test_import_archives.c)))
WORKBOOKS_OUT += $(if $(XLSX_PKGS),,tests/workbook/test_workbook_out.c)
ENGINE_SRC  := $(sort $(filter-out $(WORKBOOKS_OUT),$(wildcard engine/*.c engine/*/*.c)))
SERVE_SRC   := $(if $(SERVE_PKGS),$(sort $(wildcard cli/respond/*.c cli/serve/*.c)))
XLSX_OUT    := cli/outcome/workbook.c cli/outcome/workbook_whole.c
XLSX_SRC    := $(if $(XLSX_APART),$(XLSX_OUT))
CLI_SRC     := $(filter-out cli/respond/% cli/serve/% $(if $(and $(STATIC),$(XLSX_PKGS)),cli/outcome/workbook_absent.c,$(XLSX_OUT)),\
                 $(sort $(wildcard cli/*.c cli/*/*.c)))
SUPPORT_SRC := $(sort $(filter-out $(WORKBOOKS_OUT),$(wildcard tests/support/*.c)))
TEST_SRC    := $(sort $(filter-out $(WORKBOOKS_OUT),$(wildcard $(foreach room,$(or $(ROOM),*),tests/$(room)/test_*.c))))
TEST_SH     := $(sort $(wildcard $(foreach room,$(or $(ROOM),*),tests/$(room)/test_*.sh)))
FUZZ_SRC    := $(filter-out $(if $(SERVE_SRC),,%/fuzz_respond.c),$(sort $(filter-out $(WORKBOOKS_OUT),$(wildcard tests/fuzz/fuzz_*.c))))
REPLAY_SRC  := $(wildcard tests/fuzz/replay.c)
BENCH_SRC   := $(sort $(wildcard tests/bench/bench_*.c))
# What the torture is made of.
TORTURE_SRC := $(filter-out tests/torture/test_%.c tests/torture/soak.c,$(sort $(wildcard tests/torture/*.c)))
# Programs that make what tests and benchmarks read.
MAKER_SRC   := $(sort $(wildcard tests/bench/generate_*.c tests/bench/measure_*.c tests/torture/soak.c))
HEADERS     := $(sort $(wildcard engine/*.h engine/*/*.h cli/*.h cli/*/*.h tests/*/*.h))
ALL_SRC     := $(ENGINE_SRC) $(CLI_SRC) $(XLSX_SRC) $(SERVE_SRC) $(SUPPORT_SRC) $(TEST_SRC) $(FUZZ_SRC) $(REPLAY_SRC) $(BENCH_SRC) $(MAKER_SRC) $(TORTURE_SRC)

obj = $(patsubst %.c,$(B)/obj/%.o,$(1))

STATIC_LIB := $(B)/libadvise.a
SONAME     := libadvise.so.$(SOVERSION)
REAL_LIB   := libadvise.so.$(VERSION)
SHARED_LIB := $(B)/$(REAL_LIB)
SUPPORT    := $(B)/libsupport.a
PROGRAM    := $(if $(CLI_SRC),$(B)/advise)
SERVE      := $(if $(SERVE_SRC),$(B)/advise-serve)
XLSX       := $(if $(XLSX_SRC),$(B)/advise-workbook)
HELPERS    := $(XLSX) $(SERVE)
TESTS      := $(patsubst %.c,$(B)/%,$(TEST_SRC))
REPLAYS    := $(if $(and $(REPLAY_SRC),$(filter fuzz,$(or $(ROOM),fuzz))),$(patsubst tests/fuzz/fuzz_%.c,$(B)/tests/fuzz/replay_%,$(FUZZ_SRC)))
FUZZERS    := $(patsubst tests/fuzz/fuzz_%.c,$(B)/fuzz_%,$(FUZZ_SRC))
BENCHES    := $(patsubst %.c,$(B)/%,$(BENCH_SRC))
MAKERS     := $(patsubst %.c,$(B)/%,$(MAKER_SRC))

# ---- how it is said ---------------------------------------------------------------------------------------------

ifdef V
Q   :=
say  = @:
else
Q   := @
# One short line a step on a terminal, none elsewhere.
say  = $(if $(MAKE_TERMOUT),@printf '  %-5s %s\n' $(1),@:)
endif

# ---- build ------------------------------------------------------------------------------------------------------

.PHONY: all libs tests everything man
all: libs $(PROGRAM) $(HELPERS) $(if $(FLAVOUR),,man)
libs: $(STATIC_LIB) $(SHARED_LIB) $(B)/libadvise.so $(B)/$(SONAME)
tests: $(TESTS) $(REPLAYS) $(PROGRAM) $(HELPERS)
everything: all tests $(BENCHES) $(MAKERS) $(call obj,$(FUZZ_SRC))

# What everything is compiled with; changes only when that does.
FLAGS_FILE := $(B)/flags
FLAGS_TEXT := $(CC) $(CPPFLAGS) $(CFLAGS) $(BASE_CFLAGS) $(INCLUDES_tests) | $(LDFLAGS) $(PROGRAM_LDFLAGS) $(ENGINE_LIBS) $(LDLIBS) $(CLI_PKG_LIBS) $(XLSX_PKG_LIBS) $(SERVE_PKG_LIBS) $(TEST_PKG_LIBS)
export FLAGS_TEXT
.PHONY: FORCE
$(FLAGS_FILE): FORCE
	@test -n "$(ENGINE_PKG_LIBS)" -a -n "$(CLI_PKG_LIBS)" || { echo "advise: libraries are missing: run 'make deps' first" >&2; exit 1; }
	@mkdir -p $(@D)
	@printf '%s\n' "$$FLAGS_TEXT" | cmp -s - $@ || printf '%s\n' "$$FLAGS_TEXT" > $@
# Likewise for what else is built in: a removed source must leave the archives.
$(B)/%.list: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' $(LIST) | cmp -s - $@ || printf '%s\n' $(LIST) > $@
$(B)/engine.list: LIST = $(ENGINE_SRC)
$(B)/cli.list: LIST = $(CLI_SRC)
$(B)/serve.list: LIST = $(SERVE_SRC)
$(B)/support.list: LIST = $(SUPPORT_SRC)
$(B)/datadir.list: LIST = '$(datadir)' '$(libexecdir)'
$(call obj,$(CLI_SRC) $(XLSX_SRC) $(SERVE_SRC)): $(B)/datadir.list

$(B)/obj/%.o: %.c $(FLAGS_FILE)
	$(call say,CC $<)
	@mkdir -p $(@D)
	$(Q)$(CC) $(BASE_CFLAGS) $(call room_flags,$<) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(STATIC_LIB): $(call obj,$(ENGINE_SRC)) $(B)/engine.list
	$(call say,AR $@)
	$(Q)rm -f $@ && $(AR) rcs $@ $(filter %.o,$^)

# The same for others: one object, of which only what advise.h declares is seen, so that no name of ours meets one of theirs.
ALONE_LIB := $(B)/alone/libadvise.a
$(B)/alone/advise.o: $(call obj,$(ENGINE_SRC)) $(B)/engine.list $(FLAGS_FILE)
	@mkdir -p $(@D)
	$(Q)$(LD) -r -o $@ $(filter %.o,$^) && $(OBJCOPY) --localize-hidden $@
$(ALONE_LIB): $(B)/alone/advise.o
	$(Q)rm -f $@ && $(AR) rcs $@ $<

$(SUPPORT): $(call obj,$(SUPPORT_SRC)) $(B)/support.list
	$(Q)rm -f $@ && $(AR) rcs $@ $(filter %.o,$^)

$(SHARED_LIB): $(call obj,$(ENGINE_SRC)) $(B)/engine.list engine/advise.map $(FLAGS_FILE)
	$(call say,LD $@)
	$(Q)$(CC) -shared $(BASE_LDFLAGS) -Wl,-soname,$(SONAME) -Wl,--version-script=engine/advise.map \
	    $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) $(ENGINE_LIBS) $(LDLIBS)
$(B)/$(SONAME): $(SHARED_LIB)
	$(Q)ln -sf $(REAL_LIB) $@
$(B)/libadvise.so: $(B)/$(SONAME)
	$(Q)ln -sf $(SONAME) $@

# What is ours in a program. Static programs hold libraries that have names as we do, so there it is one object, with names that only it sees.
own = $(if $(STATIC),$(B)/alone/$(1).o $(ALONE_LIB),$(call obj,$(2)) $(STATIC_LIB))
$(B)/alone/advise-command.o: $(call obj,$(CLI_SRC))
$(B)/alone/advise-serve.o: $(call obj,$(SERVE_SRC) $(filter-out cli/main.c,$(CLI_SRC)))
$(B)/alone/advise-command.o $(B)/alone/advise-serve.o: $(FLAGS_FILE)
	@mkdir -p $(@D)
	$(Q)$(LD) -r -o $@ $(filter %.o,$^) && $(OBJCOPY) --keep-global-symbol=main $@

# Linked with the static library: nothing of ours is looked up when the program starts. It finds the packs in ../rules,
# seen from where it lies; the flavours lie a folder deeper.
$(B)/advise: $(call own,advise-command,$(CLI_SRC)) $(B)/cli.list $(FLAGS_FILE)
	$(call say,LD $@)
	$(Q)$(CC) $(PROGRAM_LDFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) $(filter %.a,$^) $(ENGINE_LIBS) $(CLI_PKG_LIBS) $(LDLIBS)
	$(if $(FLAVOUR),@ln -sfn ../rules build/rules)

# `advise batch --format xlsx` goes on as this.
$(B)/advise-workbook: $(call obj,$(filter-out %/workbook_absent.c,$(CLI_SRC)) $(XLSX_SRC)) $(STATIC_LIB) $(B)/cli.list $(FLAGS_FILE)
	$(call say,LD $@)
	$(Q)$(CC) $(PROGRAM_LDFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) $(filter %.a,$^) $(ENGINE_LIBS) $(CLI_PKG_LIBS) $(XLSX_PKG_LIBS) $(LDLIBS)

# `advise serve` starts it. It has the files of its page in itself.
$(B)/advise-serve: $(call own,advise-serve,$(SERVE_SRC) $(filter-out cli/main.c,$(CLI_SRC))) $(B)/cli.list $(B)/serve.list $(FLAGS_FILE)
	$(call say,LD $@)
	$(Q)$(CC) $(PROGRAM_LDFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) $(filter %.a,$^) $(ENGINE_LIBS) $(CLI_PKG_LIBS) $(SERVE_PKG_LIBS) $(LDLIBS)
$(B)/obj/cli/serve/assets.o: $(wildcard cli/serve/page/*) docs/openapi.yaml
$(B)/obj/cli/command/completion.o: $(wildcard cli/shell/*)

$(TESTS) $(BENCHES) $(MAKERS): $(B)/%: $(B)/obj/%.o $(SUPPORT) $(STATIC_LIB) $(FLAGS_FILE)
	$(call say,LD $@)
	@mkdir -p $(@D)
	$(Q)$(CC) $(PROGRAM_LDFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) $(SUPPORT) $(STATIC_LIB) $(ENGINE_LIBS) $(TEST_PKG_LIBS) $(LDLIBS)
# Parts of the command that are tested by themselves; the rest of it is run.
$(B)/tests/cli/test_digits: $(call obj,cli/write/digits.c)
$(B)/tests/cli/test_ids: $(call obj,cli/exit_status.c cli/outcome/ids.c $(filter cli/write/%.c,$(CLI_SRC)))
$(B)/tests/cli/test_json: $(call obj,cli/write/digits.c cli/write/json.c cli/write/room.c)
$(B)/tests/cli/test_csv: $(call obj,cli/exit_status.c $(filter cli/write/%.c,$(CLI_SRC)))
$(B)/tests/cli/test_last: $(call obj,cli/exit_status.c cli/file/json_line.c cli/file/lines.c cli/file/nameless.c cli/since/last.c cli/write/memory.c cli/write/text_stream.c cli/write/screen.c)
$(B)/tests/cli/test_database: $(call obj,cli/file/database.c)
$(B)/tests/cli/test_sorter: $(call obj,cli/exit_status.c cli/file/nameless.c cli/file/sorter.c cli/write/memory.c cli/write/text_stream.c)
$(B)/tests/report/test_refusals: $(call obj,cli/exit_status.c $(filter cli/report/refusals%.c cli/report/diagnostics%.c cli/write/%.c,$(CLI_SRC)))
$(B)/tests/report/test_target: $(call obj,cli/exit_status.c cli/report/phrase.c cli/report/target.c $(filter cli/write/%.c,$(CLI_SRC)))
$(B)/tests/summary/test_privacy: $(call obj,cli/exit_status.c cli/file/json_line.c cli/file/lines.c $(filter cli/summary/%.c cli/report/refusals%.c cli/report/diagnostics%.c cli/write/%.c,$(CLI_SRC)))
$(B)/tests/sheet/test_file_name: $(call obj,cli/exit_status.c cli/sheet/folder.c $(filter cli/write/%.c,$(CLI_SRC)))
$(B)/tests/serve/test_guests: $(call obj,cli/serve/guests.c cli/write/deadline.c)
$(B)/tests/serve/test_workers: $(call obj,cli/exit_status.c cli/serve/workers.c cli/respond/answer.c cli/respond/held.c cli/respond/response.c $(filter cli/report/refusals%.c cli/report/diagnostics%.c cli/write/%.c,$(CLI_SRC)))
$(B)/tests/cli/test_output_new $(B)/tests/cli/test_output_sync: $(call obj,cli/exit_status.c cli/file/output.c cli/file/leftovers.c cli/file/links.c cli/write/memory.c cli/write/text_stream.c cli/write/screen.c cli/write/stream.c)

# Stands before the allocator of the C library; the sanitizers have their own.
SHORT_MEMORY := $(if $(findstring sanitize,$(FLAVOUR_FLAGS)),,$(B)/short_memory.so)
$(B)/short_memory.so: tests/cli/short_memory.c $(FLAGS_FILE)
	$(Q)$(CC) -shared -fPIC -O1 -o $@ $<
# Likewise, and before calls on sockets, in the local page's server while it runs.
FAILING_SERVER := $(if $(findstring sanitize,$(FLAVOUR_FLAGS)),,$(B)/failing_server.so)
$(B)/failing_server.so: tests/serve/failing_server.c $(FLAGS_FILE)
	$(Q)$(CC) -shared -fPIC -O1 -D_GNU_SOURCE -o $@ $< -ldl
$(B)/tests/torture/test_torture: $(SHORT_MEMORY) $(FAILING_SERVER) $(call obj,$(TORTURE_SRC))

# The program without its main, for targets that run parts of it.
PROGRAM_LIB := $(B)/libprogram.a
$(PROGRAM_LIB): $(filter-out $(B)/obj/cli/main.o,$(call obj,$(CLI_SRC))) $(B)/cli.list
	$(Q)rm -f $@ && $(AR) rcs $@ $(filter %.o,$^)

$(REPLAYS): $(B)/tests/fuzz/replay_%: $(B)/obj/tests/fuzz/fuzz_%.o $(B)/obj/tests/fuzz/replay.o $(PROGRAM_LIB) $(SUPPORT) $(STATIC_LIB) $(FLAGS_FILE)
	$(call say,LD $@)
	@mkdir -p $(@D)
	$(Q)$(CC) $(PROGRAM_LDFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) $(PROGRAM_LIB) $(SUPPORT) $(STATIC_LIB) $(ENGINE_LIBS) $(CLI_PKG_LIBS) $(LDLIBS)
$(B)/fuzz_respond $(B)/tests/fuzz/replay_respond: $(call obj,$(filter cli/respond/%,$(SERVE_SRC)))

# ---- manual pages -----------------------------------------------------------------------------------------------

# One for each command, and the others. The program says what it knows itself; only the ordinary flavour makes them.
COMMANDS   := $(shell sed -n 's/^    \.name = "\(..*\)",$$/\1/p' cli/command/*.c)
MADE_PAGES := $(patsubst %,$(B)/man/%,$(sort $(COMMANDS:%=advise-%.1) advise-pack.5 advise-profile.5 libadvise.3))
MAN_PAGES  := docs/man/advise.1 $(MADE_PAGES)
$(MADE_PAGES): $(PROGRAM) engine/advise.h $(wildcard docs/man/*)
	$(call say,MAN $@)
	@mkdir -p $(@D)
	$(Q)sh docs/man/make-page.sh $(B)/advise $(@F) > $@
man: $(MADE_PAGES)

-include $(patsubst %.o,%.d,$(call obj,$(ALL_SRC)))

# ---- test -------------------------------------------------------------------------------------------------------

.PHONY: test test-bare check golden-update
check: test
# The longest begin first, so that none is left to run alone.
LONGEST     := $(B)/tests/golden/test_golden $(B)/tests/batch/test_resume tests/cli/test_outputs.sh tests/cli/test_recipes.sh
ALL_TESTS   := $(TESTS) $(REPLAYS) $(TEST_SH)
# For a test that hangs. A sanitized one takes several times as long, and so does any on a machine that does other things.
test: export TEST_TIMEOUT ?= $(if $(findstring sanitize,$(FLAVOUR_FLAGS)),1200,600)
test: all tests
	@ADVISE_BUILD=$(CURDIR)/$(B) CC='$(CC)' sh tests/run.sh $(B) $(filter $(LONGEST),$(ALL_TESTS)) $(filter-out $(LONGEST),$(ALL_TESTS))

# The local page, driven in a browser. Says so if something that it needs is missing.
.PHONY: test-web
test-web: all
	+@sh tests/web/run.sh $(B)

# The recipes for data engines, in Spark, DuckDB and ClickHouse. Says so if something that they need is missing.
.PHONY: test-engines
test-engines: all
	+@sh tests/engines/run.sh $(B)

# The README's commands in a bare Debian 12, with what is committed. It takes minutes: the + shows its lines as they come.
test-bare:
	+@sh .ci/bare

# Changes each shipped pack in one place after the other; fails where its tests notice less than MIN_MUTATION percent.
.PHONY: mutate
mutate: all
	@for pack in rules/*/pack.yaml; do $(B)/advise test --mutate --min-mutation $(MIN_MUTATION) "$${pack%/pack.yaml}" || exit 1; done

# Changes the C sources in one place after the other and tells which changes no test notices: COUNT of each room (ROOM='infer pack'), or of
# all of them together, chosen by SEED; TESTS_OF=room runs only the room's own tests, TESTS_OF=near also the sessions of tests/golden;
# AT='FILE:LINE…' tries only those that stand there. Takes minutes for each that none notices.
.PHONY: mutate-code
mutate-code:
	+@python3 tests/mutation/mutate_code.py --room '$(ROOM)' --count $(or $(COUNT),20) --seed $(or $(SEED),1) --tests $(or $(TESTS_OF),all) --at '$(AT)'

# Every call of the system and every allocation fails, in each command: `make test` tries some. It takes about an hour. TORTURE=NAME
# tries all of one command.
.PHONY: torture
torture: all $(B)/tests/torture/test_torture
	+@ADVISE_BUILD=$(CURDIR)/$(B) TORTURE='$(or $(TORTURE),all)' $(B)/tests/torture/test_torture
	+@ADVISE_BUILD=$(CURDIR)/$(B) TORTURE='$(or $(TORTURE),all)' sh tests/torture/test_serve.sh

# ThreadSanitizer over batches: their tests, and the program with several threads in every format.
.PHONY: race race-run
race:
	$(Q)$(MAKE) --no-print-directory RACE=1 race-run
RACED := $(patsubst %.c,$(B)/%,$(filter tests/batch/%,$(TEST_SRC)))
race-run: all $(RACED) $(B)/tests/bench/generate_profiles
	+@for test in $(filter-out %/test_resume,$(RACED)); do \
	    TSAN_OPTIONS='halt_on_error=1 exitcode=66' ADVISE_BUILD=$(CURDIR)/$(B) $$test || exit 1; done
	+@sh tests/torture/race.sh $(CURDIR)/$(B)

# Batches over and over, for SOAK_SECONDS: memory and descriptors do not grow.
.PHONY: soak
soak: all $(B)/tests/torture/soak
	+@ADVISE_BUILD=$(CURDIR)/$(B) SOAK_SECONDS=$(SOAK_SECONDS) $(B)/tests/torture/soak

# Rewrites the golden transcripts, and the guide's sessions and tables, with what the program says now: read the diff before
# committing it.
GUIDES := $(B)/tests/docs/test_packs_guide $(B)/tests/docs/test_conversation_guide
golden-update: all $(B)/tests/golden/test_golden $(B)/tests/ending/test_endings $(GUIDES)
	@ADVISE_BUILD=$(CURDIR)/$(B) GOLDEN_UPDATE=1 $(B)/tests/golden/test_golden
	@for test in $(B)/tests/ending/test_endings $(GUIDES); do ADVISE_BUILD=$(CURDIR)/$(B) GOLDEN_UPDATE=1 CMOCKA_MESSAGE_OUTPUT=TAP $$test || exit 1; done
	@ADVISE_BUILD=$(CURDIR)/$(B) GOLDEN_UPDATE=1 sh tests/docs/test_manual.sh

# The schema that the modelines of profiles/ lead to.
.PHONY: schemas
schemas: all
	@$(B)/advise schema rules/paralegal > rules/paralegal/schema/profile.json

# ---- what a change is held against ------------------------------------------------------------------------------

.PHONY: lint format rooms tidy
TIDY := $(patsubst %.c,$(B)/tidy/%.ok,$(ALL_SRC))
tidy: $(TIDY)
# The analyzer follows the paths of a function up to so many steps; that is where nearly all of the time goes. At its own limit,
# three times this, it reached the same blocks of the 154 functions of the costliest files but for one.
ANALYZER_FLAGS := -Xclang -analyzer-config -Xclang max-nodes=75000
# A file is looked at again when its object file was made again: when it or a header of its changed.
$(TIDY): $(B)/tidy/%.ok: $(B)/obj/%.o .clang-tidy tests/.clang-tidy
	$(call say,TIDY $*.c)
	@mkdir -p $(@D)
	$(Q)$(CLANG_TIDY) --quiet --warnings-as-errors='*' $*.c -- $(BASE_CFLAGS) $(call room_flags,$*.c) $(CPPFLAGS) $(ANALYZER_FLAGS) >$@.log 2>&1 \
	    || { grep -v 'warnings generated\|^Suppressed\|^Use -header-filter' $@.log; exit 1; }
	@touch $@

rooms:
	@sh tests/lint/rooms.sh

# gcc's warnings need its optimiser, clang's do not. An ordinary build with gcc and WERROR=1 is the first half already.
LINT_GCC   := $(if $(and $(WERROR),$(filter cc gcc,$(CC))),,FLAVOUR=lint-gcc CC=gcc WERROR=1)
LINT_CLANG := FLAVOUR=lint-clang CC=$(CLANG) WERROR=1 CFLAGS=-O0 HARDENING=
# Format, room borders, both compilers without a warning, clang-tidy.
lint: rooms
	$(Q)$(CLANG_FORMAT) --dry-run -Werror $(ALL_SRC) $(HEADERS)
	$(Q)$(MAKE) --no-print-directory $(LINT_GCC) everything
	$(Q)$(MAKE) --no-print-directory $(LINT_CLANG) everything
	$(Q)$(MAKE) --no-print-directory $(LINT_CLANG) --keep-going tidy
	@echo 'lint: $(words $(ALL_SRC)) sources and $(words $(HEADERS)) headers are clean'

format:
	$(Q)$(CLANG_FORMAT) -i $(ALL_SRC) $(HEADERS)

# Line coverage of engine/ by the tests, a line a file; fails below MIN_COVERAGE percent.
.PHONY: coverage
coverage:
	$(Q)$(MAKE) --no-print-directory COVERAGE=1 coverage-run
.PHONY: coverage-run
coverage-run: all tests
	@find $(B) -name '*.gcda' -delete
	@$(MAKE) --no-print-directory COVERAGE=1 test
	@$(GCOVR) --root . --filter 'engine/' --object-directory $(B) --gcov-executable '$(patsubst gcc%,gcov%,$(if $(filter cc,$(CC)),gcc,$(CC)))' \
	    -j $(CPUS) --fail-under-line $(MIN_COVERAGE) --html-details $(B)/index.html --txt - $(B)

# A short run of each fuzz target on its seeds, FUZZ_SECONDS each. What crashed is kept in build/fuzz/crashes.
.PHONY: fuzz fuzz-build
fuzz:
	$(Q)$(MAKE) --no-print-directory FUZZ=1 CC=$(CLANG) fuzz-build
	@FUZZ_SECONDS=$(FUZZ_SECONDS) sh tests/fuzz/run.sh build/fuzz $(patsubst tests/fuzz/fuzz_%.c,build/fuzz/fuzz_%,$(FUZZ_SRC))
fuzz-build: $(FUZZERS)
$(FUZZERS): $(B)/fuzz_%: $(B)/obj/tests/fuzz/fuzz_%.o $(PROGRAM_LIB) $(SUPPORT) $(STATIC_LIB) $(FLAGS_FILE)
	$(call say,LD $@)
	$(Q)$(CC) $(BASE_LDFLAGS) -fsanitize=fuzzer $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) $(PROGRAM_LIB) $(SUPPORT) $(STATIC_LIB) $(ENGINE_LIBS) $(CLI_PKG_LIBS) $(LDLIBS)

.PHONY: bench
bench: all $(BENCHES) $(MAKERS)
	@for bench in $(BENCHES); do ADVISE_BUILD=$(CURDIR)/$(B) $$bench || exit 1; done
	@python3 tests/bench/speed.py $(B)

# ---- dependencies -----------------------------------------------------------------------------------------------

.PHONY: deps deps-dev deps-deb deps-bench
deps:
	@CC='$(CC)' sh .ci/deps build
deps-dev: deps
	@CC='$(CC)' CLANG='$(CLANG)' sh .ci/deps dev
deps-deb: deps
	@CC='$(CC)' sh .ci/deps deb
deps-bench: deps
	@CC='$(CC)' sh .ci/deps bench

# ---- install ----------------------------------------------------------------------------------------------------

define PC_TEXT
prefix=$(prefix)
exec_prefix=$(exec_prefix)
libdir=$(libdir)
includedir=$(includedir)

Name: advise
Description: Rule-based advisory engine
Version: $(VERSION)
Requires.private: $(ENGINE_PKGS)
Libs: -L$${libdir} -ladvise
Libs.private: -lunistring $(BID_LIB) -lm -pthread
Cflags: -I$${includedir}
endef

# Files below rules/ as they lie there: the packs.
PACK_FILES = $(shell [ ! -d rules ] || find rules -type f ! -name '.*' ! -name pack.compiled | sort)
DOC_FILES  := $(wildcard README.md LICENSE CHANGELOG.md)

.PHONY: install install-program install-library uninstall
install: install-program install-library
# If the program cannot run here, because it is for another machine, its packs are loaded from their files.
install-program: $(PROGRAM) $(HELPERS) man
	$(INSTALL) -d '$(DESTDIR)$(bindir)' '$(DESTDIR)$(docdir)'
	$(if $(PROGRAM),$(INSTALL_PROGRAM) $(PROGRAM) '$(DESTDIR)$(bindir)/advise')
	$(if $(HELPERS),$(INSTALL) -d '$(DESTDIR)$(libexecdir)/advise' && $(INSTALL_PROGRAM) $(HELPERS) '$(DESTDIR)$(libexecdir)/advise/')
	for file in $(PACK_FILES); do \
	    $(INSTALL) -d "$(DESTDIR)$(datadir)/advise/$$(dirname "$$file")" && \
	    $(INSTALL_DATA) "$$file" "$(DESTDIR)$(datadir)/advise/$$file" || exit 1; done
	$(if $(PROGRAM),for pack in $(patsubst %/pack.yaml,%,$(filter %/pack.yaml,$(PACK_FILES))); do \
	    $(PROGRAM) compile -q "$(DESTDIR)$(datadir)/advise/$$pack" || \
	    echo "install: $$pack is not compiled and loads more slowly" >&2; done)
	for page in $(MAN_PAGES); do \
	    $(INSTALL) -d "$(DESTDIR)$(mandir)/man$${page##*.}" && \
	    $(INSTALL_DATA) "$$page" "$(DESTDIR)$(mandir)/man$${page##*.}/" || exit 1; done
	$(INSTALL) -d '$(DESTDIR)$(bashdir)' '$(DESTDIR)$(zshdir)' '$(DESTDIR)$(fishdir)'
	$(INSTALL_DATA) cli/shell/advise.bash '$(DESTDIR)$(bashdir)/advise'
	$(INSTALL_DATA) cli/shell/advise.zsh '$(DESTDIR)$(zshdir)/_advise'
	$(INSTALL_DATA) cli/shell/advise.fish '$(DESTDIR)$(fishdir)/advise.fish'
	for file in $(DOC_FILES); do $(INSTALL_DATA) "$$file" '$(DESTDIR)$(docdir)/' || exit 1; done
install-library: export PC_TEXT := $(PC_TEXT)
install-library: libs $(ALONE_LIB)
	$(INSTALL) -d '$(DESTDIR)$(libdir)/pkgconfig' '$(DESTDIR)$(includedir)'
	$(INSTALL_DATA) $(ALONE_LIB) '$(DESTDIR)$(libdir)/libadvise.a'
	$(INSTALL_PROGRAM) $(SHARED_LIB) '$(DESTDIR)$(libdir)/$(REAL_LIB)'
	ln -sf $(REAL_LIB) '$(DESTDIR)$(libdir)/$(SONAME)'
	ln -sf $(SONAME) '$(DESTDIR)$(libdir)/libadvise.so'
	$(INSTALL_DATA) engine/advise.h '$(DESTDIR)$(includedir)/advise.h'
	printf '%s\n' "$$PC_TEXT" > '$(DESTDIR)$(libdir)/pkgconfig/advise.pc'
	chmod 644 '$(DESTDIR)$(libdir)/pkgconfig/advise.pc'

uninstall:
	rm -f '$(DESTDIR)$(bindir)/advise' '$(DESTDIR)$(includedir)/advise.h' '$(DESTDIR)$(libdir)/pkgconfig/advise.pc' \
	    '$(DESTDIR)$(libdir)/libadvise.a' '$(DESTDIR)$(libdir)/libadvise.so' \
	    '$(DESTDIR)$(libdir)/$(SONAME)' '$(DESTDIR)$(libdir)/$(REAL_LIB)'
	rm -f $(foreach page,$(MAN_PAGES),'$(DESTDIR)$(mandir)/man$(subst .,,$(suffix $(page)))/$(notdir $(page))')
	rm -f '$(DESTDIR)$(bashdir)/advise' '$(DESTDIR)$(zshdir)/_advise' '$(DESTDIR)$(fishdir)/advise.fish'
	rm -rf '$(DESTDIR)$(datadir)/advise' '$(DESTDIR)$(docdir)' '$(DESTDIR)$(libexecdir)/advise'

# ---- packages ---------------------------------------------------------------------------------------------------

# docs/packages.md describes what these make, and how. Each is made anew of the sources, in its own folder: nothing of the builds above is in it.
.PHONY: deb dist dist-sources release-notes test-packages test-dist test-reproducible
deb:
	+@sh .packaging/deb

# Static programs for people without root; needs a Debian 12, whose static libraries they hold.
dist:
	+@sh .packaging/dist
# With the sources of the libraries whose licences ask for them: to publish it.
dist-sources:
	+@sh .packaging/dist sources

release-notes:
	@sh .packaging/release-notes '$(VERSION)'

# Looks at the packages, and installs, uses and removes them in a bare Debian; as root.
test-packages: deb
	+@sh tests/packages/run.sh build
# Runs the static programs where nothing else is, beside the ordinary ones; as root.
test-dist: all dist
	+@sh tests/packages/in_empty_root.sh build
# Makes all packages twice, under circumstances that differ, and compares them. It takes ten minutes, so it is for whoever publishes them, and not in CI.
test-reproducible:
	+@sh tests/packages/reproducible.sh

.PHONY: clean help
clean:
	rm -rf build

help:
	@echo 'make                 build the library and build/advise'
	@echo 'make deps            install what building and testing need (Debian, Ubuntu; elsewhere, list it)'
	@echo 'make test            build and run the tests; SANITIZE=1 adds ASan and UBSan'
	@echo 'make test ROOM=feel  run only the tests below tests/feel/'
	@echo 'make install         install into PREFIX (/usr/local), below DESTDIR; make uninstall removes it'
	@echo 'make clean           remove build/'
	@echo
	@echo 'For work on advise itself:'
	@echo 'make deps-dev        install what the targets below need'
	@echo 'make test-bare       run the commands of the README on a bare Debian 12, with the committed files; as root'
	@echo 'make test-web        drive the local page in Chromium as a person would; needs node, npm and the network once'
	@echo 'make deb             make Debian packages in build/deb; make deps-deb installs what it needs'
	@echo 'make dist            make an archive with static programs, for people without root, in build/dist'
	@echo 'make test-packages   install, use and remove the Debian packages in a bare Debian 12; as root'
	@echo 'make test-dist       run the static programs where nothing else is; as root'
	@echo 'make test-reproducible  make all packages twice, and compare them'
	@echo 'make release-notes   print what CHANGELOG.md says of VERSION=$(VERSION)'
	@echo 'make lint            check format, borders of the rooms, warnings of gcc and clang, clang-tidy'
	@echo 'make format          format the sources with clang-format'
	@echo 'make coverage        measure the line coverage of engine/; fail below MIN_COVERAGE=$(MIN_COVERAGE) percent'
	@echo 'make fuzz            run each fuzz target for FUZZ_SECONDS=$(FUZZ_SECONDS) seconds'
	@echo 'make mutate          make small changes to the packs; fail if their tests notice less than MIN_MUTATION=$(MIN_MUTATION) percent'
	@echo 'make mutate-code     change the C sources in COUNT=20 places, of ROOM=infer, by SEED=1; say which no test notices'
	@echo 'make torture         let every call of the system and every allocation fail, in each command (of one: TORTURE=NAME)'
	@echo 'make race            run batches under ThreadSanitizer'
	@echo 'make soak            run batches for SOAK_SECONDS=$(SOAK_SECONDS) seconds; fail if memory or descriptors grow'
	@echo 'make bench           measure time and memory, beside other programs, which make deps-bench installs'
	@echo 'make schemas         write the schema of the default pack again (editors use it for profiles/)'
	@echo 'make golden-update   rewrite golden transcripts and sessions of manuals with the present output'
	@echo
	@echo 'V=1 shows the commands, WERROR=1 treats warnings as errors, CC=clang builds in build/clang.'
