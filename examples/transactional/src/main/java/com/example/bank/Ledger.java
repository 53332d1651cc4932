package com.example.bank;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The bank's own tables, through the server's default data source, which is Tasker's, too. Inside a
 * transaction each connection takes part in it. There is no key that would keep an entry from being
 * posted twice: that there never are two is the engine's work.
 */
@ApplicationScoped
public class Ledger {

  private static final String POST =
      "insert into account_entry (task_id, step, account, cents) values (?, ?, ?, ?)";
  private static final String ORDER = "insert into receipt (transfer_id, receipt_id) values (?, ?)";
  private static final String PRINT = "update receipt set prints = prints + 1 where receipt_id = ?";
  private static final String BALANCES =
      "select account, sum(cents) as cents from account_entry group by account order by account";

  @Resource private DataSource database;

  /** Posts an amount, negative for a debit. */
  void post(UUID taskId, String step, String account, long cents) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(POST)) {
      statement.setObject(1, taskId);
      statement.setString(2, step);
      statement.setString(3, account);
      statement.setLong(4, cents);
      statement.executeUpdate();
    }
  }

  /** Notes which task prints the receipt of a transfer. */
  void order(UUID transferId, UUID receiptId) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(ORDER)) {
      statement.setObject(1, transferId);
      statement.setObject(2, receiptId);
      statement.executeUpdate();
    }
  }

  /** Counts a print of a receipt; false if nobody has ordered it. */
  boolean print(UUID receiptId) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(PRINT)) {
      statement.setObject(1, receiptId);
      return statement.executeUpdate() == 1;
    }
  }

  /** What is on each account. */
  Map<String, Object> balances() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(BALANCES);
        var row = statement.executeQuery()) {
      var balances = new LinkedHashMap<String, Object>();
      while (row.next()) {
        balances.put(row.getString("account"), row.getLong("cents"));
      }
      return balances;
    }
  }
}
