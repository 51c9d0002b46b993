package dev.lodestar.benchmarks.messagepack;

import java.util.ArrayList;
import java.util.List;

/// What is measured: fields of the types that all libraries write without being told how.
///
/// @param id the number
/// @param sender who sent it
/// @param receiver who gets it
/// @param express whether it is urgent
/// @param weight in kilograms
/// @param contents what is inside
public record Parcel(
    long id,
    String sender,
    String receiver,
    boolean express,
    double weight,
    List<Content> contents) {

  /// One thing inside.
  ///
  /// @param sku which
  /// @param title its name
  /// @param price what one costs
  /// @param items how many
  public record Content(String sku, String title, double price, int items) {}

  /// Makes a parcel; the same one at every call.
  ///
  /// @param contents how many things are inside
  /// @return the parcel
  public static Parcel sample(int contents) {
    var list = new ArrayList<Content>();
    for (int i = 0; i < contents; i++) {
      list.add(
          new Content("sku-" + (1000 + i), "A small pocket compass " + i, 12.5 + i * 0.37, 1 + i));
    }
    return new Parcel(1_234_567_890_123L, "Ada Lovelace", "Zoë Müller", true, 2.75, list);
  }
}
