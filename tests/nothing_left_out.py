"""A run that leaves out a test has not passed: a skip and an expected failure count as failures."""

from collections.abc import Generator

import pytest

_LEFT_OUT = "was left out, and here no test is: what it needs has to be there (./test installs it)"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A skip and an expected failure count as failures."""
    report = yield
    if report.skipped or hasattr(report, "wasxfail"):
        report.outcome = "failed"
        vars(report).pop("wasxfail", None)  # with it, a failed report does not fail the run
        report.longrepr = f"{item.nodeid} {_LEFT_OUT}: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """A module that leaves itself out counts as an error."""
    report = yield
    if report.outcome == "skipped":
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid} {_LEFT_OUT}: {report.longrepr}"
    return report
