#!/usr/bin/env bash
# Labelled source files to measure the reader code by: Debian's source packages in many languages, fetched by name and unpacked into a
# folder; where a language's modules are installed as source, the binary package does too.
# usage: code-sources.sh FOLDER [LIST.tsv], by default code-sources.tsv beside it, by which rules were mended; code-sources-unseen.tsv is of others.
# Leaves FOLDER/<package>/… with its copyright file, and FOLDER/labels.tsv: language (- where only licences are judged), package, source folders; and
# FOLDER/files.tsv: single files that differ, from code-files.tsv.
set -euo pipefail
mkdir -p "$1"
folder=$(realpath "$1")
apt=$folder/.apt
mkdir -p "$apt/lists/partial" "$apt/parts"
# The machine's own mirrors, asked for sources.
sed -n 's/^deb /deb-src /p' /etc/apt/sources.list 2>/dev/null > "$apt/sources.list" || true
cat /etc/apt/sources.list.d/*.sources 2>/dev/null | sed 's/^Types:.*/Types: deb-src/' > "$apt/parts/machine.sources" || true
sources=(-o Dir::Etc::SourceList="$apt/sources.list" -o Dir::Etc::SourceParts="$apt/parts" -o Dir::State::Lists="$apt/lists")
here=$(dirname "$(realpath "$0")")
cp "${2:-$here/code-sources.tsv}" "$folder/labels.tsv"
# Files that differ from what their folder or Debian's globs say, as they themselves or the nearest licence file say; the last that fits
# counts. Package, glob of its paths, language (- where it has none, = where the folder's holds), licence (= where Debian's holds).
cp "$here/code-files.tsv" "$folder/files.tsv"
todo=()
while read -r package; do [[ -e $folder/$package/.complete ]] || todo+=("$package"); done < <(cut -f2 "$folder/labels.tsv" | sort -u)
((${#todo[@]})) || exit 0
command -v apt-get >/dev/null || { echo "apt-get is not here: no labelled sources" >&2; exit 0; }
apt-get "${sources[@]}" update -qq || { echo "apt has no network: no labelled sources" >&2; exit 0; }
for package in "${todo[@]}"; do
  work=$(mktemp -d)
  rm -rf "${folder:?}/$package"
  mkdir -p "$folder/$package"
  if [[ $(grep -P "\t$package\t" "$folder/labels.tsv") != *$'\t'usr/* ]]; then
    (cd "$work" && apt-get "${sources[@]}" source --download-only -qq "$package" >/dev/null 2>&1) || true
    # A mirror may lack one of the two archives.
    for upstream in "$work"/*.orig.tar.*[!c]; do
      for packaging in "$work"/*.debian.tar.*; do
        [[ -f $upstream && -f $packaging ]] && tar -xf "$upstream" -C "$folder/$package" --strip-components=1 && tar -xf "$packaging" -C "$folder/$package" && touch "$folder/$package/.complete"
      done
      break
    done
  elif (cd "$work" && apt-get download -qq "$package" >/dev/null 2>&1); then
    dpkg-deb -x "$work"/*.deb "$folder/$package"
    mkdir -p "$folder/$package/debian"
    cp "$folder/$package/usr/share/doc/$package/copyright" "$folder/$package/debian/copyright"
    touch "$folder/$package/.complete"
  fi
  [[ -e $folder/$package/.complete ]] || echo "package $package is not to be had; it is left out" >&2
  rm -rf "$work"
done
