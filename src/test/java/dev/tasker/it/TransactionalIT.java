package dev.tasker.it;

import dev.tasker.it.TransactionalStories.Story;
import dev.tasker.testing.ThrowAwayPostgres;
import java.net.URI;
import java.net.URL;
import java.sql.SQLException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Transactional steps on Payara; {@link WildFlySmokeIT} has them on the other server. */
@ExtendWith(ArquillianExtension.class)
class TransactionalIT {

  @ArquillianResource private URL server;

  @Deployment(testable = false)
  static WebArchive tasker() {
    return Deployments.tasker().addAsLibrary(LedgerJar.build());
  }

  @ParameterizedTest
  @MethodSource("dev.tasker.it.TransactionalStories#all")
  void transactionalStep_isAllOrNothing(Story story) throws SQLException {
    var ledger = LedgerTable.create(ThrowAwayPostgres.urlOf("container"), ThrowAwayPostgres.USER);
    story.tell(new TransactionalStories(new TaskerClient(URI.create(server.toString())), ledger));
  }
}
