#!/usr/bin/env bash
# Labelled source files to measure the reader code by: Debian's source packages in many languages, fetched by name and unpacked into a
# folder; where a language's modules are installed as source, the binary package does too.
# usage: code-sources.sh FOLDER; leaves FOLDER/<package>/… with its copyright file, and FOLDER/labels.tsv: language (- where
# only licences are judged), package, source folders; and FOLDER/files.tsv: single files that differ.
set -euo pipefail
mkdir -p "$1"
folder=$(realpath "$1")
apt=$folder/.apt
mkdir -p "$apt/lists/partial" "$apt/parts"
# The machine's own mirrors, asked for sources.
sed -n 's/^deb /deb-src /p' /etc/apt/sources.list 2>/dev/null > "$apt/sources.list" || true
cat /etc/apt/sources.list.d/*.sources 2>/dev/null | sed 's/^Types:.*/Types: deb-src/' > "$apt/parts/machine.sources" || true
sources=(-o Dir::Etc::SourceList="$apt/sources.list" -o Dir::Etc::SourceParts="$apt/parts" -o Dir::State::Lists="$apt/lists")
cat > "$folder/labels.tsv" <<'LABELS'
Perl	libmoo-perl	lib t xt
Perl	libtext-csv-perl	lib t
Go	golang-github-spf13-cobra	.
Go	golang-github-pkg-errors	.
C	jansson	src test/suites
C	lz4	lib programs
C++	fmtlib	include src test
Java	libcommons-codec-java	src/main/java
JavaScript	node-express	lib test
Haskell	haskell-split	src
Haskell	haskell-random	src test
OCaml	ocaml-re	lib
PHP	php-monolog	src
Python	python3-tabulate	usr/lib/python3
Python	python3-requests	usr/lib/python3
Ruby	ruby-rack	usr/lib/ruby usr/share/rubygems-integration
Rust	librust-anyhow-dev	usr/share/cargo/registry
Lua	lua-penlight	usr/share/lua
Shell	bash-completion	usr/share/bash-completion/completions
Common Lisp	cl-ppcre	usr/share/common-lisp/source
Emacs Lisp	elpa-dash	usr/share/emacs/site-lisp/elpa-src
Emacs Lisp	elpa-s	usr/share/emacs/site-lisp/elpa-src
Tcl	tcllib	usr/share/tcltk
Vim Script	vim-scripts	usr/share/vim-scripts
C	libevent	include test
C	gzip	lib
Shell	gzip	tests
C	libsodium	src
C	opus	celt silk src
C	libyaml	include src tests
C	libzip	lib regress
C	libvorbis	include lib vq
C	libconfig	examples lib
-	zlib	.
-	wget	src lib testenv
-	sed	sed lib testsuite
-	lua-lpeg	.
-	jinja2	src tests
C++	tinyxml2	.
C++	leveldb	db table util
C++	libjsoncpp	include src
C++	pugixml	src tests
Java	junit4	src/main/java
Java	guava-libraries	guava/src/com/google/common/base guava/src/com/google/common/io
Perl	libdatetime-perl	lib t
Perl	libwww-perl	lib t
Go	golang-github-hashicorp-golang-lru	.
Go	golang-gopkg-yaml.v3	.
Haskell	haskell-vector	Data tests benchmarks
Fortran	lapack	BLAS/SRC
Elixir	elixir-lang	lib
LABELS
# Files that differ from what their folder or Debian's globs say, as they themselves or the nearest licence file say; the last that fits
# counts. Package, glob of its paths, language (- where it has none, = where the folder's holds), licence (= where Debian's holds).
cat > "$folder/files.tsv" <<'FILES'
*	*.erl	Erlang	=
*	*.hrl	Erlang	=
*	*.escript	Erlang	=
*	*/rebar.config	Erlang	=
*	*.S	Assembly	=
*	*.s	Assembly	=
*	*.s.in	Assembly	=
*	*.sh	Shell	=
*	*.py	Python	=
*	*.cmake	CMake	=
*	*.am	Makefile	=
*	*.mk	Makefile	=
*	*.ps1	PowerShell	=
*	*.cu	CUDA	=
*	*.tex	TeX	=
*	*.pc.in	-	=
*	*.stderr	-	=
*	*.cabal	-	=
bash-completion	*.py	Shell	=
tcllib	*.c	C	=
tcllib	*.h	C	=
opus	*.pl	Perl	=
libvorbis	*.pl	Perl	=
libzip	*.pm	Perl	=
libzip	regress/runtest.in	Perl	=
libzip	regress/*.cc	C++	=
libconfig	examples/c++/*	C++	=
libconfig	lib/*.hh	C++	=
libconfig	lib/*.h++	C++	=
libconfig	lib/*.cc	C++	=
libconfig	lib/*.c++	C++	=
libconfig	lib/grammar.y	Yacc	=
libconfig	lib/scanner.l	Lex	=
jansson	test/suites/*/run	Shell	=
jansson	test/suites/api/check-exports	Shell	=
leveldb	db/c_test.c	C	=
tinyxml2	meson*	Meson	=
vim-scripts	*.tt	-	=
jansson	src/lookup3.h	=	public-domain
haskell-random	*	=	BSD-3-clause
libsodium	src/libsodium/crypto_generichash/blake2b/ref/blake2.h	=	CC0-1.0 or Apache-2.0
libsodium	src/libsodium/crypto_generichash/blake2b/ref/blake2b-ref.c	=	CC0-1.0
libsodium	src/libsodium/crypto_generichash/blake2b/ref/blake2b-load-sse*.h	=	CC0-1.0
libsodium	src/libsodium/crypto_hash/sha*/cp/hash_sha*_cp.c	=	BSD-2-clause
libsodium	src/libsodium/crypto_pwhash/argon2/argon2.?	=	CC0-1.0
libsodium	src/libsodium/crypto_pwhash/argon2/argon2-core.?	=	CC0-1.0
libsodium	src/libsodium/crypto_pwhash/argon2/argon2-fill-block-*.c	=	CC0-1.0
ocaml-re	lib/str.ml*	=	LGPL-2.0+
opus	celt/arm/armopts.s.in	=	BSD-2-clause
opus	celt/arm/celt_pitch_xcorr_arm.s	=	BSD-2-clause
opus	celt/arm/fixed_arm64.h	=	BSD-2-clause
sed	lib/alloca.c	=	public-domain
sed	testsuite/xemacs.inp	=	FSFULLR
FILES
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
