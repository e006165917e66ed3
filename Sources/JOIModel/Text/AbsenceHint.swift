/// Whether a text seems to name a person beside illness: a reason for a hint while writing, never for a block.
///
/// Even the bare fact that somebody is on sick leave is data about health (GDPR article 4(15) and 9; CJEU C-101/01,
/// Lindqvist), and posts are read by other firms.
public enum AbsenceHint {
  /// Words of illness, folded; longer words that begin with one count too.
  private static let illness = [
    "ziek", "verzuim", "burnout", "depress", "overspannen", "uitgevallen", "thuiszit", "wao", "wia", "hernia",
    "kanker",
    "sick", "illness", "absent", "leave",
  ]
  /// Words before a name, and words for one recognisable person.
  private static let titles: Set<String> = ["meneer", "mevrouw", "dhr", "mevr", "mw", "mr", "mrs", "ms"]
  private static let persons: Set<String> = [
    "collega", "medewerker", "chauffeur", "planner", "colleague", "employee", "driver",
  ]
  private static let pointers: Set<String> = [
    "onze", "mijn", "zijn", "haar", "deze", "die", "our", "my", "his", "her", "this", "that",
  ]

  /// Whether the hint should be shown.
  public static func applies(to text: String) -> Bool {
    text.split(whereSeparator: { ".!?\n".contains($0) }).contains { sentence in
      let words = Folding.words(String(sentence)).map { String(decoding: $0, as: UTF8.self) }
      guard words.contains(where: { word in illness.contains { word.hasPrefix($0) } }) else { return false }
      for (at, word) in words.enumerated() {
        if titles.contains(word) { return true }
        if at > 0, persons.contains(word), pointers.contains(words[at - 1]) { return true }
      }
      return hasName(String(sentence))
    }
  }

  /// A word with a capital that does not begin the sentence and is not written in capitals: most often a name.
  private static func hasName(_ sentence: String) -> Bool {
    let words = sentence.split(whereSeparator: { !$0.isLetter && $0 != "-" && $0 != "'" })
    return words.dropFirst().contains { word in
      guard let first = word.first, first.isUppercase, word.count > 1 else { return false }
      let rest = word.dropFirst()
      return rest.allSatisfy { $0.isLowercase } && !known.contains(word.lowercased())
    }
  }

  /// Words with a capital that are nobody's name.
  private static let known: Set<String> = [
    "hr", "arbo", "nederland", "limburg", "nederlands", "nederlandse", "maandag", "monday", "tuesday",
    "wednesday",
    "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may", "june",
    "july", "august",
    "september", "october", "november", "december", "dutch", "english", "engels", "engelse", "pools",
    "poolse",
  ]
}
