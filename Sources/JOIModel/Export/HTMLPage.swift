/// A self-contained page: no script, nothing that loads by itself, in any program that shows it.
enum HTMLPage {
  /// The page; `title` and `body` are HTML already, `style` is CSS without a `<`.
  static func text(title: String, style: String, language: Language, body: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="\(language.code)">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <title>\(title)</title>
    <style>
    \(style)
    </style>
    </head>
    <body>
    <h1>\(title)</h1>
    \(body)</body>
    </html>

    """
  }
}
