#!/bin/sh
# Makes the secrets that docker/compose.yaml names, each where it is missing. Run: docker/secrets.sh [FOLDER]
# Values that docker/.env of an earlier version holds are taken from there, as the store and what is sealed in it need them.
set -eu
here=$(dirname "$0")
folder=${1:-$here/secrets}
settings=$here/.env
mkdir -p "$folder"
# The folder keeps other users out. The files themselves are read in the containers by users of other numbers.
chmod 700 "$folder"
random() { head -c 32 /dev/urandom | base64 | tr -d '\n'; }
# The value of a variable in docker/.env, as Compose reads it; empty where it has none.
earlier() {
  [ -f "$settings" ] || return 0
  value=$(sed -n "s/^[[:space:]]*\(export[[:space:]]\{1,\}\)\{0,1\}$1[[:space:]]*=[[:space:]]*//p" "$settings" | tail -n 1 | tr -d '\r')
  case $value in
  \'*)
    value=${value#\'}
    printf '%s' "${value%%\'*}"
    return 0
    ;;
  \"*)
    value=${value#\"}
    value=${value%%\"*}
    ;;
  *) value=$(printf '%s' "$value" | sed 's/[[:space:]]\{1,\}#.*//; s/[[:space:]]*$//') ;;
  esac
  case $value in
  *[\$\\]*)
    echo "$1 in $settings has a \$ or a backslash: write what it means into $folder/$2 yourself, without a new line at its end" >&2
    return 1
    ;;
  esac
  printf '%s' "$value"
}
while read -r name variable; do
  [ -s "$folder/$name" ] && continue
  taken=$(earlier "$variable" "$name")
  if [ -n "$taken" ]; then
    printf '%s' "$taken" >"$folder/$name.new"
    echo "$name is $variable of $settings"
  else
    random >"$folder/$name.new"
  fi
  chmod 444 "$folder/$name.new"
  mv "$folder/$name.new" "$folder/$name"
done <<'END'
store-password STORE_PASSWORD
secrets-key GAZETTEER_SECRETS_KEY
admin-password GAZETTEER_ADMIN_PASSWORD
admin-token GAZETTEER_ADMIN_TOKEN
session-key SESSION_KEY
objects-secret OBJECTS_SECRET_KEY
END
echo "The secrets are in $folder. Sign in as admin with the text of admin-password."
