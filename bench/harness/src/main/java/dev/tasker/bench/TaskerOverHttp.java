package dev.tasker.bench;

/** Tasker, its tasks sent over HTTP: one in a request, or many. */
final class TaskerOverHttp implements Contestant {

  private static final int LOOK_MS = 5;

  private final int batch;
  private Node node;
  private Server server;
  private TaskerTables tables;

  TaskerOverHttp(int batch) {
    this.batch = batch;
  }

  @Override
  public void start(Settings settings) throws Exception {
    node = new Node(settings.nodes());
    server = new Server(settings);
    tables = new TaskerTables(server, settings.limit());
  }

  @Override
  public Burst run(Load load) throws Exception {
    if (load.oneByOne()) {
      throw new IllegalArgumentException("Over HTTP there is W1 and IDLE only.");
    }
    String body = body(load.graph());
    String newest = tables.newest();
    int others = tables.unfinished();
    int requests = (load.workflows() + batch - 1) / batch;
    long begin = System.nanoTime();
    Clients.run(load.clients(), requests, i -> Node.require(node.post(path(), body)));
    tables.awaitUnfinished(others, LOOK_MS);
    // the last request is full, too
    double share = (double) load.workflows() / (requests * batch);
    double wall = (System.nanoTime() - begin) / 1e6 * share;
    return new Burst(wall, tables.latenciesAfter(newest), Percentiles.NONE);
  }

  private String path() {
    return batch == 1 ? "/tasks" : "/tasks/batch";
  }

  private String body(Graph graph) {
    return batch == 1 ? Node.task(graph.name(), "{}") : Node.batch(graph.name(), batch);
  }

  @Override
  public void close() throws Exception {
    server.close();
  }
}
