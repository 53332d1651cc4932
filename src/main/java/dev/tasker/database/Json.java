package dev.tasker.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON text to plain Java and back.
 *
 * <p>Objects are {@code Map<String, Object>} in document order, arrays are {@code List<Object>},
 * both unmodifiable and with {@code null} members where the document has them. A number is a {@code
 * Long}; a {@code Double} if it has a fraction or an exponent and a double prints the same value; a
 * {@code BigDecimal} otherwise. So no digit is lost.
 *
 * <p>Only what PostgreSQL can store as {@code jsonb} is JSON here: texts are well-formed Unicode
 * without the character U+0000, numbers have at most {@value #MAX_DIGITS} digits on either side of
 * the point, and nothing lies deeper than {@value #MAX_DEPTH} levels. Note that {@code jsonb}
 * itself orders the members of an object by the length of their names.
 */
public final class Json {

  /** How deep objects and arrays may lie in each other. */
  public static final int MAX_DEPTH = 100;

  /** How many digits a number may have before its point, and how many after it. */
  public static final int MAX_DIGITS = 1000;

  private Json() {}

  /**
   * Reads an object.
   *
   * @throws MalformedJsonException if the text is not JSON, names a member twice, lies too deep, or
   *     is not an object
   */
  public static Map<String, Object> object(String json) {
    return JsonInput.readObject(json);
  }

  /**
   * Reads a value of any kind; the JSON word {@code null} is a null.
   *
   * @throws MalformedJsonException if the text is not JSON, names a member twice, or lies too deep
   */
  public static @Nullable Object value(String json) {
    return JsonInput.read(json);
  }

  /**
   * Writes an object without white space. Any {@code Number} of the JDK, any {@code CharSequence},
   * any {@code Collection} and any {@code Map} with text keys can be written.
   *
   * @throws NotJsonException if a value in it is not JSON; names the paths of all that are not
   */
  public static String text(Map<String, ?> value) {
    try {
      return JsonOutput.write(value);
    } catch (JsonOutput.NotWritable e) {
      throw new NotJsonException(faults(value));
    }
  }

  /**
   * Writes a value of any kind without white space; like {@link #text(Map)} otherwise.
   *
   * @throws NotJsonException if something in it is not JSON; names the paths of all that are not
   */
  public static String textOfValue(@Nullable Object value) {
    try {
      return JsonOutput.write(value);
    } catch (JsonOutput.NotWritable e) {
      var faults = new ArrayList<Fault>();
      JsonFaults.collect("", value, 1, faults);
      throw new NotJsonException(faults);
    }
  }

  /**
   * What keeps a value from being stored: everything that {@link #text(Map)} would complain of, in
   * document order; empty if it can be written.
   */
  public static List<Fault> faults(Map<String, ?> value) {
    var faults = new ArrayList<Fault>();
    JsonFaults.collect("", value, 1, faults);
    return faults;
  }

  /**
   * One thing in a value that is not JSON.
   *
   * @param path where it is, for instance {@code items[2].price}; empty for the whole
   * @param message what is wrong and what to do
   */
  public record Fault(String path, String message) {
    @Override
    public String toString() {
      return path.isEmpty() ? message : path + ": " + message;
    }
  }
}
