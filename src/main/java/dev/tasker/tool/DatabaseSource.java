package dev.tasker.tool;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The database of a node: one that the user named, or the embedded one, which belongs to the node
 * that started it and ends with it.
 */
final class DatabaseSource implements AutoCloseable {

  private final Supplier<DatabaseAddress> opening;
  private final Optional<FolderLock> lock;
  private Optional<EmbeddedPostgres> owned = Optional.empty();

  private DatabaseSource(Supplier<DatabaseAddress> opening) {
    this.opening = opening;
    this.lock = Optional.empty();
  }

  private DatabaseSource(
      FolderLock lock, Path dataFolder, Installation installation, Console console) {
    this.opening = () -> start(dataFolder, installation, console);
    this.lock = Optional.of(lock);
  }

  /**
   * Checks the named database and says which it is, or takes the data folder of the embedded one.
   *
   * @throws LaunchException if the database cannot be used, or the folder is another's
   */
  static DatabaseSource claim(
      @Nullable String named, Path dataFolder, Installation installation, Console console) {
    if (named == null) {
      return new DatabaseSource(FolderLock.take(dataFolder), dataFolder, installation, console);
    }
    DatabaseAddress address = DatabaseAddress.parse(named, System.getenv());
    String version = DatabaseProbe.check(address);
    console.say("Database: %s, PostgreSQL %s".formatted(address, version));
    return new DatabaseSource(() -> address);
  }

  /** Where the database is; an embedded one has been started by then. To be called once. */
  DatabaseAddress open() {
    return opening.get();
  }

  private DatabaseAddress start(Path dataFolder, Installation installation, Console console) {
    long started = System.nanoTime();
    EmbeddedPostgres postgres = EmbeddedPostgres.start(dataFolder, installation.libraries());
    owned = Optional.of(postgres);
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
            .formatted(dataFolder.resolve(PostgresAccess.PASSWORD_FILE), postgres.address().url()));
    return postgres.address();
  }

  @Override
  public void close() {
    owned.ifPresent(EmbeddedPostgres::stop);
    lock.ifPresent(FolderLock::close);
  }
}
