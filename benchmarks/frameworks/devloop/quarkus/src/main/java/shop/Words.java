package shop;

final class Words {
  private Words() {}

  static String word() {
    return "compass";
  }
}
