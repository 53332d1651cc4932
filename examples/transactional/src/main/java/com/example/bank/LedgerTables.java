package com.example.bank;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Creates the bank's tables when the application starts, so that the example runs on any database.
 * The lock is for nodes that start at the same time. A real bank has migrations of its own.
 */
@ApplicationScoped
public class LedgerTables {

  private static final String CREATE =
      """
      select pg_advisory_xact_lock(20260101);
      create table if not exists account_entry (
        entry_no  bigint generated always as identity primary key,
        task_id   uuid not null,
        step      text not null,
        account   text not null,
        cents     bigint not null,
        posted_at timestamptz not null default now());
      create table if not exists receipt (
        transfer_id uuid not null,
        receipt_id  uuid not null,
        prints      integer not null default 0);
      create index if not exists receipt_by_id on receipt (receipt_id);
      """;

  @Resource private DataSource database;

  void create(@Observes @Initialized(ApplicationScoped.class) Object application)
      throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(CREATE);
    }
  }
}
