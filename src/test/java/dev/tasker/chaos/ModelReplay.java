package dev.tasker.chaos;

import dev.tasker.testing.ModelChecker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Replays what the tables tell of each task against the model in {@code docs/spec}: TLC decides
 * whether the model can do the same.
 */
public final class ModelReplay {

  private static final String MODULE = "Recorded";
  private static final Path FOLDER = Path.of("target", "replay").toAbsolutePath();

  /** TLC reads all trails anew for each state of any. */
  private static final int AT_ONCE = 60;

  private static final String SETTINGS =
      """
      CONSTANTS
        Nodes = {%s}
        Graphs <- RecordedGraphs
        Trails <- RecordedTrails
        MaxLosses = 3
        MaxFaults = 1000000
        MaxActs = 1000000
        Fenced = TRUE
      SPECIFICATION TraceSpec
      """;

  private static final Pattern SEEN = Pattern.compile("<<\"seen\", (\\d+), (\\d+)>>");

  private final Map<String, Story> stories = new LinkedHashMap<>();

  /** A trail as it is told; many tasks may share it. */
  private record Story(Trail trail, List<Observation> acts, String graph, String formal) {}

  private ModelReplay() {}

  /**
   * Each task that did what the model does not do, and the first such thing; empty if the model
   * explains everything. Nothing may be under way in the database.
   */
  public static List<String> violations(Connection connection)
      throws SQLException, IOException, InterruptedException {
    return violations(TrailReader.read(connection));
  }

  static List<String> violations(List<Trail> trails) throws IOException, InterruptedException {
    var replay = new ModelReplay();
    trails.forEach(replay::add);
    List<Story> all = List.copyOf(replay.stories.values());
    List<String> violations = new ArrayList<>();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      violations.addAll(check(all.subList(from, Math.min(all.size(), from + AT_ONCE))));
    }
    return violations;
  }

  private void add(Trail trail) {
    List<Observation> acts = Narration.of(trail);
    String graph =
        trail.steps().stream()
            .map(step -> "S({%s},%d)".formatted(listed(step.parents()), step.limit()))
            .collect(Collectors.joining(",", "<<", ">>"));
    String formal =
        acts.stream()
            .map(act -> act.formal() + ",\n ")
            .collect(Collectors.joining("", "<<", end(trail) + ">>"));
    stories.putIfAbsent(graph + formal, new Story(trail, acts, graph, formal));
  }

  private static String listed(Set<Integer> numbers) {
    return numbers.stream().sorted().map(String::valueOf).collect(Collectors.joining(","));
  }

  private static String end(Trail trail) {
    String steps =
        trail.steps().stream()
            .map(
                step ->
                    "<<\"%s\",%d,%d,%d,%d,%s>>"
                        .formatted(
                            step.state(),
                            step.remainingParents(),
                            step.attempts(),
                            failures(step),
                            step.losses(),
                            step.queued() ? "TRUE" : "FALSE"))
            .collect(Collectors.joining(",", "<<", ">>"));
    return "Find(\"%s\",%s)".formatted(trail.status(), steps);
  }

  /** Failed attempts that count: all but the last one, if that has not failed. */
  private static int failures(Trail.Step step) {
    boolean lastOneCounts = Set.of("in_progress", "complete").contains(step.state());
    return lastOneCounts ? step.counted() - 1 : step.counted();
  }

  private static List<String> check(List<Story> all) throws IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    Files.writeString(FOLDER.resolve(MODULE + ".tla"), module(all));
    Files.writeString(FOLDER.resolve(MODULE + ".cfg"), SETTINGS.formatted(nodes(all)));
    String said = ModelChecker.check(FOLDER, MODULE, "-deadlock", "-cleanup");
    if (!said.contains(ModelChecker.GOOD)) {
      throw new IllegalStateException(
          "TLC could not replay the trails in %s: %s".formatted(FOLDER, said));
    }
    return judge(all, said);
  }

  private static String module(List<Story> all) {
    var text = new StringBuilder("---- MODULE %s ----\nEXTENDS Trace\n".formatted(MODULE));
    text.append("S(p, l) == [parents |-> p, limit |-> l]\n");
    for (int i = 1; i <= all.size(); i++) {
      text.append(
          "G%d == %s\nT%d == %s\n".formatted(i, all.get(i - 1).graph, i, all.get(i - 1).formal));
    }
    return text.append("RecordedGraphs == <<%s>>\n".formatted(numbered("G", all.size())))
        .append("RecordedTrails == <<%s>>\n====\n".formatted(numbered("T", all.size())))
        .toString();
  }

  private static String numbered(String letter, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> letter + i)
        .collect(Collectors.joining(", "));
  }

  private static String nodes(List<Story> all) {
    Set<String> nodes = new HashSet<>(Set.of("n1", "n2"));
    all.forEach(story -> story.acts.forEach(act -> nodes.add(act.node())));
    return nodes.stream().map("\"%s\""::formatted).collect(Collectors.joining(", "));
  }

  private static List<String> judge(List<Story> all, String said) {
    Map<Integer, Integer> seen = new HashMap<>();
    Matcher progress = SEEN.matcher(said);
    while (progress.find()) {
      seen.merge(
          Integer.parseInt(progress.group(1)), Integer.parseInt(progress.group(2)), Math::max);
    }
    List<String> violations = new ArrayList<>();
    for (int i = 1; i <= all.size(); i++) {
      Story story = all.get(i - 1);
      int explained = seen.getOrDefault(i, 0);
      if (explained <= story.acts.size()) {
        violations.add(violation(story, explained));
      }
    }
    return violations;
  }

  /** With the story up to then, as the database is gone when somebody reads it. */
  private static String violation(Story story, int explained) {
    boolean atTheEnd = explained == story.acts.size();
    List<String> words = story.acts.stream().map(Observation::words).toList();
    String told =
        words.stream().limit(explained + 1L).map(act -> "\n  " + act).collect(Collectors.joining());
    return "model: task %s, change %d of %d, which the model does not do: %s%s"
        .formatted(
            story.trail.task(),
            explained + 1,
            words.size(),
            atTheEnd ? "the rows are not what the trail leads to" : words.get(explained),
            told);
  }
}
