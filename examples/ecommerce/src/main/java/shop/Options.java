package shop;

/**
 * What the command line asks for.
 *
 * @param port where to listen; 0 takes any free port
 * @param untilStdinCloses whether the shop ends with its standard input, so that it never outlives
 *     the program that started it
 */
record Options(int port, boolean untilStdinCloses) {

  private static final String USAGE =
      "Usage: java -cp ecommerce.jar shop.Shop [--port 3000] [--until-stdin-closes]";

  static Options parse(String... args) {
    int port = 3000;
    boolean untilStdinCloses = false;
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--port" -> port = port(++i < args.length ? args[i] : "");
        case "--until-stdin-closes" -> untilStdinCloses = true;
        default -> throw new IllegalArgumentException("Unknown option " + args[i] + ". " + USAGE);
      }
    }
    return new Options(port, untilStdinCloses);
  }

  private static int port(String text) {
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65535) {
      throw new IllegalArgumentException("--port needs a number from 0 to 65535. " + USAGE);
    }
    return Integer.parseInt(text);
  }
}
