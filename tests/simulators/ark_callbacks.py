"""Ark's webhooks: the task as it is told, posted unsigned at every change of status, and up to three times again."""

import threading
import time
from typing import Any

import httpx2

from tests.simulators.ark_tasks import Service
from tests.simulators.kit import Job

TRIES = 4
PAUSE = 0.02
PATIENCE = 2.0
OVER = {"succeeded", "failed", "expired", "cancelled"}


class Callbacks:
    """Tasks to tell of, and a thread that does while there is something to tell."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._jobs: dict[str, tuple[Job, list[str]]] = {}
        self._held: dict[str, list[dict[str, Any]]] = {}
        self._lock = threading.Lock()
        self._running = False

    def watch(self, job: Job) -> None:
        """Tell of this task from now on."""
        with self._lock:
            self._jobs[job.id] = (job, [])
        self.wake()

    def wake(self) -> None:
        """Look whether there is something to tell; the thread gives up when nothing has happened for a while."""
        with self._lock:
            if self._running or not self._jobs:
                return
            self._running = True
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        with httpx2.Client(timeout=5) as client:
            quiet = time.monotonic()
            while time.monotonic() - quiet < PATIENCE:
                self._service.settle()
                with self._lock:
                    jobs = list(self._jobs.values())
                news = [self._tell(job, told, client) for job, told in jobs]
                if any(news):
                    quiet = time.monotonic()
                time.sleep(PAUSE)
        with self._lock:
            self._running = False

    def _tell(self, job: Job, told: list[str], client: httpx2.Client) -> bool:
        """Tell what has not been told of a task; whether there was anything."""
        now = self._service.status(job)
        reached = ["queued", *(["running"] if job.began is not None else []), *([now] if now in OVER else [])]
        news = [status for status in reached if status not in told and status != "cancelled"]
        for status in news:
            told.append(status)
            self._post(job, self._service.told(job, status), client)
        if now in OVER:
            for body in reversed(self._held.pop(job.id, [])):
                self._send(job, body, client)
            with self._lock:
                self._jobs.pop(job.id, None)
        return bool(news)

    def _post(self, job: Job, body: dict[str, Any], client: httpx2.Client) -> None:
        faults = self._service.faults
        if faults.take("lost"):
            return
        if job.id in self._held or faults.take("reversed"):
            self._held.setdefault(job.id, []).append(body)
            return
        for _ in range(2 if faults.take("twice") else 1):
            self._send(job, body, client)

    def _send(self, job: Job, body: dict[str, Any], client: httpx2.Client) -> None:
        for _ in range(TRIES):
            try:
                if client.post(job.body["callback_url"], json=body).status_code == 200:
                    return
            except httpx2.HTTPError:
                pass
            time.sleep(self._service.retry_pause)
