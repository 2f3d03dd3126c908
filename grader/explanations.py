"""Codes of what can be said about a test or a submission, with their English sentences.

The judge sends code and arguments; a page may say the same in another language. `{name}` is filled
from the arguments; an argument that is missing leaves the shorter sentence of the pair.
"""

from __future__ import annotations

from collections.abc import Callable

from grader.messages import marked

SENTENCES: dict[str, str] = {
    # of a test
    "wrong_value": marked("The result is not the expected one."),
    "wrong_value_call": marked("{call} gave {actual}, but {expected} was expected."),
    "check_failed": marked("A check of this test did not hold."),
    "own_object": marked("Your code returned an object of its own class {type}; the test expects plain data."),
    "returned_none": marked("{call} returned None. Did you forget `return`?"),
    "raised": marked("Your code stopped with {type}."),
    "raised_at": marked("Your code stopped with {type} in line {line} of {file}."),
    "raised_details": marked("Your code stopped with {type} in line {line} of {file}: {text}"),
    "did_not_raise": marked("The test expects {type} to be raised, but nothing was raised."),
    "wrong_output": marked("Your program did not print what was expected."),
    "wrong_output_input": marked("When it reads {input}, your program does not print what was expected."),
    "wrong_output_call": marked("{call} did not print what was expected."),
    "prompt_printed": marked("Right, but for the text in input(…): it is printed too. Write input() without any text."),
    "input_ended": marked("Your program asks for more input than there is, in line {line} of {file}."),
    "exit_status": marked("Your program ended with sys.exit and said that something went wrong."),
    "missing_name": marked("Your code has no {name}."),
    "exit_called": marked("Your code ended the program (exit or quit) instead of going on."),
    "process_ended": marked("Your program ended by itself in the middle of this test."),
    "test_timed_out": marked("This test took longer than {seconds} seconds. Is there a loop that never ends?"),
    "not_run": marked("This test was not run, because the program had been stopped before."),
    "skipped": marked("This test was skipped."),
    "protocol": marked("Your program sent something that is not allowed."),
    "too_large": marked("Your code returned something too large or too deeply nested to compare."),
    # of a submission that could not be loaded
    "syntax_error": marked("Python cannot read line {line} of {file}: {text}"),
    "load_raised": marked("Your file stopped with {type} while it was being loaded, in line {line} of {file}: {text}"),
    "load_no_name": marked("Your file {file} has no {name}. Is the name spelt as in the exercise?"),
    "load_input": marked("Your file asks for input while it is being loaded. Nobody can answer here."),
    "load_ended": marked("Your program ended itself while it was being loaded."),
    "load_encoding": marked("{file} is not UTF-8 text. Save it as UTF-8 and try again."),
    "load_empty": marked("There is nothing in {file} yet. Write your answer, then send it again."),
    "load_missing": marked("The file {file} is missing."),
    # of a quiz
    "quiz_choice": marked("This is not the right answer."),
    "quiz_wrong": marked("This is not the right answer."),
    "quiz_incomplete": marked("What you chose is right, but something is missing."),
    "quiz_order": marked("This is not the right order yet."),
    "quiz_unanswered": marked("You did not answer this question."),
    "quiz_unreadable": marked("This answer is not in a form that can be read."),
    "answers_unreadable": marked("{file} must hold one JSON object with an answer for each question."),
    "answers_unknown": marked("{file} answers {question}, which is no question of this quiz."),
    # of a text
    "waits_for_person": marked("A person will read this text and grade it. Nothing was checked but its length."),
    "too_few_words": marked("Your text has {words} words; it needs at least {fewest}."),
    "too_many_words": marked("Your text has {words} words; it may have at most {most}."),
    # of a submission that ran into a limit
    "timed_out": marked("Your program took longer than {seconds} seconds. Is there a loop that never ends?"),
    "out_of_memory": marked("Your program needed more than {memory_mb} MB of memory."),
    "output_limit": marked("Your program printed more than {output_kb} kB."),
    "process_limit": marked("Your program started too many processes or threads."),
    "disk_limit": marked("Your program wrote more than the {disk_mb} MB that it may write."),
    "ended": marked("Your program ended by itself before the tests were over."),
    # not the learner's fault
    "replaced": marked("This was not tested, because you handed in a newer one before its turn came."),
    "given_up": marked("The grader could not finish this. That is our fault and does not count. Please hand in again."),
    "grader_error": marked("The exercise could not be graded. This is not your fault; your instructor can see it."),
}


def sentence(code: str, args: dict[str, str], translate: Callable[[str], str] = str) -> str:
    """The sentence for *code*; an unknown code or a missing argument gives a general one.

    *translate* gives the pattern in another language than English.
    """
    general = translate(SENTENCES["check_failed"])
    try:
        return translate(SENTENCES[code]).format_map(args)
    except (KeyError, ValueError, IndexError):
        return general
