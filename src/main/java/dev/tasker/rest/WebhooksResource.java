package dev.tasker.rest;

import dev.tasker.api.event.Events;
import dev.tasker.delivery.Webhook;
import dev.tasker.delivery.WebhookStore;
import dev.tasker.egress.EgressConfig;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.UUID;

/** Registers those who are told of events over HTTP, and shows how they fare. */
@Path("/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class WebhooksResource {

  @Inject private WebhookStore webhooks;
  @Inject private Events events;
  @Inject private EgressConfig hosts;
  @Inject private BodyMembers bodies;
  @Context private UriInfo uri;
  @Context private HttpHeaders headers;

  /** Registers a webhook: 201 with its key, which is not shown again. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response register(InputStream body) {
    Query.none(uri);
    WebhookRequest request = WebhookRequest.read(members(body), events, hosts.egress());
    UUID id =
        webhooks.create(request.url(), request.events(), request.description(), request.secret());
    return Response.created(uri.getAbsolutePathBuilder().path(id.toString()).build())
        .entity(WebhookDocument.withSecret(found(id), request.secret()))
        .build();
  }

  /** Every webhook. */
  @GET
  public WebhooksDocument list() {
    Query.none(uri);
    return new WebhooksDocument(webhooks.all().stream().map(WebhookDocument::of).toList());
  }

  /** A webhook and how it fares. */
  @GET
  @Path("/{webhook_id}")
  public WebhookDocument show(@PathParam("webhook_id") String id) {
    Query.none(uri);
    return WebhookDocument.of(found(Ids.webhook(id)));
  }

  /** Switches a webhook off or on. */
  @PATCH
  @Path("/{webhook_id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public WebhookDocument change(@PathParam("webhook_id") String id, InputStream body) {
    Query.none(uri);
    var members = members(body);
    boolean enabled = members.requiredFlag("enabled");
    members.check();
    UUID webhookId = Ids.webhook(id);
    if (!webhooks.enable(webhookId, enabled)) {
      throw missing(webhookId);
    }
    return WebhookDocument.of(found(webhookId));
  }

  /** Forgets a webhook. */
  @DELETE
  @Path("/{webhook_id}")
  public Response delete(@PathParam("webhook_id") String id) {
    Query.none(uri);
    UUID webhookId = Ids.webhook(id);
    if (!webhooks.delete(webhookId)) {
      throw missing(webhookId);
    }
    return Response.noContent().build();
  }

  private Members members(InputStream body) {
    return bodies.required(headers, body);
  }

  private Webhook found(UUID id) {
    return webhooks.find(id).orElseThrow(() -> missing(id));
  }

  private static ProblemException missing(UUID id) {
    return new ProblemException(Problem.NOT_FOUND, "There is no webhook " + id + ".");
  }
}
