package dev.tasker.http;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a {@code Content-Type} says. */
final class MediaTypes {

  private static final Pattern JSON =
      Pattern.compile("(application|text)/json|[a-z]+/[a-z0-9.!#$&^_-]+\\+json");
  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]+)", Pattern.CASE_INSENSITIVE);

  private MediaTypes() {}

  static boolean isJson(String contentType) {
    int end = contentType.indexOf(';');
    String type = end < 0 ? contentType : contentType.substring(0, end);
    return JSON.matcher(type.strip().toLowerCase(Locale.ROOT)).matches();
  }

  /** The character set that is named, if Java knows it; UTF-8 otherwise. */
  static Charset charset(String contentType) {
    Matcher named = CHARSET.matcher(contentType);
    try {
      return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.UTF_8; // better a few wrong letters than a failed step
    }
  }
}
