"""Daft, and the machines that it runs on."""

from __future__ import annotations

import os
from typing import Any

from dragoman.errors import SettingsError

__all__ = ["daft_on"]

# Before the libraries are loaded: neither is to tell anybody of its use.
_SILENT = {"DO_NOT_TRACK": "true", "RAY_USAGE_STATS_ENABLED": "0", "DAFT_PROGRESS_BAR": "0"}


def daft_on(address: str | None) -> Any:
    """Daft, running on the Ray cluster at `address`, on a cluster of this machine alone (`local`), or in this process (None).

    Raises SettingsError where the extra is not installed or the cluster cannot be reached.
    """
    for name, value in _SILENT.items():
        os.environ.setdefault(name, value)
    try:
        import daft
        import ray
    except ImportError as error:
        raise SettingsError("this needs the extra `scale`: pip install 'dragoman[scale]'") from error
    if address is None:
        daft.set_runner_native()
        return daft
    try:
        where = None if address == "local" else address
        ray.init(where, log_to_driver=False, runtime_env={"env_vars": _SILENT}, ignore_reinit_error=True)
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise SettingsError(f"there is no Ray cluster at {address}: {error}") from error
    daft.set_runner_ray(noop_if_initialized=True)
    return daft
