package dev.tasker.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Path;

/** The shop of the e-commerce example, started from its jar as the README says. */
final class ShopProcess implements AutoCloseable {

  /** What the build of the example leaves. */
  static final Path JAR = Path.of("examples", "ecommerce", "target", "ecommerce.jar");

  private static final String READY = "shop ready on ";

  private final Process process;
  private final URI address;

  private ShopProcess(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  static ShopProcess start() throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    var process =
        new ProcessBuilder(
                java.toString(),
                "-cp",
                JAR.toString(),
                "shop.Shop",
                "--port",
                "0",
                "--until-stdin-closes")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String line =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)).readLine();
    if (line == null || !line.startsWith(READY)) {
      process.destroy();
      throw new IllegalStateException("The shop did not open. It said: " + line);
    }
    return new ShopProcess(process, URI.create(line.substring(READY.length()).strip()));
  }

  /** Where the shop answers. */
  URI address() {
    return address;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
