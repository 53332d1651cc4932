package dev.tasker.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** Puts all resources and providers of the WAR below one path. */
@ApplicationPath("/tasker")
public class TaskerApplication extends Application {

  @Override
  public Map<String, Object> getProperties() {
    // Jersey would answer OPTIONS with a description of its own; other servers do not know the
    // name.
    return Map.of("jersey.config.server.wadl.disableWadl", true);
  }
}
