package dev.tasker.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement of {@code db/query/}, with parameters written as {@code :name}, as psql takes them.
 * Immutable: load it once and keep it.
 */
public final class NamedSql {

  /** What may hold a colon without being a parameter comes first: comments, texts, casts. */
  private static final Pattern TOKENS =
      Pattern.compile("--[^\\n]*|'(?:[^']|'')*'|::|:=|:([a-z][a-z0-9_]*)");

  private final String sql;
  private final List<String> parameters;
  private final Map<String, List<Integer>> places = new HashMap<>();

  private NamedSql(String sql, List<String> parameters) {
    this.sql = sql;
    this.parameters = List.copyOf(parameters);
    for (int place = 1; place <= parameters.size(); place++) {
      places.computeIfAbsent(parameters.get(place - 1), name -> new ArrayList<>()).add(place);
    }
  }

  /**
   * Loads {@code db/query/<name>.sql} from the class path.
   *
   * @throws IllegalArgumentException if there is no such file
   */
  public static NamedSql load(String name) {
    String path = "db/query/" + name + ".sql";
    try (InputStream in = NamedSql.class.getClassLoader().getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalArgumentException("There is no statement " + path + ".");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static NamedSql parse(String text) {
    var sql = new StringBuilder();
    var parameters = new ArrayList<String>();
    Matcher matcher = TOKENS.matcher(text);
    while (matcher.find()) {
      String token = matcher.group();
      String replacement = token;
      if (matcher.group(1) != null) {
        parameters.add(matcher.group(1));
        replacement = "?";
      } else if (token.startsWith("--")) {
        replacement = "";
      }
      matcher.appendReplacement(sql, Matcher.quoteReplacement(replacement));
    }
    matcher.appendTail(sql);
    return new NamedSql(sql.toString().strip(), parameters);
  }

  /** Prepares the statement on a connection; the caller closes it. */
  public NamedStatement on(Connection connection) throws SQLException {
    return new NamedStatement(connection.prepareStatement(sql), places);
  }

  /** The statement as JDBC takes it. */
  String sql() {
    return sql;
  }

  List<String> parameters() {
    return parameters;
  }
}
