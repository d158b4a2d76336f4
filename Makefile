# Two commands do it all:
#   make site   builds nabla, verifies the lessons and writes site/
#   make test   runs every test, the linter, verifies the manual, and checks that site/ is fresh
# and make manual writes the manual, a course about nabla, to Documentation/site/.
# Both install the system packages they need where those are missing (Debian and its kin).

PREFIX ?= /usr/local
SWIFT  ?= swift
CONFIGURATION := release
BUILD  := .build/$(CONFIGURATION)
NABLA  := $(BUILD)/nabla

# What the tool links and loads, and what its tests drive.
PACKAGES      := libcmark-dev duktape-dev libxxhash-dev nettle-dev libcurl4-openssl-dev libjs-katex graphviz fonts-stix pkg-config
TEST_PACKAGES := $(PACKAGES) chromium epubcheck libxml2-utils golang-github-yuin-goldmark-dev \
                 default-jre-headless fontconfig python3-pip nginx-light

.PHONY: site manual page-engine test screenshots check lint format build docs gradients tsan leaks fuzz-build fuzz fuzz-keep rebuilds saves install uninstall \
        deb try-install pages clean packages test-packages

# The first page comes from a debug build, in which only the engine and what lessons load is optimised:
# it is there in three minutes instead of five, and is the same.
site:
	$(MAKE) build CONFIGURATION=debug
	.build/debug/nabla build

manual: packages build
	$(NABLA) build Documentation

# Tests are built first, and everything with them: what the tool's last modules leave of the cores compiles
# tests.
test: test-packages
	$(SWIFT) build -c release --build-tests
	$(MAKE) build
	$(MAKE) lint
	$(SWIFT) test -c release --skip-build
	$(NABLA) verify Documentation
	@if command -v docc >/dev/null 2>&1; then $(MAKE) docs; fi
	$(NABLA) build --check
	Packaging/try.sh $(BUILD)

# Pictures of every page, wide and narrow, light and dark, and as printed, in .build/screenshots.
screenshots: test-packages build
	rm -rf .build/screenshots
	NABLA_SCREENSHOTS=1 $(SWIFT) test -c release --filter Screenshots

# The executable, the library that lessons load, and the engine of pages with knobs.
build: packages
	$(SWIFT) build -c $(CONFIGURATION) --product nabla
	$(SWIFT) build -c $(CONFIGURATION) --product NablaLessons
	$(MAKE) page-engine

# A toolchain that cannot make it says so, and courses without knobs are built as ever.
page-engine:
	@Packaging/page-engine.sh $(BUILD) || [ $$? -eq 69 ]

# The reference of the engine, for a viewer of DocC archives.
docs: build
	rm -rf .build/symbols && mkdir -p .build/symbols
	$(SWIFT) symbolgraph-extract -module-name Nabla -I $(BUILD)/Modules \
	  -target "$$($(SWIFT) -print-target-info | sed -n 's/.*"triple": "\(.*\)",/\1/p' | head -n 1)" \
	  -minimum-access-level public -output-dir .build/symbols
	docc convert Sources/Nabla/Nabla.docc --additional-symbol-graph-dir .build/symbols \
	  --output-dir .build/Nabla.doccarchive --fallback-display-name Nabla \
	  --fallback-bundle-identifier nabla --warnings-as-errors

# The worst error of every operation, layer and loss beside its central difference.
gradients:
	$(SWIFT) test -c release --filter tableOfWorstErrors

# The engine, the story of lessons and the weaver's threads under ThreadSanitizer, which stops at the
# first race. A build of its own, of some minutes: not part of make test. Programs of lessons are none of
# it: a host that is watched cannot shut itself in.
TSAN := --sanitize=thread --scratch-path .build/tsan
tsan: test-packages
	$(SWIFT) build $(TSAN) --build-tests
	TSAN_OPTIONS=halt_on_error=1:exitcode=66:suppressions=$(CURDIR)/Tests/tsan.suppressions \
	  $(SWIFT) test $(TSAN) --skip-build --filter \
	  'NablaTests.*(SameBits|Replay|scalarsMoveBetweenThreads)|WeaverTests.*(StoryThread|LessonKit|Descriptor|Schedule|StoreTests|Replay|Preview|Watch|Editor)'

