"""Fourteen rules of the register, as one would write them in plain Python.

Reads one folded record a line (entries in order of time, times in seconds since 1970) up to an empty line, then answers
"answers" with one line of findings for each record, and "round" with the seconds that judging every record took.
"""

import json
import sys
import time

CHECK_LATE_MINUTES = 10
LATE_MINUTES = 30
INTERVAL_MINUTES = 30
GRACE_MINUTES = 5
HOURLY_MINUTES = 60

CLOSES = {"detention_refused", "released", "bailed", "to_court", "moved_to_authority"}
OPENS = {"arrested", "arrived", "answered_bail", "detention_authorised", "presented"}
BRINGS_IN = OPENS - {"arrested"}
INVESTIGATES = {"investigating_officer", "arresting_officer"}
INSPECTOR_OR_ABOVE = {"inspector", "chief_inspector", "superintendent", "chief_superintendent"}
SERGEANT_OR_ABOVE = INSPECTOR_OR_ABOVE | {"sergeant"}
LEAVES = {"left_for_hospital": "hospital", "interview_started": "interview", "departed": "transfer"}
RETURNS = {
    "returned_from_hospital": ("hospital",),
    "interview_ended": ("interview",),
    "arrived": ("transfer", "hospital"),
}
SHOWS_BACK = {"placed", "rest_started", "charged", "strip_searched", "rights_given", "interview_started"}
SEES = {
    "healthcare_seen", "ascc_seen", "visited", "review_explained", "placed", "rights_given", "charged",
    "strip_searched",
}
TOGETHER = {"private_word", "exercise", "wash", "phone_call", "visit"}


def told(text):
    return text is not None and text.strip().lower() not in ("", "nothing")


def stands(entries, now):
    """The entries as they stood at the instant judged: struck ones left out, replacements put in."""
    made = [entry for entry in entries if entry["at"] <= now]
    corrected = {}
    for entry in reversed(made):
        if entry["kind"] == "correction" and entry["position"] not in corrected and entry["of"] < entry["position"]:
            corrected.setdefault(entry["of"], entry)
    if not corrected:
        return made
    standing = []
    for entry in made:
        correction = corrected.get(entry["position"])
        if correction is None:
            standing.append(entry)
            continue
        instead = correction.get("replaces")
        if instead is not None and instead["at"] <= now:
            # Written when the first was, by whoever corrected it where it names nobody.
            written = {"position": correction["position"], "recorded_at": entry.get("recorded_at")}
            standing.append({"by": correction.get("by"), **instead, **written})
    standing.sort(key=lambda entry: entry["at"])
    return standing


class Facts:
    """What several rules ask of one record."""

    def __init__(self, record):
        self.entries = record["entries"]
        self.child = record["child"]
        self.now = record["now"]
        self.grown_from = self.child["turns_18"]
        self.standing = stands(self.entries, self.now)
        self.of_child = [entry for entry in self.standing if entry["at"] < self.grown_from]
        self.by_kind = {}
        for entry in self.standing:
            self.by_kind.setdefault(entry["kind"], []).append(entry)
        self.checks = [check for check in self.by_kind.get("check", ()) if check["at"] < self.grown_from]
        self.end = next((entry for entry in self.standing if entry["kind"] in CLOSES), None)
        self.until = self.now if self.end is None else self.end["at"]
        self.away = self.absences()
        self.reviews = self.held_reviews()
        self.judged_reviews = [review for review, charged in self.reviews if not void(review, charged)]

    def absences(self):
        """When the child was out of the cell: from, until, why, entry, whether it is over."""
        away = []
        for entry in self.standing:
            kind = entry["kind"]
            for why in RETURNS.get(kind, ()):
                for absence in reversed(away):
                    if not absence[4] and absence[2] == why:
                        absence[1], absence[4] = entry["at"], True
                        break
            if kind in LEAVES:
                away.append([entry["at"], max(self.until, entry["at"]), LEAVES[kind], entry["position"], False])
        return away

    def seen_back(self):
        """The same, each ended by the first entry that shows the child back."""
        away = []
        for start, end, why, position, over in self.away:
            if not over:
                for entry in self.standing:
                    if start < entry["at"] and entry["kind"] in SHOWS_BACK:
                        end, over = entry["at"], True
                        break
            away.append((start, end, why, position, over))
        return away

    def held_reviews(self):
        """Reviews of someone who was a child, held during the detention, each with whether a charge stood before it."""
        authorised = self.by_kind.get("detention_authorised")
        opened = authorised or [entry for entry in self.standing if entry["kind"] in OPENS]
        start = opened[0]["at"] if opened else 0
        charges = [(c["at"], c["position"]) for c in self.by_kind.get("charged", ()) if c["at"] <= self.until]
        charged = min(charges, default=None)
        return [
            (review, charged is not None and charged < (review["at"], review["position"]))
            for review in self.by_kind.get("review", ())
            if start <= review["at"] <= self.until and review["at"] < self.grown_from
        ]

    def out_of_station(self, at):
        return any(start < at < end and why != "interview" for start, end, why, _, _ in self.away)


