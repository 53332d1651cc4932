package dev.tasker.database;

import java.util.List;
import java.util.stream.Collectors;

/** A value cannot be written as JSON; the message names the path of each part that cannot. */
public final class NotJsonException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final transient List<Json.Fault> faults;

  NotJsonException(List<Json.Fault> faults) {
    super(faults.stream().map(Json.Fault::toString).collect(Collectors.joining("; ")));
    this.faults = List.copyOf(faults);
  }

  /** All that is wrong, in document order. */
  public List<Json.Fault> faults() {
    return faults;
  }
}
