/// Every text of the program that a user sees, by name. The words stand in the catalogues, one a language
/// (`MessageDutch.swift`, `MessageEnglish.swift`); `{0}`, `{1}` are filled in.
public enum Message: String, CaseIterable, Sendable {
  // General
  case notFilledIn
  case ownNote
  case keySpace
  case tooSmall
  case tooSmallWanted
  case tooSmallNow
  case loading
  case countTool
  case countTools
  case countQuestion
  case countQuestions
  case countPillar
  case countPillars
  case countTopic
  case countTopics

  // Tabs
  case tabHome
  case tabToolbox
  case tabOverview
  case tabManual

  // Home
  case homeWelcome
  case homeFinder
  case homeBrowse
  case homeOverview
  case homeOverviewDetail
  case homeFirstTime
  case homeFirstTimeDetail
  case homeSelection
  case homeNews
  case homeNewTool
  case homeNewTools
  case homeNewTitle
  case homeWithdrawn
  case homeWithdrawnReplaced

  // Finder
  case finderTitle
  case finderPrompt
  case finderCount
  case finderMore
  case finderNothing
  case finderNothingHint

  // Search
  case searchEverything
  case searchTools
  case searchManual
  case searchPreparing
  case searchHit
  case searchHits
  case searchTypos
  case searchHint
  case kindTopic
  case kindSection

  // Toolbox
  case allTools
  case topicsTitle
  case topicEmpty
  case foundIn
  case goneTool
  case costOf
  case withdrawnUse
  case useInstead

  // The five questions
  case headingQuestion
  case headingFocus
  case headingBackground
  case headingWorkings
  case headingLocation
  case relatedTools
  case topicsOfTool
  case aboutThisText
  case reviewedOn
  case sources
  case linkUnchecked
  case linkWorked
  case linkBroken
  case focusShortOrganisation
  case focusShortTeam
  case focusShortIndividual

  // Time
  case timeUnknown
  case timeEstimate
  case timeOrLonger
  case timeFromTo
  case timeMinutes
  case timeHours
  case timeDay
  case timeDays
  case timeWeek
  case timeWeeks
  case timeMonth
  case timeMonths

  // Filter
  case filterTitle
  case filterShown
  case filterEmpty
  case filterLeaves
  case filterLeavesOne
  case filterClear
  case facetFocusOrganisation = "facet.focus.organisation"
  case facetFocusTeam = "facet.focus.team"
  case facetFocusIndividual = "facet.focus.individual"
  case facetTimeHour = "facet.time.hour"
  case facetTimeHalfDay = "facet.time.half-day"
  case facetTimeDay = "facet.time.day"
  case facetTimeLonger = "facet.time.longer"
  case facetTimeUnknown = "facet.time.unknown"
  case facetCostFree = "facet.cost.free"
  case facetCostLicence = "facet.cost.licence"
  case facetCostPaid = "facet.cost.paid"
  case facetCostUnknown = "facet.cost.unknown"
  case facetKindScan = "facet.kind.scan"
  case facetKindQuestionnaire = "facet.kind.questionnaire"
  case facetKindWorkform = "facet.kind.workform"
  case facetKindGuide = "facet.kind.guide"
  case facetKindPlan = "facet.kind.plan"
  case facetKindModel = "facet.kind.model"
  case facetKindInformation = "facet.kind.information"
  case facetPurposeSupport = "facet.purpose.support"
  case facetPurposeMonitor = "facet.purpose.monitor"
  case facetStatusActive = "facet.status.active"
  case facetStatusCandidate = "facet.status.candidate"
  case facetStatusWithdrawn = "facet.status.withdrawn"
  case facetLanguageNl = "facet.language.nl"
  case facetLanguageEn = "facet.language.en"
  case facetLanguageOther = "facet.language.other"
  case facetLanguageUnknown = "facet.language.unknown"

  // Overview, manual
  case overviewCandidates
  case manualEmpty
  case nextSection

  // Selection, comparing, notes
  case selectionTitle
  case selectionEmpty
  case compareTitle
  case notePrompt
  case findPrompt

