package dev.tasker.health;

import dev.tasker.engine.NodeMembership;
import dev.tasker.health.HealthReport.Check;
import dev.tasker.health.HealthReport.Warning;
import dev.tasker.template.TemplateCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;

/** Looks after the parts that the engine cannot work without. Thread-safe. */
@ApplicationScoped
public class Health {

  private static final Logger LOG = Logger.getLogger(Health.class);

  @Inject private DatabaseProbe database;
  @Inject private NodeMembership node;
  @Inject private TemplateCatalog catalog;

  /** Whether the server answers, which it does when this returns. */
  public HealthReport live() {
    return new HealthReport(List.of(new Check("server", true, "answers")), List.of());
  }

  /**
   * Whether this node can take work now; takes two seconds at the most. A database that answers and
   * takes no changes, as its disk is full, is a warning: each node has the same one, and whoever
   * only reads is to find a node.
   */
  public HealthReport ready() {
    List<Warning> warnings = new ArrayList<>(refusedTemplates());
    node.refusal()
        .map(said -> new Warning("database_refuses_changes", "the database", List.of(said)))
        .ifPresent(warnings::add);
    return new HealthReport(List.of(databaseCheck(), engineCheck()), warnings);
  }

  /** How the cluster is; empty if the database does not tell within two seconds. */
  public Optional<ClusterStatus> cluster() {
    return asked(() -> database.clusterStatus());
  }

  /** The templates of this node that were refused: each keeps its own tasks from starting. */
  public List<Warning> refusedTemplates() {
    return catalog.refused().stream()
        .map(template -> new Warning("template_refused", template.file(), template.problems()))
        .toList();
  }

  private Check engineCheck() {
    return node.isJoined()
        ? new Check("engine", true, "runs as node " + node.number())
        : new Check("engine", false, "is starting or stopping");
  }

  private Check databaseCheck() {
    return asked(() -> database.schemaVersion())
        .map(version -> new Check("database", true, "reachable, schema version " + version))
        .orElseGet(
            () ->
                new Check(
                    "database",
                    false,
                    "does not answer as it must within "
                        + DatabaseProbe.SECONDS
                        + " s; the log has the cause at the level DEBUG"));
  }

  private static <T> Optional<T> asked(Question<T> question) {
    try {
      return Optional.of(question.ask().toCompletableFuture().get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException | CompletionException | SQLException e) {
      LOG.debug("The database did not answer a health check.", e);
      return Optional.empty();
    }
  }

  private interface Question<T> {
    CompletionStage<T> ask() throws SQLException;
  }
}
