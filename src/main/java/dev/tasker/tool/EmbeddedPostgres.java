package dev.tasker.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The PostgreSQL that the launcher starts when no other is given: its data in a folder, every
 * commit on the disk before it is acknowledged, on the loopback address alone, by password.
 *
 * <p>The server outlives a launcher that was killed. The next one that owns the folder takes it
 * over as it runs, on whatever port, so nodes that use the same server lose nothing.
 */
final class EmbeddedPostgres {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final long LOG_LIMIT = 5L << 20;

  /** What must not be weaker than this, whatever the files in the data folder say. */
  private static final List<String> SETTINGS =
      List.of(
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "fsync=on",
          "full_page_writes=on",
          "synchronous_commit=on",
          // Five nodes with a full pool each. An idle connection costs about 2 MB.
          "max_connections=210",
          "log_checkpoints=off",
          // Compiling a statement takes longer than any statement of Tasker runs.
          "jit=off");

  private final Path data;
  private final Path log;
  private final PostgresBinaries binaries;
  private final Programs programs;
  private final boolean adopted;
  private final int port;
  private final DatabaseAddress address;

  private EmbeddedPostgres(Path dataFolder, Path libraries) throws IOException {
    this.data = dataFolder.resolve("postgres");
    this.log = data.resolve("server.log");
    this.binaries = PostgresBinaries.unpack(libraries, dataFolder);
    this.programs = Programs.on(binaries);
    if (!Files.exists(data)) {
      create(dataFolder, libraries);
    }
    PostgresAccess access = PostgresAccess.of(dataFolder);
    Optional<Postmaster> running = running(data);
    this.adopted = running.isPresent();
    this.port = running.isPresent() ? running.get().port() : launch(access);
    this.address = access.open(port);
  }

  /**
   * Starts the server, or takes over the one that runs on this data. The caller holds the folder's
   * lock.
   *
   * @param dataFolder an absolute path
   * @param libraries where the jar with the programs is; new data are a copy of what has been
   *     prepared beside that, if anything has
   * @throws LaunchException if it does not start; the words hold the end of its log
   */
  static EmbeddedPostgres start(Path dataFolder, Path libraries) {
    try {
      return new EmbeddedPostgres(dataFolder, libraries);
    } catch (IOException e) {
      throw new LaunchException(
          ExitCode.EMBEDDED_DATABASE_FAILED,
          "The embedded PostgreSQL could not be started in %s (%s)."
              .formatted(dataFolder, Words.of(e)),
          e);
    }
  }

  private void create(Path dataFolder, Path libraries) throws IOException {
    // Made beside its place and moved there when it is whole, so a start that was killed half-way
    // leaves nothing that looks like a database.
    Path workshop = dataFolder.resolve("postgres.new");
    Folders.delete(workshop);
    Files.createDirectories(workshop);
    Path fresh = workshop.resolve("data");
    Optional<PreparedDatabase> prepared = PreparedDatabase.find(libraries, binaries);
    if (prepared.isPresent()) {
      prepared.get().copy(fresh, dataFolder);
      programs.handOver(workshop);
      initialise(fresh, "--sync-only");
    } else {
      Path password = workshop.resolve("password");
      Folders.writeSecret(password, PostgresAccess.of(dataFolder).superuserPassword());
      programs.handOver(workshop);
      initialise(
          fresh,
          "--username=" + PostgresAccess.SUPERUSER,
          "--pwfile=" + password,
          "--auth=scram-sha-256",
          "--encoding=UTF8",
          "--locale-provider=builtin",
          "--builtin-locale=C.UTF-8",
          "--locale=C",
          "--data-checksums");
    }
    Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    Folders.delete(workshop);
  }

  private void initialise(Path fresh, String... options) {
    List<String> command =
        new ArrayList<>(List.of(binaries.program("initdb"), "--pgdata=" + fresh));
    command.addAll(List.of(options));
    Programs.Outcome outcome = programs.run(command.toArray(String[]::new));
    if (!outcome.succeeded()) {
      throw failure("cannot make its files in " + data.getParent(), outcome.output());
    }
  }

  /**
   * The server that runs on this data, once it has finished starting; empty once it has stopped.
   */
  private static Optional<Postmaster> running(Path data) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Optional<Postmaster> found = Postmaster.read(data);
    while (found.isPresent() && !found.get().isReady() && found.get().isAlive()) {
      if (System.nanoTime() > deadline) {
        throw failure(
            "process %d in %s has been \"%s\" for too long"
                .formatted(found.get().pid(), data, found.get().status()),
            "");
      }
      pause();
      found = Postmaster.read(data);
    }
    if (found.isPresent() && !found.get().isAlive()) {
      Postmaster.forget(data);
      return Optional.empty();
    }
    return found;
  }

  private int launch(PostgresAccess access) throws IOException {
    int chosen = access.choosePort();
    if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
      Files.move(log, log.resolveSibling("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
    long logged = Files.exists(log) ? Files.size(log) : 0;
    List<String> options = new ArrayList<>(List.of("-p", String.valueOf(chosen)));
    for (String setting : SETTINGS) {
      options.add("-c");
      options.add(setting);
    }
    Programs.Outcome outcome =
        programs.run(
            binaries.program("pg_ctl"),
            "--pgdata=" + data,
            "--log=" + log,
            "--options=" + String.join(" ", options),
            "--wait",
            "--timeout=" + PATIENCE.toSeconds(),
            "start");
    if (!outcome.succeeded()) {
      String said = Files.exists(log) ? Files.readString(log).substring((int) logged) : "";
      throw failure("did not start on " + data, said.isBlank() ? outcome.output() : said);
    }
    return chosen;
  }

  private static void pause() {
    try {
      Thread.sleep(POLL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure("was not waited for", "");
    }
  }

  private static LaunchException failure(String what, String said) {
    String ending = said.isBlank() ? "" : "\nIt said:\n" + said.strip().indent(2).stripTrailing();
    return new LaunchException(
        ExitCode.EMBEDDED_DATABASE_FAILED, "The embedded PostgreSQL " + what + "." + ending);
  }

  /** Ends the server; open transactions of other programs are rolled back. */
  void stop() {
    Programs.Outcome outcome =
        programs.run(
            binaries.program("pg_ctl"),
            "--pgdata=" + data,
            "--mode=fast",
            "--wait",
            "--timeout=" + PATIENCE.toSeconds(),
            "stop");
    if (!outcome.succeeded()) {
      throw failure("did not stop", outcome.output());
    }
  }

  DatabaseAddress address() {
    return address;
  }

  int port() {
    return port;
  }

  /** Whether it was running already, left behind by a launcher that was killed. */
  boolean wasAdopted() {
    return adopted;
  }

  Path folder() {
    return data;
  }
}
