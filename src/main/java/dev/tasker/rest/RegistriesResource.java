package dev.tasker.rest;

import dev.tasker.api.plugin.ExporterPlugin;
import dev.tasker.registry.ExporterRegistry;
import dev.tasker.registry.Registries;
import dev.tasker.registry.Registry;
import dev.tasker.template.NearestName;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What this node can use: handlers, subscribers, exporters; and how its subscribers fare. */
@Path("/registries")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class RegistriesResource {

  private static final int LONGEST_FORMAT = 20;

  @Inject private Registries registries;
  @Inject private ExporterRegistry exporters;
  @Context private UriInfo uri;

  /** Statistics and health of every registry. */
  @GET
  public RegistriesDocument list() {
    Query.none(uri);
    return new RegistriesDocument(
        registries.all().stream()
            .map(registry -> RegistryDocument.of(registry.statistics()))
            .toList());
  }

  /** A registry with everything in it; as a table in the format of an exporter if one is given. */
  @GET
  @Path("/{registry_name}")
  public Response show(@PathParam("registry_name") String name) {
    var query = new Query(uri, List.of("format"));
    Optional<String> format = query.text("format", LONGEST_FORMAT);
    query.check();
    Registry<?> registry = registries.find(name).orElseThrow(() -> missing(name));
    List<Map<String, Object>> rows =
        registry.list().stream()
            .map(entry -> RegistryDocument.row(entry, registries.figures(registry, entry.id())))
            .toList();
    if (format.isPresent() && !format.get().equals("json")) {
      return table(format.get(), rows);
    }
    return Response.ok(RegistryDocument.whole(registry.statistics(), rows)).build();
  }

  private Response table(String format, List<Map<String, Object>> rows) {
    ExporterPlugin exporter =
        exporters
            .find(format)
            .orElseThrow(
                () -> new ProblemException(Problem.NOT_ACCEPTABLE, exporters.unknown(format)));
    var text = new StringBuilder();
    try {
      exporter.export(RegistryDocument.COLUMNS, rows, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Response.ok(text.toString(), exporter.mediaType()).build();
  }

  private ProblemException missing(String name) {
    List<String> names = registries.all().stream().<String>map(Registry::name).toList();
    return new ProblemException(
        Problem.NOT_FOUND,
        "There is no registry \"%s\"%s; there are: %s."
            .formatted(name, NearestName.question(name, names), String.join(", ", names)));
  }
}
