package dev.tasker.it;

import dev.tasker.testing.ThrowAwayPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** A WildFly whose two data sources are XA. */
final class XaServer implements AutoCloseable {

  private static final String READY = "/tasker/health/ready";

  private static final String DATA_SOURCE =
      """
      <xa-datasource jndi-name="java:jboss/datasources/%1$s" pool-name="%1$s">
        <xa-datasource-property name="URL">%2$s</xa-datasource-property>
        <driver>postgresql</driver>
        <xa-pool><max-pool-size>40</max-pool-size></xa-pool>
        <security user-name="${tasker.database.user}" password="${tasker.database.password}"/>
        <validation>
          <valid-connection-checker class-name="org.jboss.jca.adapters.jdbc.extensions.postgres.PostgreSQLValidConnectionChecker"/>
          <validate-on-match>true</validate-on-match>
          <background-validation>false</background-validation>
          <exception-sorter class-name="org.jboss.jca.adapters.jdbc.extensions.postgres.PostgreSQLExceptionSorter"/>
        </validation>
      </xa-datasource>
      """;

  private final WildFly server;

  private XaServer(WildFly server) {
    this.server = server;
  }

  static XaServer start(Path war, String here, String there) throws IOException {
    Map<String, String> settings =
        Map.of(
            "tasker.database.url",
            here,
            "tasker.database.user",
            ThrowAwayPostgres.USER,
            "tasker.database.password",
            ThrowAwayPostgres.PASSWORD,
            "ledger.other",
            "java:jboss/datasources/other");
    return new XaServer(
        WildFly.start(
            WildFly.baseFolder(war), settings, READY, xml -> withTwoDataSources(xml, there)));
  }

  private static String withTwoDataSources(String xml, String there) {
    int begin = xml.indexOf("<datasource jndi-name=\"java:jboss/datasources/tasker\"");
    String end = "</datasource>";
    return xml.substring(0, begin)
        + DATA_SOURCE.formatted("tasker", "${tasker.database.url}")
        + DATA_SOURCE.formatted("other", there)
        + xml.substring(xml.indexOf(end, begin) + end.length());
  }

  URI uri() {
    return server.uri();
  }

  /** As {@code kill -9} does. */
  void killAndStartAgain() throws IOException {
    server.killAndStartAgain(READY);
  }

  @Override
  public void close() {
    server.close();
  }
}
