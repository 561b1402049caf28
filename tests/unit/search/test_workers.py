from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

from search.documents import Document, Part
from search.projection import workers
from search.projection.workers import segmented


def document(number: int) -> Document:
    return Document(key=f"case:{number}", kind="case", parts=(Part("title", f"事業承継の事例{number}"),))


def is_segmented(found: Document) -> bool:
    return all("segmented" in vars(part) for part in found.parts)


def test_few_documents_come_as_they_are():
    documents = [document(number) for number in range(3)]
    assert list(segmented(documents, processes=8)) == documents
    assert not any(map(is_segmented, documents))


def test_many_documents_come_in_order_with_their_words():
    documents = [document(number) for number in range(workers.BATCH * workers.LEAST_BATCHES + 1)]
    found = list(segmented(documents, processes=2))
    assert found == documents
    assert all(map(is_segmented, found))
    assert found[7].parts[0].segmented == document(7).parts[0].segmented


def test_one_processor_starts_no_process():
    documents = [document(number) for number in range(workers.BATCH * workers.LEAST_BATCHES)]
    assert not any(map(is_segmented, segmented(documents, processes=1)))


def test_batch_of_a_process_that_died_is_left_to_whoever_asks():
    died: Future = Future()
    died.set_exception(BrokenProcessPool())
    batch = [document(1)]
    assert workers._done(batch, died) == batch
    assert workers._done(batch, None) == batch
