#!/bin/sh
# Makes the secrets that docker/compose.yaml names, each where it is missing. Run: docker/secrets.sh [FOLDER]
set -eu
folder=${1:-$(dirname "$0")/secrets}
mkdir -p "$folder"
# The folder keeps other users out. The files themselves are read in the containers by users of other numbers.
chmod 700 "$folder"
random() { head -c 32 /dev/urandom | base64 | tr -d '\n'; }
for name in store-password secrets-key admin-password admin-token session-key objects-secret; do
  [ -s "$folder/$name" ] && continue
  random >"$folder/$name.new"
  chmod 444 "$folder/$name.new"
  mv "$folder/$name.new" "$folder/$name"
done
echo "The secrets are in $folder. Sign in as admin with the text of admin-password."