# Inputs for which something does not hold that has to hold for any bytes (Tests/Fuzz), looked for by
# libFuzzer: each target for FUZZ_SECONDS. A build of its own, of some minutes: not part of make test.
# What it finds is in .build/fuzz/found, and what it learns in .build/fuzz/corpora.
FUZZ         := .build/fuzz
FUZZ_SECONDS ?= 60
FUZZ_TARGETS ?= $(basename $(notdir $(wildcard Tests/Fuzz/Corpora/*.base64)))
FUZZER       := $(FUZZ)/release/NablaFuzz
FUZZ_LIMITS  := -timeout=10 -rss_limit_mb=4096
fuzz-build: packages
	$(SWIFT) build -c release --sanitize fuzzer -Xswiftc -DFUZZER --scratch-path $(FUZZ) \
	  --product NablaFuzz

fuzz: fuzz-build
	@mkdir -p $(FUZZ)/found $(FUZZ)/scratch
	@for target in $(FUZZ_TARGETS); do \
	  mkdir -p $(FUZZ)/corpora/$$target && echo "$$target: $(FUZZ_SECONDS) s" && \
	  Packaging/fuzz-seeds.sh Tests/Fuzz/Corpora/$$target.base64 $(FUZZ)/seeds/$$target && \
	  TMPDIR=$(CURDIR)/$(FUZZ)/scratch SWIFT_BACKTRACE=enable=no NABLA_FUZZ=$$target $(FUZZER) \
	    $(FUZZ_LIMITS) -max_len=65536 -max_total_time=$(FUZZ_SECONDS) -verbosity=0 \
	    -print_final_stats=1 -artifact_prefix=$(FUZZ)/found/$$target- \
	    $(FUZZ)/corpora/$$target $(FUZZ)/seeds/$$target || exit 1; \
	done

# The corpora anew, from what was learnt and what is in them.
fuzz-keep: fuzz-build
	@for target in $(FUZZ_TARGETS); do \
	  Packaging/fuzz-seeds.sh Tests/Fuzz/Corpora/$$target.base64 $(FUZZ)/seeds/$$target && \
	  NABLA_FUZZ=$$target Packaging/fuzz-keep.sh $(FUZZER) $(FUZZ)/corpora/$$target \
	    $(FUZZ)/seeds/$$target Tests/Fuzz/Corpora/$$target.base64 || exit 1; \
	done

# What nabla and its C libraries do not give back, where every element of the lesson language is read, run
# and written: LeakSanitizer, which comes with gcc, stops with an error where something is lost.
leaks: build
	@./.ci/packages gcc
	rm -rf .build/leaks && cp -R Tests/CommandTests/Sampler .build/leaks
	LD_PRELOAD="$$(gcc -print-file-name=liblsan.so)" \
	  LSAN_OPTIONS=exitcode=66:print_suppressions=0:suppressions=$(CURDIR)/Tests/leaks.suppressions \
	  $(NABLA) build .build/leaks

# How long one process takes to build a course of 100 lessons anew after an edit.
rebuilds:
	NABLA_REBUILDS=100 $(SWIFT) test -c release --filter RebuildTimes

# How long it takes from a save to the page in Chromium, while a course of 100 lessons is served.
saves: build
	NABLA_SAVES=100 $(SWIFT) test -c release --filter SaveTimes

lint:
	$(SWIFT) format lint --strict --recursive --parallel Sources Tests Package.swift

format:
	$(SWIFT) format --in-place --recursive --parallel Sources Tests Package.swift

# With everything that an installed nabla brings: the library that lessons load, completions, a page for
# man, and as pages the manual and, where the toolchain has docc, the engine's reference.
install: build pages
	Packaging/install.sh $(BUILD) $(PREFIX)

uninstall:
	Packaging/uninstall.sh $(PREFIX)

# A Debian package, in .build: .build/nabla_VERSION_ARCHITECTURE.deb
deb: build pages
	Packaging/deb.sh $(BUILD) .build

# Installs below a folder of its own, makes a course with what was installed, and uninstalls.
try-install: build
	Packaging/try.sh $(BUILD)

# The manual and the reference, as pages.
pages: manual
	@if command -v docc >/dev/null 2>&1; then $(MAKE) docs; fi

clean:
	rm -rf .build .nabla

packages:
	@./.ci/packages $(PACKAGES)

test-packages:
	@./.ci/packages $(TEST_PACKAGES)
	@./.ci/test-tools
