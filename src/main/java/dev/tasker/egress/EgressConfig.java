package dev.tasker.egress;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** The settings {@code tasker.http.allow} and {@code tasker.http.deny}. */
@ApplicationScoped
public class EgressConfig {

  private static final Logger LOG = System.getLogger(EgressConfig.class.getName());

  private Config config;
  private volatile @Nullable Egress egress;

  /** For the container. */
  EgressConfig() {}

  @Inject
  EgressConfig(Config config) {
    this.config = config;
  }

  /**
   * The way out.
   *
   * @throws IllegalArgumentException if an entry means nothing
   */
  public Egress egress() {
    Egress known = egress;
    if (known == null) {
      known = read();
      egress = known;
    }
    return known;
  }

  private Egress read() {
    if (!Egress.mayNameHost()) {
      LOG.log(
          Level.WARNING,
          "Calls over http are not bound to the address that was checked. Start Java with -D{0}=host.",
          Egress.RESTRICTED_HEADERS);
    }
    return Egress.of(entries("tasker.http.allow"), entries("tasker.http.deny"));
  }

  private List<String> entries(String key) {
    List<String> entries =
        Stream.of(config.getOptionalValue(key, String[].class).orElse(new String[0]))
            .map(String::strip)
            .filter(entry -> !entry.isEmpty())
            .toList();
    for (String entry : entries) {
      try {
        HostPattern.parse(entry);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
      }
    }
    return entries;
  }
}
