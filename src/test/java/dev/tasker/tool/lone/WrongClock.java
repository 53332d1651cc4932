package dev.tasker.tool.lone;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;

/** A clock that jumped three days ahead, in the place of the engine's. */
@Alternative
@Priority(1)
@ApplicationScoped
public class WrongClock {

  @Produces
  @Dependent
  Clock clock() {
    return Clock.offset(Clock.systemUTC(), Duration.ofDays(3));
  }
}
