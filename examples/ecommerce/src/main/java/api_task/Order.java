package api_task;

/** An order as the shop confirms it. */
public record Order(String orderId, long cartId, long totalCents) {}