  // Address and QR
  case addressTitle
  case addressHint
  case codeElsewhere
  case codeTooLarge
  case codeBack
  case codeImpossible
  case codeASCII

  // Export
  case exportTitle
  case exportHTML
  case exportCSV
  case exportMarkdown
  case exportJSON
  case exportClipboard
  case exportFetch
  case csvName
  case csvPlaces
  case csvQuestion
  case csvFocus
  case csvBackground
  case csvWorkings
  case csvLocation
  case csvLinks
  case csvGist
  case csvKind
  case csvPurpose
  case csvStatus
  case csvTime
  case csvCost
  case csvLanguages
  case csvReviewed
  case csvOwner

  // Help
  case helpTitle
  case helpIntro
  case helpHere
  case helpEverywhere
  case helpTyping
  case helpSigns
  case signSelected
  case signSaved
  case signMarked
  case signCandidate
  case signStatus
  case signClosed

  // Notices
  case noticeSaved
  case noticeUnsaved
  case noticeNoted
  case noticeMarkedFull
  case noticeMarkTwo
  case noticeNoAddress
  case noticeSent
  case noticeFilterCleared
  case noticeLanguage
  case noticeMouseOn
  case noticeMouseOff
  case noticeUnknownKey
  case noticeNoField
  case noticeNoTool
  case noticeNotFound
  case noticeNoSearch
  case noticeAtHome
  case noticeFirstTool
  case noticeLastTool
  case noticeUnknownTarget
  case noticeReloaded
  case noticeFindings
  case noticeSaveFailed
  case noticeExported
  case noticeExportFailed
  case noticeNoLink
  case noticeNoLinks

  // Findings of check
  case findingCannotOpen
  case findingNotAFile
  case findingTooLarge
  case findingSyntax
  case findingNotUTF8
  case findingControlCharacter
  case findingDuplicateKey
  case findingTooDeep
  case findingStringTooLarge
  case findingWrongFormat
  case findingWrongType
  case findingMissing
  case findingBadIdentifier
  case findingDuplicateIdentifier
  case findingUnknownIdentifier
  case findingUnknownWord
  case findingBadAddress
  case findingBadDate
  case findingUnknownKey
  case findingUnresolvedLink
  case findingMissingLanguage

  // Subcommands
  case cliNoTerminal
  case cliUnknownTerminal
  case cliDumbTerminal
  case cliNoSuchTool
  case cliNoSuchTopic
  case cliNothingFound
  case cliNothingToExport
  case cliFileExists
  case cliCannotWrite
  case cliWithdrawn
  case cliReplacement
  case cliAllTools
  case commandScroll = "command.scroll"
  case commandCode = "command.code"
  case commandChoose = "command.choose"
  case commandMove = "command.move"
  case commandDone = "command.done"

