#!/usr/bin/env bash
# What the tests compare with or need beside the program: Debian's fasttext command, pinned models.
set -euo pipefail
if ! command -v fasttext >/dev/null; then
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends fasttext >/dev/null; } || echo "fasttext is not to be had; tests that need it are skipped" >&2
fi
setup=$(dirname "$0")
"$setup/ocr.sh" && "$setup/packages.sh" tesseract-ocr || echo "Tesseract and poppler are not to be had; tests that need them are skipped" >&2
"$setup/sample-pdfs.sh" artifacts/sample-pdfs
for server in s3 slurm; do
  "$(dirname "$0")/$server.sh" || echo "$server servers are not to be had; tests that need them are skipped" >&2
done
"$(dirname "$0")/models.sh" lid.176.ftz || echo "lid.176.ftz is not to be had; tests that need it are skipped" >&2
"$setup/models.sh" ch_PP-OCRv4_det_infer.onnx ch_PP-OCRv4_rec_infer.onnx ch_ppocr_mobile_v2.0_cls_infer.onnx ppocr_keys_v1.txt || echo "the networks of PP-OCR are not to be had; tests that need them are skipped" >&2
