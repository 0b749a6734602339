"""The nodes of offices, institutions and speakers in, those values out; complaints stay with the nodes."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from app.codebook.alternatives import expand
from app.codebook.folding import fold
from app.codebook.model import Office, Speaker, Tenure
from app.codebook.nodes import Node
from app.codebook.terms import Gender, SpeakerKind

_OFFICE = ("id", "title", "country", "names")
_OFFICE_MAY = ("short", "body", "rank", "single")
_BODY = ("id", "name", "kind", "country", "names")
_BODY_MAY = ("affiliation", "places")
_PERSON = ("id", "name", "kind", "country", "affiliation", "names", "offices")
_PERSON_MAY = ("surnames", "gender")
_TENURE = ("office", "title", "from", "to", "source")


def offices(root: Node) -> dict[str, Office]:
    """Every post, by id."""
    found: dict[str, Office] = {}
    for node in root.entries():
        entry = node.fields(_OFFICE, _OFFICE_MAY)
        rank, single = entry.get("rank"), entry.get("single")
        office = Office(
            id=new_id(entry.items.get("id"), found),
            title=entry.text("title"),
            country=entry.text("country"),
            names=entry.names("names"),
            short=entry.names("short"),
            body=entry.text("body"),
            rank=rank.number() if rank else 0,
            single=single.flag() if single else True,
        )
        found.setdefault(office.id, office)
    return found


def institutions(root: Node) -> dict[str, Speaker]:
    """Every body and country that can be quoted, by id."""
    found: dict[str, Speaker] = {}
    for node in root.entries():
        entry = node.fields(_BODY, _BODY_MAY)
        kind = entry.items["kind"].choice(SpeakerKind) if "kind" in entry.items else None
        if kind is SpeakerKind.PERSON:
            entry.items["kind"].complain("a person belongs in speakers.yaml")
        speaker = Speaker(
            id=new_id(entry.items.get("id"), found),
            name=entry.text("name"),
            kind=kind or SpeakerKind.INSTITUTION,
            names=entry.names("names"),
            country=entry.text("country"),
            affiliation=entry.text("affiliation"),
            places=entry.names("places"),
        )
        found.setdefault(speaker.id, speaker)
    return found


def persons(root: Node, posts: Mapping[str, Office], taken: Collection[str]) -> dict[str, Speaker]:
    """Every person, by id, in offices that do not overlap."""
    found: dict[str, Speaker] = {}
    terms: list[tuple[Tenure, str, Node]] = []
    for node in root.entries():
        entry = node.fields(_PERSON, _PERSON_MAY)
        if "kind" in entry.items and entry.items["kind"].choice(SpeakerKind) is not SpeakerKind.PERSON:
            entry.items["kind"].complain("speakers.yaml holds persons; a body belongs in institutions.yaml")
        gender = entry.get("gender")
        speaker_id = new_id(entry.items.get("id"), {*found, *taken})
        held = [(_tenure(term, posts), term) for term in entry.entries("offices")]
        terms += [(tenure, speaker_id, term) for tenure, term in held]
        speaker = Speaker(
            id=speaker_id,
            name=entry.text("name"),
            kind=SpeakerKind.PERSON,
            names=entry.names("names"),
            country=entry.text("country"),
            affiliation=entry.text("affiliation"),
            tenures=tuple(tenure for tenure, _ in held),
            surnames=entry.names("surnames"),
            gender=gender.choice(Gender) if gender else None,
        )
        found.setdefault(speaker.id, speaker)
    _refuse_overlaps(terms, posts)
    return found


def refuse_shared_names(roots: Collection[Node], posts: Node) -> None:
    """No full name may stand for two speakers, no phrase for two offices."""
    seen: dict[str, str] = {}
    for root in roots:
        for entry in root.entries():
            _claim(entry, ("names", "places"), seen)
    seen = {}
    for entry in posts.entries():
        _claim(entry, ("names",), seen)


def new_id(node: Node | None, taken: Collection[str]) -> str:
    """The entry's id, with a complaint if it is used already."""
    if node is None:
        return ""
    found = node.slug()
    if found and found in taken:
        node.complain(f"id '{found}' is used twice")
    return found


def _claim(entry: Node, keys: Collection[str], seen: dict[str, str]) -> None:
    items = entry.value if isinstance(entry.value, dict) else {}
    own = items["id"].value if "id" in items else ""
    for key in keys:
        by_language = items[key].value if key in items else {}
        for printed in (by_language if isinstance(by_language, dict) else {}).values():
            for name in printed.value if isinstance(printed.value, list) else []:
                for phrase in _written_out(name):
                    holder = seen.setdefault(" ".join(fold(phrase)), str(own))
                    if holder != own:
                        name.complain(f"'{phrase}' already names '{holder}'")


def _written_out(node: Node) -> tuple[str, ...]:
    try:
        return expand(node.value) if isinstance(node.value, str) else ()
    except ValueError:
        return ()


def _tenure(node: Node, posts: Mapping[str, Office]) -> Tenure:
    entry = node.fields(_TENURE)
    since = entry.items["from"].date() if "from" in entry.items else None
    until = entry.items["to"].date() if "to" in entry.items else None
    if since and until and until.last < since.first:
        node.complain(f"the term ends ({until}) before it begins ({since})")
    office = entry.items["office"].reference(posts, "office") if "office" in entry.items else ""
    rank = posts[office].rank if office in posts else 0
    return Tenure(office, entry.text("title"), since, until, entry.text("source"), rank)


def _refuse_overlaps(terms: list[tuple[Tenure, str, Node]], posts: Mapping[str, Office]) -> None:
    by_office: dict[str, list[tuple[Tenure, str, Node]]] = defaultdict(list)
    for term in terms:
        by_office[term[0].office].append(term)
    for office, held in by_office.items():
        held.sort(key=lambda term: (_first(term[0]), _last(term[0])))
        for index, (later, person, node) in enumerate(held):
            for earlier, other, _ in held[:index]:
                if _certainly_together(earlier, later) and (person == other or _is_single(office, posts)):
                    clash = f"{_words(later)} while '{other}' holds it {_words(earlier)}"
                    node.complain(f"'{person}' holds '{office}' {clash}")


def _is_single(office: str, posts: Mapping[str, Office]) -> bool:
    return office in posts and posts[office].single


def _certainly_together(earlier: Tenure, later: Tenure) -> bool:
    """Whether some day is in both however their dates are read; a shared hand-over day does not count."""
    begins = max(_latest_start(earlier), _latest_start(later))
    ends = min(_earliest_end(earlier), _earliest_end(later))
    return begins < ends


def _latest_start(term: Tenure) -> date:
    return term.since.last if term.since else date.max


def _earliest_end(term: Tenure) -> date:
    return term.until.first if term.until else date.max


def _first(term: Tenure) -> date:
    return term.since.first if term.since else date.min


def _last(term: Tenure) -> date:
    return term.until.last if term.until else date.max


def _words(term: Tenure) -> str:
    return f"from {term.since or '?'} to {term.until or 'now'}"
