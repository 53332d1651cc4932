package dev.tasker.it.ledger;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of the ledger, for handlers that write with JPA. */
@Entity
@Table(name = "ledger")
public class LedgerEntry {

  @Id private String id;
  private String task;
  private String step;
  private int attempt;
  private String note;

  /** For JPA. */
  protected LedgerEntry() {}

  LedgerEntry(String id, String task, String step, int attempt, String note) {
    this.id = id;
    this.task = task;
    this.step = step;
    this.attempt = attempt;
    this.note = note;
  }

  /** Its key. */
  public String id() {
    return id;
  }

  @Override
  public String toString() {
    return task + " " + step + " " + attempt + " " + note;
  }
}
