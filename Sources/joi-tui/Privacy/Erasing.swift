import ArgumentParser
import JOIModel

/// Erasing, and telling of it.
struct Erasing {
  private let common: DataOptions
  private let target: Erasure.Target
  private let names: [String]
  private let isMeant: Bool
  private var language: Language { common.language }

  /// - Parameter isMeant: whether to do it, or only tell what would be done.
  init(_ common: DataOptions, _ target: Erasure.Target, names: [String], isMeant: Bool) {
    (self.common, self.target, self.names, self.isMeant) = (common, target, names, isMeant)
  }

  func run() throws {
    let erasure = Erasure(target, in: common.root, now: .now)
    let plan: Erasure.Plan
    do throws(PrivacyFailure) {
      plan = try erasure.plan()
    } catch {
      throw Failure("\(error.text(in: language))\n\(say(.eraseNothingDone))")
    }
    if !isMeant {
      Output.print(plan.files.isEmpty ? say(.eraseNothing) : list(.erasePlan, plan.files))
      _ = try search(plan, isDone: false)
      Output.print(say(.eraseBeyond))
      if !plan.files.isEmpty { Output.print(say(.eraseAgain)) }
      return
    }
    let done: [Erasure.FilePlan]
    do throws(PrivacyFailure) {
      done = try erasure.carryOut()
    } catch {
      let rest =
        error.done.isEmpty
        ? say(.eraseNothingDone) : say(.erasePartlyDone, error.done.joined(separator: ", "))
      throw Failure("\(error.text(in: language))\n\(rest)")
    }
    Output.print(done.isEmpty ? say(.eraseNothing) : list(.eraseDone, done))
    let isClean = try search(plan, isDone: true)
    Output.print(say(.eraseBeyond))
    if !isClean { throw ExitCode(1) }
  }

  private func say(_ message: Message, _ values: String...) -> String { language.text(message, values) }

  /// What goes out of which file.
  private func list(_ heading: Message, _ files: [Erasure.FilePlan]) -> String {
    var lines = [say(heading)]
    for file in files {
      var parts: [String] = []
      if file.isCommunity { parts.append(say(.eraseCommunity)) }
      if file.posts > 0 { parts.append(language.count(file.posts, .erasePosts, .erasePostsMany)) }
      if file.versions > 0 { parts.append(language.count(file.versions, .eraseVersions, .eraseVersionsMany)) }
      if file.texts > 0 { parts.append(language.count(file.texts, .eraseTexts, .eraseTextsMany)) }
      if file.others > 0 { parts.append(language.count(file.others, .eraseOthers, .eraseOthersMany)) }
      lines.append("  \(place(file.path)): \(parts.joined(separator: ", "))")
    }
    return lines.joined(separator: "\n")
  }

  private func place(_ path: String) -> String {
    let root = common.root.path
    return SafeText.field(root.hasSuffix("/") ? root + path : "\(root)/\(path)")
  }

  /// Tells where the name stands, or will; true where it does nowhere.
  private func search(_ plan: Erasure.Plan, isDone: Bool) throws -> Bool {
    guard case .member = target else { return true }
    let names = names + [plan.name].compactMap { $0 }
    guard !names.isEmpty else {
      // Nobody can say that it is nowhere.
      Output.print(say(.eraseNoName))
      return false
    }
    let found: NameSearch
    do throws(PrivacyFailure) {
      found = try NameSearch(names, in: common.root, after: isDone ? nil : plan)
    } catch {
      throw Failure(error.text(in: language))
    }
    var lines = found.hits.map { hit in
      let advice = hit.id.map { say(.eraseAdvice, SafeText.field($0)) } ?? say(.eraseAdviceByHand)
      return "  \(place(hit.path)):\(hit.line): \(advice)"
    }
    if !lines.isEmpty { lines.insert(say(isDone ? .erasePlacesLeft : .erasePlaces), at: 0) }
    lines += found.unread.map { say(.eraseUnread, place($0)) }
    if lines.isEmpty, isDone { lines = [say(.eraseClean, SafeText.field(common.root.path))] }
    if !lines.isEmpty { Output.print(lines.joined(separator: "\n")) }
    return found.hits.isEmpty && found.unread.isEmpty
  }
}
