package dev.tasker.tool;

import java.net.URI;

/** The addresses of a node's REST interface. */
final class NodeAddress {

  private static final String PATH = "/tasker";

  private NodeAddress() {}

  /**
   * Completes what the user gave.
   *
   * @param url such as {@code http://host:8080}, with or without {@code /tasker}
   * @return where the REST interface begins, without a slash at the end
   * @throws LaunchException if it is no HTTP address
   */
  static URI base(URI url) {
    if (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?")) {
      throw new LaunchException(
          ExitCode.USAGE,
          "--url %s is not an address such as http://127.0.0.1:8080".formatted(url));
    }
    String text = url.toString().replaceFirst("/+$", "");
    return URI.create(text.endsWith(PATH) ? text : text + PATH);
  }
}
