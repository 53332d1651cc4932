package dev.tasker.database;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** Gives the application its clock and its ids, so that tests can give it others. */
@ApplicationScoped
class Clocks {

  @Produces
  @Dependent
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @ApplicationScoped
  Uuid7 ids(Clock clock) {
    return new Uuid7(clock);
  }
}