  // Commands: a few words for the bottom line, a sentence for help
  case commandUp = "command.up"
  case commandUpHelp = "command.up.help"
  case commandDown = "command.down"
  case commandDownHelp = "command.down.help"
  case commandPageUp = "command.pageUp"
  case commandPageUpHelp = "command.pageUp.help"
  case commandPageDown = "command.pageDown"
  case commandPageDownHelp = "command.pageDown.help"
  case commandHalfPageUp = "command.halfPageUp"
  case commandHalfPageUpHelp = "command.halfPageUp.help"
  case commandHalfPageDown = "command.halfPageDown"
  case commandHalfPageDownHelp = "command.halfPageDown.help"
  case commandTop = "command.top"
  case commandTopHelp = "command.top.help"
  case commandBottom = "command.bottom"
  case commandBottomHelp = "command.bottom.help"
  case commandOpen = "command.open"
  case commandOpenHelp = "command.open.help"
  case commandForward = "command.forward"
  case commandForwardHelp = "command.forward.help"
  case commandBack = "command.back"
  case commandBackHelp = "command.back.help"
  case commandLeft = "command.left"
  case commandLeftHelp = "command.left.help"
  case commandNextPane = "command.nextPane"
  case commandNextPaneHelp = "command.nextPane.help"
  case commandPreviousPane = "command.previousPane"
  case commandPreviousPaneHelp = "command.previousPane.help"
  case commandHome = "command.home"
  case commandHomeHelp = "command.home.help"
  case commandToolbox = "command.toolbox"
  case commandToolboxHelp = "command.toolbox.help"
  case commandOverview = "command.overview"
  case commandOverviewHelp = "command.overview.help"
  case commandManual = "command.manual"
  case commandManualHelp = "command.manual.help"
  case commandSearch = "command.search"
  case commandSearchHelp = "command.search.help"
  case commandNextMatch = "command.nextMatch"
  case commandNextMatchHelp = "command.nextMatch.help"
  case commandPreviousMatch = "command.previousMatch"
  case commandPreviousMatchHelp = "command.previousMatch.help"
  case commandHelp = "command.help"
  case commandHelpHelp = "command.help.help"
  case commandLanguage = "command.language"
  case commandLanguageHelp = "command.language.help"
  case commandMouse = "command.mouse"
  case commandMouseHelp = "command.mouse.help"
  case commandRedraw = "command.redraw"
  case commandRedrawHelp = "command.redraw.help"
  case commandSuspend = "command.suspend"
  case commandSuspendHelp = "command.suspend.help"
  case commandLeave = "command.leave"
  case commandLeaveHelp = "command.leave.help"
  case commandQuit = "command.quit"
  case commandQuitHelp = "command.quit.help"
  case commandFilter = "command.filter"
  case commandFilterHelp = "command.filter.help"
  case commandMark = "command.mark"
  case commandMarkHelp = "command.mark.help"
  case commandCompare = "command.compare"
  case commandCompareHelp = "command.compare.help"
  case commandSave = "command.save"
  case commandSaveHelp = "command.save.help"
  case commandSelection = "command.selection"
  case commandSelectionHelp = "command.selection.help"
  case commandAddress = "command.address"
  case commandAddressHelp = "command.address.help"
  case commandCopy = "command.copy"
  case commandCopyHelp = "command.copy.help"
  case commandExport = "command.export"
  case commandExportHelp = "command.export.help"
  case commandPreviousTool = "command.previousTool"
  case commandPreviousToolHelp = "command.previousTool.help"
  case commandNextTool = "command.nextTool"
  case commandNextToolHelp = "command.nextTool.help"
  case commandNote = "command.note"
  case commandNoteHelp = "command.note.help"
  case commandFold = "command.fold"
  case commandFoldHelp = "command.fold.help"

  // Forum: time
  case monthNames
  case ageNow
  case ageMinutes
  case ageHours
  case ageDays
  case ageWeeks
  case ageYears

  // Forum: rights
  case refusedGuest
  case refusedClosed
  case writeNotPlain
  case writeNotYours

  // Forum: logs
  case logNetwork
  case logNotMember
  case logWrongOwner
  case logNotAlone
  case logNotPlain
  case logTooLarge
  case logLineTooLong
  case logTorn
  case logLacks
  case logBadTime
  case logFuture
  case logClockBack
  case logForeignID
  case logDuplicateID
  case logWrongRoom
  case logUnknownTarget
  case logLoop
  case logNotAllowed
  case logAfterClosing

  // Forum: list
  case forumBroken
  case forumPolled
  case stateClosedShort
  case kindThread
  case orderLastActivity
  case orderNewest
  case orderUnanswered
  case orderMostReplies
  case titleHidden
  case titleRetracted
  case tabForum
  case forumAll
  case forumThemes
  case countThread
  case countThreads
  case countPost
  case countPosts
  case countReply
  case countReplies
  case countUnread
  case stateAnswered
  case stateWaiting
  case stateClosed
  case stateWaitingShort
  case forumEmpty
  case forumEmptyGuest
  case forumEmptyTheme
  case forumLoading
  case forumNotForYou
  case forumNotHere
  case forumSortedBy
  case forumPinned
  case forumWatched
  case forumMuted

