# The project's errands. `make` alone lists them.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:

ADDR ?= 127.0.0.1:8000
BASE ?= /
OUT ?= dist
ORIGIN ?=
CLIENT := build/app.wasm
# What npm installs is fetched again when what is pinned changes.
AXE := e2e/axe/node_modules/.package-lock.json

.PHONY: help run test test-browsers site bench lighthouse shots soak vuln previews fmt client axe tools check-go FORCE

help: ## list what there is to do
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | while IFS=$$'\t' read -r name what; do printf '  make %-13s %s\n' "$$name" "$$what"; done

run: client ## build the lesson and serve it at http://127.0.0.1:8000 (ADDR=host:port for another)
	@go run ./web serve -addr $(ADDR)

test: check-go ## run everything that proves it, browser tests included
	@./scripts/need-browser
	@$(MAKE) --no-print-directory axe
	@go generate ./app/lesson
	@$(MAKE) --no-print-directory client
	@scripts/check
	go test -timeout 18m ./...
	@scripts/fuzz 3

test-browsers: client ## use the lesson in Firefox and WebKitGTK too (installs them on Debian)
	@./scripts/need-browser engines
	go test -count 1 -timeout 25m -tags engines ./e2e/engines

site: client ## write the static site to dist/ (BASE=/x/ for a sub-path, OUT=folder, ORIGIN=https://host)
	@go run ./web build -o $(OUT) -base $(BASE) -origin '$(ORIGIN)'

bench: client ## measure sizes and speeds, native and in the browser, and print them
	@./scripts/need-browser
	go test -run '^$$' -bench . -benchmem ./calc/...
	@go build -o build/inbrowser ./e2e/inbrowser
	GOOS=js GOARCH=wasm go test -run '^$$' -bench . -exec "$(CURDIR)/build/inbrowser" ./calc/attention ./calc/moe
	go test -count 1 -p 1 -timeout 30m -run '^$$' -bench . ./e2e ./e2e/store
	@$(MAKE) --no-print-directory lighthouse || echo 'A budget of SPEED.md is missed on this machine.'

lighthouse: client e2e/lighthouse/node_modules/.package-lock.json ## measure the lesson as on a slow phone (Lighthouse, needs node 20 or newer)
	@./scripts/need-browser
	go run ./e2e/lighthouse

soak: client ## run the long fuzz and endurance tests
	@./scripts/need-browser
	scripts/soak

shots: client ## photograph every page, light and dark, at 390, 820 and 1280 px, into shots/
	@./scripts/need-browser
	go run ./e2e/shots

vuln: ## ask the Go vulnerability database about what the code calls (needs the network)
	go tool govulncheck ./...

previews: client ## make the pictures that the site brings with it, in web/site/screens/
	@./scripts/need-browser
	go run ./e2e/shots -previews

fmt: ## format everything
	go tool gofumpt -w app calc e2e wasm web *.go
	go mod tidy

client: check-go ## build the client (the WebAssembly part)
	@mkdir -p build
	@go generate ./app/lesson
	@scripts/client $(CLIENT)

check-go:
	@scripts/check-go

axe: $(AXE)

e2e/%/node_modules/.package-lock.json: e2e/%/package-lock.json
	@./scripts/need-browser npm
	@cd $(<D) && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
	@touch $@
