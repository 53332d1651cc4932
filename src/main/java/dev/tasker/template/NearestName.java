package dev.tasker.template;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that a mistyped one was probably meant to be. */
public final class NearestName {

  /** Beyond these a search would cost more than its answer is worth. */
  private static final int MAX_CANDIDATES = 20_000;

  private static final int MAX_LENGTH = 100;

  private NearestName() {}

  /**
   * The candidate that differs least, if it differs little: by one letter in three, upper and lower
   * case alike. The first in alphabetical order if several are as near.
   */
  public static Optional<String> of(String name, Collection<String> candidates) {
    if (name.length() > MAX_LENGTH || candidates.size() > MAX_CANDIDATES) {
      return Optional.empty();
    }
    record Near(String name, int distance) {}
    String wanted = name.toLowerCase(Locale.ROOT);
    return candidates.stream()
        .map(candidate -> new Near(candidate, distance(wanted, candidate)))
        .filter(near -> near.distance() <= tolerance(wanted, near.name()))
        .min(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
        .map(Near::name);
  }

  /** A question to put at the end of a message; empty if nothing is near. */
  public static String question(String name, Collection<String> candidates) {
    return of(name, candidates).map(near -> "; did you mean '" + near + "'?").orElse("");
  }

  private static int tolerance(String wanted, String candidate) {
    int length = Math.min(wanted.length(), candidate.length());
    return length < 3 ? 0 : Math.max(1, length / 3);
  }

  /** Edits of one letter, or of two neighbours that changed places, that lead to the candidate. */
  private static int distance(String from, String candidate) {
    int limit = tolerance(from, candidate);
    if (Math.abs(from.length() - candidate.length()) > limit) {
      return Integer.MAX_VALUE;
    }
    String to = candidate.toLowerCase(Locale.ROOT);
    int[] beforeLast = new int[to.length() + 1];
    int[] last = new int[to.length() + 1];
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        row[j] = Math.min(last[j - 1] + (same ? 0 : 1), Math.min(last[j], row[j - 1]) + 1);
        if (i > 1 && j > 1 && swapped(from, to, i, j)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[to.length()];
  }

  private static boolean swapped(String from, String to, int i, int j) {
    return from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
  }
}
