#!/usr/bin/env bash
# Builds, checks the format and runs every test, on a Debian machine with the .NET SDK. What the tests need besides is
# installed when it is missing; where it cannot be, the tests that need it are skipped and say why.
# The last line counts the results; a step that fails (build, format, test run) counts as one failure.
set -uo pipefail
cd "$(dirname "$0")/.."
exec </dev/null

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 DOTNET_CLI_UI_LANGUAGE=en
# No compiler stays behind when the run is over.
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
failed_steps=0

step() {
    local name=$1 start=$SECONDS
    shift
    echo "== $name"
    if "$@"; then
        echo "== $name: done in $((SECONDS - start)) s"
    else
        echo "== $name: FAILED after $((SECONDS - start)) s"
        failed_steps=$((failed_steps + 1))
        return 1
    fi
}

missing_packages() {
    command -v chromium >/dev/null || echo chromium
    [ -d /usr/share/fonts/opentype/noto ] && ls /usr/share/fonts/opentype/noto/NotoSansCJK* >/dev/null 2>&1 || echo fonts-noto-cjk
    command -v npm >/dev/null || echo nodejs npm
}

install_packages() {
    local packages
    packages=$(missing_packages)
    [ -z "$packages" ] && return
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        echo "Not installed, and only root can install them with apt-get:" $packages
        return
    fi
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086 # one word for each package
    apt-get update -qq && apt-get install -y -qq --no-install-recommends $packages >"$results/apt.log" 2>&1 \
        || { tail -n 20 "$results/apt.log"; echo "Could not be installed:" $packages; }
}

install_servers() {
    # npm writes this file last, so that it is older than the lock file after a change or a broken installation.
    [ infra/node_modules/.package-lock.json -nt infra/package-lock.json ] && return
    command -v npm >/dev/null || return 0
    (cd infra && npm ci --no-audit --no-fund --loglevel=error) || echo "npm ci failed: the tests that need what it brings are skipped."
}

lock_files_name_no_registry() {
    ! git ls-files '*package-lock.json' | xargs -r grep -n '"resolved"'
}

format_is_kept() {
    dotnet format whitespace ShopSupport.sln --no-restore --verify-no-changes --exclude '**/wwwroot/lib/**' \
        && dotnet format style ShopSupport.sln --no-restore --verify-no-changes --severity warn --exclude '**/wwwroot/lib/**'
}

run_tests() {
    dotnet test ShopSupport.sln --no-build --nologo --logger "trx;LogFilePrefix=tests" --results-directory "$results" \
        --blame-hang --blame-hang-timeout 20min --blame-hang-dump-type none
}

outcomes() {
    find "$results" -name '*.trx' -exec grep -h '<UnitTestResult ' {} + | grep -oE ' outcome="[A-Za-z]+"' | grep -c "$@"
}

skipped_with_reasons() {
    find "$results" -name '*.trx' -exec cat {} + | tr -d '\r\n' | sed 's/<UnitTestResult /\n&/g; s/<TestDefinitions>/\n&/g' \
        | sed -nE 's/.* outcome="NotExecuted".*<(Message|StdOut)>([^<]*)<.*/\2/p' | sort | uniq -c | sed 's/^ *\([0-9]*\) /skipped \1: /'
}

install_packages
install_servers
step "lock files" lock_files_name_no_registry
if step "build" dotnet build ShopSupport.sln -warnaserror --nologo -v quiet; then
    step "format" format_is_kept
    run_start=$failed_steps
    step "tests" run_tests
    # A failing test fails the run as well: it is counted once.
    [ "$(outcomes -vE 'Passed|NotExecuted')" -gt 0 ] && failed_steps=$run_start
fi

skipped_with_reasons
[ "$(outcomes Passed)" -gt 0 ] || { echo "No test ran."; failed_steps=$((failed_steps + 1)); }
failed=$(($(outcomes -vE 'Passed|NotExecuted') + failed_steps))
echo "$(outcomes Passed) passed, $failed failed, $(outcomes NotExecuted) skipped"
[ "$failed" -eq 0 ]
