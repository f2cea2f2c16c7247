"""What an importer does with files as they come."""

from core.importing import ImportReport, Rows, importer_for


def test_broken_lines_are_named_by_their_number_and_the_good_ones_are_read(tmp_path):
    path = tmp_path / "documents.jsonl"
    path.write_bytes(b'{"number": "1"}\n{broken\n\n["a list"]\n\xff\xfe\n{"number": "2"}\n')
    report = ImportReport()
    rows = list(Rows(path, {"number"}, report))
    assert rows == [(1, {"number": "1"}), (6, {"number": "2"})]
    assert [problem.split(":")[1] for problem in report.problems] == ["2", "4", "5"]


def test_unknown_keys_are_reported_not_dropped_in_silence(tmp_path):
    path = tmp_path / "documents.jsonl"
    path.write_text('{"number": "1", "colour": "red"}\n{"number": "2", "colour": "blue"}\n')
    report = ImportReport()
    list(Rows(path, {"number"}, report))
    assert report.notes == ["documents.jsonl: key “colour” is not known and was not read (2 rows)"]


def test_a_byte_order_mark_does_no_harm(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"number": "1"}\n')
    assert list(Rows(path, {"number"}, ImportReport())) == [(1, {"number": "1"})]


def test_only_known_names_have_an_importer():
    assert importer_for("documents.jsonl") and importer_for("agencies.jsonl") and importer_for("decision-02-2011.txt")
    assert importer_for("notes.txt") is None and importer_for("evaluation.sealed") is None
