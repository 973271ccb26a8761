# The only verbs. Each installs what it needs (apt, NuGet, npm by package name) and is quick the second time.
SHELL := /bin/bash
CURATE := artifacts/bin/Curation.Cli/release/curate
.PHONY: setup build test test-cluster test-all format bench run publish clean

setup:            ## system packages that the main job and the tests use
	infra/setup/system.sh

build: setup
	dotnet build Curation.sln -c Release -v q --nologo

test: build
	infra/test.sh fast

test-cluster: build
	infra/test.sh cluster

test-all: build
	infra/test.sh all

format:
	dotnet format Curation.sln

bench: build
	infra/bench.sh

run: build        ## the main job on real input
	infra/run-sample.sh

publish: setup
	infra/publish.sh

clean:
	rm -rf artifacts out
