from scripts.elasticsearch.folders import new_folder
from scripts.elasticsearch.processes import Process


def test_folders_of_one_process_are_apart(tmp_path):
    first, second = new_folder(tmp_path), new_folder(tmp_path)
    assert first.is_dir() and second.is_dir() and first != second


def test_folder_of_a_killed_process_is_removed(tmp_path):
    other = Process.start(["sleep", "600"], tmp_path / "log")
    running = tmp_path / "running"
    left = running / f"{other.pid}-{other.started}-abc"
    left.mkdir(parents=True)
    (left / "data").touch()
    new_folder(tmp_path)
    assert left.exists()
    other.end()
    mine = new_folder(tmp_path)
    assert not left.exists() and mine.exists()
