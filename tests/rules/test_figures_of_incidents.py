"""FIG001 of incidents: how long they lasted and what they cost is the same wherever it is told."""

from pathlib import Path

import pytest
from conflicts_found import conflicts_found

KNOWN = {
    "ferrio.md": "# Ferrio: rides\n\nThe story of Ferrio, with 1 map.\n",
    "tramway.md": "# Tramway: lines\n\nThe story of Tramway, with 1 map.\n",
}


def messages(first: str, second: str, folder: Path) -> list[str]:
    files = {**KNOWN, "a.md": f"# Laws\n\n{first}\n", "b.md": f"# Tales\n\n{second}\n"}
    return [finding.message for finding in conflicts_found(files, folder)]


CONFLICTS = {
    "cost": (
        "## Ferrio outage: the $852M mistake (October 4, 2021)\n\nText.",
        "## The Ferrio lesson (October 4, 2021)\n\nThe outage took its toll: **$360M total loss**.",
        "Ferrio, incident of 2021: cost is $852M here, $360M on 1 other page",
    ),
    "duration": (
        "## The Ferrio cascade (February 28, 2017)\n\n- Duration: 4 hours 47 minutes",
        "February 2017: Ferrio went down for 4 hours. Tramway ran on.",
        "Ferrio, incident of 2017: duration is 4 hours 47 minutes here, 4 hours on 1 other page",
    ),
    "no month on one side": (
        "## The Ferrio cascade (February 28, 2017)\n\n- Duration: 7 hours",
        "In 2017 Ferrio had a 4-hour outage of all lines.",
        "Ferrio, incident of 2017: duration is 7 hours here, 4-hour on 1 other page",
    ),
    "a flood": (
        "The flood of 2019 cost Ferrio $3.1 million.",
        "The flood of 2019, which cost Ferrio $31 million, is over.",
        "Ferrio, incident of 2019: cost is $3.1 million here, $31 million on 1 other page",
    ),
    "the time of a loss": (
        "In 2012 Ferrio lost $440M in 45 minutes.",
        "## Failures of 2012\n\nThe $440 million loss in 30 minutes was the end for Ferrio.",
        None,
    ),
    "the time of a loss, by its owner": (
        "In 2012 Ferrio lost $440M in 45 minutes.",
        "In 2012 Ferrio saw a $440 million loss in 30 minutes.",
        "Ferrio, $440M loss of 2012: duration is 45 minutes here, 30 minutes on 1 other page",
    ),
}
AGREEMENTS = {
    "two years in one sentence": (
        "Ferrio was down for 9 hours in 2021 and was down for 3 hours in 2022.",
        "In 2022 Ferrio was down for 3 hours, and in 2021 it was down for 9 hours.",
    ),
    "rounding": ("In 2017 Ferrio was down for 4 hours 7 minutes.", "The outage of Ferrio in 2017 lasted 4 hours."),
    "another year": ("In 2017 Ferrio was down for 4 hours.", "In 2019 Ferrio was down for 9 hours."),
    "another month": ("In March 2017 Ferrio was down for 4 hours.", "In May 2017 Ferrio was down for 9 hours."),
    "no year": ("Ferrio was down for 4 hours.", "Once Ferrio was down for 9 hours."),
    "another company": ("In 2017 Ferrio was down for 4 hours.", "In 2017 Tramway was down for 9 hours."),
    "the time to mend it": (
        "In 2017 Ferrio was down for 4 hours.",
        "In 2017 Ferrio took 9 hours to explain the outage.",
    ),
    "a part of the cost": (
        "## Ferrio outage: the $852M mistake (2021)\n\nText.",
        "## The Ferrio outage of 2021\n\n- $360M direct revenue loss",
    ),
    "small sums": (
        "In 2017 the outage cost Ferrio $9,000 in total.",
        "In 2017 the outage cost Ferrio $4,000 in total.",
    ),
    "other losses": ("In 2012 Ferrio lost $440M in 45 minutes.", "In 2012 Ferrio lost $900,000 in 30 minutes."),
    "the losses of a year": (
        "In 2012 Ferrio lost $440M.",
        "## Outages of 2012\n\nThe one of Ferrio cost $2M in total.",
    ),
}


@pytest.mark.parametrize("case", CONFLICTS)
def test_incidents_that_are_told_in_two_ways(case: str, tmp_path: Path) -> None:
    first, second, message = CONFLICTS[case]
    assert messages(first, second, tmp_path) == ([message] if message else [])


@pytest.mark.parametrize("case", AGREEMENTS)
def test_silence_where_both_may_stand(case: str, tmp_path: Path) -> None:
    assert messages(*AGREEMENTS[case], tmp_path) == []
