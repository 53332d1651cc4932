package dev.tasker.delivery;

import dev.tasker.database.DatabaseException;
import dev.tasker.delivery.WebhookLease.Leased;
import dev.tasker.egress.EgressConfig;
import dev.tasker.event.EventExecutors;
import dev.tasker.event.Turn;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells the webhooks what was committed. Each is told by one node at a time; a receiver that is
 * slow or dead holds up its own events and nobody else's. Thread-safe.
 */
@ApplicationScoped
class Webhooks {

  private static final Logger LOG = System.getLogger(Webhooks.class.getName());
  private static final long DEBOUNCE_MS = 20;
  private static final int LOOKS_WITH_SOME = 4;
  private static final int LOOKS_WITH_NONE = 40;

  @Inject private ChangeFeed feed;
  @Inject private WebhookLease lease;
  @Inject private WebhookStore store;
  @Inject private DeliveryConfig config;
  @Inject private EgressConfig hosts;
  @Inject private EventExecutors executors;
  @Inject private Clock clock;

  private final Map<UUID, WebhookWorker> workers = new ConcurrentHashMap<>();
  private WebhookWorker.Parts parts;
  private Turn turn;
  private Pulse pulse;
  private volatile boolean ended;
  private int looks;

  @PostConstruct
  void prepare() {
    HttpClient client =
        HttpClient.newBuilder()
            .executor(executors.delivery())
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(config.timeout())
            .build();
    var calls =
        new WebhookCalls(client, hosts.egress(), executors.delivery(), clock, config.timeout());
    parts = new WebhookWorker.Parts(feed, lease, calls, config, executors.delivery());
    turn = new Turn(executors.delivery(), this::askThoseThatAreDue);
    pulse = new Pulse(executors.timing(), DEBOUNCE_MS, turn);
  }

  /** Begins with the webhooks of the configuration and those that are registered. */
  void begin() {
    store.configure(config.configured());
    turn.ask();
  }

  /** Something was committed, perhaps. */
  void wake() {
    if (!workers.isEmpty() && !ended) {
      pulse.tell();
    }
  }

  /** Looks for webhooks that are due: those that failed, those whose node died, new ones. */
  void look() {
    looks++;
    if (looks % (workers.isEmpty() ? LOOKS_WITH_NONE : LOOKS_WITH_SOME) == 0 && !ended) {
      turn.ask();
    }
  }

  void end() {
    ended = true;
  }

  private void askThoseThatAreDue() {
    try {
      if (workers.values().stream().anyMatch(WebhookWorker::isBusy)) {
        lease.renew();
      }
      List<Leased> due = lease.due();
      for (Leased each : due) {
        workers.computeIfAbsent(each.webhookId(), id -> new WebhookWorker(id, parts)).ask(each);
      }
    } catch (DatabaseException e) {
      LOG.log(Level.DEBUG, "The webhooks cannot be read now; they are told later.", e);
    }
  }
}
