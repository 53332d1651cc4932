package api_task;

import java.util.List;

/** A cart as the shop describes it: {@code {"cart_id": 123, "lines": [...]}}. */
public record Cart(long cartId, List<Line> lines) {

  /** Refuses a cart without lines; an empty list is one. */
  public Cart {
    lines = List.copyOf(lines);
  }

  /** So many pieces of one product. */
  public record Line(String sku, int quantity) {}
}
