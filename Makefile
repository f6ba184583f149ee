# Every target works on a machine that has Go, make and a shell. Tools are pinned
# by the module files under tools/ and built on first use.

GO     ?= go
BUF    := $(GO) tool -modfile=tools/buf/go.mod buf
LINT   := $(GO) tool -modfile=$(CURDIR)/tools/lint/go.mod golangci-lint
# Modules of their own: what they need must not reach those who depend on ocegate.
MODULES := $(patsubst %/go.mod,%,$(wildcard bench/go.mod deploy/*/go.mod test/*/go.mod tools/openapi/go.mod))
BASELINE := proto/baseline.binpb.gz
FUZZTIME ?= 10s

.PHONY: gen drift breaking baseline lint lint-proto lint-go test test-modules bench fuzz protos image openapi

# gen writes gen/, docs/api.md and docs/errors.md anew: the third-party schemas from the pinned modules first,
# because buf reads them as the second module of its workspace; the index of the
# API and the examples last, because they are drawn from the generated code.
gen: third_party/proto
	$(BUF) generate
	$(GO) run ./internal/apiindex
	$(GO) run ./internal/openapifill

third_party/proto: go.mod internal/protodeps/main.go
	rm -rf $@
	$(GO) run ./internal/protodeps -o $@

# drift fails when gen/ is not what the schema generates; it works in a copy.
drift:
	.ci/drift

# breaking compares with the schema of the last release (docs/versioning.md); until
# the first one with that of the day when the shape was settled.
breaking: third_party/proto
	$(BUF) breaking proto --against $(BASELINE)

baseline: third_party/proto
	$(BUF) build proto --exclude-source-info -o $(BASELINE)

lint: lint-proto lint-go

lint-proto: third_party/proto
	$(BUF) lint
	$(BUF) format -d --exit-code proto

lint-go:
	$(LINT) config verify
	$(LINT) run
	$(GO) vet ./...
	@set -e; for module in $(MODULES); do echo "lint $$module"; \
	(cd $$module && $(LINT) run && $(GO) vet ./...); done

test:
	$(GO) test ./...

# test-modules runs what needs libraries that the product must not depend on.
# Never from the cache, which does not see the files that lie outside a module.
test-modules:
	@set -e; for module in $(MODULES); do echo "test $$module"; (cd $$module && $(GO) vet ./... && $(GO) test -count=1 ./...); done

fuzz:
	.ci/fuzz $(FUZZTIME)

openapi:
	cd tools/openapi && $(GO) test -count=1 ./...

bench:
	cd bench && $(GO) run .

# protos packs the schema with what it imports, for other repositories: as files under
# one root, and as one set of descriptors.
protos: third_party/proto
	mkdir -p dist
	tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -czf dist/ocegate-protos.tar.gz -C $(CURDIR)/proto ocegate -C $(CURDIR)/third_party/proto .
	$(BUF) build proto --exclude-source-info -o dist/ocegate.binpb

image:
	cd deploy/image && $(GO) run . -output $(CURDIR)/dist/image
