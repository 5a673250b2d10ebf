"""Findings, spans and the report: the words that everything else speaks in."""

from caselint.findings.finding import Edit, Finding, Fix, Related, Safety, Severity
from caselint.findings.report import Report
from caselint.findings.span import Span

__all__ = ["Edit", "Finding", "Fix", "Related", "Report", "Safety", "Severity", "Span"]
