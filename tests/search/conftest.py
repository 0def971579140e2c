"""Engines to test: the embedded one always, Elasticsearch when ELASTICSEARCH_URL says where it is."""

import os
import uuid

import pytest

from search import indexes
from search.breaker import breaker
from search.engines.elasticsearch import ElasticsearchEngine, alias_of, client_for

ELASTICSEARCH = os.environ.get("ELASTICSEARCH_URL", "")


@pytest.fixture
def elasticsearch(settings, monkeypatch):
    """A real Elasticsearch, with indexes of this test's own; with more patience than a reader has, on a busy machine."""
    monkeypatch.setattr("search.engines.elasticsearch.PATIENCE", 30)
    settings.ELASTICSEARCH_URL = ELASTICSEARCH
    settings.SEARCH_DATABASE = f"test-{uuid.uuid4().hex[:10]}"
    breaker.reset()
    yield client_for(ELASTICSEARCH)
    patient = client_for(ELASTICSEARCH).options(request_timeout=30)
    for name in patient.indices.get(index=f"praktijken-{settings.SEARCH_DATABASE}-*"):
        patient.indices.delete(index=name)
    breaker.reset()


@pytest.fixture(params=["tantivy", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def engine(request, settings, db):
    """Each engine in turn; with no index yet."""
    if request.param == "tantivy":
        return indexes.embedded("nl")
    client = request.getfixturevalue("elasticsearch")
    return ElasticsearchEngine(client, alias_of(settings.SEARCH_DATABASE, "nl"))
