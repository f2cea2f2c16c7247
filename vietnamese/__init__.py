"""Vietnamese text, document numbers, order, dates, the lunar year and working days.

Plain Python: no framework and no database is imported here, so that the index, the query, the importers and the tests
share one behaviour.
"""
