package dev.lodestar.route;

import dev.lodestar.convert.Converter;
import java.util.ArrayList;
import java.util.List;

/// The converter of a greedy parameter whose handler takes the decoded segments as a list.
///
/// Unlike the joined text, the list also carries segments that contain a `/` (sent as `%2F`): the
/// route table and reverse URLs recognise this converter and hand the segments over one by one. In
/// any other place it splits and joins at `/`.
public final class SegmentList implements Converter<List<String>> {
  /// The only instance.
  public static final SegmentList CONVERTER = new SegmentList();

  private SegmentList() {}

  @Override
  public List<String> parse(String text) {
    return split(text);
  }

  @Override
  public String format(List<String> segments) {
    for (var segment : segments) {
      if (segment.indexOf('/') >= 0) {
        throw new IllegalArgumentException(
            "The segment \"" + segment + "\" contains a slash and cannot be joined with others.");
      }
    }
    return String.join("/", segments);
  }

  @Override
  public String expected() {
    return "segments separated by slashes";
  }

  static List<String> split(String text) {
    var segments = new ArrayList<String>();
    var from = 0;
    for (var slash = text.indexOf('/'); slash >= 0; slash = text.indexOf('/', from)) {
      segments.add(text.substring(from, slash));
      from = slash + 1;
    }
    segments.add(text.substring(from));
    return List.copyOf(segments);
  }
}
