# The only verbs. Each installs what it needs (apt, NuGet, npm by package name) and is quick the second time.
SHELL := /bin/bash
.PHONY: setup build test test-all format clean

setup:            ## system packages that the main job and the tests use
	infra/setup/system.sh

build: setup
	dotnet build Curation.sln -c Release -v q --nologo

test: build
	infra/setup/tests.sh
	infra/setup/browser.sh
	infra/test.sh fast

test-all: build
	infra/setup/tests.sh
	infra/setup/browser.sh
	infra/test.sh all

format:
	dotnet format Curation.sln

clean:
	rm -rf artifacts out
