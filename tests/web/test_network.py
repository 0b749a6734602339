"""Who holds what with whom."""

from xml.etree import ElementTree

from fastapi.testclient import TestClient

from app.queries import graphs

ML = {"g": graphs.GRAPHML}
GEXF = {"g": graphs.GEXF}


def test_the_graph_files_hold_the_ties_of_the_page(client: TestClient) -> None:
    ties = client.get("/network.csv?table=ties&least=2").text.splitlines()[1:]
    graphml = client.get("/network.graphml?least=2")
    gexf = client.get("/network.gexf?least=2")
    assert graphml.headers["content-type"] == "application/graphml+xml"
    assert len(ElementTree.fromstring(graphml.content).findall(".//g:edge", ML)) == len(ties) > 0
    assert len(ElementTree.fromstring(gexf.content).findall(".//g:edge", GEXF)) == len(ties)
    assert 'filename="network_run' in graphml.headers["content-disposition"]


def test_the_graph_of_speakers_names_its_normalization(client: TestClient) -> None:
    answer = client.get("/network/speakers.graphml?normalization=jaccard")
    assert b">jaccard<" in answer.content


def test_a_tie_takes_as_many_statements_as_are_asked_for(client: TestClient) -> None:
    every = client.get("/network.csv?table=ties").text.splitlines()[1:]
    strong = client.get("/network.csv?table=ties&least=12").text.splitlines()[1:]
    numbers = [int(line.split(",")[-3]) for line in strong]
    assert 0 < len(strong) < len(every)
    assert min(numbers) >= 12
    assert client.get("/network?least=0").status_code == 400


def test_nobody_holding_anything_is_said_so(client: TestClient) -> None:
    assert "No statement matches all of this" in client.get("/network?q=zeppelin").text
