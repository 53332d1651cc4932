package dev.tasker.it;

import java.io.File;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What the tests deploy. */
final class Deployments {

  private Deployments() {}

  /** The WAR that the build has made, unchanged, at the root of the server. */
  static WebArchive tasker() {
    return ShrinkWrap.create(ZipImporter.class, "ROOT.war")
        .importFrom(new File("target/tasker.war"))
        .as(WebArchive.class);
  }
}
