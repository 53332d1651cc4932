package dev.tasker.registry;

import dev.tasker.api.plugin.ExporterPlugin;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes tables as CSV (RFC 4180). */
@ApplicationScoped
class CsvExporter implements ExporterPlugin {

  @Override
  public String format() {
    return "csv";
  }

  @Override
  public String mediaType() {
    return "text/csv";
  }

  @Override
  public void export(List<String> columns, List<Map<String, Object>> rows, Appendable out)
      throws IOException {
    line(columns, out);
    for (Map<String, Object> row : rows) {
      line(columns.stream().map(column -> text(row.get(column))).toList(), out);
    }
  }

  private static void line(List<String> cells, Appendable out) throws IOException {
    out.append(String.join(",", cells.stream().map(CsvExporter::quoted).toList())).append("\r\n");
  }

  private static String text(@Nullable Object value) {
    if (value instanceof List<?> several) {
      return String.join(" ", several.stream().map(String::valueOf).toList());
    }
    return value == null ? "" : value.toString();
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
