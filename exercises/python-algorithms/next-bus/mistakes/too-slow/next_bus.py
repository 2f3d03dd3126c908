def next_departures(timetable, arrivals):
    answers = []
    for arrival in arrivals:
        answer = None
        for departure in timetable:
            if departure >= arrival:
                answer = departure
                break
        answers.append(answer)
    return answers
