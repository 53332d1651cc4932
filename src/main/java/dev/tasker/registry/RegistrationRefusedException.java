package dev.tasker.registry;

/** Something could not be registered; the message says what is wrong, required, and to be done. */
public class RegistrationRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  /** For that reason. */
  public RegistrationRefusedException(Refusal refusal) {
    super(refusal.message());
    this.refusal = refusal;
  }

  /** The reason. */
  public Refusal refusal() {
    return refusal;
  }
}
