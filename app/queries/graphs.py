"""Ties and pairs in, graph files that network programs read out: GraphML and GEXF 1.3."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from app.codebook.model import Codebook
from app.queries.analysis_rows import Agreement, Pair, Tie
from app.queries.labels import label

GRAPHML = "http://graphml.graphdrawing.org/xmlns"
GEXF = "http://gexf.net/1.3"
SPEAKER, POSITION = "speaker", "position"
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Value = str | int | float | None


class Node(NamedTuple):
    """A speaker or a position with the units it has in the graph; `org` is a speaker's affiliation."""

    id: str
    label: str
    type: str
    org: str | None
    n: int


class _Edge(NamedTuple):
    source: str
    target: str
    values: Mapping[str, Value]


_NODE_KEYS = {"label": "string", "type": "string", "org": "string", "n": "int"}
_TIE_KEYS = {
    "weight": "int",
    "n_support": "int",
    "n_oppose": "int",
    "n_conditional": "int",
    "n_neutral": "int",
    "first_date": "string",
    "last_date": "string",
}
_PAIR_KEYS = {
    "weight": "double",
    "shared": "int",
    "n_congruent": "int",
    "n_conflicting": "int",
    "congruence": "double",
    "conflict": "double",
    "subtract": "double",
}
_GRAPH_KEYS = {"normalization": "string", "at_least": "int", "query": "string"}
_GEXF_TYPES = {"int": "integer"}


def nodes(ties: Sequence[Tie], codebook: Codebook) -> list[Node]:
    """The speakers and then the positions of the ties; a position and a speaker of one id are kept apart."""
    speakers: dict[str, int] = {}
    positions: dict[str, int] = {}
    for tie in ties:
        speakers[tie.speaker_id] = speakers.get(tie.speaker_id, 0) + tie.n
        positions[tie.position] = positions.get(tie.position, 0) + tie.n
    return [
        *(_speaker(id_, n, codebook) for id_, n in sorted(speakers.items())),
        *(
            Node(_id(POSITION, id_), label(POSITION, id_, codebook), POSITION, None, n)
            for id_, n in sorted(positions.items())
        ),
    ]


def two_mode_graphml(ties: Sequence[Tie], codebook: Codebook, query: str = "") -> bytes:
    """Speakers and positions, an edge for each tie; `query` is the saved search that it comes from."""
    return _graphml(nodes(ties, codebook), _tie_edges(ties), _TIE_KEYS, {"query": query}, directed=True)


def one_mode_graphml(ties: Sequence[Tie], agreement: Agreement, codebook: Codebook, query: str = "") -> bytes:
    """Speakers, an edge for each pair; its weight is congruence less conflict, normalised as named."""
    about: dict[str, Value] = {
        "normalization": agreement.normalization,
        "at_least": agreement.at_least,
        "query": query,
    }
    compared = set(agreement.speakers)
    chosen = [tie for tie in ties if tie.speaker_id in compared]
    speakers = [node for node in nodes(chosen, codebook) if node.type == SPEAKER]
    return _graphml(speakers, _pair_edges(agreement.pairs), _PAIR_KEYS, about, directed=False)


def two_mode_gexf(ties: Sequence[Tie], codebook: Codebook, query: str = "") -> bytes:
    """The same as a graph in time: an edge lasts from the first to the last dated unit of its tie.

    A tie without a dated unit has no beginning and no end: it is there all the time, as no more is known.
    """
    register_namespace("", GEXF)
    root = Element(_gexf("gexf"), version="1.3")
    meta = SubElement(root, _gexf("meta"))
    SubElement(meta, _gexf("creator")).text = "Positions"
    SubElement(meta, _gexf("description")).text = query
    graph = SubElement(
        root, _gexf("graph"), mode="dynamic", defaultedgetype="directed", timeformat="date",
        timerepresentation="interval",
    )  # fmt: skip
    own = {key: kind for key, kind in _NODE_KEYS.items() if key != "label"}
    edges = {key: kind for key, kind in _TIE_KEYS.items() if key != "weight" and not key.endswith("_date")}
    for of, keys in (("node", own), ("edge", edges)):
        attributes = SubElement(graph, _gexf("attributes"), {"class": of, "mode": "static"})
        for key, kind in keys.items():
            SubElement(attributes, _gexf("attribute"), id=key, title=key, type=_GEXF_TYPES.get(kind, kind))
    list_ = SubElement(graph, _gexf("nodes"))
    for node in nodes(ties, codebook):
        element = SubElement(list_, _gexf("node"), id=node.id, label=_clean(node.label))
        _attvalues(element, {key: getattr(node, key) for key in own})
    list_ = SubElement(graph, _gexf("edges"))
    for number, edge in enumerate(_tie_edges(ties)):
        values = edge.values
        element = SubElement(
            list_, _gexf("edge"), id=str(number), source=edge.source, target=edge.target,
            weight=str(values["weight"]),
        )  # fmt: skip
        for name, key in (("start", "first_date"), ("end", "last_date")):
            if values[key] is not None:
                element.set(name, str(values[key]))
        _attvalues(element, {key: values[key] for key in edges})
    return _written(root)


