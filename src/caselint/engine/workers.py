"""Several processes for one list of tasks: the only place that starts any.

Processes are forked, so that they share what is imported already, and send their results through pipes. Such a fork
starts in a millisecond or two, where the pools of the standard library take sixty.
"""

import gc
import os
import select
import signal
import struct
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

_FRAME = struct.Struct("<IQ")  # number of the task, bytes of the result
_READ = 1 << 20
SECONDS_PER_TASK = 60.0


@dataclass(frozen=True, slots=True)
class Lost:
    """A task whose process ended or hung, also when it was tried alone."""

    reason: str


def usable_cores() -> int:
    """The cores that this process may run on."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def can_fork() -> bool:
    """Whether forking is safe here: on Linux, and with no thread running that could hold a lock."""
    return sys.platform == "linux" and threading.active_count() == 1


def run_tasks(
    work: Callable[[Task], Result],
    tasks: Sequence[Task],
    jobs: int,
    done: Callable[[], None] = lambda: None,
    *,
    seconds: float = SECONDS_PER_TASK,
) -> list[Result | Lost]:
    """`work` for each of `tasks`, in their order, in up to `jobs` processes; `done` is called after each.

    `work` must not raise. A process that ends before its time, or is silent for `seconds`, loses its other tasks to
    processes of their own; one that is lost there too is `Lost`, and the rest goes on.
    """
    jobs = min(jobs, len(tasks))
    if jobs < 2 or not can_fork():
        results: list[Result | Lost] = []
        for task in tasks:
            results.append(work(task))
            done()
        return results
    found: dict[int, Result | Lost] = {}
    gc.collect()
    gc.freeze()  # what is there already is not looked at again, in no process
    try:
        pool = _Pool(work, tasks, found, done, seconds)
        pool.run([range(start, len(tasks), jobs) for start in range(jobs)])
        for number in range(len(tasks)):
            if number not in found:
                reason = pool.run([range(number, number + 1)])
                if number not in found:
                    found[number] = Lost(reason)
                    done()
    finally:
        gc.unfreeze()
    return [found[number] for number in range(len(tasks))]


@dataclass
class _Worker:
    """A process at work on the tasks of these numbers."""

    pid: int
    pipe: int
    heard: float
    buffer: bytearray = field(default_factory=bytearray)


class _Pool(Generic[Task, Result]):
    def __init__(
        self,
        work: Callable[[Task], Result],
        tasks: Sequence[Task],
        found: dict[int, Result | Lost],
        done: Callable[[], None],
        seconds: float,
    ) -> None:
        import pickle  # imported once, before the forks, and by no run that does without them

        self._pickle = pickle
        self._work = work
        self._tasks = tasks
        self._found = found
        self._done = done
        self._seconds = seconds

    def run(self, shares: Sequence[range]) -> str:
        """Work on each share of task numbers in a process of its own. Returns how the last one to fail ended."""
        workers = {worker.pipe: worker for worker in map(self._start, shares)}
        reason = ""
        try:
            while workers:
                ready, _, _ = select.select(list(workers), [], [], 1.0)
                for pipe in ready:
                    if not self._receive(workers[pipe]):
                        reason = _end(workers.pop(pipe)) or reason
                for pipe, worker in list(workers.items()):
                    if time.monotonic() - worker.heard > self._seconds:
                        os.kill(worker.pid, signal.SIGKILL)
                        _end(workers.pop(pipe))
                        reason = f"it took more than {self._seconds:.0f} seconds"
        finally:
            for worker in workers.values():
                os.kill(worker.pid, signal.SIGKILL)
                _end(worker)
        return reason

    def _start(self, share: range) -> _Worker:
        reading, writing = os.pipe()
        pid = os.fork()
        if pid:
            os.close(writing)
            return _Worker(pid, reading, time.monotonic())
        code = 1
        try:
            os.close(reading)
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears Ctrl-C and ends its workers
            gc.disable()
            self._serve(share, writing)
            code = 0
        finally:
            os._exit(code)  # nothing of the parent's is flushed or cleaned up here

    def _serve(self, share: range, pipe: int) -> None:
        for number in share:
            content = self._pickle.dumps(self._work(self._tasks[number]), self._pickle.HIGHEST_PROTOCOL)
            frame = memoryview(_FRAME.pack(number, len(content)) + content)
            while frame:
                frame = frame[os.write(pipe, frame) :]

    def _receive(self, worker: _Worker) -> bool:
        """Take what a worker has sent; False where it has closed its pipe."""
        content = os.read(worker.pipe, _READ)
        if not content:
            return False
        worker.heard = time.monotonic()
        buffer = worker.buffer
        buffer += content
        while len(buffer) >= _FRAME.size:
            number, size = _FRAME.unpack_from(buffer)
            end = _FRAME.size + size
            if len(buffer) < end:
                break
            self._found[number] = self._pickle.loads(memoryview(buffer)[_FRAME.size : end])
            del buffer[:end]
            self._done()
        return True


def _end(worker: _Worker) -> str:
    """Wait for a worker that has ended. Returns how, or "" where it ended well."""
    os.close(worker.pipe)
    _, status = os.waitpid(worker.pid, 0)
    if os.WIFSIGNALED(status):
        return f"its process was ended by {signal.Signals(os.WTERMSIG(status)).name}"
    return "" if os.WEXITSTATUS(status) == 0 else "its process ended early"
