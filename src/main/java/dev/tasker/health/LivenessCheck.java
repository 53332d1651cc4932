package dev.tasker.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Tells MicroProfile Health that the server answers. */
@Liveness
@ApplicationScoped
class LivenessCheck implements HealthCheck {

  @Inject private Health health;

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("tasker-live").status(health.live().isUp()).build();
  }
}
