package dev.tasker.delivery;

import dev.tasker.database.DatabaseException;
import dev.tasker.delivery.WebhookCalls.Answer;
import dev.tasker.delivery.WebhookLease.Leased;
import dev.tasker.event.Turn;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;

/**
 * Tells one webhook's receiver, a page of changes at a time, for as long as this node has it. What
 * the receiver took of a page is remembered until the whole page is done, so that it is told again
 * only after a crash. It holds no thread while the receiver thinks. Thread-safe.
 */
final class WebhookWorker {

  private static final Logger LOG = System.getLogger(WebhookWorker.class.getName());
  private static final int PAGE = 100;
  private static final double JITTER = 0.2;

  private final UUID webhookId;
  private final Parts parts;
  private final Turn turn;
  private final Random random = new Random();
  private final Set<UUID> done = new HashSet<>();
  private final Map<UUID, Integer> refusals = new HashMap<>();
  private int told;
  private int givenUp;
  private volatile boolean busy;
  private volatile Optional<Leased> due = Optional.empty();

  /** What all workers share. */
  record Parts(
      ChangeFeed feed,
      WebhookLease lease,
      WebhookCalls calls,
      DeliveryConfig config,
      Executor executor) {}

  WebhookWorker(UUID webhookId, Parts parts) {
    this.webhookId = webhookId;
    this.parts = parts;
    this.turn = new Turn(parts.executor(), this::work);
  }

  /** The webhook is due, and stands there; it may be that there is nothing to tell. */
  void ask(Leased now) {
    due = Optional.of(now);
    turn.ask();
  }

  /** Whether its receiver is being told something. */
  boolean isBusy() {
    return busy;
  }

  private synchronized void work() {
    if (busy || due.isEmpty()) {
      return;
    }
    try {
      Leased known = due.get();
      due = Optional.empty();
      Optional<String> secret =
          known.configured().isPresent()
              ? known.configured().flatMap(parts.config()::secret)
              : known.secret();
      boolean hasKey = secret.isPresent() || known.configured().isEmpty();
      if (hasKey && !page(known.position()).isEmpty()) {
        parts.lease().take(webhookId).ifPresent(leased -> tell(leased, secret));
      }
    } catch (DatabaseException e) {
      LOG.log(Level.DEBUG, "Changes cannot be read now; webhooks are told later.", e);
    }
  }

  private ChangeFeed.Page page(FeedPosition position) {
    return parts.feed().next(position, PAGE, Optional.empty());
  }

  private void tell(Leased leased, Optional<String> secret) {
    ChangeFeed.Page page = page(leased.position());
    EventFilter filter = EventFilter.named(leased.events());
    List<OutsideEvent> events =
        page.rows().stream()
            .map(OutsideEvent::of)
            .flatMap(Optional::stream)
            .filter(filter::wants)
            .filter(event -> !done.contains(event.id()))
            .toList();
    var batch = new WebhookBatch(events, event -> parts.calls().send(leased.url(), secret, event));
    // What ends the batch waits for the lock that is held here.
    var unused =
        batch
            .send(parts.config().parallel())
            .whenCompleteAsync(
                (nothing, thrown) -> ended(leased, page, events, batch), parts.executor());
    busy = true;
  }

  private void ended(
      Leased leased, ChangeFeed.Page page, List<OutsideEvent> events, WebhookBatch batch) {
    synchronized (this) {
      try {
        settle(leased, page, events, batch);
      } catch (DatabaseException e) {
        LOG.log(Level.DEBUG, "A webhook's place could not be kept; some is told again.", e);
      } finally {
        busy = false;
      }
    }
    turn.ask();
  }

  private void settle(
      Leased leased, ChangeFeed.Page page, List<OutsideEvent> events, WebhookBatch batch) {
    batch.taken().forEach(event -> done.add(event.id()));
    told += batch.taken().size();
    batch.refused().forEach(this::refused);
    if (events.stream().allMatch(event -> done.contains(event.id()))) {
      boolean kept = parts.lease().advance(webhookId, page.next(), told, givenUp);
      forget();
      if (kept) {
        // There may be more; where there is not, the webhook is let go.
        goOn(leased, page);
      }
      return;
    }
    Answer answer =
        batch
            .failure()
            .orElseGet(
                () -> new Answer(Answer.Kind.REFUSED, batch.refused().values().iterator().next()));
    boolean gone = answer.kind() == Answer.Kind.GONE;
    parts.lease().postpone(webhookId, delay(leased.failures()), answer.detail(), gone);
    LOG.log(
        leased.failures() == 0 ? Level.WARNING : Level.DEBUG,
        "The webhook {0} to {1} was not told: {2}. It is tried again, with longer and longer waits.",
        webhookId,
        leased.url(),
        answer.detail());
  }

  private void goOn(Leased leased, ChangeFeed.Page page) {
    due =
        Optional.of(
            new Leased(
                webhookId,
                leased.url(),
                leased.events(),
                leased.configured(),
                leased.secret(),
                0,
                page.next()));
  }

  private void refused(OutsideEvent event, String words) {
    int times = refusals.merge(event.id(), 1, Integer::sum);
    if (times >= parts.config().maxRefusals()) {
      parts.lease().giveUp(webhookId, event, times, words);
      done.add(event.id());
      givenUp++;
      LOG.log(
          Level.WARNING,
          "The webhook {0} refused {1} of task {2} {3} times; it is given up: {4}.",
          webhookId,
          event.name(),
          event.taskId(),
          times,
          words);
    }
  }

  private void forget() {
    done.clear();
    refusals.clear();
    told = 0;
    givenUp = 0;
  }

  private Duration delay(int failures) {
    double wait = parts.config().baseDelay().toMillis() * Math.pow(2, Math.min(failures, 30));
    double capped = Math.min(wait, (double) parts.config().maxDelay().toMillis());
    return Duration.ofMillis((long) (capped * (1 + JITTER * (random.nextDouble() * 2 - 1))));
  }
}
