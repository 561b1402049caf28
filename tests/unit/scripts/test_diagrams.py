from scripts.diagrams import PAGE, drawn


def test_page_shows_the_table_of_states_as_it_is():
    kept = PAGE.read_text(encoding="utf-8")
    assert "under_review --> rated" in kept
    assert drawn(kept) == kept
