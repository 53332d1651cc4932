package dev.tasker.tool;

import dev.tasker.api.handler.AsyncStepHandler;
import dev.tasker.api.handler.StepHandler;
import dev.tasker.api.handler.TaskHandler;
import dev.tasker.http.HttpStepConfig;
import dev.tasker.registry.HandlerNames;
import dev.tasker.template.ConfigProblem;
import dev.tasker.template.KnownHandlers;
import dev.tasker.template.StepTemplate;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.jar.JarFile;

/** The handlers in some jars, by the names that the server would know them by. */
record HandlerJars(HandlerNames<Class<?>> known, HandlerNames<Class<?>> ofTasks)
    implements KnownHandlers {

  private static final String CLASS = ".class";

  /** Looks through jars; what cannot be loaded is no handler. */
  static HandlerJars read(List<Path> jars) {
    List<Class<?>> steps = new ArrayList<>();
    List<Class<?>> tasks = new ArrayList<>();
    URL[] urls = jars.stream().map(HandlerJars::url).toArray(URL[]::new);
    try (var loader = new URLClassLoader(urls, HandlerJars.class.getClassLoader())) {
      for (Path jar : jars) {
        for (Class<?> type : classes(jar, loader)) {
          boolean concrete = !Modifier.isAbstract(type.getModifiers()) && !type.isInterface();
          if (concrete
              && (StepHandler.class.isAssignableFrom(type)
                  || AsyncStepHandler.class.isAssignableFrom(type))) {
            steps.add(type);
          }
          if (concrete && TaskHandler.class.isAssignableFrom(type)) {
            tasks.add(type);
          }
        }
      }
    } catch (IOException e) {
      throw new LaunchException(
          ExitCode.FILES_REFUSED, "The handlers cannot be read: " + Words.of(e));
    }
    return new HandlerJars(
        new HandlerNames<>(steps, Function.identity()),
        new HandlerNames<>(tasks, Function.identity()));
  }

  @Override
  public boolean has(String name) {
    return name.equals(StepTemplate.HTTP_HANDLER) || known.find(name).isPresent();
  }

  @Override
  public Collection<String> names() {
    var names = new TreeSet<>(known.all());
    names.add(StepTemplate.HTTP_HANDLER);
    return names;
  }

  @Override
  public Optional<String> refusal(String name) {
    return known.refusal(name);
  }

  @Override
  public List<ConfigProblem> problems(String name, Map<String, Object> config) {
    return name.equals(StepTemplate.HTTP_HANDLER) ? HttpStepConfig.problems(config) : List.of();
  }

  @Override
  public KnownHandlers forTasks() {
    return new HandlerJars(ofTasks, ofTasks);
  }

  private static List<Class<?>> classes(Path jar, ClassLoader loader) throws IOException {
    List<Class<?>> classes = new ArrayList<>();
    try (var file = new JarFile(jar.toFile())) {
      for (String entry : file.stream().map(each -> each.getName()).toList()) {
        if (entry.endsWith(CLASS) && !entry.endsWith("-info.class")) {
          String name = entry.substring(0, entry.length() - CLASS.length()).replace('/', '.');
          load(name, loader).ifPresent(classes::add);
        }
      }
    }
    return classes;
  }

  /** A class; empty if it needs something that is not here, which the server would tell. */
  private static Optional<Class<?>> load(String name, ClassLoader loader) {
    try {
      return Optional.of(Class.forName(name, false, loader));
    } catch (ClassNotFoundException | LinkageError e) {
      return Optional.empty();
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new LaunchException(ExitCode.FILES_REFUSED, jar + " cannot be read: " + Words.of(e));
    }
  }
}
