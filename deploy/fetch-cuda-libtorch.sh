#!/usr/bin/env bash
# Puts libtorch 2.7.1 for CUDA 12 and NVIDIA's libraries under it into a folder: no Maven repository has them, PyPI does.
#   deploy/fetch-cuda-libtorch.sh FOLDER      downloads 2.7 GB, leaves 4 GB: FOLDER/torch/lib, FOLDER/nvidia/*/lib, FOLDER/cusparselt/lib
# The places are those of the wheels, since the libraries find each other by them.
set -euo pipefail

[ $# -eq 1 ] || { sed -n '2,4p' "$0" >&2; exit 2; }
folder=$(mkdir -p "$1" && cd "$1" && pwd)

# What torch 2.7.1 names as its needs, without triton and nvtx, which libtorch does not load. It names runtime 12.6.77, but
# ONNX Runtime 1.29 wants a symbol of 12.8 (cudaLibraryGetKernel), and libtorch takes any 12.
packages=(
  torch==2.7.1
  nvidia-cublas-cu12==12.6.4.1
  nvidia-cuda-cupti-cu12==12.6.80
  nvidia-cuda-nvrtc-cu12==12.6.77
  nvidia-cuda-runtime-cu12==12.8.90
  nvidia-cudnn-cu12==9.5.1.17
  nvidia-cufft-cu12==11.3.0.4
  nvidia-cufile-cu12==1.11.1.6
  nvidia-curand-cu12==10.3.7.77
  nvidia-cusolver-cu12==11.7.1.2
  nvidia-cusparse-cu12==12.5.4.2
  nvidia-cusparselt-cu12==0.6.3
  nvidia-nccl-cu12==2.26.2
  nvidia-nvjitlink-cu12==12.6.85
)

wheel=$(mktemp -d)
trap 'rm -rf "$wheel"' EXIT
# One by one, without their needs: pip would fetch 0.3 GB more, and this way the disk holds one wheel at a time.
for package in "${packages[@]}"; do
  python3 -m pip download --quiet --no-deps --only-binary=:all: --python-version 3.11 \
    --platform manylinux_2_28_x86_64 --platform manylinux_2_17_x86_64 --platform manylinux2014_x86_64 \
    --platform manylinux_2_12_x86_64 --platform manylinux2010_x86_64 --dest "$wheel" "$package"
  python3 - "$wheel"/*.whl "$folder" <<'UNPACK'
import re, sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
python_only = ("libtorch_python.so", "libshm.so", "libtorch_global_deps.so")
for name in archive.namelist():
    if re.fullmatch(r"(torch|nvidia/\w+|cusparselt)/lib/[^/]+\.so[.\d]*", name) and not name.endswith(python_only):
        archive.extract(name, sys.argv[2])
UNPACK
  rm "$wheel"/*.whl
done
