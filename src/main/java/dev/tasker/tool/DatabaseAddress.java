package dev.tasker.tool;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where the database is and who logs in.
 *
 * @param url a JDBC address without user and password, so that it may be printed
 * @param user the role that logs in
 * @param password its password; empty where the server asks for none
 */
record DatabaseAddress(String url, String user, String password) {

  static final String DEFAULT_USER = "tasker";

  private static final String JDBC = "jdbc:postgresql://";
  private static final String HOW =
      "Write it as jdbc:postgresql://HOST:PORT/DATABASE, user and password as ?user=...&password=..."
          + " or in TASKER_DATABASE_USER and TASKER_DATABASE_PASSWORD.";

  /**
   * Reads what the user gave: a JDBC address or {@code postgresql://user:password@host/database}.
   * What the address names wins over the environment.
   *
   * @throws LaunchException if it is no PostgreSQL address
   */
  static DatabaseAddress parse(String text, Map<String, String> environment) {
    String address = text.strip();
    address = address.startsWith("jdbc:") ? address : "jdbc:" + address;
    address = address.replaceFirst("^jdbc:postgres://", JDBC);
    if (!address.startsWith(JDBC) || address.length() == JDBC.length()) {
      throw new LaunchException(
          ExitCode.USAGE, "--database does not name a PostgreSQL database. " + HOW);
    }
    String user = environment.getOrDefault("TASKER_DATABASE_USER", DEFAULT_USER);
    String password = environment.getOrDefault("TASKER_DATABASE_PASSWORD", "");

    int query = address.indexOf('?');
    String place = query < 0 ? address : address.substring(0, query);
    int at = place.lastIndexOf('@');
    if (at >= 0) {
      String[] login = place.substring(JDBC.length(), at).split(":", 2);
      user = decoded(login[0]);
      password = login.length == 2 ? decoded(login[1]) : password;
      place = JDBC + place.substring(at + 1);
    }

    List<String> kept = new ArrayList<>();
    for (String parameter : query < 0 ? new String[0] : address.substring(query + 1).split("&")) {
      if (parameter.startsWith("user=")) {
        user = decoded(parameter.substring("user=".length()));
      } else if (parameter.startsWith("password=")) {
        password = decoded(parameter.substring("password=".length()));
      } else if (!parameter.isEmpty()) {
        kept.add(parameter);
      }
    }
    return new DatabaseAddress(
        kept.isEmpty() ? place : place + "?" + String.join("&", kept), user, password);
  }

  private static String decoded(String text) {
    // A plus sign is itself in an address; the decoder would make a blank of it.
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return url + " as " + user;
  }
}
