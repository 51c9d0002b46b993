package torture;

import dev.lodestar.model.Default;
import dev.lodestar.model.ReadOnly;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/// A class with getters and setters.
public class Bean {
  private String name = "";
  private @Nullable String nickName;

  @Default("7")
  private int level;

  /// Returns the name.
  public String getName() {
    return name;
  }

  public void setName(@Size(min = 1) String name) {
    this.name = name;
  }

  public @Nullable String getNickName() {
    return nickName;
  }

  public void setNickName(@Nullable String nickName) {
    this.nickName = nickName;
  }

  public int getLevel() {
    return level;
  }

  public void setLevel(int level) {
    this.level = level;
  }

  @ReadOnly
  public boolean isExperienced() {
    return level > 5;
  }
}
