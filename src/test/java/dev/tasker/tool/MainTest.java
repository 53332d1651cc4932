package dev.tasker.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {

  @TempDir Path home;

  private final CapturedConsole console = new CapturedConsole();

  private int run(String... arguments) {
    return Main.commandLine(new Installation(home), console.console()).execute(arguments);
  }

  private UpCommand parsed(String... arguments) {
    CommandLine line = Main.commandLine(new Installation(home), console.console());
    line.parseArgs(arguments);
    return (UpCommand) line.getSubcommands().get("up").getCommand();
  }

  @Test
  void up_withoutOptions_listensOnLoopbackWithDataBesideIt() {
    UpCommand up = parsed("up");

    assertThat(up.port).isEqualTo(8080);
    assertThat(up.address).isEqualTo("127.0.0.1");
    assertThat(up.data).isEqualTo(Path.of("data"));
    assertThat(up.database).isNull();
    assertThat(up.environment).isNull();
    assertThat(up.templates).isEmpty();
    assertThat(up.libraries).isEmpty();
  }

  @Test
  void up_withEveryOption_isUnderstood() {
    UpCommand up =
        parsed(
            "up --port 0 --address 0.0.0.0 --data /d --templates a --templates b --lib x.jar --lib libs"
                .concat(" --database jdbc:postgresql://db/work --environment test")
                .concat(
                    " -D tasker.a=1 -Dtasker.b=2 --set tasker.c=x=y --war my.war --ready-within 5")
                .split(" ", -1));

    assertThat(up.port).isZero();
    assertThat(up.address).isEqualTo("0.0.0.0");
    assertThat(up.data).isEqualTo(Path.of("/d"));
    assertThat(up.templates).isEqualTo(List.of(Path.of("a"), Path.of("b")));
    assertThat(up.libraries).isEqualTo(List.of(Path.of("x.jar"), Path.of("libs")));
    assertThat(up.database).isEqualTo("jdbc:postgresql://db/work");
    assertThat(up.environment).isEqualTo("test");
    assertThat(up.settings).isEqualTo(Map.of("tasker.a", "1", "tasker.b", "2", "tasker.c", "x=y"));
    assertThat(up.war).isEqualTo(Path.of("my.war"));
    assertThat(up.readyWithin).isEqualTo(5);
  }

  @Test
  void unknownOption_isUsage_andSuggestsTheRightOne() {
    assertThat(run("up", "--templats", "dir")).isEqualTo(ExitCode.USAGE.number());
    assertThat(console.err()).contains("--templats").contains("Did you mean --templates?");
  }

  @Test
  void optionWithoutANumber_isUsage() {
    assertThat(run("up", "--port", "http")).isEqualTo(ExitCode.USAGE.number());
    assertThat(console.err()).contains("--port").doesNotContain("Exception");
  }

  @Test
  void noCommand_isUsage_andListsThem() {
    assertThat(run()).isEqualTo(ExitCode.USAGE.number());
    assertThat(console.err())
        .contains("up", "demo", "status", "stop")
        .doesNotContain("share-classes");
  }

  @Test
  void help_tellsTheOptions() {
    assertThat(run("up", "--help")).isEqualTo(ExitCode.OK.number());
    assertThat(console.out()).contains("--templates", "--database", "--environment");
  }

  @Test
  void takenPort_isTold_beforeAnythingIsStarted() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = String.valueOf(taken.getLocalPort());

      assertThat(run("up", "--port", port, "--data", home.resolve("data").toString()))
          .isEqualTo(ExitCode.PORT_TAKEN.number());
      assertThat(console.err()).contains("Port " + port).contains("--port");
      assertThat(home.resolve("data")).doesNotExist();
    }
  }

  @Test
  void dataFolderOfAnother_isTold() {
    Path data = home.resolve("data");
    try (FolderLock lock = FolderLock.take(data)) {
      assertThat(lock).isNotNull();
      assertThat(run("up", "--port", "0", "--data", data.toString()))
          .isEqualTo(ExitCode.DATA_FOLDER_LOCKED.number());
      assertThat(console.err()).contains("process " + ProcessHandle.current().pid());
    }
  }

  @Test
  void databaseThatIsNotThere_isTold() {
    String url = "jdbc:postgresql://127.0.0.1:%d/work".formatted(Ports.anyFree("127.0.0.1"));

    assertThat(run("up", "--port", "0", "--data", home.toString(), "--database", url))
        .isEqualTo(ExitCode.DATABASE_UNREACHABLE.number());
    assertThat(console.err()).contains(url);
  }

  @Test
  void foldersAndJarsThatAreNotThere_areTold() {
    assertThat(run("up", "--port", "0", "--templates", home.resolve("none").toString()))
        .isEqualTo(ExitCode.FILES_REFUSED.number());
    assertThat(run("up", "--port", "0", "--lib", home.resolve("none.jar").toString()))
        .isEqualTo(ExitCode.FILES_REFUSED.number());
  }

  @Test
  void demoThatIsNotBuilt_isTold() {
    assertThat(run("demo", "--data", home.toString())).isEqualTo(ExitCode.FILES_REFUSED.number());
    assertThat(console.err()).contains("ecommerce.jar");
  }

  @Test
  void stop_whereNothingRuns_isFine() {
    assertThat(run("stop", "--data", home.toString())).isEqualTo(ExitCode.OK.number());
    assertThat(console.out()).contains("Nothing runs");
  }

  /** A server must not find the engine on the class path of the script, but in its WAR. */
  @Test
  void everyCommand_isReadWithoutTheEngine() throws ReflectiveOperationException, IOException {
    try (var launcher = new LauncherClasses()) {
      Class<?> installation = launcher.loadClass(Installation.class.getName());
      Class<?> console = launcher.loadClass(Console.class.getName());
      Method read =
          launcher
              .loadClass(Main.class.getName())
              .getDeclaredMethod("commandLine", installation, console);
      Constructor<?> home = installation.getDeclaredConstructor(Path.class);
      Method standard = console.getDeclaredMethod("standard");
      List.of(read, standard).forEach(method -> method.setAccessible(true));
      home.setAccessible(true);

      Object line = read.invoke(null, home.newInstance(this.home), standard.invoke(null));

      assertThat(line.toString()).isNotEmpty();
    }
  }

  /** What the script gives to {@code up}: of Tasker's own classes those of the launcher alone. */
  private static final class LauncherClasses extends URLClassLoader {

    LauncherClasses() {
      super(
          new URL[] {Main.class.getProtectionDomain().getCodeSource().getLocation()},
          Main.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("dev.tasker.")) {
        return super.loadClass(name, resolve);
      }
      if (!name.startsWith(Main.class.getPackageName())) {
        throw new ClassNotFoundException(name);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }
}
