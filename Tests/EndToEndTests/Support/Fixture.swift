/// A small toolbox with made-up names, so that no test leans on what the real one says.
struct Fixture {
  var pillars: [JSON]
  var tools: [JSON]
  var manual: [JSON]

  /// An address that no window is wide enough for.
  static let address =
    "https://voorbeeld.example/gereedschap/alfameter/versie-3/invullen-en-bewaren?taal=nl&doel=meten"
    + "&wie=iedereen-die-in-het-magazijn-werkt#stap-17-van-de-uitleg"

  /// `count` words that say where in the text they stand.
  static func words(_ stem: String, _ count: Int) -> [String] { (1...count).map { "\(stem)\($0)" } }

  /// Paragraphs of ten of those words each.
  static func paragraphs(_ stem: String, _ count: Int) -> String {
    let words = words(stem, count)
    return stride(from: 0, to: count, by: 10).map { words[$0..<min($0 + 10, count)].joined(separator: " ") }
      .joined(separator: "\n\n")
  }

  static func both(_ dutch: String, _ english: String) -> JSON { ["nl": .text(dutch), "en": .text(english)] }

  init() {
    pillars = [
      [
        "id": "noord", "name": Self.both("Noordpijler", "North pillar"),
        "topics": [
          [
            "id": "appels", "name": Self.both("Appelteelt", "Apple growing"),
            "question": Self.both("Hoe groeien appels?", "How do apples grow?"),
          ],
          [
            "id": "bessen", "name": Self.both("Bessenpluk", "Berry picking"),
            "question": Self.both("Wie plukt de bessen?", "Who picks the berries?"),
          ],
        ],
      ],
      [
        "id": "zuid", "name": Self.both("Zuidpijler", "South pillar"),
        "topics": [
          [
            "id": "citroen", "name": Self.both("Citroenpers", "Lemon press"),
            "question": Self.both("Waar is de citroen?", "Where is the lemon?"),
          ]
        ],
      ],
    ]
    tools = Self.namedTools + (1...20).map(Self.plainTool)
    manual = [
      [
        "id": "wegwijzer", "title": Self.both("Wegwijzer", "Signpost"),
        "body": Self.both(
          "Begin bij de [Alfameter](tool:alfa). De [Gammalijst](tool:gamma) is er niet meer.\n\n"
            + Self.paragraphs("wegwoord", 600) + "\n\nZie ook [Reeks tien](tool:reeks-10).",
          "Start with the [Alpha gauge](tool:alfa). The [Gamma list](tool:gamma) is gone.\n\n"
            + Self.paragraphs("wayword", 600) + "\n\nSee [Series ten](tool:reeks-10) too."),
      ],
      ["id": "einde", "title": Self.both("Einde", "The end"), "body": Self.both("Tot ziens.", "Goodbye.")],
    ]
  }

  private static var namedTools: [JSON] {
    [
      [
        "id": "alfa", "name": both("Alfameter", "Alpha gauge"), "topics": ["appels"],
        "focus": ["organisation", "individual"], "kind": "scan", "purpose": ["support", "monitor"],
        "gist": both("Je krijgt een getal.", "You get a number."),
        "question": both("Hoe zwaar weegt de alfa?", "How heavy is the alpha?"),
        "background": both(paragraphs("achtergrond", 120), paragraphs("background", 120)),
        "workings": both(paragraphs("werking", 80), paragraphs("working", 80)),
        "location": [
          "text": both("Vindplaats alfa.", "Finding place alpha."),
          "links": [["label": both("Formulier", "Form"), "url": .text(address)]],
        ],
        "related": [["tool": "beta", "why": both("Meet voor je wijst.", "Measure before you point.")]],
        "status": "active", "minutes": [15, 30], "cost": "free", "languages": ["nl", "en"],
      ],
      [
        "id": "beta", "name": both("Betawijzer", "Beta guide"), "topics": ["appels", "bessen"],
        "focus": ["team"],
        "kind": "guide", "purpose": ["support"], "gist": both("Je weet de weg.", "You know the way."),
        "question": both("Welke kant wijst de beta?", "Which way does the beta point?"),
        "workings": both("Draai aan de beta.", "Turn the beta."),
        "location": ["text": "Achterin.", "links": [["label": "Beta", "url": "http://beta.example/"]]],
        "status": "candidate", "cost": "unknown", "languages": [],
      ],
      [
        "id": "gamma", "name": both("Gammalijst", "Gamma list"), "topics": ["bessen"],
        "focus": ["individual"],
        "kind": "guide", "purpose": ["monitor"],
        "question": both("Wat stond op de gamma?", "What was on the gamma?"),
        "status": "withdrawn", "statusNote": both("De gamma is versleten.", "The gamma is worn out."),
        "replacedBy": ["delta"],
      ],
      [
        "id": "delta", "name": both("Deltaspel", "Delta game"), "topics": ["bessen"], "focus": ["individual"],
        "kind": "workform", "purpose": ["monitor"], "gist": both("Je speelt een potje.", "You play a game."),
        "question": both("Speelt de delta mee?", "Does the delta join in?"),
        "background": both(
          "De coördinator telt de kaarten.\n\n" + paragraphs("delta", 400)
            + "\n\nWeer is de coördinator aan zet.",
          "The coordinator counts the cards."), "status": "active", "cost": "paid", "languages": ["nl"],
      ],
      withdrawn("eta", "Etalage", by: "theta"), withdrawn("theta", "Thetaboek", by: "eta"),
    ]
  }

  /// A tool that is gone, and whose successor may be gone too.
  private static func withdrawn(_ id: String, _ name: String, by other: String) -> JSON {
    [
      "id": .text(id), "name": .text(name), "topics": ["bessen"], "focus": ["team"], "purpose": ["support"],
      "question": "Bestaat dit nog?",
      "status": "withdrawn", "replacedBy": [.text(other)],
    ]
  }

  private static func plainTool(_ number: Int) -> JSON {
    let label = number < 10 ? "0\(number)" : "\(number)"
    return [
      "id": .text("reeks-\(label)"), "name": both("Reeks \(label)", "Series \(label)"), "topics": ["citroen"],
      "focus": ["organisation"], "kind": "plan", "purpose": ["support"],
      "question": both("Wat kan reeks \(label)?", "What can series \(label) do?"), "status": "active",
      "cost": "free", "languages": ["nl"],
    ]
  }

  /// The file's text.
  var source: String {
    let root: JSON = [
      "format": "joi-toolbox/1", "pillars": .list(pillars), "tools": .list(tools), "manual": .list(manual),
    ]
    return root.source + "\n"
  }
}
