# The only verbs. Each installs what it needs (apt, NuGet, npm by package name) and is quick the second time.
SHELL := /bin/bash
.PHONY: setup build run test test-cluster test-all bench format publish clean s3-up s3-down slurm-up slurm-down image

setup:            ## system packages that every use needs
	infra/setup/system.sh
	infra/setup/ocr.sh || echo "Tesseract and poppler are not to be had: scanned pages cannot be read" >&2

build: setup      ## everything, in Release
	dotnet build Curation.sln -c Release -v q --nologo

run: setup        ## the main job on real input: pages to a crawl, the crawl to shards and a report, shards of several sources to a blend
	dotnet build pipeline/Cli -c Release -v q --nologo
	infra/sample.sh
	infra/mix.sh

test: build       ## the fast tier
	infra/setup/tests.sh
	infra/setup/browser.sh
	infra/test.sh fast

test-cluster: build  ## the tier that needs servers: S3, Slurm, faults
	infra/setup/tests.sh
	infra/test.sh cluster

test-all: build   ## every tier, the long ones too
	infra/setup/tests.sh
	infra/setup/browser.sh
	infra/test.sh all

bench: build      ## benchmarks; figures go to docs/measurements
	artifacts/bin/Curation.Benchmarks/release/Curation.Benchmarks --filter '*'

s3-up:            ## a real S3 server (Ceph radosgw) on loopback; prints the file to source
	infra/s3/up.sh

s3-down:
	infra/s3/down.sh

slurm-up:         ## a real Slurm with four virtual nodes on loopback; prints the file to source
	infra/slurm/up.sh

slurm-down:
	infra/slurm/down.sh

format:
	dotnet format Curation.sln

publish: setup    ## a folder and a tarball for cluster nodes
	infra/publish.sh

image:            ## the image's steps into a folder, without a container engine; needs root and `make publish`
	infra/setup/image.sh
	rm -rf artifacts/image
	infra/image.sh build artifacts/image

clean:
	rm -rf artifacts out
