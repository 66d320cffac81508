# What the programs of this folder have in common, to be sourced: builds what is missing or older than its sources.
# Wants $program, the name for messages; gives $java, $flags, $registry, $class_path and $archives.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
built=$root/shell/target/launcher/class.path
registry=$root/embedded/target/apicurio
log=$root/target/$program-build.log
sources=(pom.xml {schema,client,reader,catalog,embedded,samples,shell}/pom.xml {schema,client,reader,catalog,embedded,samples,shell}/src/main)

fail() {
  echo "$program: $*" >&2
  exit 1
}

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
command -v "$java" >/dev/null || fail "no Java found: install a JDK 17 or newer, or set JAVA_HOME"

is_built() {
  local paths=() path
  for path in "${sources[@]}"; do
    [ ! -e "$root/$path" ] || paths+=("$root/$path")
  done
  [ -f "$built" ] && [ -z "$(find "${paths[@]}" -newer "$built" -print -quit)" ] || return 1
  local entry
  IFS=: read -r -a entries <"$built"
  for entry in "${entries[@]}"; do
    [ -e "$entry" ] || return 1
  done
}

# One line a module, and a count of what is downloaded: a first build fetches several hundred files.
show_progress() {
  local line downloads=0
  while IFS= read -r line; do
    case $line in
      *"Downloaded from"*)
        downloads=$((downloads + 1))
        if [ -t 2 ]; then printf '\r  %d files downloaded ' "$downloads" >&2; fi
        ;;
      *"Building Kaspar"*)
        if [ -t 2 ] && [ "$downloads" -gt 0 ]; then printf '\r' >&2; fi
        line=${line#*Building }
        printf '  %s                 \n' "${line%% [0-9]*}" >&2
        ;;
    esac
  done
}

build() {
  command -v mvn >/dev/null || fail "something has to be built first, and Maven (mvn) is not there: install Maven 3.8.7 or newer"
  mkdir -p "${log%/*}"
  echo "Building Kaspar (the log is $log)" >&2
  (cd "$root" && mvn -B -Dquick -Dmaven.test.skip=true -pl shell -am package 2>&1) </dev/null \
    | tee "$log" | show_progress || {
    sed '/Help 1\]/q' "$log" | grep -E '^\[ERROR\] .' | head -20 >&2
    fail "the build failed; the whole log is $log"
  }
  touch "$built"
}

is_built || build

# Of Spark's own flags this one is for its machine learning only, and makes the JVM print a warning.
read -r -a flags < <(sed 's/--add-modules=jdk.incubator.vector//' "$root/embedded/target/launcher/jvm.options")

# A jar, not a folder: only classes of jars can be kept in an archive. A checkout that was copied runs its own jars.
class_path=$(ls -t "$root"/shell/target/kaspar-shell-*.jar | grep -v -e '-sources.jar' -e '-javadoc.jar' | head -1):$(<"$built")
built_in=$(tr ':' '\n' <"$built" | sed -n 's#/catalog/target/kaspar-catalog-[^/]*\.jar$##p' | head -1)
if [ -n "$built_in" ]; then class_path=${class_path//"$built_in"\//"$root"/}; fi

# Classes of this JVM and class path as they are in memory: a start with them takes two thirds of the time. The first run that succeeds
# writes them when it ends. KASPAR_CLASS_ARCHIVES is another folder for them.
archives=${KASPAR_CLASS_ARCHIVES:-$root/target/class-archives}
archives=$archives/$(cksum <<<"$(readlink -f "$(command -v "$java")") $class_path" | cut -d ' ' -f 1)
if [ -d "$archives" ] && [ "$built" -nt "$archives" ]; then rm -rf "$archives"; fi
