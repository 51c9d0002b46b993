package %{package};

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The table of notes. Every method is one transaction.
final class NoteTable {
  private final HikariDataSource database;

  /// Makes the table if it is not there.
  NoteTable(HikariDataSource database) throws SQLException {
    this.database = database;
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          create table if not exists note (
            id bigint generated always as identity primary key,
            text varchar(200) not null,
            done boolean not null
          )
          """);
    }
  }

  List<Note> list() throws SQLException {
    try (var connection = database.getConnection();
        var select = connection.prepareStatement("select id, text, done from note order by id");
        var rows = select.executeQuery()) {
      var notes = new ArrayList<Note>();
      while (rows.next()) {
        notes.add(note(rows));
      }
      return notes;
    }
  }

  Optional<Note> find(long id) throws SQLException {
    try (var connection = database.getConnection()) {
      return find(connection, id, "");
    }
  }

  private static Optional<Note> find(Connection connection, long id, String suffix)
      throws SQLException {
    try (var select =
        connection.prepareStatement("select id, text, done from note where id = ?" + suffix)) {
      select.setLong(1, id);
      try (var rows = select.executeQuery()) {
        return rows.next() ? Optional.of(note(rows)) : Optional.empty();
      }
    }
  }

  Note insert(String text) throws SQLException {
    try (var connection = database.getConnection();
        var insert =
            connection.prepareStatement(
                "insert into note (text, done) values (?, false)", new String[] {"id"})) {
      insert.setString(1, text);
      insert.executeUpdate();
      try (var keys = insert.getGeneratedKeys()) {
        keys.next();
        return new Note(keys.getLong(1), text, false);
      }
    }
  }

  /// Changes a note while nobody else can.
  Optional<Note> update(long id, UnaryOperator<Note> change) throws SQLException {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        var changed = find(connection, id, " for update").map(change);
        if (changed.isPresent()) {
          write(connection, changed.get());
        }
        connection.commit();
        return changed;
      } catch (SQLException | RuntimeException failure) {
        connection.rollback();
        throw failure;
      }
    }
  }

  private static void write(Connection connection, Note note) throws SQLException {
    try (var update =
        connection.prepareStatement("update note set text = ?, done = ? where id = ?")) {
      update.setString(1, note.text());
      update.setBoolean(2, note.done());
      update.setLong(3, note.id());
      update.executeUpdate();
    }
  }

  boolean delete(long id) throws SQLException {
    try (var connection = database.getConnection();
        var delete = connection.prepareStatement("delete from note where id = ?")) {
      delete.setLong(1, id);
      return delete.executeUpdate() > 0;
    }
  }

  private static Note note(ResultSet row) throws SQLException {
    return new Note(row.getLong("id"), row.getString("text"), row.getBoolean("done"));
  }
}
