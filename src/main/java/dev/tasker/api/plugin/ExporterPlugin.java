package dev.tasker.api.plugin;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Writes tables of the REST API in another format. Write one as a CDI bean; it is found by type
 * when the application starts, and chosen with {@code ?format=}.
 *
 * @since 0.1
 */
public interface ExporterPlugin {

  /** The format's name: lower-case letters and digits, for instance {@code csv}. */
  String format();

  /** The media type of what it writes, for instance {@code text/csv}. */
  String mediaType();

  /**
   * Writes a table.
   *
   * @param columns the names of the columns, in order
   * @param rows JSON values by column
   * @param out where to
   */
  void export(List<String> columns, List<Map<String, Object>> rows, Appendable out)
      throws IOException;
}
