#!/usr/bin/env bash
# What infra/image.sh needs: a maker of Debian root folders.
exec "$(dirname "$0")/packages.sh" mmdebstrap
