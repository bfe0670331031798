#!/bin/sh
# Finds Chromium for the browser tests; installs Debian's where it is absent and apt is there.
# Without it the browser tests are skipped, and pytest says so.
command -v chromium >/dev/null 2>&1 && exit 0
command -v chromium-browser >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing chromium for the browser tests …"
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-noto-core; } \
        >/dev/null 2>&1 && exit 0
fi
echo "CHROMIUM IS ABSENT and could not be installed: THE BROWSER TESTS ARE SKIPPED." >&2
exit 0
