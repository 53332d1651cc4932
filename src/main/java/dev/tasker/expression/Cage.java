package dev.tasker.expression;

import jakarta.el.ELContext;
import jakarta.el.ELException;
import jakarta.el.ELResolver;
import jakarta.el.FunctionMapper;
import jakarta.el.ImportHandler;
import jakarta.el.ValueExpression;
import jakarta.el.VariableMapper;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that an expression can see: the given variables, and what lies in them. The standard context
 * is not used, since it brings beans, imported classes, static members and streams.
 */
final class Cage extends ELContext {

  private final CagedResolver resolver;

  Cage(Map<String, Object> variables, boolean calculates) {
    this.resolver = new CagedResolver(variables, calculates);
  }

  /** The name that was looked for in vain, if one was. */
  Optional<String> missing() {
    return resolver.missing();
  }

  @Override
  public ELResolver getELResolver() {
    return resolver;
  }

  @Override
  public FunctionMapper getFunctionMapper() {
    return NoFunctions.INSTANCE;
  }

  @Override
  public VariableMapper getVariableMapper() {
    return NoVariables.INSTANCE;
  }

  @Override
  public ImportHandler getImportHandler() {
    return NoImports.INSTANCE;
  }

  private static final class NoFunctions extends FunctionMapper {
    static final NoFunctions INSTANCE = new NoFunctions();

    @Override
    public @Nullable Method resolveFunction(String prefix, String localName) {
      return null;
    }
  }

  private static final class NoVariables extends VariableMapper {
    static final NoVariables INSTANCE = new NoVariables();

    @Override
    public @Nullable ValueExpression resolveVariable(String variable) {
      return null;
    }

    @Override
    public ValueExpression setVariable(String variable, ValueExpression expression) {
      throw new ELException("expressions only read");
    }
  }

  private static final class NoImports extends ImportHandler {
    static final NoImports INSTANCE = new NoImports();

    @Override
    public void importStatic(String name) {
      throw new ELException("expressions import nothing");
    }

    @Override
    public void importClass(String name) {
      throw new ELException("expressions import nothing");
    }

    @Override
    public void importPackage(String packageName) {
      throw new ELException("expressions import nothing");
    }

    @Override
    public @Nullable Class<?> resolveClass(String name) {
      return null;
    }

    @Override
    public @Nullable Class<?> resolveStatic(String name) {
      return null;
    }
  }
}
