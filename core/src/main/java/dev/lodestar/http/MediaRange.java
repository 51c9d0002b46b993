package dev.lodestar.http;

import java.util.List;

/// One element of a header `Accept`: a media range with its weight.
///
/// @param type in lower case, or `*`
/// @param subtype in lower case, or `*`
/// @param parameters name and value alternate; without `q` and `charset`
/// @param quality the weight in thousandths, 0 to 1000
record MediaRange(String type, String subtype, List<String> parameters, int quality) {

  private static final int MOST_SPECIFIC = 2 + MediaType.MAX_PARAMETERS;

  boolean contains(MediaType candidate) {
    if (!type.equals("*") && !type.equals(candidate.type())) {
      return false;
    }
    if (!subtype.equals("*") && !subtype.equals(candidate.subtype())) {
      return false;
    }
    for (var i = 0; i < parameters.size(); i += 2) {
      var value = candidate.parameter(parameters.get(i));
      if (value.isEmpty() || !value.get().equalsIgnoreCase(parameters.get(i + 1))) {
        return false;
      }
    }
    return true;
  }

  /// 0 for everything, 1 for all of a type, 2 for one media type, more for each parameter.
  int specificity() {
    if (subtype.equals("*")) {
      return type.equals("*") ? 0 : 1;
    }
    return 2 + parameters.size() / 2;
  }

  /// Orders what is acceptable: by quality, then by specificity. 0 if nothing of it is acceptable.
  int rank() {
    return quality == 0 ? 0 : quality * (MOST_SPECIFIC + 1) + specificity();
  }
}
