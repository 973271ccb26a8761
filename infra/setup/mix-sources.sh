#!/usr/bin/env bash
# Code, manuals and a dictionary from Debian packages, fetched by name and unpacked (not installed) into a folder.
# usage: mix-sources.sh FOLDER; leaves FOLDER/code, FOLDER/manual and FOLDER/dictionary.jsonl, and nothing where apt is not to be had.
set -euo pipefail
folder=$1
[[ -e $folder/.complete ]] && exit 0
command -v apt-get >/dev/null || { echo "apt-get is not here: no sources for the mix" >&2; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for package in libpython3.11-stdlib perl-doc dict-foldoc; do
  (cd "$work" && { apt-get download -q "$package" >/dev/null 2>&1 || { apt-get update -qq && apt-get download -q "$package" >/dev/null 2>&1; }; }) \
    || { echo "package $package is not to be had: no sources for the mix" >&2; exit 0; }
  dpkg-deb -x "$work/$package"_*.deb "$work/$package"
done
rm -rf "$folder"
mkdir -p "$folder/code/cpython" "$folder/manual"
cp -r "$work"/libpython3.11-stdlib/usr/lib/python3.11/. "$folder/code/cpython"
find "$folder/code" ! -type d ! \( -type f -name '*.py' \) -delete
find "$work/perl-doc" -name '*.pod' | while read -r pod; do cp "$pod" "$folder/manual/$(basename "$pod" .pod).txt"; done
# An entry begins with its headword at the line's start; the first ones describe the file.
zcat "$work/dict-foldoc/usr/share/dictd/foldoc.dict.dz" | tr -d '\001-\010\013-\037' | sed 's/\\/\\\\/g; s/"/\\"/g; s/\t/ /g' | awk '
  function flush() { if (word != "" && word !~ /^00-|^Dictionary/ && length(text) > 200) printf "{\"id\":\"foldoc-%d\",\"text\":\"%s\"}\n", ++n, text; text = "" }
  /^[^ ]/ { flush(); word = $0 }
  { sub(/^ +/, ""); text = text (text == "" ? "" : "\\n") $0 }
  END { flush() }' > "$folder/dictionary.jsonl"
touch "$folder/.complete"
