package dev.tasker.bench.dbos;

/** The graphs as methods; DBOS stands in front of them with a proxy. */
public interface Workflows {

  /** That many steps in a row. */
  String row(int steps);

  /** A root, that many branches, a join. */
  String fork(int branches);

  /** One of the branches. */
  String branch(int number);
}
