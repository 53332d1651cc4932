package dev.tasker.it;

import dev.tasker.it.ledger.PostHandler;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/** A jar as a user would bring it: transactional handlers, an entity, templates. */
final class LedgerJar {

  private static final String PERSISTENCE =
      """
      <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
        <persistence-unit name="ledger" transaction-type="JTA">
          <provider>org.hibernate.jpa.HibernatePersistenceProvider</provider>
          <class>dev.tasker.it.ledger.LedgerEntry</class>
          <exclude-unlisted-classes>true</exclude-unlisted-classes>
          <properties>
            <property name="hibernate.enhancer.enableDirtyTracking" value="false"/>
            <property name="hibernate.enhancer.enableLazyInitialization" value="false"/>
            <property name="jboss.as.jpa.providerModule" value="application"/>
          </properties>
        </persistence-unit>
      </persistence>
      """;

  private LedgerJar() {}

  static JavaArchive build() {
    JavaArchive jar =
        ShrinkWrap.create(JavaArchive.class, "ledger.jar")
            .addPackage(PostHandler.class.getPackage())
            .addAsManifestResource(new StringAsset(""), "beans.xml")
            .addAsManifestResource(new StringAsset(PERSISTENCE), "persistence.xml");
    add(jar, "ledger", "ledger.post", "description: two entries");
    add(jar, "ledger_own", "ledger.own", "description: a transaction of its own");
    add(jar, "ledger_timeout", "ledger.post", "timeout: 300ms");
    add(jar, "ledger_later", "ledger.later", "description: cannot be");
    addSingle(jar, "ledger_single", "ledger.post");
    addSingle(jar, "ledger_forgetful", "ledger.forgetful");
    return jar;
  }

  private static void addSingle(JavaArchive jar, String name, String handler) {
    String yaml =
        """
        name: %s
        version: 1.0.0
        step_templates: [{name: only, handler_class: %s}]
        """
            .formatted(name, handler);
    jar.addAsResource(new StringAsset(yaml), "tasker/tasks/" + name + ".yaml");
  }

  private static void add(JavaArchive jar, String name, String handler, String more) {
    String yaml =
        """
        name: %s
        version: 1.0.0
        retry: {base_delay: 50ms, jitter: 0}
        step_templates:
          - name: a
            handler_class: %s
            %s
          - {name: b, handler_class: ledger.post, depends_on_step: a}
        """
            .formatted(name, handler, more);
    jar.addAsResource(new StringAsset(yaml), "tasker/tasks/" + name + ".yaml");
  }
}
