package shop;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the shop sells, and what is in its carts. */
final class Goods {

  private static final List<Product> PRODUCTS =
      List.of(
          new Product("mug", "Mug", 1250, 400),
          new Product("notebook", "Notebook", 490, 900),
          new Product("umbrella", "Umbrella", 2900, 2));

  private static final List<Line> USUAL = List.of(new Line("mug", 2), new Line("notebook", 1));
  private static final List<Line> TOO_MANY = List.of(new Line("umbrella", 5), new Line("mug", 1));

  private Goods() {}

  static Map<String, Object> products() {
    return Json.object("products", PRODUCTS.stream().map(Product::asMap).toList());
  }

  static Optional<Map<String, Object>> cart(long id) {
    return lines(id)
        .map(
            lines -> Json.object("cart_id", id, "lines", lines.stream().map(Line::asMap).toList()));
  }

  /** What a cart costs, in cents. */
  static Optional<Long> total(long cartId) {
    return lines(cartId).map(lines -> lines.stream().mapToLong(Line::price).sum());
  }

  /**
   * Carts 1 to 998 exist, each with the same things in it; 13 holds more than there is in stock.
   */
  private static Optional<List<Line>> lines(long cartId) {
    if (cartId < 1 || cartId > 998) {
      return Optional.empty();
    }
    return Optional.of(cartId == 13 ? TOO_MANY : USUAL);
  }

  private record Product(String sku, String name, long priceCents, int stock) {
    Map<String, Object> asMap() {
      return Json.object("sku", sku, "name", name, "price_cents", priceCents, "stock", stock);
    }
  }

  private record Line(String sku, int quantity) {
    Map<String, Object> asMap() {
      return Json.object("sku", sku, "quantity", quantity);
    }

    long price() {
      return PRODUCTS.stream()
          .filter(product -> product.sku().equals(sku))
          .mapToLong(product -> product.priceCents() * quantity)
          .sum();
    }
  }
}