# Entries


def entry_late(facts):
    for entry in facts.of_child:
        written = entry.get("recorded_at")
        if written is None:
            continue
        minutes = (written - entry["at"]) // 60
        if minutes >= (CHECK_LATE_MINUTES if entry["kind"] == "check" else LATE_MINUTES):
            yield "shortfall", entry["at"], minutes, [entry["position"]]


def entry_unsigned(facts):
    for entry in facts.of_child:
        by = entry.get("by")
        if by is None or (by.get("name") is None and by.get("number") is None):
            yield "breach", entry["at"], None, [entry["position"]]


def entry_corrected_late(facts):
    def written(entry):
        return entry.get("recorded_at", entry["at"])

    for correction in facts.by_kind.get("correction", ()):
        target = correction["of"]
        corrected = facts.entries[target]
        if corrected["at"] >= facts.grown_from:
            continue
        when = written(correction)
        if facts.end is not None and corrected["at"] <= facts.end["at"] < when:
            relied = facts.end["position"]
        else:
            relied = next(
                (
                    entry["position"]
                    for kind in ("review", "disclosed")
                    for entry in facts.by_kind.get(kind, ())
                    if entry["position"] != target and written(corrected) <= entry["at"] < when
                ),
                None,
            )
        if relied is not None:
            positions = [correction["position"], target]
            yield "query", when, None, positions if relied == target else [*positions, relied]


# Checks


def check_no_demeanour(facts):
    for check in facts.checks:
        asleep = check.get("awake") is False or check.get("not_said") == "asleep"
        if check.get("demeanour") is None and not asleep:
            yield "shortfall", check["at"], None, [check["position"]]


def check_no_voice(facts):
    for check in facts.checks:
        awake = check.get("awake")
        asleep = awake is False or (awake is None and check.get("demeanour") == "sleeping")
        if check.get("said") is None and check.get("not_said") is None and not asleep:
            yield "shortfall", check["at"], None, [check["position"]]


def check_while_away(facts):
    away = facts.seen_back()
    for check in facts.checks:
        at = check["at"]
        for start, end, _, left, over in away:
            if start < at and (at < end or (not over and facts.end is None and at == end)):
                yield "breach", at, None, [check["position"], left]
                break
        else:
            if facts.end is not None and facts.end["at"] < at:
                yield "breach", at, None, [check["position"]]


def sees(entry):
    """Whether an entry shows the child face to face with someone who answers for them."""
    kind = entry["kind"]
    if kind == "review":
        heard = entry.get("spoken_to") is True or entry.get("child_said") is not None
        return heard or (entry.get("method") != "telephone" and entry.get("seen") is not False)
    if kind == "care":
        return entry["what"] in TOGETHER and entry.get("offered") is not False and entry.get("taken") is not False
    return kind in SEES