  // Forum: conversation
  case fictional
  case postEdited
  case postRetracted
  case postRetractedReason
  case postHidden
  case postHiddenNoReason
  case postUnreadable
  case postAnswer
  case postStray
  case postFlagged
  case postLikes
  case postLikesMany
  case postMore
  case postFacilitator
  case threadTools
  case unknownTool
  case threadClosed
  case threadClosedNoReason
  case threadFlat
  case threadGone
  case threadComing
  case toolDiscussed
  case toolDiscussedCount
  case toolDiscussedCounts

  // Forum: writing
  case kindTool
  case composeQuestion
  case composeReply
  case composeEdit
  case composeTitle
  case composeTheme
  case composeSaved
  case composeNotSaved
  case composePreview
  case composeNeedsTitle
  case composeNeedsBody
  case composeNeedsTheme
  case composeDiscard
  case composeDiscarded
  case composeResumed
  case composeFull
  case composeAbsence
  case composeSimilar
  case composeSimilarHint
  case composeSend
  case sent
  case sendFailed
  case sendFailedAct
  case toolPickTitle
  case flagPrompt
  case retractPrompt
  case flagged
  case retracted
  case liked
  case unliked
  case answered
  case unanswered
  case refusedOwn
  case refusedOther
  case refusedAnswer
  case refusedAnswerQuestion
  case refusedGone
  case refusedAlready
  case watchWatch
  case watchNormal
  case watchMute
  case nothingUnread
  case markedRead
  case markedReadTheme
  case newPost
  case newPosts
  case noThread
  case homeForum
  case homeForumDetail
  case homeAnswers
  case homeAnswersMany
  case homeUnread
  case homeUnreadMany
  case homeDraft
  case homeDraftReply
  case homeDraftQuestion
  case homeDraftEdit

  // Forum: command line, opening
  case cliNotDemo
  // Forum: search
  case forumSearchTitle
  case forumSearchHint
  case queryWantsValue
  case queryWantsDate
  case queryWantsAge
  case queryWantsNumber
  case queryWantsState

  // Forum: command line
  case cliForumReplyTo
  case cliForumTheAnswer
  case cliForumTitle
  case cliForumNoSuchPost
  case cliForumNoSuchTheme
  case cliForumSent
  case cliForumKept
  case cliForumNotKept
  case cliForumNoText
  case cliForumTooLong
  case cliForumTitleTooLong
  case cliForumNotText
  case cliForumNoFolder
  case cliForumPostID
  case cliForumAccount
  case cliForumName
  case cliForumOrganisation
  case cliForumRole
  case cliForumIdentity
  case cliForumMember
  case cliForumCurator
  case cliForumGuest
  case cliForumDemo
  case cliForumUnix

  // Commands
  case commandNextField
  case commandForum = "command.forum"
  case commandForumHelp = "command.forum.help"
  case commandNextUnread = "command.nextUnread"
  case commandNextUnreadHelp = "command.nextUnread.help"
  case commandAsk = "command.ask"
  case commandAskHelp = "command.ask.help"
  case commandReply = "command.reply"
  case commandReplyHelp = "command.reply.help"
  case commandQuote = "command.quote"
  case commandQuoteHelp = "command.quote.help"
  case commandEdit = "command.edit"
  case commandEditHelp = "command.edit.help"
  case commandRetract = "command.retract"
  case commandRetractHelp = "command.retract.help"
  case commandLayout = "command.layout"
  case commandLayoutHelp = "command.layout.help"
  case commandParent = "command.parent"
  case commandParentHelp = "command.parent.help"
  case commandLike = "command.like"
  case commandLikeHelp = "command.like.help"
  case commandFlag = "command.flag"
  case commandFlagHelp = "command.flag.help"
  case commandAnswer = "command.answer"
  case commandAnswerHelp = "command.answer.help"
  case commandMarkRead = "command.markRead"
  case commandMarkReadHelp = "command.markRead.help"
  case commandWatch = "command.watch"
  case commandWatchHelp = "command.watch.help"
  case commandOrder = "command.order"
  case commandOrderHelp = "command.order.help"
  case commandSend = "command.send"
  case commandSendHelp = "command.send.help"
  case commandPreview = "command.preview"
  case commandPreviewHelp = "command.preview.help"
  case commandInsertTool = "command.insertTool"
  case commandInsertToolHelp = "command.insertTool.help"
  case commandDiscard = "command.discard"
  case commandDiscardHelp = "command.discard.help"
  case commandCloseDraft
  // MARK: History and digest
  case historyRetract
  case historyFlag
  case historyAnswer
  case historyReview
  case historyHide
  case historyShow
  case historyClose
  case historyOpen
  case historyPin
  case historyUnpin
  case historyMove
  case historyRetitle
  case historyRetitleTags
  case historyRetitleGone
  case historyTags
  case historyTagsGone
  case historyLink
  case historyNote
  case historyUndone
  case digestTitle
  case digestPeriod
  case digestCountNew
  case digestCountsNew
  case digestCountAnswered
  case digestCountsAnswered
  case digestCountWaiting
  case digestCountsWaiting
  case digestNothing
  case digestRoomsLeftOut
  case digestNew
  case digestAnswered
  case digestWaiting
  case digestTools
  case digestMoreWaiting
  case digestMoresWaiting
  case digestFrom
  case digestFromMember
  case digestAsked
  case digestAskedNow
  case digestWaits
  case digestWaitsNow
  case digestFirst
  case digestMarked
  case digestFirstAndMarked
  case cliSince
  case cliFacilitatorsOnly
  case cliMembersOnly
  case cliDigestNotKept

