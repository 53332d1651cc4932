package dev.tasker.rest;

import dev.tasker.template.LoadedTemplate;
import dev.tasker.template.TemplateCatalog;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Shows the task templates that this node has loaded. */
@Path("/handlers")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class HandlersResource {

  private static final int LONGEST_VERSION = 255;

  @Inject private TemplateCatalog catalog;
  @Context private UriInfo uri;

  /** The namespaces, with how much is in each. */
  @GET
  public NamespacesDocument namespaces() {
    Query.none(uri);
    return NamespacesDocument.of(catalog.all());
  }

  /** The templates of a namespace with their versions. */
  @GET
  @Path("/{namespace}")
  public NamespaceDocument namespace(@PathParam("namespace") String namespace) {
    Query.none(uri);
    List<LoadedTemplate> templates =
        catalog.all().stream()
            .filter(loaded -> loaded.template().key().namespace().equals(namespace))
            .toList();
    if (templates.isEmpty()) {
      throw unknown(namespace);
    }
    return NamespaceDocument.of(namespace, templates);
  }

  /** A template; its name may hold slashes. */
  @GET
  @Path("/{namespace}/{name: .+}")
  public TemplateDocument template(
      @PathParam("namespace") String namespace, @PathParam("name") String name) {
    var query = new Query(uri, List.of("version"));
    Optional<String> version = query.text("version", LONGEST_VERSION);
    query.check();
    LoadedTemplate found =
        catalog
            .find(namespace, name, version)
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.NOT_FOUND, sentence(catalog.unknown(namespace, name, version))));
    return TemplateDocument.of(found.template(), versions(namespace, name));
  }

  private List<String> versions(String namespace, String name) {
    return catalog.all().stream()
        .map(loaded -> loaded.template().key())
        .filter(key -> key.namespace().equals(namespace) && key.name().equals(name))
        .map(key -> key.version())
        .toList();
  }

  private ProblemException unknown(String namespace) {
    var known = new TreeSet<String>();
    catalog.all().forEach(loaded -> known.add(loaded.template().key().namespace()));
    return new ProblemException(
        Problem.NOT_FOUND,
        "There is no template in a namespace \""
            + namespace
            + "\"; "
            + Unknown.hint(namespace, known)
            + (known.isEmpty() ? "." : ""));
  }

  private static String sentence(String text) {
    String begun = Character.toUpperCase(text.charAt(0)) + text.substring(1);
    return begun.endsWith("?") ? begun : begun + ".";
  }
}
