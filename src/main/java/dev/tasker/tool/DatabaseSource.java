package dev.tasker.tool;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The database of a node: one that the user named, or the embedded one, which belongs to the node
 * that started it and ends with it.
 */
final class DatabaseSource implements AutoCloseable {

  private final DatabaseAddress address;
  private final Optional<Owned> owned;

  private record Owned(EmbeddedPostgres postgres, FolderLock lock) {}

  private DatabaseSource(DatabaseAddress address, Optional<Owned> owned) {
    this.address = address;
    this.owned = owned;
  }

  /** Checks the named database, or starts the embedded one; says which. */
  static DatabaseSource open(
      @Nullable String named, Path dataFolder, Installation installation, Console console) {
    if (named != null) {
      DatabaseAddress address = DatabaseAddress.parse(named, System.getenv());
      String version = DatabaseProbe.check(address);
      console.say("Database: %s, PostgreSQL %s".formatted(address, version));
      return new DatabaseSource(address, Optional.empty());
    }
    FolderLock lock = FolderLock.take(dataFolder);
    try {
      long started = System.nanoTime();
      EmbeddedPostgres postgres = EmbeddedPostgres.start(dataFolder, installation.libraries());
      console.say(
          "Database: embedded PostgreSQL on port %d, data in %s (%s)"
              .formatted(
                  postgres.port(),
                  postgres.folder(),
                  postgres.wasAdopted()
                      ? "it was still running: taken over"
                      : "started in " + Words.of(Duration.ofNanos(System.nanoTime() - started))));
      console.say(
          "  A second node: TASKER_DATABASE_PASSWORD=\"$(cat %s)\" ./tasker up --port PORT --database %s"
              .formatted(
                  dataFolder.resolve(PostgresAccess.PASSWORD_FILE), postgres.address().url()));
      return new DatabaseSource(postgres.address(), Optional.of(new Owned(postgres, lock)));
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  DatabaseAddress address() {
    return address;
  }

  @Override
  public void close() {
    owned.ifPresent(
        mine -> {
          mine.postgres().stop();
          mine.lock().close();
        });
  }
}