def stretches(facts):
    """Each stretch in the cell from one time the child was seen to the next: from, entry, until, entry."""
    brought_in = next((e["at"] for e in facts.standing if e["kind"] in BRINGS_IN), None)
    to = min(facts.until, facts.grown_from)
    if brought_in is None or brought_in > to:
        return
    over = facts.end is not None or to < facts.until

    def first(kind):
        return next(
            ((e["at"], e["position"]) for e in facts.by_kind.get(kind, ()) if brought_in <= e["at"] <= to), None
        )

    authorised, placed, checked = first("detention_authorised"), first("placed"), first("check")
    if authorised and placed:
        booked_in = placed[0] <= authorised[0] + HOURLY_MINUTES * 60 and (
            checked is None or checked[0] < authorised[0] or placed[0] <= checked[0]
        )
        start = placed if booked_in or placed[0] < authorised[0] else authorised
    else:
        start = authorised or placed or checked
    if start is None:
        return
    away = facts.seen_back()
    blocks = [(left, back, position, done) for left, back, _, position, done in away]
    for entry in facts.standing:
        if entry["kind"] == "check" or sees(entry):
            at = entry["at"]
            if not any(left < at < back for left, back, _, _, _ in away):
                blocks.append((at, at, entry["position"], True))
    blocks.sort(key=lambda block: block[:3])
    begin = start[0]
    since, since_position, out = begin, start[1], False
    for left, back, position, done in blocks:
        if begin <= back and left <= to:
            if left > since:
                yield since, since_position, left, position
            if back >= since:
                since, since_position, out = back, position, not done
    if not out and since <= to and not (over and since == to):
        ended = facts.end is not None and facts.end["at"] == to
        yield since, since_position, to, facts.end["position"] if ended else None


def check_gap(facts):
    plans = []
    for plan in facts.by_kind.get("observation_set", ()):
        plans.append((plan["at"], min(plan["every_minutes"] or INTERVAL_MINUTES, HOURLY_MINUTES)))
    for start, start_position, to, to_position in stretches(facts):
        every = next((every for at, every in reversed(plans) if at <= start), min(INTERVAL_MINUTES, HOURLY_MINUTES))
        due, verdict = start + every * 60, None
        for at, next_every in plans:
            if start < at < to:
                verdict = measured(start, due, at, verdict)
                due = start + next_every * 60 if next_every >= every else min(due, at + next_every * 60)
                every = next_every
        verdict = measured(start, due, to, verdict)
        if verdict is not None:
            missed = [e["position"] for e in facts.by_kind.get("check_missed", ()) if start <= e["at"] <= to]
            positions = [start_position, *missed]
            if to_position is not None:
                positions.append(to_position)
            yield verdict, to, (to - start) // 60, positions


