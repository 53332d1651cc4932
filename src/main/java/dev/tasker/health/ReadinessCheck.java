package dev.tasker.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Tells MicroProfile Health whether this node can take work. */
@Readiness
@ApplicationScoped
class ReadinessCheck implements HealthCheck {

  @Inject private Health health;

  @Override
  public HealthCheckResponse call() {
    HealthReport report = health.ready();
    var response = HealthCheckResponse.named("tasker-ready").status(report.isUp());
    report.checks().forEach(check -> response.withData(check.name(), check.detail()));
    return response.withData("warnings", report.warnings().size()).build();
  }
}
