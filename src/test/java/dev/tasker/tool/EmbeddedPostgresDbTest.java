package dev.tasker.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresDbTest {

  private static final Path LIBRARIES = Path.of("target", "tool", "lib").toAbsolutePath();

  @TempDir static Path programs;
  @TempDir Path folder;

  @BeforeEach
  void borrowTheProgramsOfTheFirstTest() throws IOException {
    Path unpacked = PostgresBinaries.unpack(LIBRARIES, programs).home();
    Files.createSymbolicLink(folder.resolve(unpacked.getFileName()), unpacked);
  }

  private EmbeddedPostgres start() {
    return EmbeddedPostgres.start(folder, LIBRARIES);
  }

  private static String ask(DatabaseAddress address, String query) throws SQLException {
    try (Connection connection = DatabaseProbe.connect(address);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getString(1);
    }
  }

  private static void tell(DatabaseAddress address, String command) throws SQLException {
    try (Connection connection = DatabaseProbe.connect(address);
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  @Test
  void server_isDurable_onLoopbackAlone_andItsRoleIsNoSuperuser() throws SQLException {
    EmbeddedPostgres postgres = start();
    try {
      DatabaseAddress address = postgres.address();

      assertThat(ask(address, "show fsync")).isEqualTo("on");
      assertThat(ask(address, "show synchronous_commit")).isEqualTo("on");
      assertThat(ask(address, "show full_page_writes")).isEqualTo("on");
      assertThat(ask(address, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(ask(address, "show server_encoding")).isEqualTo("UTF8");
      assertThat(ask(address, "select usesuper from pg_user where usename = current_user"))
          .isEqualTo("f");
    } finally {
      postgres.stop();
    }
  }

  @Test
  void loginWithoutThePassword_isRefused_andTheFileIsForItsOwnerAlone() throws IOException {
    EmbeddedPostgres postgres = start();
    try {
      DatabaseAddress stranger =
          new DatabaseAddress(postgres.address().url(), postgres.address().user(), "guess");

      assertThatThrownBy(() -> DatabaseProbe.check(stranger))
          .isInstanceOfSatisfying(
              LaunchException.class,
              e -> assertThat(e.exitCode()).isEqualTo(ExitCode.DATABASE_REFUSED));
      assertThat(Files.getPosixFilePermissions(folder.resolve(PostgresAccess.PASSWORD_FILE)))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    } finally {
      postgres.stop();
    }
  }

  @Test
  void stoppedServer_keepsDataPortAndPassword() throws SQLException {
    EmbeddedPostgres first = start();
    tell(first.address(), "create table kept as select 42 as answer");
    first.stop();
    assertThat(Ports.isFree("127.0.0.1", first.port())).isTrue();

    EmbeddedPostgres second = start();
    try {
      assertThat(second.wasAdopted()).isFalse();
      assertThat(second.address()).isEqualTo(first.address());
      assertThat(ask(second.address(), "select answer from kept")).isEqualTo("42");
    } finally {
      second.stop();
    }
  }

  @Test
  void serverThatOutlivedItsLauncher_isTakenOverAsItRuns() throws SQLException {
    EmbeddedPostgres orphan = start();
    String born = ask(orphan.address(), "select pg_postmaster_start_time()");

    EmbeddedPostgres adopted = start();
    try {
      assertThat(adopted.wasAdopted()).isTrue();
      assertThat(adopted.port()).isEqualTo(orphan.port());
      assertThat(ask(adopted.address(), "select pg_postmaster_start_time()")).isEqualTo(born);
    } finally {
      adopted.stop();
    }
  }

  @Test
  void serverThatWasKilled_recoversWhatItCommitted() throws Exception {
    EmbeddedPostgres killed = start();
    tell(killed.address(), "create table kept as select 42 as answer");
    long pid = Postmaster.read(killed.folder()).orElseThrow().pid();
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    process.onExit().get();

    EmbeddedPostgres recovered = start();
    try {
      assertThat(recovered.wasAdopted()).isFalse();
      assertThat(ask(recovered.address(), "select answer from kept")).isEqualTo("42");
    } finally {
      recovered.stop();
    }
  }

  @Test
  void newData_areACopyOfWhatWasPrepared_withAPasswordOfTheirOwn(@TempDir Path target)
      throws Exception {
    Path tool = Files.createDirectory(target.resolve("tool"));
    Path libraries = Files.createSymbolicLink(tool.resolve("lib"), LIBRARIES);
    EmbeddedPostgres workshop = start();
    tell(workshop.address(), "create table prepared as select 42 as answer");
    workshop.stop();
    PreparedDatabase.keep(folder, libraries, PostgresBinaries.unpack(LIBRARIES, programs));

    EmbeddedPostgres copy = EmbeddedPostgres.start(folder.resolve("new"), libraries);
    try {
      assertThat(ask(copy.address(), "select answer from prepared")).isEqualTo("42");
      assertThat(copy.address().password()).isNotEqualTo(workshop.address().password());
      tell(copy.address(), "drop table prepared");
    } finally {
      copy.stop();
    }
    EmbeddedPostgres another = EmbeddedPostgres.start(folder.resolve("another"), libraries);
    try {
      assertThat(ask(another.address(), "select answer from prepared")).isEqualTo("42");
    } finally {
      another.stop();
    }
    Path war = Files.createFile(target.resolve("tasker.war"));
    Files.setLastModifiedTime(war, FileTime.from(Instant.now().plusSeconds(1)));
    EmbeddedPostgres later = EmbeddedPostgres.start(folder.resolve("later"), libraries);
    try {
      assertThat(ask(later.address(), "select to_regclass('prepared')"))
          .as("a WAR built later may have other tables")
          .isNull();
    } finally {
      later.stop();
    }
  }

  @Test
  void filesThatAreNoDatabase_areToldWithWhatTheServerSaid() throws IOException {
    Files.createDirectories(folder.resolve("postgres"));
    Files.writeString(folder.resolve("postgres/PG_VERSION"), "9\n");

    assertThatThrownBy(this::start)
        .isInstanceOfSatisfying(
            LaunchException.class,
            e -> assertThat(e.exitCode()).isEqualTo(ExitCode.EMBEDDED_DATABASE_FAILED))
        .hasMessageContaining("It said:");
  }

  @Test
  void firstStartThatWasCutShort_isBegunAgain() throws IOException {
    Path leftOver = folder.resolve("postgres.new/data");
    Files.createDirectories(leftOver);
    Files.writeString(leftOver.resolve("PG_VERSION"), "18\n");

    EmbeddedPostgres postgres = start();
    postgres.stop();

    assertThat(folder.resolve("postgres.new")).doesNotExist();
    assertThat(folder.resolve("postgres/PG_VERSION")).hasContent("18");
  }
}
