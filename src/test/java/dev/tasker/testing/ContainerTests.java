package dev.tasker.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Has a database ready before Arquillian reads {@code arquillian.xml}, which names it by system
 * properties. Only a run that has a test in a container pays for it.
 */
public final class ContainerTests implements TestExecutionListener {

  private static final Path HOSTS = Path.of("target", "hosts");

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    if (plan.getRoots().stream().anyMatch(root -> hasContainerTest(plan, root))) {
      System.setProperty("tasker.database.url", ThrowAwayPostgres.urlOf("container"));
      System.setProperty("tasker.database.user", ThrowAwayPostgres.USER);
      System.setProperty("tasker.database.password", ThrowAwayPostgres.PASSWORD);
      System.setProperty("tasker.it.hosts", hostsFile().toString());
    }
  }

  private static boolean hasContainerTest(TestPlan plan, TestIdentifier root) {
    return plan.getDescendants(root).stream()
        .flatMap(test -> test.getSource().stream())
        .anyMatch(
            source -> source instanceof ClassSource type && type.getClassName().endsWith("IT"));
  }

  /** Payara tells Arquillian the address of its host's name; the tests reach the loopback alone. */
  private static Path hostsFile() {
    try {
      String name = InetAddress.getLocalHost().getHostName();
      Files.createDirectories(HOSTS.getParent());
      return Files.writeString(HOSTS, "127.0.0.1 localhost " + name + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
