package dev.tasker.bench;

import java.util.List;
import java.util.stream.Stream;

/**
 * What bench/run tells the harness, by system properties.
 *
 * @param name of the contestant, in the table
 * @param jdbcUrl the database
 * @param nodes addresses of Tasker's nodes, such as http://127.0.0.1:8080/tasker
 * @param processes of the engine; none if it is in this JVM
 * @param workloads which of W1, W2, W3, W4 and IDLE
 * @param run the number of the run
 * @param warm seconds of diamonds on all processors before anything is measured; see WarmUp
 * @param load seconds that W1 is to take, about
 * @param idle seconds of IDLE
 * @param limit seconds after which a load is given up
 */
public record Settings(
    String name,
    String jdbcUrl,
    String user,
    String password,
    List<String> nodes,
    List<Long> processes,
    List<String> workloads,
    int run,
    int warm,
    int load,
    int idle,
    int limit) {

  static Settings fromProperties() {
    return new Settings(
        text("name", "?"),
        text("url", "jdbc:postgresql://127.0.0.1:5432/bench"),
        text("user", "postgres"),
        text("password", ""),
        words("nodes", ""),
        words("processes", "").stream().map(Long::valueOf).toList(),
        words("workloads", "W1,W2,W3,W4,IDLE"),
        Integer.getInteger("bench.run", 1),
        Integer.getInteger("bench.warm", 20),
        Integer.getInteger("bench.load", 8),
        Integer.getInteger("bench.idle", 10),
        Integer.getInteger("bench.limit", 120));
  }

  static String text(String name, String otherwise) {
    return System.getProperty("bench." + name, otherwise);
  }

  private static List<String> words(String name, String otherwise) {
    return Stream.of(text(name, otherwise).split(",")).filter(word -> !word.isBlank()).toList();
  }
}
