"""Networks as files for other programs."""

from datetime import date
from xml.etree import ElementTree

import pytest

from app.codebook.model import Codebook
from app.queries import graphs, network
from app.queries.analysis_rows import Tie
from app.queries.network import Normalization

ML = {"g": graphs.GRAPHML}
GX = {"g": graphs.GEXF}


@pytest.fixture
def ties() -> list[Tie]:
    return [
        Tie("ivanova", "free-fishing", 4, 3, 1, 0, 0, date(2023, 1, 2), date(2024, 5, 6)),
        Tie("~watch & ward\x07", "free-fishing", 1, 0, 0, 0, 1, None, None),
        Tie("petrov", "open-the-bridge", 2, 2, 0, 0, 0, date(2023, 1, 2), date(2023, 1, 2)),
    ]


def read(element: ElementTree.Element, of: str) -> dict[str, str | None]:
    return {str(data.get("key")).removeprefix(f"{of}_"): data.text for data in element.findall("g:data", ML)}


def test_graphml_declares_every_key_and_leaves_out_what_is_unknown(ties: list[Tie], book: Codebook) -> None:
    root = ElementTree.fromstring(graphs.two_mode_graphml(ties, book, "topic=fishing&q=a%26b"))
    declared = {key.get("id") for key in root.findall("g:key", ML)}
    used = {data.get("key") for data in root.iterfind(".//g:data", ML)}
    assert used <= declared
    graph = root.find("g:graph", ML)
    assert graph is not None
    assert (graph.get("edgedefault"), read(graph, "graph")) == (
        "directed",
        {"query": "topic=fishing&q=a%26b"},
    )
    nodes = {node.get("id"): read(node, "node") for node in graph.findall("g:node", ML)}
    assert nodes["speaker:ivanova"] == {"label": "Anna Ivanova", "type": "speaker", "n": "4"}
    assert nodes["position:free-fishing"]["n"] == "5"
    assert len(nodes) == 5
    first, second, _ = graph.findall("g:edge", ML)
    assert (first.get("source"), first.get("target")) == ("speaker:ivanova", "position:free-fishing")
    assert read(first, "edge") == {
        "weight": "4",
        "n_support": "3",
        "n_oppose": "0",
        "n_conditional": "1",
        "n_neutral": "0",
        "first_date": "2023-01-02",
        "last_date": "2024-05-06",
    }
    assert "first_date" not in read(second, "edge")
    ends = {end for edge in graph.findall("g:edge", ML) for end in (edge.get("source"), edge.get("target"))}
    assert ends <= set(nodes)


def test_the_graph_of_speakers_names_its_normalisation(ties: list[Tie], book: Codebook) -> None:
    found = network.one_mode(ties, Normalization.JACCARD)
    root = ElementTree.fromstring(graphs.one_mode_graphml(ties, found, book))
    graph = root.find("g:graph", ML)
    assert graph is not None
    assert graph.get("edgedefault") == "undirected"
    assert read(graph, "graph") == {"normalization": "jaccard", "at_least": "1", "query": None}
    assert len(graph.findall("g:node", ML)) == 3
    (edge,) = graph.findall("g:edge", ML)
    assert read(edge, "edge")["conflict"] == "1.0"
    assert read(edge, "edge")["weight"] == "-1.0"


def test_gexf_gives_each_tie_its_days_and_no_day_to_an_undated_one(ties: list[Tie], book: Codebook) -> None:
    root = ElementTree.fromstring(graphs.two_mode_gexf(ties, book))
    graph = root.find("g:graph", GX)
    assert graph is not None
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    edges = [
        (edge.get("start"), edge.get("end"), edge.get("weight")) for edge in graph.iterfind(".//g:edge", GX)
    ]
    assert edges == [("2023-01-02", "2024-05-06", "4"), (None, None, "1"), ("2023-01-02", "2023-01-02", "2")]
    declared = {each.get("id") for each in graph.iterfind(".//g:attribute", GX)}
    assert {each.get("for") for each in graph.iterfind(".//g:attvalue", GX)} <= declared


def test_the_same_ties_give_the_same_bytes(ties: list[Tie], book: Codebook) -> None:
    assert graphs.two_mode_graphml(ties, book) == graphs.two_mode_graphml(ties, book)
    assert graphs.two_mode_graphml([], book).startswith(b"<?xml")
