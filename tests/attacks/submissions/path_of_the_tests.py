# Uses a path that a test hands over to read, list and write the judge's files, with the judge's own rights.
import re


def name_of(path):
    seen = []
    for action in (
        lambda: path.read_text(), lambda: path.write_text("changed"), lambda: path.joinpath("/judge/tests/test_workshop.py").read_text(),
        lambda: (path.parent.parent.parent / "tests" / "test_workshop.py").read_text(), lambda: [str(p) for p in path.parent.parent.iterdir()],
        lambda: path.home(), lambda: path.cwd(), lambda: path.open("w").write("changed"), lambda: path.unlink(), lambda: path.symlink_to("/judge"),
        lambda: open(path).read(), lambda: path.resolve().stat(),
    ):
        try:
            seen.append(str(action()))
        except BaseException as error:
            seen.append(type(error).__name__)
    wrong = [text for text in seen if re.search("canary|unchanged|test_workshop|st_mode", text)]
    print("PROBE path_of_the_tests", "ALLOWED" if wrong else "DENIED", [text[:60] for text in seen], flush=True)
    return "wrong"
