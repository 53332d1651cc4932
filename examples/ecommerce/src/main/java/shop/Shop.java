package shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A web shop with carts, products and orders, kept in memory and listening on 127.0.0.1 alone.
 *
 * <pre>
 * GET  /api/cart?cart_id=123   a cart; 404 where there is none
 * GET  /api/products           the products; down for the first two calls of each correlation id
 * POST /api/orders             orders a cart once per Idempotency-Key
 * GET  /api/orders             the orders so far
 * POST /api/events             takes an event once per Idempotency-Key
 * GET  /api/events             the events so far
 * </pre>
 *
 * <p>{@code /cart} and {@code /products} do the same: the template's environments differ in that.
 */
public final class Shop implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(8);
  private final Outage outage = new Outage(2);
  private final Journal orders = new Journal("order");
  private final Journal events = new Journal("event");

  private Shop(HttpServer server) {
    this.server = server;
  }

  /**
   * Opens the shop.
   *
   * @param port where to listen on 127.0.0.1; 0 takes any free one
   * @throws BindException if the port is taken
   */
  public static Shop open(int port) throws IOException {
    var address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port);
    var shop = new Shop(HttpServer.create(address, 0));
    shop.server.createContext("/", shop::serve);
    shop.server.setExecutor(shop.threads);
    shop.server.start();
    return shop;
  }

  /** Where the shop listens, for instance {@code http://127.0.0.1:3000}. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Closes the shop at once; its orders are forgotten. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var answer = answerTo(Call.read(exchange));
      var body = (Json.write(answer.body()) + "\n").getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(answer.status(), body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  private Answer answerTo(Call call) {
    return switch (call.method() + " " + call.path()) {
      case "GET /api/cart", "GET /cart" -> cart(call);
      case "GET /api/products", "GET /products" ->
          outage.strike(call).orElseGet(() -> Answer.ok(Goods.products()));
      case "POST /api/orders" -> order(call);
      case "GET /api/orders" -> Answer.ok(Json.object("orders", orders.entries()));
      case "POST /api/events" -> event(call);
      case "GET /api/events" -> Answer.ok(Json.object("events", events.entries()));
      default -> Answer.error(404, "The shop has no " + call.method() + " " + call.path() + ".");
    };
  }

  private Answer cart(Call call) {
    var id = call.numberInQuery("cart_id");
    if (id.isEmpty()) {
      return Answer.error(400, "Say which cart: /api/cart?cart_id=123");
    }
    return Goods.cart(id.get())
        .map(Answer::ok)
        .orElseGet(() -> Answer.error(404, "There is no cart " + id.get() + "."));
  }

  private Answer order(Call call) {
    var id = call.numberInBody("cart_id");
    if (id.isEmpty()) {
      return Answer.error(400, "Say what to order: {\"cart_id\": 123}");
    }
    return Goods.total(id.get())
        .map(total -> orders.enter(call, Json.object("cart_id", id.get(), "total_cents", total)))
        .orElseGet(() -> Answer.error(422, "There is no cart " + id.get() + "."));
  }

  private Answer event(Call call) {
    return events.enter(call, Json.object("event", call.textInBody("event").orElse("unnamed")));
  }

  /** Opens the shop and keeps it open until the process is told to end. */
  public static void main(String[] args) throws IOException {
    try {
      run(Options.parse(args));
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
      System.exit(2);
    } catch (BindException taken) {
      System.err.println(
          "The shop cannot listen: " + taken.getMessage() + ". Choose another --port.");
      System.exit(1);
    }
  }

  private static void run(Options options) throws IOException {
    var shop = Shop.open(options.port());
    Runtime.getRuntime().addShutdownHook(new Thread(shop::close));
    System.out.println("shop ready on " + shop.address());
    if (options.untilStdinCloses()) {
      drain(System.in);
      shop.close();
    }
  }

  private static void drain(InputStream in) throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
  }
}
