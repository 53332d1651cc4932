package dev.tasker.tool;

import dev.tasker.tool.unruly.Mood;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/** What the steps of a chaos run meet, as it follows from a seed and from who calls. */
final class ChaosScript implements Witness.Script {

  private static final Mood[] UNRULY = {
    Mood.ERROR, Mood.HANGS, Mood.SLOW, Mood.NOTHING, Mood.NONSENSE, Mood.TOO_MUCH, Mood.SLOW
  };

  private final long seed;
  private final Map<String, Integer> moods = new ConcurrentSkipListMap<>();

  ChaosScript(long seed) {
    this.seed = seed;
  }

  /**
   * Some calls fail, a few for good, very few are never answered. Handlers in Java may do worse.
   */
  @Override
  public int status(String caller, int call) {
    var random = new Random(seed ^ (31L * caller.hashCode() + call));
    int fate = random.nextInt(1000);
    if (fate < 120) {
      return Mood.THROWS.status();
    }
    if (fate < 125) {
      return Mood.FAILS_FOR_GOOD.status();
    }
    if (fate < 128) {
      return 0;
    }
    if (caller.contains("/http_") || fate < 970) {
      return Mood.GOOD.status();
    }
    Mood mood =
        fate == 999 && random.nextBoolean() ? Mood.HOARDS : UNRULY[random.nextInt(UNRULY.length)];
    moods.merge(mood.name().toLowerCase(Locale.ROOT), 1, Integer::sum);
    return mood.status();
  }

  /** How often a handler was told to misbehave, and how. */
  String moods() {
    return moods.entrySet().stream()
        .map(mood -> mood.getKey() + " " + mood.getValue())
        .collect(Collectors.joining(", "));
  }
}
