package dev.tasker.diagram;

import java.util.stream.Collectors;

/** Shows a diagram as a page that needs no other file and runs no script. */
public final class HtmlPage {

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>%1$s</title>
      <style>
      body { font-family: system-ui, sans-serif; color: #1f2328; background: #fff; margin: 2rem; }
      figure { margin: 0 0 2rem; overflow-x: auto; }
      table { border-collapse: collapse; }
      th, td { border: 1px solid #d0d7de; padding: .3rem .7rem; text-align: left; }
      </style>
      </head>
      <body>
      <h1>%1$s</h1>
      <p>The task is <strong>%2$s</strong>.</p>
      <figure>
      %3$s</figure>
      <table>
      <thead><tr><th>Step</th><th>State</th><th>Attempts</th></tr></thead>
      <tbody>
      %4$s
      </tbody>
      </table>
      </body>
      </html>
      """;

  private HtmlPage() {}

  /** The whole page. */
  public static String of(Diagram diagram) {
    String rows =
        diagram.nodes().stream()
            .map(
                node ->
                    "<tr><td>%s</td><td style=\"background:%s\">%s</td><td>%s</td></tr>"
                        .formatted(
                            Xml.escaped(node.name()),
                            node.look().fill(),
                            Xml.escaped(node.look().word()),
                            Xml.escaped(node.note())))
            .collect(Collectors.joining("\n"));
    return PAGE.formatted(
        Xml.escaped(diagram.title()), Xml.escaped(diagram.status()), SvgPicture.of(diagram), rows);
  }
}
