#!/usr/bin/env bash
# Documentation pages in several languages from Debian packages, fetched by name and unpacked (not installed) into a folder.
# usage: sample-docs.sh FOLDER; leaves FOLDER/<package>/…, and nothing where apt is not to be had.
set -euo pipefail
folder=$1
packages=(python3.11-doc debian-handbook cppreference-doc-en-html sqlite3-doc
  libreoffice-help-de libreoffice-help-fr libreoffice-help-ja libreoffice-help-zh-cn)
mkdir -p "$folder"
folder=$(realpath "$folder")
missing=()
for package in "${packages[@]}"; do [[ -e $folder/$package/.complete ]] || missing+=("$package"); done
((${#missing[@]})) || exit 0
command -v apt-get >/dev/null || { echo "apt-get is not here: the sample is made of the small pages in data-samples alone" >&2; exit 0; }
apt-get update -qq || { echo "apt has no network: the sample is made of the small pages in data-samples alone" >&2; exit 0; }
for package in "${missing[@]}"; do
  work=$(mktemp -d)
  if (cd "$work" && apt-get download -q "$package" >/dev/null 2>&1); then
    rm -rf "${folder:?}/$package"
    mkdir -p "$folder/$package"
    dpkg-deb -x "$work"/*.deb "$folder/$package"
    # Only pages count, not the images and scripts beside them.
    find "$folder/$package" -type f ! -name '*.html' ! -name '*.htm' -delete
    touch "$folder/$package/.complete"
  else
    echo "package $package is not to be had; it is left out" >&2
  fi
  rm -rf "$work"
done
