/// What the forum brings about, in figures over one period or several. What each figure counts is said by
/// ``EffectFigure/definition``, in the words that screens, help and command line show. Nothing is counted about
/// anybody's reading.
public struct ForumEffect: Sendable {
  /// Something that conversations are about, with how many are.
  public struct Count: Equatable, Sendable {
    /// The id of the theme, pillar, topic or tool.
    public var id: String
    /// Its name; the id where it is not known.
    public var name: LocalizedText
    /// How many conversations.
    public var threads: Int
  }

  /// The figures of one period.
  public struct Figures: Sendable {
    /// The period.
    public let period: Period
    /// Questions of members.
    public internal(set) var questions = 0
    /// Questions of those who were facilitators then.
    public internal(set) var seeds = 0
    /// Questions that were hidden.
    public internal(set) var hidden = 0
    /// Questions that their authors took back.
    public internal(set) var retracted = 0
    /// Questions that somebody answered.
    public internal(set) var answered = Share()
    /// Questions that somebody answered within seven days, of those that are seven days old.
    public internal(set) var answeredInTime = Share()
    /// Questions with a marked answer.
    public internal(set) var marked = Share()
    /// How long it took until the first answer, for half of the questions.
    public internal(set) var medianWait = Waiting(percent: 50, done: [], waiting: [])
    /// How long it took until the first answer, for nine in ten of the questions.
    public internal(set) var longWait = Waiting(percent: 90, done: [], waiting: [])
    /// How many people answered, summed over the questions.
    public internal(set) var responders = 0
    /// Members who wrote or liked something, of all.
    public internal(set) var activeMembers = Share()
    /// Organisations with such a member, of all.
    public internal(set) var activeOrganisations = Share()
    /// Authors of other regions who wrote or liked something.
    public internal(set) var activeElsewhere = 0
    /// Flags that were raised.
    public internal(set) var flags = 0
    /// How long it took until a flag was handled, for half of the flags.
    public internal(set) var flagWait = Waiting(percent: 50, done: [], waiting: [])
    /// Conversations that began, those of facilitators too.
    public var threads: Int { questions + seeds }
    /// Conversations that began, by theme: all themes in the community's order, then those that it doesn't know.
    public internal(set) var themes: [Count] = []
    /// Conversations that began, by pillar: all pillars in the toolbox's order. One may count for several or for none.
    public internal(set) var pillars: [Count] = []
    /// Conversations that began and speak of no tool of any pillar.
    public internal(set) var threadsWithoutPillar = 0
    /// Tools that conversations which began speak of, most often first.
    public internal(set) var tools: [Count] = []
    /// Conversations that began, by topic: all topics in the toolbox's order.
    public internal(set) var topics: [Count] = []
    /// Topics of which no conversation that began speaks.
    public var silentTopics: [Count] { topics.filter { $0.threads == 0 } }
  }

  /// The moment at which it was counted.
  public let now: Timestamp
  /// A period each, in the order in which they were asked for.
  public let figures: [Figures]

  /// Counts several periods in one go.
  ///
  /// - Parameters:
  ///   - periods: periods that don't overlap: those of one unit.
  ///   - toolbox: for pillars and topics; an empty one where it can't be read.
  public init(_ forum: Forum, _ toolbox: Toolbox, over periods: [Period], now: Timestamp) {
    self.now = now
    var count = EffectCount(forum, toolbox, periods, now)
    figures = count.figures()
  }

  /// The figures of the latest period; nil where none was asked for.
  public var latest: Figures? { figures.last }

  /// A figure over all periods, for a sparkline.
  public func series(_ figure: EffectFigure) -> [Double?] { figures.map { figure.reading(of: $0).value } }
}

/// The figures that are one number a period, in the order in which they are shown.
public enum EffectFigure: String, CaseIterable, Sendable {
  case questions, answered, answeredInTime, marked, medianWait, longWait, responders
  case activeMembers, activeOrganisations, activeElsewhere, seeds, hidden, retracted, flags, flagWait

  /// The number, with n.
  public func reading(of figures: ForumEffect.Figures) -> Reading {
    switch self {
    case .questions: Reading(figures.questions)
    case .answered: Reading(figures.answered)
    case .answeredInTime: Reading(figures.answeredInTime)
    case .marked: Reading(figures.marked)
    case .medianWait: Reading(figures.medianWait)
    case .longWait: Reading(figures.longWait)
    case .responders: Reading(sum: figures.responders, over: figures.questions)
    case .activeMembers: Reading(figures.activeMembers)
    case .activeOrganisations: Reading(figures.activeOrganisations)
    case .activeElsewhere: Reading(figures.activeElsewhere)
    case .seeds: Reading(figures.seeds)
    case .hidden: Reading(figures.hidden)
    case .retracted: Reading(figures.retracted)
    case .flags: Reading(figures.flags)
    case .flagWait: Reading(figures.flagWait)
    }
  }

  /// Its name.
  public var name: Message {
    switch self {
    case .questions: .effectQuestions
    case .answered: .effectAnswered
    case .answeredInTime: .effectAnsweredInTime
    case .marked: .effectMarked
    case .medianWait: .effectMedianWait
    case .longWait: .effectLongWait
    case .responders: .effectResponders
    case .activeMembers: .effectActiveMembers
    case .activeOrganisations: .effectActiveOrganisations
    case .activeElsewhere: .effectActiveElsewhere
    case .seeds: .effectSeeds
    case .hidden: .effectHidden
    case .retracted: .effectRetracted
    case .flags: .effectFlags
    case .flagWait: .effectFlagWait
    }
  }

  /// What exactly is counted, in a sentence or two.
  public var definition: Message {
    switch self {
    case .questions: .effectQuestionsDefinition
    case .answered: .effectAnsweredDefinition
    case .answeredInTime: .effectAnsweredInTimeDefinition
    case .marked: .effectMarkedDefinition
    case .medianWait: .effectMedianWaitDefinition
    case .longWait: .effectLongWaitDefinition
    case .responders: .effectRespondersDefinition
    case .activeMembers: .effectActiveMembersDefinition
    case .activeOrganisations: .effectActiveOrganisationsDefinition
    case .activeElsewhere: .effectActiveElsewhereDefinition
    case .seeds: .effectSeedsDefinition
    case .hidden: .effectHiddenDefinition
    case .retracted: .effectRetractedDefinition
    case .flags: .effectFlagsDefinition
    case .flagWait: .effectFlagWaitDefinition
    }
  }
}

/// The figures that are a list a period, in the order in which they are shown.
public enum EffectList: String, CaseIterable, Sendable {
  case themes, pillars, tools, silentTopics

  /// The list.
  public func counts(of figures: ForumEffect.Figures) -> [ForumEffect.Count] {
    switch self {
    case .themes: figures.themes
    case .pillars: figures.pillars
    case .tools: figures.tools
    case .silentTopics: figures.silentTopics
    }
  }

  /// Its name.
  public var name: Message {
    switch self {
    case .themes: .effectThemes
    case .pillars: .effectPillars
    case .tools: .effectTools
    case .silentTopics: .effectSilentTopics
    }
  }

  /// What exactly is counted, in a sentence or two.
  public var definition: Message {
    switch self {
    case .themes: .effectThemesDefinition
    case .pillars: .effectPillarsDefinition
    case .tools: .effectToolsDefinition
    case .silentTopics: .effectSilentTopicsDefinition
    }
  }
}
