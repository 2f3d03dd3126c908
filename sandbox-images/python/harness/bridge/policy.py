"""What an exercise declares about its border."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Policy:
    """What the exercise declares about its border, and what a recorded run was seen to need."""

    operators: dict[str, frozenset[str]] = field(default_factory=dict)
    equality: dict[str, str] = field(default_factory=dict)
    truth: frozenset[str] = frozenset()
    record: bool = False
    recorded: dict[str, dict[str, list[str]]] = field(default_factory=lambda: {"operators": {}, "truth": {}})

    def allows(self, kind: str, class_names: list[str], method: str) -> bool:
        """Whether *method* may be asked; in a recorded run everything may, and is noted."""
        if kind == "truth":
            allowed = any(name in self.truth for name in class_names)
        else:
            allowed = any(method in self.operators.get(name, ()) for name in class_names)
        if self.record and not allowed:
            noted = self.recorded[kind].setdefault(class_names[0], [])
            if method not in noted:
                noted.append(method)
        return allowed or self.record