  // MARK: Desk: figures
  case periodUnitWeek
  case periodUnitMonth
  case periodUnitQuarter
  case periodUnitYear
  case periodAll
  case periodWeek
  case periodQuarter
  case monthNamesLong
  case figureNone
  case figureHours
  case figureNever
  case effectTitle
  case effectDefinitions
  case effectQuestions
  case effectQuestionsDefinition
  case effectAnswered
  case effectAnsweredDefinition
  case effectAnsweredInTime
  case effectAnsweredInTimeDefinition
  case effectMarked
  case effectMarkedDefinition
  case effectMedianWait
  case effectMedianWaitDefinition
  case effectLongWait
  case effectLongWaitDefinition
  case effectResponders
  case effectRespondersDefinition
  case effectActiveMembers
  case effectActiveMembersDefinition
  case effectActiveOrganisations
  case effectActiveOrganisationsDefinition
  case effectActiveElsewhere
  case effectActiveElsewhereDefinition
  case effectSeeds
  case effectSeedsDefinition
  case effectHidden
  case effectHiddenDefinition
  case effectRetracted
  case effectRetractedDefinition
  case effectFlags
  case effectFlagsDefinition
  case effectFlagWait
  case effectFlagWaitDefinition
  case effectThemes
  case effectThemesDefinition
  case effectPillars
  case effectPillarsDefinition
  case effectNoPillar
  case effectTools
  case effectToolsDefinition
  case effectSilentTopics
  case effectSilentTopicsDefinition
  case contributionsTitle
  case contributionsByMember
  case contributionsByOrganisation
  case contributionsOrderContribution
  case contributionsOrderName
  case contributionsOrderActive
  case contributionsFilterAll
  case contributionsFilterSilent
  case contributionsFilterCompanies
  case contributionsFilterSilentCompanies
  case contributionsNoOrganisation
  case contributionsFormer
  case contributionsID
  case contributionsName
  case contributionsOrganisation
  case contributionsMembers
  case contributionsQuestions
  case contributionsAnswers
  case contributionsOwnReplies
  case contributionsMarked
  case contributionsLikes
  case contributionsLastActive
  case contributionsNotes
  case contributionsSilent
  case contributionsQuestionsDefinition
  case contributionsAnswersDefinition
  case contributionsOwnRepliesDefinition
  case contributionsMarkedDefinition
  case contributionsLikesDefinition
  case contributionsLastActiveDefinition
  case contributionsSilentDefinition
  case reportPeriod
  case reportFigure
  case reportValue
  case reportOf
  case reportAtLeast
  case reportCountedAt
  case reportNobody
  case reportNothing

