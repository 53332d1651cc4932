package api_task;

import java.util.List;
import java.util.Optional;

/** The products as the shop describes them: {@code {"products": [...]}}. */
public record Catalog(List<Product> products) {

  /** Refuses a catalog without products; an empty list is one. */
  public Catalog {
    products = List.copyOf(products);
  }

  Optional<Product> find(String sku) {
    return products.stream().filter(product -> product.sku().equals(sku)).findFirst();
  }

  /** One product, with its price and how many of it are left. */
  public record Product(String sku, String name, long priceCents, int stock) {}
}
