"""Fates and steps that are packed away come back as they were."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.arrivals import AddPerson, Arrival, Fate, KeepCard
from keepwarm.domain.dates import PartialDate
from keepwarm.domain.likeness import Judgement, Verdict
from keepwarm.domain.people import Handle, HandleKind, Person, Standing
from keepwarm.domain.postal import Postal
from keepwarm.domain.reasons import Reason
from keepwarm.usecases.packed_fates import FileArrival, PackedFates
from keepwarm.usecases.step_spool import StepSpool

values = st.text() | st.integers() | st.floats(allow_nan=False) | st.dates()
reasons = st.builds(
    lambda code, said: Reason.of(code, **said), st.text(), st.dictionaries(st.text("ab"), values)
)
arrivals = st.builds(
    Arrival,
    place=st.text(),
    fate=st.sampled_from(Fate),
    person=st.text(),
    person_id=st.none() | st.integers(-(2**63), 2**63 - 1),
    reason=st.none() | reasons,
    score=st.none() | st.floats(0, 1),
)


@given(st.lists(st.tuples(st.sampled_from(["a.vcf", "b.csv"]), arrivals)))
def test_fates_come_back_as_they_were(items: list[tuple[str, Arrival]]) -> None:
    fates = PackedFates()
    for file, arrival in items:
        fates.append(file, arrival)
    plain = [FileArrival(file=file, arrival=arrival) for file, arrival in items]
    assert list(fates) == plain
    assert fates[1:] == plain[1:]
    assert list(fates.files) == list(dict.fromkeys(file for file, _ in items))
    assert sum(fates.counts.values()) == len(fates) == len(items)


def test_a_new_person_who_may_be_another_is_for_the_owner_to_decide() -> None:
    fates = PackedFates()
    for person_id, fate in ((1, Fate.NEW), (2, Fate.SAME), (3, Fate.NEW), (None, Fate.REFUSED)):
        fates.append("a.vcf", Arrival(place="card", fate=fate, person_id=person_id))
    likeliest = Judgement(score=0.9, verdict=Verdict.UNSURE, reasons=(Reason.of("same_name"),))
    fates.mark_unsure([(1, 2, likeliest), (1, 9, replace(likeliest, score=0.2))])
    assert [item.arrival.fate for item in fates] == [Fate.UNSURE, Fate.SAME, Fate.NEW, Fate.REFUSED]
    assert (fates[0].arrival.score, fates[0].arrival.reason) == (0.9, Reason.of("same_name"))
    assert dict(fates.counts) == {Fate.UNSURE: 1, Fate.SAME: 1, Fate.NEW: 1, Fate.REFUSED: 1}


def test_steps_come_back_in_their_order_as_they_were() -> None:
    home = Handle(kind=HandleKind.ADDRESS, value="1 Street", postal=Postal(street="1 Street"))
    ada = Person(name="Ada", birthday=PartialDate.parse("1815-12-10"), standing=Standing.DIED)
    steps = (
        AddPerson(person_id=1, person=ada, handles=(home,)),
        KeepCard(person_id=1, uid="", digest="d", raw=b"x"),
    )
    spool = StepSpool()
    for number in range(3):
        spool.add(f"{number}.vcf", steps[number % 2 :])
    assert list(spool) == [("0.vcf", steps), ("1.vcf", steps[1:]), ("2.vcf", steps)]
    assert list(spool) == [("0.vcf", steps), ("1.vcf", steps[1:]), ("2.vcf", steps)]
    spool.close()


def test_a_day_in_a_reason_stays_a_day() -> None:
    fates = PackedFates()
    fates.append(
        "a.vcf", Arrival(place="card", fate=Fate.NEW, reason=Reason.of("born", on=date(2026, 2, 28)))
    )
    assert fates[0].arrival.reason == Reason.of("born", on=date(2026, 2, 28))
