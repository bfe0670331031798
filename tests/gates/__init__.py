"""Gates of `make check` that look beyond the code: advisories, licences, secrets in files."""
