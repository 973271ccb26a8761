#!/usr/bin/env bash
# What reads scanned pages: Tesseract with English and the detection of orientation, and poppler's renderer.
exec "$(dirname "$0")/packages.sh" libtesseract5 tesseract-ocr-eng tesseract-ocr-osd poppler-utils
