"""Every page of the dashboard, as the invented corpus shows it."""

PAGES = (
    "/",
    "/timeline",
    "/timeline?speaker=petrov&order=oldest&more=outlet",
    "/timeline?speaker=petrov&q=zeppelin",
    "/timeline?undated=only",
    "/stances",
    "/stances/open-the-bridge",
    "/stances/open-the-bridge/audience/none",
    "/formulas",
    "/formulas/old-bridge",
    "/speakers",
    "/speakers/ivanova",
    "/speakers/~harbour-watch",
    "/voices",
    "/voices/unknown",
    "/events",
    "/events/bridge-summit",
    "/compare",
    "/compare?position=open-the-bridge&a.speaker=ivanova&b.speaker=petrov",
    "/network",
    "/articles/a000",
    "/statements/a001s0",
    "/sources",
    "/methods",
    "/methods/open-the-bridge",
)
# Answers with 400 and 404, on which Chromium itself complains.
PROBLEMS = ("/timeline?since=yesterday", "/statements/none", "/nowhere")
