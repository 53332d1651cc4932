package dev.tasker.insight;

import dev.tasker.template.DurationText;
import dev.tasker.template.StepTemplate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** The settings of the engine and of HTTP steps that explanations tell of. */
@ApplicationScoped
class InsightConfig {

  private Config config;

  /** For the container. */
  InsightConfig() {}

  @Inject
  InsightConfig(Config config) {
    this.config = config;
  }

  /** How long the engine takes to notice things. */
  TaskSnapshot.Timing timing() {
    return new TaskSnapshot.Timing(
        duration("tasker.engine.lease"), duration("tasker.engine.audit-interval"));
  }

  /** How long an attempt may take: its template's limit, or that of an HTTP call. */
  Optional<Duration> timeout(StepTemplate step) {
    return step.timeout().or(() -> httpTimeout(step));
  }

  private Optional<Duration> httpTimeout(StepTemplate step) {
    if (!step.handlerName().equals(StepTemplate.HTTP_HANDLER)) {
      return Optional.empty();
    }
    // A value that is a placeholder or an expression is not known here: neither is its time-out.
    return step.handlerConfig().containsKey("timeout")
        ? Optional.ofNullable(step.handlerConfig().get("timeout")).flatMap(DurationText::parse)
        : Optional.of(duration("tasker.http.timeout"));
  }

  private Duration duration(String key) {
    return config.getValue(key, Duration.class);
  }
}