def measured(start, due, to, before):
    """How far a stretch fell short by then; a breach stays one, and so does what fell short before."""
    gap = (to - start) // 60
    if before == "breach" or gap > HOURLY_MINUTES:
        return "breach"
    allowed = min((due - start) // 60 + GRACE_MINUTES, HOURLY_MINUTES)
    return "shortfall" if before is not None or gap > allowed else None


# Reviews


def officer(review, charged):
    """What the record says of the officer: none for the right one, a breach for the wrong one, else a query."""
    by = review.get("by")
    role = None if by is None else by.get("role")
    if charged:
        return None if role == "custody_officer" else "query" if role is None else "breach"
    if by is None:
        return "query"
    involved, rank = by.get("involved"), by.get("rank")
    acting = by.get("acting_as", rank)
    if involved is True or (role in INVESTIGATES and involved is None):
        return "breach"
    if acting is None:
        return "query"
    if acting not in INSPECTOR_OR_ABOVE:
        return "breach"
    if rank not in INSPECTOR_OR_ABOVE:
        if (rank is not None and rank not in SERGEANT_OR_ABOVE) or not told(review.get("note")):
            return "query"
    if role in INVESTIGATES or (involved is None and role in (None, "other")):
        return "query"
    return None


def void(review, charged):
    return officer(review, charged) == "breach" or (charged and review.get("method") in ("telephone", "live_link"))


def spoke(review):
    return review.get("spoken_to") is True or review.get("child_said") is not None


def sleep(review):
    if review.get("not_spoken") == "asleep" or review.get("awake") is False:
        return "asleep"
    if review.get("awake") is True or spoke(review):
        return "awake"
    return None


def was_there(review):
    return review.get("seen") is True or sleep(review) == "awake"


def unspoken(review):
    if review.get("spoken_to") is not False or spoke(review) or not was_there(review) or sleep(review) == "asleep":
        return False
    reason = review.get("not_spoken")
    return not (told(review.get("reason")) if reason in (None, "delegated", "other") else True)


def review_wrong_officer(facts):
    for review, charged in facts.reviews:
        verdict = officer(review, charged)
        if verdict is not None:
            yield verdict, review["at"], None, [review["position"]]


def review_not_seen(facts):
    for review in facts.judged_reviews:
        if review.get("method") == "telephone":
            continue
        seen = review.get("seen")
        if seen is True or facts.out_of_station(review["at"]):
            continue
        if seen is False:
            if not told(review.get("reason")) and not told(review.get("not_there_because")):
                yield "shortfall", review["at"], None, [review["position"]]
        elif not spoke(review):
            yield "query", review["at"], None, [review["position"]]


def review_not_spoken_to(facts):
    for review in facts.judged_reviews:
        if unspoken(review):
            yield "shortfall", review["at"], None, [review["position"]]
        elif (
            review.get("spoken_to") is None
            and review.get("not_spoken") is None
            and not spoke(review)
            and was_there(review)
            and sleep(review) != "asleep"
        ):
            yield "query", review["at"], None, [review["position"]]


def review_advice_reminder(facts):
    for review in facts.judged_reviews:
        state = sleep(review)
        if review.get("legal_advice_reminded") is True or state == "asleep":
            continue
        if state is None:
            verdict = "query"
        elif "solicitor" in review.get("present", ()) or review.get("solicitor_said") is not None:
            verdict = "shortfall"
        else:
            verdict = "breach"
        yield verdict, review["at"], None, [review["position"]]


def review_no_voice(facts):
    for review in facts.judged_reviews:
        reason = review.get("not_spoken")
        reasoned = told(review.get("reason")) if reason in (None, "other") else True
        if review.get("child_said") is not None or sleep(review) == "asleep" or reasoned:
            continue
        if not unspoken(review) and not facts.out_of_station(review["at"]):
            yield "shortfall", review["at"], None, [review["position"]]


def review_no_effect(facts):
    for review in facts.judged_reviews:
        if told(review.get("child_said")) and not told(review.get("effect")):
            yield "shortfall", review["at"], None, [review["position"]]


# What the figures need of every child


def data_blank(facts):
    if facts.end is None or facts.end["at"] >= facts.grown_from:
        return
    if any(facts.child.get(field) is None for field in ("home_authority", "looked_after", "sex")):
        yield "shortfall", facts.end["at"], None, [facts.end["position"]]


RULES = {
    "entry.late": entry_late,
    "entry.unsigned": entry_unsigned,
    "check.no-demeanour": check_no_demeanour,
    "check.no-voice": check_no_voice,
    "review.not-seen": review_not_seen,
    "review.no-effect": review_no_effect,
    "data.blank": data_blank,
    "review.no-voice": review_no_voice,
    "review.not-spoken-to": review_not_spoken_to,
    "review.advice-reminder": review_advice_reminder,
    "review.wrong-officer": review_wrong_officer,
    "entry.corrected-late": entry_corrected_late,
    "check.while-away": check_while_away,
    "check.gap": check_gap,
}


def judge(record):
    facts = Facts(record)
    return {rule: list(found(facts)) for rule, found in RULES.items()}


def main():
    records = []
    for line in sys.stdin:
        if line == "\n":
            break
        records.append(json.loads(line))
    for line in sys.stdin:
        if line == "answers\n":
            for record in records:
                print(json.dumps(judge(record)))
        else:
            few = records[: int(line.split()[1])]
            started = time.perf_counter()
            for record in few:
                judge(record)
            print(time.perf_counter() - started)
        sys.stdout.flush()


main()