  // MARK: Desk
  case tabDesk
  case deskNotForYou
  case deskQueue
  case deskAll
  case deskReports
  case deskContributions
  case deskEffect
  case deskDigest
  case deskContributionsAbout
  case deskEffectAbout
  case deskDigestAbout
  case reasonFlagged
  case reasonUnanswered
  case reasonAskedAgain
  case reasonQuiet
  case reasonNewcomer
  case reasonNewPosts
  case causeFlagged
  case causeFlaggedMany
  case causeUnanswered
  case causeAskedAgain
  case causeQuiet
  case causeNewcomer
  case causeNewPosts
  case causeNewPostsMany
  case causeSaid
  case deskEmpty
  case deskEmptyFilter
  case deskThemes
  case deskAllThemes
  case deskDone
  case deskUndone
  case deskNothingToUndo
  case refusedFacilitator
  case refusedReason
  case refusedNote
  case refusedTitle
  case refusedRooms
  case refusedNoRoom
  case refusedAnswerOpen
  case actAnswer
  case actReview
  case actHide
  case actShow
  case actClose
  case actOpen
  case actPin
  case actUnpin
  case actMove
  case actRetitle
  case actLink
  case actNote
  case actRetract
  case actFlag
  case hidePrompt
  case closePrompt
  case movePrompt
  case retitlePrompt
  case remarkPrompt
  case confirmPrompt
  case formOwnWords
  case formWhy
  case formTitle
  case formTags
  case formMore
  case reasonPerson
  case reasonRude
  case reasonAdvertising
  case reasonDouble
  case reasonElsewhere
  case reasonSettled
  case reasonContinued
  case reasonAnnouncement
  case reasonHeated
  case historyTitle
  case historyEmpty
  case historyIntro
  case threadNote
  case homeQueue
  case homeQueueMany
  case commandDesk = "command.desk"
  case commandDeskHelp = "command.desk.help"
  case commandApprove = "command.approve"
  case commandApproveHelp = "command.approve.help"
  case commandHide = "command.hide"
  case commandHideHelp = "command.hide.help"
  case commandClose = "command.close"
  case commandCloseHelp = "command.close.help"
  case commandPin = "command.pin"
  case commandPinHelp = "command.pin.help"
  case commandRelocate = "command.relocate"
  case commandRelocateHelp = "command.relocate.help"
  case commandRetitle = "command.retitle"
  case commandRetitleHelp = "command.retitle.help"
  case commandLinkTool = "command.linkTool"
  case commandLinkToolHelp = "command.linkTool.help"
  case commandRemark = "command.remark"
  case commandRemarkHelp = "command.remark.help"
  case commandUndo = "command.undo"
  case commandUndoHelp = "command.undo.help"
  case commandHistory = "command.history"
  case commandHistoryHelp = "command.history.help"

  // MARK: Reports
  case reportColumnQuestions
  case reportColumnAnswers
  case reportColumnMarked
  case reportColumnLikes
  case reportColumnActive
  case reportNever
  case reportEmpty
  case reportPeriodNow
  case reportLatest
  case reportAnswerMarked
  case reportSilent
  case reportFacilitator
  case effectNow
  case effectBefore
  case effectCourse
  case effectNoToolbox
  case effectHelp
  case helpFigures
  case commandPeriod = "command.period"
  case commandPeriodHelp = "command.period.help"
  case commandPreviousPeriod = "command.previousPeriod"
  case commandPreviousPeriodHelp = "command.previousPeriod.help"
  case commandNextPeriod = "command.nextPeriod"
  case commandNextPeriodHelp = "command.nextPeriod.help"
  case commandGroup = "command.group"
  case commandGroupHelp = "command.group.help"

  // MARK: Digest screen
  case digestSpan
  case digestSinceLast
  case deskChosen
  case sheetIntro
  case sheetText
  case reportMore