def _speaker(id_: str, n: int, codebook: Codebook) -> Node:
    known = codebook.speakers.get(id_)
    org = known.affiliation or None if known else None
    return Node(_id(SPEAKER, id_), label(SPEAKER, id_, codebook), SPEAKER, org, n)


def _id(kind: str, id_: str) -> str:
    return _clean(f"{kind}:{id_}")


def _tie_edges(ties: Iterable[Tie]) -> list[_Edge]:
    return [
        _Edge(
            _id(SPEAKER, tie.speaker_id),
            _id(POSITION, tie.position),
            {
                "weight": tie.n,
                "n_support": tie.support,
                "n_oppose": tie.oppose,
                "n_conditional": tie.conditional,
                "n_neutral": tie.neutral,
                "first_date": tie.first_on.isoformat() if tie.first_on else None,
                "last_date": tie.last_on.isoformat() if tie.last_on else None,
            },
        )
        for tie in ties
    ]


def _pair_edges(pairs: Iterable[Pair]) -> list[_Edge]:
    return [
        _Edge(
            _id(SPEAKER, pair.one),
            _id(SPEAKER, pair.other),
            {
                "weight": pair.subtract,
                "shared": pair.shared,
                "n_congruent": pair.n_congruent,
                "n_conflicting": pair.n_conflicting,
                "congruence": pair.congruence,
                "conflict": pair.conflict,
                "subtract": pair.subtract,
            },
        )
        for pair in pairs
    ]


def _graphml(
    some: Iterable[Node],
    edges: Iterable[_Edge],
    edge_keys: Mapping[str, str],
    about: Mapping[str, Value],
    *,
    directed: bool,
) -> bytes:
    register_namespace("", GRAPHML)
    root = Element(_ml("graphml"))
    for of, keys in (("graph", _GRAPH_KEYS), ("node", _NODE_KEYS), ("edge", edge_keys)):
        for key, kind in keys.items():
            names = {"id": f"{of}_{key}", "for": of, "attr.name": key, "attr.type": kind}
            SubElement(root, _ml("key"), names)
    graph = SubElement(root, _ml("graph"), id="G", edgedefault="directed" if directed else "undirected")
    _data(graph, "graph", about)
    for node in some:
        values = node._asdict()
        _data(SubElement(graph, _ml("node"), id=str(values.pop("id"))), "node", values)
    for number, edge in enumerate(edges):
        element = SubElement(graph, _ml("edge"), id=f"e{number}", source=edge.source, target=edge.target)
        _data(element, "edge", edge.values)
    return _written(root)


def _data(element: Element, of: str, values: Mapping[str, Value]) -> None:
    """What is unknown is left out, never written as an empty text or a zero."""
    for key, value in values.items():
        if value is not None:
            SubElement(element, _ml("data"), key=f"{of}_{key}").text = _clean(value)


def _attvalues(element: Element, values: Mapping[str, Value]) -> None:
    held = SubElement(element, _gexf("attvalues"))
    for key, value in values.items():
        if value is not None:
            SubElement(held, _gexf("attvalue"), {"for": key, "value": _clean(value)})


def _clean(value: Value) -> str:
    """The value as text without the characters that XML cannot hold."""
    return _UNFIT.sub("", str(value))


def _written(root: Element) -> bytes:
    indent(root)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _ml(name: str) -> str:
    return f"{{{GRAPHML}}}{name}"


def _gexf(name: str) -> str:
    return f"{{{GEXF}}}{name}"
