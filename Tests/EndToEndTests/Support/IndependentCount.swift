/// The forum's figures counted in another language, by another program, from the files alone.
enum IndependentCount {
  /// Reads a data folder and the moment of the report; prints what `report --format json` should say.
  static let script = #"""
    import json, math, os, sys
    from datetime import datetime, timedelta
    from zoneinfo import ZoneInfo
    root, now, names, period = sys.argv[1], sys.argv[2], sys.argv[3].split(), sys.argv[4]
    zone = ZoneInfo("Europe/Amsterdam")
    def moment(text):
        return round(datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp() * 1000)
    now = moment(now)
    def window(name):
        year = int(name[:4])
        if "Q" in name:
            quarter = int(name[-1])
            start = datetime(year, 3 * quarter - 2, 1)
            end = datetime(year + quarter // 4, 3 * quarter % 12 + 1, 1)
        else:
            start = datetime.fromisocalendar(year, int(name[6:]), 1)
            end = start + timedelta(days=7)
        return tuple(round(day.replace(tzinfo=zone).timestamp() * 1000) for day in (start, end))
    community = json.load(open(f"{root}/community.json"))
    toolbox = json.load(open(f"{root}/toolbox.json"))
    members = {member["account"]: member for member in community["members"]}
    facilitators = {account for account, member in members.items() if member.get("roles")}
    events = []
    for room in community["rooms"]:
        folder = f"{root}/forum/{room['id']}"
        for name in os.listdir(folder):
            latest = 0
            for line in open(f"{folder}/{name}"):
                event = json.loads(line)
                latest = max(latest, moment(event["at"]))
                events.append(dict(event, time=latest, by=name[:-6]))
    events.sort(key=lambda event: event["time"])
    undone = {event["event"] for event in events if event["do"] == "undo"}
    events = [event for event in events if event["id"] not in undone]
    def of(*kinds):
        return [event for event in events if event["do"] in kinds]
    posts = {event["id"]: event for event in of("thread", "reply")}
    hidden = {event["target"] for event in of("hide")}
    retracted = {event["post"] for event in of("retract")}
    gone = hidden | retracted
    visible = [post for post in posts.values() if post["id"] not in gone]
    def thread_of(post):
        return post["id"] if post["do"] == "thread" else post["thread"]
    answers = {}
    for event in of("answer"):
        answers[event["thread"]] = event["post"]
    answers = {thread: post for thread, post in answers.items() if post not in gone}
    likes = {}
    for event in of("like"):
        likes.setdefault((event["by"], event["post"]), event)
    likes = list(likes.values())
    pillar_of = {topic["id"]: pillar["id"] for pillar in toolbox["pillars"] for topic in pillar["topics"]}
    topics_of = {tool["id"]: tool["topics"] for tool in toolbox["tools"]}
    themes = [theme["id"] for room in community["rooms"] for theme in room.get("themes", [])]
    week = 7 * 86400 * 1000

    def quantile(percent, done, waiting):
        n = len(done) + len(waiting)
        if n == 0:
            return {"value": None, "n": 0, "atLeast": False}
        rank = math.ceil(percent * n / 100)
        low = sorted(done + waiting)[rank - 1]
        high = sorted(done + [math.inf] * len(waiting))[rank - 1]
        return {"value": low / 3600000, "n": n, "atLeast": low != high}

    def rate(part, whole):
        return {"value": part / whole if whole else None, "n": whole}

    def effect(name):
        start, end = window(name)
        def here(event):
            return start <= event["time"] < end
        begun = [post for post in posts.values() if post["do"] == "thread" and here(post)]
        seen = [post for post in begun if post["id"] not in gone]
        questions = [post for post in seen if post["by"] not in facilitators]
        done, waiting, in_time, responders = [], [], 0, 0
        for question in questions:
            others = [post for post in visible if thread_of(post) == question["id"] and post["by"] != question["by"]]
            responders += len({post["by"] for post in others})
            if others:
                done.append(max(0, min(post["time"] for post in others) - question["time"]))
                in_time += now - question["time"] >= week and done[-1] <= week
            else:
                waiting.append(now - question["time"])
        active = {event["by"] for event in visible + likes if here(event)}
        firms = {members[account].get("organisation") for account in active} - {None}
        tools = {post["id"]: set(post["tools"]) for post in seen}
        topics = {post["id"]: {topic for tool in tools[post["id"]] for topic in topics_of.get(tool, [])} for post in seen}
        pillars = {thread: {pillar_of[topic] for topic in found} for thread, found in topics.items()}
        flags = [event for event in of("flag") if here(event)]
        handled, open_flags = [], []
        for flag in flags:
            hides = [event["time"] for event in of("hide") if event["target"] == flag["post"]]
            hides += [event["time"] for event in of("retract") if event["post"] == flag["post"]]
            if hides:
                handled.append(max(0, min(hides) - flag["time"]))
            else:
                open_flags.append(now - flag["time"])
        def counts(ids, sets):
            return [[id, sum(id in found for found in sets)] for id in ids]
        named = sorted({tool for found in tools.values() for tool in found})
        return {
            "period": name, "questions": len(questions), "seeds": len(seen) - len(questions),
            "hidden": sum(post["id"] in hidden for post in begun),
            "retracted": sum(post["id"] in retracted - hidden for post in begun),
            "answered": rate(len(done), len(questions)),
            "answeredInTime": rate(in_time, sum(now - post["time"] >= week for post in questions)),
            "marked": rate(sum(post["id"] in answers for post in questions), len(questions)),
            "medianWait": quantile(50, done, waiting), "longWait": quantile(90, done, waiting),
            "responders": rate(responders, len(questions)),
            "activeMembers": rate(len(active), len(members)),
            "activeOrganisations": rate(len(firms), len(community["organisations"])), "activeElsewhere": 0,
            "flags": len(flags), "flagWait": quantile(50, handled, open_flags),
            "themes": counts(themes, [{post["theme"]} for post in seen]),
            "pillars": counts([pillar["id"] for pillar in toolbox["pillars"]], pillars.values()),
            "topics": counts(list(pillar_of), topics.values()),
            "tools": sorted(counts(named, tools.values()), key=lambda count: (-count[1], count[0])),
            "threadsWithoutPillar": sum(not found for found in pillars.values())}

    def contributions(name):
        start, end = window(name)
        rows = {}
        for account in members:
            own = [post for post in visible if post["by"] == account]
            given = [like for like in likes if like["by"] == account]
            inside = [post for post in own if start <= post["time"] < end]
            replies = [post for post in inside if post["do"] == "reply"]
            to_others = [post for post in replies if posts[post["thread"]]["by"] != account]
            received = [like for like in likes if start <= like["time"] < end and posts[like["post"]] in own]
            rows[account] = {
                "questions": len(inside) - len(replies), "answers": len(to_others),
                "ownReplies": len(replies) - len(to_others),
                "marked": sum(answers.get(post["thread"]) == post["id"] for post in to_others),
                "likes": len(received), "last": max([event["time"] for event in own + given], default=None)}
        return rows
    print(json.dumps({"periods": [effect(name) for name in names], "rows": contributions(period)}))
    """#
}