  // MARK: Erasing and a member's own data
  case erasedMember
  case titleErased
  case postErased
  case logAfterErasing
  case eraseForeign
  case eraseNotAlone
  case eraseNotPlain
  case eraseTooLarge
  case eraseBusy
  case eraseFailed
  case eraseNothingDone
  case erasePartlyDone
  case eraseNoSuchAccount
  case eraseNotAnAccount
  case eraseNoSuchPost
  case erasePlan
  case eraseNothing
  case eraseDone
  case erasePosts
  case erasePostsMany
  case eraseVersions
  case eraseVersionsMany
  case eraseTexts
  case eraseTextsMany
  case eraseOthers
  case eraseOthersMany
  case eraseCommunity
  case eraseAgain
  case erasePlaces
  case erasePlacesLeft
  case eraseAdvice
  case eraseAdviceByHand
  case eraseClean
  case eraseNoName
  case eraseUnread
  case eraseBeyond
  case memberTitle
  case memberNothing
  case memberIllegible
  case didThread
  case didReply
  case didEdit
  case didRetract
  case didLike
  case didFlag
  case didAnswer
  case didReview
  case didHide
  case didShow
  case didOpen
  case didUnpin
  case didClose
  case didPin
  case didMove
  case didRetitle
  case didLink
  case didNote
  case didUndo

  // MARK: Keys of the desk
  case commandPick = "command.pick"
  case commandPickHelp = "command.pick.help"
  case commandTheme = "command.theme"
  case commandThemeHelp = "command.theme.help"
  case commandWhom = "command.whom"
  case commandWhomHelp = "command.whom.help"
  case commandSort = "command.sort"
  case commandSortHelp = "command.sort.help"
  case commandTake = "command.take"
  case commandTakeHelp = "command.take.help"

  // MARK: Administration
  case adminNothing
  case adminRemains
  case adminNotRoot
  case adminMemberAdded
  case adminOrganisationAdded
  case adminRoomAdded
  case adminNumberRecorded
  case adminFolderMade
  case adminLogMade
  case adminLogsMade
  case adminMended
  case adminKept
  case adminNoFolder
  case adminNoAppendOnly
  case adminNoGroupName
  case adminErased
  case adminUnsound
  case adminNameNeeded
  case adminBadName
  case adminNoOrganisation
  case adminNoAccount
  case adminIsRoot
  case adminSameNumber
  case adminOtherNumber
  case adminNoMember
  case adminRoleGiven
  case adminRoleKnown
  case adminRoleNotHeld
  case adminRoleEnded
  case adminRoleWillEnd
  case adminNoGroup
  case adminRoomNeeds
  case adminRoomReaders
  case adminBadTheme
  case adminBadMoment
  case adminNoCommunity
  // MARK: The kiosk
  case kioskRefused
  case kioskNoOption
  case kioskNotSo
  case kioskNoSuspend
  case kioskFetch
  case noticeTerminal
  // MARK: Without lines
  case noticeLinesOn
  case noticeLinesOff
  case codeNoLines
  case readTab
  case readUnread
  case readWaiting
  case readSaved
  case readMarked
  case readLevel
  case readPost
  case readPillar
  case readOpen
  case readClosed
  case readChosen
  case readNotChosen
  case readChooseTheme
  case readCourse
  case readLink
  case readEnter
  case readQuote
  case readQuoteEnd
  case keyArrows
  case keyUp
  case keyDown
  case keyLeft
  case keyRight
  case keySlash
  case keyEquals
  case keyMinus
  case keyPlus
  case keyDot
  case keyExclamation
  case keyAsterisk
  case keyCaret
  case keyAmpersand
  case keyGreater
  case keyQuestion
  case keyBracket
  case keyBracketClosing
  case commandLines = "command.lines"
  case commandLinesHelp = "command.lines.help"
  case commandPreviousPost = "command.previousPost"
  case commandPreviousPostHelp = "command.previousPost.help"
  case commandNextPost = "command.nextPost"
  case commandNextPostHelp = "command.nextPost.help"
  // MARK: Too many logs
  case logTooMany
  case rightsMend
  case rightsOwner
  case rightsMode
  case rightsGroup
  case rightsNoGroup
  case rightsNoRoom
  case rightsNoLog
  case rightsOfRoot
  case rightsNotGrowing
  case rightsNoState
  case rightsStranger
  case rightsOutside
  case rightsNumber
  case rightsHolder
  case rightsNoAccount
}
