package dev.tasker.bench;

/** Tasker, its tasks started inside a node by the handler {@code drive}. */
final class TaskerDriven implements Contestant {

  private Settings settings;
  private Node node;
  private Server server;
  private TaskerTables tables;

  @Override
  public void start(Settings settings) throws Exception {
    this.settings = settings;
    node = new Node(settings.nodes());
    server = new Server(settings);
    tables = new TaskerTables(server, settings.limit());
  }

  @Override
  public Burst run(Load load) throws Exception {
    String context =
        """
        {"template": "%s", "steps": %d, "tasks": %d, "clients": %d, "seconds": %d}\
        """
            .formatted(
                load.graph().name(),
                load.graph().steps(),
                load.workflows(),
                load.clients(),
                settings.limit());
    String driver = node.start(Node.task("drive", context));
    Burst burst = tables.awaitDriver(driver);
    if (!load.oneByOne()) {
      return new Burst(burst.wall(), tables.latenciesAfter(driver), Percentiles.NONE);
    }
    // a node sees only the steps that it runs itself
    return settings.nodes().size() == 1
        ? burst
        : new Burst(burst.wall(), burst.latency(), Percentiles.NONE);
  }

  @Override
  public void close() throws Exception {
    server.close();
  }
}
