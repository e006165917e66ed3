@testable import JOIModel

/// A small sound toolbox in code: every field is used, and tests damage one thing of it at a time.
enum SampleToolbox {
  static let file = "data/toolbox.json"

  static let text = #"""
    {
      "format": "joi-toolbox/1",
      "pillars": [
        {
          "id": "work", "name": {"nl": "Slimmer werken", "en": "Working smarter"},
          "summary": {"nl": "Over mensen.", "en": "About people."},
          "topics": [
            {"id": "pressure", "name": {"nl": "Werkdruk", "en": "Work pressure"},
             "summary": {"nl": "Te veel werk.", "en": "Too much work."},
             "question": {"nl": "Is het te druk?", "en": "Is it too busy?"}},
            {"id": "talk", "name": {"nl": "Gesprekken", "en": "Conversations"},
             "question": {"nl": "Hoe praten we?", "en": "How do we talk?"}}
          ]
        },
        {
          "id": "manage", "name": {"nl": "Dynamisch managen", "en": "Dynamic managing"},
          "topics": [{"id": "lead", "name": {"nl": "Leiderschap", "en": "Leadership"},
            "question": {"nl": "Wie leidt?", "en": "Who leads?"}}]
        }
      ],
      "tools": [
        {
          "id": "scan", "name": {"nl": "Drukscan", "en": "Pressure scan"}, "short": {"nl": "Scan", "en": "Scan"},
          "owner": {"nl": "Instituut Één", "en": "Institute One"},
          "topics": ["pressure", "talk"], "seeAlso": ["lead"],
          "focus": ["organisation", "team"], "kind": "scan", "purpose": ["support", "monitor"],
          "gist": {"nl": "Je ziet waar het knelt.", "en": "You see where it pinches."},
          "question": {"nl": "Waar is de belasting te hoog?", "en": "Where is the load too high?"},
          "background": {"nl": "Gemaakt voor **magazijnen**; zie [het gesprek](tool:talk-form).",
            "en": "Made for **warehouses**; see [the conversation](tool:talk-form)."},
          "workings": {"nl": "1. Vraag het team.\n2. Tel op.\n\nZie [werkdruk](topic:pressure).",
            "en": "1. Ask the team.\n2. Add up.\n\nSee [work pressure](topic:pressure)."},
          "location": {
            "text": {"nl": "Bij de eigenaar; lees [eerst dit](manual:start).", "en": "At the owner; read [this](manual:start)."},
            "links": [
              {"label": {"nl": "Pagina", "en": "Page"}, "url": "https://example.org/scan", "checked": "2024-02-29", "ok": true},
              {"label": {"nl": "Schrijf", "en": "Write"}, "url": "mailto:scan@example.org", "checked": null, "ok": null}
            ]
          },
          "related": [{"tool": "talk-form", "why": {"nl": "Eerst de scan, dan het gesprek.", "en": "First the scan, then talk."}}],
          "status": "active", "statusNote": null, "replacedBy": [], "minutes": [15, 20], "estimate": false,
          "cost": "free", "languages": ["nl", "en"], "reviewed": "2025-01-31", "reviewBy": "2026-01-31",
          "sources": [{"title": "Handboek", "url": "https://example.org/book"}, {"title": "Artikel", "url": null}]
        },
        {
          "id": "talk-form", "name": {"nl": "Gespreksformulier", "en": "Conversation form"},
          "topics": ["talk"], "focus": ["individual"], "kind": "workform", "purpose": ["support"],
          "gist": {"nl": "Een goed gesprek.", "en": "A good conversation."},
          "question": {"nl": "Hoe begin ik een gesprek over drukte?", "en": "How do I start a talk about pressure?"},
          "background": {"nl": "Uit de praktijk.", "en": "From practice."},
          "workings": {"nl": "Ga zitten en luister.", "en": "Sit down and listen."},
          "location": {"text": {"nl": "Vraag ernaar.", "en": "Ask for it."}},
          "status": "candidate", "statusNote": {"nl": "Te overwegen.", "en": "Worth considering."},
          "minutes": [60, 120], "estimate": true, "cost": "licence", "languages": ["nl"]
        },
        {
          "id": "old-form", "name": {"nl": "Oud formulier", "en": "Old form"},
          "topics": ["talk", "lead"], "focus": ["individual", "team"], "kind": "questionnaire", "purpose": ["monitor"],
          "question": {"nl": "Hoe gaat het?", "en": "How are you?"},
          "background": {"nl": "Verouderd.", "en": "Out of date."}, "workings": {"nl": "Niet meer.", "en": "No more."},
          "location": {"text": {"nl": "Weg.", "en": "Gone."}},
          "status": "withdrawn", "statusNote": {"nl": "Gestopt.", "en": "Stopped."}, "replacedBy": ["talk-form"],
          "minutes": null, "cost": "unknown"
        },
        {
          "id": "lead-plan", "name": {"nl": "Leidersplan", "en": "Leaders' plan"},
          "topics": ["lead"], "focus": ["organisation"], "kind": "plan", "purpose": ["support"],
          "question": {"nl": "Wat doet een leider bij werkdruk?", "en": "What does a leader do about work pressure?"},
          "background": {"nl": "Over leiders.", "en": "On leaders."},
          "workings": {"nl": "Maak een plan.", "en": "Make a plan."},
          "location": {"text": {"nl": "In de kast.", "en": "In the cupboard."}},
          "related": [{"tool": "old-form", "why": {"nl": "Dat was het oude.", "en": "That was the old one."}}],
          "minutes": [20800, null], "cost": "paid", "languages": ["other"]
        }
      ],
      "manual": [
        {"id": "start", "title": {"nl": "Begin", "en": "Start"},
         "body": {"nl": "Open het [overzicht](screen:overview).", "en": "Open the [overview](screen:overview)."}},
        {"id": "more", "title": {"nl": "Meer lezen", "en": "Read more"},
         "body": {"nl": "Schrijf een brief over drukte.", "en": "Write a letter about pressure."}}
      ],
      "starters": [
        {"id": "busy", "name": {"nl": "Te druk", "en": "Too busy"},
         "question": {"nl": "Waar beginnen we?", "en": "Where do we start?"}, "tools": ["scan", "old-form", "talk-form"]}
      ]
    }
    """#

  static func load(_ text: String = text, isThorough: Bool = false) throws -> Toolbox {
    try ToolboxLoader.load(Array(text.utf8), file: file, isThorough: isThorough)
  }

  /// The sample with one place changed; a place that is not there, or there twice, is a mistake of the test.
  static func damaged(_ old: String, _ new: String) throws -> String {
    struct NotOnePlace: Error { var text: String }
    guard text.ranges(of: old).count == 1 else { throw NotOnePlace(text: old) }
    return text.replacing(old, with: new)
  }

  /// The line of the sample on which a text stands for the first time.
  static func line(of part: String, in text: String = text) -> Int {
    guard let range = text.firstRange(of: part) else { return -1 }
    return 1 + text[..<range.lowerBound].utf8.count { $0 == 0x0A }
  }
}
