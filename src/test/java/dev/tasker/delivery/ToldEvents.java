package dev.tasker.delivery;

import dev.tasker.api.event.WorkflowEvent;
import dev.tasker.database.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** What somebody is told of the changes that are committed after this was made. */
public final class ToldEvents {

  private static final int PAGE = 100;

  private final ChangeFeed feed;
  private FeedPosition position;

  /** Listens from now on. */
  public ToldEvents(DataSource database) {
    feed = new ChangeFeed(new Database(database));
    position = feed.now();
  }

  /** The names of what was told since the last call, in order. */
  public List<String> names() {
    return events().stream().map(WorkflowEvent::name).toList();
  }

  /** What was told since the last call, in order. */
  public List<WorkflowEvent> events() {
    List<WorkflowEvent> events = new ArrayList<>();
    ChangeFeed.Page page;
    do {
      page = feed.next(position, PAGE, Optional.empty());
      page.rows().forEach(row -> ChangeEvents.of(row).ifPresent(events::add));
      position = page.next();
    } while (!page.isEmpty());
    return events;
  }
}
