package dev.tasker.engine;

import dev.tasker.database.Database;
import dev.tasker.database.NamedSql;
import dev.tasker.database.TaskerVersion;
import dev.tasker.delivery.Deliveries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Who this node is in the cluster. The number is new with each start, and after the others declared
 * it dead; it tells where a step runs and is never a fence. Thread-safe.
 */
@ApplicationScoped
class NodeIdentity {

  private static final NamedSql JOIN = NamedSql.load("join_cluster");
  private static final NamedSql LEAVE = NamedSql.load("leave_cluster");

  @Inject private Database database;
  @Inject private EngineConfig config;
  @Inject private Deliveries deliveries;
  @Inject private EngineNotices notices;

  private volatile int nodeId;
  private volatile boolean joined;

  /** The node's number. */
  int id() {
    return nodeId;
  }

  /** Whether the node is part of the cluster, as far as it knows. */
  boolean isJoined() {
    return joined;
  }

  /** Joins the cluster under a new number. */
  void join() {
    nodeId =
        database.call(
            connection -> {
              try (var statement =
                      JOIN.on(connection)
                          .set("name", config.nodeName())
                          .set("version", TaskerVersion.get());
                  ResultSet row = statement.query()) {
                if (!row.next()) {
                  throw new SQLException("The new node got no number.");
                }
                return row.getInt("node_id");
              }
            });
    deliveries.joined(nodeId);
    notices.joined(nodeId, config.nodeName());
    joined = true;
  }

  /** Leaves the cluster for good; all claims have been given back. */
  void leave() {
    joined = false;
    notices.left(nodeId, "stopped");
    database.call(
        connection -> {
          try (var statement = LEAVE.on(connection).set("node", nodeId)) {
            return statement.update();
          }
        });
  }
}
