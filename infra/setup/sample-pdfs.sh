#!/usr/bin/env bash
# PDF manuals from Debian packages, fetched by name and unpacked (not installed) into a folder.
# usage: sample-pdfs.sh FOLDER; leaves FOLDER/<package>/*.pdf, and nothing where apt is not to be had.
set -euo pipefail
folder=$1
packages=(glpk-doc systemtap-doc debian-reference-fr bzip2-doc)
mkdir -p "$folder"
folder=$(realpath "$folder")
missing=()
for package in "${packages[@]}"; do [[ -e $folder/$package/.complete ]] || missing+=("$package"); done
((${#missing[@]})) || exit 0
command -v apt-get >/dev/null || { echo "apt-get is not here: the sample has no PDF files but those in data-samples" >&2; exit 0; }
apt-get update -qq || { echo "apt has no network: the sample has no PDF files but those in data-samples" >&2; exit 0; }
for package in "${missing[@]}"; do
  work=$(mktemp -d)
  if (cd "$work" && apt-get download -q "$package" >/dev/null 2>&1); then
    rm -rf "${folder:?}/$package"
    mkdir -p "$folder/$package"
    dpkg-deb -x "$work"/*.deb "$work/root"
    find "$work/root" -type f -name '*.pdf.gz' -exec gunzip {} +
    find "$work/root" -type f -name '*.pdf' -exec cp -t "$folder/$package" {} +
    touch "$folder/$package/.complete"
  else
    echo "package $package is not to be had; it is left out" >&2
  fi
  rm -rf "$work"
done
