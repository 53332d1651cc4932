package dev.tasker.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what the Javadoc in our sources says, so that the REST document says it too. */
final class SourceText {

  private static final Pattern PARAM = Pattern.compile("@param (\\w+)\\s+([^@]+)");

  private final String source;

  private SourceText(String source) {
    this.source = source;
  }

  /** The source of a type, which may be nested. */
  static SourceText of(Class<?> type) {
    Path file = Path.of("src/main/java", type.getNestHost().getName().replace('.', '/') + ".java");
    try {
      return new SourceText(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is said of a method. */
  String ofMethod(String name) {
    return text(before("public [\\w<>.]+ " + name + "\\("));
  }

  /** What is said of a record. */
  Optional<String> ofRecord(String name) {
    String comment = before("record " + name + "\\(");
    return Optional.of(text(comment)).filter(text -> !text.isEmpty());
  }

  /** What is said of the components of a record, by name. */
  Map<String, String> ofComponents(String name) {
    Map<String, String> said = new HashMap<>();
    Matcher matcher = PARAM.matcher(plain(before("record " + name + "\\(")));
    while (matcher.find()) {
      said.put(matcher.group(1), matcher.group(2).strip());
    }
    return said;
  }

  /** The comment right before what a pattern finds; empty if there is none. */
  private String before(String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(source);
    if (!matcher.find()) {
      return "";
    }
    String head = source.substring(0, matcher.start());
    int end = head.lastIndexOf("*/");
    int begin = head.lastIndexOf("/**", end);
    boolean belongs =
        begin >= 0 && !head.substring(end).replaceAll("\"[^\"]*\"", "").matches("(?s).*[;}].*");
    return belongs ? head.substring(begin + 3, end) : "";
  }

  /** What a comment says before its tags. */
  private static String text(String comment) {
    return plain(comment).split("@\\w", 2)[0].strip();
  }

  private static String plain(String comment) {
    return comment
        .replaceAll("(?m)^\\s*\\*", " ")
        .replaceAll("\\s+", " ")
        .replaceAll("\\{@(?:code|link) ([^}]*)}", "$1")
        .replaceAll("</?p>", "")
        .strip();
  }
}
