"""Several processes give what one gives, and one that dies or hangs takes no more than its own task with it."""

import os
import signal
import time
from pathlib import Path

import pytest

from caselint.engine import workers
from caselint.engine.workers import Lost, run_tasks


def square(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


@pytest.mark.parametrize("jobs", [1, 2, 3, 50])
def test_results_come_in_the_order_of_the_tasks(jobs: int) -> None:
    seen: list[int] = []
    results = run_tasks(square, range(20), jobs, lambda: seen.append(1))
    assert [result[0] for result in results if not isinstance(result, Lost)] == [number**2 for number in range(20)]
    assert len(seen) == 20
    pids = {result[1] for result in results if not isinstance(result, Lost)}
    assert (os.getpid() in pids) is (jobs == 1)
    assert len(pids) == min(jobs, 20)


def test_large_results_arrive_whole() -> None:
    sizes = [3_000_000, 0, 70_000, 5_000_000]
    assert run_tasks(lambda size: b"x" * size, sizes, 2) == [b"x" * size for size in sizes]


def dies_on_seven(number: int) -> int:
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_a_process_that_dies_loses_one_task() -> None:
    results = run_tasks(dies_on_seven, range(20), 2)
    assert results[7] == Lost("its process was ended by SIGKILL")
    assert [result for result in results if not isinstance(result, Lost)] == [*range(7), *range(8, 20)]


def test_a_process_that_dies_once_loses_nothing(tmp_path: Path) -> None:
    def dies_once(number: int) -> int:
        mark = tmp_path / "died"
        if number == 7 and not mark.exists():
            mark.touch()
            os._exit(3)
        return number

    assert run_tasks(dies_once, range(20), 2) == list(range(20))


def test_a_process_that_hangs_is_ended() -> None:
    results = run_tasks(lambda number: time.sleep(600 * (number == 1)) or number, range(4), 2, seconds=0.5)
    assert results == [0, Lost("it took more than 0 seconds"), 2, 3]


def test_no_process_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_tasks(lambda number: time.sleep(0.01) or number, range(50), 2, interrupted)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_where_forking_is_not_safe_one_process_does_it_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "can_fork", lambda: False)
    assert {pid for _, pid in run_tasks(square, range(5), 4)} == {os.getpid()}  # type: ignore[misc]
