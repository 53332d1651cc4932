package dev.tasker.database;

import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;
import java.util.List;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.hibernate.engine.transaction.jta.platform.internal.AbstractJtaPlatform;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatform;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatformProvider;

/**
 * Tells Hibernate where the server keeps its transaction manager. Each server has a name of its
 * own; the first that is bound is taken.
 */
public final class PortableJtaPlatform extends AbstractJtaPlatform implements JtaPlatformProvider {

  private static final long serialVersionUID = 1L;

  private static final List<String> NAMES =
      List.of("java:appserver/TransactionManager", "java:jboss/TransactionManager");

  @Override
  @SuppressWarnings("BanJNDI") // the names are constants
  protected TransactionManager locateTransactionManager() {
    var failures = new IllegalStateException("The server binds no transaction manager: " + NAMES);
    for (String name : NAMES) {
      try {
        return (TransactionManager) new InitialContext().lookup(name);
      } catch (NamingException e) {
        failures.addSuppressed(e);
      }
    }
    throw failures;
  }

  @Override
  protected UserTransaction locateUserTransaction() {
    return (UserTransaction) jndiService().locate("java:comp/UserTransaction");
  }

  @Override
  public JtaPlatform getProvidedJtaPlatform() {
    return this;
  }
}
