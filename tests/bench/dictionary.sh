#!/bin/sh
# Fetches three dictionaries of Debian (some 24 MB) and unpacks them into a folder: tests/bench/dictionary.sh FOLDER
set -eu
folder=${1:?give a folder}
mkdir -p "$folder/packages"
cd "$folder/packages"
apt-get download dict-gcide dict-foldoc wordnet-base
for package in *.deb; do dpkg-deb -x "$package" ../unpacked; done
cd ..
for dictionary in gcide foldoc; do
  gzip -dc "unpacked/usr/share/dictd/$dictionary.dict.dz" >"$dictionary.dict"
  cp "unpacked/usr/share/dictd/$dictionary.index" .
done
for part in noun verb adj adv; do cp "unpacked/usr/share/wordnet/data.$part" .; done
rm -r unpacked packages
