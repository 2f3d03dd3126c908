"""What can be said of a pack without running it, beyond what the reader refuses: all of it in one go, with places."""

from grader.packs.checks.whole import Checked, check_exercise, check_pack

__all__ = ["Checked", "check_exercise", "check_pack"]
