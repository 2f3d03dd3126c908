"""What pytest must not collect here: files that are handed in or graded, never run on this machine."""

collect_ignore = ["controls", "exercises", "submissions"]
