"""JavaRosa, the library of ODK Collect, answers forms; we examine what it would send."""
