"""Codes of what can be said about a test or a submission, with their English sentences.

The judge sends code and arguments; a page may say the same in another language. `{name}` is filled
from the arguments; an argument that is missing leaves the shorter sentence of the pair.
"""

SENTENCES: dict[str, str] = {
    # of a test
    "wrong_value": "The result is not the expected one.",
    "wrong_value_call": "{call} gave {actual}, but {expected} was expected.",
    "check_failed": "A check of this test did not hold.",
    "own_object": "Your code returned an object of its own class {type}; the test expects plain data.",
    "returned_none": "{call} returned None. Did you forget `return`?",
    "raised": "Your code stopped with {type}.",
    "raised_at": "Your code stopped with {type} in line {line} of {file}.",
    "raised_details": "Your code stopped with {type} in line {line} of {file}: {text}",
    "did_not_raise": "The test expects {type} to be raised, but nothing was raised.",
    "wrong_output": "Your program did not print what was expected.",
    "wrong_output_input": "When it reads {input}, your program does not print what was expected.",
    "wrong_output_call": "{call} did not print what was expected.",
    "prompt_printed": "Right, but for the text in input(…): it is printed too. Write input() without any text.",
    "input_ended": "Your program asks for more input than there is, in line {line} of {file}.",
    "exit_status": "Your program ended with sys.exit and said that something went wrong.",
    "missing_name": "Your code has no {name}.",
    "exit_called": "Your code ended the program (exit or quit) instead of going on.",
    "process_ended": "Your program ended by itself in the middle of this test.",
    "test_timed_out": "This test took longer than {seconds} seconds. Is there a loop that never ends?",
    "not_run": "This test was not run, because the program had been stopped before.",
    "skipped": "This test was skipped.",
    "protocol": "Your program sent something that is not allowed.",
    "too_large": "Your code returned something too large or too deeply nested to compare.",
    # of a submission that could not be loaded
    "syntax_error": "Python cannot read line {line} of {file}: {text}",
    "load_raised": "Your file stopped with {type} while it was being loaded, in line {line} of {file}: {text}",
    "load_no_name": "Your file {file} has no {name}. Is the name spelt as in the exercise?",
    "load_input": "Your file asks for input while it is being loaded. Nobody can answer here.",
    "load_ended": "Your program ended itself while it was being loaded.",
    "load_encoding": "{file} is not UTF-8 text. Save it as UTF-8 and try again.",
    "load_empty": "There is nothing in {file} yet. Write your answer, then send it again.",
    "load_missing": "The file {file} is missing.",
    # of a quiz
    "quiz_choice": "This is not the right answer.",
    "quiz_wrong": "This is not the right answer.",
    "quiz_incomplete": "What you chose is right, but something is missing.",
    "quiz_order": "This is not the right order yet.",
    "quiz_unanswered": "You did not answer this question.",
    "quiz_unreadable": "This answer is not in a form that can be read.",
    "answers_unreadable": "{file} must hold one JSON object with an answer for each question.",
    "answers_unknown": "{file} answers {question}, which is no question of this quiz.",
    # of a text
    "waits_for_person": "A person will read this text and grade it. Nothing was checked but its length.",
    "too_few_words": "Your text has {words} words; it needs at least {fewest}.",
    "too_many_words": "Your text has {words} words; it may have at most {most}.",
    # of a submission that ran into a limit
    "timed_out": "Your program took longer than {seconds} seconds. Is there a loop that never ends?",
    "out_of_memory": "Your program needed more than {memory_mb} MB of memory.",
    "output_limit": "Your program printed more than {output_kb} kB.",
    "process_limit": "Your program started too many processes or threads.",
    "disk_limit": "Your program wrote more than the {disk_mb} MB that it may write.",
    "ended": "Your program ended by itself before the tests were over.",
    # not the learner's fault
    "replaced": "This was not tested, because you handed in a newer one before its turn came.",
    "grader_error": "The exercise could not be graded. This is not your fault; your instructor can see it.",
}


def sentence(code: str, args: dict[str, str]) -> str:
    """The English sentence for *code*; an unknown code or a missing argument gives a general one."""
    template = SENTENCES.get(code, SENTENCES["check_failed"])
    try:
        return template.format_map(args)
    except (KeyError, ValueError, IndexError):
        return SENTENCES["check_failed"]
