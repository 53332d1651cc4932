package dev.tasker.delivery;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a reader of the changes has come. As text it can be kept, and read on from at any node.
 *
 * @param seen a snapshot of the database, all of whose changes have been read
 * @param until the snapshot that is being read up to; empty between two
 * @param after of what {@code until} sees beyond {@code seen}, the number of the last change read
 */
record FeedPosition(String seen, Optional<String> until, long after) {

  private static final Pattern TEXT =
      Pattern.compile("(\\d+:\\d+:[\\d,]*)(?:~(\\d+:\\d+:[\\d,]*)~(\\d{1,18}))?");

  /** Between two snapshots: all of that one has been read. */
  static FeedPosition at(String snapshot) {
    return new FeedPosition(snapshot, Optional.empty(), 0);
  }

  /** What {@link #toString()} wrote; empty if it did not. */
  static Optional<FeedPosition> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        matcher.group(2) == null
            ? at(matcher.group(1))
            : new FeedPosition(
                matcher.group(1), Optional.of(matcher.group(2)), Long.parseLong(matcher.group(3))));
  }

  /** The place right after a change in the same window. */
  FeedPosition after(String window, long changeNo) {
    return new FeedPosition(seen, Optional.of(window), changeNo);
  }

  @Override
  public String toString() {
    return until.map(window -> seen + "~" + window + "~" + after).orElse(seen);
  }
}
