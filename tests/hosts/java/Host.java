// The five queries by sqlite-jdbc: java -cp sqlite-jdbc.jar:slf4j-api.jar Host.java EXTENSION
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Properties;

public class Host {
  public static void main(String[] arguments) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("enable_load_extension", "true");
    try (Connection db = DriverManager.getConnection("jdbc:sqlite::memory:", properties); Statement statement = db.createStatement()) {
      statement.execute("SELECT load_extension('" + arguments[0].replace("'", "''") + "')");
      for (String query : Files.readAllLines(Path.of("tests/hosts/queries.sql"))) {
        try (ResultSet rows = statement.executeQuery(query)) {
          rows.next();
          System.out.println(rows.getString(1));
        }
      }
    }
  }
}
